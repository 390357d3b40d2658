"""Where a run keeps its files, and how they are read together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from numpy.typing import NDArray

from newsner.errors import InputError

from .batches import Batch, Corpus, collate, encode, index, windows
from .labels import Tables, read_tables
from .network import Network
from .pieces import Pieces, read_pieces
from .sentences import Sentence, read_sentences
from .sources import Source, read_sources, styles
from .variants import Variant
from .weights import sizes_of, start_from


def device() -> torch.device:
    """Give the GPU if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass(frozen=True)
class Workspace:
    """The folder of a run.

    ``prepared/`` and ``silver/`` hold a file of sentences per source; ``labels.json``,
    ``pieces.json`` and ``start.npz`` what training begins with; ``NAME.checkpoint`` a training
    under way, ``NAME.pt`` its result.
    """

    folder: Path
    sources: Sequence[Source]

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """Open a folder, which need not exist."""
        return cls(folder, read_sources())

    def path(self, name: str) -> Path:
        """Give the path of a file that an earlier step made.

        Raises
        ------
        InputError
            The file is missing.
        """
        path = self.folder / name
        if not path.exists():
            raise InputError(f"{path} is missing: run the earlier steps first (docs/training.md)")
        return path

    @property
    def styles(self) -> list[str]:
        """Names of the annotation styles."""
        return styles(list(self.sources))

    def tables(self) -> Tables:
        """Read the label tables."""
        return read_tables(self.path("labels.json"))

    def pieces(self) -> Pieces:
        """Read the piece table."""
        return read_pieces(self.path("pieces.json"))

    def sentences(self, folder: str, source: Source) -> list[Sentence]:
        """Read a source's sentences, ``prepared`` or ``silver``."""
        return read_sentences(self.path(f"{folder}/{source.name}.jsonl.gz"))

    def corpora(self, folder: str) -> list[Corpus]:
        """Read what is trained on.

        Teachers learn each source's annotation in its own style; once silver labels make all
        alike, there is but the plain one.
        """
        plain = folder == "silver"
        return [
            Corpus(self.sentences(folder, s), 0 if plain else self.styles.index(s.style), s.repeat)
            for s in self.sources
            if s.role == "train" or (plain and s.role == "text")
        ]

    def network(self, weights: Mapping[str, NDArray[Any]]) -> Network:
        """Make a network of the weights' size, and load them."""
        labels = {k: len(v) for k, v in self.tables().items()}
        network = Network(sizes_of(weights), labels, len(self.styles))
        start_from(network, weights)
        return network

    def trained(self, name: str) -> Network:
        """Read a trained network."""
        state = torch.load(self.path(f"{name}.pt"), map_location="cpu")
        return self.network({k: v.numpy() for k, v in state.items()}).eval()

    def labels(self) -> dict[str, dict[str, int]]:
        """Read the numbers of the labels."""
        return index(self.tables())

    def calibration(self, count: int = 40) -> list[Batch]:
        """Draw some windows of text to measure activations on."""
        pieces, labels = self.pieces(), self.labels()
        source = next(s for s in self.sources if s.role != "test" and s.kind == "names")
        sentences = self.sentences("prepared", source)[: 6 * count]
        examples = [encode(Variant(s), pieces, labels) for s in sentences]
        return [collate([window]) for window in windows(examples, Random(0))][:count]
