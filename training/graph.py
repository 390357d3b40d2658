"""The encoder as an ONNX graph, from its trained weights.

One run reads one window (there is no batch, so no padding and no mask: what a window gives
never depends on its neighbours). Weights stay int8 with a scale per output; activations
are quantised as they come. Needs ``onnx``.

    python -m training.graph encoder.npz encoder.int8.onnx
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.generic]
MS = "com.microsoft"
EPSILON = 1e-12
HEADS = 12
CLASSES = ("tag", "pos", "morph", "lemma", "ner")


class Weights:
    """Trained weights by name: int8 rows with a scale each, or plain floats."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def __contains__(self, name: str) -> bool:
        return name in self._arrays or f"{name}|q" in self._arrays

    def floats(self, name: str) -> NDArray[np.float32]:
        """Give the weights as float32."""
        if name in self._arrays:
            return self._arrays[name].astype(np.float32)
        rows, scales = self._arrays[f"{name}|q"], self._arrays[f"{name}|scale"]
        return rows.astype(np.float32) * scales.astype(np.float32)

    def rows(self, name: str) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Give the weights as int8 rows and one scale per row."""
        if f"{name}|q" in self._arrays:
            return self._arrays[f"{name}|q"].astype(np.int8), self._arrays[f"{name}|scale"].astype(
                np.float32
            )[:, 0]
        return _quantised(self.floats(name))

    def outlier(self, layer: int) -> int | None:
        """Give the inner unit of a layer that is to stay in floats, if there is one."""
        unit = int(self._arrays["outliers"][layer]) if "outliers" in self._arrays else -1
        return unit if unit >= 0 else None

    def layers(self) -> int:
        """How many layers the encoder has."""
        n = 0
        while f"bert.encoder.layer.{n}.output.dense.weight" in self:
            n += 1
        return n


def _quantised(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.abs(weights).max(1) / 127 + 1e-12
    return np.round(weights / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class Graph:
    """A graph under construction; methods return the name of the value they add."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, array: Array) -> str:
        """Add a constant."""
        name = f"w{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", n: int = 1, **attributes: Any) -> str:
        """Add an operation; of several outputs, the names joined by a space."""
        self._count += 1
        outputs = [f"v{self._count}_{k}" for k in range(n)]
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return " ".join(outputs)

    def linear(
        self,
        x: str,
        rows: NDArray[np.int8],
        scales: NDArray[np.float32],
        bias: NDArray[np.float32] | None,
    ) -> str:
        """``x @ rows.T + bias`` in int8."""
        inputs = [x, self.constant(rows.T), self.constant(scales), ""]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.op("DynamicQuantizeMatMul", *inputs, domain=MS)

    def norm(self, x: str, gamma: NDArray[np.float32], beta: NDArray[np.float32]) -> str:
        """Layer norm, its means as products with a vector: the fused operator is slower."""
        size = len(gamma)
        mean = self.constant(np.full((size, 1), 1 / size, np.float32))
        centred = self.op("Sub", x, self.op("MatMul", x, mean))
        variance = self.op("MatMul", self.op("Mul", centred, centred), mean)
        spread = self.op(
            "Sqrt", self.op("Add", variance, self.constant(np.array(EPSILON, np.float32)))
        )
        scaled = self.op("Mul", self.op("Div", centred, spread), self.constant(gamma))
        return self.op("Add", scaled, self.constant(beta))


def build(arrays: Mapping[str, Array]) -> onnx.ModelProto:
    """Build the encoder with all heads.

    Inputs: ``ids`` int64 [1, pieces]; ``pool`` float32 [1, words, pieces], the mean over a
    word's pieces. Outputs per word: the scores of ``tag pos morph lemma ner``, ``ss``
    (sentence start), ``arc`` [words, words + 1] (column 0: the root), ``rd`` [words,
    labels, 97] and ``rh`` [words + 1, 97], whose product scores an arc's labels.
    """
    w, g = Weights(arrays), Graph()
    x = _embed(w, g)
    for layer in range(w.layers()):
        x = _layer(w, g, x, layer)
    words = g.op("MatMul", "pool", x)
    outputs = _heads(w, g, words)
    for name, value in outputs.items():
        g.nodes.append(helper.make_node("Identity", [value], [name]))
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"]),
            helper.make_tensor_value_info("pool", TensorProto.FLOAT, [1, "words", "pieces"]),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="newsner")


