"""The words of "tell me"."""

from domain.questions.wording import phrases

NEWS = (
    "notizia|notizie|avviso|avvisi|promemoria|notifica|notifiche|aggiornamento|aggiornamenti|novita|messaggi|newsletter"
    "|comunicazioni|news|update|updates|reminder|reminders|notification|notifications|alert|alerts|messages"
)
_TOLD = (
    "avvisato|avvisata|avvisati|avvertito|avvertita|informato|informata|informati|aggiornato|aggiornata|aggiornati"
    "|aggiornate|al corrente|notificato"
)
_WANT = "voglio|vorrei|vogliamo|vorremmo|posso|possiamo|potrei|come|piacerebbe|desidero|fammi|fare|faccio a|fa a|per"

FOLLOW = phrases(f"""
    avvisami|avvisatemi|avvisarmi|avvisaci|avvisateci|avvertimi|avvertitemi|avvertirmi|informami|informatemi|informarmi
    aggiornami|aggiornatemi|aggiornarmi|notificami|notificatemi|notificarmi|ricordami|ricordatemi|ricordarmi
    ricordamelo|iscrivimi|iscrivetemi|iscrivici|abbonami|segnalami|segnalatemi
    (mi|ci) (avvisi|avvisate|avverti|avvertite|avvisa|aggiorni|aggiornate|informi|informate|notifichi|segnali)
    (mi|ci) (ricordi|ricordate) (quando|la|le|il|gli|i|l|degli|delle|della|di)
    (puoi|potete|potresti|potreste|puo|posso) (avvisare|avvertire|informare|aggiornare|ricordare)
    (mi|ci) (iscrivi|iscrivete|abboni)
    (voglio|vorrei|desidero) (le |gli |i |anche le |delle |degli )?({NEWS})
    aggiungi ... preferiti
    (essere|venire|resto|restare|rimanere|stare|tienimi|tieni|tienici|tenermi|tenerci|tenetemi|teneteci|tenete|tenere
        |mantienimi) (sempre )?({_TOLD})
    ({_WANT}) (si fa a |faccio a |io )?(seguire|seguirla|seguirlo|seguirvi|seguirne|seguo)
    (seguire|segui|seguo|seguiamo) (la |il |anche |le |gli )?(rete|reti|network|quartiere|iniziative|attivita|eventi)
    (ricevere|riceverei|ricevo|riceviamo|mandami|mandatemi|mandarmi|mandaci|inviami|inviatemi|inviarmi|mandi|mandate
        |mandare|invii|inviate|inviare|scrivimi|scrivetemi|avere|attiva|attivare|attivami|attivate|accendi|metti|mettimi
        |imposta|iscrivermi|iscrivo|iscriversi|iscriverci|iscrizione|abbonarmi|registrarmi)
        | (un |un po di |una |il |la |i |gli |le |agli |alle |alla |ai |ad |l )?({NEWS})
    (scrivimi|scrivetemi|mandami|mandatemi|inviami|inviatemi) (un messaggio )?(quando|se|prima|appena|le|gli)
    ricevere ... (iniziative|eventi)
    (fammi|fatemi|facci|fateci|farmi) sapere (se|quando|appena|le|gli|i|delle|degli|di|prima|ogni)
    (voglio|vorrei) (perdermi|perdere|perderci) (niente|nulla|nessun|nessuna|le|gli)
    (aggiungimi|aggiungetemi|inseriscimi|mettimi) ... (lista|elenco|mailing)
    sapere (sempre )?quando ci sono (novita|nuove|iniziative|eventi)
    newsletter|mailing list
    (notify|alert|remind|update|inform|warn) (me|us)
    let (me|us) know (when|if|about|of|whenever|as soon)|tell (me|us) (when|whenever|as soon as)
    (keep|keeping) (me|us) (posted|updated|informed|in the loop|up to date|notified)
    stay (updated|informed|tuned|up to date)|subscribe|subscribing|subscription|sign (me|us) up for|add me
    (send|sending|text|message) (me|us) (the |some |any |a )?({NEWS}|when|if)
    (get|receive|have|receiving|getting|want) (the |some |any |a )?({NEWS})
    (be|get) (notified|informed|updated|reminded|alerted|told)
    (want|like|can|how|do|could|let me|please) (i |to |do i |can i |me |we )*follow
    following|follow (the |all )?(network|events|activities)
""")

FOLLOW_A_PLACE = phrases(
    "segui|seguimi|seguo|seguire|seguiamo|follow|avvisi|avviso|notifiche|promemoria|aggiornamenti|notifications|updates|reminders"
)
"""Words that want to be told of a place that is named beside them."""
