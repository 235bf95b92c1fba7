import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import MEDIA_TYPES, Format, choose
from api.problems import NotAcceptable


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, Format.JSON),
        ("", Format.JSON),
        ("*/*", Format.JSON),
        ("application/*", Format.JSON),
        ("application/json", Format.JSON),
        ("application/json; charset=utf-8", Format.JSON),
        ("application/vnd.jgf+json", Format.JGF),
        ("APPLICATION/VND.JGF+JSON", Format.JGF),
        ("application/graphml+xml", Format.GRAPHML),
        ("text/turtle", Format.TURTLE),
        ("text/*", Format.TURTLE),
        ("text/html, text/turtle;q=0.1", Format.TURTLE),
        ("text/turtle;q=0.5, application/json;q=0.4", Format.TURTLE),
        ("text/turtle;q=0.5, application/json;q=0.5", Format.JSON),
        ("application/json;q=0, */*", Format.JGF),
        ("*/*;q=0.1, application/graphml+xml", Format.GRAPHML),
        ("application/json ; Q=0.2 , text/turtle ; q=0.3", Format.TURTLE),
        ("text/turtle;q=0.1, application/json;q=2", Format.TURTLE),
        (", ,text/turtle,", Format.TURTLE),
    ],
)
def test_the_heaviest_format_is_chosen_and_json_wins_a_tie(accept: str | None, chosen: Format) -> None:
    assert choose(accept) is chosen


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "image/*",
        "json",
        "application/json;q=0",
        "*/*;q=0",
        "../../x",
        "application/",
        "q=1",
        "text/turtle;q=nan",
    ],
)
def test_formats_that_are_not_on_offer_are_refused(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="format") as caught:
        choose(accept)
    assert accept not in str(caught.value)
    assert "text/turtle" in caught.value.hint


@pytest.mark.parametrize("wanted", Format)
def test_a_named_format_wins_over_the_header(wanted: Format) -> None:
    assert choose("text/html", wanted) is wanted


@given(st.text())
def test_any_header_gives_a_format_or_a_refusal(accept: str) -> None:
    with contextlib.suppress(NotAcceptable):
        assert choose(accept) in MEDIA_TYPES
