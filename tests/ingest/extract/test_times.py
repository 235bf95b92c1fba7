"""Time phrases: resolved where text or date of publication make them certain, else left open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.times import find_times, publication, told_in

from .told import read

PUBLISHED = date(2031, 5, 9)  # a Friday
KNOWN = [
    ("on 3 May", ("2031-05-03", "2031-05-03")), ("May 3, 2030", ("2030-05-03", "2030-05-03")),
    ("on Tuesday", ("2031-05-06", "2031-05-06")), ("yesterday", ("2031-05-08", "2031-05-08")),
    ("last week", ("2031-04-28", "2031-05-04")), ("in March", ("2031-03-01", "2031-03-31")),
    ("in December", ("2030-12-01", "2030-12-31")), ("in 2013", ("2013-01-01", "2013-12-31")),
    ("March 2011", ("2011-03-01", "2011-03-31")), ("two days ago", ("2031-05-07", "2031-05-07")),
    ("2030-02-28", ("2030-02-28", "2030-02-28")), ("last Friday", ("2031-05-02", "2031-05-02")),
    ("last year", ("2030-01-01", "2030-12-31")), ("last month", ("2031-04-01", "2031-04-30")),
    ("three weeks ago", ("2031-04-14", "2031-04-20")), ("two years ago", ("2029-01-01", "2029-12-31")),
    ("June last year", ("2030-06-01", "2030-06-30")), ("Tuesday night", ("2031-05-06", "2031-05-06")),
    ("the day before yesterday", ("2031-05-07", "2031-05-07")), ("last April", ("2031-04-01", "2031-04-30")),
    ("earlier this year", ("2031-01-01", "2031-12-31")), ("the end of 2029", ("2029-01-01", "2029-12-31")),
    ("the week of 6 May", ("2031-05-05", "2031-05-11")), ("in the winter of 2029", ("2028-12-01", "2030-03-31")),
    ("early March 2030", ("2030-03-01", "2030-03-31")), ("the late 1980s", ("1980-01-01", "1989-12-31")),
    ("the 19th century", ("1801-01-01", "1900-12-31")), ("the third quarter of 2029", ("2029-07-01", "2029-09-30")),
    ("fiscal 2030", ("2029-01-01", "2031-12-31")), ("New Year's Eve 2029", ("2029-12-31", "2029-12-31")),
    ("28.04.2030", ("2030-04-28", "2030-04-28")), ("25/12/2030", ("2030-12-25", "2030-12-25")),
    ("on 31 March 1635", ("1635-03-31", "1635-03-31")), ("(2029)", ("2029-01-01", "2029-12-31")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bounds"), KNOWN)
def test_with_a_date_of_publication(text: str, bounds: tuple[str, str]) -> None:
    (phrase,) = find_times(text, PUBLISHED)
    assert (phrase.value.earliest, phrase.value.latest) == bounds


RANGES = [
    ("between 9 and 18 April", "2031-04-09", "2031-04-18"),
    ("from 3 to 5 May", "2031-05-03", "2031-05-05"),
    ("the night of 6-7 March", "2031-03-06", "2031-03-07"),
    ("April 9-18, 2030", "2030-04-09", "2030-04-18"),
    ("from 30 December 2029 to 2 January 2030", "2029-12-30", "2030-01-02"),
    ("between March and June 2030", "2030-03-01", "2030-06-30"),
    ("from 2003 to 2007", "2003-01-01", "2007-12-31"),
    ("2009-11", "2009-01-01", "2011-12-31"),
    ("from Monday to Wednesday", "2031-05-05", "2031-05-07"),
    ("from 28 April until 3 May 2029", "2029-04-28", "2029-05-03"),
    ("June 3, 2029 - July 4, 2029", "2029-06-03", "2029-07-04"),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), RANGES)
def test_a_range_is_one_phrase_with_both_its_ends(words: str, earliest: str, latest: str) -> None:
    text = f"The road was shut {words}."
    (phrase,) = find_times(text, PUBLISHED)
    assert text[phrase.start : phrase.end] == words
    assert (phrase.value.earliest, phrase.value.latest) == (earliest, latest)


def test_ends_without_a_year_stay_without_one() -> None:
    (phrase,) = find_times("between 9 and 18 April", None)
    assert (phrase.value.earliest, phrase.value.latest) == ("--04-09", "--04-18")


def test_a_year_told_once_stands_for_both_dates() -> None:
    found = [p.value.earliest for p in find_times("On 3 May and 5 June 2029 bombs fell.", None)]
    assert found == ["2029-05-03", "2029-06-05"]


def test_figures_that_may_be_two_dates_keep_both_as_bounds() -> None:
    (phrase,) = find_times("on 06/03/2030", PUBLISHED)
    assert (phrase.value.earliest, phrase.value.latest) == ("2030-03-06", "2030-06-03")
    assert phrase.value.precision == "ambiguous"


def test_words_that_look_ahead_turn_a_date_to_the_future() -> None:
    assert [p.value.earliest for p in find_times("The council will meet on Tuesday.", PUBLISHED)] == ["2031-05-13"]
    assert [p.value.earliest for p in find_times("The council met on Tuesday.", PUBLISHED)] == ["2031-05-06"]
    assert [p.value.earliest for p in find_times("The trial is due to open in January.", PUBLISHED)] == ["2032-01-01"]


def test_a_story_set_long_before_keeps_its_own_calendar() -> None:
    first = list(find_times("The town fell on 21 August 2013.", PUBLISHED))
    assert told_in(first).year == 2013
    (phrase,) = find_times("On 23 August it was taken back.", PUBLISHED, told_in(first))
    assert phrase.value.earliest == "--08-23"


def test_a_day_that_no_near_year_has_stays_open() -> None:
    (phrase,) = find_times("The army took the town on February 29.", PUBLISHED)
    assert phrase.value.earliest == "--02-29"


@pytest.mark.parametrize(
    "words", ["the following day", "two days later", "that night", "the day before", "the same week"]
)
def test_what_hangs_on_something_told_is_left_open(words: str) -> None:
    (phrase,) = find_times(f"They fled {words}.", PUBLISHED)
    assert (phrase.value.earliest, phrase.value.anchor) == (None, "event")


HUNG = [
    ("the following day", ("2029-05-04", "2029-05-04")), ("two days later", ("2029-05-05", "2029-05-05")),
    ("that night", ("2029-05-03", "2029-05-03")), ("the day before", ("2029-05-02", "2029-05-02")),
    ("that year", ("2029-01-01", "2029-12-31")), ("the next month", ("2029-06-01", "2029-06-30")),
    ("a week earlier", ("2029-04-23", "2029-04-29")), ("the day before the raid", (None, None)),
    ("several days later", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "bounds"), HUNG)
def test_what_hangs_on_a_date_told_just_before_is_worked_out(words: str, bounds: tuple[str | None, str | None]) -> None:
    told = told_in(list(find_times("The town fell on 3 May 2029.", PUBLISHED)))
    (phrase,) = find_times(f"They fled {words}.", PUBLISHED, told)
    assert (phrase.value.earliest, phrase.value.latest, phrase.value.anchor) == (*bounds, "event")
    first, second = find_times(f"The town fell on 3 May 2029 and they fled {words}.", None)
    assert (first.value.earliest, second.value.earliest) == ("2029-05-03", bounds[0])


@pytest.mark.parametrize("words", ["now", "currently", "recently", "in recent weeks", "a year ago", "last summer"])
def test_what_is_vague_is_left_open(words: str) -> None:
    (phrase,) = find_times(f"They are {words} in prison.", PUBLISHED)
    assert (phrase.value.earliest, phrase.value.anchor) == (None, "publication")


def test_since_keeps_its_word() -> None:
    text = "It has gone on since 2011."
    (phrase,) = find_times(text, PUBLISHED)
    assert (text[phrase.start : phrase.end], phrase.value.earliest) == ("since 2011", "2011-01-01")


OPEN = [
    ("since March 6", "--03-06"), ("in March", "--03"), ("on Tuesday", None), ("yesterday", None), ("last week", None),
    ("three weeks ago", None), ("last Friday", None), ("next month", None),
    ("February 3", "--02-03"), ("in the spring", None), ("Q3", None), ("Christmas Day", "--12-25"), ("in the '80s", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest"), OPEN)
def test_without_one_no_year_is_invented(text: str, earliest: str | None) -> None:
    (phrase,) = find_times(text, None)
    assert phrase.value.earliest == earliest


NO_DATES = [
    "He may go.", "the 25-year-old", "31 February", "12 people", "Sunday's", "x May y", "for three days", "two weeks long",
    "some 2000 people fled", "1950 houses burned", "Resolution 2014", "Flight 2011", "every Friday", "the Sunday Times",
    "the fall of the regime", "April Jones left", "until now", "$2015", "3.2014", "2014%",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date_is_made_of_other_words(text: str) -> None:
    assert all(p.value.precision == "day" and text[p.start : p.end] == "Sunday" for p in find_times(text, PUBLISHED))


def test_a_dateline_stands_for_the_date_of_publication() -> None:
    assert publication(None, "Agency Thursday 30 Jul 2015") == date(2015, 7, 30)
    assert publication(None, "on 3 May 2010 and 4 May 2010") is None
    assert publication("2031-05-09", "1 May 2010") == PUBLISHED
    assert publication("2031", "") is None
    assert publication("0001-01-01", "") is None


def test_a_time_hangs_on_the_event_that_it_depends_on() -> None:
    reading = read("Gunmen killed two farmers on 3 May 2031, and the mayor resigned.", None)
    times = [role.record for claim in reading.claims for role in claim.roles if role.slot == "time"]
    assert [time.time.earliest for time in times if time.time] == ["2031-05-03"]


@given(st.text(max_size=80), st.none() | st.dates(min_value=date(1901, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text_gives_phrases_within_it_in_order(text: str, published: date | None) -> None:
    end = 0
    for phrase in find_times(text, published):
        assert end <= phrase.start < phrase.end <= len(text)
        end = phrase.end
