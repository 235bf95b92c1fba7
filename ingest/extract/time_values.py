"""Calendar arithmetic behind time phrases: from days, months and years to what a phrase says."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.reading import TimeValue

_LONG_AGO = 300  # days; a date that lies further back is rarely written without its year
_SOON = 100  # days; a date that lies this far ahead may be written without its year
_FIRST_YEAR, _LAST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time phrase: characters of the text it was found in, and its value."""

    start: int
    end: int
    value: TimeValue


def unresolved(precision: str, anchor: str | None = "publication") -> TimeValue:
    """A relative phrase that is left open."""
    return TimeValue(precision=precision, anchor=anchor)


def on_day(day: date, anchor: str | None = None) -> TimeValue:
    """One day."""
    return between(day, day, "day", anchor)


def between(first: date, last: date, precision: str, anchor: str | None = None) -> TimeValue:
    """All days from the first to the last."""
    return TimeValue(earliest=first.isoformat(), latest=last.isoformat(), precision=precision, anchor=anchor)


def years(first: int, last: int, precision: str, anchor: str | None = None) -> TimeValue:
    """Whole years; those that no calendar holds stay open."""
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
        return TimeValue(precision=precision, anchor=anchor)
    return between(date(first, 1, 1), date(last, 12, 31), precision, anchor)


def one_year(year: int, anchor: str | None = None) -> TimeValue:
    """A calendar year."""
    return years(year, year, "year", anchor)


def months(year: int, first: int, last: int, precision: str = "month", anchor: str | None = None) -> TimeValue:
    """Whole months of one year."""
    return between(date(year, first, 1), date(year, last, days_in(year, last)), precision, anchor)


def month_shifted(day: date, by: int) -> TimeValue:
    """The calendar month that lies some months from that of a day."""
    number = day.year * 12 + day.month - 1 + by
    return months(number // 12, number % 12 + 1, number % 12 + 1, anchor="publication")


def week_shifted(day: date, by: int) -> TimeValue:
    """The week, Monday to Sunday, that lies some weeks from that of a day."""
    monday = day - timedelta(day.weekday() - 7 * by)
    return between(monday, monday + timedelta(6), "week", "publication")


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def yearless(first: tuple[int, int], last: tuple[int, int]) -> TimeValue | None:
    """Days of an unknown year (month and day); None where no year has them."""
    if any(day_of(2024, *one) is None for one in (first, last)):
        return None
    (m1, d1), (m2, d2) = first, last
    return TimeValue(earliest=f"--{m1:02}-{d1:02}", latest=f"--{m2:02}-{d2:02}", precision="day")


def nearby(month: int, day: int, published: date, *, ahead: bool) -> date | None:
    """The day of that name that a report of this date speaks of, or None where two years are as likely.

    What is told lies behind, unless the words around it look ahead.
    """
    here = (day_of(published.year + step, month, day) for step in (-1, 0, 1))
    gaps = {(one - published).days: one for one in here if one is not None}
    behind = max((gap for gap in gaps if gap <= 0), default=None)
    before = min((gap for gap in gaps if gap >= 0), default=None)
    past = behind is not None and behind >= -_LONG_AGO
    if before is not None and ((ahead and before < _LONG_AGO) or (not past and before <= _SOON)):
        return gaps[before]
    return gaps[behind] if behind is not None and past else None


def weekday_near(index: int, published: date, *, ahead: bool) -> date:
    """The last such day of the week up to publication, or the first after it."""
    back = (published.weekday() - index) % 7
    return published + timedelta(7 - back) if ahead and back else published - timedelta(back)


def with_year(value: TimeValue, year: int) -> TimeValue | None:
    """A yearless value in a year; None where that year has no such day."""
    bounds = [_in_year(bound, year, last) for bound, last in ((value.earliest, False), (value.latest, True))]
    first, last = bounds
    if first is None or last is None:
        return None
    return replace(value, earliest=first.isoformat(), latest=last.isoformat(), anchor=None)


def _in_year(bound: str | None, year: int, last: bool) -> date | None:
    if bound is None or not bound.startswith("--"):
        return None
    parts = [int(part) for part in bound[2:].split("-")]
    month = parts[0]
    if len(parts) == 2:
        return day_of(year, month, parts[1])
    return day_of(year, month, days_in(year, month) if last else 1)


def year_of(value: TimeValue) -> int | None:
    """The year in which a value begins, where it has one."""
    known = value.earliest
    return int(known[:4]) if known is not None and not known.startswith("--") else None
