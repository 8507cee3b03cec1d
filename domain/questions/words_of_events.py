"""The words of "what is on"."""

from domain.questions.wording import phrases

EVENT = (
    "iniziativa|iniziative|evento|eventi|appuntamento|appuntamenti|attivita|manifestazione|manifestazioni|spettacolo"
    "|spettacoli|concerto|concerti|laboratorio|laboratori|sagra|sagre|mercatino|mercatini|feste|festival|corsi|workshop"
    "|calendario|biciclettata|castagnata|tombolata|event|events|activity|activities|initiative|initiatives|workshops"
    "|concert|concerts|happenings"
)
_SOMETHING = "qualcosa|qualche cosa|qualche|niente|nulla"

WHICH_EVENTS = phrases(f"""
    (quali|quale|che|what|which) (sono |are )?(le |gli |i |the |altri |altre |belle |prossimi |prossime )?({EVENT})
""")
"""An event asked for by name, whatever one wants to do there ("a quali iniziative posso partecipare?")."""

EVENTS = phrases(f"""
    {EVENT}
    (in|a|nel) (programma|calendario|agenda|programmazione)
    (what s|what is|what|what are|anything|something|nothing|everything)
        | (is )?(all )?(on|going|happening|planned|scheduled|happens|coming up)
    going on|happening|taking place|takes place|things to do|stuff to do|places to go|(something|anything|what) to do
    exhibition|exhibitions|fairs|street party
""")

MAYBE_EVENTS = phrases("""
    festa|festicciola|corso|programma|programmi|programme|program|schedule|mostra|mostre|film|cinema|teatro|musica
    mercato|serata|serate|giochi|gita|gite|tombola|torneo|tornei|aperitivo|cena sociale|lettura|letture|presentazione
    conferenza|conferenze|proiezione|ballo|balli|novita|uscita|uscite|escursione|escursioni|idee|idea|proposte|proposta
    occasioni|burattini|presepe|presepi|falo|merenda|lezione|lezioni
    party|parties|course|courses|class|classes|lesson|lessons|show|shows|market|fair|movie|movies|games|music|trip|trips
    plans|ideas|fun|dance
""")
"""Words that speak of what is on only beside a period, a theme or a place."""

OPENERS = phrases(f"""
    (cosa|che cosa|che|cos|c) (c e|ci e|ci sono|ci sara|altro c e|e previsto|e in programma|avete|fate|fanno|facciamo
        |organizzate|organizzano|organizzi|organizza|si organizza|proponete|propone|proponi|offre|offrite|accade|accadra
        |succede|succedera|combinate|bolle in pentola|danno|trovo|troviamo|posso fare|possiamo fare|si puo fare
        |si potrebbe fare|potrei fare|potremmo fare|posso vedere|si fa|si fara|faranno|fa|fare|mi consigli|consigli
        |consigliate|mi proponi|ci proponi|viene fatto|viene organizzato)
    (cosa|che) gh e
    c e ({_SOMETHING}|altro|da fare|anche)
    (si fa|fate|fanno|succede|organizzate|organizzano|avete|hai|conosci|sai) ({_SOMETHING})
    qualcosa|qualche cosa|qualche idea|da fare|da qualche parte|di bello|di interessante|di nuovo
    dove (si va|andare|posso andare|possiamo andare|porto|posso portare|portare|possiamo portare|vado|andiamo
        |si puo andare)
    quando (e|sara|c e|si fa|fanno|fate)
    what (s|is|are) (there|new|up)|is there (anything|something)|anything|something|to do|any plans
    what (can|could|should) (i|we|you|one) (do|see|visit|attend)
    what (do|does|are) ... (organi(s|z)e|organi(s|z)ing|offer|do|planning)
    (are|is) ... doing (anything|something)
    where (can|could|should) (i|we) go|where (can|could) (i|we|one) (learn|study)
    dove (posso|possiamo|potrei|si puo) (imparare|studiare)|(voglio|vorrei) (imparare|studiare)
""")
"""Ways to begin a question that ask what is on where a period, a theme or a place follows."""
