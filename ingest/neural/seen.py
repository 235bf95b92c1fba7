"""What the network sees in a document, by word numbers: phrases, who is who, who says what, who fills which role."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from graph.vocabulary import Actuality, Certainty, Kind

Floats = npt.NDArray[np.float32]


@dataclass(slots=True)
class SeenMention:
    """A participant: ``head`` carries the phrase ``first`` to ``end`` (exclusive)."""

    head: int
    first: int
    end: int
    form: str
    kind: Kind
    chance: float
    cluster: int = -1
    link: int | None = None  # the place of the earlier mention that it takes up


@dataclass(slots=True)
class SeenTrigger:
    """Words that tell of an event."""

    head: int
    first: int
    end: int
    label: str
    actuality: Actuality
    chance: float
    actual: float  # the chance of its actuality
    clause: tuple[int, int]  # the words of the proposition that it carries
    link: int | None = None  # the place of the earlier trigger that tells of the same


@dataclass(slots=True)
class SeenCue:
    """Words by which something is said.

    Attributes:
        source: word that carries who speaks; None for nobody. ``sure``: the chance of that.
        content: words that are said, all over the cue's window.
    """

    head: int
    first: int
    end: int
    source: int | None
    content: tuple[int, ...]
    certainty: Certainty
    negative: bool
    chance: float
    sure: float


@dataclass(slots=True)
class SeenClaim:
    """A proposition: the word that carries it, and its words."""

    head: int
    first: int
    end: int
    certainty: Certainty
    negative: bool
    chance: float
    certain: float


@dataclass(slots=True)
class SeenRole:
    """A mention (its place in ``mentions``) fills a role of a trigger (its place in ``triggers``)."""

    trigger: int
    mention: int
    role: str
    chance: float


@dataclass(slots=True)
class SeenRelation:
    """A relation between two mentions, by their places in ``mentions``."""

    one: int
    other: int
    relation: str
    chance: float


@dataclass(slots=True)
class Seen:
    """Everything that was seen, in text order."""

    mentions: list[SeenMention] = field(default_factory=list)
    triggers: list[SeenTrigger] = field(default_factory=list)
    cues: list[SeenCue] = field(default_factory=list)
    claims: list[SeenClaim] = field(default_factory=list)
    roles: list[SeenRole] = field(default_factory=list)
    relations: list[SeenRelation] = field(default_factory=list)
    certainty: list[Floats] = field(default_factory=list)  # a block each: (words, certainties)
    eventful: list[Floats] = field(default_factory=list)  # a block each: (words,)

    def certainties(self, word: int) -> Floats:
        """The chances of each certainty of the proposition that a word carries."""
        block, place = _within(self.certainty, word)
        row: Floats = block[place]
        return row

    def event_chance(self, word: int) -> float:
        """The chance that a word tells of an event."""
        block, place = _within(self.eventful, word)
        return float(block[place])


def _within(blocks: list[Floats], word: int) -> tuple[Floats, int]:
    for block in blocks:
        if word < len(block):
            return block, word
        word -= len(block)
    raise IndexError(word)
