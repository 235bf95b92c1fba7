"""A chat endpoint's good and bad answers, over real sockets."""

import json
import threading
import time
from typing import Any

import jsonschema
import pytest

from graph.reading import Reading, Record
from graph.vocabulary import Actuality, Certainty, ClaimKind, Kind, Mode, Relation, Slot
from ingest.backends import passages as passages_module
from ingest.backends.answers import answer_schema
from ingest.backends.chat import ChatBackend
from ingest.backends.endpoint import Endpoint
from ingest.backends.proposing import GIVE_UP_AFTER, ProposingExtractor
from tests.ingest.backends.proposed import REPORT, SHOT, event, part, relation, speaker, untouched, words
from tests.ingest.backends.server import Reply, report_in, saying, serving
from tests.ingest.by_hand import ByHand
from tests.readings import document

METHOD = "backend:tiny/model-1"
BEFORE = ByHand().read(REPORT)


def read(*proposals: object) -> Reading:
    """The hand-made reading with what a server proposes."""
    with serving(lambda _: saying({"proposals": list(proposals)})) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(REPORT)
    assert untouched(reading, BEFORE)
    return reading


def record(reading: Reading, name: str) -> Record:
    (found,) = [each for each in reading.records if each.name == name]
    return found


def test_what_is_sent_and_how_it_is_signed() -> None:
    with serving(lambda _: saying({"proposals": [event()]})) as model:
        extractor = ProposingExtractor(ByHand(), model.backend(key="k-1"))
        reading = extractor.read(REPORT)
    (question,), (headers,) = model.asked, model.headers
    assert headers["path"] == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer k-1"
    assert question["model"] == "tiny/model-1" and question["temperature"] == 0
    assert report_in(question) == REPORT.text.rstrip("\n")
    assert REPORT.text[:40] not in question["messages"][0]["content"], "the text is data, not instruction"
    jsonschema.validate({"proposals": [event()]}, question["response_format"]["json_schema"]["schema"])
    assert reading.run == extractor.run != extractor.reader_run
    assert "chat:tiny/model-1" in extractor.run.extractor
    assert ProposingExtractor(ByHand(), ChatBackend(Endpoint("a", 1, "", True), "other")).run != extractor.run


def test_a_good_proposal_is_kept_on_the_records_that_the_reader_knows() -> None:
    reading = read(event(speakers=[speaker("Ilse Varga", cue="told")]))
    (claim,) = reading.proposals
    assert claim.method == METHOD and claim.kind is ClaimKind.EVENT and claim.predicate == "killing"
    assert [span.quote for span in claim.evidence] == [SHOT]
    assert claim.events == (record(BEFORE, "killing of Tomas Varga"),)
    assert {(role.slot, role.record.name) for role in claim.roles} == {
        (Slot.VICTIM, "Tomas Varga"), (Slot.PLACE, "Ostraven"),
    }  # fmt: skip
    assert [(c.speaker, c.mode, c.cue and c.cue.quote) for c in claim.citations] == [
        (record(BEFORE, "Ilse Varga"), Mode.INDIRECT, "told")
    ]
    assert (claim.polarity, claim.certainty) == (True, Certainty.REPORTED)
    assert reading.records == BEFORE.records
    assert reading.notes == (f"{METHOD}: 1 proposals kept, 0 dropped",)


def test_what_the_reader_does_not_know_becomes_a_record_of_this_report_alone() -> None:
    waited = "Nobody came. A neighbour saw how soldiers beat the old miller at the bridge."
    doc = document(waited.replace(". ", ".\n"))
    said = event(
        type="torture", trigger=words("beat"), actuality="denied", evidence=[words("soldiers beat the old miller")],
        participants=[part("victim", "the old miller"), part("alleged_perpetrator", "soldiers", "Group")],
    )  # fmt: skip
    with serving(lambda _: saying({"proposals": [said]})) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(doc)
    (claim,) = reading.proposals
    assert (claim.polarity, claim.actuality) == (False, Actuality.DENIED)
    assert [(r.name, r.kind, r.full_name, r.candidates, r.method) for r in reading.records] == [
        ("beat", Kind.EVENT, None, (), METHOD),
        ("the old miller", Kind.PERSON, None, (), METHOD),
        ("soldiers", Kind.GROUP, None, (), METHOD),
    ]
    assert reading.claims == () and reading.mentions == ()


