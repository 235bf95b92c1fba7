"""Turns what the network's heads say into phrases, links and roles: the decoding, block by block."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph.vocabulary import Form

from . import labels
from .likeness import Likeness, Phrase, between, distance
from .network import Floats, Ints, Network, sigmoid, softmax
from .seen import Seen, SeenClaim, SeenCue, SeenMention, SeenRelation, SeenRole, SeenTrigger
from .windows import windows
from .words import Words

BLOCK = 12_000  # words that are looked at together: bounds memory on long documents
REACH = 40  # words to either side in which a phrase's bounds are looked for
NEAR = 2  # sentences between a trigger and what may fill its roles
_SEVERAL = frozenset(
    {
        "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves", "these", "those",
    }
)  # fmt: skip

# Chances from which on a head is believed; chosen on held-back texts of training/.
MENTION, TRIGGER, CUE, CLAIM = 0.4, 0.4, 0.4, 0.45
CONTENT = 0.5
ROLE = 0.1  # what grammar then has to agree with; surer ones stand by themselves
RELATION = 0.5
MARGIN = 1.0  # a lead below this is a tie, and ties stay open
MARGIN_OF_NAMES = 2.0  # between two names of one sentence that a pronoun may stand for
_NAME, _PRONOUN = labels.FORMS.index(Form.NAME), labels.FORMS.index(Form.PRONOUN)
LINK, LINK_EVENTS = 0.0, 0.5  # log-odds above "somebody new" from which on a phrase takes up an earlier one


class Eye:
    """Looks at documents with one network."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def look(self, words: Words) -> Seen:
        """All that is seen in a document's words."""
        seen = Seen()
        every = windows(words.first, len(words))
        block: list[tuple[int, int]] = []
        for window in every:
            if block and window[1] - block[0][0] > BLOCK:
                self._block(words, block, seen)
                block = []
            block.append(window)
        if block:
            self._block(words, block, seen)
        return seen

    def _block(self, words: Words, bounds: Sequence[tuple[int, int]], seen: Seen) -> None:
        base = bounds[0][0]
        vectors = self._network.vectors(words, bounds)
        view = _View(self._network, words, vectors, base, bounds)
        mentions, triggers = view.mentions(), view.triggers()
        first, start = len(seen.mentions), len(seen.triggers)
        view.who_is_who(mentions, first)
        view.same_events(triggers, start)
        roles, relations = view.roles(triggers, mentions), view.relations(mentions)
        for role in roles:
            role.trigger += start
            role.mention += first
        for relation in relations:
            relation.one += first
            relation.other += first
        seen.certainty.append(view.certainty())
        seen.eventful.append(view.eventful())
        seen.mentions += mentions
        seen.triggers += triggers
        seen.cues += view.cues()
        seen.claims += view.claims()
        seen.roles += roles
        seen.relations += relations


