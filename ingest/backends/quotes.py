"""Where words stand: exactly, else with white space and typographic quotation marks folded; never nearly."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from graph.document import Document, Sentence, Span

from ..limits import MAX_SENTENCE_CHARACTERS
from .base import Words

_QUOTES = {**dict.fromkeys("‘’‚‛`´′", "'"), **dict.fromkeys("“”„‟«»″", '"')}


MAX_WORDS = 2 * MAX_SENTENCE_CHARACTERS  # more cannot stand in a sentence, however much white space is folded


class Unfit(Exception):
    """A proposal that is not kept; the message is the reason, one of a few, without anybody's words."""


def find(document: Document, words: str, sentences: Iterable[Sentence]) -> list[Span]:
    """Every place in these sentences where whole words stand. Folded places count only if there is no exact one."""
    if len(words) > MAX_WORDS:
        return []
    spans = [sentence.span for sentence in sentences]
    exact = [place for span in spans for place in _exact(span, words)]
    places = exact or [place for span in spans for place in _folded(span, words)]
    return [document.span(start, end) for start, end in places if _whole(document.text, start, end)]


def choose(places: Sequence[Span], words: Words, *, missing: str, several: str) -> Span:
    """The one place that is meant: the only one, or the one at which the offset points.

    Raises:
        Unfit: there is none (reason ``missing``), or it is open which one (reason ``several``).
    """
    if not places:
        raise Unfit(missing)
    if len(places) > 1:
        places = [place for place in places if place.start == words.start]
    if len(places) != 1:
        raise Unfit(several)
    return places[0]


def _exact(span: Span, words: str) -> Iterator[tuple[int, int]]:
    if not words.strip():
        return
    at = span.quote.find(words)
    while at >= 0:
        yield span.start + at, span.start + at + len(words)
        at = span.quote.find(words, at + 1)


def _folded(span: Span, words: str) -> Iterator[tuple[int, int]]:
    wanted, _ = fold(words.strip())
    text, places = _folded_sentence(span.quote)
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield span.start + places[at], span.start + places[at + len(wanted) - 1] + 1
        at = text.find(wanted, at + 1)


def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """Text with runs of white space as one space and quotation marks straight; and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if not character.isspace():
            kept.append(_QUOTES.get(character, character))
        elif kept and kept[-1] == " ":
            continue
        else:
            kept.append(" ")
        places.append(place)
    return "".join(kept), tuple(places)


_folded_sentence = lru_cache(maxsize=1024)(fold)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut: "man" does not stand in "German"."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cut_before and not cut_after
