"""Time phrases that name a longer period: decades, centuries, seasons, quarters, business years, and named days."""

import re
from datetime import date

from graph.reading import TimeValue

from . import time_words as words
from .time_calendar import in_month
from .time_rule import Moment, Rule, before, compiled
from .time_values import between, months, one_year, unresolved, years

_SEASON_LEAD = re.compile(r"\b(?:in|during|by|since|until|through|throughout|early|late|mid)[\s-]+$", re.IGNORECASE)


def _decade(match: re.Match[str], moment: Moment) -> TimeValue | None:
    first = int(match["first"])
    return years(first, first + 9, "decade")


def _short_decade(match: re.Match[str], moment: Moment) -> TimeValue | None:
    return unresolved("decade", None)


def _century(match: re.Match[str], moment: Moment) -> TimeValue | None:
    number = words.ordinal(match["which"])
    return years(100 * number - 99, 100 * number, "century")


def _season(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """The bounds are those of the year: where the report's hemisphere is not known, a season has no months."""
    if not _is_season(match):
        return None
    year = int(match["year"]) if match["year"] else None
    step = match["step"] or match["yearstep"]
    anchor = None
    if year is None and step and moment.published is not None:
        if match["step"] and words.step_of(step) != 0:
            return unresolved("season")
        year, anchor = moment.published.year + words.step_of(step), "publication"
    if year is None:
        return unresolved("season")
    if match["season"].lower() in ("winter", "summer"):
        return between(date(year - 1, 12, 1), date(year + 1, 3, 31), "season", anchor)
    return years(year, year, "season", anchor)


def _is_season(match: re.Match[str]) -> bool:
    """Whether more than the bare word is there: springs and falls are also other things."""
    if match["year"] or match["yearstep"] or match["step"]:
        return True
    return bool(match["season"].lower() != "fall" and _SEASON_LEAD.search(before(match)))


def _quarter(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """A quarter or half of a year that is told; without one, or of a business year, it stays open."""
    told, step = match["year"] or match["told"], match["step"] or match["early"]
    year = int(told) if told else None
    if year is None and step and moment.published is not None:
        year = moment.published.year + words.step_of(step)
    number = int(match["q"]) if match["q"] else words.ordinal(match["which"])
    long = 6 if match["half"] else 3
    if year is None or match["fiscal"] or number * long > 12:
        return unresolved("half" if match["half"] else "quarter")
    first = 1 + long * (number - 1)
    anchor = None if told else "publication"
    return months(year, first, first + long - 1, "half" if match["half"] else "quarter", anchor)


def _fiscal(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """A business year begins and ends where its owner says: within the years beside it, no closer."""
    year = int(match["year"])
    return years(year - 1, year + 1, "fiscal_year")


def _holiday(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """A named day; one that moves through the calendar is never worked out."""
    fixed = words.holiday(match["name"])
    year = int(match["year"]) if match["year"] else None
    if fixed is None:
        return one_year(year) if year is not None else unresolved("day")
    return in_month(fixed[0], fixed[1], fixed[1], year, moment)


PERIODS: tuple[Rule, ...] = (
    (compiled(r"\b(?:the )?(?P<first>(?:1[0-9]|20)\d0)['\u2019]?s\b"), _decade),
    (
        compiled(
            r"\bthe (?:early |mid[ -]|late )?['\u2019]?(?:[3-9]0s|thirties|forties|fifties|sixties|seventies"
            r"|eighties|nineties)\b"
        ),
        _short_decade,
    ),
    (compiled(rf"\b(?:the )?(?P<which>{words.CENTURY})[\s-]century\b", any_case=True), _century),
    (
        compiled(
            rf"\b(?:(?P<step>{words.STEP}) |(?P<the>(?:the )?))(?P<season>{words.SEASON})\b(?! (?:of|from|to) "
            rf"(?!{words.YEAR}|last|this|next))"
            rf"(?:(?: of)?,? (?P<year>{words.YEAR})|(?: of)? (?P<yearstep>last|this|next) year)?",
            any_case=True,
        ),
        _season,
    ),
    (
        compiled(
            rf"\b(?:the )?(?:(?P<told>{words.YEAR}) |(?P<early>last|this|next) year['\u2019]s )?"
            rf"(?P<fiscal>fiscal )?(?:(?P<which>{words.ORDINAL})[\s-](?:fiscal )?(?:quarter|(?P<half>half(?= of "
            rf"(?:19|20|last|this|next)))|trimester)"
            rf"|Q(?P<q>[1-4]))\b(?:(?: of)?(?: fiscal)?,? (?P<year>{words.YEAR})|(?: of)? (?P<step>last|this"
            rf"|next) year)?",
            any_case=True,
        ),
        _quarter,
    ),
    (compiled(rf"\b(?:fiscal(?: year)?|FY)[\s-]?(?P<year>{words.YEAR})(?:[-/]\d\d(?:\d\d)?)?", any_case=True), _fiscal),
    (
        compiled(rf"\b(?P<name>{words.HOLIDAY})\b(?:,? (?:of |in )?(?P<year>{words.YEAR}))?", any_case=True),
        _holiday,
    ),
)
