"""Time phrases of the calendar: days, months, years, decades, in figures and by name. One rule a sort.

What a rule cannot read with certainty it leaves open, or to others.
"""

import re
from datetime import date

from graph.reading import TimeValue

from . import time_words as words
from .time_rule import Moment, Rule, before, compiled
from .time_values import between, day_of, months, nearby, on_day, one_year, unresolved, yearless, years

_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|during|of|before|after|from|between|through|to|late|early|mid|and|last|next|this"
    r"|for|as of|around)[\s-]+$",
    re.IGNORECASE,
)
_STRONG_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|before|after|from|circa|ca?\.|between|to|and|late|early|around|of|born)"
    r"|\(|[-\u2013])[\s]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:about|some|nearly|almost|over|than|least|most|roughly|approximately|another|all|other|these|those"
    r"|number|up to"
    r"|numbers?|only|exactly|[Rr]esolutions?|UNSCR|[Rr]oute|[Hh]ighway|[Ff]light|[Bb]oeing|[Ww]indows"
    r"|[Aa]rticles?|[Pp]age"
    r"|[Rr]ules?|[Rr]oom|[Vv]ersion|[Nn]o\.|[Nn]os\.|[Cc]hapter|[Ss]ection|\$|US\$)\s*$"
)
_NOT_A_YEAR = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons?|civilians?|fighters?|refugees|families|houses|homes|troops|soldiers|men|women"
    r"|children|deaths?|dead|killed|wounded|cases|met(?:er|re)s?|feet|ft|miles?|km|kilomet(?:er|re)s|acres?|tons?"
    r"|tonnes"
    r"|points?|hours|hrs|GMT|UTC|h|percent|per cent|dollars|euros|pounds|others?|members|residents|students|workers"
    r"|victims|bodies|times|days|years|jobs|units|copies|shares|words|pages|kg|kilograms?|mm|cm|megawatts?|MW)\b"
)
_SOON = 4  # months; one of last year that comes again so soon is written with its year

# dates in figures


def _iso(match: re.Match[str], moment: Moment) -> TimeValue | None:
    day = day_of(*map(int, match.groups()))
    return on_day(day) if day is not None else None


