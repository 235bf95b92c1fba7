"""Short ways to write what a model says about the hand-made reports."""

from typing import Any

from graph.reading import Reading
from tests.readings import ONE, document

SHOT = "Ilse Varga, a baker from Ostraven, told the Meridian Rights Monitor that masked gunmen shot dead her son, Tomas Varga."


def words(text: str, start: int | None = None) -> dict[str, Any]:
    return {"words": text, "start": start}


def part(slot: str, text: str, kind: str = "Person", start: int | None = None) -> dict[str, Any]:
    return {**words(text, start), "slot": slot, "kind": kind}


def speaker(text: str, kind: str = "Person", mode: str = "indirect", cue: str | None = None) -> dict[str, Any]:
    return {**words(text), "kind": kind, "mode": mode, "cue": words(cue) if cue else None}


def event(**changed: object) -> dict[str, Any]:
    """A good proposal on the first report: where he was shot, which the hand-made reading does not say."""
    return {
        "type": "killing",
        "actuality": "asserted",
        "evidence": [words(SHOT)],
        "trigger": words("shot dead"),
        "participants": [part("victim", "Tomas Varga"), part("place", "Ostraven", "Place")],
        "speakers": [],
        **changed,
    }


def relation(kind: str, subject: dict[str, Any], thing: dict[str, Any], **changed: object) -> dict[str, Any]:
    ends = [{**subject, "slot": "subject"}, {**thing, "slot": "object"}]
    return event(**{"type": kind, "trigger": None, "participants": ends, **changed})


def untouched(reading: Reading, before: Reading) -> bool:
    """Whether everything that the reader itself said is there as it was."""
    return (
        reading.claims == before.claims
        and reading.statements == before.statements
        and reading.mentions == before.mentions
        and reading.records[: len(before.records)] == before.records
        and reading.proposals[: len(before.proposals)] == before.proposals
        and reading.notes[: len(before.notes)] == before.notes
        and reading.status == before.status
    )


REPORT = document(ONE, name="one.txt", title="A baker's son", published="2031-05-09", publisher="Radio Ostra")
