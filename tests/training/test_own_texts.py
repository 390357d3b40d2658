"""Texts of our own: every file is read, and speaks of nothing that its sentences do not name."""

import re
from pathlib import Path

import pytest

from newsner.knowledge.relations import lexicon
from training.own_texts import ARTICLES, lexicon_examples, own_articles, own_passages

TEXT = """# A1
= Ugo Neri | Neri
Arrestato Ugo Neri a Novara.
Neri è stato fermato dalla polizia di Novara il 3 maggio.
& null | 1 | è stato | Ugo Neri
& nom | 1 | dalla polizia | polizia di Novara ; Novara
@ ARRESTED | polizia di Novara | Ugo Neri | 1
@ BASED_IN | polizia di Novara | Novara | 1 | optional
@ DIED_ON | Ugo Neri | il 3 maggio | 1 | negated | date
@ CONVICTED | - | Ugo Neri | 0 | uncertain
"""


def test_an_article_is_sentences_relations_and_anaphora(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (article,) = own_articles(tmp_path)
    assert (article["id"], len(article["sentences"])) == ("A1", 2)
    arrested, based, died = article["relations"]
    assert arrested == {
        "type": "ARRESTED",
        "subject": {"name": "polizia di Novara", "also": []},
        "object": {"name": "Ugo Neri", "also": ["Neri"]},
        "sent": 1,
        "status": "asserted",
        "optional": False,
    }
    assert based["optional"]
    null, both = article["anaphora"]
    assert null == {
        "sent": 1,
        "text": "è stato",
        "kind": "null",
        "referent": "Ugo Neri",
        "referents": ["Ugo Neri"],
    }
    assert both["referents"] == both["referent"] == ["polizia di Novara", "Novara"]
    assert (died["status"], died["object"]["type"]) == ("negated", "DATE")
    (convicted,) = article["agentless"]
    assert (convicted["type"], convicted["object"]["name"]) == ("CONVICTED", "Ugo Neri")


@pytest.mark.parametrize(
    "line",
    [
        "@ ARRESTED | Ugo Neri | Ada Riva",
        "@ ARESTED | Ugo Neri | Ada Riva | 0",
        "@ ARRESTED | Ugo Neri | Ada Riva | 7",
        "@ ARRESTED | Ugo Neri | Ada Riva | 0 | perhaps",
        "& nom | 0 | Ugo",
        "& noun | 0 | Ugo | Ugo Neri",
        "& nom | 1 | Ugo | Ugo Neri",
        "& nom | 0 | Aldo | Ugo Neri",
        "& nom | 0 | Ugo | Ugo Neri ; ",
    ],
)
def test_a_line_that_is_no_relation_and_no_anaphor_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"# A\nUgo Neri e Ada Riva.\n{line}\n", encoding="utf-8")
    what = "no relation" if line.startswith("@") else "no anaphor"
    with pytest.raises(ValueError, match=rf"a\.txt:3: {what}"):
        own_articles(tmp_path)


def test_a_passage_has_marks(tmp_path: Path) -> None:
    line = "! KILLED | Freddato in casa <o>Ivo Riva</o>: <t>ucciso</t> il cane.\n"
    (tmp_path / "p.txt").write_text(line, encoding="utf-8")
    (passage,) = own_passages(tmp_path)
    assert (passage["type"], passage["not"], passage["subject"]) == (None, "KILLED", None)
    text = passage["text"]
    assert [text[slice(*passage[k])] for k in ("object", "trigger")] == ["Ivo Riva", "ucciso"]
    (tmp_path / "p.txt").write_text("KILLED | <o>Ivo Riva</o> è morto.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"p\.txt:1: no passage"):
        own_passages(tmp_path)


def test_a_passage_may_have_date_place_source_and_a_status(tmp_path: Path) -> None:
    line = (
        "MET_WITH future | <w>Domani</w> a <p>Lodi</p> <s>Ada Riva</s> <t>vedrà</t> <o>Ugo Neri</o>, "
        "dice <q>Pia Orsini</q>, tornata ieri.\n"
    )
    (tmp_path / "attributes.txt").write_text(line, encoding="utf-8")
    (passage,) = own_passages(tmp_path)
    text = passage["text"]
    said = [text[slice(*passage[k])] for k in ("when", "where", "source")]
    assert (said, passage["status"]) == (["Domani", "Lodi", "Pia Orsini"], "future")
    assert passage["attributed"]
    (tmp_path / "attributes.txt").write_text(line.replace("future", "soon"), encoding="utf-8")
    with pytest.raises(ValueError, match="its status is unknown"):
        own_passages(tmp_path)


def test_the_articles_name_whom_they_speak_of() -> None:
    assert "fiction" in (ARTICLES / "README.md").read_text(encoding="utf-8")
    articles = own_articles()
    assert len({a["id"] for a in articles}) == len(articles) > 0
    unnamed = sides = unknown = anaphoric = 0
    for article in articles:
        text = " ".join(article["sentences"]).lower()
        for relation in article["relations"]:
            for side in (relation["subject"], relation["object"]):
                stems = [w[:4] for w in re.findall(r"\w{3,}", side["name"].lower())]
                sides += 1
                unnamed += not any(stem in text for stem in stems)
        for name in (n for a in article["anaphora"] for n in a["referents"]):
            anaphoric += 1
            unknown += not any(w[:4] in text for w in re.findall(r"\w{3,}", name.lower()))
    assert unknown < 0.03 * anaphoric
    assert unnamed < 0.03 * sides  # states are told by adjectives: "danese"


def test_no_passage_comes_twice() -> None:
    passages = own_passages()
    assert len({p["text"] for p in passages}) == len(passages) > 0


def test_examples_of_the_lexicon_are_marked_sentences() -> None:
    examples = lexicon_examples()
    assert {e["type"] for e in examples} <= set(lexicon().types)
    for e in examples:
        (a, z), (b, y) = e["subject"], e["object"]
        assert e["text"][a:z]
        assert e["text"][b:y]
