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
LOW = -1e4


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


class Layer(nn.Module):
    """One transformer layer, normed after each part."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        width, inner = sizes.width, sizes.inner
        own = nn.ModuleDict({k: nn.Linear(width, width) for k in ("query", "key", "value")})
        self.attention = nn.ModuleDict({"self": own, "output": _output(width, width)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(width, inner)})
        self.output = _output(inner, width)
        self.drop = nn.Dropout(dropout)
        self.heads = sizes.heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, pieces, width]; ``mask`` [batch, 1, 1, pieces] is true where a piece is."""
        own, out = self.attention["self"], self.attention["output"]
        q, k, v = (self._split(own[name](x)) for name in ("query", "key", "value"))
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = out["LayerNorm"](x + self.drop(out["dense"](attended.transpose(1, 2).flatten(2))))
        inner = F.gelu(self.intermediate["dense"](x))
        return self.output["LayerNorm"](x + self.drop(self.output["dense"](inner)))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


def _output(size: int, width: int) -> nn.ModuleDict:
    return nn.ModuleDict({"dense": nn.Linear(size, width), "LayerNorm": nn.LayerNorm(width, 1e-12)})


class Embeddings(nn.Module):
    """Piece, place and (constant) type vectors."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(sizes.pieces, sizes.width)
        self.position_embeddings = nn.Embedding(sizes.positions, sizes.width)
        self.token_type_embeddings = nn.Embedding(2, sizes.width)
        self.LayerNorm = nn.LayerNorm(sizes.width, 1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor) -> Tensor:
        """[batch, pieces] to [batch, pieces, width]."""
        places = self.position_embeddings.weight[: ids.shape[1]]
        x = self.word_embeddings(ids) + places + self.token_type_embeddings.weight[0]
        return self.drop(self.LayerNorm(x))


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
        layers = nn.ModuleList(Layer(sizes, p.encoder) for _ in range(sizes.layers))
        self.bert = nn.ModuleDict(
            {
                "embeddings": Embeddings(sizes, p.encoder),
                "encoder": nn.ModuleDict({"layer": layers}),
            }
        )
        self.style = nn.Parameter(torch.zeros(styles - 1, width))
        self.drop = nn.Dropout(p.words)
        self.lin = nn.ModuleDict({k: _classifier(width, labels[k], k, p.heads) for k in CLASSES})
        self.ss = nn.Linear(width, 2)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.ad, self.ah = (_hidden(width, sizes.arc, p.arcs) for _ in range(2))
        self.rd, self.rh = (_hidden(width, sizes.relation, p.arcs) for _ in range(2))
        self.Ua = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        biaffine = (labels["dep"], sizes.relation + 1, sizes.relation + 1)
        self.Ur = nn.Parameter(torch.randn(biaffine) * 0.01)

    @property
    def layers(self) -> nn.ModuleList:
        """The encoder's layers."""
        layers: nn.ModuleList = self.bert["encoder"]["layer"]
        return layers

    def words(self, batch: Batch) -> Tensor:
        """Vectors of words, [batch, words, width]: means over their pieces."""
        x = self.bert["embeddings"](batch.ids)
        styles = torch.cat([torch.zeros_like(self.root)[None], self.style])
        x = x + styles[batch.style][:, None]
        mask = batch.mask[:, None, None]
        for layer in self.layers:
            x = layer(x, mask)
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
        flat = self.Ur.transpose(0, 1).reshape(size, -1).to(rd.dtype)
        return ((rd @ flat).unflatten(-1, (labels, size)) * of_heads[:, :, None]).sum(-1)


def _classifier(width: int, labels: int, name: str, dropout: float) -> nn.Sequential:
    # Names look at more of the context than tags do.
    hidden = width if name == "ner" else width // 2
    first, last = nn.Linear(width, hidden), nn.Linear(hidden, labels)
    return nn.Sequential(first, nn.GELU(), nn.Dropout(dropout), last)


def _hidden(width: int, size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(dropout))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
