"""The reader as a whole: what it never does, whatever the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.plan import plan
from graph.vocabulary import Form, SectionKind
from ingest.extract.reader import default_extractor

from .told import claim_on, document, read

STORY = (
    "Four killed in raid on Ostraven\n\n"
    "Masked gunmen killed four farmers in Ostraven on 3 May, the Meridian Rights Monitor said.\n"
    "Ilse Varga, a baker, told reporters that soldiers took her brother.\n"
    "Masked gunmen killed four farmers in Ostraven on 3 May, the Meridian Rights Monitor said.\n"
)


def test_reading_is_deterministic() -> None:
    again = default_extractor().read(document(STORY))
    assert plan(again) == plan(read(STORY))


def test_everything_says_which_rule_found_it() -> None:
    reading = read(STORY)
    for thing in (*reading.records, *reading.mentions, *reading.claims, *reading.statements):
        assert thing.method and ":" in thing.method


def test_a_run_names_the_model() -> None:
    run = default_extractor().run
    assert run.extractor and run.version and len(run.model_digest) == 64


def test_a_repeated_sentence_adds_evidence_and_mentions_but_no_claims() -> None:
    reading = read(STORY)
    claim = claim_on(STORY, "killed four farmers")
    assert len(claim.evidence) == 2
    assert claim.evidence[0].quote == claim.evidence[1].quote
    repeat = next(s for s in reading.document.sentences if s.repeats)
    assert not [c for c in reading.claims if repeat.span.covers(c.evidence[0])]
    assert [m for m in reading.mentions if repeat.span.covers(m.span)]


def test_a_title_in_capitals_is_read_too() -> None:
    text = (
        "Ilse Varga Seeks Refuge Amid Wave Of Brutal Killings\n\nIlse Varga fled to the hills. Ilse Varga is a baker."
    )
    reading = read(text)
    title = next(s for s in reading.document.sentences if s.section is SectionKind.TITLE)
    marked = {m.record for m in reading.mentions if title.span.covers(m.span) and m.form is Form.NAME}
    assert [record.name for record in marked] == ["Ilse Varga"]


GERMAN = "Die bewaffneten Männer haben am Dienstag vier Bauern getötet, wie der Bürgermeister der kleinen Stadt mitteilte, und sind geflohen."


@pytest.mark.parametrize(
    ("text", "language", "status"),
    [
        ("", None, "no-sentences"),
        (" \n\t\n", None, "no-sentences"),
        (GERMAN, None, "not-english"),
        ("قتل مسلحون أربعة مزارعين في القرية يوم الثلاثاء", None, "not-english"),
        ("Gunmen killed two farmers.", "fr", "not-english"),
        ("Gunmen killed two farmers.", "en-GB", "read"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, language: str | None, status: str) -> None:
    reading = default_extractor().read(document(text, language=language))
    assert reading.status == status
    if status != "read":
        assert reading.notes and not reading.claims and not reading.mentions


def test_an_endless_sentence_is_left_out_with_a_note() -> None:
    reading = default_extractor().read(document("Gunmen killed two farmers.\n\n" + "the list of names and " * 900))
    assert reading.status == "read"
    assert any("longer than" in note for note in reading.notes)
    assert reading.claims


def test_a_paragraph_of_a_megabyte_of_one_word_is_survived() -> None:
    reading = default_extractor().read(document("the " * 260_000))
    assert reading.status == "read" and not reading.claims


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "killed",
                "gunmen",
                ",",
                ".",
                "”",
                "“",
                '"',
                "'",
                "said",
                "the",
                "a",
                "two",
                "13",
                "(UN)",
                ";",
                "by",
                "in",
                "Ostraven",
                "Varga's",
                "she",
                "reportedly",
                "that",
                "of",
                "and",
                "dead",
                "left",
                "-",
                "accused",
                "not",
                "if",
                "\n",
                "\n\n",
                ":",
                "?",
                "who",
                "was",
                "his",
                "son,",
                "3",
                "May",
                "2031",
                "\u200b",
                "é",
                "👍",
            ]
        ),
        max_size=40,
    ).map(" ".join)
    | st.text(max_size=200)
)
def test_no_text_makes_it_fail_and_every_reading_can_be_stored(text: str) -> None:
    assert plan(default_extractor().read(document(text)))
