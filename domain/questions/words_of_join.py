"""The words of "how can I take part"."""

from domain.questions.wording import phrases
from domain.questions.words_of_events import EVENT

_CAN = (
    "voglio|vorrei|vogliamo|vorremmo|posso|possiamo|potrei|potremmo|puo|possono|vuole|piacerebbe|interesserebbe|come"
    "|fare a|fare per|fa a|fa ad|fa per|faccio a|faccio ad|faccio per|per|possibile|disposto ad|disposta ad"
)
_NETWORK = "rete|reti|network|gruppo|squadra|quartiere|associazione|parte"
_HELPER = "volontario|volontaria|volontari|volontarie"

JOIN = phrases(f"""
    partecipare|parteciparvi|partecipo|partecipiamo|parteciperei|si partecipa|partecipazione|adesione|aderisco|aderire
    unirmi|unirci|unirsi|mi unisco|ci uniamo|aggregarmi|aggregarci|mi iscrivo|ci si iscrive|si iscrive|iscrivermi
    iscriverci|iscriversi|iscrizione|iscrizioni
    ({_CAN}) (anche io |anch io |anche noi |io )?(collaborare|contribuire|impegnarmi|attivarmi|propormi|inserirmi
        |entrare|entrarci|aiutare|aiutarvi|aiutarli|sostenere|si entra|entro)
    come (posso |si puo |si potrebbe |fare ad )?(aiutare|aiutarvi|aiuto la|aiuto il)
    (entrare|entro|entra|entriamo|inserirmi) (a far |anche io )?(nella|in|nel|a|alla|della|nelle|parte)
        | (vostra |nostra |una |mia )?({_NETWORK})
    (far|fare|farne|diventare|divento|diventa|diventano|diventiamo) (anche io |anch io )?(parte|membro|membri|soci|socio
        |socia|{_HELPER})
    (fare|faccio|facciamo|fa) (un po di |il |la |i |del )?({_HELPER}|volontariato)
    (cercate|cercano|servono|serve|avete bisogno di|mancano|cercasi|vi servono)
        | ... ({_HELPER}|aiuto|persone|gente|una mano|braccia)
    volontariato|{_HELPER}
    (dare|darvi|do|diamo|darei|dar|darle|darci) (io |volentieri |anche io )?(una mano|un aiuto)
    (posso|possiamo|potrei|si puo) venire|venire anch io|aperta a tutti|aperto a tutti
    (rendermi|rendersi|essere|renderci) (utile|utili)
    (mettermi|metterci|metto|sono|siamo|essere|dare|offro|do) (a |la mia )?(disposizione|disponibile|disponibili
        |disponibilita)
    (mi|ci) (offro|offriamo|candido|propongo|attivo|impegno)
    (offrire|regalare|donare|dedicare|mettere) ... (tempo|aiuto|ore)
    (fare|faccio) (qualcosa|qualche cosa|la mia parte) (per|nel|di utile|di buono)
    (cosa|che) (posso|potrei|possiamo) fare (io |noi )?per (voi|aiutare|aiutarvi|dare|rendermi)
    (cosa|che) (posso|potrei|possiamo) fare (io |noi )?per (il |la |questo |questa )(mio |mia )?({_NETWORK})
    (proporre|organizzare|lanciare|suggerire|proporvi) (un|una|qualche|la mia|il mio|delle|dei)
        | ({EVENT}|festa|idea|idee|proposta|progetto)
    (ho|avrei|abbiamo|avremmo) (un|una|qualche|delle|dei) (idea|idee|proposta|proposte|progetto) per
    join|joining|volunteer|volunteers|volunteering|participate|participating|participation|get involved|getting involved
    be involved|take part|taking part|help out|contribute|contributing|pitch in|lend a hand|give a hand|enroll|enrol
    sign up|signing up|register
    (how|where|what) (can|could|do|may|should) (i|we) (do to )?help|(can|could|may) (i|we) help
    (want|like|love|happy|available|willing) to help|what can i do for
    (be|become|becoming|being) (a |an )?(part|member|volunteer)
""")
