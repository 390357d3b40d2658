"""The gold articles are sound."""

import pytest

from .reader import GoldArticle, articles, problems

ARTICLES = articles()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_article_is_sound(article: GoldArticle):
    assert list(problems(article)) == []


def test_ids_are_unique():
    ids = [article.id for article in ARTICLES]
    assert len(set(ids)) == len(ids)
