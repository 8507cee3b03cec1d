"""The words of each theme, in Italian and English."""

from collections.abc import Mapping

THEME_WORDS: Mapping[str, str] = {
    "famiglia": """
        bambini|bambino|bambina|bambine|bimbi|bimbo|bimba|bimbe|ragazzi|ragazzo|ragazza|ragazze|ragazzini|ragazzine
        famiglia|famiglie|familiare|familiari|figli|figlio|figlia|figlie|figlioli|genitori|genitore|genitorialita
        mamme|mamma|neomamme|neonati|neonato|piu piccoli|i piccoli|giovani|giovane|giovanissimi|giovanile|giovanili
        adolescenti|adolescente|teenager|minori|infanzia|nipoti|nipotini|nipotino|nipotina|nipote|maternita|ludoteca
        prima infanzia|asilo nido|kids|kid|child|children|childs|family|families|baby|babies|toddler|toddlers|teens
        teen|teenagers|youth|youths|young people|young persons|youngsters|young ones|boys|girls|parents|parent
        parenting|mums|mum|moms|mom|mothers|dads|little ones|son|sons|daughter|daughters|grandchildren|adolescents
    """,
    "fragilita": """
        anziani|anziano|anziana|anziane|vecchietti|vecchi|nonni|nonno|nonna|nonne|terza eta|quarta eta|pensionati
        pensionato|pensionate|pensionata|over 60|over 65|over 70|over 75|solitudine|persone sole|chi e solo
        chi e sola|gente sola|soli e anziani|disabili|disabile|disabilita|diversamente abili|handicap|carrozzina
        autismo|autistici|fragili|fragile|fragilita|in difficolta|vulnerabili|vulnerabilita|bisognosi|poverta|poveri
        caregiver|alzheimer|demenza|non autosufficienti|invalidi|emarginazione|senzatetto|senza tetto|senza dimora
        marginalita|elderly|senior|seniors|old people|older people|older adults|older persons|aged|pensioners
        retired|retirees|lonely|loneliness|disabled|disability|disabilities|wheelchair|vulnerable|frail|frailty
        fragility|grandparents|grandparent|grandma|grandpa|the old|poverty|homeless
    """,
    "ambiente": """
        verde|verdi|verde pubblico|ambiente|ambientale|ambientali|ambientalista|ecologia|ecologico|ecologica
        ecologici|natura|orto|orti|ortisti|giardinaggio|pulizia|pulizie|pulire|pulizia del parco|riciclo|riciclare
        riciclaggio|differenziata|rifiuti|spazzatura|immondizia|alberi|piante|piantumazione|clima|sostenibilita
        sostenibile|compost|compostaggio|plogging|plastica|inquinamento|biodiversita|aria pulita|energia|riuso
        environment|cleaning up|clean the park|environmental|green|nature|gardening|gardens|vegetable garden
        clean up|cleanup|cleaning|recycling|trees|plants|planting|ecology|ecological|eco|sustainability|sustainable
        climate|litter|rubbish|garbage|waste|parks
    """,
    "educazione": """
        doposcuola|dopo scuola|compiti|scolastico|scolastica|scolastici|scolastiche|educazione|educativo|educativa
        educativi|educative|studenti|studente|studentesse|studiare|formazione|istruzione|insegnanti|ripetizioni
        alunni|spazio compiti|homework|after school|afterschool|education|educational|tutoring|studying|students
        pupils|schooling|school work
    """,
    "integrazione": """
        stranieri|straniero|straniera|straniere|italiano per stranieri|lingua italiana|corso di italiano
        corsi di italiano|italiano|immigrati|immigrato|immigrata|immigrate|immigrazione|migranti|migrante|migrazioni
        profughi|rifugiati|richiedenti asilo|integrazione|integrarsi|intercultura|interculturale|interculturali
        multiculturale|multietnico|multietnica|nuovi cittadini|nuovi arrivati|inclusione|mediazione culturale
        permesso di soggiorno|altre culture|integration|foreigner|foreigners|foreign people|foreign|immigrant
        immigrants|immigration|migrant|migrants|refugee|refugees|asylum seekers|italian lesson|italian lessons
        italian course|italian courses|italian class|italian classes|learn italian|italian language|italian
        intercultural|multicultural|newcomers|expats|new citizens|inclusion
    """,
    "sicurezza": """
        ladri|ladro|furti|furto|truffe|truffa|truffatori|raggiri|viabilita|traffico|sicurezza|sicurezza stradale
        strade sicure|vigili|vigile|polizia|polizia locale|carabinieri|controllo di vicinato|controllo del vicinato
        criminalita|vandalismo|vandali|spaccio|illuminazione|codice della strada|autodifesa|difesa personale
        borseggi|delinquenza|safety|security|thief|thieves|theft|thefts|burglar|burglars|burglary|burglaries|scam
        scams|scammers|fraud|frauds|traffic|road safety|crime|police|neighbourhood watch|neighborhood watch
        self defence|self defense
    """,
    "salute": """
        salute|benessere|camminata|camminate|camminare|passeggiata|passeggiate|gruppi di cammino|gruppo di cammino
        cammino|prevenzione|ginnastica|ginnastica dolce|yoga|pilates|sport|sportivo|sportiva|sportivi|sportive
        medico|medici|medicina|screening|vaccini|vaccino|vaccinazioni|vaccinazione|alimentazione|fitness
        attivita fisica|attivita motoria|psicologo|psicologia|sanitario|sanitaria|sanita|diabete|donazione sangue
        donazione del sangue|dieta|meditazione|mindfulness|tai chi|nutrizione|1 soccorso
        defibrillatore|stare bene|star bene|salute mentale|health|healthy|wellness|wellbeing|well being|walk|walks
        walking|hike|exercise|exercises|gym|gymnastics|prevention|mental health|running|meditation|nutrition|vaccine
        vaccines|vaccination|vaccinations|doctor|1 aid
    """,
    "spazi-urbani": """
        spazi|spazi urbani|spazi pubblici|spazi comuni|spazio pubblico|urbano|urbana|urbani|urbane|urbanistica
        arredo urbano|riqualificazione|riqualificare|rigenerazione|rigenerazione urbana|decoro|decoro urbano
        panchine|panchina|murales|murale|street art|cortili|cortile|cortili aperti|beni comuni|pedonalizzazione
        piazze|public space|public spaces|spaces|urban|urban spaces|benches|squares|courtyard|courtyards
        regeneration|town planning
    """,
}
"""Phrases, with "|" or a new line between, by the id of the theme in the city pack; numbers in digits."""

KINDS_OF_PLACE: Mapping[str, str] = {
    "ambiente": "parco|parchi|giardino|giardini|park|garden",
    "educazione": "scuola|scuole|school|schools",
    "spazi-urbani": "piazza|piazzetta|spazio|portici|square",
}
"""Words that say a theme only where they are not part of a place ("parco Suardi")."""
