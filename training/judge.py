"""How well a network does on held-back examples, part by part, with the gold of the part before."""

from collections import Counter, defaultdict

import torch

from ingest.neural import labels
from ingest.neural.look import REACH

from .examples import IGNORE
from .losses import laid_out
from .network import Network
from .targets import Targets


class Score:
    """Right, said and wanted, of each measure."""

    def __init__(self) -> None:
        self.counts: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0])

    def add(self, name: str, right: float, said: float, wanted: float) -> None:
        """Counts more of them."""
        for place, number in enumerate((right, said, wanted)):
            self.counts[name][place] += number

    def table(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 in per cent."""
        found = {}
        for name, (right, said, wanted) in sorted(self.counts.items()):
            p, r = (100 * right / said if said else 0.0), (100 * right / wanted if wanted else 0.0)
            found[name] = (round(p, 1), round(r, 1), round(2 * p * r / (p + r), 1) if p + r else 0.0)
        return found


@torch.no_grad()
def judge(network: Network, examples: list[Targets]) -> Score:
    """Scores the network."""
    network.eval()
    score = Score()
    for targets in examples:
        place = (targets.row, targets.column)
        vectors = network.vectors(targets.pieces, targets.mask, place, targets.features)
        _tags(network, vectors, targets, score)
        _pairs(network, vectors, targets, score)
    network.train()
    return score


def _tags(network: Network, vectors: torch.Tensor, targets: Targets, score: Score) -> None:
    for name, head in network.tags.items():
        if name == "kind":
            said = head(vectors[targets.kind_words]).argmax(-1)
            right = sum(float(targets.kind_masks[i, int(k)]) for i, k in enumerate(said))
            score.add("kind", right, len(said), len(said))
            continue
        wanted = targets.tags[name]
        known = wanted != IGNORE
        said = head(vectors).argmax(-1)
        if name in ("form", "event", "cue", "claim"):
            score.add(
                name,
                int(((said > 0) & (wanted > 0) & known).sum()),
                int(((said > 0) & known).sum()),
                int((wanted > 0).sum()),
            )
            score.add(
                f"{name} and label",
                int(((said == wanted) & (wanted > 0)).sum()),
                int(((said > 0) & known).sum()),
                int((wanted > 0).sum()),
            )
        else:
            score.add(name, int((said == wanted)[known].sum()), int(known.sum()), int(known.sum()))


def _pairs(network: Network, vectors: torch.Tensor, targets: Targets, score: Score) -> None:
    table = targets.bounds
    if table is not None:
        scores = network.pairs["bounds"](vectors, table.one, table.other, table.known)
        middle = table.valid.shape[1] // 2
        left, right = laid_out(table, scores[:, 0]), laid_out(table, scores[:, 1])
        left[:, middle + 1 :], right[:, :middle] = -1e9, -1e9
        fits = (left.argmax(1) == table.target[:, 0]) & (right.argmax(1) == table.target[:, 1])
        anchors = [b[0] for b in targets.example.bounds if b[1] - b[2] <= REACH and b[3] - b[1] <= REACH]
        for anchor, ok in zip(anchors, fits.tolist(), strict=True):
            score.add(f"bounds {('mention', 'trigger', 'cue', 'claim')[anchor]}", ok, 1, 1)
    table = targets.said
    if table is not None:
        scores = network.pairs["said"](vectors, table.one, table.other, table.known)
        who = torch.cat([laid_out(table, scores[:, 0]), network.nobody.expand(len(table.valid), 1)], dim=1).argmax(1)
        known = table.target[:, 0] != IGNORE
        score.add("source", int((who == table.target[:, 0])[known].sum()), int(known.sum()), int(known.sum()))
        what = laid_out(table, scores[:, 1]) > 0
        wanted = table.target[:, 1:]
        score.add(
            "content words",
            int((what & (wanted == 1)).sum()),
            int((what & (wanted != IGNORE)).sum()),
            int((wanted == 1).sum()),
        )
    _labels(network, vectors, targets, score)
    for name, table in (("coref", targets.coref), ("same_event", targets.same_event)):
        if table is not None:
            scores = laid_out(table, network.pairs[name](vectors, table.one, table.other, table.known)[:, 0])
            best = torch.cat([torch.zeros(len(scores), 1), scores], dim=1).argmax(1)
            right = table.target[torch.arange(len(best)), best] == 1
            linked, anaphor = best > 0, table.target[:, 0] == 0
            score.add(name, int((right & linked).sum()), int(linked.sum()), int(anaphor.sum()))


def _labels(network: Network, vectors: torch.Tensor, targets: Targets, score: Score) -> None:
    for name, table, names in (("role", targets.role, labels.ROLES), ("relation", targets.relation, labels.RELATIONS)):
        if table is None:
            continue
        scores = network.pairs[name](vectors, table.one, table.other, table.known)
        chance = scores.softmax(-1)
        said = scores.argmax(-1)
        for number, label in enumerate(names):
            if number:
                mine, gold = said == number, table.target == number
                score.add(f"{name} {label}", int((mine & gold).sum()), int(mine.sum()), int(gold.sum()))
                sure = chance[:, number] > 0.9
                if name == "role" and number <= 2:
                    score.add(f"{name} {label} .9", int((sure & gold).sum()), int(sure.sum()), int(gold.sum()))


def counts(examples: list[Targets]) -> Counter[str]:
    """How many labels there are to learn from."""
    found: Counter[str] = Counter()
    for targets in examples:
        found["words"] += targets.count
        for name in ("form", "event", "cue", "claim"):
            found[name] += int((targets.tags[name] > 0).sum())
    return found
