"""An archive of a thousand articles: the gold fiction, extracted once, varied."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from gold.reader import articles as gold_articles

import newsner
from newsner import Article

ENDINGS = ["ani", "eri", "ini", "osi", "ulo", "ato", "eno", "ira", "oni", "umi"]


def extracted(count: int | None = None) -> list[Article]:
    """The gold articles as newsner reads them."""
    items = [
        {"id": a.id, "title": a.title, "published": a.published, "text": a.text}
        for a in gold_articles()[:count]
    ]
    return list(newsner.extract_many(items))


def varied(articles: list[Article], size: int) -> list[Article]:
    """Copies with people of other surnames, as long as before, and other days of publication."""
    found = list(articles)
    round_ = 0
    while len(found) < size:
        round_ += 1
        for article in articles:
            if len(found) == size:
                break
            found.append(_vary(article, round_))
    return found


def _vary(article: Article, round_: int) -> Article:
    text = json.dumps(article.model_dump(mode="json"), ensure_ascii=False)
    for entity in article.entities:
        last = entity.name.split()[-1]
        if entity.type == "PERSON" and last.isalpha() and len(last) > 4:
            other = last[:-3] + ENDINGS[round_ % len(ENDINGS)]
            text = re.sub(rf"\b{last}\b", other, text)
    plain = json.loads(text)
    plain["id"] = f"{article.id}-{round_}"
    day = date.fromisoformat(str(article.published)[:10])
    plain["published"] = (day + timedelta(days=17 * round_)).isoformat()
    return Article.model_validate(plain)
