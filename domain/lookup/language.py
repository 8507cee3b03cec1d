"""The small words of Italian and English around a place: what sorts of street there are, and what says nothing.

All are in the canonical spelling of `normalise.words`.
"""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


STREET_KINDS = _listed(
    "via viale vicolo vico piazza piazzale piazzetta largo corso strada stradone scaletta scalinata salita passaggio "
    "passeggiata galleria rotonda rondo circonvallazione contrada lungolago calle traversa"
)
"""Italian words that begin the name of a street."""

PARTICLES = _listed(
    "di d da dal dallo dalla dai dagli dalle del dello della dell dei degli delle de a ad al allo alla all ai agli "
    "alle in nel nello nella nell nei nelle sul sullo sulla sull sui sugli sulle su per con il lo la l i gli le e ed "
    "un uno una"
)
"""Articles and prepositions: people add and drop them in the name of a street."""

TITLES = _listed(
    "don padre fra monsignor ingegner dottor generale colonnello capitano tenente maggiore professor avvocato "
    "cavalier cardinale onorevole beato conte suor maestro"
)
"""Titles: people add and drop them too."""

NUMBER_MARKS = _listed("n nr no num numero nro civ civico nc number snc nn")
"""Words that announce a house number."""

NUMBER_TAILS = _listed("bis ter quater")
"""Words that belong to the house number before them."""

INSIDE_A_HOUSE = _listed("interno int scala piano palazzina appartamento campanello edificio")
"""Words whose number is not a house number."""

MANY_OF_A_KIND = _listed(
    "parco parchi parchetto giardino giardini chiesa chiese chiesetta scuola scuole asilo nido materna elementare "
    "media farmacia supermercato bar posta poste banca palestra biblioteca oratorio parrocchia fermata bus tram "
    "ambulatorio medico dentista negozio edicola ufficio bosco monumento fontana torre palazzo monte "
    "villa ponte torrente portone centro via strada"
)
"""Things that every quarter has: alone they name no place."""

SENTENCE = _listed(
    # Italian
    "io tu lui lei noi voi loro mi ti ci vi si me te mio mia miei mie tuo tua suo sua nostro nostra "
    "abito abitiamo abita abitano abitare abitavo vivo viviamo vive vivono vivere sto stiamo sta stanno sono siamo "
    "siete e essere risiedo risiede residente residenti residenza domicilio indirizzo trovo trova trovano trovi "
    "cerco cerca cercavo cercare vorrei voglio vogliamo volevo saper sapere so sai sa capire conoscere chiedere "
    "chiedo dire dirmi dimmi mostrami aiutami puoi potete puo posso potrei potresti devo dovrei fare faccio fa "
    "che chi cosa cos quale quali qual quanto quando come dove dov perche se ma o anche pure poi ora adesso gia "
    "qui qua li questo questa questi queste quello quella c ce ne non no si ho hai ha abbiamo avete hanno "
    "rete reti network quartiere quartieri rione zona zone area aree localita parti dalle tramite serve servono "
    "servito servita copre appartiene appartengo appartiene fa parte riferimento competenza segue interessa "
    "via vicino vicina vicini vicinanze presso accanto davanti dietro fronte angolo incrocio altezza dintorni fianco "
    "verso fino dopo prima sotto sopra tra fra oltre lato zona circa piu meno molto bene "
    "casa mia genitori mamma nonna nonno figlio figlia figli amico amica famiglia lavoro lavora studio ufficio "
    "ciao salve buongiorno buonasera buonanotte grazie prego favore piacere per scusi scusa scusate gentilmente "
    "cortesemente saluti arrivederci ok okay bene perfetto aiuto info informazioni informazione "
    "treno treni train railway prova test costo quanto "
    "appena trasferito trasferita trasferiti traslocato nuovo nuova oggi "
    "citta comune provincia prov cap italia italy lombardia lombardy "
    # English
    "my we our you your he she they it is are am was be been the an and or of for from with at on to by near next "
    "close behind live lives living stay staying reside located address home house flat street road avenue square "
    "which what where who how does do did can could would should please hi hello hey thanks thank help me find tell "
    "know want looking look neighbourhood neighborhood district quarter belongs belong serves covers there this that "
    "number i m s just moved new in"
)
"""Words of the sentence around a place."""
