"""Relations against two honest baselines on the same parse, on the repository's gold articles.

    python tests/benchmarks/bench_relations.py [ARTICLES.jsonl] [--model it_newsner_md]

``co-occurrence`` links every two entities of a sentence; ``subject-verb-object`` links subject and
object of every active verb, as plain triple extractors do. Neither knows types, so all three are
scored on whether the linked pair is one that the gold relates, whatever the type; newsner is also
scored with its type. Entities are newsner's for all.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

from spacy.language import Language

import newsner
from newsner import Article
from newsner.evaluate.relations import agree

sys.path.insert(0, str(Path(__file__).parents[1]))
from gold.reader import articles, to_json

Pair = frozenset[str]


def co_occurrence(article: Article, nlp: Language) -> set[Pair]:
    """Pairs of entities mentioned in one sentence."""
    by_sentence: dict[int, set[str]] = {}
    for entity in article.entities:
        for mention in entity.mentions:
            by_sentence.setdefault(mention.sentence, set()).add(entity.name)
    return {frozenset(p) for names in by_sentence.values() for p in combinations(names, 2)}


def triples(article: Article, nlp: Language) -> set[Pair]:
    """Pairs of entities that are subject and object (or oblique) of one verb."""
    doc = nlp(article.text)
    at = {
        offset: entity.name
        for entity in article.entities
        for mention in entity.mentions
        if mention.kind in ("name", "demonym", "metonym")
        for offset in range(mention.start, mention.end)
    }
    found = set()
    for verb in doc:
        if verb.pos_ != "VERB":
            continue
        subjects = {at.get(c.idx) for c in verb.children if c.dep_ == "nsubj"} - {None}
        objects = {at.get(c.idx) for c in verb.children if c.dep_ in ("obj", "obl", "iobj")} - {
            None
        }
        found |= {frozenset((str(s), str(o))) for s in subjects for o in objects if s != o}
    return found


def matches(gold: dict[str, Any], pair: Pair) -> bool:
    """Whether ``pair`` are the two sides of the gold relation, either way round."""
    if len(pair) != 2:
        return False
    a, b = pair
    subject, target = gold["subject"], gold["object"]
    return (agree(subject, [a]) and agree(target, [b])) or (
        agree(subject, [b]) and agree(target, [a])
    )


def score(
    gold: list[dict[str, Any]], found: list[set[tuple[str, Pair]]], *, typed: bool
) -> tuple[float, float, float]:
    """Precision, recall, F1 over pairs (with types where ``typed``); optional ones are free."""
    right = missed = wrong = 0
    for article, links in zip(gold, found, strict=True):
        relations = article["relations"]

        def fits(g: dict[str, Any], link: tuple[str, Pair]) -> bool:
            return matches(g, link[1]) and (not typed or g["type"] == link[0])

        for g in relations:
            if not g.get("optional"):
                hit = any(fits(g, link) for link in links)
                right, missed = right + hit, missed + (not hit)
        wrong += sum(not any(fits(g, link) for g in relations) for link in links)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Score all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--model", default="it_newsner_md")
    options = parser.parse_args()
    if options.articles:
        lines = options.articles.read_text(encoding="utf-8").splitlines()
        gold = [json.loads(line) for line in lines]
    else:
        gold = [to_json(a) for a in articles()]
    nlp = newsner.load(options.model)
    results = list(
        newsner.extract_many(
            ({"text": "\n".join(g["sentences"]), "published": g.get("published")} for g in gold),
            nlp=nlp,
        )
    )
    names = [{e.id: e.name for e in a.entities} | {d.id: d.text for d in a.dates} for a in results]
    ours = [
        {(r.type, frozenset((n[r.subject], n[r.object]))) for r in a.relations if r.subject}
        for a, n in zip(results, names, strict=True)
    ]
    systems = {
        "co-occurrence in a sentence": [{("", p) for p in co_occurrence(a, nlp)} for a in results],
        "subject-verb-object": [{("", p) for p in triples(a, nlp)} for a in results],
        "newsner, pairs": ours,
    }
    print("| system | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for system, found in systems.items():
        print(f"| {system} | {' | '.join(f'{v:.2f}' for v in score(gold, found, typed=False))} |")
    typed = score(gold, ours, typed=True)
    print(f"| newsner, with types | {' | '.join(f'{v:.2f}' for v in typed)} |")


if __name__ == "__main__":
    main()
