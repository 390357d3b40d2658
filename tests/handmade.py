"""Docs written by hand, so that a stage is tested on a parse that no model can change."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from newsner.layers import EntityRow, MentionRow

NLP = spacy.blank("it")
TYPES = ("PERSON", "COUNTRY", "ORGANISATION", "PLACE")
GLUED = "SpaceAfter=No"  # among the features
SIZE = 5  # form, lemma, part of speech, head, relation; then morphology where it matters


def parsed(*sentences: str) -> Doc:
    """Make a Doc of sentences of one token a line, as in CoNLL-U: heads count from 1, 0 is the root.

    A line is ``form lemma POS head relation [features]``. A proper noun in capitals in its lemma,
    ``PERSON``, ``COUNTRY``, ``ORGANISATION`` or ``PLACE``, is a name of that type, another word with
    such a lemma a demonym or a nominal of it; ``+PERSON`` continues the name before. Equal forms
    are mentions of one entity. Among the features ``SpaceAfter=No`` says that no space follows.
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
        spaces=[GLUED not in row[-1] for row, _ in rows],
        lemmas=[row[0] if _is_kind(row[1]) else row[1] for row, _ in rows],
        pos=[row[2] for row, _ in rows],
        heads=heads,
        deps=["ROOT" if row[4] == "root" else row[4] for row, _ in rows],
        tags=["PC" if "Clitic=Yes" in row[-1] else "" for row, _ in rows],
        morphs=[_features(row) for row, _ in rows],
    )
    _name(doc, [row[1] for row, _ in rows])
    return doc


def _features(row: list[str]) -> str:
    given = row[SIZE].split("|") if len(row) > SIZE else []
    return "|".join(feature for feature in given if feature != GLUED)


def _numbered(sentences: list[list[str]]) -> list[tuple[int, list[str]]]:
    starts = [sum(map(len, sentences[:k])) for k in range(len(sentences))]
    return list(zip(starts, sentences, strict=True))


def _is_kind(lemma: str) -> bool:
    return lemma.lstrip("+") in TYPES


def _name(doc: Doc, kinds: list[str]) -> None:
    entities: dict[str, EntityRow] = {}
    mentions: list[MentionRow] = []
    for token, lemma in zip(doc, kinds, strict=True):
        kind = lemma.lstrip("+")
        if not _is_kind(lemma):
            continue
        if lemma != kind:
            mentions[-1].end = token.i + 1
            span = doc[mentions[-1].start : mentions[-1].end]
            mentions[-1].root = span.root.i
            continue
        gender = next(iter(token.morph.get("Gender")), "")
        entities.setdefault(token.text, EntityRow(kind, token.text, gender=gender))
        number = list(entities).index(token.text)
        by_word = "demonym" if kind == "COUNTRY" else "nominal"
        how = "name" if token.pos_ == "PROPN" else by_word
        mentions.append(MentionRow(token.i, token.i + 1, how, number, token.i))
    EntityRow.write(doc, entities.values())
    MentionRow.write(doc, mentions)
