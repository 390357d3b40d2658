"""The relation lexicon: every frame on its own sentences, and what a wrong file says."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from newsner.checking import check_frames
from newsner.errors import DataFileError
from newsner.knowledge.relations import lexicon, load


@pytest.fixture(scope="module")
def found(nlp):
    """What ``newsner check`` finds in the bundled lexicon."""
    return list(check_frames(lexicon().all_frames, nlp))


@pytest.fixture(scope="module")
def errors(found):
    """What is wrong, by frame."""
    return [f"{frame}: {what}" for frame, _, severity, what in found if severity == "error"]


def test_every_frame_reads_its_examples_and_no_counterexample(errors):
    assert not [e for e in errors if "unreachable" not in e], "\n".join(errors)


# In their examples another frame is first; in longer texts they are the only ones.
ELSEWHERE = {
    "LOCATED_IN.building_of_town",
    "LOCATED_IN.place_noun_in",
    "MEMBER_OF.minister_of_topic",
    "VISITED.on_mission",
}


def test_every_frame_fires(errors):
    """One whose examples another frame reads before it says nothing of its own."""
    found = {e.partition(":")[0] for e in errors if "unreachable" in e}
    assert found <= ELSEWHERE, "\n".join(errors)


def test_every_bundled_frame_has_a_name():
    """The rule of a relation is public: it may not change when a frame is put before another."""
    assert [f.name for f in lexicon().all_frames if "#" in f.name] == []


def test_every_frame_has_examples_and_counterexamples():
    lacking = [f.name for f in lexicon().all_frames if not f.examples or not f.counterexamples]
    assert lacking == []


def test_every_counterexample_has_a_word_of_its_frame(found):
    """One that only swaps the trigger could not fail."""
    idle = [f"{name}: {sentence}" for name, sentence, _, what in found if "tests nothing" in what]
    assert not idle, "\n".join(idle)


def test_an_example_whose_sides_are_not_related_is_an_error(nlp, tmp_path):
    """The checks above can fail: a marked pair that the text does not relate is not found."""
    wrong = "La <s>Russia</s> ha bombardato Odessa e la <o>Francia</o> ha taciuto."
    path = write(tmp_path, OWN[OWN.index('[[relation]]\ntype = "INVADED"') :])
    path.write_text(path.read_text("utf-8").replace("scorrazzare", "bombardare"), "utf-8")
    (frame,) = (f for f in load([path]).all_frames if f.name == "INVADED.rove")
    found = check_frames([replace(frame, examples=(wrong,))], nlp)
    assert [what for _, sentence, _, what in found if sentence == wrong and "not found" in what]


# ------------------------------------------------------------------ looking up


def test_a_reflexive_verb_has_its_own_frames_and_those_of_the_plain_verb():
    names = {f.relation.type for f in lexicon().frames("verb", "spegnersi")}
    assert {"DIED_IN", "DIED_ON"} <= names
    plain = {f.relation.type for f in lexicon().frames("verb", "spegnere")}
    assert not plain & {"DIED_IN", "DIED_ON"}
    assert "SPOUSE_OF" in {f.relation.type for f in lexicon().frames("verb", "sposarsi")}


def test_excluded_lemmas_do_not_trigger():
    assert "TOLD.say" in {f.name for f in lexicon().frames("verb", "aggiungere")}
    assert "TOLD.say" not in {f.name for f in lexicon().frames("verb", "aggiungersi")}


@pytest.mark.parametrize(
    ("phrase", "head", "trigger"),
    [
        ("il primo ministro belga", 2, "primo ministro"),
        ("il ministro belga", 1, None),
        ("il presidente del consiglio", 1, "presidente del consiglio"),
        ("il capo di stato maggiore", 1, "capo di stato maggiore"),
        ("il capo di stato", 1, "capo di stato"),
    ],
)
def test_the_longest_multiword_title_wins(phrase, head, trigger):
    words = [(word, word) for word in phrase.split()]
    assert lexicon().longest(words, head) == trigger


def test_types_carry_the_codes_of_the_field():
    invaded, born = lexicon().types["INVADED"], lexicon().types["BORN_IN"]
    assert (invaded.plover, invaded.cameo, invaded.wikidata) == ("ASSAULT", "190", None)
    assert born.wikidata == "P19"


# ------------------------------------------------------------------ a user's file

OWN = """
[wordlists]
rides = ["noleggiare", "subaffittare"]

[[relation]]
type = "RENTED_FROM"
description = "rents something from"
subject = ["PERSON", "ORGANISATION"]
object = ["ORGANISATION"]

[[relation.frame]]
verb = ["@rides"]
object = "da"
examples = ["L'<s>Eni</s> ha noleggiato due navi da <o>Fincantieri</o>."]

[[relation]]
type = "INVADED"
[[relation.frame]]
name = "rove"
verb = ["scorrazzare"]
object = "in"
examples = ["Le truppe della <s>Russia</s> scorrazzano in <o>Ucraina</o>."]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_types_and_frames_extend_the_bundled_ones(tmp_path):
    known = load([write(tmp_path, OWN)])
    (frame,) = known.frames("verb", "subaffittare")[:1]
    assert frame.name == "RENTED_FROM#1"  # by position: the file gives it no name
    own = known.frames("verb", "scorrazzare")[0]
    assert (own.name, own.relation) == ("INVADED.rove", known.types["INVADED"])
    assert known.frames("verb", "invadere")
    assert "RENTED_FROM" not in lexicon().types


def test_own_types_can_stand_alone(tmp_path):
    text = OWN[: OWN.index('[[relation]]\ntype = "INVADED"')]
    known = load([write(tmp_path, text)], extend=False)
    assert set(known.types) == {"RENTED_FROM"}


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("verb = [", "verbs = [", "relation.0.frame.0.verbs"),
        ("@rides", "@rails", "RENTED_FROM: frame 1: there is no word list 'rails'"),
        ('object = "da"', 'object = "dal"', "RENTED_FROM: frame 1: unknown slot 'dal'"),
        (
            'verb = ["@rides"]',
            'verb = ["a"]\nnoun = ["b"]',
            "RENTED_FROM: frame 1: needs exactly one",
        ),
        ("<s>Eni</s>", "Eni", "RENTED_FROM: frame 1: mark one <s>"),
        ('description = "rents something from"', "", "RENTED_FROM: a new type needs description"),
        ('type = "INVADED"', 'type = "INVADED"\nsymmetric = true', "INVADED: declared before"),
        ("rides = [", "accord = [", "word list 'accord' exists already"),
        ('name = "rove"', 'name = "Rove"', "name"),
        ('name = "rove"', 'name = "invade"', "INVADED: frame invade: there is a frame"),
        (
            'object = "da"',
            'object = "da"\nobject_types = ["PLACE"]',
            "frame 1: ('PLACE',) are not all",
        ),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_type_and_frame(tmp_path, wrong, right, message):
    assert wrong in OWN
    path = write(tmp_path, OWN.replace(wrong, right, 1))
    with pytest.raises(DataFileError, match=re.escape(message)) as caught:
        load([path])
    assert "own.toml" in str(caught.value)
