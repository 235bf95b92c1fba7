"""GLiNER's way of proposing. The package and its weights are not here: a hand-written spotter gives the spans."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.errors import BadArgument
from graph.reading import Reading
from graph.vocabulary import Actuality, EventType, Slot
from ingest.backends.gliner import EVENTS, LABELS, GlinerBackend, load_gliner
from ingest.backends.proposing import ProposingExtractor
from tests.ingest.backends.proposed import REPORT, untouched
from tests.ingest.by_hand import ByHand
from tests.readings import document

BEFORE = ByHand().read(REPORT)


class Spotter:
    """Finds words by a list of labels."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> Sequence[Mapping[str, Any]]:
        assert labels == list(LABELS) and 0 < threshold < 1
        return [
            {"start": text.index(w), "end": text.index(w) + len(w), "text": w, "label": label, "score": 0.75}
            for w, label in self.words.items()
            if w in text
        ]


def read(words: Mapping[str, str], text: str | None = None) -> Reading:
    extractor = ProposingExtractor(ByHand(), GlinerBackend(Spotter(words), "tiny"))
    return extractor.read(REPORT if text is None else document(text))


def test_a_sentence_with_one_event_gives_one_proposal() -> None:
    reading = read({"shot dead": "killing", "Tomas Varga": "person harmed", "Ostraven": "place of the event"})
    (claim,) = reading.proposals
    assert untouched(reading, BEFORE) and reading.records == BEFORE.records
    assert claim.method == "backend:tiny" and claim.score == 0.75
    assert (
        claim.evidence[0].quote
        == "Ostraven, told the Meridian Rights Monitor that masked gunmen shot dead her son, Tomas Varga"
    )
    assert {(role.slot, role.record.name) for role in claim.roles} == {
        (Slot.VICTIM, "Tomas Varga"),
        (Slot.PLACE, "Ostraven"),
    }
    assert reading.run.extractor == "by-hand+gliner:tiny"


def test_what_the_reader_takes_for_unreal_stays_so() -> None:
    before = ByHand().read(REPORT)
    mention = next(m for m in before.mentions if m.span.quote == "shot dead")
    assert mention.actuality is None
    reading = read({"shot dead": "killing", "Ostraven": "place of the event"})
    assert [claim.actuality for claim in reading.proposals] == [Actuality.ASSERTED]


def test_two_events_in_a_sentence_give_none() -> None:
    reading = read({"shot dead": "killing", "told": "attack", "Tomas Varga": "person harmed"})
    assert reading.proposals == () and "1 several events in one sentence" in reading.notes[-1]


@pytest.mark.parametrize(
    "words", [{"shot dead": "killing"}, {"Tomas Varga": "person harmed"}, {"told": "nonsense"}, {}]
)
def test_an_event_without_anybody_and_anybody_without_an_event_give_none(words: dict[str, str]) -> None:
    reading = read(words)
    assert reading.proposals == () and reading.records == BEFORE.records


@dataclass
class Broken:
    """Gives something else than spans, or breaks."""

    answer: object

    def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> Sequence[Mapping[str, Any]]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer  # type: ignore[return-value]


@pytest.mark.parametrize("answer", [[{"start": 0}], [{"start": "x", "end": 1}], [7], None, RuntimeError("Tomas Varga")])
def test_a_model_that_breaks_is_a_note(answer: object) -> None:
    reading = ProposingExtractor(ByHand(), GlinerBackend(Broken(answer), "tiny")).read(REPORT)
    assert untouched(reading, BEFORE) and reading.proposals == ()
    assert "something else than spans" in reading.notes[-1] or reading.notes[-1].endswith("broke with RuntimeError")


def test_labels_are_told_apart_and_every_event_label_is_a_type() -> None:
    assert len(set(LABELS)) == len(LABELS)
    assert set(EVENTS.values()) <= set(EventType)


def test_a_missing_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_offline(monkeypatch)
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(BadArgument) as caught:
        load_gliner(str(tmp_path))
    assert "casegraph[gliner]" in caught.value.hint


@pytest.mark.parametrize(
    "model", ["/no/such/folder", "models/tiny", "owner/model", "hub:", "hub:../tiny", "hub:a/b/c", ""]
)
def test_only_a_folder_or_a_name_marked_so_is_a_model(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", _package([]))
    with pytest.raises(BadArgument):
        load_gliner(model)


def test_a_folder_is_loaded_offline_and_a_name_only_when_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forget_offline(monkeypatch)
    asked: list[tuple[str, bool]] = []
    monkeypatch.setitem(sys.modules, "gliner", _package(asked))
    folder = tmp_path / "tiny model"
    folder.mkdir()
    (folder / "weights").write_bytes(b"1")
    backend = load_gliner(str(folder))
    (folder / "weights").write_bytes(b"2")
    assert (backend.model, load_gliner(str(folder)).digest != backend.digest) == ("tiny-model", True)
    assert load_gliner("hub:owner/tiny").model == "owner/tiny"
    assert asked == [(str(folder), True), (str(folder), True), ("owner/tiny", False)]


def test_a_model_that_does_not_load_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_offline(monkeypatch)
    monkeypatch.setitem(sys.modules, "gliner", _package(None))
    with pytest.raises(BadArgument, match="OSError"):
        load_gliner(str(tmp_path))


def _package(asked: list[tuple[str, bool]] | None) -> ModuleType:
    """A package of that name, with the one call that is made of it (gliner 0.2.29)."""

    class GLiNER:
        @staticmethod
        def from_pretrained(model: str, *, local_files_only: bool, map_location: str) -> Spotter:
            if asked is None:
                raise OSError("no config")
            assert map_location == "cpu"
            asked.append((model, local_files_only))
            return Spotter({})

    package = ModuleType("gliner")
    package.GLiNER = GLiNER  # type: ignore[attr-defined]
    return package


def _forget_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """What loading sets in the environment goes when the test ends."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
