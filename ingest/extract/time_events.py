"""Phrases that hang on a date told just before: "the following day", "two weeks later", "that year"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.reading import TimeValue

from . import time_words as words
from .time_rule import compiled
from .time_values import TimePhrase, month_shifted, on_day, one_year, week_shifted, year_of

_DAYS = frozenset({"day", "night", "morning", "afternoon", "evening"})
_DISTANT = compiled(
    rf"(?:(?P<count>{words.COUNT}) )?(?P<unit>day|night|week|month|year)s? "
    r"(?P<way>earlier|later|before|after|afterwards?)",
    any_case=True,
)
_BESIDE = compiled(
    r"(?:(?:the|that|this) )?(?:very )?(?P<which>same|next|following|previous|preceding|that) "
    r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)",
    any_case=True,
)
_NEXT_TO = compiled(r"the (?P<unit>day|night|week|month|year) (?P<way>before|after)", any_case=True)
_FAR = 400  # units; what is told to lie further off is no calendar's business
_STEPS = {"same": 0, "that": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}
# "the day before the attack" hangs on the attack, not on a date
_NAMES_ITS_OWN = compiled(r" (?:the|a|an|his|her|their|its|he|she|they|it|this|that|[A-Z])", any_case=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences before have told of time.

    Attributes:
        year: of the last day or month that was named with its year.
        last: the last value, where it is a date.
    """

    year: int | None = None
    last: TimeValue | None = None


def told_in(phrases: Sequence[TimePhrase]) -> Told:
    """What a sentence's phrases tell."""
    values = [phrase.value for phrase in phrases]
    dated = (value for value in reversed(values) if value.anchor is None and value.precision in ("day", "month"))
    year = next((known for value in dated if (known := year_of(value)) is not None), None)
    return Told(year, values[-1] if values and year_of(values[-1]) is not None else None)


def hung(text: str, phrases: Iterable[TimePhrase], last: TimeValue | None) -> list[TimePhrase]:
    """The phrases, with those worked out that hang on the date before them."""
    made: list[TimePhrase] = []
    for phrase in phrases:
        if phrase.value.anchor == "event" and phrase.value.earliest is None and last is not None:
            value = _hung(text, phrase, last)
            phrase = replace(phrase, value=value) if value is not None else phrase
        made.append(phrase)
        last = phrase.value if year_of(phrase.value) is not None else None
    return made


def _hung(text: str, phrase: TimePhrase, last: TimeValue) -> TimeValue | None:
    quote = text[phrase.start : phrase.end]
    beside, distant = _BESIDE.fullmatch(quote), _NEXT_TO.fullmatch(quote) or _DISTANT.fullmatch(quote)
    if beside is not None:
        return _shifted(last, beside["unit"].lower(), _STEPS[beside["which"].lower()])
    if distant is None or _NAMES_ITS_OWN.match(text, phrase.end):
        return None
    count = words.number(distant.groupdict().get("count") or "one")
    back = distant["way"].lower() in ("earlier", "before")
    return _shifted(last, distant["unit"].lower(), -count if back else count) if count is not None else None


def _shifted(last: TimeValue, unit: str, by: int) -> TimeValue | None:
    """A date moved by whole units; only as sharp as the unit, and never sharper than the date."""
    first = date.fromisoformat(str(last.earliest))
    if unit == "year":
        return one_year(first.year + by, "event") if last.precision in ("day", "month", "week", "year") else None
    if last.precision != "day" or last.earliest != last.latest or abs(by) > _FAR:
        return None
    if unit in _DAYS:
        return on_day(first + timedelta(by), "event")
    value = week_shifted(first, by) if unit == "week" else month_shifted(first, by)
    return replace(value, anchor="event")
