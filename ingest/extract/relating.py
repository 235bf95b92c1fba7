"""Relations as the network sees them, in the form in which grammar finds its own."""

from graph.reading import RelationFact
from graph.vocabulary import Kind, Relation

from ..neural.seen import SeenRelation
from .participants import ParticipantMaker
from .parts import ACTORS, SITES, Noun, Parsed
from .relations import Found
from .sight import Sight

_METHOD = "reader:relation"
_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.POPULATION)
_LONGEST = 30  # tokens from the first to the last of the words that state it


class Relating:
    """The relations of one document that the network is sure of."""

    def __init__(self, sight: Sight, participants: ParticipantMaker) -> None:
        self._found: dict[int, list[Found]] = {}
        for seen in sorted(sight.seen.relations, key=lambda r: (-r.chance, r.one, r.other)):
            one, other = participants.made[seen.one], participants.made[seen.other]
            found = self._relation(seen, one, other)
            if found is not None:
                self._found.setdefault(id(one.parsed), []).append(found)

    def of(self, parsed: Parsed) -> list[Found]:
        """The relations that a sentence states."""
        return self._found.get(id(parsed), [])

    def _relation(self, seen: SeenRelation, one: Noun, other: Noun) -> Found | None:
        if one.record is None or other.record is None or one.record is other.record or one.parsed is not other.parsed:
            return None
        relation = Relation(seen.relation)
        first, end = min(one.first, other.first), max(one.end, other.end)
        if not _fits(relation, one.kind, other.kind) or end - first > _LONGEST:
            return None
        fact = RelationFact(subject=one.record, relation=relation, object=other.record)
        return Found(fact, first, end, _METHOD, one.head)


def _fits(relation: Relation, one: Kind, other: Kind) -> bool:
    if relation in (Relation.PARENT_OF, Relation.KIN_OF):
        return one in _PEOPLE and other in _PEOPLE
    if relation is Relation.MEMBER_OF:
        return one in ACTORS and other in ACTORS
    if relation is Relation.LOCATED_IN:
        return other in SITES
    return one in ACTORS