def _figures(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """Day first where dots part it; else both orders are kept as bounds unless one of them is no date."""
    one, other, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first, month_first = day_of(year, other, one), day_of(year, one, other)
    if match["sep"] == "." or month_first is None or day_first is None:
        day = day_first or month_first
        return on_day(day) if day is not None else None
    first, last = sorted((day_first, month_first))
    return between(first, last, "day" if first == last else "ambiguous")


# days, months and years by name


def _days(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "9 April", "April 9, 2012", "9-18 April", "April 9 to 18"."""
    month, got = words.month_number(match["month"]), match.groupdict()
    first, last = int(match["first"]), int(match["last"] or match["first"])
    year = int(got["year"]) if got["year"] else None
    if got.get("step") and moment.published is not None:
        year = moment.published.year + words.step_of(got["step"])
    if last < first:
        return None
    return in_month(month, first, last, year, moment)


def in_month(month: int, first: int, last: int, year: int | None, moment: Moment) -> TimeValue | None:
    """Days of a month; without a year that was told, in the year that publication makes certain, or in none."""
    anchor = None
    if year is None:
        if moment.published is None:
            return yearless((month, first), (month, last))
        known = nearby(month, last, moment.published, ahead=moment.ahead)
        if known is None or not moment.settled(known.year):
            return yearless((month, first), (month, last))
        year, anchor = known.year, "publication"
    days = day_of(year, month, first), day_of(year, month, last)
    return between(days[0], days[1], "day", anchor) if days[0] is not None and days[1] is not None else None


def _months(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "March 2012", "between March and June 2012", "March of last year"."""
    got = match.groupdict()
    last = words.month_number(match["month"])
    first = words.month_number(got["from"]) if got.get("from") else last
    year = int(got["year"]) if got["year"] else None
    if got["step"]:
        if moment.published is None:
            return unresolved("month")
        return _months_of(moment.published.year + words.step_of(got["step"]), first, last, "publication")
    return _months_of(year, first, last, None) if year is not None else None


def _months_of(year: int, first: int, last: int, anchor: str | None) -> TimeValue:
    if first > last:
        return between(
            date(year - 1, first, 1), date.fromisoformat(str(months(year, last, last).latest)), "month", anchor
        )
    return months(year, first, last, anchor=anchor)


def _bare_month(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "in March", and "September" anywhere: names that are also words need a word before them."""
    if match["word"] and not _LEAD.search(before(match)):
        return None
    last = words.month_number(match["month"])
    first = words.month_number(match["from"]) if match["from"] else last
    year = _year_near(last, moment.published, moment) if moment.published is not None else None
    if year is None or not moment.settled(year):
        return TimeValue(earliest=f"--{first:02}", latest=f"--{last:02}", precision="month")
    return _months_of(year, first, last, "publication")


def _year_near(month: int, published: date, moment: Moment) -> int:
    """The year of a month without one: it lies behind, unless the words look ahead or last year's is long gone."""
    soon = published.month < month <= published.month + _SOON
    if moment.ahead or (soon and not moment.behind):
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _stepped_month(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "last April", "next April", "this April"."""
    month, step, published = words.month_number(match["month"]), words.step_of(match["step"]), moment.published
    if published is None:
        return TimeValue(earliest=f"--{month:02}", latest=f"--{month:02}", precision="month", anchor="publication")
    year = published.year
    if step < 0:
        year -= month >= published.month
    elif step > 0:
        year += month <= published.month
    return months(year, month, month, anchor="publication")


def _year(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """A bare year or span of years; a number that counts something is none."""
    if _COUNTED.search(before(match)) or _NOT_A_YEAR.match(match.string, match.end()):
        return None
    first = int(match["first"])
    if first < 1900 and not _STRONG_LEAD.search(before(match)):
        return None
    if not match["last"]:
        return one_year(first)
    last = int(str(first)[: 4 - len(match["last"])] + match["last"])
    return years(first, last, "year") if first < last else None


def _old_year(match: re.Match[str], moment: Moment) -> TimeValue | None:
    if not _STRONG_LEAD.search(before(match)) or _NOT_A_YEAR.match(match.string, match.end()):
        return None
    return one_year(int(match["first"]))


def _era(match: re.Match[str], moment: Moment) -> TimeValue | None:
    """ "480 AD"; years before our era are beyond the calendar of the graph and stay words."""
    return TimeValue(precision="year") if match["bc"] else one_year(int(match["ad"] or match["da"]))


_Y = r"(?P<year>(?:1\d|20)\d\d(?!\d)|[1-9]\d\d(?=\s?[);.]))"
_OF_YEAR = rf"(?:(?:,? ?(?:of |in )?{_Y})|(?: (?:of |in )?(?P<step>last|this|next) year))"
_STEP_YEAR = "(?:(?:of |in )?(?P<step>last|this|next) year)"
_DAY = rf"{words.DAY}(?:{words.ORDINAL_END})?"
_THROUGH = rf"(?:\s?{words.DASH}\s?|\s?/\s?| to | and | until | till | through )"
# after words between two days, the second number must not count something
_DATE_END = rf"(?=\s*(?:,?\s*{words.YEAR}|[.;:)\]]|,\s|$))"
_TO_DAY = rf"(?:\s?{words.DASH}\s?(?={_DAY}\b)|(?: to | and | until | till | through )(?={_DAY}{_DATE_END}))"
_WEEKDAY = rf"(?:(?:{words.WEEKDAY}|{words.SHORT_WEEKDAY}),? (?:the )?)?"
_END = rf"(?:{words.ORDINAL_END})?"

CALENDAR: tuple[Rule, ...] = (
    (compiled(r"(?<![\d-])(\d{4})[-/](\d\d)[-/](\d\d)(?![\d-])"), _iso),
    (
        compiled(r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])"),
        _figures,
    ),
    (
        compiled(
            rf"(?<![\w$€£.,/])(?<![\d]-){_WEEKDAY}(?P<first>{words.DAY}){_END}(?:{_THROUGH}(?:the )?"
            rf"(?P<last>{words.DAY}){_END})?"
            rf"[\s-](?:day )?(?:of )?(?P<month>{words.MONTH})(?![a-z])(?:{_OF_YEAR})?"
        ),
        _days,
    ),
    (
        compiled(
            rf"\b(?:last )?{_WEEKDAY}(?P<month>{words.MONTH}) ?(?:the )?(?P<first>{words.DAY}){_END}"
            rf"(?![%]|:\d|\d(?!\d{{3}}\b)|,\d\d\d\b|\.\d| percent)(?:{_TO_DAY}(?P<last>{words.DAY}){_END})?"
            rf"(?:{_OF_YEAR})?"
        ),
        _days,
    ),
    (
        compiled(
            rf"\b(?:(?P<from>{words.MONTH}){_THROUGH})?(?P<month>{words.MONTH})(?:,? (?:of |in )?{_Y}| {_STEP_YEAR})"
        ),
        _months,
    ),
    (
        compiled(
            rf"(?<!\d\s)\b(?:(?P<from>{words.FULL_MONTH}){_THROUGH})?"
            rf"(?P<month>{words.PLAIN_MONTH}|(?P<word>March|May|{words.NAME_MONTH}))\b(?![\w-]*\d)"
        ),
        _bare_month,
    ),
    (
        compiled(rf"\b(?P<step>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) (?P<month>{words.MONTH})(?![a-z])"),
        _stepped_month,
    ),
    (
        compiled(
            rf"(?<![\w$€£#.,:/%])(?<!\d-)['\u2019]?(?P<first>{words.YEAR})(?:\s?{words.DASH}\s?(?P<last>(?:1[89]"
            rf"|20)?\d\d)(?!\d))?"
            rf"(?![\w%]|[.,:/]\d|{words.DASH}\d)"
        ),
        _year,
    ),
    (compiled(rf"(?<![\w$€£#.,:/-])(?P<first>{words.OLD_YEAR})(?![\w%-]|[.,:/]\d)"), _old_year),
    (compiled(r"\b(?:(?P<ad>\d{2,4}) (?:AD|CE)|AD (?P<da>\d{2,4})|(?P<bc>\d{1,4} (?:BCE?|B\.C\.)))(?!\w)"), _era),
)
