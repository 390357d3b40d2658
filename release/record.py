"""Write ``it_newsner_md.egg-info/RECORD``: ``python -m release.record``.

It lists what the distribution it_newsner_md consists of, with digests and sizes; a test holds that
it is right.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "it_newsner_md.egg-info"


def metadata() -> str:
    """Give PKG-INFO, of the pipeline's version."""
    meta = json.loads((ROOT / "newsner" / "it_newsner_md" / "meta.json").read_text("utf-8"))
    told = (FOLDER / "PKG-INFO").read_text(encoding="utf-8")
    return re.sub(r"\nVersion: .*", f"\nVersion: {meta['version']}", told)


def record() -> str:
    """Give RECORD, of the files as they are."""
    lines = []
    for name in ("it_newsner_md.py", f"{FOLDER.name}/PKG-INFO", f"{FOLDER.name}/top_level.txt"):
        raw = (ROOT / name).read_bytes()
        digest = urlsafe_b64encode(sha256(raw).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(raw)}\n")
    return "".join([*lines, f"{FOLDER.name}/RECORD,,\n"])


if __name__ == "__main__":
    (FOLDER / "PKG-INFO").write_text(metadata(), encoding="utf-8")
    (FOLDER / "RECORD").write_text(record(), encoding="utf-8")
    sys.stdout.write(f"{FOLDER}\n")
