"""A back end on this machine: GLiNER finds words by labels, and a sentence with one event gives one proposal.

GLiNER sees neither denials nor speakers. Whether something is said to have happened is taken from the reader, where
it knows the event.
"""

import hashlib
import importlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from graph.document import Document, Sentence
from graph.errors import BadArgument
from graph.ids import canonical_json, sha256_of
from graph.vocabulary import EventType, Kind, Slot

from .base import Answer, BackendFailed, Participant, Proposal, Words

THRESHOLD = 0.5  # GLiNER's own default
EVENTS: dict[str, EventType] = {
    event.value.replace("_", " "): event
    for event in (
        EventType.KILLING, EventType.EXECUTION, EventType.MASSACRE, EventType.INJURY, EventType.ABDUCTION,
        EventType.DETENTION, EventType.DISAPPEARANCE, EventType.TORTURE, EventType.SEXUAL_VIOLENCE, EventType.ATTACK,
        EventType.BOMBING, EventType.SHELLING, EventType.AIR_STRIKE, EventType.RAID, EventType.DISPLACEMENT,
        EventType.DESTRUCTION,
    )
}  # fmt: skip
ROLES: dict[str, tuple[Slot, Kind]] = {
    "person harmed": (Slot.VICTIM, Kind.PERSON),
    "group of people harmed": (Slot.VICTIM, Kind.GROUP),
    "person accused of violence": (Slot.ALLEGED_PERPETRATOR, Kind.PERSON),
    "armed group accused of violence": (Slot.ALLEGED_PERPETRATOR, Kind.GROUP),
    "building attacked": (Slot.TARGET, Kind.FACILITY),
    "place of the event": (Slot.PLACE, Kind.PLACE),
    "time of the event": (Slot.TIME, Kind.TIME),
}
LABELS = (*EVENTS, *ROLES)
HUB = "hub:"
_HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?", re.ASCII)


class Spotter(Protocol):
    """GLiNER's model, as far as it is used here."""

    def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> Sequence[Mapping[str, Any]]:
        """Spans with ``start``, ``end``, ``label`` and ``score``."""


@dataclass(frozen=True, slots=True)
class _Spotted:
    words: Words
    label: str
    score: float


class GlinerBackend:
    """Proposes what a loaded model spots; see ``load_gliner``."""

    kind = "gliner"

    def __init__(self, spotter: Spotter, model: str, files: str = "") -> None:
        self.model = model
        self.digest = sha256_of(canonical_json([files, LABELS, THRESHOLD]).encode())
        self._spotter = spotter

    def propose(self, document: Document) -> Answer:
        """One proposal for each sentence in which one event and somebody with a part in it are spotted.

        Raises:
            BackendFailed: the model gives something else than spans.
        """
        proposals = []
        dropped: Counter[str] = Counter()
        for sentence in document.sentences:
            if sentence.repeats is not None:
                continue
            spotted = list(self._spotted(sentence))
            events = [one for one in spotted if one.label in EVENTS]
            if len(events) > 1:
                dropped["several events in one sentence"] += 1
            elif events and len(spotted) > 1:
                proposals.append(_proposal(events[0], spotted, sentence, document))
        return Answer(proposals=tuple(proposals), dropped=dropped)

    def _spotted(self, sentence: Sentence) -> Iterator[_Spotted]:
        span = sentence.span
        try:
            found = self._spotter.predict_entities(span.quote, list(LABELS), threshold=THRESHOLD)
            for one in found:
                start, end = int(one["start"]), int(one["end"])
                words = Words(span.quote[start:end], span.start + start)
                if one["label"] in LABELS and words.text:
                    yield _Spotted(words, str(one["label"]), float(one["score"]))
        except (KeyError, TypeError, ValueError):
            raise BackendFailed("it gave something else than spans") from None


def _proposal(event: _Spotted, spotted: Sequence[_Spotted], sentence: Sentence, document: Document) -> Proposal:
    starts = [one.words.start or 0 for one in spotted]
    ends = [(one.words.start or 0) + len(one.words.text) for one in spotted]
    parts = ((one.words, *ROLES[one.label]) for one in spotted if one.label in ROLES)
    return Proposal(
        type=EVENTS[event.label].value,
        evidence=(Words(document.text[min(starts) : max(ends)], min(starts)),),
        trigger=event.words,
        participants=tuple(Participant(slot=slot.value, kind=kind.value, words=words) for words, slot, kind in parts),
        region=(sentence.span.start, sentence.span.end),
        score=min(one.score for one in spotted),
    )


def model_name(model: str) -> str:
    """What a model is called, without loading it: a folder that is there, or ``hub:NAME``, which may be downloaded.

    Raises:
        BadArgument: it is neither.
    """
    if model.startswith(HUB):
        name = model.removeprefix(HUB)
        if not _HUB_NAME.fullmatch(name):
            raise BadArgument("that is no name on the hub of models", hint="write it like hub:owner/model")
        return name
    folder = Path(model)
    if not model or not folder.is_dir():
        raise BadArgument(
            "there is no such folder of a GLiNER model", hint="name a folder, or write hub:owner/model to download one"
        )
    return re.sub(r"[^\w.+-]", "-", folder.resolve().name, flags=re.ASCII)


def load_gliner(model: str) -> GlinerBackend:
    """The back end with a model; from a folder, that folder alone is looked at.

    Raises:
        BadArgument: the package is not installed, or the model is not there or cannot be loaded.
    """
    name = model_name(model)
    if model.startswith(HUB):
        return GlinerBackend(_loaded(name, offline=False), name)
    return GlinerBackend(_loaded(model, offline=True), name, _files_digest(Path(model)))


def _loaded(model: str, *, offline: bool) -> Spotter:
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if offline:  # before the import: the hub's client looks at these only then
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        package = importlib.import_module("gliner")
    except ImportError as error:
        raise BadArgument(
            "the package gliner is not installed",
            hint="install casegraph with its extra: pip install 'casegraph[gliner]'",
        ) from error
    try:
        spotter: Spotter = package.GLiNER.from_pretrained(model, local_files_only=offline, map_location="cpu")
    except Exception as error:
        raise BadArgument(
            f"the GLiNER model cannot be loaded ({type(error).__name__})",
            hint="it needs all its files, those of its tokenizer and backbone included",
        ) from error
    return spotter


def _files_digest(folder: Path) -> str:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return canonical_json([[path.relative_to(folder).as_posix(), _file_digest(path)] for path in found])


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
