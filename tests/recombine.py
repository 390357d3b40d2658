"""Texts and parses for endurance: the repository's own, recombined and perturbed with a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from gold.reader import articles
from spacy.tokens import Doc

from newsner.knowledge.relations import lexicon

MARKS = re.compile(r"</?[a-z]+[^>]*>")
CLAUSE_END = re.compile(r"(?<=[,;:.])\s+| (?=che |dopo |mentre |e )")
CAPITALISED = re.compile(r"\b[A-Z][a-zà-ù]+(?: [A-Z][a-zà-ù]+)*")

ROLES = (
    "Regia",
    "Sceneggiatura",
    "Con",
    "Musiche",
    "Assessori",
    "Ministri",
    "Allenatore",
    "A disp",
)
KIN = ("le figlie", "i coniugi", "i fratelli", "sorelle", "il marito", "figlia di", "cugini")
OPENINGS = ("Preso il «re»", "Morto", "Blitz a", "Addio a", "Arrestato", "Lo ha deciso", "Secondo")
ODD = (
    "1°",
    "l'",
    "\x80",
    "&euro;",
    "«",
    "»",
    '"',
    "(",
    ")",
    "[",
    "—",
    "- ",
    "...",
    "?!",
    "%",
    "3-0",
)
MONTHS = ("gennaio", "marzo", "agosto")


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence that the repository has: of its articles, and the examples of its frames."""
    own = [s for gold in articles() for s in gold.sentences]
    examples = [
        MARKS.sub("", sentence)
        for frame in lexicon().all_frames
        for sentence in (*frame.examples, *frame.counterexamples)
    ]
    return tuple(own + examples)


@cache
def _pieces() -> tuple[tuple[str, ...], tuple[str, ...]]:
    clauses = [c for s in sentences() for c in CLAUSE_END.split(s) if c]
    names = sorted({n for s in sentences() for n in CAPITALISED.findall(s)})
    return tuple(clauses), tuple(names)


def texts(seed: int) -> Iterator[str]:
    """Texts without end, each made anew from clauses, names and what newspapers put between."""
    chance = random.Random(seed)
    clauses, names = _pieces()

    def name() -> str:
        return chance.choice(names)

    def clause() -> str:
        return chance.choice(clauses)

    def listed(most: int = 12, joint: str = ", ") -> str:
        return joint.join(name() for _ in range(chance.randint(1, most)))

    def number() -> str:
        return str(chance.choice((chance.randint(0, 99), chance.randint(0, 10**9), "1.200,50")))

    def joined() -> str:
        return " ".join(clause() for _ in range(chance.randint(1, 6)))

    makers = (
        joined,
        lambda: f"«{clause()}» {clause()} «{clause()}",
        lambda: f"{clause()} ({name()}, {number()}) {clause()}: {listed(3)}",
        lambda: "\n".join(
            f"{chance.choice(ROLES)}: {listed()}" for _ in range(chance.randint(1, 9))
        ),
        lambda: f"{chance.choice(OPENINGS)} {name()}: {clause()}",
        lambda: ", ".join(f"{name()} ({name()})" for _ in range(chance.randint(2, 30))),
        lambda: (
            f"{name()}: {listed(11)}; {listed(5)}. All. {name()}. Arbitro: {name()} di {name()}"
        ),
        lambda: (
            f"{chance.choice(KIN)} {listed(4)} e {name()}, {chance.choice(KIN)} {name()}, {clause()}"
        ),
        lambda: f"{number()} {chance.choice(MONTHS)} {number()}, {clause()} tra {number()} giorni",
        lambda: f"{clause()} {chance.choice(ODD) * chance.randint(1, 9)} {name()} {clause()}",
        lambda: f"{name().upper()} - {name()} {number()}-{number()}. {clause()}",
        lambda: " ".join(chance.sample(joined().split(" "), k=1) + joined().split(" ")[::-1]),
    )
    while True:
        yield chance.choice(("\n", "\n\n")).join(
            chance.choice(makers)() for _ in range(chance.randint(1, 3))
        )


def perturbed(doc: Doc, chance: random.Random) -> Doc:
    """Copy a parsed Doc with heads moved and labels swapped, as no parser should: cycles too."""
    share = chance.choice((0.05, 0.2, 0.6))
    heads = [token.head.i for token in doc]
    deps, pos, morphs, lemmas = (
        [getattr(token, name) for token in doc] for name in ("dep_", "pos_", "morph", "lemma_")
    )
    columns: list[list[str]] = [deps, pos, [str(m) for m in morphs], lemmas]
    kinds = [token.ent_type_ for token in doc]
    for sentence in list(doc.sents):
        inside = range(sentence.start, sentence.end)
        for i in inside:
            if chance.random() < share:
                heads[i] = chance.choice(inside)
            for column in columns:
                if chance.random() < share / 2:
                    column[i] = column[chance.choice(inside)]
            if i and chance.random() < share / 4:
                lemmas[i] = ""
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=columns[1],
        morphs=columns[2],
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=[f"B-{kind}" if kind else "O" for kind in kinds],
    )
