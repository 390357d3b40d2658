"""Anaphora on marked-up sentences: ``{words|entity}`` is resolved to that entity.

``{words|A & B}`` to both, ``{words|-}`` to nobody. People and facts are invented.
"""

import re

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, MentionRow

MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
ANAPHORIC = ("null", "pronoun", "nominal")


def read_marks(marked: str) -> tuple[str, list[tuple[int, int, set[str]]]]:
    """Plain text, and the marked spans with the names expected there."""
    text, spans, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        start = len(text)
        text += found[1]
        names = set() if found[2] == "-" else {n.strip() for n in found[2].split("&")}
        spans.append((start, len(text), names))
        at = found.end()
    return text + marked[at:], spans


NULL_SUBJECTS = [
    "Il ministro Paolo Verdini ha incontrato i sindacati. {Ha promesso|Paolo Verdini} nuove assunzioni.",
    "Il ministro Paolo Verdini ha detto che {partirà|Paolo Verdini} domani.",
    "Il ministro Paolo Verdini ha incontrato la sindaca Anna Rosati. {È stata eletta|Anna Rosati} nel 2019.",
    "«Non cediamo», ha detto la sindaca Anna Rosati. {Ha aggiunto|Anna Rosati} che il bilancio è a posto.",
    "Malta e Cipro hanno firmato l'intesa. {Hanno annunciato|Malta & Cipro} altre iniziative.",
    "Tace Luca Fabbri. Il capo dell'opposizione Paolo Verdini è in Senegal. {Ha negato|Paolo Verdini} tutto.",
    "La Fiat, il marchio che {guida|-} da anni, ha vinto.",
    "Il sindaco Paolo Verdini, che aveva nominato Luca Fabbri, si dimette. {Ha ricordato|Paolo Verdini} tutto.",
    "Il tribunale ha condannato Luca Fabbri. {Era accusato|Luca Fabbri} di truffa.",
    "Paolo Verdini ha parlato ieri. Marco Neri, {ha detto|Paolo Verdini}, rifiuta di partire.",
    "Marco Neri, quando {ha lasciato|Marco Neri} la Fiat, ha fondato una società.",
    "Lisbona scrive a Tokyo: «Alleati nel mare». La premier Anna Rosati ha inviato una lettera. {Ha aggiunto|Anna Rosati} che partirà.",
    "L'appello di Anna Rosati: «{Chiedo|Anna Rosati} a tutti di restare».",
    "Paolo Verdini: «{Voterò|Paolo Verdini} la legge».",
    # nobody is meant, or one of two
    "Scontro tra Anna Rosati e Paolo Verdini: «{Voterò|-} la legge».",
    "Il ministro Paolo Verdini è a Parigi. {Piove|-} da due giorni.",
    "Il ministro Paolo Verdini è a Parigi. {Bisogna|-} trovare un accordo.",
    "Il ministro Paolo Verdini è a Parigi. C'{è|-} molta attesa.",
    "Il ministro Paolo Verdini è a Parigi. Qui si {lavora|-} fino a tardi.",
    "Il ministro Paolo Verdini ha firmato il decreto. {È|-} un passo avanti.",
    "Il ministro Paolo Verdini ha parlato ieri. La mossa ha sorpreso tutti e {ha diviso|-} il partito.",
    "Il ministro Paolo Verdini è a Parigi. Agli agenti è stato {chiesto|-} di partire.",
    "«{È|-} inaccettabile», ha detto Paolo Verdini.",
    "La polizia indaga sulla morte di Paolo Verdini e {cerca|-} indizi.",
    "Paolo Verdini è partito. Qualcosa si è rotto e {ha contribuito|-} alla crisi.",
    "Il leader Paolo Verdini tace. Anna Rosati teme che non si {trovi|-} alcun accordo.",
    "Paolo Verdini è in Francia. A Nizza vi {sono|-} dei feriti.",
    "Il ministro Paolo Verdini era assente. {È stata|-} la Francia a chiedere il rinvio.",
]

