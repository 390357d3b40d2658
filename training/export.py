"""From trained weights to the package's model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .batches import Batch
from .graph import build
from .network import Network
from .weights import write_weights

_FAR = 2.0  # times as high as any other unit's highest value
NONE = -1


@torch.no_grad()
def outliers(network: Network, batches: Sequence[Batch]) -> NDArray[np.int16]:
    """Find, per layer, the inner unit whose values dwarf all others' on the given texts.

    Encoders of this kind have such units: they fire on the frame of a window. In int8 they
    would take the precision of all the others. Where a layer has none: -1.
    """
    inner = [layer.output.dense for layer in network.layers()]
    highest = [torch.full((dense.in_features,), -torch.inf) for dense in inner]

    def watch(row: int) -> None:
        def keep(_: nn.Module, inputs: tuple[Tensor]) -> None:
            top = inputs[0].float().flatten(0, -2).amax(0).cpu()
            highest[row] = torch.maximum(highest[row], top)

        handles.append(inner[row].register_forward_pre_hook(keep))

    handles: list[torch.utils.hooks.RemovableHandle] = []
    for row in range(len(highest)):
        watch(row)
    for batch in batches:
        network.eval().words(batch)
    for handle in handles:
        handle.remove()
    found = []
    for values in highest:
        first, second = values.topk(2).values.tolist()
        found.append(int(values.argmax()) if first > _FAR * second else NONE)
    return np.array(found, np.int16)


def export(network: Network, batches: Sequence[Batch], weights: Path, model: Path) -> None:
    """Write the weights (``.npz``) and the int8 model (``.onnx``)."""
    write_weights(network, weights, outliers(network, batches))
    with np.load(weights) as arrays:
        onnx.save(build(arrays), str(model))
