"""An archive of a thousand articles: the gold fiction, extracted once, varied."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gold.reader import articles as gold_articles

import newsner
from newsner import Article

#: With recognitions, denials, small states, births, sources: what the tests look for.
CHOSEN = (
    "lubiana", "processo", "visita", "ambasciata", "frontiera", "statista", "bolivia", "fiducia",
    "krill", "sukhumi", "nicosia",
)  # fmt: skip
ENDINGS = ["ani", "eri", "ini", "osi", "ulo", "ato", "eno", "ira", "oni", "umi"]


def extracted(ids: tuple[str, ...] = CHOSEN) -> list[Article]:
    """Some of the gold articles as newsner reads them."""
    items = [
        {"id": a.id, "title": a.title, "published": a.published, "text": a.text}
        for a in gold_articles()
        if a.id in ids
    ]
    return list(newsner.extract_many(items))


def varied(articles: list[Article], size: int) -> list[Article]:
    """Copies with people of other surnames, as long as before, and other days of publication."""
    found = list(articles)
    sources = [(a, a.to_json(), _surnames(a)) for a in articles]
    while len(found) < size:
        number = len(found)
        round_ = number // len(articles)
        article, text, surnames = sources[number % len(articles)]
        ending = ENDINGS[round_ % len(ENDINGS)]
        text = surnames.sub(lambda m, ending=ending: m[0][:-3] + ending, text)
        day = date.fromisoformat(str(article.published)[:10]) + timedelta(days=17 * round_)
        copy = Article.model_validate_json(text)
        found.append(copy.model_copy(update={"id": f"{article.id}-{round_}", "published": day}))
    return found


def _surnames(article: Article) -> re.Pattern[str]:
    names = {e.name.split()[-1] for e in article.entities if e.type == "PERSON"}
    plain = sorted(n for n in names if n.isalpha() and len(n) > 4)
    return re.compile(rf"\b(?:{'|'.join(plain)})\b") if plain else re.compile(r"(?!)")