PRONOUNS = [
    # who speaks does not call themself "she"; two after a comma are no single noun's
    "Anna Rosati è stata rapita. Fabbri ha parlato con Aldo Bassi. «{La|Anna Rosati} riporteremo a casa», ha promesso.",
    "Anna Rosati è stata rapita. Il ministro ha visto i genitori della donna, Aldo e Bice. {La|Anna Rosati} riporterà a casa.",
    "Il ministro Paolo Verdini è arrivato a Malta. Il premier Luca Fabbri {lo|Paolo Verdini} ha ricevuto ieri.",
    "La sindaca Anna Rosati si è dimessa. Il prefetto Luca Fabbri {l'|Anna Rosati}ha ringraziata.",
    "La sindaca Anna Rosati si è dimessa. Luca Fabbri {le|Anna Rosati} ha scritto una lettera.",
    "Il ministro Paolo Verdini è a Malta. Luca Fabbri vorrebbe {incontrarlo|Paolo Verdini}.",
    "Il ministro Paolo Verdini è a Malta. Luca Fabbri ha parlato con {lui|Paolo Verdini}.",
    "Anna Rosati ha incontrato Luca Fabbri e {lo|Luca Fabbri} ha invitato a Parigi.",
    "La Fiat ha chiuso. {Essa|Fiat} riaprirà a Torino.",
    "Piero Galli e Luca Fabbri sono stati liberati. La Francia ha trattato per {loro|Piero Galli & Luca Fabbri}.",
    # a fact, not a person
    "Il ministro Paolo Verdini si è dimesso. {Lo|-} ha annunciato il governo.",
    "Il ministro Paolo Verdini si è dimesso. Nessuno voleva {farlo|-}.",
]

POSSESSIVES = [
    "Anna Rosati ha presentato il {suo|Anna Rosati} libro.",
    "Il ministro Paolo Verdini ha visto il {suo|Paolo Verdini} omologo maltese Luca Fabbri.",
    "Piero Galli e Luca Fabbri hanno presentato il {loro|Piero Galli & Luca Fabbri} libro.",
    "Il presidente francese Luca Fabbri ha detto che il suo {paese|Francia} resterà nell'Unione europea.",
]

QUOTATIONS = [
    "«{Resto|Anna Rosati} al mio posto», ha detto la sindaca Anna Rosati.",
    "«{Mi|Anna Rosati} hanno accolto con calore», ha raccontato Anna Rosati.",
    "«La Russia {ci|Armenia} ha lasciati soli», ha detto il premier armeno Luca Fabbri.",
]

PLURALS = [
    "Malta ha firmato un trattato con Cipro. {I due paesi|Malta & Cipro} collaborano da anni.",
    "Piero Galli ha incontrato Luca Fabbri. {I due|Piero Galli & Luca Fabbri} hanno parlato di gas.",
    "Piero Galli e Luca Fabbri si sono candidati. {Entrambi|Piero Galli & Luca Fabbri} hanno ricevuto minacce.",
    "Piero Galli ha incontrato Luca Fabbri. {Quest'ultimo|Luca Fabbri} ha negato tutto.",
    "Nella scuola lavorano due maestre. I due {bidelli|-} sono assenti.",
]

