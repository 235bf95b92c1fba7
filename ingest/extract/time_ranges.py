"""Phrases that belong together: "from 3 May to 5 June 2012" is one period, and a year may stand for two dates."""

import re
from dataclasses import replace
from datetime import date

from graph.reading import TimeValue

from .time_rule import compiled
from .time_values import TimePhrase, week_shifted, with_year, year_of

_THROUGH = compiled(r"\s*[-\u2010-\u2015]\s*| (?:to|until|till|through|up to)(?: the)? ", any_case=True)
_AND = compiled(r" and(?: the)? ", any_case=True)
_ENDS = compiled(r"\w(?:[-\u2010-\u2015]| (?:and|to|until|till|through) )(?:the )?\w", any_case=True)
_LIST = compiled(r"(?:,| and|, and| or| to| until) (?:on |in |the )?", any_case=True)
_BETWEEN = compiled(r"\bbetween (?:the )?$", any_case=True)
# "early", "the end of", "the night of": they narrow a period without bounds that could be told
_PART = compiled(
    r"\b(?:since (?:the )?)?(?:"
    r"(?:the )?(?:very )?(?:early|mid|late|earlier|later)(?: in(?: the)?| on)?[\s-]"
    r"|(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|first half|second half|rest) of (?:the )?"
    r"|(?:the )?(?:night|morning|afternoon|evening|early hours|(?:first |last |second |third )?week|month|summer"
    r"|spring|winter|autumn|fall) of (?:the )?)?$",
    any_case=True,
)
_LED = compiled(r"\b(?:between|from) (?:the )?$", any_case=True)
_OF_DAY = compiled(r" (?:(?:early |late )?(?:morning|afternoon|evening|night)|at noon|at midnight)\b", any_case=True)


def joined(text: str, found: list[TimePhrase]) -> list[TimePhrase]:
    """Phrases with what belongs to them: both ends of a range, a year told once, parts of a day."""
    return _ranges(text, _shared_years(text, [_widened(text, phrase) for phrase in found]))


def _shared_years(text: str, found: list[TimePhrase]) -> list[TimePhrase]:
    """ "on 3 May and 5 June 2012" are both of that year; so are the ends of a range."""
    made = list(found)
    for index in range(len(made) - 2, -1, -1):
        phrase, after = made[index], made[index + 1]
        gap = text[phrase.end : after.start]
        year = year_of(after.value)
        told = year is not None and after.value.anchor is None and _told(text, after)
        if told and year is not None and (_LIST.fullmatch(gap) or _THROUGH.fullmatch(gap)):
            value = _of_year(phrase, text, year)
            if value is not None:
                made[index] = replace(phrase, value=value)
    return made


def _told(text: str, phrase: TimePhrase) -> bool:
    return (
        phrase.value.precision in ("day", "month") and re.search(r"\d{4}", text[phrase.start : phrase.end]) is not None
    )


def _of_year(phrase: TimePhrase, text: str, year: int) -> TimeValue | None:
    """The value of a date without its year in the year that was told after it."""
    value = phrase.value
    if value.precision not in ("day", "month") or re.search(r"\d{4}|[a-z]day\b", text[phrase.start : phrase.end]):
        return None
    if value.anchor == "publication" and value.earliest is not None and value.latest is not None:
        value = replace(value, earliest="-" + value.earliest[4:], latest="-" + value.latest[4:])
    return with_year(value, year)


def _ranges(text: str, found: list[TimePhrase]) -> list[TimePhrase]:
    made: list[TimePhrase] = []
    for phrase in found:
        value = _range(text, made[-1], phrase) if made else None
        if value is not None:
            made[-1] = TimePhrase(made[-1].start, phrase.end, value)
        else:
            made.append(phrase)
    return [_led(text, phrase) for phrase in made]


def _led(text: str, phrase: TimePhrase) -> TimePhrase:
    """A range with the word that opens it: "between 9 and 18 April"."""
    before = _LED.search(text[max(phrase.start - 16, 0) : phrase.start])
    if before is None or _ENDS.search(text[phrase.start : phrase.end]) is None:
        return phrase
    return replace(phrase, start=phrase.start - len(before.group()))


def _range(text: str, first: TimePhrase, last: TimePhrase) -> TimeValue | None:
    """Both phrases as one period, where the words make them its ends."""
    gap, before = text[first.end : last.start], text[max(first.start - 16, 0) : first.start]
    ends = bool(_AND.fullmatch(gap) and _BETWEEN.search(before))
    if not ends and not (_THROUGH.fullmatch(gap) and (_LED.search(before) or not gap.strip().isalpha())):
        return None
    one, other = first.value, last.value
    if one.earliest is None or other.latest is None or one.earliest.startswith("-") != other.latest.startswith("-"):
        return None
    if one.earliest > other.latest:
        return None
    return TimeValue(
        earliest=one.earliest, latest=other.latest, precision=other.precision, anchor=one.anchor or other.anchor
    )


def _widened(text: str, phrase: TimePhrase) -> TimePhrase:
    """A phrase with the words that narrow it down."""
    before = _PART.search(text[max(phrase.start - 40, 0) : phrase.start])
    after = _OF_DAY.match(text, phrase.end) if phrase.value.precision == "day" else None
    start = phrase.start - (len(before.group()) if before is not None else 0)
    value = _week(phrase.value) if before is not None and "week" in before.group().lower() else phrase.value
    return TimePhrase(start, after.end() if after is not None else phrase.end, value)


def _week(value: TimeValue) -> TimeValue:
    """ "the week of 6 March" is the week with that day."""
    if value.precision != "day" or value.earliest is None or value.earliest.startswith("-"):
        return value
    return replace(week_shifted(date.fromisoformat(value.earliest), 0), anchor=value.anchor)