def test_relations_are_proposed_too() -> None:
    reading = read(
        relation("MEMBER_OF", part("", "Ilse Varga"), part("", "the Meridian Rights Monitor", "Organisation")),
        relation("HOLDS_ROLE", part("", "Tomas Varga"), part("", "baker")),
    )
    member, role = reading.proposals
    assert member.relation is not None and role.relation is not None
    assert (member.relation.relation, role.relation.relation) == (Relation.MEMBER_OF, Relation.HOLDS_ROLE)
    assert member.relation.object == record(BEFORE, "Meridian Rights Monitor")
    assert role.relation.object == "baker"


def test_white_space_and_typographic_quotes_are_folded_and_nothing_else() -> None:
    doc = document("He said: “The  guards\u00a0took Lena Orlo’s\tson.”")
    for evidence, kept in (('"The guards took Lena Orlo\'s son."', 1), ("The guards took Lena Orlos son", 0)):
        said = event(
            type="abduction", trigger=words("took"), evidence=[words(evidence)],
            participants=[part("victim", "Lena Orlo's son")],
        )  # fmt: skip
        with serving(lambda _, said=said: saying({"proposals": [said]})) as model:
            reading = ProposingExtractor(ByHand(), model.backend()).read(doc)
        assert len(reading.proposals) == kept
    assert reading.proposals == ()


TWICE = "Guards beat Ana Lund, and later the guards beat Ana Lund and Piet Roos.\nGuards came."


@pytest.mark.parametrize(
    ("evidence", "trigger", "at"),
    [
        (words("beat Ana Lund", 7), words("beat"), 7),
        (words("beat Ana Lund", 43), words("beat"), 43),
        (words("beat Ana Lund and Piet Roos"), words("beat"), 43),
        (words("beat Ana Lund"), words("beat"), None),
        (words("beat Ana Lund", 8), words("beat"), None),
        (words(TWICE.splitlines()[0]), words("beat"), None),
        (words(TWICE.splitlines()[0]), words("beat", 43), None),  # she stands there twice as well
    ],
)
def test_offsets_decide_between_places_and_nothing_is_guessed(
    evidence: dict[str, Any], trigger: dict[str, Any], at: int | None
) -> None:
    said = event(type="torture", trigger=trigger, evidence=[evidence], participants=[part("victim", "Ana Lund")])
    with serving(lambda _: saying({"proposals": [said]})) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(document(TWICE))
    assert [claim.events[0].anchor.start for claim in reading.proposals] == ([] if at is None else [at])
    assert at is not None or "at several places" in reading.notes[-1]


