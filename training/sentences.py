"""Sentences of treebanks and name corpora, in words as spaCy's Italian tokenizer cuts them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from newsner.evaluate.corpora import (
    NamedText,
    conllu_sentences,
    read_names,
    read_text,
    read_wikineural,
)

from .sources import Source

LAYERS = ("tag", "pos", "morph", "lemma", "dep", "ner")


@dataclass(slots=True)
class Sentence:
    """Words with what is known of them; a layer that is not annotated is None.

    ``head`` holds word indices, a root's its own; ``ner`` BIO tags; ``silver`` the names of
    the layers that a model, not a person, has annotated.
    """

    source: str
    words: list[str]
    spaces: list[bool]  # a space follows
    tag: list[str] | None = None
    pos: list[str] | None = None
    morph: list[str] | None = None
    lemma: list[str] | None = None
    dep: list[str] | None = None
    ner: list[str] | None = None
    head: list[int] | None = None
    silver: tuple[str, ...] = ()


def read_source(data: Path, source: Source) -> Iterator[Sentence]:
    """Read a data set's sentences."""
    path = data / source.file
    if source.kind == "treebank":
        yield from _treebank(path, source)
    else:
        read = read_wikineural if source.kind == "wikineural" else read_names
        for text in read(path):
            sentence = from_spans(text, source.name)
            if source.role == "text":
                sentence.ner = None
            yield sentence


def _treebank(path: Path, source: Source) -> Iterator[Sentence]:
    for doc in conllu_sentences(read_text(path)):
        yield Sentence(
            source=source.name,
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            tag=[t.tag_ for t in doc] if source.tags else None,
            pos=[t.pos_ for t in doc] if source.tags else None,
            morph=[str(t.morph) for t in doc] if source.tags else None,
            lemma=[t.lemma_ for t in doc],
            dep=[t.dep_ for t in doc],
            head=[t.head.i for t in doc],
        )


def from_spans(text: NamedText, source: str) -> Sentence:
    """Cut a text with names into words; a word that a name touches belongs to it."""
    tokens = [t for t in _tokenizer()(text.text) if not t.is_space]
    ner = ["O"] * len(tokens)
    for start, end, kind in text.names:
        inside = [i for i, t in enumerate(tokens) if t.idx < end and t.idx + len(t) > start]
        for i in inside:
            ner[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
    return Sentence(
        source=source,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        ner=ner,
    )


@cache
def _tokenizer() -> Language:
    return spacy.blank("it")


def without(sentences: Iterable[Sentence], test: Iterable[Sentence]) -> Iterator[Sentence]:
    """Leave out the sentences that a test set holds too."""
    held_out = {" ".join(s.words) for s in test}
    return (s for s in sentences if " ".join(s.words) not in held_out)


def write_sentences(sentences: Iterable[Sentence], path: Path) -> int:
    """Write sentences as JSON lines; gives their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for sentence in sentences:
            file.write(json.dumps(asdict(sentence), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_sentences(path: Path) -> list[Sentence]:
    """Read what `write_sentences` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Sentence(**(row := json.loads(line)) | {"silver": tuple(row["silver"])})
            for line in file
        ]
