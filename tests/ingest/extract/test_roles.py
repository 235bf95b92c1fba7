"""Who did what to whom: above all, who must not be said to have."""

import pytest

from graph.vocabulary import Slot

from .told import roles, who

VICTIMS = [
    ("Gunmen killed two farmers near the mill.", {"two farmers"}),
    ("Two farmers were killed by gunmen near the mill.", {"Two farmers"}),
    ("The murder of Tomas Varga shocked the village.", {"Tomas Varga"}),
    ("Sixteen miners lost their lives on Monday.", {"Sixteen miners"}),
    ("An ambush left 13 soldiers dead.", {"13 soldiers"}),
    ("The fire claimed the lives of nine pupils.", {"nine pupils"}),
    ("10 civilians killed and 59 others wounded.", {"10 civilians", "59 others"}),
    ("The bodies of three fishermen, abducted by masked men, were found.", {"three fishermen"}),
    ("Ilse Varga was shot dead outside her bakery.", {"Ilse Varga"}),
    ("Two women died in the attack.", {"Two women"}),
    ("Fighters beheaded the priest and abducted a nurse.", {"the priest", "a nurse"}),
]


@pytest.mark.parametrize(("text", "names"), VICTIMS)
def test_victims(text: str, names: set[str]) -> None:
    assert who(text, Slot.VICTIM) == names


PERPETRATORS = [
    ("Gunmen killed two farmers near the mill.", {"Gunmen"}),
    ("Two farmers were killed by masked gunmen.", {"masked gunmen"}),
    ("Villagers accused the army of killing two farmers.", {"the army"}),
    ("Rebels attacked the market, killing four traders.", {"Rebels"}),
    ("Militiamen opened fire on mourners.", {"Militiamen"}),
    ("An attack by insurgents on the camp wounded six people.", {"insurgents"}),
    ("Soldiers carried out an attack on the camp.", {"Soldiers"}),
]


@pytest.mark.parametrize(("text", "names"), PERPETRATORS)
def test_perpetrators(text: str, names: set[str]) -> None:
    assert who(text, Slot.ALLEGED_PERPETRATOR) == names


NOBODY = [
    "The United Nations documented the verified killings of 12 civilians by the Meridian Rights Office.",
    "The Meridian Rights Monitor reported the killing of 12 civilians.",
    "The monitor has verified the deaths of 12 civilians.",
    "Police arrested two men after the killing of a baker.",
    "A bomb killed two farmers.",
    "Two farmers were killed by a landmine.",
    "Two farmers were killed by the river.",
    "The nurse recounted the killing of her son.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_blamed(text: str) -> None:
    assert who(text, Slot.ALLEGED_PERPETRATOR) == set()


def test_who_grieves_or_recounts_is_no_victim() -> None:
    text = "Ilse Varga, a grieving mother, recounted the murder of her only son, Tomas Varga, believed to be killed by gunmen."
    assert who(text, Slot.VICTIM) == {"Tomas Varga"}
    assert who(text, Slot.ALLEGED_PERPETRATOR) == {"gunmen"}


def test_a_participle_set_off_from_its_noun_is_about_the_name_before_the_comma_or_nobody() -> None:
    assert who("She wept for her brother, Pavel Dorn, killed by soldiers in May.", Slot.VICTIM) == {"Pavel Dorn"}


def test_a_place_that_is_attacked_is_a_target() -> None:
    found = roles("Rebels shelled the hospital in Ostraven.")
    assert ("target", "the hospital", "shelling") in found
    assert not any(slot == "victim" for slot, _, _ in found)


def test_the_dead_of_an_attack_are_victims_of_both_and_its_author_is_alleged_for_both() -> None:
    found = roles("Rebels attacked the market, killing four traders.")
    assert {("victim", "four traders", "attack"), ("victim", "four traders", "killing")} <= found
    assert {("alleged_perpetrator", "Rebels", "attack"), ("alleged_perpetrator", "Rebels", "killing")} <= found


NOT_HAPPENED = [
    "The gunmen threatened to kill the baker.",
    "“We are going to kill the baker,” they shouted.",
    "If the rebels kill the hostages, the talks will end.",
    "The army denied that soldiers had killed a baker.",
    "No civilians were killed.",
    "Residents fear further attacks on the village.",
    "The governor demanded that the killing of hostages stop.",
    "Soldiers did not kill the baker.",
    "The rebels vowed to kill the mayor.",
    "Officials warned that the militia could kill the hostages if talks failed, and would kill the mayor.",
]


@pytest.mark.parametrize("text", NOT_HAPPENED)
def test_what_is_threatened_denied_feared_or_conditional_has_not_happened(text: str) -> None:
    for slot, name, kind in roles(text):
        assert (slot, kind) not in {("victim", "killing"), ("alleged_perpetrator", "killing")}, name
        assert kind != "attack", name


FIGURES_OF_SPEECH = [
    "The minister was stabbed in the back by his own party.",
    "The committee killed the bill on Tuesday.",
    "The striker shot wide, and the defence was beaten twice before the referee ended the match in the stadium.",
    "The old baker died in his sleep.",
    "The minister came under fire for the budget.",
    "The news killed all hope.",
]


@pytest.mark.parametrize("text", FIGURES_OF_SPEECH)
def test_figures_of_speech_sport_and_natural_deaths_are_no_events(text: str) -> None:
    assert not {
        (slot, kind) for slot, _, kind in roles(text, happened=False) if slot in ("victim", "alleged_perpetrator")
    }


def test_those_who_flee_and_where_they_go() -> None:
    found = roles("Families from the minority fled to a church in Ostraven.")
    assert {slot for slot, _, _ in found} >= {"displaced", "destination"}
    assert ("destination", "a church in Ostraven", "displacement") in found


def test_people_counted_among_others_are_victims_too() -> None:
    assert who("The blast killed 12 people, including three children.", Slot.VICTIM) == {"12 people", "three children"}