NOMINALS = [
    # where somebody is need not be "the country" of the story
    "Malta è in crisi. Malta ha votato. Il leader Paolo Verdini si trova in Senegal. {Il paese|Malta} attende.",
    "Il leader Paolo Verdini è in Senegal. {Il paese|Senegal} attende.",
    # a known organisation is of one kind
    "Hamas attacca. {La ong|-} chiede aiuto.",
    "Hamas attacca. {Il gruppo jihadista|Hamas} chiede aiuto.",
    # a diplomat posted somewhere need be nobody named so far
    "Luca Fabbri è a Roma. La moglie del pilota Paolo Verdini ha incontrato {il console|Luca Fabbri}.",
    # what clubs are called by, where the article names one of them and no other
    "L'Inter ha battuto il Verona. Domenica {i nerazzurri|Inter} vanno a Bari.",
    "Il Torino ha perso. {I granata|Torino} hanno esonerato Paolo Verdini.",
    "Inter e Atalanta hanno vinto. {I nerazzurri|-} vanno a Bari.",
    "Il Torino ha perso. {La granata|-} è esplosa.",
    "Il Pd è diviso. {I dem|Pd} votano domani.",
    "Il Senato è diviso. {I dem|-} votano domani.",
    "Il primo ministro Luca Fabbri è a Roma. {Il premier|Luca Fabbri} incontrerà Anna Rosati.",
    "Luca Fabbri, sindaco di Bari, è indagato. {Il sindaco|Luca Fabbri} nega tutto.",
    "Il presidente francese Luca Fabbri ha visto il presidente tedesco Piero Galli. {Il presidente tedesco|Piero Galli} era in ritardo.",
    "La presidente Anna Rosati ha visto il presidente Piero Galli. {La presidente|Anna Rosati} era in ritardo.",
    "La Tunisia ha votato domenica. {Il Paese|Tunisia} è in crisi.",
    "Verona è sotto la neve. Le scuole {in città|Verona} sono chiuse.",
    "L'azienda Brambati ha chiuso. {L'azienda|Brambati} aveva cento dipendenti.",
    "Malta ha protestato. {Il governo|Malta} maltese ha richiamato l'ambasciatore.",
    # another one, or of another kind
    "La Tunisia ha votato domenica. Il {Paese|-} confinante è in crisi.",
    "Il rifugio sul monte Grappa è chiuso. La {città|-} è senza luce.",
    # not within one's own phrase, nor as another
    "È stata interrogata Anna Rosati, la madre della {bambina|-} malata.",
    "Il ministro Paolo Verdini è a Parigi. L'altro {ministro|-} è a Roma.",
    # not whom one's words name
    "«Luca Fabbri si dimetta», ha chiesto {la segretaria|-} del Pd.",
    # not of another club
    "L'attaccante del Milan Luca Fabbri è guarito. Il {portiere|-} della Juventus riposa.",
    # not the subject of the same clause
    "Il giudice Luca Fabbri ha chiesto l'arresto dell'{uomo|-}.",
    # a member of a federation
    "Il Maine ha votato. Lo {stato|-} americano del Maine è in crisi.",
    # an office with one holder, by any of its names, also before the name
    "La visita del {Papa|Benedetto XVI} in Spagna durerà tre giorni. Domani Benedetto XVI sarà a Siviglia.",
    "Benedetto XVI è a Madrid. Il {Pontefice|Benedetto XVI} ha incontrato Luca Fabbri.",
    "Si attendeva dal viaggio di un Papa, Giovanni Paolo II, a Londra. Il {Papa|-} tace.",
    "Papa Francesco ha ricordato il predecessore Benedetto XVI. Il {Papa|Francesco} incontrerà Luca Fabbri.",
    "Lo zar Alessandro II morì nel 1881. Il {Papa|-} tace.",
    # no such person, or another one
    "Luca Fabbri, sindaco di Bari, è indagato. {Un sindaco|-} non può tacere.",
    "Luca Fabbri, sindaco di Bari, è indagato. {Il prefetto|-} nega tutto.",
    "Il presidente francese Luca Fabbri è a Roma. {Il presidente|-} tedesco arriverà domani.",
]

