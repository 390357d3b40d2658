"""Growth with length, of texts that no newspaper prints: every stage is to be linear in all of them.

    python tests/benchmarks/bench_linear.py [--size 64000] [--times 8] [--only SHAPE]

Each shape is a unit that is parsed once and repeated, its names changed where they are to be many;
those without words are tokenised only. Times are processor seconds of one run, which other
programs on the machine change little; memory that a busy machine takes away changes them more.
Exits with 1 where the whole of a shape, or one step that takes half a second, grows too much.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

import newsner
from newsner.components import STAGES
from newsner.deadline import limited
from newsner.errors import TimeLimitError
from newsner.export import to_html
from newsner.it_newsner_md.tokenizer import BoundedTokenizer

MOST = 120.0  # seconds for a stage
SHORT = 0.5  # seconds, of which growth says nothing
LIMIT = 1.19  # of growth, to the growth of the text: 9.5 times for eight times the text

#: Unit, and whether each repetition has names of its own.
SHAPES: dict[str, tuple[str, bool]] = {
    "one long sentence": (
        "il presidente Bruni ha incontrato il ministro Tavares e la Francia ha firmato un accordo "
        "con il Portogallo mentre lui parlava con sua moglie e ",
        False,
    ),
    "unclosed quotation marks": ("«Bruni ha detto a Tavares che lo vedrà. Ieri è partito. ", False),
    "subordinate clauses": ("Bruni ha detto che Tavares sa che lei teme che ", False),
    "many organisations": (
        "La Banca Morandi ha comprato la Fondazione Sereni. Il Gruppo Vascelli protesta. ",
        True,
    ),
    "a list of names": ("Aldo Bruni, Carla Tavares, Ugo Sereni, ", True),
    "one surname": ("Bruni ha incontrato Aldo Bruni. Anche Bruni tace. ", False),
    "first names": ("Carla ha visto Aldo Morandi. ", True),
    "places": ("A Lisbona e a Roccaverde, vicino Belmonte, è arrivata la polizia di Faro. ", True),
    "countries": ("La Francia accusa la Spagna; gli italiani e i tedeschi tacciono. ", False),
    "dates": ("Il 3 marzo 2021, lunedì scorso, dal 4 al 9 maggio, due anni fa. ", False),
    "offices and kin": (
        "Il premier Aldo Bruni ha parlato a Lisbona. La moglie, Carla Tavares, tace. Lo ha fatto "
        "il ministro Ugo Sereni con il direttore e i figli. La Francia ha accolto il presidente. ",
        True,
    ),
    "a crime list": (
        "il giudice Remo Sala condannato Aldo Bruni arrestato Ugo Neri ucciso Ines Galli e ",
        False,
    ),
    "an open quotation": ("«Aldo Bruni è stato arrestato, ha detto Remo Sala, ", False),
    "names with parties": ("Aldo Bruni (Pd), Remo Sala (Lega), Ugo Neri (Fdi), ", False),
    "denials": ("Secondo Bruni, Tavares avrebbe pagato Morandi. Sereni smentisce. ", False),
    "pronouns": ("Lo ha visto. Le ha parlato. Sua moglie è partita con lui. ", False),
    "news": (
        "Il presidente Bruni ha incontrato ieri a Lisbona il ministro Tavares. «Siamo pronti», ha "
        "detto. La Francia ha espulso due diplomatici del Portogallo. ",
        True,
    ),
}

#: Texts for the tokenizer alone: runs without a space, signs, addresses, data.
UNSPACED = {
    "control characters": "\x80",
    "degrees": "1°",
    "entities of HTML": "&euro;",
    "addresses": "http://",
    "minified JSON": '{"id":17,"nome":"Bruni","url":"https://a.it/b?c=d&e=1.234,5","ok":true},',
}


def tiled(part: Doc, size: int, vary: bool) -> Doc:
    """Repeat a parsed Doc until it has ``size`` characters."""
    times = max(1, size // len(part.text_with_ws if hasattr(part, "text_with_ws") else part.text))
    letters = "bcdfglmnprstv"
    ends = {token.i for ent in part.ents for token in ent} if vary else set()

    def word(text: str, i: int, k: int) -> str:
        tail = "".join(letters[k // len(letters) ** n % len(letters)] for n in range(4))
        return text + tail + "i" if i in ends and text[0].isupper() else text

    offsets = [k * len(part) for k in range(times)]
    return Doc(
        part.vocab,
        words=[word(t.text, t.i, k) for k in range(times) for t in part],
        spaces=[True if t.i == len(part) - 1 else bool(t.whitespace_) for t in part] * times,
        tags=[t.tag_ for t in part] * times,
        pos=[t.pos_ for t in part] * times,
        morphs=[str(t.morph) for t in part] * times,
        lemmas=[word(t.lemma_, t.i, k) for k in range(times) for t in part],
        heads=[t.head.i + offset for offset in offsets for t in part],
        deps=[t.dep_ for t in part] * times,
        ents=[
            f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O"
            for _ in range(times)
            for t in part
        ],
    )


def clocked(action: Callable[[], object]) -> float:
    """Processor seconds that it takes, as far as it takes no longer than `MOST`."""
    start = time.process_time()
    with suppress(TimeLimitError), limited(MOST):
        action()
    return time.process_time() - start


def seconds(nlp: Language, doc: Doc) -> dict[str, float]:
    """Processor seconds of each stage and of the results."""
    found = {stage: clocked(partial(nlp.get_pipe(stage), doc)) for stage in STAGES}
    found["assemble"] = clocked(lambda: doc._.newsner)
    found["to_html"] = clocked(lambda: to_html(doc._.newsner))
    if doc._.newsner.failed:
        print(f"failed: {doc._.newsner.warnings}")
    return found


def compared(
    step: str, few: dict[str, float], many: dict[str, float], times: int
) -> tuple[str, bool]:
    """Say how often a step takes longer, and whether that is too much."""
    growth = many[step] / max(few[step], 1e-3)
    bad = growth > LIMIT * times and many[step] > SHORT
    return f"{few[step]:6.2f}{many[step]:8.2f}{growth:6.1f}{' !' if bad else '  '}", bad


def main() -> None:
    """Print how often each stage takes longer for a text that is so many times as long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=64_000, help="characters of the shorter text")
    parser.add_argument("--times", type=int, default=8, help="the longer one")
    parser.add_argument("--only", help="one shape")
    given = parser.parse_args()
    nlp = newsner.load()
    steps = [*STAGES, "assemble", "to_html"]
    tokenize = BoundedTokenizer.like(nlp.tokenizer, nlp.vocab)
    shown = [*(s.removeprefix("newsner_") for s in steps), "whole"]
    print(f"{'shape':26}" + "".join(f"{s:>22}" for s in shown))
    seconds(nlp, nlp.select_pipes(disable=list(STAGES)) and nlp(SHAPES["news"][0]))
    slow = False
    for shape, unit in UNSPACED.items():
        if given.only and given.only not in shape:
            continue
        few, many = (
            {"tokenizer": clocked(partial(tokenize, unit * (size // len(unit))))}
            for size in (given.size, given.size * given.times)
        )
        cell, bad = compared("tokenizer", few, many, given.times)
        print(f"{shape:26}{cell}", flush=True)
        slow |= bad
    for shape, (unit, vary) in SHAPES.items():
        if given.only and given.only not in shape:
            continue
        part = nlp(unit * max(1, 2_000 // len(unit)))
        few, many = (
            seconds(nlp, tiled(part, size, vary)) for size in (given.size, given.size * given.times)
        )
        for times in (few, many):
            times["whole"] = sum(times.values())
        cells = [compared(step, few, many, given.times) for step in (*steps, "whole")]
        slow |= any(bad for _, bad in cells)
        print(f"{shape:26}" + "".join(cell for cell, _ in cells), flush=True)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
