"""The words that time phrases are made of: tables, and the pieces of patterns that they make."""

import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CENTURIES = (
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
STEPS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the current": 0, "this past": -1,
    "the previous": -1, "the past": -1, "next": 1, "coming": 1, "the coming": 1, "this coming": 1,
}  # fmt: skip

# Days that bear a name and have a fixed place in the calendar, or none.
_FIXED = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
}  # fmt: skip
_MOVING = (
    "christmas", "thanksgiving", "thanksgiving day", "easter", "easter sunday", "easter monday", "good friday",
    "palm sunday", "ash wednesday", "ramadan", "eid al-fitr", "eid al-adha", "yom kippur", "passover", "nowruz",
    "diwali", "labor day", "labour day", "memorial day", "independence day", "election day", "mother's day",
    "martyrs' day", "victory day",
)  # fmt: skip

FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# "May" and "March" are words, "April", "June" and "August" are names of people.
PLAIN_MONTH = "(?:January|February|July|September|October|November|December)"
NAME_MONTH = r"(?:April|June|August)(?!\s[A-Z])"
MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY"
    "|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL_END = r"(?:st|nd|rd|th)"
YEAR = r"(?:1[89]|20)\d\d(?!\d)"
OLD_YEAR = r"1[0-7]\d\d(?!\d)"
DASH = "[-\u2010-\u2015]"
COUNT = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|"
    + "|".join(_NUMBERS[1:])
    + r"|an?|several|some|many|a few|a couple of|a dozen)"
)
UNIT = "(?:day|night|week|month|year|decade|century)"
UNITS = "(?:days?|nights?|weeks?|months?|years?|decades?|centuries|century)"
PART_OF_DAY = "(?:morning|afternoon|evening|night|noon)"
SEASON = "(?:spring|summer|autumn|winter|fall)"
ORDINAL = "(?:" + "|".join(_ORDINALS) + "|1st|2nd|3rd|[4-9]th|10th)"
CENTURY = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(_CENTURIES) + ")"
HOLIDAY = "(?:" + "|".join(sorted((*_FIXED, *_MOVING), key=len, reverse=True)) + ")"
HOLIDAY = HOLIDAY.replace("'", "['\u2019]")
STEP = r"(?:(?:the|this) (?:past|previous|coming|current)|this|last|next|past|previous|coming|current)"


def month_number(name: str) -> int:
    """1 to 12 of a month's name, short or full."""
    return 1 + [month[:3] for month in _MONTHS].index(name[:3].lower())


def number(words: str) -> int | None:
    """A small number in figures or words; None for a vague one ("several")."""
    text = words.lower()
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    if text in _NUMBERS:
        return _NUMBERS.index(text)
    ten, _, rest = text.partition("-")
    if ten in _TENS and (not rest or rest in _NUMBERS):
        return _TENS[ten] + (_NUMBERS.index(rest) if rest else 0)
    return None


def ordinal(word: str) -> int:
    """1 to 10 of "first" or "1st"; 11 to 21 of the centuries' names."""
    text = word.lower()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    names = _ORDINALS + _CENTURIES
    return names.index(text) + 1


def holiday(words: str) -> tuple[int, int] | None:
    """Month and day of a named day that falls on the same date each year."""
    return _FIXED.get(re.sub(r"\s+", " ", words.replace("\u2019", "'")).lower())


def step_of(words: str) -> int:
    """-1, 0 or 1 of "last", "this" and "next"."""
    return STEPS[re.sub(r"\s+", " ", words).lower()]
