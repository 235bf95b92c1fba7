"""Which kinds may stand in which slot, and foreign strings turned into words of our vocabulary or turned away."""

from enum import StrEnum
from typing import TypeVar

from graph.vocabulary import Kind, Relation, Slot

from .quotes import Unfit

_Word = TypeVar("_Word", bound=StrEnum)

ACTORS = frozenset({Kind.PERSON, Kind.GROUP, Kind.POPULATION, Kind.ORGANISATION, Kind.GOVERNMENT})
PLACES = frozenset({Kind.PLACE, Kind.FACILITY})
ANYTHING = ACTORS | PLACES | {Kind.OBJECT}
_PEOPLE = frozenset({Kind.PERSON, Kind.GROUP, Kind.POPULATION})
_BODIES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.GOVERNMENT})

KINDS_OF_SLOT: dict[Slot, frozenset[Kind]] = {
    Slot.VICTIM: ACTORS,
    Slot.ALLEGED_PERPETRATOR: ACTORS,
    Slot.TARGET: ANYTHING,
    Slot.WITNESS: ACTORS,
    Slot.AFFECTED: ANYTHING,
    Slot.DISPLACED: ACTORS,
    Slot.PLACE: PLACES,
    Slot.DESTINATION: PLACES,
    Slot.TIME: frozenset({Kind.TIME}),
}
# subject and object; HOLDS_ROLE has words for its object
KINDS_OF_RELATION: dict[Relation, tuple[frozenset[Kind], frozenset[Kind]]] = {
    Relation.PARENT_OF: (_PEOPLE, _PEOPLE),
    Relation.KIN_OF: (_PEOPLE, _PEOPLE),
    Relation.MEMBER_OF: (ACTORS, _BODIES),
    Relation.LINKED_TO: (ACTORS, ACTORS),
    Relation.HOLDS_ROLE: (ACTORS, frozenset()),
    Relation.LOCATED_IN: (PLACES, frozenset({Kind.PLACE})),
}


def word_of(words: type[_Word], said: str, what: str) -> _Word:
    """A string as a word of the vocabulary.

    Raises:
        Unfit: it is none.
    """
    try:
        return words(said)
    except ValueError:
        raise Unfit(f"unknown {what}") from None


def kind_of(said: str | None, fits: frozenset[Kind]) -> Kind | None:
    """The kind that a back end gives, where it gives one; where only one fits, that one.

    Raises:
        Unfit: it is no kind, or none that fits.
    """
    if said is None:
        return next(iter(fits)) if len(fits) == 1 else None
    kind = word_of(Kind, said, "kind")
    if kind not in fits:
        raise Unfit("a kind that does not fit its slot")
    return kind
