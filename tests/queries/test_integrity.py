"""Q40: silent on a healthy store, and every fault that it knows is found when it is planted."""

import re

from graph.store import GraphStore
from queries.catalogue import ask, load_catalogue
from tests.queries.golden import fill

PLANTED = {
    "claim without words": "MATCH (c:Claim {kind: 'unknown'})-[e:EVIDENCED_BY]->() DELETE e",
    "proposal without words": "MATCH (p:Proposal {predicate: 'killing'})-[e:EVIDENCED_BY]->() DELETE e",
    "claim by a decision that is gone": "MATCH (c:Claim {predicate: 'HOLDS_ROLE'}) SET c.proposal_id = 'proposal:x'",
    "statement without words": "MATCH (s:Statement {act: 'deny'})-[e:EVIDENCED_BY]->() DELETE e",
    "statement without speaker": "MATCH (s:Statement {act: 'report'})-[e:SPOKEN_BY]->() DELETE e",
    "quote is not what stands there": """MATCH (:Claim {predicate: 'PARENT_OF'})-[e:EVIDENCED_BY]->()
        SET e.quote = 'other words entirely!'""",
    "words of another report": """MATCH (c:Claim {kind: 'event', predicate: 'threat'})
        MATCH (s:Sentence {index: 0})-[:IN_REPORT]->(:Report {name: 'two.txt'})
        CREATE (c)-[:EVIDENCED_BY {id: 'edge:planted', start: 0, end: 3, quote: 'The', order: 2}]->(s)""",
    "mention is not what stands there": "MATCH (m:Mention {quote: 'Tomas Varga'}) SET m.quote = 'Tomas Verga'",
    "verified figure without verifier": "MATCH (:Claim {verification: 'verified'})-[a:ABOUT {slot: 'verifier'}]->() DELETE a",
    "figure without sound bounds": "MATCH (c:Claim {verification: 'reported'}) SET c.high = 3",
    "chain of speakers with a gap": """MATCH (c:Claim)-[e:CITES {order: 2}]->() SET e.order = 3""",
    "speakers named but not cited": "MATCH (c:Claim {predicate: 'HOLDS_ROLE'}) SET c.speakers = ['Nobody']",
    "record taken to be two": """MATCH (r:Record {name: 'Pavel Dorn'}) MATCH (p:Person {name: 'Ilse Varga'})
        CREATE (r)-[:IDENTIFIED_AS {id: 'edge:second', score: 1.0, reason: 'x', decided_by: 'x'}]->(p)""",
    "record taken to be nobody": "MATCH (:Record {name: 'soldiers'})-[e:IDENTIFIED_AS]->() DELETE e",
    "edge without claims": "MATCH ()-[e:LINKED_TO]->() SET e.claim_ids = []",
    "edge that rests on a claim that is gone": """MATCH (c:Claim {predicate: 'destruction'})
        SET c.superseded_by = 'run:other'""",
}


def problems(store: GraphStore) -> set[str]:
    table = ask(store, load_catalogue().get("Q40"), {})
    return {str(row[0]) for row in table.rows}


def plant(store: GraphStore, cypher: str) -> None:
    store._connection.write(lambda tx: tx.run(cypher).consume())


def test_a_healthy_store_has_no_problem(every_store: GraphStore) -> None:
    fill(every_store)
    assert problems(every_store) == set()


def test_every_planted_fault_is_found(any_store: GraphStore) -> None:
    fill(any_store)
    known: set[str] = set()
    for problem, cypher in PLANTED.items():
        plant(any_store, cypher)
        found = problems(any_store)
        assert found == known | {problem}, problem
        known = found


def test_every_fault_that_the_question_knows_is_planted() -> None:
    assert set(re.findall(r"'([^']+)' AS problem", load_catalogue().get("Q40").cypher)) == set(PLANTED)
