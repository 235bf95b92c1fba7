"""What is minimised: the negative log-likelihood of every label of a document, per word."""

import torch
from torch import Tensor
from torch.nn import functional as F

from .examples import IGNORE
from .network import Network
from .targets import Table, Targets

# Decisions that hang together closely (the words of one content, the two bounds of one phrase) count for less,
# rare ones for more: found on held-back texts, by hand.
WEIGHTS = {
    "bounds": 0.5, "content": 0.4, "source": 2.0, "role": 2.0, "relation": 3.0, "coref": 1.5, "certainty": 1.5,
    "cue_certainty": 1.5, "same_event": 2.0,
}  # fmt: skip
_LOW = -1e9


def document_loss(network: Network, vectors: Tensor, targets: Targets) -> dict[str, Tensor]:
    """The summed losses of one document's parts.

    Args:
        vectors: (words, WORD).
    """
    found: dict[str, Tensor] = {}
    for name, head in network.tags.items():
        if name == "kind":
            continue
        wanted = targets.tags[name]
        if bool((wanted != IGNORE).any()):
            found[name] = F.cross_entropy(head(vectors), wanted, ignore_index=IGNORE, reduction="sum")
    if len(targets.kind_words):
        chance = F.log_softmax(network.tags["kind"](vectors[targets.kind_words]), dim=-1)
        allowed = chance.masked_fill(targets.kind_masks == 0, _LOW)
        found["kind"] = -torch.logsumexp(allowed, dim=-1).sum()
    if targets.bounds is not None:
        found["bounds"] = _bounds(network, vectors, targets.bounds)
    if targets.said is not None:
        found["source"], found["content"] = _said(network, vectors, targets.said)
    for name, table in (("role", targets.role), ("relation", targets.relation)):
        if table is not None:
            scores = network.pairs[name](vectors, table.one, table.other, table.known)
            found[name] = F.cross_entropy(scores, table.target, reduction="sum")
    for name, table in (("coref", targets.coref), ("same_event", targets.same_event)):
        if table is not None:
            found[name] = _same(network, name, vectors, table)
    return {name: loss * WEIGHTS.get(name, 1.0) for name, loss in found.items()}


def laid_out(table: Table, scores: Tensor) -> Tensor:
    """Scores of pairs as rows of candidates, very low where there is no candidate."""
    rows = torch.full(table.valid.shape, _LOW, dtype=scores.dtype)
    return rows.masked_scatter(table.valid.bool(), scores)


def _bounds(network: Network, vectors: Tensor, table: Table) -> Tensor:
    scores = network.pairs["bounds"](vectors, table.one, table.other, table.known)
    middle = table.valid.shape[1] // 2
    left = laid_out(table, scores[:, 0])
    right = laid_out(table, scores[:, 1])
    left[:, middle + 1 :] = _LOW
    right[:, :middle] = _LOW
    return sum(F.cross_entropy(s, table.target[:, i], reduction="sum") for i, s in enumerate((left, right)))  # type: ignore[return-value]


def _said(network: Network, vectors: Tensor, table: Table) -> tuple[Tensor, Tensor]:
    scores = network.pairs["said"](vectors, table.one, table.other, table.known)
    who = torch.cat([laid_out(table, scores[:, 0]), network.nobody.expand(len(table.valid), 1)], dim=1)
    source = F.cross_entropy(who, table.target[:, 0], ignore_index=IGNORE, reduction="sum")
    what = laid_out(table, scores[:, 1])
    wanted = table.target[:, 1:]
    known = wanted != IGNORE
    if not bool(known.any()):
        return source, what.sum() * 0
    return source, F.binary_cross_entropy_with_logits(what[known], wanted[known].float(), reduction="sum")


def _same(network: Network, name: str, vectors: Tensor, table: Table) -> Tensor:
    scores = laid_out(table, network.pairs[name](vectors, table.one, table.other, table.known)[:, 0])
    every = torch.cat([torch.zeros(len(scores), 1), scores], dim=1)
    right = every.masked_fill(table.target != 1, _LOW)
    return (torch.logsumexp(every, dim=1) - torch.logsumexp(right, dim=1)).sum()
