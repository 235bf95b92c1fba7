"""Time phrases that hang on the day of publication, on something told, or on nothing that could be worked out."""

import re
from datetime import date, timedelta

from graph.reading import TimeValue

from . import time_words as words
from .time_rule import Moment, Reader, Rule, before, compiled
from .time_values import between, month_shifted, on_day, one_year, unresolved, week_shifted, weekday_near

_NO_WEEKDAY_BEFORE = re.compile(
    r"\b(?:Black|Good|Bloody|Palm|Easter|Super|Cyber|Holy|Maundy|Ash|[Ee]very|[Ee]ach|Giving)\s$"
)
_NO_WEEKDAY_AFTER = re.compile(r"\s(?:Times|Telegraph|Mirror|Mail|Herald|Express|People|Night Live|School|Club)\b")


def _stepped(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "last week", "this year", "next month"."""
    unit, step, published = match["unit"].lower(), words.step_of(match["step"]), moment.published
    if published is None or unit in ("decade", "century", "quarter"):
        return unresolved(unit)
    return _unit_from(published, unit, step)


def _unit_from(published: date, unit: str, step: int) -> TimeValue:
    if unit == "week":
        return week_shifted(published, step)
    if unit == "month":
        return month_shifted(published, step)
    if unit == "year":
        return one_year(published.year + step, "publication")
    return on_day(published + timedelta(step), "publication")


def _rest(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "the beginning of the year", "later in the week"."""
    if moment.published is None:
        return unresolved(match["unit"].lower())
    return _unit_from(moment.published, match["unit"].lower(), 0)


def _weekend(match: re.Match[str], moment: Moment) -> TimeValue | None:
    published = moment.published
    step = words.step_of(match["step"]) if match["step"] else None
    if published is None or step == 1 or moment.ahead:
        return unresolved("weekend")
    back = 7 if step == 0 and published.weekday() < 5 else 0
    saturday = published - timedelta((published.weekday() + 2) % 7 or 7) if published.weekday() < 5 else None
    if back or saturday is None:
        return unresolved("weekend")
    return between(saturday, saturday + timedelta(1), "weekend", "publication")


def _ago(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """A counted distance back from publication, as sharp as its unit; a rough one stays open."""
    unit, count, published = match["units"].lower().rstrip("s"), match["count"], moment.published
    number = words.number(count) if count else None
    if published is None or number is None or match["rough"] or unit not in ("day", "night", "week", "month", "year"):
        return unresolved(unit)
    if (number == 1 and unit == "year") or number > 3000:
        return unresolved(unit)
    return _unit_from(published, "day" if unit == "night" else unit, -number)


def _weekday(match: re.Match[str], moment: Moment) -> TimeValue | None:
    if _NO_WEEKDAY_BEFORE.search(before(match)) or _NO_WEEKDAY_AFTER.match(match.string, match.end()):
        return None
    published, step = moment.published, match["step"]
    if published is None or (step and words.step_of(step) > 0):
        return unresolved("day")
    day = weekday_near(words.WEEKDAYS.index(match["day"].lower()), published, ahead=moment.ahead and not step)
    if step and words.step_of(step) < 0 and day == published:
        day -= timedelta(7)
    return on_day(day, "publication")


def _dayword(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "today", "yesterday", "last night"."""
    if moment.published is None:
        return unresolved("day")
    text = re.sub(r"\s+", " ", match.group()).lower()
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(text.split()[0], 0)
    step = {"the day before yesterday": -2, "the day after tomorrow": 2}.get(text, step)
    return on_day(moment.published + timedelta(step), "publication")


# phrases that hang on something told, or on nothing


def _of_event(match: re.Match[str], moment: Moment) -> TimeValue | None:
    unit = match.groupdict().get("unit") or "day"
    return unresolved(unit.lower().rstrip("s"), "event")


def _period(match: re.Match[str], moment: Moment) -> TimeValue | None:
    return unresolved("quarter", "event")


def _vague(name: str) -> Reader:
    def read(match: re.Match[str], moment: Moment) -> TimeValue | None:
        return unresolved(name)

    return read


_ROUGH = (
    r"(?P<rough>(?:more than|less than|fewer than|at least|up to|about|almost|nearly|over|under|roughly|around|some) )?"
)
_JUST = "(?:just |only |barely )?"
_NOT_LONG = r"(?<!\bfor\s)(?<!\bin\s)(?<!\bwithin\s)(?<!\bevery\s)(?<!\bof\s)(?<!\blast\s)(?<!\bnext\s)(?<!\bpast\s)"

RELATIVE: tuple[Rule, ...] = (
    (
        compiled(
            rf"\b(?P<step>{words.STEP}) (?P<unit>week|month|year|decade|century|quarter)\b(?!-| of [A-Z])",
            any_case=True,
        ),
        _stepped,
    ),
    (
        compiled(
            r"\b(?:(?:beginning|start|end|middle|rest|remainder|close) of|(?:earlier|later|early|late) in) the "
            r"(?P<unit>year|month|week|day)\b",
            any_case=True,
        ),
        _rest,
    ),
    (compiled(rf"\b(?:(?P<step>{words.STEP}) |the |over the )weekend\b", any_case=True), _weekend),
    (
        compiled(
            rf"\b{_JUST}{_ROUGH}(?:(?P<count>{words.COUNT})[\s-](?:or (?:so|more) )?)?"
            rf"(?P<units>{words.UNITS})[\s-]ago\b",
            any_case=True,
        ),
        _ago,
    ),
    (
        compiled(rf"\b(?:(?P<step>{words.STEP}) )?(?P<day>{words.WEEKDAY})\b", any_case=False),
        _weekday,
    ),
    (
        compiled(
            r"\b(?:the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight|last night"
            r"|this (?:very )?(?:morning|afternoon|evening))\b",
            any_case=True,
        ),
        _dayword,
    ),
    (
        compiled(
            rf"\b(?:(?:the|that|this) (?:very )?(?:same|next|following|previous|preceding|ensuing) |that "
            rf"|next (?=day|morning))"
            rf"(?P<unit>{words.UNIT}|{words.PART_OF_DAY}|weekend|summer|spring|winter|autumn)\b",
            any_case=True,
        ),
        _of_event,
    ),
    (
        compiled(
            r"\bthe (?P<unit>day|night|morning|evening|week|month|year) (?:before|after|earlier)\b(?! yesterday"
            r"| tomorrow)",
            any_case=True,
        ),
        _of_event,
    ),
    (
        compiled(
            rf"{_NOT_LONG}\b{_ROUGH}(?:{words.COUNT} )?(?P<unit>{words.UNITS}) (?:earlier|later|before|after"
            rf"|afterwards?|beforehand)\b",
            any_case=True,
        ),
        _of_event,
    ),
    (
        compiled(
            r"\b(?:the )?(?P<unit>year)-(?:earlier|ago)(?: (?:[a-z]+ )?(?:quarter|period|months?))?\b", any_case=True
        ),
        _of_event,
    ),
    (
        compiled(
            r"\bthe (?:latest|same|prior|previous|comparable|current|corresponding|year-ago|year-earlier) "
            r"(?:quarter|period)\b",
            any_case=True,
        ),
        _period,
    ),
    (compiled(r"\bfor the quarter\b", any_case=True), _period),
    (
        compiled(
            r"(?<!\buntil\s)(?<!\btill\s)(?<!\bby\s)\b(?:right )?now\b(?! that\b)(?!-)|\b(?:currently|nowadays"
            r"|presently|at (?:present|the moment)|these days)\b",
            any_case=True,
        ),
        _vague("present"),
    ),
    (
        compiled(
            r"\b(?:(?:more |most |only |just )?recently|(?:in )?recent (?:days|weeks|months|years|decades|times)"
            r"|in the (?:recent |distant )?past(?! (?:\w+ )?(?:years?|months?|weeks?|days?|decades?|century)))\b"
            r"(?! (?:\d+|two|three|few|several|year|month|week|day))",
            any_case=True,
        ),
        _vague("past"),
    ),
    (
        compiled(
            r"\b(?:(?:in )?the (?:near |foreseeable |not-too-distant |distant )?future|(?:the )?coming (?:days"
            r"|weeks|months|years))\b",
            any_case=True,
        ),
        _vague("future"),
    ),
)
