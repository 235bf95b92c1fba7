"""Turns an annotated reading into what the network learns from: labels on words, and on pairs of words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from graph.document import Document, Metadata
from graph.ids import sha256_of
from ingest.extract.parsing import parse
from ingest.models.loader import load_model
from ingest.neural import labels
from ingest.neural.likeness import Phrase
from ingest.neural.windows import windows
from ingest.neural.words import Words, root_of, words_of
from ingest.read import Received
from ingest.segment import document_of

from .kinds import event_label

IGNORE = -100
_ROLE = {"perpetrator": "alleged_perpetrator"}
_SEVERAL = frozenset(
    {
        "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves", "these", "those",
    }
)  # fmt: skip


@dataclass
class Example:
    """One document. Words are counted from 0; ``None``/IGNORE labels teach nothing.

    Attributes:
        form, event, claim, cue: a label a word. ``kinds``: rows of allowed kinds (a mask), for words with a form.
        bounds: (anchor kind, word, first, last): phrases of anchors, both ends included.
        clusters: word -> cluster, for mentions; ``event_clusters`` for triggers.
        sources: (cue word, source's head word or -1 for nobody).
        contents: (cue word, first, end) spans; a cue with contents knows all of them.
        roles: (trigger word, mention word, role); ``hidden``: pairs that say nothing.
    """

    name: str
    words: dict[str, Any]
    windows: list[tuple[int, int]]
    form: list[int]
    kinds: dict[int, list[int]]
    event: list[int]
    actuality: dict[int, int]
    cue: list[int]
    claim: list[int]
    certainty: dict[int, int]
    polarity: dict[int, int]
    cue_certainty: dict[int, int]
    cue_polarity: dict[int, int]
    bounds: list[tuple[int, int, int, int]] = field(default_factory=list)
    clusters: dict[int, str] = field(default_factory=dict)
    event_clusters: dict[int, str] = field(default_factory=dict)
    sources: list[tuple[int, int]] = field(default_factory=list)
    contents: list[tuple[int, int, int]] = field(default_factory=list)
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    relations: list[tuple[int, int, int]] = field(default_factory=list)
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)


def document(name: str, text: str, published: str | None = None) -> Document:
    """A document as the product would make it."""
    data = text.encode("utf-8")
    known = Metadata(name=name, published=published)
    return document_of(
        Received(original=data, sha256=sha256_of(data), metadata=known, text=text, notes=(), source=name)
    )


class Aligner:
    """Finds the words of character spans."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last + 1 of the words that overlap a span; None if none does."""
        first = int(np.searchsorted(self.words.ends, start, side="right"))
        last = int(np.searchsorted(self.words.starts, end, side="left"))
        return (first, last) if first < last else None

    def head(self, start: int, end: int) -> int | None:
        """The word that carries a span, or None: it must lie in one sentence."""
        found = self.span(start, end)
        if found is None:
            return None
        first, last = found
        sentence = int(self.words.sentence[first])
        while int(self.words.sentence[last - 1]) != sentence:
            last -= 1
        doc = self.words.parsed[sentence].doc
        base = self.words.first[sentence]
        return base + root_of(doc, first - base, last - base)


def words_of_text(name: str, text: str) -> Words:
    """The words of a text, parsed as the product parses it."""
    return words_of(parse(document(name, text), load_model(), []))


def phrase(words: Words, head: int, text: str) -> Phrase:
    """A mention as coreference compares it."""
    token = words.at(head)
    return Phrase(text, token.lemma_, token.tag_ in ("NNS", "NNPS") or token.lower_ in _SEVERAL)


def blank(name: str, words: Words) -> Example:
    """An example that knows of nothing yet."""
    count = len(words)
    kept = {
        "texts": words.texts, "features": words.features, "sentence": words.sentence, "starts": words.starts,
        "ends": words.ends,
    }  # fmt: skip
    return Example(
        name=name, words=kept, windows=windows(words.first, count), form=[0] * count, kinds={}, event=[0] * count,
        actuality={}, cue=[0] * count, claim=[0] * count, certainty={}, polarity={}, cue_certainty={}, cue_polarity={},
    )  # fmt: skip


class ReadingExample:
    """Labels one text from its annotated reading."""

    def __init__(self, reading: dict[str, Any], text: str) -> None:
        self.reading = reading
        self.words = words_of_text(reading["file"], text)
        self.align = Aligner(self.words)
        self.example = blank(reading["file"], self.words)
        self.entity: dict[int, str] = {}
        self.trigger: dict[int, str] = {}

    def make(self) -> Example:
        """The example."""
        self._mentions()
        self._events()
        self._claims()
        self._attributions()
        self._roles()
        self._relations()
        self._paths()
        return self.example

    def _bounds(self, anchor: int, head: int, start: int, end: int) -> None:
        found = self.align.span(start, end)
        assert found is not None
        first, last = found
        same = self.words.sentence
        while same[first] != same[head]:
            first += 1
        while same[last - 1] != same[head]:
            last -= 1
        self.example.bounds.append((anchor, head, first, last - 1))

    def _mentions(self) -> None:
        for entity in self.reading["entities"]:
            for mention in entity["mentions"]:
                head = self.align.head(mention["start"], mention["end"])
                if head is None:
                    continue
                form = mention.get("form")
                if form not in labels.FORMS:
                    if self.example.form[head] == 0:
                        self.example.form[head] = IGNORE
                    continue
                if self.example.form[head] > 0:
                    continue
                self.example.form[head] = labels.FORMS.index(form)
                self.example.kinds[head] = [int(kind == entity["type"]) for kind in labels.KINDS]
                self.example.clusters[head] = self.entity[head] = entity["id"]
                self.example.phrases[head] = phrase(self.words, head, mention["text"])
                self._bounds(labels.MENTION, head, mention["start"], mention["end"])

    def _events(self) -> None:
        speakers = {role["event"] for role in self.reading["roles"] if role["role"] == "speaker"}
        for event in self.reading["events"]:
            for mention in event["mentions"]:
                head = self.align.head(mention["start"], mention["end"])
                if head is None or self.example.event[head] > 0:
                    continue
                label = event_label(event["type"], mention.get("subtype"), event["id"] in speakers)
                self.example.event[head] = labels.EVENTS.index(label)
                if mention.get("actuality"):
                    self.example.actuality[head] = [a.value for a in labels.ACTUALITIES].index(mention["actuality"])
                self.example.event_clusters[head] = self.trigger[head] = event["id"]
                token = self.words.at(head)
                self.example.phrases.setdefault(head, Phrase(token.lemma_.lower(), token.lemma_.lower()))
                self._bounds(labels.TRIGGER, head, mention["start"], mention["end"])

    def _claims(self) -> None:
        for claim in self.reading["claims"]:
            for start, end in claim["spans"]:
                head = self.align.head(start, end)
                if head is None or self.example.claim[head] > 0:
                    continue
                self.example.claim[head] = 1
                self.example.certainty[head] = [c.value for c in labels.CERTAINTIES].index(claim["certainty"])
                self.example.polarity[head] = int(claim.get("polarity") == "-")
                self._bounds(labels.CLAIM, head, start, end)

    def _attributions(self) -> None:
        seen: set[tuple[int, int]] = set()
        for claim in self.reading["claims"]:
            links = [claim.get("attribution"), *(claim.get("attribution") or {}).get("outer", [])]
            for place, link in enumerate(links):
                if link and link.get("cue"):
                    self._attribution(link, claim if place == 0 else None, seen)

    def _attribution(self, link: dict[str, Any], claim: dict[str, Any] | None, seen: set[tuple[int, int]]) -> None:
        cue = self.align.head(*link["cue"])
        if cue is None:
            return
        found = [span for content in link["content"] if (span := self.align.span(*content)) is not None]
        if claim is not None and cue not in self.example.cue_certainty:
            self.example.cue_certainty[cue] = [c.value for c in labels.CERTAINTIES].index(claim["certainty"])
            self.example.cue_polarity[cue] = int(link.get("polarity") == "-")
        for first, end in found:
            if (cue, first) not in seen:
                seen.add((cue, first))
                self.example.contents.append((cue, first, end))
        if self.example.cue[cue] == 1:
            return
        self.example.cue[cue] = 1
        self._bounds(labels.CUE, cue, *link["cue"])
        source = self.align.head(*link["source"]) if link.get("source") else -1
        if source is not None:
            self.example.sources.append((cue, source))

    def _roles(self) -> None:
        known: dict[tuple[str, str], int] = {}
        for role in self.reading["roles"]:
            name = _ROLE.get(role["role"], role["role"])
            if name not in labels.ROLES:
                continue
            label = labels.ROLES.index(name)
            known[role["entity"], role["event"]] = label
            mention = self._filler(role)
            trigger = self.align.head(*role["trigger"]) if role.get("trigger") else None
            if mention is not None and trigger is not None and self.trigger.get(trigger):
                self.example.roles.append((trigger, mention, label))
        stated = {(trigger, mention) for trigger, mention, _ in self.example.roles}
        for trigger, event in self.trigger.items():
            for mention, entity in self.entity.items():
                if (entity, event) in known and (trigger, mention) not in stated:
                    self.example.hidden.append((trigger, mention))

    def _filler(self, role: dict[str, Any]) -> int | None:
        if not role.get("span"):
            return None
        head = self.align.head(*role["span"])
        if head is None or self.entity.get(head) == role["entity"]:
            return head
        span = self.align.span(*role["span"])
        assert span is not None
        return next((w for w in range(*span) if self.entity.get(w) == role["entity"]), None)

    def _relations(self) -> None:
        spans = {claim["id"]: claim["spans"] for claim in self.reading["claims"]}
        for relation in self.reading["relations"]:
            label = labels.RELATIONS.index(relation["relation"]) if relation["relation"] in labels.RELATIONS else 0
            if not label or relation["relation"] == "HOLDS_ROLE":
                continue
            where = [s for claim in relation.get("claims") or [] for s in spans.get(claim, [])]
            pair = self._related(relation["subject"], relation["object"], where)
            if pair:
                self.example.relations.append((*pair, label))

    def _related(self, subject: str, other: str, where: Sequence[Sequence[int]]) -> tuple[int, int] | None:
        """The nearest mentions of two entities in one sentence of the claim; None if there are none."""
        sentences = {int(self.words.sentence[s[0]]) for span in where if (s := self.align.span(*span)) is not None}
        pairs = [
            (abs(a - b), a, b)
            for a, one in self.entity.items() if one == subject and int(self.words.sentence[a]) in sentences
            for b, two in self.entity.items() if two == other and self.words.sentence[b] == self.words.sentence[a]
        ]  # fmt: skip
        return min(pairs)[1:] if pairs else None

    def _paths(self) -> None:
        """The way from every trigger, and every mention, to every mention of its sentence."""
        for anchor in {*self.trigger, *self.entity}:
            for mention in self.entity:
                if self.words.sentence[anchor] == self.words.sentence[mention]:
                    self.example.pairs[anchor, mention] = self.words.path(anchor, mention)


def readings(folder: Path) -> Iterator[Example]:
    """The examples of ``folder/readings`` and ``folder/texts``, in order of name."""
    for path in sorted((folder / "readings").glob("*.json")):
        reading = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        yield ReadingExample(reading, text).make()
