"""Calibrate confidence on annotated articles: ``python docs/calibrate.py ARTICLES.jsonl ...``.

A logistic regression tells right relations from spurious ones by the certainty of their weakest
argument, their construction and their type. Writes ``newsner/knowledge/data/confidence.toml``,
and ``calibration.json``, of which ``python docs/generate.py`` makes the reliability table: there,
every article is judged by weights that were fitted on others (ten folds). Wants
``newsner[training]``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from spacy.tokens import Doc

import newsner
from newsner.evaluate.relations import fits, found_in
from newsner.items import prepare
from newsner.knowledge.confidence import PATH
from newsner.layers import RelationRow
from newsner.relations.confidence import log_odds

TABLE = Path(__file__).with_name("calibration.json")
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
Features = dict[str, float | str]


def features(row: RelationRow) -> Features:
    """Give what the regression sees of a relation."""
    return {
        "certainty": log_odds(row.certainty),
        "construction": row.construction,
        "type": row.type,
    }


def judge(doc: Doc, gold: list[dict[str, Any]]) -> Iterator[tuple[Features, bool]]:
    """Give the features of each relation of a Doc and whether it is right, optional ones aside."""
    for row, found in zip(RelationRow.read(doc), found_in(doc._.newsner), strict=True):
        fitting = [g for g in gold if fits(g, found)]
        if not fitting or not all(g.get("optional") for g in fitting):
            yield features(row), bool(fitting)


def read(paths: list[str]) -> tuple[list[Features], list[bool], list[str]]:
    """Give features, outcome and article of every relation found in the files."""
    nlp = newsner.load("it_newsner_md")
    seen, right, articles = [], [], []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            item = {k: record.get(k) for k in ("id", "published", "title")}
            known = prepare(item | {"text": "\n".join(record["sentences"])})
            doc = reduce(lambda doc, step: step[1](doc), nlp.pipeline, known.make_doc(nlp.make_doc))
            for found, outcome in judge(doc, record["relations"]):
                seen.append(found)
                right.append(outcome)
                articles.append(record["id"])
    return seen, right, articles


def weights(model: Any) -> str:
    """Give the fitted weights as the data file's text."""
    vectorizer, regression = (step for _, step in model.steps)
    named = dict(zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True))
    groups: dict[str, list[str]] = {"construction": [], "type": []}
    for name, weight in sorted(named.items()):
        group, _, value = name.partition("=")
        if value and abs(weight) >= 0.005:
            groups[group].append(f'"{value}" = {weight:.2f}')
    comment = "".join(line for line in PATH.open(encoding="utf-8") if line.startswith("#"))
    return (
        f"{comment}intercept = {regression.intercept_[0]:.2f}\n"
        f"certainty = {named['certainty']:.2f}  # times the log-odds of the weakest argument\n"
        + "".join(
            f"\n[{group}s]\n" + "".join(f"{line}\n" for line in lines)
            for group, lines in groups.items()
        )
    )


def reliability(probable: np.ndarray, right: np.ndarray) -> list[list[float]]:
    """Give, per bin of confidence: its edges, relations, mean confidence, share of right ones."""
    rows = []
    for low, high in pairwise(EDGES):
        inside = (probable > low) & (probable <= high)
        if inside.any():
            mean, share = probable[inside].mean(), right[inside].mean()
            rows.append([low, high, int(inside.sum()), round(mean, 3), round(share, 3)])
    return rows


def main(paths: list[str]) -> None:
    """Fit, judge by cross-validation, write both files."""
    seen, outcomes, articles = read(paths)
    right = np.array(outcomes)
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=0.5, max_iter=1000))
    folds = GroupKFold(10)
    probable = cross_val_predict(
        model, seen, right, groups=articles, cv=folds, method="predict_proba"
    )
    table = {
        "corpora": [Path(path).stem for path in paths],
        "relations": len(right),
        "right": round(float(right.mean()), 3),
        "brier": round(brier_score_loss(right, probable[:, 1]), 4),
        "brier_of_constant": round(float(right.mean() * (1 - right.mean())), 4),
        "bins": reliability(probable[:, 1], right),
    }
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    PATH.write_text(weights(model.fit(seen, right)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
