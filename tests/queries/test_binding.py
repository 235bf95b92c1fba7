"""Arguments: JSON values and command-line text both work, everything else is refused by name."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadArgument
from queries.binding import LONGEST_LIST, LONGEST_TEXT, bind
from queries.catalogue import Question
from queries.question import Argument, ColumnType, Param, ParamType, Shape

PARAMS = {
    "name": Param(type=ParamType.STRING, help="A name", required=True, min=2, example="Varga"),
    "rows": Param(type=ParamType.INTEGER, help="Rows", default=25, min=1, max=100),
    "whole": Param(type=ParamType.BOOLEAN, help="All", default=False),
    "since": Param(type=ParamType.DATE, help="A day"),
    "kinds": Param(type=ParamType.LIST, help="Kinds", default=[], choices=("a", "b")),
    "free": Param(type=ParamType.LIST, help="Words", default=[]),
    "kind": Param(type=ParamType.STRING, help="Kind", choices=("a", "b")),
}
QUESTION = Question(
    id="who/named", number="Q99", title="x", question="x", tags=("x",), params=PARAMS,
    columns={"name": ColumnType.STRING}, shape=Shape.TABLE, cypher="", source="",
)  # fmt: skip


def bound(**arguments: object) -> dict[str, Argument]:
    return bind(QUESTION, {"name": "Ilse", **arguments})


def test_what_is_not_given_has_its_default() -> None:
    assert bound() == {
        "name": "Ilse", "rows": 25, "whole": False, "since": None, "kinds": [], "free": [], "kind": None,
    }  # fmt: skip
    assert bound(rows=None, since=None) == bound()


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("name", "O'Brien \\ 'x'", "O'Brien \\ 'x'"),
        ("rows", 7, 7),
        ("rows", "7", 7),
        ("rows", " +7 ", 7),
        ("rows", 7.0, 7),
        ("whole", True, True),
        ("whole", "true", True),
        ("whole", "False", False),
        ("since", "2031-05-09", "2031-05-09"),
        ("since", date(2031, 5, 9), "2031-05-09"),
        ("kinds", ["a", "b"], ["a", "b"]),
        ("kinds", "a, b,", ["a", "b"]),
        ("kinds", ("b",), ["b"]),
        ("free", "", []),
        ("kind", "b", "b"),
    ],
)
def test_values_become_their_type(name: str, given: object, value: object) -> None:
    assert bound(**{name: given})[name] == value


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("name", 7, "not text"),
        ("name", "  ", "empty"),
        ("name", "x", "shorter than 2"),
        ("name", "x" * (LONGEST_TEXT + 1), "longer than"),
        ("name", "a\0b", "no store can hold"),
        ("name", "a\ud800b", "no store can hold"),
        ("name", ["a"], "not text"),
        ("rows", 0, "below 1"),
        ("rows", 101, "above 100"),
        ("rows", "7.5", "whole number"),
        ("rows", 7.5, "whole number"),
        ("rows", True, "not a number"),
        ("rows", "seven", "whole number"),
        ("rows", "", "whole number"),
        ("rows", 2**63, "too many digits"),
        ("rows", "9" * 400, "whole number"),
        ("rows", float("nan"), "whole number"),
        ("whole", 1, "neither"),
        ("whole", "yes", "neither"),
        ("since", "9 May", "not written like that"),
        ("since", "2031-02-30", "no such day"),
        ("since", 20310509, "not written like that"),
        ("kinds", ["c"], "not one of its values"),
        ("kinds", {"a": 1}, "not a list"),
        ("free", [1], "not text"),
        ("free", ["x"] * (LONGEST_LIST + 1), "longer than"),
        ("kind", "c", "not one of its values"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(name: str, given: object, says: str) -> None:
    with pytest.raises(BadArgument) as refused:
        bound(**{name: given})
    assert f"parameter {name} takes" in str(refused.value) and says in str(refused.value)
    assert refused.value.hint == PARAMS[name].help


def test_a_value_is_never_repeated() -> None:
    with pytest.raises(BadArgument) as refused:
        bound(kind="Ilse Varga")
    assert "Varga" not in str(refused.value) + refused.value.hint


def test_missing_and_unknown_parameters_are_named() -> None:
    with pytest.raises(BadArgument, match="parameter name is missing: it takes text"):
        bind(QUESTION, {})
    with pytest.raises(BadArgument, match="no parameter 'colour'") as unknown:
        bound(colour="red")
    assert "name, rows" in unknown.value.hint


@settings(deadline=None)
@given(st.integers(-(2**70), 2**70))
def test_integers_are_in_bounds_or_refused(number: int) -> None:
    if 1 <= number <= 100:
        assert bound(rows=number)["rows"] == bound(rows=str(number))["rows"] == number
    else:
        for given_value in (number, str(number)):
            with pytest.raises(BadArgument):
                bound(rows=given_value)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(PARAMS)) | st.text(), ANY))
def test_whatever_comes_is_bound_or_refused(arguments: dict[str, object]) -> None:
    try:
        values = bind(QUESTION, arguments)
    except BadArgument:
        return
    assert list(values) == list(PARAMS)
