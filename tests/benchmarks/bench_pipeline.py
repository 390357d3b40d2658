"""Scores and speed of the bundled pipeline from raw text.

    python tests/benchmarks/bench_pipeline.py DATA [--model it_newsner_md] [--only isdt wn ...]

DATA holds ``ud/it_isdt-ud-test.conllu.gz`` and ``kind/{WN,FIC,ADG}_test.tsv.gz``. Treebank
and name sets are joined to texts of five sentences, so that sentence starts, tokens and
everything else come from the pipeline itself; gold and predicted tokens are aligned by
spaCy's ``Example``. UAS and LAS leave punctuation out.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.training.converters.conllu_to_docs import conllu_to_docs

GROUP = 5
NO_SPACE_BEFORE = set(".,;:!?)]}»”%…") | {"..."}
NO_SPACE_AFTER = set("([{«“‘")
ELIDED = re.compile(
    r"(l|d|c|un|(all|dall|dell|nell|sull|coll)|gl|s|m|t|v|n|quest|quell|sant|dov|com|cos|tutt|mezz|bell|anch"
    r"|nient|quant|cinquant|trent|senz)['’]",
    re.IGNORECASE,
)


def read(path: Path) -> str:
    """Unpack a text file."""
    return gzip.decompress(path.read_bytes()).decode("utf8")


def treebank(path: Path) -> Iterator[Doc]:
    """Gold Docs of one sentence, words split as spaCy does (``del`` is one word)."""
    return conllu_to_docs(read(path), n_sents=1, merge_subtokens=True, no_print=True)


def joined(sentences: list[Doc], nlp: Language) -> Doc:
    """One gold Doc of several sentences."""
    n = [0]
    for s in sentences:
        n.append(n[-1] + len(s))
    tokens = [t for s in sentences for t in s]
    return Doc(
        nlp.vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) or t.i == len(t.doc) - 1 for t in tokens],
        tags=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        morphs=[str(t.morph) for t in tokens],
        lemmas=[t.lemma_ for t in tokens],
        heads=[n[k] + t.head.i for k, s in enumerate(sentences) for t in s],
        deps=[t.dep_ for t in tokens],
    )


def names(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and BIO tags of each sentence."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*read(path).split("\n"), ""]:
        word, _, tag = line.partition("\t")
        if not line.strip():
            if words:
                yield words, tags
            words, tags = [], []
        elif word.strip():
            words.append(word.replace(" ", "_"))
            tags.append(tag.split("\t")[0])


def detokenised(
    words: list[str], tags: list[str], start: int
) -> tuple[str, set[tuple[int, int, str]]]:
    """The sentence's text with usual spacing, and its names as character spans."""
    text, quotes = "", 0
    spans: list[list[int | str]] = []
    open_quote = False
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        before = words[i - 1] if i else ""
        glued = (
            not i
            or word in NO_SPACE_BEFORE
            or before in NO_SPACE_AFTER
            or bool(ELIDED.fullmatch(before))
            or (before == '"' and open_quote)
            or (word == '"' and quotes % 2 == 1)
        )
        if word == '"':
            quotes += 1
        open_quote = word == '"' and quotes % 2 == 1
        text += word if glued else " " + word
        kind = tag[2:] if tag[:2] in ("B-", "I-") else ""
        last = tags[i - 1] if i else "O"
        if kind and tag[0] == "I" and last[2:] == kind:
            spans[-1][1] = start + len(text)
        elif kind:
            spans.append([start + len(text) - len(word), start + len(text), kind])
    return text, {(int(a), int(z), str(k)) for a, z, k in spans}


