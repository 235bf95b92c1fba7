"""What a back end says, before anybody has checked it. Every string is foreign: it is looked up, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.document import Document


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a back end says stand in the report.

    Attributes:
        start: offset in the report where it says they stand, in code points, or None. Decides only between places.
    """

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody or something in a slot. ``kind`` None: the back end does not say what it is."""

    slot: str
    words: Words
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it. ``cue`` is the words of attribution."""

    words: Words
    kind: str | None = None
    mode: str
    cue: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposition, unchecked.

    Attributes:
        type: an event type or a relation.
        evidence: the words that state it.
        trigger: the words that tell of the event; None for relations.
        speakers: outermost first.
        actuality: None: the back end cannot tell.
        region: the offsets between which the back end was shown text, or None for all of it.
        score: 0..1, or None.
    """

    type: str
    evidence: tuple[Words, ...]
    trigger: Words | None = None
    participants: tuple[Participant, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    actuality: str | None = None
    region: tuple[int, int] | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All that a back end says about one report. ``dropped``: what is no proposal at all, counted by reason."""

    proposals: tuple[Proposal, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


class BackendFailed(Exception):
    """A back end gave no answer for a report. The message goes into a note: it holds no text of anybody.

    Attributes:
        silent: it could not be reached or broke, so that the next report may well fare the same.
    """

    def __init__(self, reason: str, *, silent: bool = False) -> None:
        super().__init__(reason)
        self.silent = silent


class Backend(Protocol):
    """Something that proposes. Constructed only when a user asks for it."""

    @property
    def kind(self) -> str:
        """``chat`` or ``gliner``."""

    @property
    def model(self) -> str:
        """What the model is called in methods, runs and notes."""

    @property
    def digest(self) -> str:
        """Changes with all that shapes its answers and is known here: prompt, labels, files of the model."""

    def propose(self, document: Document) -> Answer:
        """What it says about a report.

        Raises:
            BackendFailed: it says nothing.
        """