BAD: dict[str, tuple[object, str]] = {
    "no such words": (event(evidence=[words("soldiers shot dead Tomas Varga")]), "evidence not in one sentence"),
    "nearly the words": (event(evidence=[words(SHOT.replace("gunmen", "gunman"))]), "evidence not in one sentence"),
    "half a word": (event(evidence=[words(SHOT[1:])]), "evidence not in one sentence"),
    "over a full stop": (event(evidence=[words("Tomas Varga.\nThe Meridian")]), "evidence not in one sentence"),
    "two sentences": (
        event(evidence=[words("masked gunmen shot dead her son, Tomas Varga"), words("since 3 May")]),
        "evidence of several sentences",
    ),
    "no evidence": (event(evidence=[]), "no evidence"),
    "empty evidence": (event(evidence=[words("")]), "evidence not in one sentence"),
    "blank evidence": (event(evidence=[words(" \n")]), "evidence not in one sentence"),
    "endless evidence": (event(evidence=[words("x" * 100_000)]), "evidence not in one sentence"),
    "many strings": (event(evidence=[words("shot dead")] * 9), "too much evidence"),
    "evidence at two places": (event(evidence=[words("Meridian Rights Monitor")]), "evidence at several places"),
    "trigger elsewhere": (event(trigger=words("killed")), "trigger outside the evidence"),
    "no trigger": (event(trigger=None), "no trigger"),
    "participant outside the evidence": (
        event(evidence=[words("masked gunmen shot dead her son, Tomas Varga")]), "participant outside the evidence",
    ),
    "invented participant": (
        event(participants=[part("alleged_perpetrator", "Mayor Oren Talvik")]), "participant outside the evidence",
    ),
    "no participant": (event(participants=[]), "no participant"),
    "many participants": (event(participants=[part("victim", "Tomas Varga")] * 21), "too many participants"),
    "unknown type": (event(type="war crime"), "unknown type"),
    "unknown slot": (event(participants=[part("murderer", "masked gunmen", "Group")]), "unknown slot"),
    "slot of relations": (event(participants=[part("subject", "Tomas Varga")]), "a slot that events do not have"),
    "unknown kind": (event(participants=[part("victim", "Tomas Varga", "Devil")]), "unknown kind"),
    "kind that does not fit": (
        event(participants=[part("victim", "Tomas Varga", "Place")]), "a kind that does not fit its slot",
    ),
    "the reader knows better": (
        event(participants=[part("place", "Tomas Varga", "Place")]), "a kind that does not fit its slot",
    ),
    "unknown actuality": (event(actuality="certain"), "unknown actuality"),
    "unknown mode": (event(speakers=[speaker("Ilse Varga", mode="shouted")]), "unknown mode of speech"),
    "invented speaker": (event(speakers=[speaker("the police", "Organisation")]), "speaker outside the sentence"),
    "speaker of another sentence": (event(speakers=[speaker("Masked gunmen")]), "speaker outside the sentence"),
    "invented cue": (event(speakers=[speaker("Ilse Varga", cue="swore")]), "cue outside the sentence"),
    "another type of event": (event(type="abduction"), "an event that the reader takes for another type"),
    "pronoun": (event(participants=[part("victim", "her")]), "open whom its words mean"),
    "phrase round a name": (
        event(participants=[part("victim", "her son, Tomas Varga")]), "open whom its words mean",
    ),
    "both victim and perpetrator": (
        event(participants=[part("victim", "masked gunmen", "Group"), part("alleged_perpetrator", "gunmen", "Group")]),
        "a victim who is the perpetrator",
    ),
    "said by the reader": (event(participants=[part("victim", "Tomas Varga")]), "said already"),
    "relation with one end": (
        event(type="KIN_OF", participants=[part("subject", "Ilse Varga")]), "a relation without one subject",
    ),
    "relation to himself": (
        relation("KIN_OF", part("", "Tomas Varga"), part("", "Varga", start=SHOT.rindex("Varga"))), "a relation of somebody to himself",
    ),
    "extra field": (event(note="believe me"), "not of the shape that was asked for"),
    "missing field": ({k: v for k, v in event().items() if k != "actuality"}, "not of the shape that was asked for"),
    "a number for words": (event(trigger={"words": 7, "start": None}), "not of the shape that was asked for"),
    "no object": ("killing", "not of the shape that was asked for"),
}  # fmt: skip


@pytest.mark.parametrize("way", BAD)
def test_a_bad_proposal_is_dropped_with_its_reason_and_alone(way: str) -> None:
    said, reason = BAD[way]
    reading = read(said, event())
    assert len(reading.proposals) == 1, reading.notes
    assert reading.notes[-1].startswith(f"{METHOD}: 1 proposals kept, 1 dropped: 1 {reason}")
    assert reading.records == BEFORE.records


def test_what_is_said_twice_is_kept_once() -> None:
    reading = read(event(), event(), event(evidence=[words(SHOT[:-1])]))
    assert len(reading.proposals) == 1
    assert reading.notes[-1].endswith("2 dropped: 2 said already")


CUT = json.dumps({"proposals": [event()]})
FAILURES: dict[str, tuple[Reply, str]] = {
    "no JSON inside": (saying("I think the mayor did it."), "what it says is no JSON"),
    "fenced JSON": (saying(f"```json\n{CUT}\n```"), "what it says is no JSON"),
    "deep JSON": (saying("[" * 100_000), "what it says is no JSON"),
    "another shape": (saying([event()]), "its JSON is not of the shape that was asked for"),
    "more than asked for": (
        saying({"proposals": [], "actions": ["merge"]}),
        "its JSON is not of the shape that was asked for",
    ),
    "proposals no list": (saying({"proposals": event()}), "its JSON is not of the shape that was asked for"),
    "no JSON at all": (Reply(b"<html>"), "its answer is no JSON"),
    "no UTF-8": (Reply(b'"\xff\xfe\xfd"'), "its answer is no JSON"),
    "no completion": (Reply(b'{"choices": []}'), "its answer is no chat completion"),
    "a list": (Reply(b"[]"), "its answer is no chat completion"),
    "null": (Reply(b"null"), "its answer is no chat completion"),
    "no content": (Reply(b'{"choices": [{"message": {"content": null}}]}'), "its answer is no chat completion"),
    "refusal": (Reply(b'{"choices": [{"message": {"content": "", "refusal": "I cannot"}}]}'), "it refused"),
    "filter": (saying("", finish_reason="content_filter"), "it refused"),
    "cut off": (saying(CUT[:50], finish_reason="length"), "its answer was cut off for its length"),
    "500": (Reply(b"out of memory at Tomas Varga", status=500), "HTTP 500"),
    "401": (Reply(status=401), "HTTP 401"),
    "redirect": (Reply(status=307, headers=(("Location", "http://192.0.2.1/v1"),)), "HTTP 307"),
    "too large": (Reply(b" " * 4_000_001), "its answer is longer than 4000000 bytes"),
}


