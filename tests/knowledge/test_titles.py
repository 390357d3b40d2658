"""Titles tell office, gender and number."""

import pytest

from newsner.knowledge.titles import titles


@pytest.mark.parametrize(
    ("form", "lemma", "group", "gender", "number"),
    [
        ("presidente", "presidente", "head_of_state", "", "Sing"),
        ("Ministra", "ministro", "minister", "Fem", "Sing"),
        ("direttrici", "direttore", "business", "Fem", "Plur"),
        ("primo ministro", "primo ministro", "head_of_government", "", "Sing"),
        ("consigliere", "consigliere", "legislator", "Masc", "Sing"),
        ("premier", "premier", "head_of_government", "", ""),
        ("moglie", "moglie", "kinship", "Fem", "Sing"),
        ("nipoti", "nipote", "kinship", "", "Plur"),
    ],
)
def test_forms(form: str, lemma: str, group: str, gender: str, number: str) -> None:
    title = titles().get(form)
    assert title is not None
    assert (title.lemma, title.gender, title.number) == (lemma, gender, number)
    assert group in title.groups


def test_other_words_are_no_titles() -> None:
    assert titles().get("lettera") is None
    assert titles().get("-") is None
