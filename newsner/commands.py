"""Commands of the explorer and of annotation tools; whatever is heavy is imported in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from .errors import NewsnerError

if TYPE_CHECKING:
    from .schema import Article

Language = Annotated[str, typer.Option(help="Of the interface at first: it or en.")]
Tool = Annotated[Literal["label-studio", "brat"], typer.Option(help="Which tool.")]

_ARCHIVES = (".sqlite", ".db")

annotate = typer.Typer(help="Results to annotation tools, annotations back.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(explore)
    app.command()(serve)
    app.add_typer(annotate, name="annotate")


def explore(
    path: Annotated[Path, typer.Argument(help="Results: .jsonl, .parquet, or an archive.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML page to write.")],
    title: Annotated[str | None, typer.Option(help="What the page is called.")] = None,
    language: Language = "it",
) -> None:
    """Make a page that searches, filters, shows and corrects results: no server, no network."""
    from .archives import archive
    from .export.explorer import explore as make

    try:
        if not path.exists():
            _stop(f"{path}: there is no such file")
        results = archive(path=path) if path.suffix in _ARCHIVES else _results(path)
        page = make(results, title=title or path.stem, language=_language(language))
        page.save(output)
    except (NewsnerError, OSError) as error:
        _stop(error)
    typer.echo(f"{output}: {len(page.html) / 1e6:.1f} MB")


def serve(
    path: Annotated[Path, typer.Argument(help="Results as JSON Lines, or a folder of them.")],
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 for a free one.")] = 8765,
    language: Language = "it",
) -> None:
    """Show results in a browser on this machine, also while they are being written."""
    from .export.serve import server

    try:
        made = server(path, port=port, language=_language(language))
    except NewsnerError as error:
        _stop(error)
    host, taken = made.server_address[:2]
    typer.echo(f"http://{host!s}:{taken}/ (Ctrl-C ends it)")
    try:
        made.serve_forever()
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        made.server_close()


@annotate.command("export")
def export_(
    path: Annotated[Path, typer.Argument(help="Results: .jsonl or .parquet.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="JSON file for Label Studio, folder for brat.")
    ],
    tool: Tool = "label-studio",
) -> None:
    """Write results for an annotation tool; beside Label Studio's JSON its labels as .xml."""
    from .export.annotation import label_studio_config, to_label_studio, write_brat

    try:
        if tool == "brat":
            count = write_brat(_results(path), output)
        else:
            tasks = to_label_studio(_results(path))
            count = len(tasks)
            output.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
            output.with_suffix(".xml").write_text(label_studio_config(), encoding="utf-8")
    except (NewsnerError, OSError) as error:
        _stop(error)
    typer.echo(f"{output}: {count} articles")


@annotate.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="Label Studio's JSON, or brat's folder.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSON Lines to write.")],
) -> None:
    """Read annotations back, as newsner evaluate --relations takes them."""
    from .export.annotation import from_label_studio, read_brat

    try:
        articles = read_brat(path) if path.is_dir() else from_label_studio(path)
        lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
        output.write_text(lines, encoding="utf-8")
    except (NewsnerError, OSError) as error:
        _stop(error)
    typer.echo(f"{output}: {len(articles)} articles")


def _results(path: Path) -> Iterator[Article]:
    from .export.files import read_jsonl, read_parquet

    return read_parquet(path) if path.suffix == ".parquet" else read_jsonl(path)


def _language(language: str) -> Literal["it", "en"]:
    from .export.telling import interface

    interface(language)
    return "en" if language == "en" else "it"


def _stop(error: Exception | str) -> NoReturn:
    typer.echo(f"newsner: {error}", err=True)
    raise typer.Exit(2)