def grouped(
    sentences: Iterable[tuple[list[str], list[str]]],
) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Texts of several sentences; one without a final stop (a headline) is a line of its own."""
    text, spans, count = "", set(), 0
    for words, tags in sentences:
        more, found = detokenised(words, tags, len(text))
        text += more + (" " if words[-1] in {".", "!", "?", "»", '"', "”"} else "\n")
        spans |= found
        count += 1
        if count == GROUP:
            yield text, spans
            text, spans, count = "", set(), 0
    if text:
        yield text, spans


class Clock:
    """Wall and CPU seconds of a block."""

    def __enter__(self) -> Clock:
        self._wall, self._cpu = time.perf_counter(), sum(os.times()[:2])
        return self

    def __exit__(self, *_: object) -> None:
        self.wall = time.perf_counter() - self._wall
        self.cpu = sum(os.times()[:2]) - self._cpu


def lemma(token: Token, _: str) -> str:
    """The lemma without what the treebanks add to a verb's for its clitics ("dare gli")."""
    return token.lemma_.partition(" ")[0] if token.pos_ in {"VERB", "AUX"} else token.lemma_


def parse_scores(nlp: Language, path: Path) -> None:
    """Print the syntax scores on a treebank."""
    sentences = list(treebank(path))
    gold = [joined(sentences[i : i + GROUP], nlp) for i in range(0, len(sentences), GROUP)]
    with Clock() as clock:
        docs = list(nlp.pipe(g.text for g in gold))
    examples = [Example(d, g) for d, g in zip(docs, gold, strict=True)]
    get_morph = lambda token, _: str(token.morph)  # noqa: E731
    s = Scorer.score_deps(examples, "dep", ignore_labels=("punct",), getter=lambda t, a: t.dep_)
    for attr in ("pos", "tag", "lemma"):
        s |= Scorer.score_token_attr(examples, attr)
    s |= Scorer.score_token_attr(examples, "morph", getter=get_morph)
    s["lemma_no_clitics"] = Scorer.score_token_attr(examples, "lemma", getter=lemma)["lemma_acc"]
    s |= Scorer.score_spans(examples, "sents", getter=lambda d, _: d.sents)
    starts = [0, 0, 0]
    for d, g in zip(docs, gold, strict=True):
        p, q = ({x.start_char for x in y.sents} for y in (d, g))
        starts[0] += len(p & q)
        starts[1] += len(p)
        starts[2] += len(q)
    words = sum(map(len, docs))
    figures = {
        k: round(100 * s[k], 2)
        for k in (
            "dep_uas",
            "dep_las",
            "pos_acc",
            "tag_acc",
            "morph_acc",
            "lemma_acc",
            "lemma_no_clitics",
        )
    }
    figures["starts_f"] = round(200 * starts[0] / (starts[1] + starts[2]), 2)
    print(
        path.name,
        figures,
        f"{words / clock.wall:.0f} words/s, {words / clock.cpu:.0f} per CPU second",
    )


def name_scores(nlp: Language, path: Path) -> None:
    """Print the name scores on a KIND set, which has no MISC."""
    texts = list(grouped(names(path)))
    counts = {k: [0, 0, 0] for k in ("PER", "LOC", "ORG")}
    with Clock() as clock:
        docs = list(nlp.pipe(t for t, _ in texts))
    for doc, (_, gold) in zip(docs, texts, strict=True):
        got = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in counts}
        for k, c in counts.items():
            p, g = ({x for x in y if x[2] == k} for y in (got, gold))
            c[0], c[1], c[2] = c[0] + len(p & g), c[1] + len(p), c[2] + len(g)
    f = lambda c: round(200 * c[0] / max(1, c[1] + c[2]), 2)  # noqa: E731
    words = sum(map(len, docs))
    total = f([sum(c[i] for c in counts.values()) for i in range(3)])
    print(
        path.name,
        {"ents_f": total} | {k: f(c) for k, c in counts.items()},
        f"{words / clock.wall:.0f} words/s, {words / clock.cpu:.0f} per CPU second",
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="it_newsner_md")
    parser.add_argument("--only", nargs="*", default=["isdt", "WN", "FIC", "ADG"])
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    nlp("Una frase di prova.")
    for name in args.only:
        if name == "isdt":
            parse_scores(nlp, args.data / "ud" / "it_isdt-ud-test.conllu.gz")
        else:
            name_scores(nlp, args.data / "kind" / f"{name}_test.tsv.gz")


if __name__ == "__main__":
    main()