# nouns that call back whom the article has told of by another word
CALLED_BACK = [
    "Il falegname Ugo Levi è stato aggredito a Bari. {Il falegname|Ugo Levi} è in ospedale. {L'uomo|Ugo Levi} ha 50 anni.",
    "Ugo Levi ha criticato il ministro Marco Galli. {L'esponente|Marco Galli} di Forza Italia {gli|Ugo Levi} ha risposto in aula.",
    "L'Onu ha mandato in Libia il mediatore Marco Galli. {Il diplomatico|Marco Galli} incontrerà il premier Omar Saidi.",
    "Il padre di Vera Conti ha fondato una rivista per ritrovare {la figlia|Vera Conti}.",
    "Marco Galli ha sposato Anna Ferri nel 2010. {La moglie|Anna Ferri} {lo|Marco Galli} ha denunciato. {Il marito|Marco Galli} nega tutto.",
    "Anna Rosati si è congratulata con Vera Conti. Poi ha criticato {la rivale|Vera Conti}.",
    "A Milano Ugo Levi ha ucciso Marco Galli. {La vittima|Marco Galli} aveva 30 anni. {L'assassino|Ugo Levi} è fuggito.",
    "Il Tribunale di Foggia ha condannato Ugo Levi. {Il tribunale|Tribunale di Foggia} {gli|Ugo Levi} ha tolto la patente.",
    "Malta ha chiuso i porti a febbraio. {L'isola|Malta} ha chiesto aiuto a Bruxelles.",
    "La svedese Nordfrakt ha comprato la Brambati. {Gli svedesi|Nordfrakt} pagheranno 90 milioni.",
    "La svedese Nordfrakt ha lasciato la Svezia. Gli {svedesi|-} protestano.",
    "Ugo Levi è caduto dal tetto a Bari. {Il trentenne|Ugo Levi} è grave.",
    "Ada Sarti e Ugo Levi si sono sposati. {La coppia|Ada Sarti & Ugo Levi} vivrà a Bari.",
    "I miliziani di Hamas hanno rapito Ugo Levi. {I guerriglieri|Hamas} {lo|Ugo Levi} tengono in un tunnel.",
    "Ugo Levi è stato eletto presidente della Camera. {Il deputato|Ugo Levi} ha avuto 320 voti.",
    # officials are new people; institutions are no firms
    "Ugo Levi è indagato a Bari. {Il gip|-} ha firmato l'ordinanza.",
    "La Corte di giustizia ha multato la Telfax. {La società|Telfax} farà ricorso.",
]

# where the subject stands, and whom a clause leaves for its pronouns
CLAUSES = [
    "Il sindaco Ugo Levi era assente. È stata la vicina, Anna Ferri, a {chiamarlo|Ugo Levi}. {Gli|Ugo Levi} {ha raccontato|Anna Ferri} tutto.",
    "Nel testo Ugo Levi attacca il ministro Marco Galli e {pretende|Ugo Levi} scuse.",
    "Su un post nel {suo|Anna Rosati} profilo Anna Rosati ha chiesto scusa.",
    "Ugo Levi ha scritto al ministro Marco Galli per {chiedergli|Marco Galli} di {liberarla|-}.",
    "La Francia ha espresso il sostegno a Malta e potrebbe {fornirle|Francia & Malta} due navi.",
    "Ugo Levi esclude che {lasci|-} la squadra.",
    "Marco Galli ha telefonato ad Anna Ferri. {Le|Anna Ferri} ha risposto il marito.",
    "La Lega ha espulso Ugo Levi per il {suo|Ugo Levi} voto contrario.",
    "Anna Rosati ha lasciato la guida della Rai e il {suo|Anna Rosati} posto è andato a Ugo Levi.",
    "Anna Rosati ha cacciato Luca Fabbri e il {suo|Luca Fabbri} posto è andato a Ugo Levi.",
    "Nel {suo|Ugo Levi} appartamento è morto ieri Ugo Levi. {Aveva|Ugo Levi} 80 anni.",
    "Ugo Levi ha parlato bene del collega Marco Galli: {lo|Marco Galli} conosce da anni.",
    "Il premier Ugo Levi ha visitato Praga. Ci {tornerà|Ugo Levi} a maggio.",
    "Il premier francese Luc Ferrand ha ricevuto la collega danese Mette Holm. {I due|Luc Ferrand & Mette Holm} hanno parlato di gas.",
    "Marco Galli e Piero Sarti sono stati fermati. {Il primo|Marco Galli} ha confessato, {il secondo|Piero Sarti} ha negato.",
    "Il questore Anna Ferri è arrivata a Genova. {Ha incontrato|Anna Ferri} il prefetto Luca Sordi e {lo|Luca Sordi} ha ringraziato.",
]

