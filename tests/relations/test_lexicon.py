"""The relation lexicon: every frame on its own sentences, and what a wrong file says."""

import re
from pathlib import Path

import pytest

from newsner.errors import DataFileError
from newsner.knowledge.relations import Frame, lexicon, load
from newsner.layers import DateRow, MentionRow, RelationRow

MARK = re.compile(r"</?[so]>")


def parse(marked: str) -> tuple[str, dict[str, list[int]]]:
    """Text without marks, and start and end of each mark."""
    spans: dict[str, list[int]] = {}
    text, last = "", 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        spans.setdefault(mark.group().strip("</>"), []).append(len(text))
    return text + marked[last:], spans


class Sentences:
    """All examples and counterexamples, read in one go."""

    def __init__(self, nlp):
        frames = lexicon().all_frames
        self.positive = [(frame, marked) for frame in frames for marked in frame.examples]
        self.negative = [(frame, text) for frame in frames for text in frame.counterexamples]
        texts = [parse(marked)[0] for _, marked in self.positive]
        docs = list(nlp.pipe([*texts, *(text for _, text in self.negative)]))
        self.docs, self.other = docs[: len(texts)], docs[len(texts) :]


@pytest.fixture(scope="module")
def sentences(nlp):
    return Sentences(nlp)


def covers(doc, entity: int, span: list[int]) -> bool:
    start, end = span
    return any(
        m.entity == entity
        and doc[m.start : m.end].start_char < end
        and doc[m.start : m.end].end_char > start
        for m in MentionRow.read(doc)
    )


def says(doc, frame: Frame, spans: dict[str, list[int]]) -> bool:
    """Whether the Doc has the relation of the frame between what is marked."""
    for row in RelationRow.read(doc):
        if row.type != frame.relation.type:
            continue
        if row.object_is_date:
            date = DateRow.read(doc)[row.object]
            object_ = date.start_char < spans["o"][1] and date.end_char > spans["o"][0]
        else:
            object_ = covers(doc, row.object, spans["o"])
        turned = frame.relation.symmetric and (
            covers(doc, row.subject, spans["o"]) and covers(doc, row.object, spans["s"])
        )
        if turned or (object_ and covers(doc, row.subject, spans["s"])):
            return True
    return False


def test_every_frame_reads_its_examples(sentences):
    failed = [
        f"{frame.name}: {marked}"
        for (frame, marked), doc in zip(sentences.positive, sentences.docs, strict=True)
        if not says(doc, frame, parse(marked)[1])
    ]
    assert not failed, "\n".join(failed)


def test_no_frame_fires_on_its_counterexamples(sentences):
    failed = [
        f"{frame.name}: {text}"
        for (frame, text), doc in zip(sentences.negative, sentences.other, strict=True)
        if any(row.type == frame.relation.type for row in RelationRow.read(doc))
    ]
    assert not failed, "\n".join(failed)


def test_every_frame_has_examples_and_counterexamples():
    lacking = [f.name for f in lexicon().all_frames if not f.examples or not f.counterexamples]
    assert lacking == []


def test_an_example_without_its_marked_entities_says_nothing(nlp):
    """The checks above can fail: a marked pair that the text does not relate is not found."""
    frame = lexicon().frames("verb", "bombardare")[0]
    marked = "La <s>Russia</s> ha bombardato Odessa e la <o>Francia</o> ha taciuto."
    text, spans = parse(marked)
    assert not says(nlp(text), frame, spans)


# ------------------------------------------------------------------ looking up


def test_a_reflexive_verb_has_its_own_frames_and_those_of_the_plain_verb():
    names = {f.relation.type for f in lexicon().frames("verb", "spegnersi")}
    assert {"DIED_IN", "DIED_ON"} <= names
    plain = {f.relation.type for f in lexicon().frames("verb", "spegnere")}
    assert not plain & {"DIED_IN", "DIED_ON"}
    assert "SPOUSE_OF" in {f.relation.type for f in lexicon().frames("verb", "sposarsi")}


def test_excluded_lemmas_do_not_trigger():
    assert "TOLD#1" in {f.name for f in lexicon().frames("verb", "aggiungere")}
    assert "TOLD#1" not in {f.name for f in lexicon().frames("verb", "aggiungersi")}


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
    assert frame.name == "RENTED_FROM#1"
    assert known.frames("verb", "scorrazzare")[0].relation is known.types["INVADED"]
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
