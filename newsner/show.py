"""An article in a terminal: tables of what was found in it."""

from __future__ import annotations

from importlib.resources import files

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from .export.telling import Teller
from .pipeline import extract, load
from .schema import Article, DateExpression, Interval, Relation

COLOURS = {"PERSON": "cyan", "COUNTRY": "green", "ORGANISATION": "magenta", "PLACE": "yellow"}
STATUS = {"asserted": "dim", "negated": "red", "future": "blue", "uncertain": "yellow"}


def show_demo(model: str | None = None, console: Console | None = None) -> None:
    """Extract from the bundled sample article and print the result."""
    console = console or Console()
    sample = files("newsner").joinpath("data/sample.txt").read_text(encoding="utf-8")
    article = extract(sample, id="sample", nlp=load(model))
    console.print("[dim]A sample page; the article is fiction.[/]")
    console.print(render(article))


def render(article: Article) -> RenderableType:
    """Show the article with its mentions coloured, then entities, dates and relations."""
    dropped = f"{len(article.dropped)} stretches of page furniture were left unread; "
    model = f"parsed by {article.model.name} {article.model.version}"
    return Group(
        _title(article),
        Panel(_text(article), border_style="dim"),
        _entities(article),
        _dates(article),
        _relations(article),
        *[Text(f"warning: {warning}", style="yellow") for warning in article.warnings],
        Text(
            dropped + model,
            style="dim",
        ),
    )


def _title(article: Article) -> Text:
    """Headline, byline and date of publication."""
    by = " ".join(str(x) for x in (article.byline, article.published) if x)
    title = Text(article.title or "", style="bold")
    return title.append(f"\n{by}", style="italic") if by else title


def _text(article: Article) -> Text:
    text = Text(article.text)
    for span in article.dropped:
        text.stylize("dim strike", span.start, span.end)
    for entity in article.entities:
        for mention in entity.mentions:
            if mention.kind != "null":
                text.stylize(COLOURS[entity.type], mention.start, mention.end)
    for date in article.dates:
        text.stylize("bold blue", date.start, date.end)
    for relation in article.relations:
        text.stylize("underline", relation.trigger.start, relation.trigger.end)
    return text


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="dim",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _entities(article: Article) -> Table:
    table = _table("Entities", "type", "name", "code", "mentions")
    for entity in article.entities:
        code = entity.country.alpha_2 if entity.country else None
        seen = dict.fromkeys(m.text for m in entity.mentions if m.kind != "null")
        nulls = sum(m.kind == "null" for m in entity.mentions)
        mentions = [*seen, f"{nulls} null subject{'s' * (nulls > 1)}"] if nulls else [*seen]
        table.add_row(
            Text(entity.type, style=COLOURS[entity.type]),
            Text(entity.name),
            code or "",
            Text(", ".join(mentions)),
        )
    return table


def _dates(article: Article) -> Table:
    table = _table("Dates", "text", "value", "kind", "basis")
    for date in article.dates:
        table.add_row(Text(date.text), Text(_value(date)), date.kind, date.basis)
    return table


def _value(date: DateExpression) -> str:
    if isinstance(date.value, Interval):
        return f"{date.value.start or ''}/{date.value.end or ''}"
    return date.value or "?"


def _relations(article: Article) -> Table:
    teller = Teller(article)
    names = {e.id: e.name for e in article.entities} | {d.id: d.text for d in article.dates}
    table = _table("Relations", "subject", "relation", "object", "status, when, source, words")
    for r in article.relations:
        table.add_row(
            Text(teller.subject(r)),
            Text(teller.phrase(r), style="bold").append(f" {r.type}", style="not bold dim"),
            Text(teller.name(r.object)),
            _details(r, names),
        )
    return table


def _details(relation: Relation, names: dict[str, str]) -> Text:
    details = Text(relation.status, style=STATUS[relation.status])
    if relation.when:
        details.append(f", {names[relation.when]}", style="bold blue")
    if relation.source:
        details.append(f", says {names[relation.source]}")
    return details.append(f' "{relation.trigger.text}"', style="italic dim")