@pytest.mark.parametrize("way", FAILURES)
def test_a_failure_is_a_note_and_the_reading_is_the_readers_own(way: str) -> None:
    reply, reason = FAILURES[way]
    with serving(lambda _: reply) as model:
        extractor = ProposingExtractor(ByHand(), model.backend())
        reading = extractor.read(REPORT)
    assert len(model.asked) == 1
    assert untouched(reading, BEFORE) and reading.proposals == () and reading.records == BEFORE.records
    assert reading.notes == (f"{METHOD} gave no answer: {reason}",)
    assert reading.run == extractor.reader_run, "so that the back end is asked again"


@pytest.mark.parametrize("body", [b" " * 10_000, b""])
def test_a_server_that_drips_or_waits_is_cut_off_in_time(body: bytes) -> None:
    held = threading.Event()

    def slow(_: str) -> Reply:
        if not body:
            held.wait(30)
        return Reply(body, held=held)

    with serving(slow) as model:
        began = time.monotonic()
        reading = ProposingExtractor(ByHand(), model.backend(timeout=1)).read(REPORT)
        took = time.monotonic() - began
        held.set()
    assert reading.notes == (f"{METHOD} gave no answer: time-out after 1 s",)
    assert took < 20, "a server's patience is not ours"


def test_nobody_there_is_a_note_and_after_some_silence_nobody_is_asked() -> None:
    with serving(lambda _: Reply()) as model:
        pass
    extractor = ProposingExtractor(ByHand(), model.backend())
    notes = [extractor.read(REPORT).notes[-1] for _ in range(GIVE_UP_AFTER + 1)]
    assert set(notes[:-1]) == {f"{METHOD} gave no answer: no connection (ConnectionRefusedError)"}
    assert "was not asked" in notes[-1]


def test_a_refusal_does_not_silence_the_back_end_for_others() -> None:
    with serving(lambda _: saying("no")) as model:
        extractor = ProposingExtractor(ByHand(), model.backend())
        for _ in range(GIVE_UP_AFTER + 1):
            extractor.read(REPORT)
    assert len(model.asked) == GIVE_UP_AFTER + 1


def test_a_text_that_the_reader_does_not_read_is_not_sent() -> None:
    with serving(lambda _: saying({"proposals": []})) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(document("REFUSE this."))
    assert model.asked == []
    assert reading.status == "not-english"


def test_a_long_report_goes_in_passages_of_whole_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages_module, "MAX_CHARACTERS", 130)

    def says(text: str) -> Reply:
        return saying({"proposals": [event()] if "shot dead" in text else []})

    with serving(says) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(REPORT)
    assert [report_in(question) for question in model.asked] == REPORT.text.splitlines()
    assert len(reading.proposals) == 1


def test_one_failure_among_passages_leaves_no_half_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages_module, "MAX_CHARACTERS", 130)
    with serving(lambda text: saying({"proposals": [event()]}) if "shot" in text else Reply(status=500)) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(REPORT)
    assert reading.proposals == () and reading.notes == (f"{METHOD} gave no answer: HTTP 500",)


def test_too_long_a_report_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages_module, "MAX_CHARACTERS", 130)
    monkeypatch.setattr(passages_module, "MAX_PASSAGES", 2)
    with serving(lambda _: saying({"proposals": []})) as model:
        reading = ProposingExtractor(ByHand(), model.backend()).read(REPORT)
    assert model.asked == [] and "was not sent" in reading.notes[-1]


def test_a_flood_of_proposals_is_bounded() -> None:
    reading = read(*[event(type="x")] * 3_000)
    assert (
        reading.notes[-1]
        == f"{METHOD}: 0 proposals kept, 3000 dropped: 1000 more than a report may have; 2000 unknown type"
    )


def test_the_schema_allows_nothing_else() -> None:
    schema = answer_schema()
    for one in (event(type="war crime"), event(note="x"), {**event(), "participants": [part("murderer", "x")]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"proposals": [one]}, schema)
    shapes = [schema, *schema["$defs"].values()]
    assert all(s["additionalProperties"] is False and set(s["required"]) == set(s["properties"]) for s in shapes)
