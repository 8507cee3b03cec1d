"""The patterns of days in plain words, Italian and English."""

import re

from domain.lookup.language import STREET_KINDS
from domain.moments.words import ABOUT, ANY_MONTH, ANY_WEEKDAY, FULL_WEEKDAY, LEAD, OF_THE_DAY, PART_WORDS, TH, YEAR
from domain.questions.months import ENGLISH_MONTH
from domain.questions.wording import optional, whole

_NAMED = rf"(?:(?P<weekday>{ANY_WEEKDAY})(?: [,.])? )?(?:(?:{ABOUT}) )?"
_DAY = rf"(?P<day>\d{{1,2}}|primo|first){TH}"
_OF = optional("di|del|of|del mese di|day of")
_MONTH = rf"(?P<month>{ANY_MONTH})(?: [.](?! [a-z]))?"
_HALF = "am|pm|a [.] m|p [.] m|(?:o )?clock"
_NO_NUMBER = (
    r"(?! (?:anni|anno|euro|eur|ore(?! \d)|giorni|settimane|minuti|persone|posti|volte|incontri|years|hours|days|weeks"
    rf"|minutes|%|{_HALF})(?![^ ])"
    r"| - \d(?!\d?(?:[:.]\d\d)?(?:-| - )\d)"  # "giovedì 3 - 20:45" may be from three on
    rf"| [:./] \d| , \d{{1,2}}(?!\d?(?:[-:.]\d| (?:{_HALF}))))"
)

_SAME_MONTH = whole(
    rf"{LEAD}{_NAMED}(?P<day>\d{{1,2}}|primo|first){TH}"
    rf"(?P<joint>-|/| - | (?:al|all|a|e|ed|to|to the|and|and the|until|fino al) | , )"
    rf"(?:(?:il|l|di|the) )?(?:(?P<last_weekday>{ANY_WEEKDAY}) )?(?:(?:il|l|the) )?(?P<last>\d{{1,2}}){TH} "
    rf"{_OF}{_MONTH}{YEAR}"
)
ENGLISH_STRETCH = whole(
    rf"{LEAD}(?P<month>{ENGLISH_MONTH}) (?:the )?(?P<day>\d{{1,2}}){TH}(?P<joint>-| - | (?:to|and|until) )"
    rf"(?P<last>\d{{1,2}}){TH}{YEAR}(?! (?:[:.]|{_HALF}))"
)
_NUMBERS_ONLY = whole(
    rf"(?P<since>dal|dall|from the) {_NAMED}(?P<day>\d{{1,2}}){TH} (?P<joint>al|all|to the|to|fino al) "
    rf"(?:(?P<last_weekday>{ANY_WEEKDAY}) )?(?P<last>\d{{1,2}}){TH}{_NO_NUMBER}"
)
STRETCHES = (_SAME_MONTH, ENGLISH_STRETCH, _NUMBERS_ONLY)

