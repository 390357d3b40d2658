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
    "Marco Neri, quando {ha lasciato|Marco Neri} la Fiat, ha fondato una società.",
    # nobody is meant
    "Il ministro Paolo Verdini è a Parigi. {Piove|-} da due giorni.",
    "Il ministro Paolo Verdini è a Parigi. {Bisogna|-} trovare un accordo.",
    "Il ministro Paolo Verdini è a Parigi. C'{è|-} molta attesa.",
    "Il ministro Paolo Verdini è a Parigi. Qui si {lavora|-} fino a tardi.",
    "Il ministro Paolo Verdini ha firmato il decreto. {È|-} un passo avanti.",
    "Il ministro Paolo Verdini ha parlato ieri. La mossa ha sorpreso tutti e {ha diviso|-} il partito.",
    "Il ministro Paolo Verdini era assente. {È stata|-} la Francia a chiedere il rinvio.",
]

PRONOUNS = [
    "Il ministro Paolo Verdini è arrivato a Malta. Il premier Luca Fabbri {lo|Paolo Verdini} ha ricevuto ieri.",
    "La sindaca Anna Rosati si è dimessa. Il prefetto Luca Fabbri {l'|Anna Rosati}ha ringraziata.",
    "La sindaca Anna Rosati si è dimessa. Luca Fabbri {le|Anna Rosati} ha scritto una lettera.",
    "Il ministro Paolo Verdini è a Malta. Luca Fabbri vorrebbe {incontrarlo|Paolo Verdini}.",
    "Il ministro Paolo Verdini è a Malta. Luca Fabbri ha parlato con {lui|Paolo Verdini}.",
    "Anna Rosati ha incontrato Luca Fabbri e {lo|Luca Fabbri} ha invitato a Parigi.",
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
    "«{Lascio|Anna Rosati} una città migliore», ha detto la sindaca Anna Rosati.",
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
    "Il primo ministro Luca Fabbri è a Roma. {Il premier|Luca Fabbri} incontrerà Anna Rosati.",
    "Luca Fabbri, sindaco di Bari, è indagato. {Il sindaco|Luca Fabbri} nega tutto.",
    "Il presidente francese Luca Fabbri ha visto il presidente tedesco Piero Galli. {Il presidente tedesco|Piero Galli} era in ritardo.",
    "La presidente Anna Rosati ha visto il presidente Piero Galli. {La presidente|Anna Rosati} era in ritardo.",
    "La Tunisia ha votato domenica. {Il Paese|Tunisia} è in crisi.",
    "L'azienda Brambati ha chiuso. {L'azienda|Brambati} aveva cento dipendenti.",
    "Malta ha protestato. {Il governo|Malta} maltese ha richiamato l'ambasciatore.",
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


@pytest.mark.parametrize(
    "marked", NULL_SUBJECTS + PRONOUNS + POSSESSIVES + QUOTATIONS + PLURALS + NOMINALS
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
