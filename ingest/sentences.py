"""Where sentences end, by rules of written language. Offset-exact and linear in the length of the text.

A stop ends a sentence unless what stands before it is an abbreviation, an initial or a list number, or what
follows goes on in lower case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .abbreviations import BEFORE_ANY, BEFORE_NAME, BEFORE_NUMBER, CALENDAR, OF_TIME, SPEECH, STARTERS, ZONES
from .limits import MAX_SENTENCE_CHARACTERS

_CLOSERS = r"""(?:["'”’»›)\]}*†‡]|\[\d{1,3}\])"""
_OPENERS = r"""[\s"'“”‘’«»‹›(\[{¿¡–—•·*#|-]*+"""
# A run of stops with what closes after it; the look-behind keeps a run of a million stops linear.
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++{_CLOSERS}*+(?=\s)"  # before white space
    rf"|(?<=[a-z]{{2}})[.!?]{_CLOSERS}*+(?=[“‘]?[A-Z][a-z’' ])"  # a space is missing: "done.Then"
    rf"|[。！？।॥۔؟]++{_CLOSERS}*+"  # scripts that put no space, or have no capitals
)
_NEXT = re.compile(rf"{_OPENERS}(\w)")
_WORD = re.compile(r"[\w’'.-]{1,40}")
_TOKEN = re.compile(r"""[^\s"“”‘«(\[{–—/]{1,30}$""")
_NUMBERED = re.compile(r"[(\[]?\d{1,3}(?:\.\d{1,3})*[.)\]]*")
_LETTERED = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlcIVXLC]{1,6}|[A-Za-z])[.)\]]*")
_INITIAL = re.compile(r"[A-Z]\.")
_CAPITAL = re.compile(r"[A-Z]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LOWER_NAME = re.compile(r"(?:al|el|ar|as|ash|at|an|ad|ed|es|de|d)[-’'][A-Z]")
_SPEAKS = re.compile(rf"(?:[A-Z][\w’'.-]*+[ ,]+|(?:al|de|la|van|von|bin|ben|the|of)[ ]){{1,6}}(?:{SPEECH})\b")


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which a sentence of the paragraph ``text[start:end]`` ends, the last one included."""
    paragraph = _Paragraph(text, start, end, capitals=_has_capitals(text, start, end))
    since = start
    for stop in _STOP.finditer(text, start, end):
        if paragraph.ends_at(since, stop.start(), stop.end()):
            yield from _cuts(text, since, stop.end())
            yield stop.end()
            since = stop.end()
    yield from _cuts(text, since, end)
    yield end


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a stretch is cut because it is too long: at its last white space in reach, else anywhere."""
    while end - start > MAX_SENTENCE_CHARACTERS:
        reach = text[start : start + MAX_SENTENCE_CHARACTERS + 1]
        last_word = reach.rsplit(None, 1)[-1:]
        kept = len(reach) - 1 if reach[-1].isspace() else len(reach) - len("".join(last_word))
        start += kept or MAX_SENTENCE_CHARACTERS
        yield start


def _has_capitals(text: str, start: int, end: int) -> bool:
    """Whether a paragraph uses capitals at all: where it does not, a small letter may begin a sentence."""
    if _CAPITAL.search(text, start, end) is not None:
        return True
    stretch = text[start:end]
    return stretch != stretch.lower()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Decides about one stop at a time; looks at a bounded stretch of text around it."""

    text: str
    start: int
    end: int
    capitals: bool

    def ends_at(self, since: int, stop: int, after: int) -> bool:
        """Whether the stops at ``stop``, closed by ``after``, end the sentence that began at ``since``."""
        following = _NEXT.match(self.text, after, self.end)
        if following is None:  # only marks follow: they stay with this sentence
            return False
        first = following.start(1)
        if not self._may_begin(first) or self._is_list_number(since, stop):
            return False
        word = _WORD.match(self.text, first, self.end)
        return not self._goes_on(stop, after, first) and not self._is_abbreviation(
            stop, after, word.group() if word else ""
        )

    def _may_begin(self, at: int) -> bool:
        begins = not (self.capitals and self.text[at].islower())
        return begins or _LOWER_NAME.match(self.text, at, self.end) is not None

    def _is_list_number(self, since: int, stop: int) -> bool:
        while since < stop and self.text[since].isspace():
            since += 1
        shape = _LETTERED if since == self.start else _NUMBERED
        return stop - since < 12 and shape.fullmatch(self.text, since, stop) is not None

    def _goes_on(self, stop: int, after: int, first: int) -> bool:
        """A question or a shout in quotation marks, and then who uttered it."""
        if self.text[stop] not in "?!…" or self.text[after - 1] not in "\"'”’»":
            return False
        speaker = _SPEAKS.match(self.text, first, min(first + 120, self.end))
        return speaker is not None and speaker.group().split()[0].lower() not in STARTERS

    def _is_abbreviation(self, stop: int, after: int, following: str) -> bool:
        token = _TOKEN.search(self.text, max(self.start, stop - 30), stop)
        if token is None:
            return False
        if self.text[stop:after] == ".)":  # "(ret.)": one short word in brackets
            bracketed = token.start() > self.start and self.text[token.start() - 1] == "("
            return bracketed and len(token.group()) <= 5
        return self.text[stop:after] == "." and _goes_with(token.group(), following)


def _goes_with(token: str, following: str) -> bool:
    """Whether a token with a full stop and the word after it belong to one sentence."""
    low, after = token.lower(), following.lower().rstrip(".")
    if low in BEFORE_NAME or (low.rpartition("-")[2] in BEFORE_NAME and token[0].isupper()):
        return True
    short = len(token) <= 2 and token[:1].isupper()
    if short and _INITIAL.fullmatch(following):
        return True
    initial = len(token) == 1 and token.isupper()
    acronym = _DOTTED.fullmatch(token) is not None and low not in OF_TIME
    if initial or acronym or low in BEFORE_ANY:
        return following.endswith(".") or after.rstrip("’'s") not in STARTERS
    if low in BEFORE_NUMBER:
        return following[:1].isdigit() or after in CALENDAR
    military = len(following) == 4 and following.isdigit()  # "8 a.m. (0600 GMT)"
    return low in OF_TIME and (after in CALENDAR or after in ZONES or military)
