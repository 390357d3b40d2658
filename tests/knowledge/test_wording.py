"""Relation types in words: active and passive, Italian and English, by status and agreement."""

import re
from pathlib import Path

import pytest

from newsner.errors import DataFileError, InputError
from newsner.knowledge.relations import lexicon, load
from newsner.knowledge.wording import Agreement, agreement, phrase
from newsner.schema import Entity, Relation, Span

TYPES = sorted(lexicon().types)


def relation(type: str, **fields) -> Relation:
    trigger = Span(start=0, end=1, text="x")
    given = {"id": "r1", "subject": "e1", "object": "e2", "rule": "t", "confidence": 1.0}
    return Relation(type=type, trigger=trigger, **given | fields)


def entity(name: str, type: str) -> Entity:
    return Entity(id="e1", type=type, name=name)


@pytest.mark.parametrize("type", TYPES)
def test_every_type_has_its_phrases(type: str):
    phrases = lexicon().types[type].phrases
    assert set(phrases) == {"it", "en"}
    for language in phrases:
        said = {
            (passive, status): phrase(type, language, passive=passive, status=status)
            for passive in (False, True)
            for status in ("asserted", "negated", "future", "uncertain")
        }
        assert all(re.fullmatch(r"[\w ',]+", text) for text in said.values())
        for passive in (False, True):
            assert len({said[passive, s] for _, s in said}) == 4


@pytest.mark.parametrize("type", [t for t in TYPES if lexicon().types[t].symmetric])
def test_a_symmetric_type_is_said_alike_from_both_sides(type: str):
    for forms in lexicon().types[type].phrases.values():
        assert forms[:2] == forms[2:]


@pytest.mark.parametrize(
    ("status", "italian", "english"),
    [
        ("asserted", "ha riconosciuto", "recognised"),
        ("negated", "non ha riconosciuto", "did not recognise"),
        ("future", "dovrebbe riconoscere", "is to recognise"),
        ("uncertain", "avrebbe riconosciuto", "possibly recognised"),
    ],
)
def test_status(status: str, italian: str, english: str):
    said = relation("RECOGNISED", status=status)
    assert (said.phrase(), said.phrase("en")) == (italian, english)


@pytest.mark.parametrize(
    ("status", "italian", "english"),
    [
        ("negated", "non è stato riconosciuto da", "was not recognised by"),
        ("future", "dovrebbe essere riconosciuto da", "is to be recognised by"),
        ("uncertain", "sarebbe stato riconosciuto da", "was possibly recognised by"),
    ],
)
def test_status_in_the_passive(status: str, italian: str, english: str):
    said = relation("RECOGNISED", status=status)
    assert (said.phrase(passive=True), said.phrase("en", passive=True)) == (italian, english)


def test_the_issue_of_a_letter():
    said = relation("SENT_LETTER_TO")
    assert said.phrase("it") == "ha inviato una lettera a"
    assert said.phrase("en") == "sent a letter to"
    assert said.phrase("it", passive=True) == "ha ricevuto una lettera da"


def test_it_agrees_with_whom_it_is_said_of():
    born = relation("BORN_IN")
    ada, rome, italy = (
        entity("Ada Verdi", "PERSON"),
        entity("Roma", "PLACE"),
        entity("Italia", "COUNTRY"),
    )
    assert born.phrase(subject=ada, object=rome) == "è nata a"
    assert born.phrase(subject=ada, object=italy) == "è nata in"
    assert born.phrase() == "è nato a"
    states = entity("Stati Uniti", "COUNTRY")
    assert relation("ATTACKED").phrase(subject=states) == "hanno attaccato"
    assert relation("ATTACKED").phrase(passive=True, object=states) == "sono stati attaccati da"


@pytest.mark.parametrize(
    ("name", "type", "expected"),
    [
        ("Ugo Neri", "PERSON", Agreement()),
        ("Slovenia", "COUNTRY", Agreement(feminine=True)),
        ("Canada", "COUNTRY", Agreement()),
        ("Filippine", "COUNTRY", Agreement(feminine=True, plural=True)),
        ("Commissione europea", "ORGANISATION", Agreement(feminine=True)),
        ("ENEA", "ORGANISATION", Agreement()),
        ("", "PLACE", Agreement()),
    ],
)
def test_gender_and_number_of_names(name: str, type: str, expected: Agreement):
    assert agreement(name, type) == expected


def test_who_did_it_is_left_out_where_nobody_is_named():
    assert phrase("CONVICTED", passive=True, agent=False) == "è stato condannato"
    assert phrase("CONVICTED", "en", passive=True, agent=False) == "was convicted"


OWN = """
[[relation]]
type = "FLEW_TO"
description = "flies to"
subject = ["PERSON"]
object = ["PLACE"]
phrases.it = {}
[[relation.frame]]
verb = "volare"
object = "a"
examples = ["<s>Ada Verdi</s> è volata a <o>Roma</o>."]
"""
FORMS = '["è volat{o} a", "volare a", "ha accolto", "accogliere"]'


def load_own(tmp_path: Path, forms: str):
    path = tmp_path / "own.toml"
    path.write_text(OWN.format(forms), encoding="utf-8")
    return load([path])


def test_a_type_of_ones_own_has_its_phrases(tmp_path: Path):
    forms = load_own(tmp_path, FORMS).types["FLEW_TO"].phrases
    said = relation("FLEW_TO", phrases=dict(forms))
    assert said.phrase(subject=entity("Ada Verdi", "PERSON")) == "è volata a"
    assert said.phrase("en") == "flew to"  # which has no phrases in English


@pytest.mark.parametrize(
    "forms", ['["è volato a"]', '["è {x}", "a", "b", "c"]', '["", "a", "b", "c"]']
)
def test_wrong_phrases_are_refused(tmp_path: Path, forms: str):
    with pytest.raises(DataFileError, match="phrases"):
        load_own(tmp_path, forms)


def test_a_type_without_phrases_is_said_by_its_name():
    assert phrase("FLEW_TO") == "flew to"
    assert phrase("FLEW_TO", status="negated") == "non: flew to"


def test_an_unknown_language_is_refused():
    with pytest.raises(InputError, match="'it' or 'en'"):
        relation("MET_WITH").phrase("fr")
