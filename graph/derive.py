"""Derived relationships: the picture that people want first, rebuilt from claims and never edited.

A claim contributes to an edge between two world nodes; an edge lists the claims it stands on and dies with
the last of them. Denials, threats, conditions and what nobody knows contribute nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .ids import prefix_of
from .labels import EVENT_STARTS, LABEL_OF_PREFIX, REL_OF_SLOT, Label, Rel
from .vocabulary import CERTAINTY_RANK, Actuality, Certainty, Relation, Slot
from .writes import EdgeWrite

NARRATOR = "the report itself"
_NOT_HAPPENED = frozenset({Certainty.INTENT, Certainty.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One ABOUT relationship of a claim, with the world node behind its record (None: there is none)."""

    slot: Slot
    record: str
    of: str | None
    world: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveClaim:
    """What derivation needs of a claim that is not superseded.

    Attributes:
        speakers: names in the attribution chain, outermost first.
        sources: world nodes of the chain, outermost first; None where a source has none.
    """

    id: str
    report: str
    certainty: Certainty
    polarity: str
    actuality: Actuality
    quote: str
    relation: str | None
    predicate: str
    speakers: tuple[str, ...]
    sources: tuple[str | None, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """The ends of a derived edge; ``relation`` tells parallel LINKED_TO edges apart."""

    type: Rel
    start: str
    end: str
    relation: str = ""


def contributions(claim: LiveClaim) -> Iterator[Pair]:
    """The edges that a claim supports."""
    world_of = {link.record: link.world for link in claim.links}
    events = [link.world for link in claim.links if link.slot is Slot.EVENT and link.world]
    happened = claim.polarity == "+" and claim.actuality is Actuality.ASSERTED and claim.certainty not in _NOT_HAPPENED
    if happened:
        for link in claim.links:
            event = world_of.get(link.of) if link.of else None
            if link.slot in REL_OF_SLOT and link.world and event:
                ends = (event, link.world) if link.slot in EVENT_STARTS else (link.world, event)
                yield Pair(REL_OF_SLOT[link.slot], *ends)
        yield from _relations(claim)
    if claim.sources and claim.sources[-1]:
        for event in events:
            yield Pair(Rel.SAID_ABOUT, claim.sources[-1], event)
    for source in claim.sources:
        if source:
            yield Pair(Rel.CITES_SOURCE, claim.report, source)


def derived_edges(claims: Iterable[LiveClaim]) -> list[EdgeWrite]:
    """One edge a pair, with every claim behind it. Independent of the order of claims."""
    behind: dict[Pair, list[LiveClaim]] = defaultdict(list)
    for claim in claims:
        for pair in set(contributions(claim)):
            behind[pair].append(claim)
    return [_edge(pair, supporters) for pair, supporters in sorted(behind.items())]


def anchor(pair: Pair) -> str:
    """The end of a pair that fewer claims touch: its event or report if it has one."""
    rare = ("event", "report")
    return pair.end if prefix_of(pair.end) in rare else pair.start


def _relations(claim: LiveClaim) -> Iterator[Pair]:
    if claim.relation is None:
        return
    subjects = [link.world for link in claim.links if link.slot is Slot.SUBJECT and link.world]
    objects = [link.world for link in claim.links if link.slot is Slot.OBJECT and link.world]
    for start in subjects:
        for end in objects:
            if start == end:
                continue
            if claim.relation == Relation.LOCATED_IN and prefix_of(end) == "place":
                yield Pair(Rel.LOCATED_IN, start, end)
            else:
                yield Pair(Rel.LINKED_TO, start, end, claim.relation)


def _edge(pair: Pair, claims: Sequence[LiveClaim]) -> EdgeWrite:
    clearest = min(claims, key=lambda c: (CERTAINTY_RANK[c.certainty], len(c.quote), c.id))
    speakers = {claim.speakers[-1] if claim.speakers else NARRATOR for claim in claims}
    return EdgeWrite(
        pair.type,
        _label(pair.start),
        pair.start,
        _label(pair.end),
        pair.end,
        {
            "claim_ids": sorted({claim.id for claim in claims}),
            "report_ids": sorted({claim.report for claim in claims}),
            "certainty": clearest.certainty.value,
            "quote": clearest.quote,
            "speakers": sorted(speakers),
            "relation": pair.relation or None,
        },
        key=(pair.relation,),
    )


def _label(ident: str) -> Label:
    return LABEL_OF_PREFIX[prefix_of(ident)]
