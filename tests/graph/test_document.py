"""Spans, sentences and documents: what does not quote its text cannot exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.document import Document, Metadata, Sentence, Span, report_id, sentence_id
from graph.errors import InvalidFact, QuoteMismatch
from graph.vocabulary import SectionKind
from tests.readings import document
from tests.strategies import documents

TEXT = "One fire.\nTwo gates.\n"


@given(st.text(min_size=1), st.data())
def test_any_stretch_of_a_text_is_a_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end, text[start:end], text)
    assert (span.start, span.end, span.quote) == (start, end, text[start:end])


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 3, "Two"), (0, 0, ""), (-3, 2, "x"), (5, 3, ""), (0, 99, TEXT), (18, 22, "s.\n"), (0, 4, "One")],
)
def test_a_span_that_does_not_quote_cannot_be(start: int, end: int, quote: str) -> None:
    with pytest.raises(QuoteMismatch):
        Span(start, end, quote, TEXT)


def test_a_span_keeps_no_text() -> None:
    assert not hasattr(Span(0, 3, "One", TEXT), "text")


def test_spans_cover_what_lies_inside() -> None:
    whole, part = Span(0, 9, "One fire.", TEXT), Span(4, 8, "fire", TEXT)
    assert whole.covers(part) and whole.covers(whole) and not part.covers(whole)


@given(documents())
def test_every_character_of_a_sentence_finds_its_sentence(doc: Document) -> None:
    for sentence in doc.sentences:
        for offset in range(sentence.span.start, sentence.span.end):
            assert doc.sentence_at(offset) == sentence
    gaps = set(range(len(doc.text) + 2)) - {o for s in doc.sentences for o in range(s.span.start, s.span.end)}
    assert all(doc.sentence_at(offset) is None for offset in gaps)


def test_a_document_is_named_after_its_bytes_alone() -> None:
    one = document(TEXT, name="a.txt")
    two = document(TEXT, name="b.txt", title="Other")
    assert one.id == two.id == report_id(one.sha256)


def test_sentences_are_named_by_where_they_stand() -> None:
    doc = document(TEXT)
    assert [s.id for s in doc.sentences] == [sentence_id(doc.id, 0, 9), sentence_id(doc.id, 10, 20)]


def _sentence(start: int, end: int, text: str = TEXT) -> Sentence:
    return Sentence(id="sentence:x", index=0, span=Span(start, end, text[start:end], text), section=SectionKind.BODY)


@pytest.mark.parametrize(
    "sentences",
    [
        (_sentence(0, 9), _sentence(5, 12)),
        (_sentence(10, 20), _sentence(0, 9)),
        (_sentence(0, 9, "Two fire. and more"),),
    ],
    ids=["overlap", "order", "another text"],
)
def test_sentences_that_do_not_fit_the_text_are_refused(sentences: tuple[Sentence, ...]) -> None:
    with pytest.raises(InvalidFact):
        Document(sha256="0" * 64, metadata=Metadata(name="x"), text=TEXT, sections=(), sentences=sentences)
