"""One normal form: whatever the construction, the same roles."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsner.layers import EntityRow, Proposition


def filled(doc: Doc, kind: str, lemma: str) -> dict[str, set[str]]:
    """Entity names by slot of the first proposition with this predicate."""
    names = [row.name for row in EntityRow.read(doc)]
    for p in Proposition.read(doc):
        if (p.kind, p.lemma) == (kind, lemma):
            found: dict[str, set[str]] = {}
            for a in p.arguments:
                if a.entities:
                    slot = a.marker if a.role == "oblique" else a.role
                    found.setdefault(slot, set()).update(names[e] for e in a.entities)
            return found
    return {}


VERBS = [
    ("Marta Riva ha arrestato Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Ugo Neri è stato arrestato da Marta Riva.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Ugo Neri, arrestato da Marta Riva, ha parlato.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva, che ha arrestato Ugo Neri, ha parlato.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha fatto arrestare Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha deciso di arrestare Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva e Ugo Neri hanno incontrato Pia Galli.", "incontrare", {"agent": {"Marta Riva", "Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha chiesto a Ugo Neri di incontrare Pia Galli.", "incontrare", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha accusato Ugo Neri di aver ucciso Pia Galli.", "uccidere", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
]  # fmt: skip

NOUNS = [
    ("L'arresto di Ugo Neri da parte di Marta Riva è di ieri.", "arresto", {"agent": {"Marta Riva"}, "genitive": {"Ugo Neri"}}),
    ("Marta Riva ha fatto visita a Ugo Neri.", "visita", {"agent": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    ("Ieri c'è stato un colloquio tra Marta Riva e Ugo Neri.", "colloquio", {"tra": {"Marta Riva", "Ugo Neri"}}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lemma", "expected"), VERBS)
def test_a_verb_has_the_same_roles_in_every_construction(
    nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]
) -> None:
    assert filled(nlp(text), "verb", lemma) == expected


@pytest.mark.parametrize(("text", "lemma", "expected"), NOUNS)
def test_an_event_noun_has_its_arguments(
    nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]
) -> None:
    assert filled(nlp(text), "noun", lemma) == expected
