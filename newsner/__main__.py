"""The command line: ``newsner`` or ``python -m newsner``.

A further command is a function under ``@app.command()``; whatever is heavy is imported in it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from . import commands
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
        str,
        typer.Argument(
            help=".jsonl, .json, .csv, .tsv, .parquet, .txt, .html (also .gz), a folder of them, "
            "or - for standard input."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help="File to write, in the format it ends in: .jsonl or .parquet (all there is), "
            ".csv or .tsv (relations), .sqlite (archive), .html (explorer); - for standard output.",
        ),
    ] = "-",
    n_process: Annotated[int, typer.Option(help="Processes; -1 for one a core.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run stopped.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the output.")] = False,
    model: Model = None,
    relations: Annotated[
        list[Path] | None, typer.Option(help="TOML file of relation types of your own.")
    ] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="TOML file of names of your own.")
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="What a relation must reach; by default its type's own."),
    ] = None,
    text: Annotated[str, typer.Option(help="Field or column of the text.")] = "text",
    published: Annotated[str, typer.Option(help="Field or column of the date.")] = "published",
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the input; found out where not given.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--format", help="Format of the input, where its name does not say it."),
    ] = None,
    max_mb: Annotated[float, typer.Option(help="Longest article that is read.")] = 20.0,
    timeout: Annotated[
        float, typer.Option(help="Seconds that an article may take; 0: as long as it takes.")
    ] = 60.0,
    clean: Annotated[bool, typer.Option(help="Drop page furniture, mend characters.")] = True,
    progress: Annotated[bool, typer.Option(help="Show a progress bar.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No bar, no summary.")] = False,
) -> None:
    """Extract from the articles of PATH.

    Exit codes: 0 all were read; 1 some were not (they are in the output with their error, and on
    stderr by their id); 2 nothing could be done; 3 the output could not be written on; 130 or 143
    the run was stopped. After 3, 130 and 143 the same command with --resume goes on.
    """
    from .batch import Options, Stopped, run

    if resume and overwrite:
        _stop("give --resume or --overwrite, not both")
    options = Options(
        text=text,
        published=published,
        encoding=encoding,
        kind=kind,
        max_bytes=int(max_mb * 2**20),
        clean=clean,
        min_confidence=min_confidence,
        model=model,
        relations=tuple(map(str, relations or ())),
        gazetteer=tuple(map(str, gazetteer or ())),
    )
    try:
        with _ending_politely():
            summary = run(
                path,
                output,
                resume=resume,
                overwrite=overwrite,
                n_process=n_process,
                timeout=timeout or None,
                progress=progress and not quiet,
                options=options,
            )
    except Stopped as stopped:
        _stop(str(stopped), stopped.code)
    except BrokenPipeError:  # whoever read standard output wants no more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor at the exit
        raise typer.Exit(141) from None
    except (NewsnerError, OSError) as error:
        _stop(str(error))
    if not quiet:
        typer.echo(summary, err=True)
    raise typer.Exit(1 if summary.errors else 0)


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
    path: Annotated[Path, typer.Argument(help="TOML file of relation types, names or dates.")],
    model: Model = None,
    extend: Annotated[bool, typer.Option(help="Add to the bundled types.")] = True,
) -> None:
    """Load a file of one's own (relation types, a gazetteer, expressions of time) and try it.

    Exit 1 where something fails.
    """
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


@app.command()
def learn(
    path: Annotated[
        Path,
        typer.Argument(
            help="Sentences with <s>…</s> and <o>…</o>, ! before a near miss; or .jsonl."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="TOML file to write.")],
    type_: Annotated[
        str | None, typer.Option("--type", help="Relation type of marked sentences.")
    ] = None,
    model: Model = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the output.")] = False,
) -> None:
    """Propose frames from marked sentences, to be edited by hand and tried with `newsner check`."""
    from .learning import learn as learn_from

    if output.exists() and not overwrite:
        _stop(f"{output} exists: give --overwrite to replace it")
    try:
        proposed = learn_from(path, type=type_, model=model)
        output.write_text(proposed, encoding="utf-8")
    except (NewsnerError, OSError) as error:
        _stop(str(error))
    typer.echo(f"{output}: {proposed.count('[[relation.frame]]')} frames proposed")


@app.command()
def evaluate(
    models: Annotated[list[str] | None, typer.Argument(help="Names or paths.")] = None,
    treebank: Annotated[list[Path] | None, typer.Option(help="CoNLL-U, for syntax.")] = None,
    names: Annotated[list[Path] | None, typer.Option(help="Lines of word, BIO tag.")] = None,
    wikineural: Annotated[
        list[Path] | None, typer.Option(help="Lines of number, word, BIO tag.")
    ] = None,
    relations: Annotated[
        list[Path] | None, typer.Option(help="Annotated articles, JSON lines.")
    ] = None,
    articles: Annotated[
        list[Path] | None, typer.Option(help="The same with entities, dates and anaphora.")
    ] = None,
    corrections: Annotated[
        list[Path] | None, typer.Option(help="What readers of the explorer judged, JSON lines.")
    ] = None,
    spelling: Annotated[
        str | None, typer.Option(help="The texts (not articles) spelt like this.")
    ] = None,
    by_kind: Annotated[bool, typer.Option("--by-kind", help="A row per label too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
    without: Annotated[list[str] | None, typer.Option(help="Mending rules to leave out.")] = None,
) -> None:
    """Score pipelines on annotated corpora, side by side."""
    from .evaluate.command import Corpora
    from .evaluate.command import evaluate as score

    corpora = Corpora(
        tuple(treebank or ()),
        tuple(names or ()),
        tuple(wikineural or ()),
        tuple(relations or ()),
        tuple(articles or ()),
        tuple(corrections or ()),
    )
    try:
        for line in score(
            models or ["it_newsner_md"], corpora, spelling, by_kind, json, without or ()
        ):
            typer.echo(line)
    except (NewsnerError, OSError) as error:
        _stop(str(error))


freeze = typer.Typer(
    help="Write what is found in corpora, or count how two such files differ.", no_args_is_help=True
)
app.add_typer(freeze, name="freeze")


@freeze.command("write")
def freeze_write(
    corpora: Annotated[list[Path], typer.Argument(help="JSON lines, or a .spacy DocBin.")],
    out: Annotated[Path, typer.Option(help="File to write.")],
    model: Annotated[str, typer.Option(help="Name or path of a pipeline.")] = "it_newsner_md",
) -> None:
    """Run the pipeline and write what it finds."""
    from .evaluate.freeze import write
    from .pipeline import load

    try:
        typer.echo(f"{out}: {write(corpora, load(model), out)} articles")
    except (NewsnerError, OSError) as error:
        _stop(str(error))


@freeze.command("compare")
def freeze_compare(
    old: Path,
    new: Path,
    examples: Annotated[int, typer.Option(help="To print of each class.")] = 3,
) -> None:
    """Count the differences of two freezes, by class; exit 1 where there are any."""
    from .evaluate.freeze import compare

    try:
        found = compare(old, new, examples)
    except (NewsnerError, OSError) as error:
        _stop(str(error))
    for kind, entry in found.items():
        typer.echo(f"{entry.count:6} {kind}")
        for example in entry.examples:
            typer.echo(f"         {example:.400}")
    raise typer.Exit(bool(found))


commands.register(app)


def _stop(message: str, code: int = 2) -> NoReturn:
    typer.echo(f"newsner: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def _ending_politely() -> Iterator[None]:
    """Have SIGTERM end a run as Ctrl-C does."""
    from .batch import Terminated

    def end(_number: int, _frame: object) -> None:
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end_with_parent() -> None:
    """Have Linux end this process when its parent is killed: a worker would wait for ever."""
    import ctypes

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def main() -> None:
    """Run the command line."""
    if sys.platform == "linux":
        os.register_at_fork(after_in_child=_end_with_parent)
    app()


if __name__ == "__main__":
    main()
