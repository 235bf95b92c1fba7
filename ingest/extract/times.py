"""Time phrases and what they say. A year is never invented: what the text leaves open stays open."""

import re
from collections.abc import Iterator
from datetime import date

from .time_calendar import CALENDAR
from .time_events import Told, hung, told_in
from .time_periods import PERIODS
from .time_ranges import joined
from .time_relative import RELATIVE
from .time_rule import Moment, looks_ahead, looks_back
from .time_values import TimePhrase, day_of

__all__ = ["TimePhrase", "Told", "find_times", "publication", "told_in"]

_RULES = CALENDAR + PERIODS + RELATIVE
_NOTHING = Told()
_PRESS = range(1600, 3000)  # years in which reports may appear; others are slips of a machine
# No phrase of any rule is without one of these.
_HINT = re.compile(
    r"\d|day|night|week|month|year|decade|quarter|half|centur|morning|afternoon|evening|noon|ago\b|now|current|present"
    r"|recent|past|future|moment|spring|summer|autumn|fall|winter|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|ber\b|ies\b|eve\b|halloween|thanksgiving|easter|ramadan|eid|kippur|passover|nowruz|diwali|christmas|tomorrow",
    re.IGNORECASE,
)


def find_times(text: str, published: date | None, told: Told = _NOTHING) -> Iterator[TimePhrase]:
    """Time phrases of a sentence, in order, without overlaps. A range is one phrase with both its ends.

    Args:
        published: the day on which the report appeared, if known.
        told: what the sentences before have told, as ``told_in`` gives it.
    """
    if _HINT.search(text) is not None:
        found = joined(text, _longest(_phrases(text, published, told.year)))
        yield from hung(text, found, told.last)


def _phrases(text: str, published: date | None, told: int | None) -> Iterator[TimePhrase]:
    """Every reading of every rule, overlapping ones included."""
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            moment = Moment(published, ahead=looks_ahead(match), behind=looks_back(match), told=told)
            value = read(match, moment)
            if value is not None:
                yield TimePhrase(match.start(), match.end(), value)


def _longest(found: Iterator[TimePhrase]) -> list[TimePhrase]:
    """Of phrases that overlap the longest, and of equal ones the first rule's."""
    kept: list[TimePhrase] = []
    for phrase in sorted(found, key=lambda one: one.start - one.end):
        if all(phrase.end <= other.start or other.end <= phrase.start for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda one: one.start)


def publication(known: str | None, opening: str) -> date | None:
    """The day of publication: what is known, else the one full date in a dateline at the text's head."""
    if known is not None and re.fullmatch(r"\d{4}-\d\d-\d\d.*", known):
        day = day_of(int(known[:4]), int(known[5:7]), int(known[8:10]))
        return day if day is not None and day.year in _PRESS else None
    found = {
        phrase.value.earliest
        for phrase in find_times(opening, None)
        if phrase.value.precision == "day" and phrase.value.earliest == phrase.value.latest
    }
    dates = [day for day in found if day is not None and not day.startswith("--")]
    return date.fromisoformat(dates[0]) if len(dates) == 1 else None
