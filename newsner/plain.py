"""What came with a text, as JSON has it: texts, numbers, truth values, lists and dicts."""

from __future__ import annotations

import math
import re
from datetime import date, time
from typing import Any

_DEPTH = 40  # of lists and dicts in each other; what lies deeper is left out


def encodable(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate, which no encoding can write."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def plain(value: Any, depth: int = _DEPTH) -> Any:
    """Give ``value`` as JSON can write it and read it back the same.

    Values of NumPy, pandas and Arrow become Python's, dates ISO 8601, sets and tuples lists, what
    is not a number None; of anything else its ``str`` remains.
    """
    if value is None or isinstance(value, (bool, int)):
        return value if value is None or type(value) in (bool, int) else int(value)
    if isinstance(value, str):
        return encodable(str(value))
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, (date, time)):
        return value.isoformat() if value == value else None  # noqa: PLR0124 (pandas has NaT)
    if not depth:
        return "…"
    if isinstance(value, dict):
        return {encodable(str(k)): plain(v, depth - 1) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v, depth - 1) for v in value]
    if getattr(getattr(value, "dtype", None), "kind", "") in ("M", "m"):  # NumPy's moments
        return None if str(value) == "NaT" else str(value)
    for method in ("tolist", "as_py"):  # NumPy's scalars and arrays; Arrow's scalars
        if depth and callable(convert := getattr(value, method, None)):
            return plain(convert(), depth - 1)
    return encodable(str(value))
