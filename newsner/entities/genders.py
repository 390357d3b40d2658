"""The gender that a person's title, first name or article shows.

In: a name at one place of the text; out: "Masc", "Fem" or ""; also the title before a name.
"""

from __future__ import annotations

from ..knowledge.names import first_names
from ..knowledge.titles import Title, titles
from .syntax import Name, article_gender, noun_before, title_of
from .text import Text


def gender_of(doc: Text, name: Name) -> str:
    """Gender that a person's first name, title or article shows at this place."""
    shown = title_gender(doc, name) or first_names().get(doc.words[name.start])
    if shown:
        return shown
    head = title_of(doc, doc.head[doc.tree.top(name.start, name.end)])
    if head and head.gender and head.number != "Plur" and name.end - name.start > 1:
        return head.gender
    return article_gender(doc, name.start)


def title_before(doc: Text, name: Name) -> Title | None:
    """Title right before a name, None where there is none."""
    return title_of(doc, noun_before(doc, name.start))


def title_gender(doc: Text, name: Name) -> str:
    """Gender of the title right before a name, its own or its article's ("la premier X")."""
    noun = noun_before(doc, name.start)
    title = title_of(doc, noun)
    if title is None or title.number == "Plur":
        return ""
    while doc.lower[noun - 1] in titles().modifiers:
        noun -= 1
    return title.gender or article_gender(doc, noun)
