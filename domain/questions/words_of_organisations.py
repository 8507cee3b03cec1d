"""The words of "who is part of the network"."""

from domain.questions.wording import phrases

_BODY = (
    "associazioni|associazione|realta|organizzazioni|organizzazione|enti|ente|cooperative|cooperativa|parrocchie"
    "|comitati|comitato|gruppi|soggetti|partner|partners|membri|componenti|aderenti|partecipanti|onlus|association"
    "|associations|group|groups|organi(s|z)ation|organi(s|z)ations|charities|charity|member|members|bodies|parishes"
)
_NETWORK = "rete|reti|quartiere|quartieri|zona|network"

_PEOPLE = f"{_NETWORK}|{_BODY}|persone|referenti|volontari"

WHO = phrases(f"""
    (chi|quali|che|quante) ... (fa|fanno|ne fa|ne fanno|fa gia|fanno gia) parte
    chi (c e|ci sta|ci sono|sta|trovo|abbiamo) (tutto |gia )?(nella|nel|nelle|in|a|ad|al|alla|all|dentro|per|dietro)
    chi (compone|forma|anima|costituisce|partecipa|partecipano|aderisce|aderiscono|collabora|opera|lavora|ha aderito
        |ci lavora|ci partecipa|e coinvolto|e dentro|e iscritto|sono|e)
        | (alla|nella|la|con la|in|con|per la|i|gli|le|a|ad) (membri |componenti )?(della )?(nella )?({_PEOPLE})
    chi (partecipa|partecipano|aderisce|aderiscono|lavora|lavorano|opera|collabora) (a|ad|in|con|alla|nella|al|nel)
    (da chi|di chi|da cosa|da quali|come) ... (composta|formata|costituita|fatta|composto|formato)
    (elenco|lista|nomi|mostrami|fammi vedere|dimmi|quanti|quante|quali|quale|che) (sono |di |dei |delle |degli |le |i
        |gli |tutte |tutti |altre |altri |tipi )*({_BODY}|oratori)
    (c e|ci sono|esiste|esistono|trovo|trovare|conosci|cerco) (delle |degli |dei |qualche |una |un |altre )?({_BODY})
    (who|who s) (is |are |all |s )*(in|inside|part|belongs|belong|takes part|take part|a member|members|the members
        |involved|behind|participates|participating|on|active|makes up|represented|working)
    (which|what|list|show|show me|name|how many) (of |the |all |me |other |local |are |kind |types |list )*({_BODY})
    (is|are) there (an |any |some |a )?({_BODY})
""")

ORGANISATIONS = phrases(_BODY)
