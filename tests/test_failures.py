"""What fails costs itself: a stage its layer, an item itself, and the message names the mend."""

import inspect
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import newsner
import newsner.assemble
from newsner import batch, deadline
from newsner.__main__ import extract as command
from newsner.components import Stage
from newsner.errors import InputError, InputTypeError, ModelError, TimeLimitError
from newsner.layers import READS

TEXT = "Ieri il presidente Bruni ha incontrato a Lisbona il ministro Tavares."
BOMB = TEXT + " È esplosa una bomba."


@pytest.fixture
def own() -> Language:
    """A pipeline whose stages a test may spoil."""
    return newsner.load()


def spoil(nlp: Language, part: str, harm: Any) -> None:
    """Do harm where a text speaks of a bomb, in place of the stage."""
    stage: Any = next(s for _, s in nlp.pipeline if part in getattr(s, "parts", ()))
    run = stage.parts[part]

    def spoilt(doc: Doc) -> Doc:
        if "bomba" in doc.text:
            harm(doc)
        return run(doc)

    stage.parts[part] = spoilt


def crash(doc: Doc) -> None:
    doc.user_data["newsner"]["mentions"] = "half written"
    raise RuntimeError("boom")


def hang(doc: Doc) -> None:
    while True:
        time.sleep(0.01)
        deadline.check()


@pytest.mark.parametrize("part", READS)
def test_a_stage_that_fails_costs_its_own_layer(own: Language, part: str) -> None:
    whole = newsner.extract(BOMB, published="2024-03-04", nlp=own)
    spoil(own, part, crash)
    article = newsner.extract(BOMB, published="2024-03-04", nlp=own)
    lost = {part, *(other for other, needs in READS.items() if part in needs)}
    assert set(article.failed) == lost
    assert article.warnings[0] == (
        f"{part} failed on this text: RuntimeError: boom; what it finds is missing from this result"
    )
    assert (article.dates == whole.dates) == ("dates" not in lost)
    assert (article.relations != ()) == ("relations" not in lost)
    assert (article.entities != ()) == ("entities" not in lost)


def test_in_a_batch_the_others_go_on(own: Language) -> None:
    spoil(own, "coreference", crash)
    before, spoilt, after = newsner.extract_many([TEXT, BOMB, TEXT], nlp=own)
    assert (before.failed, spoilt.failed, after.failed) == ((), ("coreference",), ())
    assert before == after
    assert spoilt.error is None
    assert spoilt.relations


def test_a_doc_of_the_pipeline_says_so_too(own: Language) -> None:
    spoil(own, "dates", crash)
    assert own(BOMB)._.newsner.failed == ("dates",)


def test_an_error_names_the_text(blank: Language) -> None:
    @Language.component("test_always_crashes")
    def crashes(doc: Doc) -> Doc:
        raise RuntimeError("boom")

    blank.add_pipe("test_always_crashes")
    with pytest.raises(newsner.NewsnerError, match=r"crashed on the text with the id 'a7'"):
        newsner.extract(TEXT, id="a7", nlp=blank)
    with pytest.raises(InputTypeError) as raised:
        newsner.extract(TEXT, id="a8", title=3, nlp=blank)  # type: ignore[arg-type]
    assert raised.value.__notes__ == ["in the item with the id 'a8'"]


@pytest.fixture
def blank() -> Language:
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    return nlp


def test_not_run_is_not_nothing_found(blank: Language, parser: Language) -> None:
    with pytest.raises(ModelError, match=r"has not run on this Doc.*add_pipe"):
        _ = parser(TEXT)._.newsner
    blank.add_pipe("newsner_dates")
    article = blank(TEXT)._.newsner
    assert [d.text for d in article.dates] == ["Ieri"]
    assert article.warnings[-1] == (
        "entities, coreference, mending, propositions, relations did not run: what would be found is missing "
        "from this result"
    )


def test_dates_need_sentences_only() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("newsner_dates")
    with pytest.raises(ModelError, match="sentences"):
        nlp(TEXT)


def test_a_doc_of_another_release_says_so(nlp: Language) -> None:
    doc = nlp(TEXT)
    doc.user_data["newsner"]["version"] = ["0.0.1", "other"]
    with pytest.raises(ModelError, match=r"newsner 0\.0\.1 left .* run the pipeline anew"):
        _ = doc._.newsner


@pytest.mark.parametrize("name", ["newsner", "newsner_dates"])
def test_no_stage_is_added_twice(own: Language, name: str) -> None:
    with pytest.raises(ModelError, match="twice"):
        own.add_pipe(name, name="again")


def test_the_spans_are_there_for_displacy(nlp: Language) -> None:
    doc = nlp(TEXT)
    shown = {(span.text, span.label_) for span in doc.spans["newsner"]}
    assert {("Bruni", "PERSON"), ("Lisbona", "PLACE"), ("Ieri", "DATE")} <= shown
    assert "PERSON" in displacy.render(doc, style="span", options={"spans_key": "newsner"})


