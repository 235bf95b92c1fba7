"""Time phrases and what they say. A year is never invented: what the text leaves open stays open."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.reading import TimeValue

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_ANY_DAY = f"(?:{_DAY}|{_SHORT_DAY})"
_YEAR = r"(?:19|20)\d\d"
_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten|several|a\sfew"
_LED = (
    "(?:"
    + "|".join(
        rf"(?<=\b{word}\s)" for word in ("in", "since", "by", "until", "during", "of", "before", "after", "from")
    )
    + ")"
)
_PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?:{_ANY_DAY},?\s)?(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?
    | (?:{_ANY_DAY},?\s)?(?P<m2>{_MONTH})\s(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|,\d)(?:,?\s(?P<y2>{_YEAR}))?
    | (?P<part>early|mid|late)?[\s-]?(?P<m3>{_MONTH}),?\s(?P<y3>(?:19|20)\d\d)
    | (?P<which>last|next|this|past|previous)\s(?P<unit>week|month|year|weekend|{_DAY})
    | (?P<count>\d+|{_SMALL})\s(?P<units>day|week|month|year)s?\sago
    | (?P<weekday>{_DAY})
    | (?P<rel>today|yesterday|tomorrow|tonight)
    | {_LED}(?P<m4>January|February|March|April|May|June|July|August|September|October|November|December)\b
    | {_LED}(?P<y4>(?:19|20)\d\d)\b(?!\s(?:people|civilians|families|men|women))
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time phrase: characters of the text it was found in, and its value."""

    start: int
    end: int
    value: TimeValue


def find_times(text: str, published: date | None) -> Iterator[TimePhrase]:
    """Time phrases of a sentence, in order.

    Args:
        published: the day on which the report appeared, if known.
    """
    for match in _PATTERN.finditer(text):
        value = _value(match, published)
        if value is not None:
            yield TimePhrase(match.start(), match.end(), value)


def publication(known: str | None, opening: str) -> date | None:
    """The day of publication: what is known, else the one full date in a dateline at the text's head."""
    if known is not None and re.fullmatch(r"\d{4}-\d\d-\d\d.*", known):
        return _day(int(known[:4]), int(known[5:7]), int(known[8:10]))
    found = {
        (p.value.earliest, p.value.latest)
        for p in find_times(opening, None)
        if p.value.precision == "day" and p.value.earliest and not p.value.earliest.startswith("--")
    }
    if len(found) == 1:
        (only,) = found
        return date.fromisoformat(str(only[0]))
    return None


def _value(match: re.Match[str], published: date | None) -> TimeValue | None:
    got = match.groupdict()
    if got["iso"]:
        day = _day(*map(int, got["iso"].split("-")))
        return _on(day) if day else None
    for m, d, y in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if got[m]:
            return _month_day(_month(got[m]), int(got[d]), got[y], published)
    if got["m3"]:
        return _span_of_month(int(got["y3"]), _month(got["m3"]))
    if got["m4"]:
        return _open_month(_month(got["m4"]), published)
    if got["y4"]:
        return TimeValue(earliest=f"{got['y4']}-01-01", latest=f"{got['y4']}-12-31", precision="year")
    if got["weekday"]:
        return _weekday(got["weekday"], published, 0)
    if got["rel"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(got["rel"], 0)
        return _on(published + timedelta(shift), "publication") if published else _unresolved("day")
    if got["which"]:
        return _which(got["which"], got["unit"], published)
    return _ago(got["count"], got["units"], published)


def _month_day(month: int, day: int, year: str | None, published: date | None) -> TimeValue | None:
    if year is not None:
        full = _day(int(year), month, day)
        return _on(full) if full else None
    if not 1 <= day <= calendar.monthrange(2024, month)[1]:
        return None
    if published is None:
        return TimeValue(earliest=f"--{month:02}-{day:02}", latest=f"--{month:02}-{day:02}", precision="day")
    full = _day(published.year, month, day)
    if full is not None and full > published:
        full = _day(published.year - 1, month, day)
    if full is None or (published - full).days > 300:
        return TimeValue(earliest=f"--{month:02}-{day:02}", latest=f"--{month:02}-{day:02}", precision="day")
    return _on(full, "publication")


def _open_month(month: int, published: date | None) -> TimeValue:
    if published is None:
        return TimeValue(earliest=f"--{month:02}", latest=f"--{month:02}", precision="month")
    year = published.year if month <= published.month else published.year - 1
    value = _span_of_month(year, month)
    return TimeValue(earliest=value.earliest, latest=value.latest, precision="month", anchor="publication")


def _span_of_month(year: int, month: int) -> TimeValue:
    last = calendar.monthrange(year, month)[1]
    return TimeValue(earliest=f"{year}-{month:02}-01", latest=f"{year}-{month:02}-{last:02}", precision="month")


def _weekday(name: str, published: date | None, weeks: int) -> TimeValue:
    if published is None:
        return _unresolved("day")
    back = (published.weekday() - _DAYS.index(name.lower())) % 7
    return _on(published - timedelta(back + 7 * weeks), "publication")


def _which(which: str, unit: str, published: date | None) -> TimeValue:
    if unit.lower() in _DAYS:
        if which == "next" or published is None:
            return _unresolved("day")
        back = (published.weekday() - _DAYS.index(unit.lower())) % 7 or 7
        return _on(published - timedelta(back), "publication")
    if published is None:
        return _unresolved(unit)
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = published - timedelta(published.weekday()) + timedelta(7 * step)
        return _between(monday, monday + timedelta(6), "week")
    if unit == "weekend":
        saturday = published - timedelta(published.weekday() + 2) if step < 1 else published
        return _between(saturday, saturday + timedelta(1), "day") if step < 1 else _unresolved("day")
    if unit == "month":
        number = published.year * 12 + published.month - 1 + step
        value = _span_of_month(number // 12, number % 12 + 1)
        return TimeValue(earliest=value.earliest, latest=value.latest, precision="month", anchor="publication")
    year = published.year + step
    return TimeValue(earliest=f"{year}-01-01", latest=f"{year}-12-31", precision="year", anchor="publication")


def _ago(count: str, units: str, published: date | None) -> TimeValue:
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    number = int(count) if count.isdigit() else words.index(count) if count in words else None
    if published is None or number is None or units != "day":
        return _unresolved(units)
    return _on(published - timedelta(number), "publication")


def _unresolved(precision: str) -> TimeValue:
    return TimeValue(precision=precision, anchor="publication")


def _on(day: date, anchor: str | None = None) -> TimeValue:
    return TimeValue(earliest=day.isoformat(), latest=day.isoformat(), precision="day", anchor=anchor)


def _between(first: date, last: date, precision: str) -> TimeValue:
    return TimeValue(earliest=first.isoformat(), latest=last.isoformat(), precision=precision, anchor="publication")


def _month(name: str) -> int:
    return _SHORT[name.rstrip(".").lower()[: 4 if name.lower().startswith("sept") else 3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
