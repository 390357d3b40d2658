"""Propose frames from marked sentences, for a person to accept: ``newsner learn``.

Each sentence marks the two sides of a relation that it says, or that it only seems to say. The
propositions that tie the two give patterns (trigger and slots); patterns that differ by their
trigger alone become one frame, and each frame is tried on all sentences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from .checking import read_marks
from .components import STAGES
from .errors import InputError
from .items import prepare
from .knowledge.loader import Source
from .knowledge.relations import lexicon
from .knowledge.relations import load as load_lexicon
from .layers import Argument, DateRow, EntityRow, MentionRow, Proposition, RelationRow
from .pipeline import load
from .relations import RelationMatcher

NEAR_MISS = "!"
UNDERSTOOD = "understood"  # who does what the clause says, left to its noun: a last resort
SHOWN = 3  # examples that a proposed frame carries
PLAIN = ("agent", "patient", "bearer", "predicative", "bare", "clause", "comp")
TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the two sides it marks; ``right`` is False of a near miss."""

    type: str
    text: str
    subject: Span
    object: Span
    right: bool = True

    @property
    def marked(self) -> str:
        """The sentence with its marks."""
        text = self.text
        sides = ((self.subject, "s"), (self.object, "o"))
        for (start, end), mark in sorted(sides, reverse=True):
            text = f"{text[:start]}<{mark}>{text[start:end]}</{mark}>{text[end:]}"
        return text


class Pattern(NamedTuple):
    """How one proposition ties the two sides."""

    kind: str
    trigger: str
    subject: str  # slot
    object: str
    with_slot: str = ""  # of the noun that has a side: "ha rilevato una quota di X"
    with_word: str = ""

    @property
    def shape(self) -> tuple[str, ...]:
        """What patterns of one frame share."""
        return (self.kind, self.subject, self.object, self.with_slot)


@dataclass(slots=True)
class Proposal:
    """A frame that is proposed, and what it does on the sentences given."""

    type: str
    patterns: list[Pattern]
    covers: list[Example] = field(default_factory=list)
    misfires: list[Example] = field(default_factory=list)
    read_from: str = ""  # a proposition it was read from, in words

    def to_toml(self) -> str:
        """Give the frame as a lexicon file has it, with what is known of it as comments."""
        first = self.patterns[0]
        lines = [f"# read from: {self.read_from}", f"# covers {len(self.covers)} of the sentences"]
        lines += [f"# WRONGLY fires on: {miss.text}" for miss in self.misfires]
        lines += ["[[relation.frame]]", f"{first.kind} = {_list(p.trigger for p in self.patterns)}"]
        if first.with_slot:
            lines.append(
                f"with = {{{_key(first.with_slot)} = {_list(p.with_word for p in self.patterns)}}}"
            )
        lines.append(f"subject = {_quote(first.subject)}")
        lines.append(f"object = {_quote(first.object)}")
        lines.append(f"examples = {_list(e.marked for e in self.covers[:SHOWN])}")
        return "\n".join(lines) + "\n"


def learn(
    examples: Iterable[Example] | str | Path,
    *,
    type: str | None = None,
    model: str | Path | Language | None = None,
) -> str:
    """Propose frames for the relations that sentences say.

    Parameters
    ----------
    examples
        `Example` objects, or a file of them as `read_examples` takes it.
    type
        The relation type of a file of marked sentences.
    model
        As `load` takes it.

    Returns
    -------
    str
        A file of relation types (TOML): what wrongly fires comes last; a person deletes or edits
        what they do not want, and tries the rest with ``newsner check``.

    Raises
    ------
    InputError
        The file is not in one of the two forms, or no sentence says a relation.
    """
    given = read_examples(Path(examples), type) if isinstance(examples, (str, Path)) else examples
    sentences = list(given)
    if not any(e.right for e in sentences):
        raise InputError("no sentence says the relation: give some that are no near misses")
    docs = list(_parse(sentences, load(model)))
    by_type: dict[str, list[tuple[Example, Doc]]] = {}
    for example, doc in zip(sentences, docs, strict=True):
        by_type.setdefault(example.type, []).append((example, doc))
    return "\n".join(_file(name, pairs) for name, pairs in by_type.items())


