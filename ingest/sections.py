"""Paragraphs of a report, and which part of it each belongs to: summary, title, dek or body.

A paragraph is a line; the lines of a block that was only wrapped at a margin are joined again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.vocabulary import SectionKind

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"[-–—•*·#>|]|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
_FULL_STOP = re.compile(r"[.。।…:;]['\"’”)]*$")
_BYLINE = re.compile(r"(?i)(?:by|from|reporting by|photo|photograph|updated|published|posted)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

MARGIN = range(60, 101)  # characters to the line of a text that a machine has wrapped
BLOCK_LINES = 1_000  # looked at together, so that a file of a million lines needs no memory
HEADS = 6  # paragraphs among which title and dek are sought
HEADING_CHARACTERS = 250
DEK_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without white space at its ends."""

    start: int
    end: int


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, in order."""
    block: list[Paragraph] = []
    for line in _lines(text):
        if block and (len(block) == BLOCK_LINES or not _adjoin(text, block[-1].end, line.start)):
            yield from _unwrapped(text, block)
            block = []
        block.append(line)
    yield from _unwrapped(text, block)


def opening_kinds(text: str, paragraphs: Sequence[Paragraph], title: str | None) -> list[SectionKind]:
    """What the first of a report's paragraphs are; all that follow them are body.

    Args:
        paragraphs: the first ``HEADS`` of them, or all if there are fewer.
        title: the title as it is known from outside, or None.
    """
    heads = [_folded(text[p.start : min(p.end, p.start + 2 * DEK_CHARACTERS)]) for p in paragraphs]
    at = _title_at(heads, _folded(title) if title else None)
    if at is None:
        return []
    kinds = [SectionKind.SUMMARY] * at + [SectionKind.TITLE]
    following = at + 1
    while following < len(heads) and heads[following] == heads[at]:
        kinds.append(SectionKind.TITLE)
        following += 1
    repeated = following > at + 1
    if following + 1 < len(heads) and _is_dek(heads[following], after_repeated_title=repeated):
        kinds.append(SectionKind.DEK)
    return kinds


def _title_at(heads: list[str], known: str | None) -> int | None:
    """Which paragraph is the title. One behind a summary must be known, or stand there twice."""
    if len(heads) < 2:
        return None
    if known is not None and known in heads[:2]:
        return heads.index(known)
    if _is_heading(heads[0]):
        return 0
    twice = len(heads) > 2 and heads[1] == heads[2]
    return 1 if twice and _is_heading(heads[1]) else None


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING_CHARACTERS and _FULL_STOP.search(line) is None


def _is_dek(line: str, *, after_repeated_title: bool) -> bool:
    if len(line) > DEK_CHARACTERS or _BYLINE.match(line):
        return False
    words = line.count(" ") + 1
    dated = _YEAR.search(line) is not None and words <= 8
    return words >= 5 and not dated and (after_repeated_title or _is_heading(line))


def _folded(line: str) -> str:
    return " ".join(line.split())


def _lines(text: str) -> Iterator[Paragraph]:
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Paragraph(start, end)


def _adjoin(text: str, end: int, start: int) -> bool:
    """Whether only one line break lies between."""
    first = _BREAK.search(text, end, start)
    return first is not None and _BREAK.search(text, first.end(), start) is None


def _unwrapped(text: str, block: list[Paragraph]) -> Iterator[Paragraph]:
    """The block as one paragraph if every line but its last is so full that the next word did not fit."""
    if len(block) >= 3 and _is_wrapped(text, block):
        yield Paragraph(block[0].start, block[-1].end)
    else:
        yield from block


def _is_wrapped(text: str, block: list[Paragraph]) -> bool:
    margin = max(line.end - line.start for line in block)
    if margin not in MARGIN:
        return False
    for line, following in pairwise(block):
        word = _WORD.match(text, following.start, following.end)
        fits = word is None or line.end - line.start + 1 + len(word.group()) <= margin
        if fits or _ITEM.match(text, following.start, following.end):
            return False
    return True
