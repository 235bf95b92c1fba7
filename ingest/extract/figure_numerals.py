"""Numbers as written in a sentence, in digits or words, with the comparators that stand before and after them."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .figures import Bounds, number_of

_ONES = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
     "sixty", "seventy", "eighty", "ninety"}
)  # fmt: skip
_SCALES = frozenset({"hundred", "thousand", "million", "dozen"})
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+")
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_MORE, _LEAST, _MOST, _UNDER, _SAME = "more", "least", "most", "under", "same"
_COMPARATORS = {
    _MORE: ("more than", "over", "upwards of", "in excess of", "exceeding", "above", "well over", "just over"),
    _LEAST: (
        "at least", "a minimum of", "minimum of", "no fewer than", "no less than", "not less than", "not fewer than",
        "at the very least",
    ),
    _MOST: ("up to", "as many as", "at most", "no more than", "a maximum of", "not more than"),
    _UNDER: ("nearly", "almost", "close to", "fewer than", "less than", "under", "just under", "below"),
    _SAME: (
        "some", "about", "around", "approximately", "roughly", "an estimated", "estimated", "another", "a further",
        "further", "an additional", "additional", "the", "all", "a total of", "total of", "other", "its", "his",
        "their", "her", "our", "these", "those", "remaining", "exactly", "only", "just", "last", "first", "as", "~",
    ),
}  # fmt: skip
_KINDS = {tuple(words.split()): kind for kind, listed in _COMPARATORS.items() for words in listed}
_LONGEST = max(map(len, _KINDS))
_AFTER = {("or", "more"): _LEAST, ("or", "so"): _SAME, ("at", "least"): _LEAST, ("+",): _LEAST}
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)  # fmt: skip
_SIGNS = frozenset({"no.", "nos", "number", "aged", "age", "#", "$", "€", "£", "¥", "rs", "rs.", "usd", "eur"})
_LABELS = frozenset(
    {"no", "article", "gate", "paragraph", "resolution", "grave", "chapter", "page", "section", "route", "highway",
     "unit", "channel", "level", "phase", "week", "day", "ward", "mobile", "squad", "brigade", "camp", "line", "block"}
)  # fmt: skip
_NOT_AFTER = frozenset(
    {"%", "percent", "per", "-year", "a.m.", "p.m.", "am", "pm", ":", "°", "th", "st", "nd", "rd", "o'clock",
     "year", "years"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, or a range of two, and its tokens."""

    first: int
    end: int
    low: int
    high: int


def numeral_at(doc: Doc, index: int) -> Numeral | None:
    """The number that starts at a token; "12 to 15", "20-30" and "two or three" are one."""
    one = _single(doc, index)
    if one is None:
        return None
    end, value = one
    if end + 1 < len(doc) and doc[end].lower_ in ("to", "or", "-", "–", "and"):
        word = doc[end].lower_
        before = doc[index - 1].lower_ if index else ""
        other = _single(doc, end + 1)
        allowed = before == "between" if word == "and" else before != "from"
        if other is not None and allowed and other[1] > value and other[1] <= 20 * value:
            return Numeral(index, other[0], value, other[1])
    return Numeral(index, end, value, value)


def _single(doc: Doc, index: int) -> tuple[int, int] | None:
    """End and value of one number in digits or words."""
    token = doc[index]
    word = token.lower_
    dozen = word == "dozen" and index > 0 and doc[index - 1].lower_ != "a"
    if _DIGITS.fullmatch(token.text) or word in _ONES or dozen:
        end = index + 1
    elif word in ("a", "half") and _scaled(doc, index + 1):
        end = index + 2
    else:
        return None
    if word == "half":
        return (index + 3, 6) if doc[index + 1].lower_ == "a" and _scaled(doc, index + 2) else None
    while end < len(doc) and _goes_on(doc, end, token):
        end += 1
    value = number_of(doc[index:end].text)
    return (end, value) if value is not None and value > 0 else None


def _scaled(doc: Doc, index: int) -> bool:
    return index < len(doc) and (doc[index].lower_ in _SCALES or doc[index].lower_ == "a")


