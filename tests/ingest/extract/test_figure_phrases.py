"""Number phrases of people, what befell them, and numbers that count no people. All sentences are invented."""

from functools import lru_cache

import pytest

from graph.vocabulary import Measure, Population, Verification
from ingest.extract.counting import Counted, FigureMaker
from ingest.extract.figure_phrases import Counts, PhraseFinder
from ingest.extract.figure_words import figure_words
from ingest.extract.parsing import parse
from ingest.language.lexicon import lexicon
from ingest.models.loader import load_model

from .told import document

KILLED, INJURED, MISSING = Measure.KILLED, Measure.INJURED, Measure.MISSING
ABDUCTED, DISPLACED, ATTACKED = Measure.ABDUCTED, Measure.DISPLACED, Measure.ATTACKED


@lru_cache(maxsize=128)
def counted(text: str) -> list[Counted]:
    """The figures of a text, found without triggers, participants or cues."""
    maker = FigureMaker(lexicon())
    return [one for parsed in parse(document(text), load_model(), []) for one in maker.find(parsed)]


def told(text: str) -> list[tuple[Measure, int | None, int | None]]:
    """Measure, low and high of each figure of a text."""
    phrases = [(one.measure, one.measured.phrase.bounds) for one in counted(text)]
    return [(measure, bounds.low, bounds.high) for measure, bounds in phrases]


BOUNDS = [
    ("At least 14 villagers were killed.", 14, True, None, True),
    ("More than 30 villagers were killed.", 30, False, None, True),
    ("Over 1,200 villagers were killed.", 1200, False, None, True),
    ("Up to 25 villagers were killed.", None, True, 25, True),
    ("As many as 25 villagers were killed.", None, True, 25, True),
    ("Nearly 50 villagers were killed.", None, True, 50, False),
    ("Fewer than 50 villagers were killed.", None, True, 50, False),
    ("No fewer than nine villagers were killed.", 9, True, None, True),
    ("A minimum of nine villagers were killed.", 9, True, None, True),
    ("Some 40 villagers were killed.", 40, True, 40, True),
    ("Around 40 villagers were killed.", 40, True, 40, True),
    ("Another six villagers were killed.", 6, True, 6, True),
    ("A dozen villagers were killed.", 12, True, 12, True),
    ("Two dozen villagers were killed.", 24, True, 24, True),
    ("Twenty-three villagers were killed.", 23, True, 23, True),
    ("Between 12 and 15 villagers were killed.", 12, True, 15, True),
    ("Two or three villagers were killed.", 2, True, 3, True),
    ("Twenty or more villagers were killed.", 20, True, None, True),
    ("Another 60 or so villagers were killed.", 60, True, 60, True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "low_inclusive", "high", "high_inclusive"), BOUNDS)
def test_comparators_before_and_after_a_number_bound_it(
    text: str, low: int | None, low_inclusive: bool, high: int | None, high_inclusive: bool
) -> None:
    (one,) = counted(text)
    bounds = one.measured.phrase.bounds
    assert (bounds.low, bounds.low_inclusive, bounds.high, bounds.high_inclusive) == (
        low, low_inclusive, high, high_inclusive,
    )  # fmt: skip


