"""The data files of the dates stage: strict, complete, used."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsner
from newsner.errors import DataFileError
from newsner.knowledge.atoms import Phrases
from newsner.knowledge.date_files import Calendar
from newsner.knowledge.dates import lexicon
from newsner.knowledge.loader import DATA, read

STAGE = Path(newsner.__file__).parent / "dates"


def test_an_unknown_key_is_an_error_that_names_file_and_entry(tmp_path: Path) -> None:
    wrong = tmp_path / "calendar.toml"
    text = (DATA / "dates" / "calendar.toml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("easter = 49", "easter = 49\neastern = 1"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"calendar\.toml:\d+: holiday\.\d+\.eastern"):
        read(wrong, Calendar)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("tre", 3), ("ventuno", 21), ("ventun", 21), ("ventitré", 23), ("vent'", 20),
        ("quarantotto", 48), ("cento", 100), ("centotto", 108), ("duecentodieci", 210),
        ("millenovecentosessantotto", 1968), ("duemilaventitré", 2023),
    ],
)  # fmt: skip
def test_numbers_are_built_from_their_parts(word: str, value: int) -> None:
    assert lexicon().cardinals[word] == value


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases({"fino": 1, "fino al": 2})
    assert phrases.match(["fino", "al", "voto", ""], 0) == (2, 2)
    assert phrases.match(["fino", "a", "voto", ""], 0) == (1, 1)


def test_every_list_of_words_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in STAGE.rglob("*.py"))
    known = lexicon()
    unused = [name for name in known.lists if f'"{name}"' not in code]
    assert not unused
