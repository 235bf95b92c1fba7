"""What lies within reach of a node: breadth first, nearest and best evidenced first, one query a level and label."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from .claim_details import chunks
from .errors import BadArgument
from .ids import prefix_of
from .labels import DERIVED_RELS, LABEL_OF_PREFIX, RELS, WORLD_LABELS, Label, Rel
from .store import GraphStore
from .vocabulary import CERTAINTY_RANK, Certainty

TIMEOUT = 30.0  # seconds a query: some nodes have tens of thousands of relationships
MOST = 5_000  # nodes that any picture shows
FRONTIER = 2_000  # nodes that a level is extended from, or more if more are shown


@dataclass(frozen=True, slots=True)
class Step:
    """Relationships to follow from the nodes of one label: along their direction or against it."""

    types: tuple[Rel, ...]
    along: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship as it is met on the way from ``near`` to ``far``, without its properties.

    Attributes:
        along: it runs from ``near`` to ``far``.
        claims: how many claims it stands on (0: it is not derived).
        place: where its words begin in the report, or those of ``far``; 0 if neither has words.
    """

    edge: str
    near: str
    far: str
    along: bool
    claims: int
    certainty: str
    place: int

    @property
    def rank(self) -> int:
        """Of its certainty, 0 is the clearest."""
        return CERTAINTY_RANK[Certainty(self.certainty)] if self.certainty else len(CERTAINTY_RANK)

    def reversed(self) -> "Link":
        """The same relationship met from its other end."""
        return replace(self, near=self.far, far=self.near, along=not self.along)


Steps = Mapping[Label, tuple[Step, ...]]


def _derived(label: Label) -> tuple[Step, ...]:
    along = tuple(rel for rel in DERIVED_RELS if label in RELS[rel].starts)
    against = tuple(rel for rel in DERIVED_RELS if label in RELS[rel].ends)
    return tuple(Step(types, way) for types, way in ((along, True), (against, False)) if types)


# Between world nodes. A report that cites a source is shown, but what else it cites is no relationship.
WORLD: Steps = {label: _derived(label) for label in WORLD_LABELS}

_SAID = (Rel.EVIDENCED_BY, Rel.ABOUT, Rel.CITES, Rel.CONTENT_OF)
# Around a node that is not of the world: where it stands and what stands on it.
EVIDENCE: Steps = {
    Label.SENTENCE: (
        Step((Rel.IN_REPORT, Rel.REPEATS), True),
        Step((Rel.EVIDENCED_BY, Rel.IN_SENTENCE, Rel.REPEATS), False),
    ),
    Label.MENTION: (Step((Rel.IN_SENTENCE, Rel.REFERS_TO), True),),
    Label.RECORD: (
        Step((Rel.IDENTIFIED_AS,), True),
        Step((Rel.REFERS_TO, Rel.ABOUT, Rel.CITES, Rel.SPOKEN_BY, Rel.ABOUT_EVENT, Rel.SEPARATES), False),
    ),
    Label.CLAIM: (Step(_SAID, True), Step((Rel.ADMITS,), False)),
    Label.PROPOSAL: (Step(_SAID, True), Step((Rel.ACCEPTS, Rel.REJECTS), False)),
    Label.STATEMENT: (
        Step((Rel.EVIDENCED_BY, Rel.SPOKEN_BY, Rel.ABOUT_EVENT), True),
        Step((Rel.CONTENT_OF,), False),
    ),
    Label.JUDGEMENT: (Step((Rel.SEPARATES, Rel.ACCEPTS, Rel.REJECTS, Rel.ADMITS), True),),
}
# Around a report. Only here are a report's sentences followed: one met on the way would bring all of them.
REPORT: Steps = {
    **EVIDENCE,
    Label.REPORT: (Step((Rel.CITES_SOURCE,), True), Step((Rel.IN_REPORT,), False)),
    Label.SENTENCE: (Step((Rel.REPEATS,), True), Step((Rel.EVIDENCED_BY,), False)),
}
# What every sentence and record is shown with, however near the limit of depth.
CLOSING: Steps = {
    Label.SENTENCE: (Step((Rel.IN_REPORT,), True),),
    Label.RECORD: (Step((Rel.IDENTIFIED_AS,), True),),
}
# Between world nodes and through reports.
CITED: Steps = {**WORLD, Label.REPORT: (Step((Rel.CITES_SOURCE,), True),)}


