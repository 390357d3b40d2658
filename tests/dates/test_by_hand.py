"""Which tense tells the side of a date, on parses written by hand."""

from __future__ import annotations

import pytest
from handmade import NLP, parsed
from spacy.tokens import Doc

from newsner.dates import DateTagger
from newsner.layers import DateRow, get_input

BEFORE, AFTER = "2024-03-04", "2024-03-11"  # the Mondays around Thursday, 7 March


def dates_of(doc: Doc) -> list[DateRow]:
    get_input(doc)["published"] = "2024-03-07"
    return DateRow.read(DateTagger()(doc))


@pytest.mark.parametrize(
    ("value", "auxiliary"),
    [
        (AFTER, "sarà essere AUX 3 aux:pass Tense=Fut"),
        (BEFORE, "fu essere AUX 3 aux:pass Tense=Past"),
    ],
)
def test_a_coordinated_participle_has_the_auxiliary_of_the_first(
    value: str, auxiliary: str
) -> None:
    doc = parsed(f"""
        Ugo       PERSON     PROPN 3 nsubj:pass
        {auxiliary}|VerbForm=Fin
        sentito   sentire    VERB  0 root VerbForm=Part|Tense=Past
        e         e          CCONJ 5 cc
        premiato  premiare   VERB  3 conj VerbForm=Part|Tense=Past
        lunedì    lunedì     NOUN  5 obl
    """)
    assert [row.value for row in dates_of(doc)] == [value]


def test_a_copula_tells_the_time_of_a_participle() -> None:
    doc = parsed("""
        Il        il         DET   2 det
        museo     museo      NOUN  4 nsubj
        sarà      essere     AUX   4 cop Mood=Ind|Tense=Fut|VerbForm=Fin
        chiuso    chiudere   VERB  0 root VerbForm=Part|Tense=Past
        lunedì    lunedì     NOUN  4 obl
    """)
    assert [row.value for row in dates_of(doc)] == [AFTER]


@pytest.mark.parametrize(
    ("value", "features"),
    [("PRESENT_REF", "Tense=Pres"), ("2024-03-07", "Tense=Fut")],
)
def test_today_beside_a_year_is_our_times_where_the_verb_is_in_the_present(
    value: str, features: str
) -> None:
    doc = parsed(f"""
        Nel       in         ADP   2 case
        1998      1998       NUM   6 obl
        sindaco   sindaco    NOUN  6 advcl
        oggi      oggi       ADV   6 advmod
        è         essere     AUX   6 cop Mood=Ind|VerbForm=Fin|{features}
        ministro  ministro   NOUN  0 root
    """)
    assert [row.value for row in dates_of(doc)] == ["1998", value]


def test_today_is_our_times_where_a_clause_without_tense_hangs_on_one_in_the_present() -> None:
    doc = parsed("""
        Fondato   fondare    VERB  6 advcl VerbForm=Part|Tense=Past
        nel       in         ADP   3 case
        1998      1998       NUM   1 obl
        il        il         DET   5 det
        museo     museo      NOUN  6 nsubj
        cerca     cercare    VERB  0 root Mood=Ind|VerbForm=Fin|Tense=Pres
        di        di         ADP   8 mark
        vendere   vendere    VERB  6 xcomp VerbForm=Inf
        oggi      oggi       ADV   8 advmod
    """)
    assert [row.value for row in dates_of(doc)] == ["1998", "PRESENT_REF"]


@pytest.mark.parametrize(
    ("value", "verb"),
    [
        (AFTER, "è essere AUX 4 aux Tense=Pres|VerbForm=Fin"),  # the meeting is on Monday
        (BEFORE, "ha avere AUX 4 aux Tense=Pres|VerbForm=Fin"),  # and here it was fixed then
    ],
)
def test_what_is_fixed_lies_ahead_but_who_has_fixed_it_has_done_so(value: str, verb: str) -> None:
    doc = parsed(f"""
        La        il         DET   2 det
        giunta    giunta     NOUN  4 nsubj
        {verb}
        fissato   fissare    VERB  0 root VerbForm=Part|Tense=Past
        lunedì    lunedì     NOUN  4 obl
    """)
    assert [row.value for row in dates_of(doc)] == [value]


def test_without_a_parse_a_date_is_taken_for_past_and_a_term_for_future() -> None:
    for text, value in (("Chiude lunedì.", BEFORE), ("Chiude entro lunedì.", AFTER)):
        (row,) = dates_of(NLP(text))
        assert (row.value, row.basis) == (value, "assumed")
