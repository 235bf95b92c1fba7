"""A received text becomes a document: sections, sentences, and which sentences only repeat earlier ones."""

from collections.abc import Iterator
from itertools import chain, islice

from graph.document import Document, Section, Sentence, Span, report_id, sentence_id
from graph.errors import TooLarge
from graph.vocabulary import SectionKind

from .limits import MAX_SENTENCES
from .read import Received
from .sections import HEADS, Paragraph, opening_kinds, paragraphs_of
from .sentences import sentence_ends

REPEAT_WORDS = 4  # a shorter sentence may well be said twice; a title repeats whatever its length


def document_of(received: Received) -> Document:
    """The document of a received report; no text makes it fail but for its size.

    Every character that is not white space lies in exactly one sentence.

    Raises:
        TooLarge: more than ``MAX_SENTENCES`` sentences.
    """
    cutter = _Cutter(received.text, report_id(received.sha256))
    paragraphs = paragraphs_of(received.text)
    opening = list(islice(paragraphs, HEADS))
    kinds = opening_kinds(received.text, opening, received.metadata.title)
    for position, paragraph in enumerate(chain(opening, paragraphs)):
        cutter.cut(paragraph, kinds[position] if position < len(kinds) else SectionKind.BODY)
    return Document(
        sha256=received.sha256,
        metadata=received.metadata,
        text=received.text,
        sections=tuple(cutter.sections),
        sentences=tuple(cutter.sentences),
        notes=received.notes,
    )


class _Cutter:
    """Takes paragraphs in order and keeps what they are cut into."""

    def __init__(self, text: str, report: str) -> None:
        self.text = text
        self.report = report
        self.sections: list[Section] = []
        self.sentences: list[Sentence] = []
        self._first_with: dict[str, str] = {}

    def cut(self, paragraph: Paragraph, kind: SectionKind) -> None:
        start = paragraph.start
        if self.sections and self.sections[-1].kind is kind:
            start = self.sections.pop().start
        self.sections.append(Section(kind=kind, start=start, end=paragraph.end))
        for span in self._spans(paragraph):
            if len(self.sentences) == MAX_SENTENCES:
                raise TooLarge(
                    f"the report has more than {MAX_SENTENCES:,} sentences", hint="Cut it into several reports."
                )
            self.sentences.append(self._sentence(span, kind))

    def _spans(self, paragraph: Paragraph) -> Iterator[Span]:
        text, start = self.text, paragraph.start
        for stop in sentence_ends(text, paragraph.start, paragraph.end):
            end = stop
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                yield Span(start, end, text[start:end], text)
            start = stop

    def _sentence(self, span: Span, kind: SectionKind) -> Sentence:
        ident = sentence_id(self.report, span.start, span.end)
        words = span.quote.split()
        first = ident
        if len(words) >= REPEAT_WORDS or kind is SectionKind.TITLE:
            first = self._first_with.setdefault(" ".join(words), ident)
        repeats = None if first == ident else first
        return Sentence(id=ident, index=len(self.sentences), span=span, section=kind, repeats=repeats)
