"""The people and the group of the page, let into the sandbox."""

from collections.abc import Mapping

from sandbox.page.options import PageOptions
from sandbox.telegram import Telegram


def assemble(telegram: Telegram, options: PageOptions) -> Mapping[int, str]:
    """Let the people in and make their group; give the note to show under each person's name, by id."""
    cast = [(spec, telegram.person(spec.first_name, language_code=spec.language_code)) for spec in options.people]
    if options.group and cast:
        admins = [person for spec, person in cast if spec.administers]
        telegram.group(options.group, *(person for _, person in cast), admins=admins)
    return {person.id: spec.note for spec, person in cast}
