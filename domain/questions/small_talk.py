"""Sayings that ask nothing though they name a day, a meeting, or following: "buon weekend", "ho una riunione"."""

from domain.questions.months import ANY_WEEKDAY
from domain.questions.wording import USED, phrases, whole
from domain.questions.words_of_follow import NEWS

_DAY = (
    rf"(?:domani|dopodomani|stasera|oggi|{ANY_WEEKDAY}|natale|settimana prossima|prossima settimana|weekend|tomorrow"
    r"|tonight|next week|prossima|presto|dopo|later|soon)(?: (?:sera|mattina|pomeriggio|prossimo|prossima))?"
)
_GREETINGS = whole("(?:buon|buona|good) (?:giorno|pomeriggio|sera|morning|afternoon|evening)")
_SAYINGS = (
    whole(
        r"(?:auguri di |tanti auguri di |ti auguro una |ti auguro un |have a |a )?"
        r"(?:buon|buona|buone|buoni|bel|bella|felice|felici|lieto|lieta|sereno|serena|happy|merry|good|nice|great|lovely)"
        r" (?:fine settimana|week end|anno nuovo|nuovo anno|new year|\d+ [a-z]+|[a-z]+)"
    ),
    whole(
        r"(?:ci vediamo|ci sentiamo|ci aggiorniamo|ci rivediamo|ci si vede|ci si sente|ci risentiamo|vediamoci"
        r"|sentiamoci|see you|see ya|talk to you|speak to you|catch you)(?: (?:a|al|alla|on|per|il|la|di|the|nel))?"
        rf"(?: {_DAY})?"
    ),
    whole(
        r"(?:^|(?<=^ciao )|(?<=^grazie )|(?<=^ok )|(?<=^bene )|(?<=^allora )|(?<=^va bene )|(?<=^grazie mille ))"
        rf"(?:e )?(?:allora )?(?:a|al|alla|till|until) {_DAY}(?= [|]|$| grazie| ciao| allora| a tutti| tutti| ragazzi)"
    ),
    whole(
        rf"^(?:ma |che bello )?(?:oggi|domani|ieri|dopodomani|today|tomorrow|{ANY_WEEKDAY}) (?:e|is) "
        r"(?:gia |solo |la |il |il mio )?(?:festa|natale|pasqua|capodanno|compleanno)(?: .*)?$"
    ),
    whole(
        r"^(?:ma |che bello )?(?:oggi|domani|ieri|dopodomani|today|tomorrow) (?:e|is) (?:gia |solo )?"
        rf"(?:{ANY_WEEKDAY})$"
    ),
)
"""Wishes; goodbyes; goodbyes alone ("a domani"); what day it is."""

NOTHING_ASKED = phrases(f"""
    non (lo |la |le )?(voglio|vorrei|vogliamo|mi interessa|ci interessa|intendo|desidero|mi va)( piu)?( di)?
        | (seguire|ricevere|partecipare|essere|aderire|iscrivermi|avvisi)
    non (mi )?(avvisarmi|avvisatemi|avvisi|avvisate|avvisare|scrivermi|scrivetemi|mandarmi|mandatemi|mandare|inviarmi
        |ricordarmi|seguo|partecipo)
    (non )?(ti|lo|li|vi) seguo
    (smetti|smettila|smettete|basta|togli|toglimi|toglietemi|cancella|cancellami|disattiva|disattivare|rimuovi)
        | (di |gli |le |i |con |dagli |dalle |dalla )*(seguire|seguirmi|mandarmi|scrivermi|lista|{NEWS})
    disiscrivimi|disiscrivermi|disiscrivere|disiscrizione|unsubscribe|unfollow
    (dont|don t|do not|stop|no more) (send|sending|notify|notifying|remind|follow|following|{NEWS})
    (turn|switch) off (the |my )?({NEWS})
    (ho|avevo|abbiamo|avro|sono in|siamo in) (una |la |un )?(riunione|incontro|appuntamento)
    hai (programmi|piani|impegni)|(programmi|piani|impegni) hai|(cosa|che) fai
    (i have|i had|i am in|i m in) (a |the )?meeting
    to meet you
    in realta|la realta
""")

OFF_TOPIC = phrases("""
    tempo|meteo|piove|piovere|piovera|pioggia|neve|nevica|sole|caldo|freddo|nebbia|temperatura|previsioni
    weather|rain|raining|snow|sunny
    mangiare|mangi|mangiato|cena|cucini|cucinare|pranzo|ristorante|pizza|pizzeria|eat|dinner|lunch|breakfast|food
    tv|televisione|netflix|partita|partite|atalanta|dea|juve|milan|inter|calcio|match|football|champions|oroscopo
    di male|che non va|di strano|che non funziona|da ridere|da piangere|c entra|ti fa male
    sciopero|autobus|bus|treno|treni|farmacia di turno|bollette
""")
"""What residents ask a bot about that has nothing to do with networks."""

OWN_DOINGS = phrases("""
    guardo|ho lezione|ho il|ho la|ho un|ho una|esco|vado a|vado al|vado dal|vado in|devo|sono stato|sono stata
    ero|era|eravamo|erano|was|were|i have|i am|i m|i go|i watch
""")
"""What somebody does themselves: "stasera guardo un film"."""


def sayings_aside(plain: str) -> tuple[str, bool]:
    """Leave out what only greets, wishes, takes leave or says what day it is; whether it is more than a greeting."""
    ungreeted = left = _GREETINGS.sub(USED, plain)
    for pattern in _SAYINGS:
        left = pattern.sub(USED, left)
    return left, left != ungreeted