WRITTEN = whole(rf"{LEAD}{_NAMED}{_DAY} {_OF}{_MONTH}{YEAR}{OF_THE_DAY}")
ENGLISH = whole(
    rf"{LEAD}{_NAMED}(?P<month>{ENGLISH_MONTH}) (?:the )?(?P<day>\d{{1,2}}){TH}{YEAR}"
    rf"(?! \d(?!\d?(?:[-:.]\d| (?:{_HALF})))|[:.,]\d)"
)
FIGURES = whole(
    rf"{LEAD}{_NAMED}(?P<day>\d{{1,2}})(?P<by>[/.-])(?P<month>\d{{1,2}})(?:(?P=by)(?P<year>\d{{4}}|\d\d))?{OF_THE_DAY}"
)
ISO = whole(rf"{LEAD}{_NAMED}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_OF_THIS_MONTH = "(?: (?:del|di questo|of this|this|of the) (?:mese|month)(?! (?:prossimo|che|successivo)))?"
_MOVED = "(?:rimand|rinvi|spost|posticip|anticip|slitt|move|postpone)[a-z]* (?:al|all|to the)"
OF_A_MONTH = (
    whole(
        rf"{LEAD}(?P<weekday>{ANY_WEEKDAY})(?: [,.])? (?:(?:{ABOUT}) )?(?P<day>\d{{1,2}}){TH}"
        rf"{_OF_THIS_MONTH}{OF_THE_DAY}{_NO_NUMBER}"
    ),
    whole(
        rf"(?:(?P<since>a partire dal|dal|from the)|il giorno|giorno|per il|il|l|del|the|on the|{_MOVED}) "
        rf"(?P<day>\d{{1,2}}){TH}{_OF_THIS_MONTH}"
        rf"{OF_THE_DAY}{_NO_NUMBER}"
    ),
)

ORDINALS = {
    "primo": 1, "prima": 1, "first": 1, "secondo": 2, "seconda": 2, "second": 2, "terzo": 3, "terza": 3, "third": 3,
    "quarto": 4, "quarta": 4, "fourth": 4, "ultimo": -1, "ultima": -1, "last": -1,
}  # fmt: skip
NTH = whole(
    rf"{LEAD}(?P<nth>{'|'.join(ORDINALS)}|[1-4] (?:o|a|st|nd|rd|th)) (?P<weekday>{FULL_WEEKDAY}) "
    rf"(?:di |of |in |del mese di )(?P<month>{ANY_MONTH}){YEAR}"
)

_COMING = "prossimo|prossima|prox|next"
_THIS = "questo|questa|this"
NEXT_WEEK = (
    "(?:(?:della |la )?settimana (?:prossima|che viene|entrante)|(?:della |la )?prossima settimana|(?:of )?next week)"
)
_THIS_WEEK = "(?:(?:di )?questa settimana|(?:of )?this week)"
WEEKDAY = whole(
    rf"{LEAD}(?:(?:(?P<this>{_THIS})|(?P<next>{_COMING})) )?(?P<weekday>{FULL_WEEKDAY})"
    rf"(?: (?P<next2>prossimo|prossima|prox|che viene|next))?{OF_THE_DAY}"
    rf"(?: (?P<week>{NEXT_WEEK}|{_THIS_WEEK}))?(?: (?P<next3>prossimo|prossima|prox))?"
)
WEEK_FIRST = whole(
    rf"(?:(?:nella|la|per la|in) )?(?P<week>{NEXT_WEEK}|{_THIS_WEEK})(?: ,)?(?: (?:di|il|la|on))? "
    rf"(?P<weekday>{FULL_WEEKDAY})(?! \d){OF_THE_DAY}"
)
A_WEEK_ON = whole(rf"{LEAD}(?P<weekday>{FULL_WEEKDAY}) week|a week on (?P<weekday2>{FULL_WEEKDAY})")
"""British: a week after the coming one."""

_COUNT = r"(?P<count>\d{1,3}|un paio di|un|una|a couple of|a|an|one)"
_UNIT = "(?P<unit>giorni|giorno|settimane|settimana|mesi|mese|days|day|weeks|week|months|month)"
LATER = whole(
    rf"(?:tra|fra|da qui a|in) {_COUNT} {_UNIT}(?: esatto| esatta| time)?"
    rf"|{_COUNT.replace('count', 'count2')} {_UNIT.replace('unit', 'unit2')} from (?:now|today)"
)
COUNTS = {"un": 1, "una": 1, "a": 1, "an": 1, "one": 1, "un paio di": 2, "a couple of": 2}
TOLD: tuple[tuple[re.Pattern[str], int], ...] = (
    (whole(rf"{LEAD}(?:dopodomani|dopo domani|(?:the )?day after tomorrow){OF_THE_DAY}"), 2),
    (whole(rf"{LEAD}(?:(?P<now>domattina)|(?:domani|tomorrow){OF_THE_DAY})"), 1),
    (
        whole(
            rf"{LEAD}(?:(?P<now>stasera|stamattina|stamani|stamane|stanotte|tonight)|(?:oggi|today){OF_THE_DAY}"
            rf"|(?:questa|sta|questo|this) (?P<this>{'|'.join(PART_WORDS)}))"
        ),
        0,
    ),
)
MONTH_ALONE = whole(
    rf"(?:(?P<since>da|a partire da|from|starting in)|a|ad|in|nel mese di|nel|per|entro|during|di|mese di|of)? ?"
    rf"(?P<month>{ANY_MONTH}){YEAR}"
)
PART_OF_MONTH = whole(
    rf"(?:(?:a|ad|per|la|entro|verso|in) )?(?:inizi|inizio|primi|meta|fine|early|mid|late) (?:(?:di|of|giorni di) )?"
    rf"(?P<month>{ANY_MONTH}){YEAR}"
)
WEEKEND = whole(
    rf"{LEAD}(?:(?:in |nel |per il |al |this |next |the )?(?:questo |prossimo )?(?:weekend|week end|fine settimana))"
    rf"(?: prossimo| che viene)?"
)
A_WEEK = whole(rf"(?:(?:nella|la|per la|in) )?(?:(?P<later>{NEXT_WEEK})|{_THIS_WEEK})")
A_MONTH = whole(
    r"(?:(?:nel|del|il|of) )?(?P<later>mese prossimo|prossimo mese|mese che viene|mese successivo|next month)"
    r"|(?:(?:di|del|of) )?(?:questo mese|mese corrente|corrente mese|this month)|c [.] m(?: [.])?|corr"
)

KINDS = STREET_KINDS | {"parco", "giardino", "giardini", "scuola"}
IN_A_STREET = re.compile(rf"(?<![^ ])(?:{'|'.join(KINDS)})(?: [a-z.]+){{1,4}}(?: ,)?(?: (?:n|civico))? $")
CLOCK_MARK = re.compile(
    r"(?<![^ ])(?:ore|alle|all|dalle|dall|h|tra le|le|at|orario|verso|circa|euro|tel|versione)(?: [.])? $"
)
_LONG_FIGURES = 12
MONTHS_A_YEAR = 12
MAYBE_MINUTES = frozenset({5, 10})
"""Of all months only these are likely minutes too: "20.10"."""
