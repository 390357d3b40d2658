"""Where a run keeps its files, and how they are read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from newsner.errors import InputError

from .batches import Corpus, index
from .labels import Tables, read_tables
from .network import Dropout, Network, Sizes
from .pieces import Pieces, read_pieces
from .sentences import Sentence, read_sentences
from .sources import Source, read_sources, styles
from .weights import read_weights, start_from


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

    def network(self, sizes: Sizes, start: Path | None, dropout: Dropout | None = None) -> Network:
        """Make a network, from the weights of ``start`` (.npz or .pt) if given."""
        tables = self.tables()
        labels = {k: len(v) for k, v in tables.items()}
        network = Network(sizes, labels, len(self.styles), dropout)
        if start is not None and start.suffix == ".pt":
            network.load_state_dict(torch.load(start, map_location="cpu"))
        elif start is not None:
            start_from(network, read_weights(start))
        return network

    def labels(self) -> dict[str, dict[str, int]]:
        """Read the numbers of the labels."""
        return {k: dict(v) for k, v in index(self.tables()).items()}
