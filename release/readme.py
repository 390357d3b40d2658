"""The README as PyPI shows it: links to files of the repository lead to the documentation's site.

Hatch calls `Readme` when it builds (``tool.hatch.metadata.hooks.custom``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


def absolute(text: str, base: str) -> str:
    """Make links to pages of ``docs/`` absolute; of those to other files keep the words alone."""

    def link(match: re.Match[str]) -> str:
        words, target = match.groups()
        page = re.fullmatch(r"docs/([\w/-]+)\.md(#[\w-]+)?", target)
        if not page:
            return words
        name = "" if page[1] == "index" else f"{page[1]}/"
        return f"[{words}]({base}{name}{page[2] or ''})"

    return re.sub(r"\[([^\]]+)\]\((?!https?:|#)([^)]+)\)", link, text)


class Readme(MetadataHookInterface):
    """Sets the field ``readme``."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Give hatch the text."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        base = metadata["urls"]["Documentation"]
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute(text, base)}