# several sentences about one person, as crime news, biographies and diplomacy tell them
STORIES = [
    "La polizia ha arrestato a Foggia Ciro Malagnino, 41 anni. {È ritenuto|Ciro Malagnino} il mandante dell'omicidio di Antonio Russo. Gli agenti {lo|Ciro Malagnino} hanno trovato in casa di un cugino. {Era|Ciro Malagnino} latitante dal 2021. {È stato portato|Ciro Malagnino} nel carcere di Lecce.",
    "Ivan Kostic, 27 anni, è morto ieri sera a Mestre. {L'|Ivan Kostic}ha investito un'auto guidata da Aldo Furlan, che non si è fermato a {soccorrerlo|Ivan Kostic}. Furlan si è costituito stamattina. {Ha raccontato|Aldo Furlan} di aver avuto paura. Ai carabinieri {ha detto|Aldo Furlan} che {stava tornando|Aldo Furlan} a casa.",
    "È morto a Torino lo scrittore Guido Arneodo. {Aveva|Guido Arneodo} 88 anni. Nato a Cuneo nel 1936, {aveva esordito|Guido Arneodo} con Einaudi nel 1962. {Ha vinto|Guido Arneodo} il premio Strega nel 1971. {Lascia|Guido Arneodo} la moglie, Teresa, e due figli. Con Italo Sereni {fondò|Guido Arneodo} la rivista Argine.",
    "Chi è Elena Bassi, nuova ministra della Cultura. Nata a Ferrara nel 1970, {si è laureata|Elena Bassi} a Bologna con Umberto Landi. {Ha insegnato|Elena Bassi} a Parigi e a Berlino. Dal 2015 {dirige|Elena Bassi} il Museo Egizio. {È sposata|Elena Bassi} con l'architetto Marco Tosi. {È|Elena Bassi} madre di tre figli.",
    "Il calciatore Mauro Vento si ritira. {Ha militato|Mauro Vento} nel Palermo, nella Roma e nel Lecce. Con la Nazionale {ha giocato|Mauro Vento} trenta partite. {Ha segnato|Mauro Vento} il {suo|Mauro Vento} ultimo gol al Verona. {Diventerà|Mauro Vento} allenatore.",
    "La pittrice Olga Stern è morta ieri a Zurigo. {Era nata|Olga Stern} a Vienna nel 1931. Nel 1938 {fuggì|Olga Stern} in Svizzera con il padre Karl. {Sposò|Olga Stern} nel 1960 il gallerista Hans Meier. {Ne|Hans Meier} raccolse l'eredità nel 1985 e {diresse|Olga Stern} la galleria fino al 2010.",
    "Laura Gatti lascia la Olimar. {La manager|Laura Gatti} guidava la società dal 2018. Al {suo|Laura Gatti} posto arriva Fabio Riva, che ha lavorato in Enel. Il consiglio {lo|Fabio Riva} ha nominato ieri. {Resterà|Fabio Riva} in carica tre anni.",
    "Il cancelliere tedesco Jonas Krüger ha incontrato a Parigi il presidente francese Luc Ferrand. {Gli|Luc Ferrand} ha chiesto di sostenere il piano. {Il cancelliere|Jonas Krüger} ha ringraziato Ferrand. {Lo|Luc Ferrand} ha invitato a Berlino.",
    "Giorgia Ferri è volata a Tunisi. {Ha incontrato|Giorgia Ferri} il presidente Karim Saidi. Con {lui|Karim Saidi} {ha firmato|Giorgia Ferri} tre accordi. {I due|Giorgia Ferri & Karim Saidi} si rivedranno a Roma.",
    "Il Papa ha ricevuto il rabbino David Stern e l'imam Omar Haddad. {Li|David Stern & Omar Haddad} ha ringraziati per la {loro|David Stern & Omar Haddad} visita. {Entrambi|David Stern & Omar Haddad} vivono a Gerusalemme.",
    "Il ministro Carlo Neri ha scritto alla collega francese Sophie Blanc. {Quest'ultima|Sophie Blanc} non ha risposto. {Le|Sophie Blanc} {aveva proposto|Carlo Neri} un incontro a Nizza.",
    "La segretaria del Partito democratico Sara Levi ha attaccato il governo. {Ha accusato|Sara Levi} il ministro Franco Moretti di mentire. Moretti {le|Sara Levi} ha risposto in aula. {L'|Sara Levi}ha invitata a leggere i dati.",
    "Arrestata nel 2019, Vera Conti è stata liberata ieri. {Ha passato|Vera Conti} cinque anni in una prigione del Cairo. {L'|Vera Conti}ha accolta a Fiumicino {suo|Vera Conti} fratello Paolo. {Ha detto|Vera Conti} di stare bene.",
    "L'attore inglese Tom Harding ha lasciato la moglie, Kate Moore. {L'|Kate Moore}aveva conosciuta sul set nel 2009. {Vive|Tom Harding} da gennaio con Lucy Wells. {Le|Lucy Wells} ha dedicato un film.",
    "La tedesca Kaufmann ha assunto Ilaria Donati. {Guiderà|Ilaria Donati} la filiale italiana. {Arriva|Ilaria Donati} da Esselunga, dove {era|Ilaria Donati} direttrice commerciale. {Riferirà|Ilaria Donati} al presidente, Klaus Vogt.",
    "Nato a Trapani nel 1952, Salvatore Incandela entrò in magistratura nel 1980. {Lavorò|Salvatore Incandela} a Palermo con Dino Greco. {Fu|Salvatore Incandela} poi procuratore a Messina. Nel 2001 {divenne|Salvatore Incandela} senatore. {È morto|Salvatore Incandela} ieri.",
]