def _links_query(label: Label, step: Step) -> str:
    # a proposal is no claim: what it is about does not lead to it, only a decision on it does
    proposed = "" if step.along else " AND NOT m:Proposal"
    types = "|".join(step.types)
    arrow = f"-[r:{types}]->" if step.along else f"<-[r:{types}]-"
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}){arrow}(m) WHERE m.superseded_by IS NULL{proposed} "
        "RETURN n.id, collect([r.id, m.id, coalesce(size(r.claim_ids), 0), coalesce(r.certainty, ''), "
        "coalesce(r.start, m.start, 0)])"
    )


_LINKS = {
    (label, step): _links_query(label, step)
    for steps in (WORLD, EVIDENCE, REPORT, CLOSING, CITED)
    for label in steps
    for step in steps[label]
}
# nodes of a level that are as near and as well evidenced
_SHOWN = (Label.CLAIM, Label.STATEMENT, Label.RECORD, *WORLD_LABELS, Label.SENTENCE, Label.REPORT, Label.MENTION,
          Label.JUDGEMENT, Label.PROPOSAL, Label.SCHEMA_VERSION)  # fmt: skip


def check(name: str, value: int, most: int) -> None:
    """BadArgument unless the value lies between 1 and ``most``."""
    if not 1 <= value <= most:
        raise BadArgument(f"{name} must lie between 1 and {most}", hint=f"Give {name} a value from 1 to {most}.")


def by_label(idents: Iterable[str]) -> dict[Label, list[str]]:
    """Ids by the label that they begin with."""
    found: dict[Label, list[str]] = defaultdict(list)
    for ident in idents:
        found[LABEL_OF_PREFIX[prefix_of(ident)]].append(ident)
    return found


def links_of(store: GraphStore, idents: Iterable[str], steps: Steps) -> list[Link]:
    """The relationships of these nodes that the steps allow."""
    found = []
    for label, ids in by_label(idents).items():
        for step in steps.get(label, ()):
            for chunk in chunks(ids):
                rows = store.read(_LINKS[label, step], {"ids": chunk}, timeout=TIMEOUT).rows
                for near, collected in cast("list[tuple[str, list[tuple[str, str, int, str, int]]]]", rows):
                    for edge, far, claims, certainty, place in collected:
                        found.append(Link(edge, near, far, step.along, claims, certainty, place))
    return found


class Reach:
    """What is met on the way from some nodes.

    Attributes:
        order: ids, nearest and best evidenced first.
        links: by id of the relationship.
    """

    def __init__(self, store: GraphStore, start: Iterable[str], steps: Steps) -> None:
        self.order = list(start)
        self.links: dict[str, Link] = {}
        self._store = store
        self._steps = steps
        self._seen = set(self.order)
        self._followed: set[str] = set()
        self._level = self.order

    def walk(self, levels: int, widest: int) -> None:
        """Goes some levels on, from the first ``widest`` nodes of each."""
        for _ in range(levels):
            idents = self._level[:widest]
            self._followed.update(idents)
            self._meet(links_of(self._store, idents, self._steps))

    def close(self, steps: Steps) -> None:
        """Adds what these steps lead to from all nodes met so far."""
        self._meet(links_of(self._store, self.order, steps))

    def between(self, shown: Sequence[str]) -> list[Link]:
        """All links between these nodes, which were met before."""
        last = [ident for ident in shown if ident not in self._followed]
        self._keep(links_of(self._store, last, self._steps))
        inside = set(shown)
        return [link for link in self.links.values() if link.near in inside and link.far in inside]

    def _meet(self, links: Sequence[Link]) -> None:
        self._keep(links)
        self._level = best_first(link for link in links if link.far not in self._seen)
        self._seen.update(self._level)
        self.order = [*self.order, *self._level]

    def _keep(self, links: Iterable[Link]) -> None:
        for link in links:
            self.links.setdefault(link.edge, link)  # as it was first met: from the nearer end


def best_first(links: Iterable[Link]) -> list[str]:
    """The far ends of links, those with most claims first, then the clearest, then as they are read."""
    met: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        met[link.far].append(link)

    def key(ident: str) -> tuple[int, int, int, int, str]:
        claims = sum(link.claims for link in met[ident])
        clearest = min(link.rank for link in met[ident])
        place = min(link.place for link in met[ident])
        return -claims, clearest, _SHOWN.index(LABEL_OF_PREFIX[prefix_of(ident)]), place, ident

    return sorted(met, key=key)
