"""The same corpora as they are often typed: all capitals, all small, typographic signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from .corpora import NamedText

Spelling = Callable[[str], str]
SPELLINGS: dict[str, Spelling] = {
    "capitals": str.upper,
    "lower": str.lower,
    "curly": lambda text: text.replace("'", "’"),
}


def respelled_text(text: NamedText, spelling: Spelling) -> NamedText:
    """Spell a text otherwise; its names keep their places."""
    return replace(text, text="".join(map(_one(spelling), text.text)))


def respelled(doc: Doc, spelling: Spelling) -> Doc:
    """Spell a gold Doc otherwise; its annotation stays."""
    one = _one(spelling)
    return Doc(
        doc.vocab,
        words=["".join(map(one, t.text)) for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
    )


def _one(spelling: Spelling) -> Spelling:
    """Letter by letter; one that would become two ("ß") stays."""

    def spell(letter: str) -> str:
        new = spelling(letter)
        return new if len(new) == 1 else letter

    return spell
