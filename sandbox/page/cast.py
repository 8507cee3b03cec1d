"""The people and the group of the page, let into the sandbox."""

from collections.abc import Mapping

from sandbox.page.options import PageOptions
from sandbox.telegram import Telegram


def assemble(telegram: Telegram, options: PageOptions) -> Mapping[int, str]:
    """Let the people in and make their group; give the notes to show under their names, by id."""
    people = [(spec, telegram.person(spec.first_name, language_code=spec.language_code)) for spec in options.people]
    if options.group is not None:
        admins = [person for spec, person in people if spec.administers]
        telegram.group(options.group, *(person for _, person in people), admins=admins)
    return {person.id: spec.note for spec, person in people}
