"""Reads annotated corpora as running text, so that words and sentences come from the pipeline.

Treebanks are CoNLL-U files; name corpora are columns (KIND: word, BIO tag; WikiNEuRal: number,
word, BIO tag) with an empty line between sentences. Any file may be gzipped.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from spacy.vocab import Vocab

from newsner.errors import InputError

GROUP = 5
_GLUED_LEFT = frozenset({*".,;:!?)]}»”%…", "..."})
_GLUED_RIGHT = frozenset("([{«“‘")
_APOSTROPHES = ("'", "’")
_VOWELS = frozenset("aeiouàèéìòùhAEIOUÀÈÉÌÒÙH")
_ENDS = frozenset({".", "!", "?", "»", '"', "”"})

Name = tuple[int, int, str]  # first character, one past the last, kind


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and the names in it."""

    text: str
    names: frozenset[Name]


def read_text(path: Path) -> str:
    """Read a text file, gzipped or not.

    Raises
    ------
    InputError
        There is no such file, or it is no UTF-8 text.
    """
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise InputError(f"{path} cannot be read as text ({error}): give a UTF-8 file") from error


def read_treebank(path: Path, vocab: Vocab) -> Iterator[Doc]:
    """Read a CoNLL-U file as Docs of `GROUP` sentences; multiword tokens are one word."""
    sentences = conllu_sentences(read_text(path))
    while batch := list(islice(sentences, GROUP)):
        yield _joined(batch, vocab)


def conllu_sentences(text: str) -> Iterator[Doc]:
    """Give the sentences of CoNLL-U text, a multiword token as one word."""
    return conllu_to_docs(text, n_sents=1, merge_subtokens=True, no_print=True)  # type: ignore[no-any-return, no-untyped-call]


def _joined(sentences: list[Doc], vocab: Vocab) -> Doc:
    tokens = [t for s in sentences for t in s]
    starts = [sum(map(len, sentences[:k])) for k in range(len(sentences))]
    return Doc(
        vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) or t.i == len(t.doc) - 1 for t in tokens[:-1]] + [False],
        tags=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        morphs=[str(t.morph) for t in tokens],
        lemmas=[t.lemma_ for t in tokens],
        heads=[start + t.head.i for s, start in zip(sentences, starts, strict=True) for t in s],
        deps=[t.dep_ for t in tokens],
    )


def read_names(path: Path) -> Iterator[NamedText]:
    """Read sentences of a name corpus of two columns."""
    return _named(path, word=0)


def read_wikineural(path: Path) -> Iterator[NamedText]:
    """Read sentences of a name corpus of three columns."""
    return _named(path, word=1)


def _named(path: Path, word: int) -> Iterator[NamedText]:
    words: list[str] = []
    tags: list[str] = []
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        if line.strip():
            columns = line.rstrip("\r").split("\t")
            if len(columns) < word + 2:
                raise InputError(f"{path}, line {number}: wants {word + 2} columns, a tab between")
            if columns[word].strip():
                words.append(columns[word].replace(" ", "_"))
                tags.append(columns[word + 1].strip())
        elif words:
            yield written_out(words, tags)
            words, tags = [], []


def written_out(words: list[str], tags: list[str]) -> NamedText:
    """Give words the spacing of running text, and BIO tags their characters.

    >>> written_out(["All'", "ONU", "(", "Roma", ")", "."], ["O", "B-ORG", "O", "B-LOC", "O", "O"])
    NamedText(text="All'ONU (Roma).", names=frozenset({(4, 7, 'ORG'), (9, 13, 'LOC')}))
    """
    text, last, in_quotes = "", "O", False
    names: list[Name] = []
    before = ""
    for word, tag in zip(words, tags, strict=True):
        closes = word == '"' and in_quotes
        opened = before == '"' and in_quotes
        if text and not (closes or opened or _glued(before, word)):
            text += " "
        start = len(text)
        text += word
        kind = tag[2:]
        if tag.startswith("I-") and last[2:] == kind:
            names[-1] = names[-1][0], len(text), kind
        elif tag != "O":
            names.append((start, len(text), kind))
        if word == '"':
            in_quotes = not in_quotes
        before, last = word, tag
    return NamedText(text, frozenset(names))


def _glued(before: str, word: str) -> bool:
    elided = len(before) > 1 and before.endswith(_APOSTROPHES) and word[0] in _VOWELS
    return word in _GLUED_LEFT or before in _GLUED_RIGHT or elided


def grouped(sentences: Iterable[NamedText]) -> Iterator[NamedText]:
    """Join sentences to texts; one that does not end in a stop is a line of its own."""
    stream = iter(sentences)
    while batch := list(islice(stream, GROUP)):
        text = ""
        names: set[Name] = set()
        for sentence in batch:
            names |= {(a + len(text), z + len(text), k) for a, z, k in sentence.names}
            text += sentence.text + (" " if sentence.text[-1] in _ENDS else "\n")
        yield NamedText(text, frozenset(names))
