"""Numbers as the text bounds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading import Figure
from graph.vocabulary import Measure, Population, Verification
from ingest.extract.figures import number_of

from .told import claims

WORDS = [
    ("1,400", 1400), ("twenty-one", 21), ("2 million", 2_000_000), ("a hundred", 100), ("one", 1),
    ("three hundred and five", 305), ("12", 12), ("two dozen", 24), ("dozens", None), ("1.5", None), ("", None),
    ("and", None), ("zero", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), WORDS)
def test_numbers(text: str, number: int | None) -> None:
    assert number_of(text) == number


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_are_read_back_with_or_without_separators(number: int) -> None:
    assert number_of(str(number)) == number_of(f"{number:,}") == number


@given(st.text(max_size=40))
def test_any_text_has_a_number_or_none(text: str) -> None:
    assert number_of(text) is None or isinstance(number_of(text), int)


def figure(text: str) -> Figure:
    (found,) = [claim.figure for claim in claims(text) if claim.figure is not None]
    return found


BOUNDS = [
    ("At least 12 people were killed.", (12, True, None)),
    ("More than 40 people were killed.", (40, False, None)),
    ("Over 1,400 civilians have died.", (1400, False, None)),
    ("Up to 30 people were killed.", (None, True, 30)),
    ("Sixteen people were killed.", (16, True, 16)),
    ("The monitor verified a minimum of 12 civilian deaths.", (12, True, None)),
    ("The death toll has risen to 61.", (61, True, 61)),
    ("Nearly 50 people were killed.", (None, True, 50)),
]


@pytest.mark.parametrize(("text", "bounds"), BOUNDS)
def test_bounds(text: str, bounds: tuple[int | None, bool, int | None]) -> None:
    found = figure(text)
    assert (found.low, found.low_inclusive, found.high) == bounds


MEASURES = [
    ("Gunmen killed six soldiers.", Measure.KILLED, Population.SECURITY),
    ("The strike wounded 19 civilians.", Measure.INJURED, Population.CIVILIAN),
    ("Masked men abducted four nurses.", Measure.ABDUCTED, Population.OTHER),
    ("Two people are still missing.", Measure.MISSING, Population.OTHER),
    ("The floods displaced 300 people.", Measure.DISPLACED, Population.OTHER),
    ("The ambush of 13 soldiers shocked the town.", Measure.ATTACKED, Population.SECURITY),
    ("Soldiers killed eight rebels.", Measure.KILLED, Population.COMBATANT),
]


@pytest.mark.parametrize(("text", "measure", "population"), MEASURES)
def test_what_and_whom_a_figure_counts(text: str, measure: Measure, population: Population) -> None:
    found = figure(text)
    assert (found.measure, found.population) == (measure, population)


def test_families_are_another_unit_than_people() -> None:
    assert figure("Forty families fled to the hills.").unit == "family"


def test_a_verified_figure_names_its_verifier() -> None:
    found = figure("The United Nations has verified the deaths of 12 civilians.")
    assert found.verification is Verification.VERIFIED
    assert found.verifier is not None and found.verifier.full_name == "United Nations"


def test_the_injured_are_not_the_dead() -> None:
    found = {(f.measure, f.low) for c in claims("The blast killed six people and wounded 14.") if (f := c.figure)}
    assert found == {(Measure.KILLED, 6), (Measure.INJURED, 14)}


@pytest.mark.parametrize(
    "text", ["Dozens of people were killed.", "Many civilians were killed.", "A 25-year-old was killed."]
)
def test_vague_counts_and_ages_give_no_figure(text: str) -> None:
    assert not [claim for claim in claims(text) if claim.figure is not None]
