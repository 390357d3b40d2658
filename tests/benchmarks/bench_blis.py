"""A network of the shape of spaCy's ``it_core_news_md``, with BLIS and without.

    python tests/benchmarks/bench_blis.py [--repeat 5] [--threads 1]

Its weights are random: that changes its labels, not its speed. Times are the best of the
repetitions, which take turns; ``--threads`` is what NumPy may use (BLIS uses one).
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

WIDTH, DEPTH, ROWS = 96, 4, [5000, 1000, 2500, 2500]
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
ENCODER = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": ROWS,
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}


def cnn() -> Any:
    """Build the pipeline: one encoder, and a tagger, a parser and a name recogniser on it."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("it")
    nlp.add_pipe("tok2vec", config={"model": ENCODER})
    nlp.add_pipe("tagger", config={"model": {"tok2vec": SHARED}})
    nlp.add_pipe("parser", config={"model": {"tok2vec": SHARED}})
    nlp.add_pipe("ner", config={"model": {"tok2vec": SHARED, "hidden_width": 64}})
    doc = nlp.make_doc("Ada Verdi ha incontrato Ugo Neri a Lubiana")
    gold = {
        "tags": ["SP", "SP", "VA", "V", "SP", "SP", "E", "SP"],
        "heads": [3, 0, 3, 3, 3, 4, 7, 3],
        "deps": ["nsubj", "flat", "aux", "ROOT", "obj", "flat", "case", "obl"],
        "entities": ["B-PER", "L-PER", "O", "O", "B-PER", "L-PER", "O", "U-LOC"],
    }
    nlp.initialize(lambda: [Example.from_dict(doc, gold)])
    return nlp


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # read when NumPy is imported
        os.environ[name] = str(options.threads)

    from gold.reader import articles

    import newsner
    from newsner.components import STAGES

    texts = [article.text for article in articles()]
    networks = {"BLIS": newsner.load(cnn()), "NumPy": newsner.load(cnn(), blis=False)}
    words = sum(len(doc) for doc in networks["BLIS"].tokenizer.pipe(texts))
    best = dict.fromkeys(networks, float("inf"))
    for _ in range(options.repeat):
        for name, nlp in networks.items():
            with nlp.select_pipes(disable=STAGES):
                start = time.perf_counter()
                for _ in nlp.pipe(texts):
                    pass
                best[name] = min(best[name], time.perf_counter() - start)
    print("| products by | words/s | ratio |\n| --- | --- | --- |")
    for name, seconds in best.items():
        print(f"| {name} | {words / seconds:,.0f} | {best['BLIS'] / seconds:.2f} |")


if __name__ == "__main__":
    main()
