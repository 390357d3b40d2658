"""Whether words bear out that something was done to somebody by nobody named: a second opinion.

In: the facts without a doer that frames give. Out: those whose patient's words say so clearly
enough (`patients`, weights of ``python -m training patients``). The words alone, without a frame,
are not enough: "è morto X" is as near to a killing as "è stato ucciso X".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from spacy.tokens import Doc

from ..knowledge.relations import Lexicon
from ..layers import RelationRow
from ..scoring import read_linear
from .patients import Patients, classes_of

FRAME = 1.0  # log-odds that a frame counts for
Classes = Mapping[str, tuple[str, ...]]


def classes_for(known: Lexicon) -> Classes:
    """Give the classes of a lexicon's words as the weights know them."""
    return classes_of(known, read_linear("patients").outputs)


def borne_out(doc: Doc, rows: Sequence[RelationRow], classes: Classes) -> Iterator[RelationRow]:
    """Give the facts that words bear out, with their confidence; of other types all.

    ``classes`` are those of `classes_for`.
    """
    scorer = read_linear("patients")
    objects = {row.object for row in rows if row.type in scorer.outputs}
    best: dict[tuple[int, str], float] = {}
    for c in Patients(doc, classes).read() if objects else ():
        if c.entity in objects:
            scores = scorer.scores(name for name, _ in c.features)
            for type_, score in zip(scorer.outputs, scores, strict=True):
                key = (c.entity, type_)
                best[key] = max(score, best.get(key, score))
    for row in rows:
        if row.type in scorer.outputs:
            score = best.get((row.object, row.type), -99.0) + FRAME
            if score < scorer.threshold(row.type):
                continue
            row.confidence = round(1 / (1 + exp(-score)), 3)
        yield row
