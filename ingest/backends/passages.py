"""A report in pieces that a model can take: whole sentences, as many as fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.document import Document, Sentence

from .base import BackendFailed

MAX_CHARACTERS = 8_000  # of one passage, but for a single longer sentence
MAX_PASSAGES = 50  # of one report: what a back end may cost


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report: its words, and where they begin and end in it."""

    text: str
    start: int
    end: int


def passages(document: Document) -> list[Passage]:
    """A report's passages, in text order.

    Raises:
        BackendFailed: the report has too many.
    """
    bounds = [0, *_breaks(document.sentences), len(document.sentences)]
    found = []
    for first, last in pairwise(bounds):
        start, end = document.sentences[first].span.start, document.sentences[last - 1].span.end
        found.append(Passage(document.text[start:end], start, end))
    if len(found) > MAX_PASSAGES:
        raise BackendFailed(f"the report has more than {MAX_PASSAGES} passages and was not sent")
    return found


def _breaks(sentences: Sequence[Sentence]) -> Iterator[int]:
    start = sentences[0].span.start
    for index, sentence in enumerate(sentences[1:], start=1):
        if sentence.span.end - start > MAX_CHARACTERS:
            start = sentence.span.start
            yield index
