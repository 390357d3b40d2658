"""Run the tutorials and keep their outputs: ``python docs/tutorials/run.py``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import nbclient
import nbformat

FOLDER = Path(__file__).parent


def run(path: Path) -> None:
    """Run one notebook in a copy of the folder, and write its outputs into it."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        for file in FOLDER.iterdir():
            if file.is_file():
                shutil.copy(file, folder)
        resources = {"metadata": {"path": folder}}
        nbclient.NotebookClient(notebook, timeout=300, resources=resources).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when each cell ran
    notebook.metadata.language_info = {"name": "python"}
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for notebook_path in sorted(FOLDER.glob("*.ipynb")):
        run(notebook_path)
