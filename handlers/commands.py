"""The commands: their names, what they are for, who sees them in the menu.

Italian names come first, each with an English alias; both always work, whatever the language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.operators import Action, Operator, refusal_of
from handlers.i18n import Translator, mark


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """A command. `names` by language; `says` is its line in the menu and on the help page.

    Every command works everywhere; the menus of groups show those that make sense there.
    """

    names: dict[str, str]
    says: str
    in_groups: bool = False
    for_administrators: bool = False

    def name(self, language: str) -> str:
        """Its name in a language; Italian where it has none of its own."""
        return self.names.get(language, self.names["it"])

    def is_for(self, reader: "Reader") -> bool:
        """Whether the menu of a reader shows it."""
        match reader:
            case Reader.PERSON:
                return True
            case Reader.GROUP:
                return self.in_groups
            case Reader.ADMINISTRATOR:
                return self.in_groups or self.for_administrators


START = Command({"it": "start"}, mark("Begin"))
NETWORK = Command({"it": "rete", "en": "network"}, mark("Which network serves a street"), in_groups=True)
ORGANISATIONS = Command(
    {"it": "realta", "en": "organisations"}, mark("Who is there in a neighbourhood"), in_groups=True
)
EVENTS = Command({"it": "iniziative", "en": "events"}, mark("What is coming up"), in_groups=True)
FOLLOW = Command({"it": "segui", "en": "follow"}, mark("Which networks and themes I follow"), for_administrators=True)
REMINDERS = Command(
    {"it": "promemoria", "en": "reminders"}, mark("What I am reminded of, and when"), for_administrators=True
)
SETTINGS = Command({"it": "impostazioni", "en": "settings"}, mark("What I am reminded of, and when"))
STOP = Command({"it": "stop"}, mark("Stop writing to me"), for_administrators=True)
HELP = Command({"it": "aiuto", "en": "help"}, mark("What I can do"), in_groups=True)
LANGUAGE = Command({"it": "lingua", "en": "language"}, mark("Change language"))
PRIVACY = Command({"it": "privacy"}, mark("What I keep about you"))
MY_DATA = Command({"it": "imieidati", "en": "mydata"}, mark("See what I keep, as a file"))
FORGET_ME = Command({"it": "cancellami", "en": "forgetme"}, mark("Delete what I keep about you"))
CANCEL = Command({"it": "annulla", "en": "cancel"}, mark("Forget the question under way"))

OPERATOR = Command({"it": "operatore", "en": "operator"}, mark("What I do as an operator"))
NEW = Command({"it": "nuovo", "en": "new"}, mark("Write a new event"))
ANNOUNCE = Command({"it": "annuncio", "en": "announce"}, mark("Write to the people of my networks"))

FOR_OPERATORS: Mapping[Command, Action] = {OPERATOR: Action.OPEN, NEW: Action.EVENT, ANNOUNCE: Action.ANNOUNCE}
"""The commands of operators, each with what it does: only the menu of who ever may do that shows it."""

MENU = (
    *(NETWORK, EVENTS, REMINDERS, FOLLOW, ORGANISATIONS, LANGUAGE),
    *(STOP, PRIVACY, MY_DATA, FORGET_ME, CANCEL, HELP),
)
"""What the menu lists, in order. /start is Telegram's own, /settings what its apps have a place for."""

ON_HELP_PAGE = (NETWORK, EVENTS, REMINDERS, FOLLOW, ORGANISATIONS, LANGUAGE, STOP, PRIVACY)


class Reader(StrEnum):
    """Who sees a list of commands."""

    PERSON = "person"
    GROUP = "group"
    ADMINISTRATOR = "administrator"  # of a group


def listed(t: Translator, reader: Reader = Reader.PERSON, commands: Sequence[Command] = MENU) -> list[tuple[str, str]]:
    """Those of some commands that a reader can use, each with its line, in the translator's language."""
    return [(command.name(t.language), t.label(command.says)) for command in commands if command.is_for(reader)]


def listed_for(operator: Operator, t: Translator) -> list[tuple[str, str]]:
    """What the menu of an operator lists: their own commands, then everybody's."""
    own = [command for command, action in FOR_OPERATORS.items() if refusal_of(operator, action) is None]
    return listed(t, commands=(*own, *MENU))
