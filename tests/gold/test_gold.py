"""The gold articles are sound."""

import pytest

from .reader import FOLDER, GoldArticle, articles, problems, to_json

ARTICLES = articles()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_article_is_sound(article: GoldArticle):
    assert list(problems(article)) == []


def test_ids_are_unique():
    ids = [article.id for article in ARTICLES]
    assert len(set(ids)) == len(ids)


def test_every_file_says_that_it_is_fiction():
    for path in FOLDER.glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# Fiction."), path.name


def test_a_side_may_go_by_other_names():
    article = ARTICLES[0]
    kind, subject, target, details = article.relations[0]
    other = (kind, {"name": subject.name, "also": ["Repubblica"]}, target.name, details)
    (relation,) = to_json(GoldArticle.model_validate({**dict(article), "relations": [other]}))[
        "relations"
    ]
    assert relation["subject"] == {
        "type": "COUNTRY",
        "name": subject.name,
        "also": ["Repubblica"],
    }
    assert relation["object"] == {"type": "COUNTRY", "name": target.name}
