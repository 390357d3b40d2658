"""Random dates rendered in every form are read back with their value."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsner.dates import DateTagger
from newsner.knowledge.dates import lexicon
from newsner.layers import DateRow, get_input

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
WEEKDAYS = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
DAYS = st.dates(date(1600, 1, 1), date(2150, 12, 31))
TENS = [
    "dieci",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
]
BLANK = spacy.blank("it")


@pytest.fixture(scope="module")
def tagger() -> DateTagger:
    return DateTagger()


def read(
    tagger: DateTagger, text: str, published: str | None = None, nlp: Language = BLANK
) -> list[tuple[str, object]]:
    doc = nlp(text)
    get_input(doc)["published"] = published
    return [(text[r.start_char : r.end_char], r.value) for r in DateRow.read(tagger(doc))]


def number_word(number: int) -> str:
    words = [w for w, value in lexicon().cardinals.items() if value == number]
    return next(w for w in words if "'" not in w)


@settings(max_examples=60, deadline=None)
@given(day=DAYS)
def test_full_dates(tagger: DateTagger, day: date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    ordinal = "1°" if day.day == 1 else str(day.day)
    forms = [
        f"{ordinal} {month} {day.year}",
        f"{ordinal} {month} del {day.year}",
        f"{weekday} {ordinal} {month} {day.year}",
        f"{number_word(day.day) if day.day > 1 else 'primo'} {month} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        day.isoformat(),
    ]
    for form in forms:
        assert read(tagger, f"La firma reca la data {form}, dicono.") == [(form, day.isoformat())]


@settings(max_examples=60, deadline=None)
@given(day=DAYS)
def test_months_years_and_what_contains_them(tagger: DateTagger, day: date) -> None:
    year = day.year
    forms = {
        f"{MONTHS[day.month - 1]} {year}": f"{year}-{day.month:02}",
        f"{MONTHS[day.month - 1]} del {year}": f"{year}-{day.month:02}",
        f"{year}": f"{year}",
        f"primo trimestre del {year}": f"{year}-Q1",
        f"secondo semestre del {year}": f"{year}-H2",
        f"autunno del {year}": f"{year}-FA",
    }
    for form, value in forms.items():
        assert read(tagger, f"Accadde nel {form}.") == [(form, value)]


@settings(max_examples=40, deadline=None)
@given(first=DAYS, days=st.integers(1, 400))
def test_intervals(tagger: DateTagger, first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)

    def written(day: date) -> str:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    for before, between in (("dal", "al"), ("tra il", "e il"), ("dal", "fino al")):
        form = f"{before} {written(first)} {between} {written(last)}".replace(" il 8 ", " l'8 ")
        found = read(tagger, f"Il cantiere rimase chiuso {form}.")
        assert found == [(form, [first.isoformat(), last.isoformat()])]


@settings(max_examples=60, deadline=None)
@given(day=DAYS.filter(lambda d: 1610 < d.year < 2140), count=st.integers(2, 99))
def test_distances(tagger: DateTagger, day: date, count: int) -> None:
    published = day.isoformat()
    ago = date.fromordinal(day.toordinal() - count)
    for number in (str(count), number_word(count)):
        assert read(tagger, f"Partì {number} giorni fa.", published) == [
            (f"{number} giorni fa", ago.isoformat())
        ]
        assert read(tagger, f"Partì {number} anni fa.", published) == [
            (f"{number} anni fa", str(day.year - count))
        ]
        assert read(tagger, f"Rimase {number} mesi.", published) == [
            (f"{number} mesi", f"P{count}M")
        ]


@settings(max_examples=60, deadline=None)
@given(
    day=DAYS.filter(lambda d: 1610 < d.year < 2140),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
def test_clock_times(tagger: DateTagger, day: date, hour: int, minute: int) -> None:
    yesterday = date.fromordinal(day.toordinal() - 1).isoformat()
    for form in (f"{hour}.{minute:02}", f"{hour}:{minute:02}", f"{hour:02}:{minute:02}"):
        found = read(tagger, f"La scossa è arrivata alle {form} di ieri.", day.isoformat())
        assert found == [(f"{form} di ieri", f"{yesterday}T{hour:02}:{minute:02}")]


@settings(max_examples=40, deadline=None)
@given(
    ten=st.integers(2, 9),
    named=st.sampled_from([("del Settecento", 17), ("dell'Ottocento", 18), ("del Novecento", 19)]),
)
def test_decades(tagger: DateTagger, ten: int, named: tuple[str, int]) -> None:
    century, hundreds = named
    form = f"anni {TENS[ten - 1].capitalize()} {century}"
    found = read(tagger, f"La villa fu ampliata negli {form}.")
    assert found == [(form, f"{hundreds}{ten}")]


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                "il",
                "dal",
                "al",
                "tra",
                "e",
                "3",
                "31",
                "99",
                "2024",
                "marzo",
                "lunedì",
                "fa",
                "scorso",
                "prossimo",
                "anni",
                "due",
                "di",
                "del",
                "'",
                "/",
                ".",
                "-",
                "alle",
                "notte",
                "ogni",
                "fine",
                "prima",
                "dopo",
                "l'",
                "settimana",
                "Natale",
                "XX",
                "secolo",
                "anno",
                "stesso",
                "un'",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_read_without_error(tagger: DateTagger, text: str) -> None:
    for published in (None, "2024-03-07", "0001-01-01", "9999-12-31"):
        doc = BLANK(text)
        get_input(doc)["published"] = published
        for row in DateRow.read(tagger(doc)):
            assert 0 <= row.start_char < row.end_char <= len(text)
            assert row.earliest is None or row.latest is None or row.earliest <= row.latest
