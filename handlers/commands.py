"""The commands: their names, what they are for, who sees them in the menu.

Italian names come first, each with an English alias; both always work, whatever the language.
"""

from dataclasses import dataclass

from handlers.i18n import Translator, mark


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """A command. `names` by language; `says` is its line in the menu and on the help page."""

    names: dict[str, str]
    says: str
    in_groups: bool = False

    def name(self, language: str) -> str:
        """Its name in a language; Italian where it has none of its own."""
        return self.names.get(language, self.names["it"])


START = Command({"it": "start"}, mark("Begin"))
NETWORK = Command({"it": "rete", "en": "network"}, mark("Which network serves a street"), in_groups=True)
ORGANISATIONS = Command(
    {"it": "realta", "en": "organisations"}, mark("Who is there in a neighbourhood"), in_groups=True
)
EVENTS = Command({"it": "iniziative", "en": "events"}, mark("What is coming up"), in_groups=True)
FOLLOW = Command({"it": "segui", "en": "follow"}, mark("Which networks I follow"))
HELP = Command({"it": "aiuto", "en": "help"}, mark("What I can do"), in_groups=True)
LANGUAGE = Command({"it": "lingua", "en": "language"}, mark("Change language"))
PRIVACY = Command({"it": "privacy"}, mark("What I keep about you"))
CANCEL = Command({"it": "annulla", "en": "cancel"}, mark("Forget the question under way"))

MENU = (NETWORK, EVENTS, FOLLOW, ORGANISATIONS, LANGUAGE, PRIVACY, CANCEL, HELP)
"""What the menu and the help page list, in order. /start is Telegram's own."""


def listed(t: Translator, *, in_groups: bool = False) -> list[tuple[str, str]]:
    """The commands to show, each with its line, in the translator's language."""
    return [(command.name(t.language), t.label(command.says)) for command in MENU if command.in_groups or not in_groups]