class _View:
    """One block: its words are numbered from ``base`` on in the document, from 0 on here."""

    def __init__(
        self, network: Network, words: Words, vectors: Floats, base: int, bounds: Sequence[tuple[int, int]]
    ) -> None:
        self.network, self.words, self.vectors, self.base = network, words, vectors, base
        self.count = len(vectors)
        self.sentence = words.sentence[base : base + self.count]
        self.window = np.repeat(np.arange(len(bounds)), [b - a for a, b in bounds])
        self.bounds = [(a - base, b - base) for a, b in bounds]
        self._phrases = network.project("bounds", vectors)

    def _spans(self, heads: Ints, anchor: int) -> tuple[Ints, Ints]:
        """First and last + 1 of the phrases that these words carry."""
        offsets = np.arange(-REACH, REACH + 1)
        other = heads[:, None] + offsets[None, :]
        inside = np.clip(other, 0, self.count - 1)
        valid = (other >= 0) & (other < self.count) & (self.sentence[inside] == self.sentence[heads][:, None])
        row, column = np.nonzero(valid)
        known = {"distance": distance(offsets[column]), "anchor": np.full(len(row), anchor)}
        one, two = self._phrases
        scores = self.network.pairs("bounds", one[heads[row]], two[inside[row, column]], known)
        laid = np.full((2, len(heads), len(offsets)), -1e9, dtype=np.float32)
        laid[:, row, column] = scores.T
        return heads + laid[0, :, : REACH + 1].argmax(1) - REACH, heads + laid[1, :, REACH:].argmax(1) + 1

    def mentions(self) -> list[SeenMention]:
        """The participants."""
        forms = self.network.tag("form", self.vectors)
        heads = np.nonzero(1 - forms[:, 0] >= MENTION)[0]
        if not len(heads):
            return []
        best = forms[heads, 1:].argmax(1) + 1
        kinds = self.network.tag("kind", self.vectors[heads]).argmax(1)
        first, end = self._spans(heads, labels.MENTION)
        return [
            SeenMention(int(h) + self.base, int(a) + self.base, int(b) + self.base, str(labels.FORMS[f]),
                        labels.KINDS[k], float(1 - forms[h, 0]))
            for h, a, b, f, k in zip(heads, first, end, best, kinds, strict=True)
        ]  # fmt: skip

    def triggers(self) -> list[SeenTrigger]:
        """The triggers of events, and of acts that are done with words."""
        events = self.network.tag("event", self.vectors)
        heads = np.nonzero(1 - events[:, 0] >= TRIGGER)[0]
        if not len(heads):
            return []
        best = events[heads, 1:].argmax(1) + 1
        actual = self.network.tag("actuality", self.vectors[heads])
        first, end = self._spans(heads, labels.TRIGGER)
        begin, stop = self._spans(heads, labels.CLAIM)
        return [
            SeenTrigger(int(h) + self.base, int(a) + self.base, int(b) + self.base, str(labels.EVENTS[e]),
                        labels.ACTUALITIES[int(chances.argmax())], float(1 - events[h, 0]), float(chances.max()),
                        (int(c) + self.base, int(d) + self.base))
            for h, a, b, e, chances, c, d in zip(heads, first, end, best, actual, begin, stop, strict=True)
        ]  # fmt: skip

    def eventful(self) -> Floats:
        """The chance of each word that it tells of an event, other than an act of speech: (words,)."""
        chances = self.network.tag("event", self.vectors)
        told: Floats = 1 - chances[:, 0] - chances[:, -1]
        return told

    def certainty(self) -> Floats:
        """How sure the proposition sounds that each word would carry: (words, certainties)."""
        return self.network.tag("certainty", self.vectors)

    def claims(self) -> list[SeenClaim]:
        """The propositions."""
        chance = self.network.tag("claim", self.vectors)[:, 1]
        heads = np.nonzero(chance >= CLAIM)[0]
        if not len(heads):
            return []
        sure = self.certainty()[heads]
        negative = self.network.tag("polarity", self.vectors[heads])[:, 1]
        first, end = self._spans(heads, labels.CLAIM)
        return [
            SeenClaim(int(h) + self.base, int(a) + self.base, int(b) + self.base, labels.CERTAINTIES[int(s.argmax())],
                      bool(n > 0.5), float(chance[h]), float(s.max()))
            for h, a, b, s, n in zip(heads, first, end, sure, negative, strict=True)
        ]  # fmt: skip

    def cues(self) -> list[SeenCue]:
        """Who says what."""
        chance = self.network.tag("cue", self.vectors)[:, 1]
        heads = np.nonzero(chance >= CUE)[0]
        if not len(heads):
            return []
        sure = self.network.tag("cue_certainty", self.vectors[heads])
        negative = self.network.tag("cue_polarity", self.vectors[heads])[:, 1]
        first, end = self._spans(heads, labels.CUE)
        one, other = self.network.project("said", self.vectors)
        found = []
        for place, head in enumerate(heads):
            low, high = self.bounds[self.window[head]]
            inside = np.arange(low, high)
            scores = self.network.pairs(
                "said", one[head][None, :], other[inside], {"distance": distance(inside - head)}
            )
            who = softmax(np.append(scores[:, 0], np.float32(self.network.nobody)))
            best = int(who.argmax())
            content = inside[sigmoid(scores[:, 1]) >= CONTENT] + self.base
            found.append(
                SeenCue(int(head) + self.base, int(first[place]) + self.base, int(end[place]) + self.base,
                        None if best == len(inside) else int(inside[best]) + self.base, tuple(content.tolist()),
                        labels.CERTAINTIES[int(sure[place].argmax())], bool(negative[place] > 0.5), float(chance[head]),
                        float(who[best]))
            )  # fmt: skip
        return found

    def _phrase(self, mention: SeenMention) -> Phrase:
        token = self.words.at(mention.head)
        doc = token.doc
        base = self.words.first[int(self.words.sentence[mention.head])]
        text = doc[mention.first - base : mention.end - base].text
        return Phrase(text, token.lemma_, token.tag_ in ("NNS", "NNPS") or token.lower_ in _SEVERAL)

    def who_is_who(self, mentions: list[SeenMention], first: int) -> None:
        """Links each mention to the best earlier one, or to nobody."""
        form = {name: number for number, name in enumerate(labels.FORMS)}
        forms = np.array([form[m.form] for m in mentions], dtype=np.int64)
        phrases = [self._phrase(m) for m in mentions]
        links = self._links("coref", [m.head for m in mentions], phrases, forms, LINK)
        for place, (mention, link) in enumerate(zip(mentions, links, strict=True)):
            mention.link = None if link is None else first + link
            mention.cluster = first + place if link is None else mentions[link].cluster

    def same_events(self, triggers: list[SeenTrigger], first: int) -> None:
        """Links each trigger to the best earlier one of the same event, or to none."""
        lemmas = [self.words.at(t.head).lemma_.lower() for t in triggers]
        phrases = [Phrase(word, word) for word in lemmas]
        links = self._links("same_event", [t.head for t in triggers], phrases, None, LINK_EVENTS)
        for trigger, link in zip(triggers, links, strict=True):
            trigger.link = None if link is None else first + link

    def _links(
        self, name: str, heads: list[int], phrases: list[Phrase], forms: Ints | None, least: float
    ) -> list[int | None]:
        if not heads:
            return []
        places = np.array(heads) - self.base
        one, other = self.network.project(name, self.vectors[places])
        like = Likeness(phrases)
        found: list[int | None] = []
        for index in range(len(heads)):
            earlier = like.earlier(index)
            if not len(earlier):
                found.append(None)
                continue
            gap = self.sentence[places[index]] - self.sentence[places[earlier]]
            known = {"between": between(index - 1 - earlier), "match": like.match(index, earlier),
                     "sentences": np.minimum(7, gap)}  # fmt: skip
            if forms is not None:
                known["forms"] = forms[index] * 4 + forms[earlier]
            scores = self.network.pairs(name, one[index][None, :], other[earlier], known)[:, 0]
            margins = np.full(len(earlier), MARGIN)
            if forms is not None and forms[index] == _PRONOUN and forms[earlier[scores.argmax()]] == _NAME:
                margins[(forms[earlier] == _NAME) & (gap == gap[scores.argmax()])] = MARGIN_OF_NAMES
            found.append(_linked(scores, earlier, found, least, margins))
        return found

    def roles(self, triggers: Sequence[SeenTrigger], mentions: Sequence[SeenMention]) -> list[SeenRole]:
        """Who fills which role of which trigger."""
        pairs = self._close(triggers, mentions)
        if not pairs:
            return []
        heads = np.array([t.head for t in triggers]) - self.base
        fillers = np.array([m.head for m in mentions]) - self.base
        which, whom = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
        kinds = np.array([1 + labels.KINDS.index(m.kind) for m in mentions])
        forms = np.array([labels.FORMS.index(m.form) for m in mentions])
        events = np.array([labels.EVENTS.index(t.label) for t in triggers])
        known = {
            "distance": distance(fillers[whom] - heads[which]), "event": events[which], "kind": kinds[whom],
            "form": forms[whom], "path": self._paths(heads[which], fillers[whom]),
        }  # fmt: skip
        one, other = self.network.project("role", self.vectors)
        chances = softmax(self.network.pairs("role", one[heads[which]], other[fillers[whom]], known))
        rows, columns = np.nonzero(chances[:, 1:] >= ROLE)
        return [
            SeenRole(*pairs[row], str(labels.ROLES[label + 1]), float(chances[row, label + 1]))
            for row, label in zip(rows.tolist(), columns.tolist(), strict=True)
        ]

    def _near(self, one: int, other: int) -> bool:
        a, b = one - self.base, other - self.base
        return bool(self.window[a] == self.window[b] and abs(self.sentence[a] - self.sentence[b]) <= NEAR)

    def _close(self, triggers: Sequence[SeenTrigger], mentions: Sequence[SeenMention]) -> list[tuple[int, int]]:
        """Triggers and mentions, by their places, that stand near enough to each other."""
        by_window: dict[int, list[int]] = {}
        for j, mention in enumerate(mentions):
            by_window.setdefault(int(self.window[mention.head - self.base]), []).append(j)
        return [
            (i, j) for i, t in enumerate(triggers) for j in by_window.get(int(self.window[t.head - self.base]), ())
            if self._near(t.head, mentions[j].head)
        ]  # fmt: skip

    def _paths(self, one: Ints, other: Ints) -> Ints:
        return np.array(
            [self.words.path(int(a) + self.base, int(b) + self.base) for a, b in zip(one, other, strict=True)],
            dtype=np.int64,
        )

    def relations(self, mentions: Sequence[SeenMention]) -> list[SeenRelation]:
        """Relations between mentions of one sentence."""
        by_sentence: dict[int, list[int]] = {}
        for j, mention in enumerate(mentions):
            if mention.form != "pronoun":
                by_sentence.setdefault(int(self.sentence[mention.head - self.base]), []).append(j)
        pairs = [
            (a, b) for held in by_sentence.values() for a in held for b in held
            if a != b and mentions[a].cluster != mentions[b].cluster and self._near(mentions[a].head, mentions[b].head)
        ]  # fmt: skip
        if not pairs:
            return []
        heads = np.array([m.head for m in mentions]) - self.base
        first, second = heads[[a for a, _ in pairs]], heads[[b for _, b in pairs]]
        known = {"distance": distance(second - first), "path": self._paths(first, second)}
        one, other = self.network.project("relation", self.vectors)
        chances = softmax(self.network.pairs("relation", one[first], other[second], known))
        found = []
        for place, (a, b) in enumerate(pairs):
            label = int(chances[place].argmax())
            if label and chances[place, label] >= RELATION:
                found.append(SeenRelation(a, b, labels.RELATIONS[label], float(chances[place, label])))
        return found


def _linked(
    scores: Floats, earlier: Ints, links: Sequence[int | None], least: float, margins: npt.NDArray[np.float64]
) -> int | None:
    """The earlier phrase with the best score; None if it is too low, or if another party scores about as well."""
    best = int(scores.argmax())
    if scores[best] <= least:
        return None
    party = _first(int(earlier[best]), links)
    near = earlier[scores > scores[best] - margins]
    return int(earlier[best]) if all(_first(int(place), links) == party for place in near) else None


def _first(place: int, links: Sequence[int | None]) -> int:
    """The first mention of a phrase's party."""
    while (before := links[place]) is not None:
        place = before
    return place
