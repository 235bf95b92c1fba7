"""Who a record is across reports: the plainest identity, and nothing that a name alone cannot carry.

A record is taken to be a world node for a stated reason. Same full name of a person or organisation, same
place of the gazetteer: everything else gets a node of its own. A person's decision to keep a record apart
wins over any rule, and taking the decision back restores the rule's answer.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .ids import make_id
from .labels import LABELS, WORLD_OF_KIND, Label, Rel
from .reading import PlaceCandidate
from .vocabulary import EventType, Kind
from .writes import EdgeWrite, Properties

PLACE_SCORE = 0.8  # below it, or this close to the runner-up, a place name stays apart
PLACE_MARGIN = 0.1
BY_FULL_NAME = "rule:full-name"
_NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.GOVERNMENT)


class Described(Protocol):
    """What identification looks at: a record as it was read, or as it is stored."""

    @property
    def kind(self) -> Kind:
        """What it is."""

    @property
    def name(self) -> str:
        """The report's own words for it."""

    @property
    def event_type(self) -> EventType | None:
        """For events."""

    @property
    def full_name(self) -> str | None:
        """The name by which it may be known elsewhere."""

    @property
    def candidates(self) -> Sequence[PlaceCandidate]:
        """For places, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One record's place in the world, with the reason."""

    label: Label
    id: str
    properties: Properties
    score: float
    reason: str
    decided_by: str

    def edge(self, record_id: str) -> EdgeWrite:
        """The relationship that says so."""
        return EdgeWrite(
            Rel.IDENTIFIED_AS, Label.RECORD, record_id, self.label, self.id,
            {"score": self.score, "reason": self.reason, "decided_by": self.decided_by},
        )  # fmt: skip


def name_key(name: str) -> str:
    """A name without case, accents and punctuation: equal keys are the same full name."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c if c.isalnum() or _is_vowel_sign(c) else " " for c in plain if not "\u0300" <= c <= "\u036f")
    return " ".join("".join(kept).split())


def _is_vowel_sign(character: str) -> bool:
    # scripts that write vowels as marks tell names apart by them; only European accents are dropped
    return unicodedata.category(character).startswith("M")


def identify(record: Described, record_id: str, *, apart: bool = False) -> Identification | None:
    """The world node of a record, or None for times and for sources that nobody names.

    Args:
        apart: a person decided that this record is nobody else's.
    """
    label = WORLD_OF_KIND[record.kind]
    if label is None:
        return None
    prefix = LABELS[label].prefix
    alone = Identification(
        label=label,
        id=make_id(prefix, record_id),
        properties=_description(record),
        score=1.0,
        reason="kept apart by decision" if apart else "known from this report alone",
        decided_by="person" if apart else "rule:alone",
    )
    if apart:
        return alone
    if record.kind in _NAMED and record.full_name is not None and name_key(record.full_name):
        return Identification(
            label=label,
            id=make_id(prefix, "name", name_key(record.full_name)),
            properties={**_description(record), "name": record.full_name},
            score=0.9,
            reason=f"same full name: {record.full_name}",
            decided_by=BY_FULL_NAME,
        )
    return _gazetteer_place(record, label) or alone


def best_name(names: Iterable[str]) -> str:
    """The name a world node shows: the longest, ties by code point. Independent of the order of reports."""
    return min(names, key=lambda name: (-len(name), name))


def shared_kind(kinds: Iterable[str]) -> str:
    """The kind a shared world node shows, where its records disagree (a government is an organisation too)."""
    return min(kinds)


def _description(record: Described) -> dict[str, str | float | int | None]:
    described: dict[str, str | float | int | None] = {"name": record.name, "kind": record.kind.value}
    if record.event_type is not None:
        described["event_type"] = record.event_type.value
    return described


def _gazetteer_place(record: Described, label: Label) -> Identification | None:
    if record.kind is not Kind.PLACE or not record.candidates:
        return None
    best, *others = record.candidates
    rival = others[0].score if others else 0.0
    if best.score < PLACE_SCORE or best.score - rival < PLACE_MARGIN:
        return None
    return Identification(
        label=label,
        id=make_id(LABELS[label].prefix, "gazetteer", best.gazetteer),
        properties={
            "name": best.name,
            "kind": record.kind.value,
            "gazetteer": best.gazetteer,
            "latitude": best.latitude,
            "longitude": best.longitude,
            "country": best.country,
        },
        score=best.score,
        reason=f"same place of the gazetteer: {best.gazetteer} {best.name}, {best.country}",
        decided_by="rule:gazetteer",
    )
