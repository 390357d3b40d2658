"""Check a user's file: relation types by their examples, names and times in sentences.

The check of relation types runs on the bundled lexicon in newsner's own tests as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from .knowledge.countries import countries
from .knowledge.date_files import Expressions
from .knowledge.dates import is_expressions
from .knowledge.gazetteer import Gazetteer, is_gazetteer, load_gazetteer
from .knowledge.loader import Source, parse, where
from .knowledge.organisations import organisations
from .knowledge.places import places
from .knowledge.relations import WILDCARD, Frame
from .knowledge.relations import load as load_lexicon
from .pipeline import extract_many, load
from .relations import RelationMatcher
from .schema import Article, Relation
from .syntax import with_si

Severity = Literal["error", "warning"]
Finding = tuple[str, str, Severity, str]  # frame, sentence, severity, message

_MARK = re.compile(r"<(/?)([so])>")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a frame or a name, and where it stands."""

    path: str
    line: int
    frame: str
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.frame}: {self.message}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the spans of its subject and object, where it has marks."""

    text: str
    subject: tuple[int, int] | None
    object: tuple[int, int] | None


def read_marks(sentence: str) -> Marked:
    """Take ``<s>…</s>`` and ``<o>…</o>`` out of ``sentence``, keeping where they stood."""
    text, spans = without_marks(sentence, _MARK)
    return Marked(text, spans.get("s"), spans.get("o"))


def without_marks(sentence: str, mark: re.Pattern[str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Take out the marks that a pattern finds; gives the text, and a span by the mark's letter."""
    text, at, bounds = "", 0, dict[str, list[int]]()
    for found in mark.finditer(sentence):
        text += sentence[at : found.start()]
        at = found.end()
        bounds.setdefault(found[2], []).append(len(text))
    return text + sentence[at:], {name: (b[0], b[1]) for name, b in bounds.items()}


def check(
    path: str | Path,
    model: str | Path | Language | None = None,
    *,
    extend: bool = True,
) -> list[Problem]:
    """Load a user's file of relation types and run its examples and counterexamples.

    Of a gazetteer or a file of expressions of time it looks up every name in a sentence.

    Parameters
    ----------
    path
        The file, in the format of newsner's own lexicon, a gazetteer, or expressions of time.
    model
        As `load` takes it.
    extend
        Whether the file adds to the bundled lexicon, or stands alone.

    Returns
    -------
    list of Problem
        Errors: examples in which the type is not found, counterexamples in which it is, frames
        that fire on none of their examples; names that are not found. Warnings: examples that a
        frame of another type reads as well; counterexamples without a word of their frame, which
        test nothing; names that are something else elsewhere. Empty where all is well.

    Raises
    ------
    DataFileError
        The file does not fit the format; names file, line and entry.
    """
    path = Path(path)
    source = Source.of(path)
    if is_gazetteer(source):
        return list(_check_names(load_gazetteer([source]), load(model, gazetteer=path)))
    if is_expressions(source):
        return list(_check_expressions(source, load(model, expressions=path)))
    bundled = {f.name for f in load_lexicon().all_frames} if extend else set()
    frames = load_lexicon([path], extend=extend).all_frames
    own = [frame for frame in frames if frame.name not in bundled]
    nlp = load(model, relations=[path], extend=extend)
    lines = _Lines(path)
    found = check_frames(own, nlp, clashes=True)
    return [
        Problem(str(path), lines.find(sentence), name, severity, message)
        for name, sentence, severity, message in found
    ]


def _check_names(own: Gazetteer, nlp: Language) -> Iterator[Problem]:
    """Look up every name of a gazetteer in a sentence, and among the names known anyway."""
    names = [(entry, name) for entry in own.entries for name in entry.names]
    articles = extract_many((f"Si parla di {name}." for _, name in names), nlp=nlp, clean=False)
    for (entry, name), article in zip(names, articles, strict=True):
        found = [m.text for e in article.entities if e.name == entry.name for m in e.mentions]
        problems: list[tuple[Severity, str]] = []
        if name not in found:
            problems.append(("error", f"{name!r} is not found in a sentence"))
        if name.islower():
            problems.append(("warning", f"{name!r} has no capital: it is found as a word, too"))
        known = _known_type(name)
        if known not in {"", entry.type}:
            problems.append(("warning", f"{name!r} is elsewhere known as a {known}"))
        for severity, message in problems:
            yield Problem(entry.source, entry.line, entry.name, severity, message)


def _check_expressions(source: Source, nlp: Language) -> Iterator[Problem]:
    """Look up every name of a file of expressions of time in a sentence."""
    entries = parse(source, Expressions).expression
    names = [(k, name) for k, entry in enumerate(entries) for name in entry.names]
    articles = extract_many((f"Accadde dopo {name}." for _, name in names), nlp=nlp, clean=False)
    for (k, name), article in zip(names, articles, strict=True):
        if name not in [date.text for date in article.dates]:
            line = where(source, ("expression", k))
            what = f"{name!r} is not found in a sentence"
            yield Problem(source.name, line, name, "error", what)


