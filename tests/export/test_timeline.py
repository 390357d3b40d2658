"""The timeline: points, bars, hatching."""

import matplotlib as mpl
import pytest

import newsner
from newsner import Article

mpl.use("Agg")


@pytest.fixture
def axes(article: Article):
    from matplotlib import pyplot

    yield newsner.timeline([article])
    pyplot.close("all")


def test_a_day_is_a_point_and_an_interval_a_bar(axes):
    assert len(axes.lines) == 1
    (bar,) = axes.patches
    assert bar.get_width() > 900  # days


def test_an_assumed_date_is_hatched(axes):
    assert axes.patches[0].get_hatch() == "///"


def test_rows_are_labelled_in_order_of_time(axes):
    labels = [t.get_text() for t in axes.get_yticklabels()]
    assert labels == ["Slovenia RECOGNISED Ordine & Co.", "Ada Verdi MET_WITH Ugo Neri"]


def test_no_dated_relation_gives_empty_axes(empty: Article):
    from matplotlib import pyplot

    assert not newsner.timeline(empty).patches
    pyplot.close("all")


def test_dollars_in_a_name_are_no_formula(article: Article):
    from matplotlib import pyplot

    named = article.entities[0].model_copy(update={"name": "Soldi $\\foo{$ & A$AP"})
    drawn = newsner.timeline(
        article.model_copy(update={"entities": (named, *article.entities[1:])})
    )
    drawn.figure.canvas.draw()  # where matplotlib would read the formula
    pyplot.close("all")