def read_examples(path: Path, type: str | None = None) -> list[Example]:
    """Read sentences from a file.

    Either a sentence a line, with ``<s>…</s>`` and ``<o>…</o>`` around the two sides, and ``!``
    before one that does not say the relation (lines that begin with ``#`` are comments); or a
    ``.jsonl`` file of ``{"type", "text", "subject": [start, end], "object": [start, end]}``, with
    the type under ``"not"`` instead where it is a near miss.

    Raises
    ------
    InputError
        A line is in neither form, or there is no type; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    read = _from_json if path.suffix == ".jsonl" else _from_marks
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not (read is _from_marks and line.lstrip().startswith("#")):
            try:
                found.append(read(line.strip(), type))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}:{number}: {error}") from error
    return found


def _from_marks(line: str, type_: str | None) -> Example:
    if type_ is None or not TYPE.fullmatch(type_):
        raise ValueError("say of which type the sentences are (--type BOUGHT_STAKE_IN)")
    marks = read_marks(line.removeprefix(NEAR_MISS).lstrip())
    if marks.subject is None or marks.object is None:
        raise ValueError("mark one <s>…</s> and one <o>…</o>")
    return Example(type_, marks.text, marks.subject, marks.object, not line.startswith(NEAR_MISS))


def _from_json(line: str, type_: str | None) -> Example:
    record = json.loads(line)
    name = record.get("type") or record.get("not")
    if not isinstance(name, str) or not TYPE.fullmatch(name):
        raise ValueError('wants the type under "type", or under "not" of a near miss')
    (a, b), (c, d) = record["subject"], record["object"]
    if not 0 <= a < b <= len(record["text"]) or not 0 <= c < d <= len(record["text"]):
        raise ValueError("subject or object is no span of the text")
    return Example(name, record["text"], (a, b), (c, d), bool(record.get("type")))


def _parse(sentences: Sequence[Example], nlp: Language) -> Iterator[Doc]:
    docs = (prepare({"text": e.text}, cleaning=False).make_doc(nlp) for e in sentences)
    with nlp.select_pipes(disable=[name for name in STAGES[-1:] if name in nlp.pipe_names]):
        yield from nlp.pipe(docs)


# -- from sentences to patterns ---------------------------------------------------------------


def _file(name: str, pairs: list[tuple[Example, Doc]]) -> str:
    """Propose the frames of one type."""
    right = [(e, d) for e, d in pairs if e.right]
    wrong = [(e, d) for e, d in pairs if not e.right]
    found: dict[Pattern, list[tuple[Example, str]]] = {}
    for example, doc in right:
        for pattern, words in _patterns(example, doc):
            found.setdefault(pattern, []).append((example, words))
    misfiring = {p for example, doc in wrong for p, _ in _patterns(example, doc)}
    groups: dict[tuple[object, ...], list[Pattern]] = {}
    for pattern in _cover(found, misfiring):
        own = pattern if pattern in misfiring else None  # by itself, to be judged by itself
        word = pattern.with_word if pattern.with_slot else ""
        groups.setdefault((*pattern.shape, word, own), []).append(pattern)
    head = _declaration(name, right)
    proposals = []
    for patterns in groups.values():
        proposal = Proposal(name, patterns, read_from=found[patterns[0]][0][1])
        proposal.covers = list(dict.fromkeys(e for p in patterns for e, _ in found[p]))
        proposals.append(_try(proposal, head, pairs))
    proposals = [p for p in proposals if p.covers]
    proposals.sort(key=lambda p: (len(p.misfires), -len(p.covers)))
    covered = {e for p in proposals for e in p.covers}
    missed = [f"# not covered: {e.marked}" for e, _ in right if e not in covered]
    if name in lexicon().types:  # which says the rest itself
        head = f'[[relation]]\ntype = "{name}"\n'
    return "\n".join([head, *(p.to_toml() for p in proposals), *missed]) + "\n"


def _cover(
    found: dict[Pattern, list[tuple[Example, str]]], misfiring: set[Pattern]
) -> Iterator[Pattern]:
    """Choose patterns until each sentence is covered by one: clean and frequent ones first."""
    covered: set[Example] = set()

    def rank(p: Pattern) -> tuple[object, ...]:
        return (p in misfiring, UNDERSTOOD in p, bool(p.with_slot), -len(found[p]), p)

    ranked = sorted(found, key=rank)
    for pattern in ranked:
        new = {e for e, _ in found[pattern]} - covered
        if new:
            covered |= new
            yield pattern


def _patterns(example: Example, doc: Doc) -> Iterator[tuple[Pattern, str]]:
    """Patterns by which a sentence ties its two sides, each with its proposition in words."""
    subjects, objects = _touched(doc, example.subject), _touched(doc, example.object)
    dates = _dated(doc, example.object)
    propositions = Proposition.read(doc)
    nouns = {p.predicate: p for p in propositions if p.kind == "noun"}
    for p in propositions:
        for a in p.arguments:
            first = _slot(a)
            if not first:
                continue
            if subjects & set(a.entities):
                if p.when in dates:
                    yield Pattern(p.kind, p.lemma, first, "date"), _words(p, first, "date")
                for b in p.arguments:
                    second = _slot(b)
                    if b is not a and second and objects & set(b.entities):
                        yield Pattern(p.kind, p.lemma, first, second), _words(p, first, second)
            noun = nouns.get(a.head)
            if p.kind == "verb" and noun is not None and not a.entities:
                yield from _through(p, a, noun, subjects, objects)


def _through(
    p: Proposition, a: Argument, noun: Proposition, subjects: set[int], objects: set[int]
) -> Iterator[tuple[Pattern, str]]:
    """Patterns of a verb one of whose sides hangs on the noun in another of its slots."""
    for inner in noun.arguments:
        lent = inner.role in ("oblique", "genitive", "deep")
        slot, with_slot = _slot(inner), _slot(a)
        if not lent or not slot or not with_slot:
            continue
        for b in p.arguments:
            direct = _slot(b)
            if b is a or not direct:
                continue
            told = _words(p, direct, f"{with_slot} {a.lemma}", slot)
            if subjects & set(b.entities) and objects & set(inner.entities):
                yield Pattern(p.kind, p.lemma, direct, slot, with_slot, a.lemma), told
            if subjects & set(inner.entities) and objects & set(b.entities):
                yield Pattern(p.kind, p.lemma, slot, direct, with_slot, a.lemma), told


def _slot(a: Argument) -> str:
    """Name of an argument's slot in the lexicon, "" where it has none."""
    if a.marker == UNDERSTOOD:
        return UNDERSTOOD
    if a.role in PLAIN:
        return a.role
    if a.role in ("genitive", "deep"):
        return "genitive" if a.marker != "adj" else "adj"
    known = lexicon().wordlists["prepositions"] | {"adj", "poss"}
    return a.marker if a.marker in known else ""