def _known_type(name: str) -> str:
    """Type of a name that newsner knows itself, "" of any other."""
    if name.casefold() in countries().names:
        return "COUNTRY"
    if name in organisations().known:
        return "ORGANISATION"
    is_place = name in places().known or name.casefold() in countries().capitals
    return "PLACE" if is_place else ""


def check_frames(
    frames: Iterable[Frame], nlp: Language, *, clashes: bool = False
) -> Iterator[Finding]:
    """Run the examples and counterexamples of ``frames`` in one batch.

    ``clashes`` asks for what other types read between the same two as well.

    Yields
    ------
    tuple
        Name of the frame, the sentence, how grave it is, and what is wrong with it.
    """
    cases = [(f, s, True) for f in frames for s in f.examples]
    cases += [(f, s, False) for f in frames for s in f.counterexamples]
    marked = [read_marks(sentence) for _, sentence, _ in cases]
    fired: dict[str, int] = {}
    failed: list[Finding] = []
    with frames_alone(nlp):
        for (frame, sentence, wanted), marks, doc in zip(
            cases, marked, nlp.pipe(m.text for m in marked), strict=True
        ):
            article: Article = doc._.newsner
            if not wanted:
                failed += _of_counterexample(frame, sentence, doc, article)
                continue
            said = [r for r in article.relations if r.type == frame.relation.type]
            fired[frame.name] = fired.get(frame.name, 0) + any(r.rule == frame.name for r in said)
            if not any(_links(r, marks, article, frame.relation.symmetric) for r in said):
                failed.append((frame.name, sentence, "error", _miss(marks, article)))
            others = [r for r in article.relations if r.type != frame.relation.type]
            failed += [
                (frame.name, sentence, "warning", f"clashes with {r.rule}, which reads it as well")
                for r in others
                if clashes and _links(r, marks, article, frame.relation.symmetric)
            ]
    yield from failed
    for name, count in fired.items():
        if not count:
            sentence = next(s for f, s, wanted in cases if f.name == name and wanted)
            what = "unreachable: it fires on none of its examples, or another frame before it"
            yield name, sentence, "error", what


def _of_counterexample(
    frame: Frame, sentence: str, doc: Doc, article: Article
) -> Iterator[Finding]:
    """Say where a frame's type is read in its counterexample, or nothing of the frame is there."""
    by = [r.rule for r in article.relations if r.type == frame.relation.type]
    if by:
        also = "" if frame.name in by else f": {by[0]} reads it"
        yield frame.name, sentence, "error", f"fires on its counterexample {doc.text!r}{also}"
    if frame.kind == "link" or WILDCARD in frame.triggers:
        return
    words = {form for token in doc for form in (token.lemma_.lower(), token.lower_)}
    words |= {with_si(word) for word in words if word.endswith("re")}
    if not any(words.issuperset(trigger.split()) for trigger in frame.triggers):
        yield frame.name, sentence, "warning", "has none of the frame's words: it tests nothing"


@contextmanager
def frames_alone(nlp: Language) -> Iterator[None]:
    """Let out all that the frames of a pipeline read, however unsure it is, and nothing else."""
    parts = [p for _, pipe in nlp.pipeline for p in getattr(pipe, "parts", {}).values()]
    runs = [getattr(part, "run", part) for part in parts]
    matchers = [(run, run.weighs) for run in runs if isinstance(run, RelationMatcher)]
    for matcher, _ in matchers:
        matcher.weighs = False
    try:
        yield
    finally:
        for matcher, before in matchers:
            matcher.weighs = before


def _links(relation: Relation, marks: Marked, article: Article, symmetric: bool) -> bool:
    subject, target = (_touches(ref, article) for ref in (relation.subject, relation.object))
    straight = subject(marks.subject) and target(marks.object)
    return straight or (symmetric and subject(marks.object) and target(marks.subject))


def _touches(ref: str | None, article: Article) -> Callable[[tuple[int, int] | None], bool]:
    spans = [(m.start, m.end) for e in article.entities if e.id == ref for m in e.mentions]
    spans += [(d.start, d.end) for d in article.dates if d.id == ref]

    def touch(span: tuple[int, int] | None) -> bool:
        if ref is None or span is None:  # the doer of a frame that names nobody
            return ref is None and span is None
        return any(a < span[1] and span[0] < b for a, b in spans)

    return touch


def _miss(marks: Marked, article: Article) -> str:
    names = {e.id: e.name for e in article.entities} | {d.id: d.text for d in article.dates}
    found = [
        f"{r.type}({names[r.subject] if r.subject else '?'}, {names[r.object]}) by {r.rule}"
        for r in article.relations
    ]
    return f"not found in {marks.text!r}; found instead: {', '.join(found) or 'nothing'}"


class _Lines:
    """Line numbers of sentences in a file."""

    def __init__(self, path: Path) -> None:
        self.lines = path.read_text(encoding="utf-8").splitlines()

    def find(self, sentence: str) -> int:
        """Line of ``sentence``, 1 where it is written in some other way."""
        return next((i for i, line in enumerate(self.lines, 1) if sentence in line), 1)
