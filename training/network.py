"""The network: a BERT encoder over pieces, word vectors, and a head per layer of annotation.

Parameters carry the names that ``training.graph`` reads.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from .batches import Batch

CLASSES = ("tag", "pos", "morph", "lemma", "ner")


@dataclass(frozen=True)
class Sizes:
    """Sizes of the network; the defaults are multilingual-e5-small's."""

    pieces: int = 48_000
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 12
    arc: int = 320
    relation: int = 96


@dataclass(frozen=True)
class Dropout:
    """Chances of leaving out a unit: in the encoder, of a word's vector, in the heads."""

    encoder: float = 0.1
    words: float = 0.2
    heads: float = 0.15
    arcs: float = 0.25


class Drop(nn.Module):
    """Dropout whose chances are a byte each, in steps of 1/256.

    A CPU draws random numbers one by one: eight chances out of each made a step of training a
    tenth faster than `torch.nn.Dropout`'s one.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.dropped = round(p * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Drop units in training, and scale up the others."""
        if not self.training or not self.dropped:
            return x
        size = x.numel()
        drawn = torch.empty(-(-size // 8), dtype=torch.int64, device=x.device)
        chances = drawn.random_(-(2**63), None).view(torch.uint8)[:size].view(x.shape)
        kept: Tensor = (chances >= self.dropped).to(x.dtype)
        return x * (kept * (256 / (256 - self.dropped)))


class Residual(nn.Module):
    """A projection, added to what went before, and normed."""

    def __init__(self, size: int, width: int, dropout: float) -> None:
        super().__init__()
        self.dense = nn.Linear(size, width)
        self.LayerNorm = nn.LayerNorm(width, 1e-12)
        self.drop = Drop(dropout)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Norm ``x`` plus the projection of ``y``."""
        total: Tensor = self.LayerNorm(x + self.drop(self.dense(y)))
        return total


class Projections(nn.Module):
    """Queries, keys and values of attention."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.heads = heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend from every piece to those where ``mask`` [batch, 1, 1, pieces] is true."""
        batch, length, width = x.shape
        q, k, v = (
            linear(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for linear in (self.query, self.key, self.value)
        )
        attended = attend(q, k, v, mask)
        return attended.transpose(1, 2).reshape(batch, length, width)


class Attention(nn.Module):
    """Attention with what follows it."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.self = Projections(sizes.width, sizes.heads)
        self.output = Residual(sizes.width, sizes.width, dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, pieces, width]."""
        out: Tensor = self.output(x, self.self(x, mask))
        return out


class Intermediate(nn.Module):
    """The inner units of a layer."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.dense = nn.Linear(sizes.width, sizes.inner)

    def forward(self, x: Tensor) -> Tensor:
        """[batch, pieces, inner]."""
        return F.gelu(self.dense(x))


class Layer(nn.Module):
    """One transformer layer, normed after each part."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(sizes, dropout)
        self.intermediate = Intermediate(sizes)
        self.output = Residual(sizes.inner, sizes.width, dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, pieces, width]; ``mask`` [batch, 1, 1, pieces] is true where a piece is."""
        x = self.attention(x, mask)
        out: Tensor = self.output(x, self.intermediate(x))
        return out


class Embeddings(nn.Module):
    """Piece, place and (constant) type vectors."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(sizes.pieces, sizes.width)
        self.position_embeddings = nn.Embedding(sizes.positions, sizes.width)
        self.token_type_embeddings = nn.Embedding(2, sizes.width)
        self.LayerNorm = nn.LayerNorm(sizes.width, 1e-12)
        self.drop = Drop(dropout)

    def forward(self, ids: Tensor) -> Tensor:
        """[batch, pieces] to [batch, pieces, width]."""
        places = self.position_embeddings.weight[: ids.shape[1]]
        x = self.word_embeddings(ids) + places + self.token_type_embeddings.weight[0]
        normed: Tensor = self.drop(self.LayerNorm(x))
        return normed


class Layers(nn.Module):
    """The layers, one after the other."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))


class Bert(nn.Module):
    """Pieces in, vectors in context out."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.embeddings = Embeddings(sizes, dropout)
        self.encoder = Layers(sizes, dropout)

    def forward(self, ids: Tensor, mask: Tensor, style: Tensor) -> Tensor:
        """[batch, pieces] to [batch, pieces, width]; ``style`` [batch, width] is added first."""
        x: Tensor = self.embeddings(ids) + style[:, None]
        for layer in self.encoder.layer:
            x = layer(x, mask[:, None, None])
        return x


class Network(nn.Module):
    """The encoder with all heads.

    ``labels`` gives the number of labels per layer. A window's annotation style adds a vector
    to its pieces; style 0 adds nothing, so that the packaged model needs none.
    """

    def __init__(
        self, sizes: Sizes, labels: dict[str, int], styles: int = 1, dropout: Dropout | None = None
    ) -> None:
        super().__init__()
        p = dropout or Dropout()
        width = sizes.width
        self.bert = Bert(sizes, p.encoder)
        self.style = nn.Parameter(torch.zeros(styles - 1, width))
        self.drop = Drop(p.words)
        self.lin = nn.ModuleDict({k: _classifier(width, labels[k], k, p.heads) for k in CLASSES})
        self.ss = nn.Linear(width, 2)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.ad, self.ah = (_hidden(width, sizes.arc, p.arcs) for _ in range(2))
        self.rd, self.rh = (_hidden(width, sizes.relation, p.arcs) for _ in range(2))
        self.Ua = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        biaffine = (labels["dep"], sizes.relation + 1, sizes.relation + 1)
        self.Ur = nn.Parameter(torch.randn(biaffine) * 0.01)

    def layers(self) -> list[Layer]:
        """Give the encoder's layers."""
        return [layer for layer in self.bert.encoder.layer if isinstance(layer, Layer)]

    def words(self, batch: Batch) -> Tensor:
        """Vectors of words, [batch, words, width]: means over their pieces."""
        styles = torch.cat([torch.zeros_like(self.root)[None], self.style])
        x = self.bert(batch.ids, batch.mask, styles[batch.style])
        size = batch.sentence.shape[1]
        pool = x.new_zeros(len(x), size + 1, x.shape[1])
        pool = pool.scatter_(1, batch.word[:, None], 1.0)[:, :size]
        means: Tensor = self.drop(pool / pool.sum(-1, keepdim=True).clamp_min(1) @ x)
        return means

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Scores per word, by output; ``rd`` and ``rh`` are for `relations`."""
        x = self.words(batch)
        root = self.root.to(x.dtype).expand(len(x), 1, -1)
        with_root = torch.cat([root, x], 1)
        out = {k: head(x) for k, head in self.lin.items()} | {"ss": self.ss(x)}
        arc = _with_one(self.ad(x)) @ self.Ua @ self.ah(with_root).transpose(1, 2)
        out["arc"] = arc.float() + batch.outside()
        return out | {"rd": _with_one(self.rd(x)), "rh": _with_one(self.rh(with_root))}

    def relations(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of labels, [batch, words, labels], for heads as columns of ``arc``."""
        rd, rh = out["rd"], out["rh"]
        of_heads = rh.gather(1, heads[..., None].expand(-1, -1, rh.shape[-1]))
        labels, size, _ = self.Ur.shape
        by_label = (rd @ self.Ur.transpose(0, 1).reshape(size, -1).to(rd.dtype)).view(
            *rd.shape[:2], labels, size
        )
        return (by_label * of_heads[:, :, None]).sum(-1)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attend where ``mask`` is true; all are [batch, heads, pieces, width of a head]."""
    if q.is_cuda:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    # PyTorch's own kernel for the CPU takes three times as long on the way back.
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    scores = scores + torch.where(mask, 0.0, -1e4).to(scores.dtype)
    return torch.softmax(scores, -1).to(v.dtype) @ v


def _classifier(width: int, labels: int, name: str, dropout: float) -> nn.Sequential:
    # Names look at more of the context than tags do.
    hidden = width if name == "ner" else width // 2
    first, last = nn.Linear(width, hidden), nn.Linear(hidden, labels)
    return nn.Sequential(first, nn.GELU(), Drop(dropout), last)


def _hidden(width: int, size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), Drop(dropout))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
