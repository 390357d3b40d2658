"""``python -m tests.gold``: validate the gold articles; ``--jsonl FILE`` writes them out."""

import argparse
import json
import sys
from pathlib import Path

from .reader import articles, problems, to_json


def main() -> int:
    """Validate all files; exit status 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jsonl", type=Path, help="write the articles to this file")
    arguments = parser.parse_args()
    found = articles()
    wrong = [f"{article.id}: {problem}" for article in found for problem in problems(article)]
    print(*wrong, f"{len(found)} articles, {len(wrong)} problems", sep="\n")
    if arguments.jsonl:
        lines = [json.dumps(to_json(article), ensure_ascii=False) for article in found]
        arguments.jsonl.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
