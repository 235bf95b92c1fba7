"""An example as tensors: everything that can be worked out once, before the first step."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ingest.neural import labels
from ingest.neural.likeness import Likeness, Phrase, between, distance
from ingest.neural.look import NEAR, REACH
from ingest.neural.pieces import PieceCutter

from .examples import IGNORE, Example


@dataclass
class Table:
    """Pairs of words with what is known of them; ``shape`` lays them out as rows of candidates."""

    one: Tensor
    other: Tensor
    known: dict[str, Tensor]
    target: Tensor
    valid: Tensor


def _tensor(values: object) -> Tensor:
    return torch.tensor(np.asarray(values, dtype=np.int64))


class Targets:
    """The tensors of one example."""

    def __init__(self, example: Example, cutter: PieceCutter) -> None:
        self.example = example
        words = example.words
        cut = cutter.cut(words["texts"], example.windows)
        self.pieces, self.mask = torch.tensor(cut.pieces), torch.tensor(cut.mask)
        self.row, self.column = torch.tensor(cut.row), torch.tensor(cut.column)
        self.features = torch.tensor(words["features"])
        self.count = len(words["texts"])
        self.sentence = np.asarray(words["sentence"])
        self.window = np.repeat(np.arange(len(example.windows)), [b - a for a, b in example.windows])
        self._tags()
        self.bounds = self._bounds()
        self.said = self._said()
        self.role = self._role()
        self.relation = self._relation()
        self.coref = self._same(example.clusters, forms=True)
        self.same_event = self._same(example.event_clusters, forms=False)

    def _tags(self) -> None:
        example = self.example
        self.tags = {"form": _tensor(example.form), "event": _tensor(example.event), "cue": _tensor(example.cue),
                     "claim": _tensor(example.claim)}  # fmt: skip
        sparse = {"actuality": example.actuality, "certainty": example.certainty, "polarity": example.polarity,
                  "cue_certainty": example.cue_certainty, "cue_polarity": example.cue_polarity}  # fmt: skip
        for name, known in sparse.items():
            values = np.full(self.count, IGNORE)
            for word, label in known.items():
                values[word] = label
            self.tags[name] = _tensor(values)
        self.kind_words = _tensor(list(example.kinds))
        self.kind_masks = torch.tensor(
            np.array(list(example.kinds.values()), dtype=np.float32).reshape(-1, len(labels.KINDS))
        )

    def _bounds(self) -> Table | None:
        rows = [b for b in self.example.bounds if b[1] - b[2] <= REACH and b[3] - b[1] <= REACH]
        if not rows:
            return None
        heads = np.array([r[1] for r in rows])
        offsets = np.arange(-REACH, REACH + 1)
        other = heads[:, None] + offsets[None, :]
        inside = np.clip(other, 0, self.count - 1)
        valid = (other >= 0) & (other < self.count) & (self.sentence[inside] == self.sentence[heads][:, None])
        where = np.nonzero(valid)
        known = {
            "distance": _tensor(distance(offsets[where[1]])),
            "anchor": _tensor(np.array([r[0] for r in rows])[where[0]]),
        }
        target = np.array([[r[2] - r[1] + REACH, r[3] - r[1] + REACH] for r in rows])
        return Table(_tensor(heads[where[0]]), _tensor(inside[where]), known, _tensor(target), torch.tensor(valid))

    def _said(self) -> Table | None:
        """For every cue, all words of its window: target column 0 the source's place, the rest the contents."""
        cues = [w for w, label in enumerate(self.example.cue) if label == 1]
        source = dict(self.example.sources)
        contents: dict[int, list[tuple[int, int]]] = {}
        for cue, first, end in self.example.contents:
            contents.setdefault(cue, []).append((first, end))
        cues = [c for c in cues if c in contents or c in source]
        if not cues:
            return None
        width = max(b - a for a, b in self.example.windows)
        bounds = [self.example.windows[self.window[c]] for c in cues]
        other = np.array([a for a, _ in bounds])[:, None] + np.arange(width)[None, :]
        valid = other < np.array([b for _, b in bounds])[:, None]
        inside = np.clip(other, 0, self.count - 1)
        target = np.full((len(cues), width + 1), IGNORE)
        for row, cue in enumerate(cues):
            first, end = bounds[row]
            who = source.get(cue, IGNORE)
            target[row, 0] = width if who == -1 else who - first if first <= who < end else IGNORE
            for a, b in contents.get(cue, []):
                if target[row, 1] == IGNORE:
                    target[row, 1 : 1 + end - first] = 0
                target[row, 1 + max(0, a - first) : 1 + max(0, b - first)] = 1
            target[row, 1 + end - first :] = IGNORE
        where = np.nonzero(valid)
        heads = np.array(cues)
        known = {"distance": _tensor(distance(inside[where] - heads[where[0]]))}
        return Table(_tensor(heads[where[0]]), _tensor(inside[where]), known, _tensor(target), torch.tensor(valid))

    def _kinds(self, word: int) -> int:
        allowed = self.example.kinds.get(word)
        return 1 + allowed.index(1) if allowed and 1 in allowed else 0

    def _role(self) -> Table | None:
        stated = {(t, m): label for t, m, label in self.example.roles}
        hidden = set(self.example.hidden)
        mentions = sorted(self.example.clusters)
        rows = [
            (t, m, stated.get((t, m), 0))
            for t in sorted(self.example.event_clusters) for m in mentions
            if self.window[t] == self.window[m] and abs(self.sentence[t] - self.sentence[m]) <= NEAR
            and (t, m) not in hidden
        ]  # fmt: skip
        if not rows:
            return None
        table = np.array(rows)
        example = self.example
        known = {
            "distance": _tensor(distance(table[:, 1] - table[:, 0])),
            "path": _tensor([example.pairs.get((t, m), 0) for t, m, _ in rows]),
            "event": _tensor([example.event[t] for t in table[:, 0]]),
            "kind": _tensor([self._kinds(m) for m in table[:, 1]]),
            "form": _tensor([max(0, example.form[m]) for m in table[:, 1]]),
        }
        return Table(_tensor(table[:, 0]), _tensor(table[:, 1]), known, _tensor(table[:, 2]), torch.ones(len(rows)))

    def _relation(self) -> Table | None:
        if not self.example.event_clusters:
            return None
        stated = {(a, b): label for a, b, label in self.example.relations}
        clusters = self.example.clusters
        related = {(clusters[a], clusters[b]) for a, b in stated}
        mentions = sorted(clusters)
        rows = [
            (a, b, stated.get((a, b), 0)) for a in mentions for b in mentions
            if a != b and self.sentence[a] == self.sentence[b] and self.window[a] == self.window[b]
            and clusters[a] != clusters[b]
            and ((a, b) in stated or (clusters[a], clusters[b]) not in related)
        ]  # fmt: skip
        if not rows:
            return None
        table = np.array(rows)
        known = {"distance": _tensor(distance(table[:, 1] - table[:, 0])),
                 "path": _tensor([self.example.pairs.get((a, b), 0) for a, b, _ in rows])}  # fmt: skip
        return Table(_tensor(table[:, 0]), _tensor(table[:, 1]), known, _tensor(table[:, 2]), torch.ones(len(rows)))

    def _same(self, clusters: dict[int, str], *, forms: bool) -> Table | None:
        """For every phrase, the earlier ones; a target of 1 where they name the same."""
        heads = sorted(clusters)
        if len(heads) < 2:
            return None
        like = Likeness([self._phrase(h) for h in heads])
        earlier = [like.earlier(i) for i in range(len(heads))]
        width = max(len(e) for e in earlier)
        target = np.full((len(heads), width + 1), IGNORE)
        one, other, match, gap = [], [], [], []
        for i, before in enumerate(earlier):
            target[i, 0] = 1
            for place, j in enumerate(before):
                same = clusters[heads[i]] == clusters[heads[j]]
                target[i, place + 1] = int(same)
                target[i, 0] = 0 if same else target[i, 0]
            one += [i] * len(before)
            other += list(before)
            match.append(like.match(i, before))
            gap.append(i - 1 - before)
        words = np.array(heads)
        first, second = words[np.array(one, dtype=int)], words[np.array(other, dtype=int)]
        known = {"between": _tensor(between(np.concatenate(gap))), "match": _tensor(np.concatenate(match)),
                 "sentences": _tensor(np.minimum(7, self.sentence[first] - self.sentence[second]))}  # fmt: skip
        if forms:
            form = np.maximum(0, np.array(self.example.form))
            known["forms"] = _tensor(form[first] * 4 + form[second])
        return Table(_tensor(first), _tensor(second), known, _tensor(target), torch.tensor(target[:, 1:] != IGNORE))

    def _phrase(self, head: int) -> Phrase:
        return self.example.phrases.get(head) or Phrase(
            self.example.words["texts"][head], self.example.words["texts"][head]
        )