def test_spans_share_one_article_until_the_layers_change(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    assemble = newsner.assemble.assemble
    monkeypatch.setattr(
        newsner.assemble, "assemble", lambda *given: made.append(1) or assemble(*given)
    )
    doc = nlp(TEXT)
    for sentence in doc.sents:
        assert sentence._.newsner_entities
        assert sentence._.newsner_relations
    assert len(made) == 1
    doc._.newsner_published = "2024-03-05"
    assert str(doc._.newsner.published) == "2024-03-05"
    assert len(made) == 2


def test_a_text_may_take_so_long(own: Language) -> None:
    spoil(own, "dates", hang)
    with pytest.raises(TimeLimitError, match=r"not done within 0\.5 s"):
        newsner.extract(BOMB, nlp=own, timeout=0.5)


def test_what_takes_too_long_is_an_error_item(own: Language) -> None:
    newsner.extract(TEXT, nlp=own)  # what is read at the first text counts for none of these
    spoil(own, "dates", hang)
    before, late, after = newsner.extract_many([TEXT, BOMB, TEXT], nlp=own, timeout=5)
    assert before == after
    assert late.error is not None
    assert late.error.type == "TimeLimitError"
    assert late.text == BOMB


def test_a_limit_holds_in_the_thread_that_has_it_and_in_no_other(own: Language) -> None:
    spoil(own, "dates", hang)

    def late(_: int) -> str:
        with pytest.raises(TimeLimitError) as raised:
            newsner.extract(BOMB, nlp=own, timeout=0.5)
        return str(raised.value)

    with ThreadPoolExecutor(4) as pool:
        tried = [pool.submit(late, k) for k in range(2)]
        others = [pool.submit(newsner.extract, TEXT, nlp=own) for _ in range(6)]
        assert all("within 0.5 s" in one.result() for one in tried)
        assert all(one.result().relations for one in others)


def test_each_of_many_has_a_minute_and_a_single_text_all_the_time_it_needs(own: Language) -> None:
    allowed: list[float] = []
    spoil(own, "dates", lambda doc: allowed.append(deadline._current.seconds))
    newsner.extract(BOMB, nlp=own)
    list(newsner.extract_many([BOMB, BOMB], nlp=own))
    assert allowed[0] == float("inf")
    assert all(50 < seconds <= 60 for seconds in allowed[1:])
    for run in (newsner.extract_many, batch.run, command):
        assert inspect.signature(run).parameters["timeout"].default == 60


def test_every_stage_looks_at_its_deadline(nlp: Language) -> None:
    doc = nlp(TEXT)
    for _, stage in nlp.pipeline:
        if isinstance(stage, Stage):
            for part, run in stage.parts.items():
                with deadline.limited(1e-9), pytest.raises(TimeLimitError):
                    run(doc)
                assert part in READS


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"nlp": "no_such_model"}, InputTypeError, r"give newsner\.load\('no_such_model'\)"),
        ({"nlp": 3}, InputTypeError, "not int"),
        ({"timeout": 0}, InputError, "more than 0 seconds"),
        ({"timeout": "1"}, InputTypeError, "number of seconds"),
        ({"batch_size": -1}, InputError, "batch_size is 1 or more, not -1"),
        ({"batch_size": 2.5}, InputTypeError, "whole number"),
        ({"n_process": 0}, InputError, "n_process is 1 or more, or -1"),
        ({"n_process": "2"}, InputTypeError, "whole number"),
    ],
)
def test_what_is_wrong_is_said_at_once(
    arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        newsner.extract_many([TEXT], **arguments)


def test_the_callers_own_error_comes_after_the_articles_before_it(nlp: Language) -> None:
    def items() -> Iterator[str]:
        yield TEXT
        raise OSError("the disk is gone")

    articles = newsner.extract_many(items(), nlp=nlp)
    assert next(articles).text == TEXT
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)


class TakesNothing:
    """A component that is broken, whatever the text."""

    asked = 0

    def __call__(self, doc: Doc) -> Doc:
        raise RuntimeError("no such file")

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        type(self).asked += 1
        if self.asked > 9:
            raise SystemExit("asked without end")
        raise RuntimeError("no such file")


@Language.factory("test_takes_nothing")
def make_taking_nothing(nlp: Language, name: str) -> TakesNothing:
    return TakesNothing()


def test_a_pipeline_that_takes_no_text_at_all_is_an_error_at_once(blank: Language) -> None:
    blank.add_pipe("test_takes_nothing")
    with pytest.raises(RuntimeError, match="no such file"):
        next(iter(newsner.extract_many([TEXT] * 3, nlp=blank)))
