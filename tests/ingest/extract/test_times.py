"""Time phrases: resolved where text or date of publication make them certain, else left open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.times import find_times, publication

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
]  # fmt: skip


@pytest.mark.parametrize(("text", "bounds"), KNOWN)
def test_with_a_date_of_publication(text: str, bounds: tuple[str, str]) -> None:
    (phrase,) = find_times(text, PUBLISHED)
    assert (phrase.value.earliest, phrase.value.latest) == bounds


OPEN = [
    ("since March 6", "--03-06"), ("in March", "--03"), ("on Tuesday", None), ("yesterday", None), ("last week", None),
    ("three weeks ago", None), ("last Friday", None), ("next month", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest"), OPEN)
def test_without_one_no_year_is_invented(text: str, earliest: str | None) -> None:
    (phrase,) = find_times(text, None)
    assert phrase.value.earliest == earliest


@pytest.mark.parametrize("text", ["He may go.", "the 25-year-old", "31 February", "12 people", "Sunday's", "x May y"])
def test_no_date_is_made_of_other_words(text: str) -> None:
    assert all(p.value.precision == "day" and text[p.start : p.end] == "Sunday" for p in find_times(text, PUBLISHED))


def test_a_dateline_stands_for_the_date_of_publication() -> None:
    assert publication(None, "Agency Thursday 30 Jul 2015") == date(2015, 7, 30)
    assert publication(None, "on 3 May 2010 and 4 May 2010") is None
    assert publication("2031-05-09", "1 May 2010") == PUBLISHED
    assert publication("2031", "") is None


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
