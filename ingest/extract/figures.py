"""Numbers of people as the text bounds them: comparators, number words, ranges, units, populations."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.vocabulary import EventType, Measure

from .families import ATTACKS, DEADLY
from .parts import Noun, children

MEASURES = (
    dict.fromkeys(DEADLY, Measure.KILLED)
    | dict.fromkeys(ATTACKS - DEADLY, Measure.ATTACKED)
    | {
        EventType.INJURY: Measure.INJURED,
        EventType.DISAPPEARANCE: Measure.MISSING,
        EventType.ABDUCTION: Measure.ABDUCTED,
        EventType.DETENTION: Measure.ABDUCTED,
        EventType.DISPLACEMENT: Measure.DISPLACED,
        EventType.SHELTER: Measure.DISPLACED,
    }
)
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?")
_WINDOW = 5  # tokens before the number in which its comparator stands
_BEFORE = re.compile(
    r"(?P<more>(?:more than|over|upwards of|in excess of|exceed\w*|above)\s*$)"
    r"|(?P<least>(?:at least|a minimum of|no fewer than|no less than|not less than|minimum)\s*$)"
    r"|(?P<most>(?:up to|as many as|at most|no more than|a maximum of|not more than)\s*$)"
    r"|(?P<under>(?:nearly|almost|close to|fewer than|less than|under|just under|below)\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number's bounds and the tokens (first, end) of its phrase."""

    low: int | None
    low_inclusive: bool
    high: int | None
    high_inclusive: bool
    first: int


def number_of(text: str) -> int | None:
    """The whole number that a phrase of digits or number words says, or None ("1,400", "twenty-one", "2 million")."""
    words = text.lower().replace("-", " ").split()
    digits = _DIGITS.match(text)
    if digits is not None:
        value = float(re.sub(r"[,\u00a0\u202f ]", "", digits.group()))
        for word in words[1:]:
            value *= _SCALES.get(word, 1)
        return int(value) if value == int(value) else None
    return _from_words(words)


def _from_words(words: list[str]) -> int | None:
    if len(words) > 1 and words[0] in ("a", "an"):
        words = ["one", *words[1:]]
    total, part, seen = 0, 0, False
    for word in words:
        if word in _UNITS:
            part, seen = part + _UNITS.index(word), True
        elif word in _TENS:
            part, seen = part + 10 * _TENS.index(word), True
        elif word == "hundred" and seen:
            part *= 100
        elif word in _SCALES and seen:
            total, part = total + part * _SCALES[word], 0
        elif word == "dozen":
            part, seen = (part or 1) * 12, True
        elif word != "and":
            return None
    return total + part if seen and total + part > 0 else None


def bounds_of(noun: Noun) -> Bounds | None:
    """The bounds of a counted noun phrase, or None: vague counts ("dozens", "many") have none."""
    doc = noun.parsed.doc
    number = next((c for c in children(noun.head, "nummod") if c.i < noun.head.i), None)
    if number is None and noun.head.pos_ == "NUM":
        number = noun.head
    if number is None and noun.head.i > 0 and doc[noun.head.i - 1].pos_ == "NUM":
        number = doc[noun.head.i - 1]
    if number is None or number.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"):
        return None
    first = number.i
    while first > 0 and doc[first - 1].pos_ == "NUM" and doc[first - 1].head.i in range(first, noun.head.i + 1):
        first -= 1
    end = number.i + 1
    value = number_of(doc[first:end].text)
    if value is None:
        return None
    return _bounded(doc, first, value)


def _bounded(doc: Doc, first: int, value: int) -> Bounds:
    opening = max(first - _WINDOW, 0)
    before = doc[opening:first].text + " " if first > opening else ""
    between = re.search(r"(?:between|from)?\s*([\w,-]+)\s+(?:and|to|or)\s*$", before, re.IGNORECASE)
    if between is not None:
        low = number_of(between.group(1))
        if low is not None and low < value and ("between" in before.lower() or " to" in before or " or" in before):
            return Bounds(low, True, value, True, max(first - 3, 0))
    match = _BEFORE.search(before)
    if match is None:
        return Bounds(value, True, value, True, first)
    start = first - len(match.group().split())
    if match.group("more"):
        return Bounds(value, False, None, True, start)
    if match.group("least"):
        return Bounds(value, True, None, True, start)
    if match.group("most"):
        return Bounds(None, True, value, True, start)
    return Bounds(None, True, value, False, start)
