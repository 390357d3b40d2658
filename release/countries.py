"""Build ``newsner/knowledge/data/iso3166.toml``: ``python -m release.countries``.

Names come from CLDR through Babel, official names and codes of ISO 3166-1 and 3166-3 from
pycountry, whose 23 MB nobody who installs newsner needs for one table. A test holds that the
table is what these give.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from gettext import translation
from pathlib import Path

DATA = Path(__file__).parents[1] / "newsner" / "knowledge" / "data"
TABLE = DATA / "iso3166.toml"


def build() -> str:
    """Give the text of the table, for the states of ``countries.toml``."""
    with (DATA / "countries.toml").open("rb") as file:
        known = tomllib.load(file)
    return "\n".join(
        [
            "# Written by `python -m release.countries` from Babel (CLDR, Unicode licence) and",
            "# pycountry (ISO 3166, from Debian's iso-codes); do not edit.",
            "",
            "# alpha-2 code: Italian name (of CLDR), official name (of iso-codes), alpha-3, number",
            "[present]",
            *_present(known["state"]),
            "",
            "# ISO 3166-3 code: the alpha-2 and alpha-3 codes it had",
            "[former]",
            *_former(known["former"]),
            "",
        ]
    )


def _present(states: dict[str, object]) -> Iterator[str]:
    import pycountry
    from babel import Locale

    names = Locale("it").territories
    italian = translation("iso3166-1", pycountry.LOCALES_DIR, languages=["it"]).gettext
    for key in states:
        found = pycountry.countries.get(alpha_2=key)
        common = names.get(key, "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        english = getattr(found, "official_name", "")
        official = italian(english) if english else ""
        if official == english:  # which the translators lack
            official = ""
        # XKX, as the World Bank and the EU write it
        alpha_3 = found.alpha_3 if found else f"{key}X"
        numeric = found.numeric if found else ""
        yield f'{key} = ["{common}", "{official}", "{alpha_3}", "{numeric}"]'


def _former(states: dict[str, object]) -> Iterator[str]:
    import pycountry

    for key in states:
        found = pycountry.historic_countries.get(alpha_4=key)
        if found:
            yield f'{key} = ["{found.alpha_2}", "{found.alpha_3}"]'


if __name__ == "__main__":
    TABLE.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{TABLE}\n")
