"""The command line: ``newsner`` or ``python -m newsner``.

A further command is a function under ``@app.command()``; whatever is heavy is imported in it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from .errors import NewsnerError

app = typer.Typer(
    help="From Italian news to typed relations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Model = Annotated[
    str | None, typer.Option(help="spaCy pipeline: name or path; the best installed by default.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from . import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """From Italian news to typed relations."""


@app.command()
def extract(
    path: Annotated[
        Path, typer.Argument(help=".jsonl, .csv, .tsv, .parquet, .txt, .html, or a folder.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSONL file to write.")],
    n_process: Annotated[int, typer.Option(help="Processes; -1 for one a core.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run stopped.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the output.")] = False,
    model: Model = None,
    text: Annotated[str, typer.Option(help="Field or column of the text.")] = "text",
    published: Annotated[str, typer.Option(help="Field or column of the date.")] = "published",
    clean: Annotated[bool, typer.Option(help="Drop page furniture, mend characters.")] = True,
    progress: Annotated[bool, typer.Option(help="Show a progress bar.")] = True,
) -> None:
    """Extract from the articles of PATH, one line of JSON each.

    Exit codes: 0 all were read; 1 some were not (they are in the output with their error, and on
    stderr by their id); 2 nothing could be done.
    """
    from .batch import run

    if resume and overwrite:
        _stop("give --resume or --overwrite, not both")
    if output.exists() and not (resume or overwrite):
        _stop(f"{output} exists: give --resume to go on with it, or --overwrite to replace it")
    try:
        failed = run(
            path,
            output,
            resume=resume,
            model=model,
            n_process=n_process,
            text=text,
            published=published,
            clean=clean,
            progress=progress,
        )
    except (NewsnerError, OSError) as error:
        _stop(str(error))
    raise typer.Exit(1 if failed else 0)


@app.command()
def demo(model: Model = None) -> None:
    """Extract a bundled sample article (fiction) and print what was found."""
    from .show import show_demo

    try:
        show_demo(model)
    except NewsnerError as error:
        _stop(str(error))


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="TOML file of relation types, or a gazetteer.")],
    model: Model = None,
    extend: Annotated[bool, typer.Option(help="Add to the bundled types.")] = True,
) -> None:
    """Load a file of relation types or a gazetteer and try it; exit 1 where something fails."""
    from .checking import check as check_file

    try:
        problems = check_file(path, model, extend=extend)
    except NewsnerError as error:
        _stop(str(error))
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    typer.echo(f"{path}: {errors} errors, {len(problems) - errors} warnings")
    raise typer.Exit(code=bool(errors))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,  # newsner.evaluate has options and help of its own
)
def evaluate(context: typer.Context) -> None:
    """Score pipelines on annotated corpora, side by side."""
    from .evaluate.__main__ import main as evaluate_with

    raise typer.Exit(evaluate_with(context.args))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def freeze(context: typer.Context) -> None:
    """Write what is found in corpora, or count how two such files differ."""
    from .evaluate.freeze import main as freeze_with

    raise typer.Exit(freeze_with(context.args))


def _stop(message: str) -> NoReturn:
    typer.echo(f"newsner: {message}", err=True)
    raise typer.Exit(2)


def _end_with_parent() -> None:
    """Have Linux end this process when its parent is killed: a worker would wait for ever."""
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def main() -> None:
    """Run the command line."""
    if sys.platform == "linux":
        os.register_at_fork(after_in_child=_end_with_parent)
    app()


if __name__ == "__main__":
    main()
