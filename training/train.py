"""The training loop: resumable, with a mean of the weights along the way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from threading import Thread
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from .batches import Batch, Example, collate
from .labels import MISSING
from .network import Network

logger = logging.getLogger("training")

# How much a layer counts in the loss.
WEIGHTS = {
    "tag": 0.4,
    "pos": 0.4,
    "morph": 0.6,
    "lemma": 0.6,
    "arc": 1.2,
    "dep": 1.2,
    "ner": 1.6,
    "ss": 0.3,
}
Epoch = list[list[list[Example]]]


class Place(NamedTuple):
    """How far training has come: steps taken, the epoch and how many of its batches are done."""

    step: int = 0
    epoch: int = 0
    done: int = 0


@dataclass(frozen=True)
class Settings:
    """How to train.

    Rates rise over ``warmup`` steps, then fall to nothing; ``decay`` is that of the running
    mean of the weights, which is what training gives. ``frozen`` layers, and the embeddings
    with them, stay as they are (-1: nothing does). ``half`` multiplies in bfloat16 on a CPU as
    on a GPU: twice as fast where the processor has AMX, slower elsewhere.
    """

    steps: int = 6000
    seed: int = 0
    encoder_rate: float = 1.2e-4
    heads_rate: float = 8e-4
    warmup: int = 150
    decay: float = 0.999
    clip: float = 2.0
    frozen: int = -1
    half: bool = False
    save_every: int = 200


def loss(network: Network, batch: Batch) -> Tensor:
    """Weighted cross entropy of all layers; missing labels do not count."""
    out = network(batch)
    labels = batch.labels
    out["dep"] = network.relations(out, labels["head"].clamp_min(0))
    total = torch.zeros((), device=batch.ids.device)
    for name, weight in WEIGHTS.items():
        target = labels["head" if name == "arc" else name]
        trust = batch.names if name == "ner" else batch.syntax
        total = total + weight * _cross_entropy(out[name], target, trust)
    return total


def _cross_entropy(scores: Tensor, target: Tensor, trust: Tensor) -> Tensor:
    known = target != MISSING
    each = F.cross_entropy(scores[known].float(), target[known], reduction="none")
    return (each * trust[known]).sum() / trust[known].sum().clamp_min(1)


def train(
    network: Network,
    draw: Callable[[Random], Epoch],
    settings: Settings,
    checkpoint: Path,
    device: torch.device,
) -> Network:
    """Train, and leave the mean of the weights in ``network``.

    ``draw`` gives an epoch's batches for a random state that depends on the seed and the
    epoch's number alone. If ``checkpoint`` exists, training goes on from there.
    """
    network.to(device)
    groups = _groups(network, settings)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    rates = [g["lr"] for g in optimizer.param_groups]
    parameters = [p for g in optimizer.param_groups for p in g["params"]]
    mean = [p.detach().clone() for p in parameters]
    half = settings.half or device.type == "cuda"
    start = _resume(checkpoint, network, optimizer, mean)
    network.train()
    for place, batch in _ahead(_stream(draw, settings, start)):
        step = place.step - 1
        scale = _scale(step, settings)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        torch.manual_seed(settings.seed * 1_000_003 + step)  # dropout, the same after a resume
        with torch.autocast(device.type, torch.bfloat16, enabled=half):
            value = loss(network, batch.to(device))
        optimizer.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, settings.clip)
        optimizer.step()
        with torch.no_grad():
            share = 1 - min(settings.decay, (1 + step) / (10 + step))
            torch._foreach_lerp_(mean, [p.detach() for p in parameters], share)
        if place.step % settings.save_every == 0 or place.step == settings.steps:
            logger.info("step %d of %d, loss %.3f", place.step, settings.steps, value.item())
            _save(checkpoint, network, optimizer, mean, place)
    with torch.no_grad():
        for parameter, average in zip(parameters, mean, strict=True):
            parameter.copy_(average)
    return network.eval()


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Average the weights of trainings that began at the same weights."""
    return {k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]}


def _groups(network: Network, settings: Settings) -> list[dict[str, object]]:
    frozen: list[torch.nn.Module] = []
    if settings.frozen >= 0:
        frozen = [network.bert.embeddings, *network.layers()[: settings.frozen]]
    for module in frozen:
        module.requires_grad_(False)
    encoder = [p for p in network.bert.parameters() if p.requires_grad]
    own = {id(p) for p in network.bert.parameters()}
    heads = [p for p in network.parameters() if id(p) not in own]
    return [
        {"params": encoder, "lr": settings.encoder_rate},
        {"params": heads, "lr": settings.heads_rate},
    ]


def _scale(step: int, settings: Settings) -> float:
    return min(1.0, (step + 1) / settings.warmup) * max(0.01, 1 - step / settings.steps)


def _stream(
    draw: Callable[[Random], Epoch], settings: Settings, start: Place
) -> Iterator[tuple[Place, Batch]]:
    step, epoch, done = start
    while step < settings.steps:
        drawn = draw(Random(f"{settings.seed} {epoch}"))
        for batch in drawn[done : done + settings.steps - step]:
            step, done = step + 1, done + 1
            yield Place(step, epoch, done), collate(batch)
        epoch, done = epoch + 1, 0


def _ahead(batches: Iterator[tuple[Place, Batch]]) -> Iterator[tuple[Place, Batch]]:
    """Prepare batches in another thread; its errors are raised here."""
    queue: Queue[tuple[Place, Batch] | BaseException | None] = Queue(8)

    def work() -> None:
        try:
            for batch in batches:
                queue.put(batch)
            queue.put(None)
        except BaseException as error:  # handed on, whatever it is
            queue.put(error)

    Thread(target=work, daemon=True).start()
    while (item := queue.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item


def _resume(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, mean: list[Tensor]
) -> Place:
    if not path.exists():
        return Place()
    state = torch.load(path, map_location=mean[0].device)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    for own, saved in zip(mean, state["mean"], strict=True):
        own.copy_(saved)
    place = Place(*state["place"])
    logger.info("%s: going on after step %d", path, place.step)
    return place


def _save(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, mean: list[Tensor], place: Place
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "mean": mean,
        "place": tuple(place),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)  # never half a checkpoint
