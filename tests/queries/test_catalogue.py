"""The catalogue loads, and its words agree with the vocabulary."""

import re

import pytest

from graph.errors import UnknownQuestion
from graph.labels import DERIVED_RELS, EVENT_STARTS, REL_OF_SLOT, WORLD_LABELS
from graph.plan import plan
from graph.vocabulary import Certainty
from queries.catalogue import Catalogue, Shape, load_catalogue
from queries.question import CHOICES, FOLDERS
from queries.schema import EDGE_PROPERTIES, PROPERTIES
from tests.queries.golden import by_hand
from tests.queries.places import third

TWELVE = ("Q01", "Q02", "Q03", "Q04", "Q10", "Q12", "Q13", "Q14", "Q16", "Q18", "Q30", "Q40")
LONG_LIST = re.compile(r"\[\w*:((?:[A-Z_]+\|){6,}[A-Z_]+)")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_the_questions_of_the_data_model_are_there(catalogue: Catalogue) -> None:
    assert {question.number for question in catalogue} >= {*TWELVE, "Q00"}
    assert list(catalogue.ids()) == sorted(catalogue.ids())
    assert len(catalogue) == len(catalogue.ids()) == sum(len(questions) for _, questions in catalogue.folders())


def test_a_question_is_found_by_id_and_by_number(catalogue: Catalogue) -> None:
    assert catalogue.get("who/links") is catalogue.get("Q10") is catalogue.get("q10")
    with pytest.raises(UnknownQuestion) as unknown:
        catalogue.get("who/nobody")
    assert "who/links" in unknown.value.hint


def test_every_folder_has_questions_and_every_question_a_folder(catalogue: Catalogue) -> None:
    assert {question.folder for question in catalogue} == set(FOLDERS)


@pytest.mark.parametrize("number", ["Q01", "Q10", "Q12", "Q13", "Q16"])
def test_tables_have_a_twin_that_draws(catalogue: Catalogue, number: str) -> None:
    view = catalogue.get(number).view
    assert view is not None and catalogue.get(view).shape is Shape.GRAPH


def test_long_lists_of_types_are_whole(catalogue: Catalogue) -> None:
    """A new derived type must not be forgotten in a question that means all of them."""
    derived = {rel.value for rel in DERIVED_RELS}
    roles = {rel.value for slot, rel in REL_OF_SLOT.items() if slot not in EVENT_STARTS}
    drawn = set(CHOICES["PictureRel"])
    for question in catalogue:
        for names in LONG_LIST.findall(question.cypher):
            assert set(names.split("|")) in (derived, roles, drawn), question.id


def test_lists_of_world_labels_are_whole(catalogue: Catalogue) -> None:
    world = {label.value for label in WORLD_LABELS}
    for question in catalogue:
        looked_up = set(re.findall(r"\(\w*:(\w+) \{id: \$(?:entity_id|id)\}\)", question.cypher))
        assert not looked_up & world or looked_up >= world, question.id


def test_certainty_is_ranked_as_in_the_vocabulary(catalogue: Catalogue) -> None:
    order = [certainty.value for certainty in Certainty]
    ranked = [re.findall(r"'(\w+)'", names) for question in catalogue
              for names in re.findall(r"\[('verified'[^\]]*)\] AS strongest_first", question.cypher)]  # fmt: skip
    assert ranked == [order] * 2


def test_no_question_states_guilt(catalogue: Catalogue) -> None:
    for question in catalogue:
        shown = " ".join((question.title, question.question, *question.columns)).lower()
        assert "perpetrator" not in shown.replace("alleged_perpetrator", "").replace("alleged perpetrator", "")


def test_the_table_of_properties_covers_what_is_written() -> None:
    for reading in by_hand():
        written = plan(reading)
        for node in written.nodes:
            assert set(node.properties) <= PROPERTIES[node.label], node.label
        for edge in written.edges:
            assert set(edge.properties) <= EDGE_PROPERTIES[edge.type], edge.type


def test_the_third_reading_is_sound() -> None:
    assert third().status == "read"
