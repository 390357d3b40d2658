"""Verb classes: what belongs where, and how a wrong file is refused."""

import re
from pathlib import Path

import pytest

import newsner
from newsner.errors import DataFileError
from newsner.knowledge.verbs import Verbs, read_verbs, verbs


@pytest.mark.parametrize(
    ("lemma", "classes"),
    [
        ("dire", {"reporting", "addressing", "dative_control"}),
        ("riconoscere", {"politics"}),
        ("piovere", {"weather"}),
        ("bisognare", {"impersonal"}),
        ("promettere", {"commissive"}),
        ("invitare", {"object_control", "directive"}),
        ("rifiutare", {"negative_implicative"}),
    ],
)
def test_a_verb_is_in_its_classes(lemma: str, classes: set[str]) -> None:
    assert all(verbs().has(name, lemma) for name in classes)


@pytest.mark.parametrize(
    ("lemma", "other"),
    [("nascere", "politics"), ("mangiare", "reporting"), ("incontrare", "addressing")],
)
def test_a_verb_is_not_in_other_classes(lemma: str, other: str) -> None:
    assert not verbs().has(other, lemma)


def test_every_class_is_read_by_some_stage() -> None:
    package = Path(newsner.__file__).parent
    code = "".join(p.read_text(encoding="utf-8") for p in package.rglob("*.py"))
    unread = {name for name in Verbs.model_fields if not re.search(rf'["\'.]{name}\b', code)}
    assert not unread


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[motion]\ndescription = ""\nlemmas = ["Andare"]\n', "no infinitive"),
        ('[motion]\ndescription = ""\nlemmas = ["andare", "andare"]\n', "listed twice"),
        ('[flying]\ndescription = ""\nlemmas = ["volare"]\n', "flying"),
    ],
)
def test_a_wrong_file_is_refused_and_named(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "verbs.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=problem) as caught:
        read_verbs(path)
    assert "verbs.toml" in str(caught.value)
