"""The words of "when, or where, does the network meet"."""

from domain.questions.wording import phrases

_MEETING = "riunione|riunioni|assemblea|assemblee|ritrovo|meeting|meetings"
_SIT = "riunisce|riuniscono|riunite|riuniamo"
_MEET = (
    f"{_SIT}|incontra|incontrano|incontrate|incontriamo|vede|vedono|vedete|ritrova|ritrovano|ritrovate|ritroviamo"
    "|raduna|radunano|radunate|trovano|trovate|troviamo"
)
_WHEN = (
    "quando|che giorno|che giorni|a che ora|che ora|che ore|ogni quanto|ogni quando|in che giorno|in quali giorni"
    "|di che giorno|con che frequenza|quante volte|di solito|orario|orari"
)
_WHERE = "dove|dov|data|date|giorno|giorni|luogo|posto|indirizzo"

WHEN_MEETING = phrases(f"""
    ({_WHEN}|{_WHERE}) ... ({_MEETING}|{_SIT}|riunirsi)
    ({_WHEN}) ... (si|vi) (solito )?({_MEET})
    ({_WHEN}) ... ci (incontriamo|troviamo|ritroviamo|riuniamo|incontra|trova|ritrova|riunisce)
    ({_WHEN}|dove) ... ci si (trova|incontra|vede|ritrova|riunisce)
    dove (e quando )?(ci|si|vi) ({_MEET})
    ({_WHEN}|dove) (si )?trova la rete
    (prossima|prossime|1) ({_MEETING})
    (when|where|what time|what day|which day|how often|what days)
        | ... (meet|meets|meeting|meetings|gather|gathers|gathering|get together|gets together|assembly)
    next ... (meeting|meetings|gathering|assembly|get together)
    (si|vi|ci) ({_SIT})|riunirsi
    rete (si )?(incontra|ritrova|vede)
""")

GATHERING = phrases(f"""
    ({_WHEN}|{_WHERE}) ... (incontro|incontri)
    (prossimo|prossimi|nuovo|1) (incontro|incontri)
    (incontro|incontri) (della|di|delle|della vostra|della nostra) (rete|reti)
""")
"""A gathering is the network's own, unless it is about a theme ("il prossimo incontro sulle truffe")."""

MEETINGS = phrases(f"{_MEETING}|giorno di incontro")

ENCOUNTERS = phrases("incontro|incontri|incontrarsi|ritrovi|raduno")
"""With a period or a theme they are what is on, alone the network's meeting."""
