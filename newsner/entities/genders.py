"""The gender that a person's title, first name or article shows.

In: a name at one place of the text; out: "Masc", "Fem" or ""; also the title before a name.
"""

from __future__ import annotations

from ..knowledge.names import first_names
from ..knowledge.titles import Title, titles
from ..words import WordTree
from .syntax import Name, article_gender, noun_before, root_of


def gender_of(doc: WordTree, name: Name) -> str:
    """Gender that a person's first name, title or article shows at this place."""
    by_title = title_gender(doc, name)
    if by_title:
        return by_title
    first = first_names().get(doc[name.start].text)
    if first:
        return first
    head = titles().get(root_of(doc, name.start, name.end).head.text)
    if head and head.gender and head.number != "Plur" and name.end - name.start > 1:
        return head.gender
    return article_gender(doc, name.start)


def title_before(doc: WordTree, name: Name) -> Title | None:
    """Title right before a name, None where there is none."""
    noun = noun_before(doc, name.start)
    return titles().get(noun.text) if noun is not None else None


def title_gender(doc: WordTree, name: Name) -> str:
    """Gender of the title right before a name, its own or its article's ("la premier X")."""
    noun = noun_before(doc, name.start)
    title = titles().get(noun.text) if noun is not None else None
    if noun is None or title is None or title.number == "Plur":
        return ""
    start = noun.i
    while start and doc[start - 1].text.casefold() in titles().modifiers:
        start -= 1
    return title.gender or article_gender(doc, start)