MEASURES = [
    ("Shells killed 31 in the village of Orrel.", [(KILLED, 31, 31)]),
    ("Eleven dead in market fire", [(KILLED, 11, 11)]),
    ("Rockets kill 5 injure 50 in Orrel", [(KILLED, 5, 5), (INJURED, 50, 50)]),
    ("Forty villagers killed, 12 others wounded in Orrel", [(KILLED, 40, 40), (INJURED, 12, 12)]),
    ("The blast left 6 wounded.", [(INJURED, 6, 6)]),
    ("The death toll rose to 40.", [(KILLED, 40, 40)]),
    ("Medics put the dead at 20 and the injured at 44.", [(KILLED, 20, 20), (INJURED, 44, 44)]),
    ("The fire caused the deaths of 17 people and injuries to 26 others.", [(KILLED, 17, 17), (INJURED, 26, 26)]),
    ("The monitor recorded 31 civilian deaths.", [(KILLED, 31, 31)]),
    ("Nineteen bodies were found in the quarry.", [(KILLED, 19, 19)]),
    ("The shelling claimed 23 lives.", [(KILLED, 23, 23)]),
    ("Seven miners lost their lives in the flood.", [(KILLED, 7, 7)]),
    ("Gunmen shot dead four porters.", [(KILLED, 4, 4)]),
    ("Twelve porters were hacked to death.", [(KILLED, 12, 12)]),
    ("At least 19 migrants are feared dead.", [(KILLED, 19, None)]),
    ("Nine porters were abducted and massacred.", [(KILLED, 9, 9)]),
    ("Raiders abducted eleven girls.", [(ABDUCTED, 11, 11)]),
    ("Raiders took six farmers captive.", [(ABDUCTED, 6, 6)]),
    ("Five miners are still missing.", [(MISSING, 5, 5)]),
    ("Four farmers vanished on the road.", [(MISSING, 4, 4)]),
    ("The flood displaced 8,500 people.", [(DISPLACED, 8500, 8500)]),
    ("Some 340 families fled to Orrel.", [(DISPLACED, 340, 340)]),
    ("Some 200 families have left the valley.", [(DISPLACED, 200, 200)]),
    ("More than 2,000 people have crossed the river since Monday.", [(DISPLACED, 2000, None)]),
    ("The army neutralised 22 rebels.", [(ATTACKED, 22, 22)]),
    ("Shells killed five women, seven men and two children.", [(KILLED, 5, 5), (KILLED, 7, 7), (KILLED, 2, 2)]),
    ("Shells killed six farmers along with two nurses.", [(KILLED, 6, 6), (KILLED, 2, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), MEASURES)
def test_the_governing_word_gives_the_measure(text: str, figures: list[tuple[Measure, int | None, int | None]]) -> None:
    assert told(text) == figures


PARTS = [
    "Shells killed 87 farmers, including 31 children.",
    "Shells killed 87 farmers, 31 of them children.",
    "Shells killed 87 farmers. Thirty-one of them were children.",
]


@pytest.mark.parametrize("text", PARTS)
def test_a_part_has_the_measure_of_its_whole(text: str) -> None:
    whole, part = counted(text)
    assert (whole.measure, whole.part) == (KILLED, False)
    assert (part.measure, part.part, part.measured.phrase.bounds.low) == (KILLED, True, 31)


def test_a_part_of_which_something_else_is_told_is_no_figure() -> None:
    assert told("Raiders abducted eleven girls, four of whom have since been freed by elders.") == [(ABDUCTED, 11, 11)]


def test_a_second_count_without_a_noun_measures_the_same() -> None:
    assert told("The hospital counted 12 injured. The police spoke of five.") == [(INJURED, 12, 12), (INJURED, 5, 5)]


NOTHING = [
    "The home team won 3-1.",
    "She is 42 and lives in Orrel.",
    "A boy of 15 was killed.",
    "Her brother, 42, was killed on the road.",
    "Gunmen killed a 12-year-old boy.",
    "The farmer was killed on 12 March 2014.",
    "A widow was killed at about 9 p.m.",
    "The army fired 38 rockets at the town.",
    "Thieves took 3 million dollars.",
    "The road is 40 km long.",
    "Soldiers destroyed 14 houses.",
    "Wolves killed 12 sheep.",
    "Police seized 40 rifles.",
    "Gate 4 was attacked at dawn.",
    "Dozens of people were killed.",
    "Hundreds of families fled.",
    "Twenty ministers met in the capital.",
    "The bomb did not kill 20 people.",
    "The rebels threatened to kill 20 hostages.",
    "He denied killing six people.",
    "The army denied that its shells killed six people.",
    "The dam will displace 300 people.",
    "Resolution 2254 was adopted by 15 members.",
    "Some 80 per cent of voters stayed at home.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_make_no_figure(text: str) -> None:
    assert told(text) == []


def test_a_pronoun_or_a_noun_after_of_makes_a_part() -> None:
    doc = load_model()("Six of them fled; two of the injured and one of its own guards died.")
    phrases = PhraseFinder(figure_words()).find(doc)
    assert [(p.counts, p.pronoun) for p in phrases] == [
        (Counts.PART, True), (Counts.PART, False), (Counts.PART, False),
    ]  # fmt: skip


POPULATIONS = [
    ("Shells killed 12 civilians.", [Population.CIVILIAN]),
    ("Shells killed 12 people.", [Population.OTHER]),
    ("The ambush killed six soldiers and wounded 14.", [Population.SECURITY, Population.SECURITY]),
    ("Two police officers were wounded.", [Population.SECURITY]),
    ("The strike killed eight fighters, two of them boys.", [Population.COMBATANT, Population.COMBATANT]),
    ("Nine members of the militia were killed.", [Population.COMBATANT]),
    ("The fire killed five civilians and injured 17 others.", [Population.CIVILIAN, Population.CIVILIAN]),
    ("Soldiers came under fire and two of them were wounded.", [Population.SECURITY]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "populations"), POPULATIONS)
def test_population_is_what_the_words_say(text: str, populations: list[Population]) -> None:
    assert [one.population for one in counted(text)] == populations


STANDINGS = [
    ("Shells killed 12 people.", Verification.NONE),
    ("Shells killed 12 people, a rights group said on Monday.", Verification.REPORTED),
    ("According to the hospital, shells killed 12 people.", Verification.REPORTED),
    ("By the union's count, 12 people were killed.", Verification.REPORTED),
    ("The monitor counted 12 dead.", Verification.REPORTED),
    ("12 dead in attack on Orrel: monitor", Verification.REPORTED),
    ("That blast claimed 23 lives.", Verification.NONE),
]


@pytest.mark.parametrize(("text", "standing"), STANDINGS)
def test_a_sentence_says_by_what_standard_a_figure_is_given(text: str, standing: Verification) -> None:
    (one,) = counted(text)
    assert FigureMaker(lexicon()).figure(one, ()).verification is standing


def test_families_are_counted_as_families() -> None:
    one, two = counted("Some 340 families fled and 20 people were killed.")
    maker = FigureMaker(lexicon())
    assert [maker.figure(each, ()).unit for each in (one, two)] == ["family", "person"]
