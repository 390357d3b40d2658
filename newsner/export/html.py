"""An article as self-contained HTML: the marked-up text, its relations, entities and graph.

No script, no network: hovering or focusing a row highlights its evidence through CSS alone,
so that it also works in viewers that strip scripts. Everything from the text is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib import resources
from itertools import pairwise

from ..schema import Article, DateExpression, Entity, Relation
from .svg import draw_graph, start_of
from .telling import Language, Teller, interface, percent, readable_date, sentence_of

_COLOURED = ("PERSON", "COUNTRY", "ORGANISATION", "PLACE", "DATE")
_ANAPHORIC = ("nominal", "pronoun", "null")


def to_html(article: Article, language: Language = "en") -> str:
    """Render ``article`` as an HTML fragment that can stand in any page.

    Several fragments in one page do not disturb each other: the rules that highlight evidence
    carry an id made from the article's contents.

    Parameters
    ----------
    article
        What to show.
    language
        Of headings, phrases and dates: "it" or "en".

    Raises
    ------
    InputError
        No such language.
    """
    scope = "nn" + sha256(article.model_dump_json().encode()).hexdigest()[:10]
    words = interface(language)
    teller = Teller(article, language)
    return (
        f'<div class="newsner" id="{scope}" lang="{language}" '
        f'data-schema-version="{article.schema_version}">'
        f"<style>{_style()}{_hover(scope, article)}</style>"
        f"{_header(article)}{_legend(article, words)}{_text(article, language)}"
        f"{_table(article, teller, words)}{_graph(article, teller, words)}"
        f"{_entities(article, words)}{_notes(article, words)}</div>"
    )


def to_page(article: Article, language: Language = "en") -> str:
    """Render ``article`` as a whole HTML document."""
    title = escape(article.title or article.id or "newsner")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body>{to_html(article, language)}</body></html>"
    )


def display(articles: Article | Iterable[Article], language: Language = "en") -> None:
    """Show one or several articles in the notebook that runs this.

    Raises
    ------
    MissingDependencyError
        There is no IPython, hence no notebook.
    """
    from .optional import require

    ipython = require("IPython.display", "notebook")
    for article in [articles] if isinstance(articles, Article) else articles:
        ipython.display(ipython.HTML(to_html(article, language)))


def _style() -> str:
    return resources.files(__package__).joinpath("article.css").read_text(encoding="utf-8")


def _hover(scope: str, article: Article) -> str:
    """One rule per relation: its row hovered or focused lights its evidence.

    Classes are numbered, not called by the relation's id, which a foreign file may have written.
    """
    rules = []
    for i in range(1, len(article.relations) + 1):
        rows = ",".join(f"tr.r{i}:{state}" for state in ("hover", "focus", "focus-within"))
        rules.append(f"#{scope}:has({rows}) .ev-r{i}{{background:var(--nn-evidence)}}")
    return "".join(rules)


def _header(article: Article) -> str:
    parts = []
    if article.title and not _headline(article):
        parts.append(f"<h3>{escape(article.title)}</h3>")
    facts = [article.byline, str(article.published) if article.published else None]
    facts.append(f"{article.model.name} {article.model.version}".strip())
    parts.append(f"<p class='nn-meta'>{escape(' · '.join(f for f in facts if f))}</p>")
    if article.error:
        parts.append(
            f"<p class='nn-error' role='alert'>{escape(article.error.type)}: "
            f"{escape(article.error.message)}</p>"
        )
    return "".join(parts)


def _headline(article: Article) -> int:
    """Where the headline ends with which the text begins; 0 where it does not."""
    title = (article.title or "").strip()
    lead = len(article.text) - len(article.text.lstrip())
    return lead + len(title) if title and article.text.startswith(title, lead) else 0


def _legend(article: Article, words: Mapping[str, str]) -> str:
    if not article.text:
        return ""
    items = [
        f'<li><mark class="nn-{kind.lower()}">{escape(words[kind])}</mark></li>'
        for kind in _COLOURED
        if (article.dates if kind == "DATE" else any(e.type == kind for e in article.entities))
    ]
    if any(m.kind in _ANAPHORIC for e in article.entities for m in e.mentions):
        items.append(f'<li><mark class="nn-kind-pronoun">{escape(words["anaphor"])}</mark></li>')
    return f'<ul class="nn-legend">{"".join(items)}</ul>' if items else ""


@dataclass
class _Mark:
    """A labelled stretch of the text."""

    start: int
    end: int
    css: str
    label: str
    title: str


def _marks(article: Article, language: Language) -> list[_Mark]:
    """Entities, null subjects and dates in order; of overlapping ones the longest."""
    found = []
    for e in article.entities:
        for m in e.mentions:
            css = f"nn-{e.type.lower()} nn-kind-{m.kind}"
            said = f"{e.name} ({e.type}, {m.kind}, {m.rule})"
            label = "" if _names(m.text, e.name) else f"→ {e.name}"
            label = f"∅ → {e.name}" if m.kind == "null" else label
            found.append(_Mark(m.start, m.end, css, label, said))
    for d in article.dates:
        label = readable_date(d, language)
        label = "" if _names(d.text, label) else label
        found.append(_Mark(d.start, d.end, "nn-date", label, f"{d.kind}, {d.basis}"))
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[_Mark] = []
    for mark in found:
        if mark.end > mark.start and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _names(text: str, name: str) -> bool:
    """Whether ``text`` tells by itself what ``name`` says: all its words are in it."""
    return set(name.casefold().split()) <= set(text.casefold().split())


def _text(article: Article, language: Language) -> str:
    """Render the text cut at every border, so that overlapping marks nest properly."""
    opens = {mark.start: mark for mark in _marks(article, language)}
    changes = _evidence_changes(article)
    headline = _headline(article)
    borders = {0, headline, len(article.text), *opens, *changes}
    borders.update(m.end for m in opens.values())
    out: list[str] = []
    mark: _Mark | None = None
    depth: Counter[int] = Counter()
    for start, end in pairwise([*sorted(borders), len(article.text)]):
        if mark and start >= mark.end:
            label = f"<small>{escape(mark.label)}</small>" if mark.label else ""
            out.append(f"{label}</mark>")
            mark = None
        for i, change in changes.get(start, {}).items():
            depth[i] += change
            if not depth[i]:
                del depth[i]
        if start in opens:
            mark = opens[start]
            out.append(f'<mark class="{escape(mark.css)}" title="{escape(mark.title)}">')
        piece = escape(article.text[start:end])
        classes = [f"ev-r{i}" for i in depth]
        lit = " ".join(["nn-headline", *classes] if start < headline else classes)
        out.append(f'<span class="{lit}">{piece}</span>' if lit and piece else piece)
    return f'<div class="nn-text" lang="it">{"".join(out)}</div>' if article.text else ""


def _evidence_changes(article: Article) -> dict[int, Counter[int]]:
    """By offset: of which relations evidence begins (+1) or ends (-1) there."""
    changes: dict[int, Counter[int]] = {}
    for i, r in enumerate(article.relations, 1):
        for span in (*r.evidence, r.trigger):
            changes.setdefault(span.start, Counter())[i] += 1
            changes.setdefault(span.end, Counter())[i] -= 1
    return changes


_COLUMNS = ("subject", "relation", "object", "when", "where", "status", "source", "confidence")


def _table(article: Article, teller: Teller, words: Mapping[str, str]) -> str:
    if not article.relations:
        return f"<p class='nn-meta'>{escape(words['no_relations'])}</p>"
    head = "".join(f'<th scope="col">{escape(words[c])}</th>' for c in (*_COLUMNS, "evidence"))
    rows = "".join(_row(i, r, article, teller, words) for i, r in enumerate(article.relations, 1))
    title = escape(words["relations"])
    return (
        f'<h4>{title}</h4><p class="nn-meta">{escape(words["how"])}</p>'
        f'<div class="nn-scroll" tabindex="0" role="region" aria-label="{title}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(
    number: int, r: Relation, article: Article, teller: Teller, words: Mapping[str, str]
) -> str:
    more = [r.role or "", *(" ".join(amount.text.split()) for amount in r.amounts)]
    role = "".join(f" <i>{escape(said)}</i>" for said in more if said)
    status = escape(r.status)
    cells = (
        escape(teller.subject(r)),
        f'{escape(teller.phrase(r))}{role} <code class="nn-type">{escape(r.type)}</code>',
        escape(teller.name(r.object)),
        escape(teller.name(r.when)),
        escape(teller.name(r.where)),
        f'<span class="nn-status nn-{status}">{escape(words.get(r.status, r.status))}</span>',
        escape(teller.name(r.source)),
        percent(r.confidence, teller.language),
        _quote(article, r),
    )
    title = escape(r.explain())
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="r{number}" tabindex="0" title="{title}">{body}</tr>'


def _quote(article: Article, r: Relation) -> str:
    """Give the sentence with the words of the evidence marked."""
    start, end = sentence_of(article, r)
    out, at = [], start
    for span in sorted((r.trigger, *r.evidence), key=lambda s: (s.start, s.end)):
        if span.end > at:
            first = max(at, span.start)
            out.append(escape(article.text[at:first]))
            out.append(f"<mark>{escape(article.text[first : span.end])}</mark>")
            at = span.end
    out.append(escape(article.text[at:end]))
    return f'<q lang="it">{"".join(out)}</q>'


def _graph(article: Article, teller: Teller, words: Mapping[str, str]) -> str:
    if not article.relations:
        return ""
    names = {ref: teller.name(ref) for ref in (*teller.entities, *teller.dates)}
    kinds = {e.id: _kind(e) for e in article.entities} | {d.id: _kind(d) for d in article.dates}
    nameless = [r for r in article.relations if r.subject is None]
    svg = draw_graph(
        article.relations,
        names | {start_of(r): teller.subject(r) for r in nameless},
        kinds | {start_of(r): "unnamed" for r in nameless},
        {r.id: teller.phrase(r) for r in article.relations},
        title=words["graph"],
    )
    return (
        f'<h4>{escape(words["graph"])}</h4><div class="nn-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(words["graph"])}">{svg}</div>'
    )


def _kind(target: Entity | DateExpression) -> str:
    return target.type.lower() if isinstance(target, Entity) else "date"


def _entities(article: Article, words: Mapping[str, str]) -> str:
    if not article.entities:
        return ""
    items = "".join(
        f'<li><mark class="nn-{escape(e.type.lower())}">{escape(e.name)}</mark> '
        f"<small>{escape(_about(e, words))}</small></li>"
        for e in sorted(article.entities, key=lambda e: -len(e.mentions))
    )
    title = f"{escape(words['entities'])} ({len(article.entities)})"
    return f'<details><summary>{title}</summary><ul class="nn-entities">{items}</ul></details>'


def _about(e: Entity, words: Mapping[str, str]) -> str:
    code = e.country.alpha_2 if e.country else None
    facts = [words.get(e.type, e.type), code, f"{len(e.mentions)} {words['mentions']}"]
    return " · ".join(f for f in facts if f)


def _notes(article: Article, words: Mapping[str, str]) -> str:
    notes = [*article.warnings]
    if article.failed:
        notes.append(f"{words['failed']}: {', '.join(article.failed)}")
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f"<details><summary>{escape(words['warnings'])}</summary><ul>{items}</ul></details>"
