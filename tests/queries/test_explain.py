"""Neo4j has nothing to say against any stored question, in either language of Cypher."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Driver, GraphDatabase

from graph.labels import RELS, Label, Rel
from graph.location import Neo4jLocation
from graph.store import GraphStore
from queries.catalogue import Question, load_catalogue
from queries.schema import EDGE_PROPERTIES, PROPERTIES


@contextmanager
def knowing(location: Neo4jLocation) -> Iterator[Driver]:
    """A driver to a store that has met every word, so that Neo4j notes no unknown ones."""
    with GraphDatabase.driver(location.uri, auth=(location.user, location.password)) as driver:
        for label in set(Label) - {Label.SCHEMA_VERSION}:  # that one the store has made
            properties = dict.fromkeys(PROPERTIES[label] - {"id"}, 1)
            driver.execute_query(
                f"CREATE (n:{label} {{id: $id}}) SET n += $properties",
                id=f"word:{label}", properties=properties, database_=location.database,
            )  # fmt: skip
        for rel in Rel:
            driver.execute_query(
                f"MATCH (a:{RELS[rel].starts[0]}) MATCH (b:{RELS[rel].ends[0]}) "
                f"CREATE (a)-[e:{rel}]->(b) SET e += $properties",
                properties=dict.fromkeys(EDGE_PROPERTIES[rel], 1), database_=location.database,
            )  # fmt: skip
        yield driver


def notifications(driver: Driver, database: str, question: Question, language: str) -> list[str]:
    parameters = {name: param.default for name, param in question.params.items()}
    statement = f"{language} EXPLAIN {question.cypher}"
    summary = driver.execute_query(statement, parameters, database_=database).summary
    assert summary.query_type == "r"
    return [f"{question.id}: {status.status_description}" for status in summary.gql_status_objects
            if status.is_notification]  # fmt: skip


def test_cypher_5_on_the_long_lived_release(neo4j_location: Neo4jLocation, neo4j_store: GraphStore) -> None:
    with knowing(neo4j_location) as driver:
        for question in load_catalogue():
            assert not notifications(driver, neo4j_location.database, question, "CYPHER 5")


def test_both_languages_on_the_calendar_release(
    neo4j_calendar_location: Neo4jLocation, neo4j_calendar_store: GraphStore
) -> None:
    with knowing(neo4j_calendar_location) as driver:
        for question in load_catalogue():
            for language in ("CYPHER 5", "CYPHER 25"):
                assert not notifications(driver, neo4j_calendar_location.database, question, language)
