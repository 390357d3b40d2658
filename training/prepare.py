"""The first steps: sentences from the data, and what training starts with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import numpy as np

from newsner.errors import InputError

from .labels import make_tables, write_tables
from .pieces import Pieces, prune
from .sentences import read_source, without, write_sentences
from .sources import Source
from .weights import read_packed
from .workspace import Workspace

_PIECES = "bert.embeddings.word_embeddings.weight"


def prepare(data: Path, sources: Sequence[Source], folder: Path) -> dict[str, int]:
    """Write a file of sentences per source that is trained on; gives their numbers."""
    test = [s for source in sources if source.role == "test" for s in read_source(data, source)]
    return {
        source.name: write_sentences(
            without(read_source(data, source), test), folder / f"{source.name}.jsonl.gz"
        )
        for source in sources
        if source.role != "test"
    }


def start_packed(workspace: Workspace, path: Path) -> None:
    """Start from multilingual-e5-small, cut down to the pieces that the texts need."""
    full, weights = read_packed(path)
    used = [s for s in workspace.sources if s.role != "test"]
    sentences = [s for source in used for s in workspace.sentences("prepared", source)]
    kept = prune(full, ((s.words, s.spaces) for s in sentences))
    weights[_PIECES] = weights[_PIECES][kept]
    np.savez(workspace.folder / "start.npz", **weights)  # type: ignore[arg-type]
    pieces = Pieces([full.pieces[i] for i in kept], [full.scores[i] for i in kept])
    pieces.write(workspace.folder / "pieces.json")
    write_tables(make_tables(sentences), workspace.folder / "labels.json")


def start_weights(
    workspace: Workspace, weights: Path, pieces: Path | None, labels: Path | None
) -> None:
    """Start from weights that were trained before, with their tables.

    Raises
    ------
    InputError
        A table is not given: weights fit no other.
    """
    if pieces is None or labels is None:
        raise InputError("weights go with their tables: give --pieces and --labels too")
    workspace.folder.mkdir(parents=True, exist_ok=True)
    for path, name in ((weights, "start.npz"), (pieces, "pieces.json"), (labels, "labels.json")):
        copyfile(path, workspace.folder / name)
