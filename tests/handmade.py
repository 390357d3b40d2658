"""Docs written by hand, so that a stage is tested on a parse that no model can change."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from newsner.layers import EntityRow, MentionRow

NLP = spacy.blank("it")
SIZE = 5  # form, lemma, part of speech, head, relation; then morphology where it matters


def parsed(*sentences: str) -> Doc:
    """Make a Doc of sentences of one token a line, as in CoNLL-U: heads count from 1, 0 is the root.

    A line is ``form lemma POS head relation [features]``. A proper noun in capitals in its lemma,
    ``PERSON``, ``COUNTRY``, ``ORGANISATION`` or ``PLACE``, is a name of that type; equal forms are
    mentions of one entity.
    """
    rows = [
        (line.split(), first)
        for first, lines in _numbered([s.strip().splitlines() for s in sentences])
        for line in lines
    ]
    heads = [first + int(row[3]) - 1 if row[3] != "0" else i for i, (row, first) in enumerate(rows)]
    doc = Doc(
        NLP.vocab,
        words=[row[0] for row, _ in rows],
        lemmas=[row[0] if row[1].isupper() else row[1] for row, _ in rows],
        pos=[row[2] for row, _ in rows],
        heads=heads,
        deps=["ROOT" if row[4] == "root" else row[4] for row, _ in rows],
        tags=["PC" if "Clitic=Yes" in row[-1] else "" for row, _ in rows],
        morphs=[row[SIZE] if len(row) > SIZE else "" for row, _ in rows],
    )
    _name(doc, [row[1] for row, _ in rows])
    return doc


def _numbered(sentences: list[list[str]]) -> list[tuple[int, list[str]]]:
    starts = [sum(map(len, sentences[:k])) for k in range(len(sentences))]
    return list(zip(starts, sentences, strict=True))


def _name(doc: Doc, kinds: list[str]) -> None:
    entities: dict[str, EntityRow] = {}
    mentions = []
    for token, kind in zip(doc, kinds, strict=True):
        if kind.isupper():
            gender = next(iter(token.morph.get("Gender")), "")
            entities.setdefault(token.text, EntityRow(kind, token.text, gender=gender))
            number = list(entities).index(token.text)
            mentions.append(MentionRow(token.i, token.i + 1, "name", number, token.i))
    EntityRow.write(doc, entities.values())
    MentionRow.write(doc, mentions)
