"""Build ``newsner/export/formats.toml``: ``python -m release.formats``.

Months, units of time and signs of numbers as CLDR writes them in Italian and English, taken through
Babel, whose 36 MB nobody who installs newsner needs for them. A test holds that the table is what
Babel gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "newsner" / "export" / "formats.toml"
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def build() -> str:
    """Give the text of the table."""
    return "\n".join(
        [
            "# Written by `python -m release.formats` from Babel (CLDR, Unicode licence); do not",
            "# edit. Of a unit the forms for one and for any other number.",
            *_language("it"),
            *_language("en"),
            "",
        ]
    )


def _language(code: str) -> Iterator[str]:
    from babel.dates import get_month_names
    from babel.numbers import format_decimal
    from babel.units import format_unit

    months = get_month_names("wide", locale=code)
    number = format_decimal(1234.5, locale=code)
    yield f"\n[{code}]"
    yield f"months = [{', '.join(_quoted(months[k]) for k in sorted(months))}]"
    yield f"group = {_quoted(number[1])}"
    yield f"decimal = {_quoted(number[5])}"
    yield f"\n[{code}.units]"
    for unit in UNITS:
        one, other = (format_unit(n, f"duration-{unit}", locale=code) for n in (1, 2))
        yield f"{unit} = [{_quoted(one.replace('1', '{}'))}, {_quoted(other.replace('2', '{}'))}]"


def _quoted(text: str) -> str:
    return f'"{text}"'


if __name__ == "__main__":
    TABLE.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{TABLE}\n")
