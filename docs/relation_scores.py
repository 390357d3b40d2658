"""Score relations on gold articles: ``python docs/relation_scores.py ARTICLES.jsonl ...``.

Writes ``relation_scores.json``, of which ``python docs/generate.py`` makes the figures of
``relations.md``: right, missed and spurious per type, as ``newsner evaluate --relations`` counts.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import newsner
from newsner.evaluate.relations import count

SCORES = Path(__file__).with_name("relation_scores.json")
OUTCOMES = ("right", "missed", "spurious")


def main(paths: list[str]) -> None:
    """Write the scores of ``paths``, by file name."""
    nlp = newsner.load("it_newsner_md")
    scores = {}
    for path in map(Path, paths):
        counts, _ = count(nlp, path)
        types = sorted({kind for kind, _ in counts})
        scores[path.stem] = {t: [counts[t, outcome] for outcome in OUTCOMES] for t in types}
    text = json.dumps(scores, indent=1, ensure_ascii=False)
    three = re.sub(r"\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3]", text)
    SCORES.write_text(three + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
