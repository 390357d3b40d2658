"""The timeline: points, bars, hatching, groups, a broken axis."""

from datetime import datetime

import matplotlib as mpl
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError
from newsner.export.timeline import BrokenAxis, Event, events
from newsner.schema import DateExpression, Relation, Span

mpl.use("Agg")


@pytest.fixture
def axes(article: Article):
    from matplotlib import pyplot

    yield newsner.timeline([article])
    pyplot.close("all")


def labels(axes) -> list[str]:
    return [t.get_text() for t in axes.get_yticklabels()]


def event(start: str, end: str | None = None) -> Event:
    first = datetime.fromisoformat(start)
    return Event(first, datetime.fromisoformat(end or start), "x", "x", "x", False, True)


def test_a_day_is_a_point_and_an_interval_a_bar(axes):
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(points) == 1
    (bar,) = [patch for patch in axes.patches if patch.get_hatch()]
    assert bar.get_width() > 0.3


def test_an_assumed_date_is_hatched(axes):
    assert [p.get_hatch() for p in axes.patches if p.get_hatch()] == ["///"]


def test_rows_are_sentences_in_order_of_time(axes, article: Article):
    assert labels(axes) == [
        "Slovenia possibly recognised Ordine & Co.",
        "Ada Verdi met Ugo Neri",
    ]
    assert labels(newsner.timeline(article, language="it"))[1] == "Ada Verdi ha incontrato Ugo Neri"


def test_no_dated_relation_gives_empty_axes(empty: Article):
    from matplotlib import pyplot

    assert not newsner.timeline(empty).patches
    pyplot.close("all")


def test_what_is_told_twice_happened_once(article: Article):
    assert len(events([article, article.model_copy(update={"id": "a2"})])) == 2


def born(article: Article, *relations: dict) -> Article:
    trigger = Span(start=0, end=1, text="L")
    built = tuple(
        Relation(id=f"r{i}", subject="e1", trigger=trigger, rule="t", confidence=1.0, **relation)
        for i, relation in enumerate(relations)
    )
    return article.model_copy(update={"relations": built})


@pytest.mark.parametrize(
    "place",
    [{"type": "BORN_IN", "object": "e3", "when": "d1"}, {"type": "BORN_IN", "object": "e3"}],
)
def test_a_birth_told_by_day_and_by_place_is_one(article: Article, place: dict):
    told = born(article, {"type": "BORN_ON", "object": "d1"}, place)
    (only,) = events(told, "it")
    assert only.label == "Ada Verdi è nata a Lubiana"
    assert only.start.year == 2024


def test_a_day_without_a_place_is_shown(article: Article):
    (only,) = events(born(article, {"type": "BORN_ON", "object": "d1"}), "it")
    assert only.label == "Ada Verdi è nata il 3 marzo 2024"


@pytest.mark.parametrize(
    ("group", "names"),
    [("actor", ["Slovenia", "Ada Verdi"]), ("type", ["recognised", "met with"])],
)
def test_rows_in_groups(article: Article, group: str, names: list[str]):
    axes = newsner.timeline(article, group=group)
    bold = [t.get_text() for t in axes.get_yticklabels() if t.get_fontweight() == "bold"]
    assert bold == names


def test_a_century_and_a_week_are_both_legible():
    axis = BrokenAxis([event("1924-05-01"), event("2024-03-04"), event("2024-03-06")])
    assert len(axis.pieces) == 2
    first, monday, wednesday = (
        axis(datetime.fromisoformat(day)) for day in ("1924-05-01", "2024-03-04", "2024-03-06")
    )
    assert 0 <= first < monday < wednesday <= 1
    assert wednesday - monday > 0.2


def test_the_axis_never_runs_backwards():
    days = ["1900-01-01", "1950-06-01", "2000-01-01", "2001-01-01", "2024-01-01", "2024-01-02"]
    axis = BrokenAxis([event(day) for day in days])
    places = [axis(datetime.fromisoformat(day)) for day in days]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


def test_a_dark_theme(article: Article):
    axes = newsner.timeline(article, theme="dark")
    assert sum(axes.get_facecolor()[:3]) < 1


@pytest.mark.parametrize("wrong", [{"group": "place"}, {"theme": "pink"}, {"language": "fr"}])
def test_wrong_choices_are_refused(article: Article, wrong: dict):
    with pytest.raises(InputError, match="must be"):
        newsner.timeline(article, **wrong)


def test_dates_of_another_century_do_not_stop_it(article: Article):
    date = article.dates[0].model_copy(
        update={"earliest": datetime(1, 1, 1), "latest": datetime(9999, 12, 31)}
    )
    assert isinstance(date, DateExpression)
    wide = article.model_copy(update={"dates": (date, article.dates[1])})
    assert labels(newsner.timeline(wide))


def test_a_sign_of_mathematics_in_a_name_is_only_a_sign(article: Article):
    entities = tuple(e.model_copy(update={"name": r"$\alfa$ & A$$P"}) for e in article.entities)
    axes = newsner.timeline(article.model_copy(update={"entities": entities}))
    axes.figure.canvas.draw()  # which reads what stands between two of them as a formula
    assert any(r"\$" in label for label in labels(axes))
