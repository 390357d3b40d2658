"""Linear scorers over named features: a weight for each name and output, kept in a text file.

A file of weights is a compressed table: first a line of JSON (its outputs, their thresholds, what
it was learned from), then a feature a line with a weight for each output, largest first. It can
be read by people: which words speak for what.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..errors import DataFileError
from .networks import WEIGHTS


@dataclass(frozen=True)
class Linear:
    """Weights by feature, a number for each of the outputs.

    thresholds
        Log-odds, one for each output, from which it is taken as given.
    about
        Where the weights come from, in words.
    """

    outputs: tuple[str, ...]
    thresholds: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    about: str = ""

    def score(self, features: Iterable[str], output: str) -> float:
        """Give the log-odds of one output; a feature without weight says nothing."""
        weights = self.columns[output]
        return sum([weights[f] for f in features if f in weights])

    @cached_property
    def columns(self) -> dict[str, dict[str, float]]:
        """The weights of each output, but for those that are 0."""
        return {
            output: {name: values[k] for name, values in self.weights.items() if values[k]}
            for k, output in enumerate(self.outputs)
        }

    def threshold(self, output: str) -> float:
        """Give the log-odds from which the output is taken as given."""
        return self.thresholds[self.outputs.index(output)]


@cache
def read_linear(name: str) -> Linear:
    """Read the weights that the package carries under ``name``.

    Raises
    ------
    DataFileError
        There are no such weights, or they are damaged.
    """
    path = WEIGHTS / f"{name}.tsv.gz"
    try:
        head, _, body = gzip.decompress(path.read_bytes()).decode("utf-8").partition("\n")
        about = json.loads(head)
        cells, width = body.replace("\n", "\t").split("\t"), len(about["outputs"]) + 1
        if len(cells) % width:
            raise ValueError(f"a line has no {width - 1} weights")
        columns = (map(float, cells[k::width]) for k in range(1, width))
        weights = dict(zip(cells[::width], zip(*columns, strict=True), strict=True))
        return Linear(
            tuple(about["outputs"]), tuple(about["thresholds"]), weights, about.get("about", "")
        )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise DataFileError(f"{path}: no weights of a linear scorer ({error})") from error


def write_linear(path: Path, scorer: Linear) -> None:
    """Write weights as `read_linear` reads them: the same bytes for the same weights."""
    about = {
        "outputs": scorer.outputs,
        "thresholds": [round(t, 3) for t in scorer.thresholds],
        "about": scorer.about,
    }
    named = [row for row in scorer.weights.items() if row[0].splitlines() == [row[0]]]
    rows = sorted(named, key=lambda row: (-max(map(abs, row[1])), row[0]))
    lines = [json.dumps(about, ensure_ascii=False)]
    lines += ["\t".join((name, *(f"{w:.3g}" for w in values))) for name, values in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))
