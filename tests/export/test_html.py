"""The HTML of an article: escaped, complete, self-contained."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

import newsner
from newsner import Article
from newsner.export import to_page
from newsner.export.svg import draw_graph
from newsner.schema import Relation, Span

VOID = {"meta", "path", "rect"}


class Checker(HTMLParser):
    """Holds that tags nest; collects the article's text and all attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = [a.get("class", "") for _, a in self.open]
        if "nn-text" in classes and not any(t == "small" for t, _ in self.open):
            self.text += data


def check(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    return checker


def test_the_whole_text_is_there_once_and_tags_nest(article: Article):
    assert check(article.to_html()).text == article.text


def test_what_comes_from_the_text_is_escaped(article: Article):
    html = article.to_html()
    assert "<non>" not in html
    assert "Lubiana <b>" not in html
    assert "&lt;non&gt;" in html


def test_nothing_is_fetched_and_nothing_runs(article: Article):
    html = to_page(article)
    assert "<script" not in html
    assert "url(" not in html
    names = {name for name, _ in check(html).attributes}
    assert not names & {"src", "href", "onclick", "onload"}


def test_a_null_subject_is_marked_with_whom_it_means(article: Article):
    assert "∅ → Ada Verdi" in article.to_html()


def test_a_pronoun_is_marked_with_whom_it_means(article: Article):
    ada = article.entities[0]
    start = article.text.index("Ha detto")
    word = {"start": start, "end": start + 2, "text": "Ha", "kind": "pronoun"}
    lo = ada.mentions[0].model_copy(update=word)
    changed = ada.model_copy(update={"mentions": (lo,)})
    html = article.model_copy(update={"entities": (changed, *article.entities[1:])}).to_html()
    assert "Ha<small>→ Ada Verdi</small>" in html


def test_dates_say_their_value_in_words(article: Article):
    assert "<small>da 2020 a 2022</small>" in article.to_html("it")
    assert "<small>2020 to 2022</small>" in article.to_html("en")


def test_evidence_is_the_sentence_with_its_words_marked(article: Article):
    end = article.text.index(". ") + 1
    whole = article.model_copy(
        update={"sentences": ((0, end), (end + 1, len(article.text)))}
    ).to_html()
    assert '<q lang="it">L&#x27;ambasciatrice <mark>Ada Verdi ha incontrato' in whole
    assert whole.count("<q ") == 2


def test_a_headline_that_begins_the_text_is_shown_once(article: Article):
    titled = article.model_copy(update={"title": "L'ambasciatrice Ada Verdi"})
    assert "<h3>" in article.to_html()
    assert "<h3>" not in titled.to_html()
    assert "nn-headline" in titled.to_html().partition("nn-text")[2]


def test_phrases_confidence_entities_and_legend(article: Article):
    italian = article.to_html("it")
    assert "ha incontrato" in italian
    assert "avrebbe riconosciuto" in italian
    assert "<td>90 %</td>" in italian
    assert "Entità (5)" in italian
    assert '<ul class="nn-legend">' in italian


def test_an_unknown_language_is_refused(article: Article):
    with pytest.raises(newsner.NewsnerError, match="'it' or 'en'"):
        article.to_html("fr")


def test_each_relation_has_a_row_and_a_rule_that_lights_its_evidence(article: Article):
    html = article.to_html()
    for i in range(1, len(article.relations) + 1):
        assert f'<tr class="r{i}"' in html
        assert f"tr.r{i}:hover" in html
        assert re.search(rf'class="[^"]*ev-r{i}\b', html)


def test_nothing_that_a_foreign_file_writes_leaves_its_place(article: Article):
    attack = "\"'></style><script>alert(1)</script><b class='"
    foreign = article.model_copy(
        update={
            name: tuple(
                item.model_copy(update=dict.fromkeys(fields, attack))
                for item in getattr(article, name)
            )
            for name, fields in {
                "relations": ("id", "type", "role", "status", "rule", "construction"),
                "entities": ("name", "type"),
                "dates": ("text", "value", "kind", "basis"),
            }.items()
        }
        | {"id": attack, "title": attack, "byline": attack, "warnings": (attack,)}
    )
    html = to_page(foreign)
    assert "<script" not in html
    assert "</style><" not in html.replace("</style><h3>", "")
    check(html)


def test_an_empty_article_and_a_failed_one_render(empty: Article):
    assert "No relations" in empty.to_html()
    check(empty.to_html())


def test_the_graph_of_sixty_relations_has_no_overlapping_boxes():
    trigger = Span(start=0, end=1, text="x")
    relations = [
        Relation(
            id=f"r{i}",
            type="MET_WITH",
            subject=f"e{i % 17}",
            object=f"e{(i * 7) % 23 + 17}",
            trigger=trigger,
            rule="t",
            confidence=1.0,
        )
        for i in range(60)
    ]
    names = {f"e{i}": f"Nome {i}" for i in range(40)}
    svg = draw_graph(
        relations, names, dict.fromkeys(names, "person"), {f"r{i}": "met" for i in range(60)}
    )
    boxes: dict[str, list[tuple[float, float]]] = {}
    for x, y, height in re.findall(
        r'<rect [^>]*?x="(\S+)" y="(\S+)" width="\S+" height="(\d+)"', svg
    ):
        boxes.setdefault(x, []).append((float(y), float(y) + float(height)))
    limit = float(re.search(r'viewBox="0 0 \d+ (\d+)"', svg).group(1))
    for column in boxes.values():
        column.sort()
        assert column[0][0] >= 0
        assert column[-1][1] <= limit
        for (_, end), (start, _) in pairwise(column):
            assert start >= end


def test_articles_show_themselves_one_after_the_other(
    article: Article, monkeypatch: pytest.MonkeyPatch
):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    newsner.display([article, article])
    newsner.display(article)
    assert [html.data for html in shown] == [article.to_html()] * 3