def _goes_on(doc: Doc, index: int, first: Token) -> bool:
    """Whether the token at ``index`` continues a number: "million", the words of "one hundred and six"."""
    word = doc[index].lower_
    if word in _SCALES:
        return True
    if first.lower_ not in _ONES:
        return False
    if word in ("-", "and"):
        left = doc[index - 1].lower_
        joined = left.endswith("ty") if word == "-" else left in ("hundred", "thousand")
        return joined and index + 1 < len(doc) and doc[index + 1].lower_ in _ONES
    return word in _ONES and doc[index - 1].lower_ in ("-", "and", "hundred", "thousand")


def labelled(doc: Doc, numeral: Numeral) -> bool:
    """Whether a number names, dates, measures or scores something."""
    return _named(doc, numeral.first) or (numeral.end < len(doc) and _measures(doc, numeral))


def _named(doc: Doc, first: int) -> bool:
    """Whether the word before a number makes it a label, a price, a date or a part of a longer token."""
    if first == 0:
        return False
    before, earlier = doc[first - 1], doc[first - 2] if first > 1 else None
    if before.lower_ in _SIGNS or (before.lower_ in _LABELS and before.is_title):
        return True
    if before.lower_ in _MONTHS and before.is_title and (earlier is None or not earlier.like_num):
        return True
    glued = earlier is not None and earlier.text[-1].isalnum() and not (before.whitespace_ or earlier.whitespace_)
    return glued and before.text in ("-", "–", "/", ".", ":")


def _measures(doc: Doc, numeral: Numeral) -> bool:
    """Whether the word after a number makes it a date, a share, an age, a score or a part of a longer token."""
    after = doc[numeral.end]
    glued = not after.whitespace_ and not doc[numeral.end - 1].whitespace_
    hyphen = glued and after.text in ("-", "/")
    month = after.lower_ in _MONTHS and after.is_title
    return hyphen or month or after.lower_ in _NOT_AFTER or _score(doc, numeral)


def _score(doc: Doc, numeral: Numeral) -> bool:
    """ "won 3-1": two numbers in a row that fall are a score, no range."""
    return numeral.low == numeral.high and numeral.end + 1 < len(doc) and doc[numeral.end].text in ("-", "–") and (
        doc[numeral.end + 1].like_num
    )  # fmt: skip


def before(doc: Doc, first: int) -> tuple[int, frozenset[str]]:
    """The start of a numeral's comparators, and what they say."""
    kinds: set[str] = set()
    start = first
    while True:
        while start > 0 and doc[start - 1].text in QUOTES:
            start -= 1
        for length in range(min(_LONGEST, start), 0, -1):
            kind = _KINDS.get(tuple(t.lower_ for t in doc[start - length : start]))
            if kind is not None:
                break
        else:
            while start < first and doc[start].text in QUOTES:
                start += 1
            if start > 0 and doc[start - 1].lower_ == "between":
                start -= 1
            return start, frozenset(kinds)
        kinds.add(kind)
        start -= length


def after(doc: Doc, end: int) -> tuple[int, frozenset[str]]:
    """The end of the comparators after a numeral, and what they say."""
    for words, kind in _AFTER.items():
        if tuple(t.lower_ for t in doc[end : end + len(words)]) == words:
            return end + len(words), frozenset({kind})
    return end, frozenset()


def bounds(numeral: Numeral, kinds: frozenset[str], first: int) -> Bounds:
    """The bounds that comparators of these kinds give a number."""
    if numeral.high > numeral.low:
        return Bounds(numeral.low, True, numeral.high, True, first)
    value = numeral.low
    if _MORE in kinds:
        return Bounds(value, False, None, True, first)
    if _LEAST in kinds:
        return Bounds(value, True, None, True, first)
    if _MOST in kinds:
        return Bounds(None, True, value, True, first)
    if _UNDER in kinds:
        return Bounds(None, True, value, False, first)
    return Bounds(value, True, value, True, first)
