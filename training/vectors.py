"""The words' vectors as an output of the encoder: what later stages read of it.

Each word's states after two layers, mean of its pieces, are projected to their principal
components and rounded to int8, so that a text's vectors are a quarter of a kilobyte a word.
The components are those of the texts given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import spacy
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from newsner.it_newsner_md.encoder import Encoder
from newsner.it_newsner_md.files import read_file
from newsner.it_newsner_md.reading import Reader
from newsner.it_newsner_md.windows import read_words

LAYERS = (7, 12)  # the middle one knows who is meant best, the last one syntax
SIZE = 128  # components of each layer
WORDS = 60_000  # to find the components on
VECTORS = "vectors"
_MODEL = Encoder.FILES[0]
_REACH = 4.0  # standard deviations that int8 covers
Floats = NDArray[np.float32]


class Basis:
    """Mean and components of a layer's states; a component is scaled to fill int8."""

    def __init__(self, states: Floats, size: int) -> None:
        self.mean = states.mean(0)
        _, spread, components = np.linalg.svd(states - self.mean, full_matrices=False)
        deviation = spread[:size] / np.sqrt(len(states))
        largest = np.abs(components).argmax(1)
        sign = np.sign(components[np.arange(len(components)), largest])  # svd leaves it open
        scaled = components[:size] * (sign[:size] * 127 / _REACH / deviation)[:, None]
        self.matrix: Floats = scaled.T.astype(np.float32)


def states_of(model: onnx.ModelProto) -> list[str]:
    """Names of the encoder's states: of its input, and after each layer."""
    made_by = {name: node for node in model.graph.node for name in node.output}
    attentions = [n for n in model.graph.node if n.op_type == "MultiHeadAttention"]
    into = [made_by[made_by[n.input[0]].input[0]].input[0] for n in attentions]
    pooled = next(n for n in model.graph.node if n.op_type == "MatMul" and n.input[0] == "pool")
    return [*into, pooled.input[1]]


def with_states(model: onnx.ModelProto, layers: Sequence[int]) -> onnx.ModelProto:
    """Give a copy whose further outputs, named by layer, are the words' states after it."""
    out = onnx.ModelProto()
    out.CopyFrom(model)
    names = states_of(model)
    for layer in layers:
        out.graph.node.append(helper.make_node("MatMul", ["pool", names[layer]], [str(layer)]))
        out.graph.output.append(helper.make_tensor_value_info(str(layer), TensorProto.FLOAT, None))
    return out


def with_vectors(model: onnx.ModelProto, bases: Mapping[int, Basis]) -> onnx.ModelProto:
    """Give a copy whose output ``vectors`` is int8 [1, words, all components], layer by layer."""
    out = without_vectors(model)
    names = states_of(out)
    add = out.graph.node.append
    constant = out.graph.initializer.append
    parts = []
    for layer, basis in bases.items():
        own = f"{VECTORS}_{layer}"
        constant(numpy_helper.from_array(basis.matrix, f"{own}_matrix"))
        constant(numpy_helper.from_array(-basis.mean @ basis.matrix, f"{own}_offset"))
        add(helper.make_node("MatMul", ["pool", names[layer]], [f"{own}_state"]))
        add(helper.make_node("MatMul", [f"{own}_state", f"{own}_matrix"], [f"{own}_product"]))
        add(helper.make_node("Add", [f"{own}_product", f"{own}_offset"], [f"{own}_projected"]))
        parts.append(f"{own}_projected")
    for name, value in (("low", -127.0), ("high", 127.0)):
        constant(numpy_helper.from_array(np.array(value, np.float32), f"{VECTORS}_{name}"))
    add(helper.make_node("Concat", parts, [f"{VECTORS}_all"], axis=-1))
    add(helper.make_node("Round", [f"{VECTORS}_all"], [f"{VECTORS}_rounded"]))
    bounds = [f"{VECTORS}_low", f"{VECTORS}_high"]
    add(helper.make_node("Clip", [f"{VECTORS}_rounded", *bounds], [f"{VECTORS}_clipped"]))
    add(helper.make_node("Cast", [f"{VECTORS}_clipped"], [VECTORS], to=TensorProto.INT8))
    out.graph.output.append(helper.make_tensor_value_info(VECTORS, TensorProto.INT8, None))
    return out


def without_vectors(model: onnx.ModelProto) -> onnx.ModelProto:
    """Give a copy without what `with_vectors` adds."""
    out = onnx.ModelProto()
    out.CopyFrom(model)
    for field in (out.graph.node, out.graph.initializer, out.graph.output):
        for item in [x for x in field if _names(x)[0].startswith(VECTORS)]:
            field.remove(item)  # type: ignore[arg-type]
    return out


def _names(item: onnx.NodeProto | onnx.TensorProto | onnx.ValueInfoProto) -> Sequence[str]:
    return list(item.output) if isinstance(item, onnx.NodeProto) else [item.name]


def bases_of(folder: Path, texts: Iterable[str]) -> dict[int, Basis]:
    """Find the components of each layer on the first `WORDS` words of ``texts``."""
    plain = without_vectors(onnx.load(folder / _MODEL))
    files = {name: read_file(folder, name) for name in (*Encoder.FILES, "lexicon.json")}
    files[_MODEL] = with_states(plain, LAYERS).SerializeToString()
    reader, tokenizer = Reader(files), spacy.blank("it").tokenizer
    found: dict[int, list[Floats]] = {layer: [] for layer in LAYERS}
    count = 0
    for text in texts:
        for task in reader.tasks(read_words(tokenizer(text))):
            out = reader.encoder.run(task.pieces[task.start : task.end], map(str, LAYERS))
            for layer in LAYERS:
                found[layer].append(out[str(layer)])
            count += task.end - task.start
        if count >= WORDS:
            break
    return {layer: Basis(np.concatenate(rows), SIZE) for layer, rows in found.items()}


def add_vectors(folder: Path, texts: Iterable[str]) -> None:
    """Give the model in ``folder`` the output ``vectors``, in place of one it has already."""
    bases = bases_of(folder, texts)
    onnx.save(with_vectors(onnx.load(folder / _MODEL), bases), str(folder / _MODEL))
