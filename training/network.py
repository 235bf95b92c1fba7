"""The network: a small BERT encoder and heads on words and pairs of words. The run-time twin is ``ingest.neural``."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ingest.neural import labels
from ingest.neural.likeness import DISTANCES
from ingest.neural.words import FEATURES, PATHS, SIZES

WIDTH = 384
HEADS = 12
INNER = 1536
FEATURE_WIDTH = {"case": 8, "pos": 12, "dep": 16, "ent": 16, "quote": 4}
WORD = WIDTH + sum(FEATURE_WIDTH.values())
HIDDEN = 128


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.dense = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, length, width); mask: (batch, 1, 1, length), large negative where nothing stands."""
        batch, length, _ = x.shape
        q, k, v = (
            f(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        seen = (F.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.dense(seen)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors, with the first layers of a pretrained BERT."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """pieces, mask: (batch, length), mask 1 where a piece stands. Returns (batch, length, width)."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(positions) + self.types.weight[0]
        x = self.dropout(self.norm(x))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def load(self, weights: dict[str, np.ndarray]) -> None:
        """Takes the published weights, by their published names; layers beyond ours are left out."""
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "types.weight": "embeddings.token_type_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight", "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }  # fmt: skip
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "dense": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number in range(len(self.layers)):
            for ours, theirs in parts.items():
                for what in ("weight", "bias"):
                    names[f"layers.{number}.{ours}.{what}"] = f"encoder.layer.{number}.{theirs}.{what}"
        self.load_state_dict({ours: torch.tensor(weights[theirs]) for ours, theirs in names.items()})


class Pairs(nn.Module):
    """A scorer over pairs of words: relu(A one + B other + what is known of the pair), then linear."""

    def __init__(self, out: int, tables: dict[str, int], hidden: int = HIDDEN) -> None:
        super().__init__()
        self.one = nn.Linear(WORD, hidden)
        self.other = nn.Linear(WORD, hidden, bias=False)
        self.tables = nn.ModuleDict({name: nn.Embedding(size, hidden) for name, size in tables.items()})
        self.out = nn.Linear(hidden, out)
        self.dropout = nn.Dropout(0.2)
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, vectors: Tensor, one: Tensor, other: Tensor, known: dict[str, Tensor]) -> Tensor:
        """vectors: (words, WORD); one, other and each of known: (pairs,). Returns (pairs, out)."""
        used, inverse = torch.unique(one, return_inverse=True)
        hidden = self.one(vectors[used])[inverse] + self.other(vectors)[other]
        for name, table in self.tables.items():
            hidden = hidden + table(known[name])
        return self.out(self.dropout(F.relu(hidden)))


@dataclass
class Sizes:
    """How large a network is."""

    layers: int = 8


class Network(nn.Module):
    """The encoder and every head."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.layers)
        self.features = nn.ModuleDict({name: nn.Embedding(SIZES[name], FEATURE_WIDTH[name]) for name in FEATURES})
        self.dropout = nn.Dropout(0.2)
        self.tags = nn.ModuleDict(
            {
                "form": nn.Linear(WORD, len(labels.FORMS)), "kind": nn.Linear(WORD, len(labels.KINDS)),
                "event": nn.Linear(WORD, len(labels.EVENTS)), "actuality": nn.Linear(WORD, len(labels.ACTUALITIES)),
                "cue": nn.Linear(WORD, 2), "claim": nn.Linear(WORD, 2),
                "certainty": nn.Linear(WORD, len(labels.CERTAINTIES)), "polarity": nn.Linear(WORD, 2),
                "cue_certainty": nn.Linear(WORD, len(labels.CERTAINTIES)), "cue_polarity": nn.Linear(WORD, 2),
            }
        )  # fmt: skip
        distance = {"distance": 2 * DISTANCES + 1}
        self.pairs = nn.ModuleDict(
            {
                "bounds": Pairs(2, {**distance, "anchor": labels.ANCHORS}, 96),
                "said": Pairs(2, distance),
                "role": Pairs(len(labels.ROLES), {
                    **distance, "path": PATHS, "event": len(labels.EVENTS), "kind": len(labels.KINDS) + 1,
                    "form": len(labels.FORMS)}),
                "coref": Pairs(1, {"between": 16, "sentences": 8, "match": 32, "forms": 16}),
                "same_event": Pairs(1, {"between": 16, "sentences": 8, "match": 32}),
                "relation": Pairs(len(labels.RELATIONS), {**distance, "path": PATHS}),
            }
        )  # fmt: skip
        self.nobody = nn.Parameter(torch.zeros(1))

    def vectors(self, pieces: Tensor, mask: Tensor, place: tuple[Tensor, Tensor], features: Tensor) -> Tensor:
        """The vectors of words: (words, WORD). ``place``: row and column of each word's first piece."""
        words = self.encoder(pieces, mask)[place]
        known = [self.features[name](features[i]) for i, name in enumerate(FEATURES)]
        return self.dropout(torch.cat([words, *known], dim=-1))
