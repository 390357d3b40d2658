"""Dates of publication, in the forms in which people and programs give them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pandas
import pyarrow as pa
import pytest

from newsner.published import read_published

ROME = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2024-03-04", "2024-03-04"),
        (" 2024-03-04 ", "2024-03-04"),
        ("2024-3-4", "2024-03-04"),
        ("2024/03/04", "2024-03-04"),
        ("20240304", "2024-03-04"),
        ("2024-03-04T10:30", "2024-03-04T10:30:00"),
        ("2024-03-04T10:30:00.123Z", "2024-03-04T10:30:00.123000+00:00"),
        ("2024-03-04 10:30:00+01:00", "2024-03-04T10:30:00+01:00"),
        ("04/03/2024", "2024-03-04"),
        ("4/3/24", "2024-03-04"),
        ("04.03.2024", "2024-03-04"),
        ("04-03-2024", "2024-03-04"),
        ("31/12/2023", "2023-12-31"),
        ("04/03/2024 10:30", "2024-03-04T10:30:00"),
        ("04/03/2024, 00:00", "2024-03-04T00:00:00"),
        ("4 marzo 2024", "2024-03-04"),
        ("4 Marzo 2024", "2024-03-04"),
        ("1° marzo 2024", "2024-03-01"),
        ("1º marzo 2024", "2024-03-01"),
        ("lunedì 4 marzo 2024", "2024-03-04"),
        ("Lunedì, 4 marzo 2024 alle ore 10:30", "2024-03-04T10:30:00"),
        ("mar 5 mar 2024", "2024-03-05"),
        ("5 mar. 2024", "2024-03-05"),
        ("12 sett 2023", "2023-09-12"),
        ("Pubblicato il 4 marzo 2024", "2024-03-04"),
        ("4 marzo 2024 10.30", "2024-03-04T10:30:00"),
        ("4 March 2024", "2024-03-04"),
        ("March 4th, 2024", "2024-03-04"),
        ("Mon, 04 Mar 2024 10:30:00 +0100", "2024-03-04T10:30:00+01:00"),
        ("Mon, 04 Mar 2024 10:30:00 GMT", "2024-03-04T10:30:00+00:00"),
        ("4 marzo 2024, 10:30 CET", "2024-03-04T10:30:00+01:00"),
        (date(2024, 3, 4), "2024-03-04"),
        (datetime(2024, 3, 4, 10, 30), "2024-03-04T10:30:00"),
        (datetime(2024, 3, 4, 10, 30, tzinfo=UTC), "2024-03-04T10:30:00+00:00"),
        (np.datetime64("2024-03-04"), "2024-03-04"),
        (np.datetime64("2024-03-04T10:30:00.000000001"), "2024-03-04T10:30:00"),
        (pandas.Timestamp("2024-03-04T10:30:00.123456789"), "2024-03-04T10:30:00.123456"),
        (pandas.Timestamp("2024-03-04", tz="Europe/Rome"), "2024-03-04T00:00:00+01:00"),
        (pa.scalar(date(2024, 3, 4)), "2024-03-04"),
    ],
)
def test_forms_of_dates(given: Any, iso: str) -> None:
    assert read_published(given) == iso
    kind = datetime if "T" in iso else date
    assert kind.fromisoformat(iso).isoformat() == iso


@pytest.mark.parametrize(
    "given",
    [
        "ieri",
        "marzo 2024",
        "4 marzo",
        "2024",
        "31 febbraio 2024",
        "2024-02-31",
        "10:30",
        "1709546400",
        "timestamp[ms] 4611686018427387904",
        "Il 4 marzo 2024 il ministro Ugo Neri ha incontrato il presidente del consiglio",
        "1" * 5000,
        2024,
        True,
        ["2024-03-04"],
        object(),
    ],
)
def test_what_is_no_date_is_told_with_what_is(given: Any) -> None:
    with pytest.raises(ValueError, match=r"the date of publication .*04/03/2024 \(day first\)"):
        read_published(given)