def _words(p: Proposition, *slots: str) -> str:
    return f"{p.kind} {p.lemma} ({p.construction}): {' + '.join(slots)}"


def _touched(doc: Doc, span: Span) -> set[int]:
    """Entities with a mention in the characters."""
    return {
        m.entity
        for m in MentionRow.read(doc)
        if m.entity >= 0
        and doc[m.start].idx < span[1]
        and span[0] < doc[m.end - 1].idx + len(doc[m.end - 1])
    }


def _dated(doc: Doc, span: Span) -> set[int]:
    rows = enumerate(DateRow.read(doc))
    return {k for k, d in rows if d.start_char < span[1] and span[0] < d.end_char}


# -- from patterns to a file ------------------------------------------------------------------


def _declaration(name: str, right: list[tuple[Example, Doc]]) -> str:
    """Give what a file says of a type, of which nothing is known but its sentences."""
    sides: tuple[set[str], set[str]] = (set(), set())
    for example, doc in right:
        entities = EntityRow.read(doc)
        for side, span in zip(sides, (example.subject, example.object), strict=True):
            side |= {entities[e].type for e in _touched(doc, span)}
        if _dated(doc, example.object):
            sides[1].add("DATE")
    subject, object_ = (_list(sorted(side)) for side in sides)
    description = _quote(name.lower().replace("_", " "))
    return (
        f'[[relation]]\ntype = "{name}"\ndescription = {description}\n'
        f"subject = {subject}\nobject = {object_}\n"
    )


def _try(proposal: Proposal, head: str, pairs: list[tuple[Example, Doc]]) -> Proposal:
    """Run a proposed frame on all sentences, and note what it covers and where it misfires."""
    if not any(e.right for e in proposal.covers):
        return replace(proposal, covers=[])
    source = Source("proposed.toml", f"{head}\n{proposal.to_toml()}")
    matcher = RelationMatcher(load_lexicon([source], extend=False))
    covers: list[Example] = []
    misfires: list[Example] = []
    for example, doc in pairs:
        subjects, objects = _touched(doc, example.subject), _touched(doc, example.object)
        dates = _dated(doc, example.object)
        if any(_links(r, subjects, objects, dates) for r in matcher.propose(doc)):
            (covers if example.right else misfires).append(example)
    return replace(proposal, covers=covers, misfires=misfires)


def _links(r: RelationRow, subjects: set[int], objects: set[int], dates: set[int]) -> bool:
    if r.object_is_date:
        return r.subject in subjects and r.object in dates
    known = lexicon().types.get(r.type)
    back = known is not None and known.symmetric and r.subject in objects and r.object in subjects
    return back or (r.subject in subjects and r.object in objects)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _key(slot: str) -> str:
    return slot if slot.isalpha() and slot.isascii() else _quote(slot)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quote, dict.fromkeys(texts)))}]"