# one local office is not another's
OFFICES = [
    "L'assessore Ugo Neri ha presentato il piano. {Il sindaco|-} ha ringraziato la Cgil.",
    "Il sindaco Ugo Neri ha presentato il piano. {Il primo cittadino|Ugo Neri} ha ringraziato la Cgil.",
    "Il prefetto Ada Moretti è a Lodi. {Il sindaco|-} ha chiesto più agenti.",
]

# what the ranker, which has learned from real articles, does not get: how these begin
NOT_YET = (
    "Tace Luca Fabbri. Il capo",
    "Il presidente francese Luca Fabbri ha visto",
    "La presidente Anna Rosati ha visto",
    "La Tunisia ha votato domenica. {Il Paese",
    "La visita del {Papa",
    "Papa Francesco ha ricordato",
    "Il falegname Ugo Levi",
    "Ugo Levi è caduto dal tetto",
    "La Francia ha espresso il sostegno",
    "La polizia ha arrestato a Foggia",
    "L'attore inglese Tom",
    "La tedesca Kaufmann",
    "Anna Rosati ha cacciato Luca Fabbri e il {suo",
)
missed = pytest.mark.xfail(reason="the ranker misses it", strict=True)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(text, marks=missed) if text.startswith(NOT_YET) else text
        for text in (
            *(NULL_SUBJECTS + PRONOUNS + POSSESSIVES + QUOTATIONS + PLURALS),
            *(NOMINALS + CALLED_BACK + CLAUSES + STORIES + OFFICES),
        )
    ],
)
def test_anaphors_find_their_antecedent(nlp: Language, marked: str) -> None:
    text, spans = read_marks(marked)
    doc = nlp(text)
    entities = EntityRow.read(doc)
    rows = [m for m in MentionRow.read(doc) if m.kind in ANAPHORIC]
    for start, end, expected in spans:
        found = {
            entities[m.entity].name
            for m in rows
            if doc[m.start].idx < end and start < doc[m.end - 1].idx + len(doc[m.end - 1])
        }
        assert found == expected, f"{text[start:end]!r}: {sorted(found)}"
