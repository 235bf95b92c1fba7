"""A report as text: sections, sentences and spans. A span that does not quote its text cannot exist."""

from dataclasses import InitVar, dataclass, field

from .errors import InvalidFact, QuoteMismatch
from .ids import make_id
from .labels import Label
from .vocabulary import SectionKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of one report: code points, ``end`` exclusive, and the words that stand there.

    Attributes:
        text: the whole text, looked at once and not kept.

    Raises:
        QuoteMismatch: ``text[start:end]`` is not ``quote``, or the span is empty.
    """

    start: int
    end: int
    quote: str
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text) or text[self.start : self.end] != self.quote:
            raise QuoteMismatch(f"the text between {self.start} and {self.end} is not the quote it should be")

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a report from outside its text. Unknown is None, never a guess.

    Attributes:
        name: how exports call the report: the row's id or the file's base name.
        published: ISO date, ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
    """

    name: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report, by offsets."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence (or heading). ``repeats`` is the id of the first sentence with the same words, or None."""

    id: str
    index: int
    span: Span
    section: SectionKind
    repeats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report as it is read: its text, cut into sections and sentences.

    Attributes:
        sha256: of the original bytes; the id follows from it alone.
        notes: what was lost or noticed on the way in (a broken encoding, control characters).
    """

    sha256: str
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", report_id(self.sha256))
        end = 0
        for sentence in self.sentences:
            span = sentence.span
            if span.start < end or self.text[span.start : span.end] != span.quote:
                raise InvalidFact("sentences overlap, or are out of order, or belong to another text")
            end = span.end

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(start, end, self.text[start:end], self.text)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at an offset, by binary search."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None


def report_id(sha256: str) -> str:
    """The id of the report whose original has this SHA-256."""
    return make_id(Label.REPORT.lower(), sha256)


def sentence_id(report: str, start: int, end: int) -> str:
    """The id of a sentence of a report."""
    return make_id("sentence", report, start, end)
