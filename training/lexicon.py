"""The lemma lexicon of the pipeline, from the tables of ``spacy-lookups-data``.

    python -m training.lexicon spacy_lookups_data-*.whl newsner/it_newsner_md/lexicon.json

The tables hold the forms of Morph-it! (Marco Baroni and Eros Zanchetta), one lemma a form.
What is kept: the lemmas; which endings turn into which, if at least two lemmas show it;
the forms that these do not explain. ``lexicon_additions.toml`` adds forms whose other, more
usual lemma the tables lack, and what the encoder reads in the place of a word behind an elided one.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ADDITIONS = Path(__file__).with_name("lexicon_additions.toml")
TABLES = {"VERB": ("verb", "aux"), "NOUN": ("noun",), "ADJ": ("adj",)}
SHAPES = {"VERB": ("are", "ere", "ire", "rre")}
CONTEXT = 1  # letters before the change that belong to an ending
SEEN = 2  # lemmas that have to show an ending
AFTER_ELISION = "after_elision"


def read_table(wheel: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """Forms and lemmas of a table, in lower case; names are left out."""
    packed = wheel.read(f"spacy_lookups_data/data/it_lemma_lookup_{name}.json.gz")
    for form, lemma in json.loads(gzip.decompress(packed)).items():
        pair = _repaired(form), _repaired(lemma)
        if pair[1] == pair[1].lower():
            yield pair[0].lower(), pair[1]


def _repaired(text: str) -> str:
    """Undo the tables' double encoding of accented letters."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def infinitive(lemma: str) -> str:
    """Take the reflexive off: the treebanks' lemma of "si pente" is "pentire"."""
    return lemma[:-2] + "e" if lemma.endswith("rsi") else lemma


def ending(form: str, lemma: str) -> tuple[str, str] | None:
    """Find what changes from form to lemma, with the letter before it."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    if same < CONTEXT:
        return None
    return form[same - CONTEXT :], lemma[same - CONTEXT :]


def compile_lexicon(
    pairs: Iterable[tuple[str, str]], added: dict[str, list[str]]
) -> dict[str, Any]:
    """Make what `newsner.it_newsner_md.lemmas.Lexicon` takes."""
    table = sorted(set(pairs))
    shown: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for form, lemma in table:
        if change := ending(form, lemma):
            shown[change].add(lemma)
    rules = {change: len(lemmas) for change, lemmas in shown.items() if len(lemmas) >= SEEN}
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in table:
        if form != lemma and ending(form, lemma) not in rules:
            forms[form].append(lemma)
    for lemma, more in added.items():
        for form in more:
            forms[form].append(lemma)
    return {
        "lemmas": sorted({lemma for _, lemma in table}),
        "endings": [[*change, count] for change, count in sorted(rules.items())],
        "forms": dict(sorted(forms.items())),
    }


def main(source: str, target: str) -> None:
    """Write the lexicon."""
    additions = tomllib.loads(ADDITIONS.read_text(encoding="utf-8"))
    out = {AFTER_ELISION: additions.get(AFTER_ELISION, {})}
    with zipfile.ZipFile(source) as wheel:
        for category, names in TABLES.items():
            pairs = [pair for name in names for pair in read_table(wheel, name)]
            if shape := SHAPES.get(category):
                pairs = [(form, infinitive(lemma)) for form, lemma in pairs]
                pairs = [pair for pair in pairs if pair[1].endswith(shape)]
            out[category] = compile_lexicon(pairs, additions.get(category, {}))
            if shape:
                out[category]["shape"] = shape
    text = json.dumps(out, ensure_ascii=False, indent=0, separators=(",", ":"))
    Path(target).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
