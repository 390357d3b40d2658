"""Score relations on gold articles: ``python docs/relation_scores.py ARTICLES.jsonl ...``.

Writes ``relation_scores.json``, of which ``python docs/generate.py`` makes the figures of
``relations.md``. An article is ``{"id", "sentences", "relations", "published"?, "title"?}``. A
relation is right when type, subject and object agree, either way round for a symmetric type;
names agree when the words of one are among those of the other. What the gold marks optional
counts neither way, and a second telling of what was found is not spurious.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import newsner
from newsner import Article
from newsner.knowledge.relations import lexicon

SCORES = Path(__file__).with_name("relation_scores.json")
STOP = frozenset(
    re.findall(
        r"\w+",
        "il lo la i gli le l un uno una di del dello della dei degli delle d da in nel nella e",
    )
)
OUTCOMES = ("right", "missed", "spurious")
Predicted = tuple[str, list[str], list[str]]  # type, names of subject and object


def words(name: str) -> frozenset[str]:
    """Words of a name that tell, without accents and case."""
    plain = unicodedata.normalize("NFKD", name.lower())
    found = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return frozenset(w for w in found if w not in STOP) or frozenset(found)


def agree(side: dict[str, Any], names: list[str]) -> bool:
    """Whether a gold side goes by one of ``names``."""
    gold = [words(name) for name in (side["name"], *side.get("also", []))]
    return any(g <= n or n <= g for g in gold for n in map(words, names))


def fits(gold: dict[str, Any], predicted: Predicted) -> bool:
    """Whether a predicted relation is the gold one."""
    kind, subject, target = predicted
    if kind != gold["type"]:
        return False
    sides = [(subject, target)]
    if lexicon().types[kind].symmetric:
        sides.append((target, subject))
    return any(agree(gold["subject"], a) and agree(gold["object"], b) for a, b in sides)


def names_of(article: Article) -> dict[str, list[str]]:
    """Names that entities and dates go by, by id."""
    names = {
        e.id: [e.name, *(m.text for m in e.mentions if m.kind == "name")] for e in article.entities
    }
    return names | {d.id: [d.text] for d in article.dates}


def predict(article: Article) -> list[Predicted]:
    """Relations of an article, each pair of one type once."""
    names = names_of(article)
    found = {(r.type, r.subject, r.object): None for r in article.relations}
    return [(kind, names[subject], names[target]) for kind, subject, target in found]


def score(gold: list[dict[str, Any]], predicted: list[Predicted]) -> Counter[tuple[str, str]]:
    """Count right, missed and spurious per type on one article."""
    counts: Counter[tuple[str, str]] = Counter()
    for relation in gold:
        if not relation.get("optional"):
            found = any(fits(relation, p) for p in predicted)
            counts[relation["type"], "right" if found else "missed"] += 1
    for p in predicted:
        if not any(fits(relation, p) for relation in gold):
            counts[p[0], "spurious"] += 1
    return counts


def run(path: Path, nlp: Any) -> dict[str, list[int]]:
    """Score a file of articles: right, missed and spurious per type."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = [
        {
            "text": "\n".join(r["sentences"]),
            "published": r.get("published"),
            "title": r.get("title"),
        }
        for r in records
    ]
    counts: Counter[tuple[str, str]] = Counter()
    for record, article in zip(records, newsner.extract_many(items, nlp=nlp), strict=True):
        counts += score(record["relations"], predict(article))
    types = sorted({kind for kind, _ in counts})
    return {kind: [counts[kind, outcome] for outcome in OUTCOMES] for kind in types}


def main(paths: list[str]) -> None:
    """Write the scores of ``paths``, by file name."""
    nlp = newsner.load("it_newsner_md")
    scores = {Path(path).stem: run(Path(path), nlp) for path in paths}
    text = json.dumps(scores, indent=1, ensure_ascii=False)
    SCORES.write_text(re.sub(r"\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3]", text) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
