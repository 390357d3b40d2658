"""An article as self-contained HTML: the marked-up text, a relation table, the graph.

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

from ..schema import Article, DateExpression, Entity, Relation, Span
from .graph import UNNAMED
from .svg import draw_graph, start_of
from .tables import value_text


def to_html(article: Article) -> str:
    """Render ``article`` as an HTML fragment that can stand in any page.

    Several fragments in one page do not disturb each other: the rules that highlight evidence
    carry an id made from the article's contents.
    """
    scope = "nn" + sha256(article.model_dump_json().encode()).hexdigest()[:10]
    return (
        f'<div class="newsner" id="{scope}" lang="it" '
        f'data-schema-version="{article.schema_version}">'
        f"<style>{_style()}{_hover(scope, article)}</style>"
        f"{_header(article)}{_text(article)}{_table(article)}{_graph(article)}{_notes(article)}"
        "</div>"
    )


def to_page(article: Article) -> str:
    """Render ``article`` as a whole HTML document."""
    title = escape(article.title or article.id or "newsner")
    return (
        '<!doctype html><html lang="it"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body>{to_html(article)}</body></html>"
    )


def display(articles: Article | Iterable[Article]) -> None:
    """Show one or several articles in the notebook that runs this.

    Raises
    ------
    MissingDependencyError
        There is no IPython, hence no notebook.
    """
    from .optional import require

    ipython = require("IPython.display", "notebook")
    for article in [articles] if isinstance(articles, Article) else articles:
        ipython.display(ipython.HTML(to_html(article)))


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
    if article.title:
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


@dataclass
class _Mark:
    """A labelled stretch of the text."""

    start: int
    end: int
    css: str
    label: str
    title: str


def _marks(article: Article) -> list[_Mark]:
    """Entities, null subjects and dates in order; of overlapping ones the longest."""
    found = []
    for e in article.entities:
        for m in e.mentions:
            null = m.kind == "null"
            css = f"nn-{e.type.lower()} nn-kind-{m.kind}"
            label = f"∅ {e.name}" if null else e.type
            found.append(_Mark(m.start, m.end, css, label, f"{e.name} ({m.kind}, {m.rule})"))
    for d in article.dates:
        found.append(_Mark(d.start, d.end, "nn-date", value_text(d) or "?", f"{d.kind}, {d.basis}"))
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[_Mark] = []
    for mark in found:
        if mark.end > mark.start and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _text(article: Article) -> str:
    """Render the text cut at every border, so that overlapping marks nest properly."""
    opens = {mark.start: mark for mark in _marks(article)}
    changes = _evidence_changes(article)
    borders = {0, len(article.text), *opens, *changes, *(m.end for m in opens.values())}
    out: list[str] = []
    mark: _Mark | None = None
    depth: Counter[int] = Counter()
    for start, end in pairwise([*sorted(borders), len(article.text)]):
        if mark and start >= mark.end:
            out.append(f"<small>{escape(mark.label)}</small></mark>")
            mark = None
        depth.update(changes.get(start, {}))
        if start in opens:
            mark = opens[start]
            out.append(f'<mark class="{escape(mark.css)}" title="{escape(mark.title)}">')
        piece = escape(article.text[start:end])
        lit = " ".join(f"ev-r{i}" for i, n in depth.items() if n > 0)
        out.append(f'<span class="{lit}">{piece}</span>' if lit and piece else piece)
    return f'<div class="nn-text">{"".join(out)}</div>' if article.text else ""


def _evidence_changes(article: Article) -> dict[int, Counter[int]]:
    """By offset: of which relations evidence begins (+1) or ends (-1) there."""
    changes: dict[int, Counter[int]] = {}
    for i, r in enumerate(article.relations, 1):
        for span in (*r.evidence, r.trigger):
            changes.setdefault(span.start, Counter())[i] += 1
            changes.setdefault(span.end, Counter())[i] -= 1
    return changes


def subject_of(relation: Relation, names: Mapping[str, str]) -> str:
    """Give what a reader calls the subject: "?" of who is not named, "? (i carabinieri)"."""
    if relation.subject is not None:
        return names[relation.subject]
    return f"{UNNAMED} ({' '.join(relation.by.text.split())})" if relation.by else UNNAMED


def _name(article_names: dict[str, str], ref: str | None) -> str:
    return article_names[ref] if ref else ""


def names_of(article: Article) -> dict[str, str]:
    """Map entity and date ids to what a reader calls them."""
    names: dict[str, str] = {e.id: e.name for e in article.entities}
    return names | {d.id: d.text for d in article.dates}


_HEADINGS = ("Subject", "Relation", "Object", "When", "Where", "Status", "Source", "Evidence")


def _table(article: Article) -> str:
    if not article.relations:
        return "<p class='nn-meta'>No relations.</p>"
    names = names_of(article)
    head = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    rows = "".join(_row(i, r, names) for i, r in enumerate(article.relations, 1))
    return (
        '<p class="nn-meta">Relations: hover, click or tab to a row to see its evidence above</p>'
        '<div class="nn-scroll" tabindex="0" role="region" aria-label="Relations"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(number: int, r: Relation, names: dict[str, str]) -> str:
    role = f" <i>{escape(r.role)}</i>" if r.role else ""
    cells = (
        escape(subject_of(r, names)),
        f"<code>{escape(r.type)}</code>{role}",
        escape(names[r.object]),
        escape(_name(names, r.when)),
        escape(_name(names, r.where)),
        f'<span class="nn-status nn-{escape(r.status)}">{escape(r.status)}</span>',
        escape(_name(names, r.source)),
        escape(_quote(r)),
    )
    title = escape(r.explain())
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="r{number}" tabindex="0" title="{title}">{body}</tr>'


def _quote(r: Relation) -> str:
    spans: tuple[Span, ...] = r.evidence or (r.trigger,)
    return " … ".join(" ".join(span.text.split()) for span in spans)


def _graph(article: Article) -> str:
    if not article.relations:
        return ""
    targets: dict[str, Entity | DateExpression] = {e.id: e for e in article.entities}
    targets |= {d.id: d for d in article.dates}
    kinds = {k: _kind(v) for k, v in targets.items()}
    names = names_of(article)
    for r in article.relations:
        if r.subject is None:
            names[start_of(r)], kinds[start_of(r)] = subject_of(r, names), "unnamed"
    svg = draw_graph(article.relations, names, kinds)
    return f'<div class="nn-scroll" tabindex="0" role="region" aria-label="Graph">{svg}</div>'


def _kind(target: Entity | DateExpression) -> str:
    return target.type.lower() if isinstance(target, Entity) else "date"


def _notes(article: Article) -> str:
    if not article.warnings:
        return ""
    items = "".join(f"<li>{escape(w)}</li>" for w in article.warnings)
    return f"<details><summary>Warnings</summary><ul>{items}</ul></details>"
