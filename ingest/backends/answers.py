"""The shape of a chat model's answer: one definition that is sent as JSON schema and held against what comes back."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationError, WithJsonSchema

from graph.vocabulary import ROLE_SLOTS, Actuality, EventType, Kind, Mode, Relation, Slot

from .base import Answer, BackendFailed, Participant, Proposal, Speaker, Words
from .fitting import ACTORS, ANYTHING
from .passages import Passage

_MALFORMED = "not of the shape that was asked for"


def _one_of(values: Iterable[StrEnum]) -> WithJsonSchema:
    # told to the model as a list, checked later: an unknown word costs one proposal and has a reason of its own
    return WithJsonSchema({"type": "string", "enum": [value.value for value in values]})


_Type = Annotated[str, _one_of((*EventType, *Relation))]
_Slot = Annotated[str, _one_of((*ROLE_SLOTS, Slot.SUBJECT, Slot.OBJECT))]
_Kind = Annotated[str, _one_of(sorted(ANYTHING | {Kind.TIME}))]
_Actor = Annotated[str, _one_of(sorted(ACTORS))]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Quoted(_Part):
    words: str
    start: int | None

    def at(self, base: int) -> Words:
        return Words(self.words, None if self.start is None else base + self.start)


class _Participant(_Quoted):
    slot: _Slot
    kind: _Kind


class _Speaker(_Quoted):
    kind: _Actor
    mode: Annotated[str, _one_of(Mode)]
    cue: _Quoted | None


class _Proposal(_Part):
    type: _Type
    actuality: Annotated[str, _one_of(Actuality)]
    evidence: list[_Quoted]
    trigger: _Quoted | None
    participants: list[_Participant]
    speakers: list[_Speaker]


class _Proposals(_Part):
    proposals: list[_Proposal]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer; every field is required and no other is allowed."""
    return _Proposals.model_json_schema()


def answer_of(content: object, passage: Passage) -> Answer:
    """The proposals in a model's JSON about a passage. One that is malformed is dropped alone.

    Raises:
        BackendFailed: the whole is not of the shape that was asked for.
    """
    items = content["proposals"] if isinstance(content, dict) and content.keys() == {"proposals"} else None
    if not isinstance(items, list):
        raise BackendFailed("its JSON is not of the shape that was asked for")
    proposals: list[Proposal] = []
    dropped: Counter[str] = Counter()
    for item in items:
        try:
            proposals.append(_unchecked(_Proposal.model_validate(item), passage))
        except (ValidationError, RecursionError):
            dropped[_MALFORMED] += 1
    return Answer(proposals=tuple(proposals), dropped=dropped)


def _unchecked(said: _Proposal, passage: Passage) -> Proposal:
    base = passage.start
    return Proposal(
        type=said.type,
        actuality=said.actuality,
        evidence=tuple(words.at(base) for words in said.evidence),
        trigger=said.trigger.at(base) if said.trigger else None,
        participants=tuple(Participant(slot=p.slot, kind=p.kind, words=p.at(base)) for p in said.participants),
        speakers=tuple(
            Speaker(words=s.at(base), kind=s.kind, mode=s.mode, cue=s.cue.at(base) if s.cue else None)
            for s in said.speakers
        ),
        region=(passage.start, passage.end),
    )