def _embed(w: Weights, g: Graph) -> str:
    base = "bert.embeddings."
    rows, scales = w.rows(base + "word_embeddings.weight")
    pieces = g.op("Cast", g.op("Gather", g.constant(rows), "ids"), to=TensorProto.FLOAT)
    scaled = g.op("Mul", pieces, g.op("Gather", g.constant(scales[:, None]), "ids"))
    places = (
        w.floats(base + "position_embeddings.weight")
        + w.floats(base + "token_type_embeddings.weight")[:1]
    )
    length = g.op("Shape", "ids", start=1, end=2)
    places_used = g.op("Slice", g.constant(places), g.constant(np.array([0])), length)
    x = g.op("Add", scaled, places_used)
    return g.norm(x, w.floats(base + "LayerNorm.weight"), w.floats(base + "LayerNorm.bias"))


def _layer(w: Weights, g: Graph, x: str, layer: int) -> str:
    base = f"bert.encoder.layer.{layer}."
    own = base + "attention.self."
    parts = [w.rows(f"{own}{k}.weight") for k in ("query", "key", "value")]
    bias = np.concatenate([w.floats(f"{own}{k}.bias") for k in ("query", "key", "value")])
    merged = g.linear(
        x, np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]), bias
    )
    q, k, v = g.op("Split", merged, n=3, axis=-1).split()
    attended = g.op("MultiHeadAttention", q, k, v, domain=MS, num_heads=HEADS)
    out = base + "attention.output."
    rows, scales = w.rows(out + "dense.weight")
    x = _normed(w, g, x, g.linear(attended, rows, scales, w.floats(out + "dense.bias")), out)
    return _feed_forward(w, g, x, base, w.outlier(layer))


def _feed_forward(w: Weights, g: Graph, x: str, base: str, outlier: int | None) -> str:
    """Add the second half of a layer.

    A unit whose values dwarf all others' would leave those a few of the 256 steps: its part
    is computed apart, in floats.
    """
    out = base + "output."
    first, second = (
        w.floats(n) for n in (base + "intermediate.dense.weight", out + "dense.weight")
    )
    bias = w.floats(base + "intermediate.dense.bias").copy()
    total = x
    if outlier is not None:
        unit = slice(outlier, outlier + 1)
        product = g.op("MatMul", x, g.constant(first[unit].T))
        active = g.op("BiasGelu", product, g.constant(bias[unit]), domain=MS)
        total = g.op("Add", x, g.op("MatMul", active, g.constant(second[:, unit].T)))
        first[unit], bias[unit], second[:, unit] = 0, 0, 0
    inner = g.op("BiasGelu", g.linear(x, *_quantised(first), None), g.constant(bias), domain=MS)
    y = g.linear(inner, *_quantised(second), w.floats(out + "dense.bias"))
    return _normed(w, g, total, y, out)


def _normed(w: Weights, g: Graph, x: str, y: str, base: str) -> str:
    norm = base + "LayerNorm."
    return g.norm(g.op("Add", x, y), w.floats(norm + "weight"), w.floats(norm + "bias"))


def _heads(w: Weights, g: Graph, words: str) -> dict[str, str]:
    def hidden(value: str, names: list[str]) -> list[str]:
        """Compute the first layers of several heads as one product."""
        parts = [w.rows(f"{name}.weight") for name in names]
        bias = np.concatenate([w.floats(f"{name}.bias") for name in names])
        merged = g.linear(
            value,
            np.concatenate([p[0] for p in parts]),
            np.concatenate([p[1] for p in parts]),
            None,
        )
        active = g.op("BiasGelu", merged, g.constant(bias), domain=MS)
        sizes = g.constant(np.array([len(p[0]) for p in parts]))
        return g.op("Split", active, sizes, n=len(parts), axis=-1).split()

    first = hidden(words, [*(f"lin.{k}.0" for k in CLASSES), "ad.0", "rd.0"])
    out = {
        k: g.linear(h, *w.rows(f"lin.{k}.3.weight"), w.floats(f"lin.{k}.3.bias"))
        for k, h in zip(CLASSES, first, strict=False)
    }
    out["ss"] = g.linear(words, *w.rows("ss.weight"), w.floats("ss.bias"))
    with_root = g.op("Concat", g.constant(w.floats("root")[None, None]), words, axis=1)
    ah, rh = hidden(with_root, ["ah.0", "rh.0"])
    # [x, 1] @ U = x @ U[:-1] + U[-1]
    arc, relation = w.floats("Ua"), w.floats("Ur")
    left = g.linear(first[5], *_quantised(arc[:-1].T), arc[-1])
    out["arc"] = g.op("MatMul", left, g.op("Transpose", ah, perm=[0, 2, 1]))
    labels, size, _ = relation.shape
    flat = relation.transpose(1, 0, 2).reshape(size, -1)
    scores = g.linear(first[6], *_quantised(flat[:-1].T), flat[-1])
    out["rd"] = g.op("Reshape", scores, g.constant(np.array([-1, labels, size])))
    out["rh"] = rh
    return out


if __name__ == "__main__":
    onnx.save(build(np.load(Path(sys.argv[1]))), sys.argv[2])
