"""Every way in which a store can be wrong is made by hand and must be found, and nothing else."""

from collections.abc import Iterator
from itertools import count

import pytest

from graph.ids import sha256_of
from graph.location import EmbeddedLocation
from graph.store import open_store
from ingest.formats.content import Reader
from ingest.ledger import Ledger, State
from ingest.verify import verify
from tests.ingest.by_hand import ByHand, Place, place
from tests.readings import ONE, TWO

VERSIONS = count(2)
AGAIN = "Nobody was ever arrested for it, she said.\n"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("verify")
    with open_store(EmbeddedLocation(folder / "store")) as store, place(folder, store) as made:
        made.put("1.txt", ONE)
        made.put("2.txt", TWO)
        made.put("3.txt", AGAIN + AGAIN)
        made.ingest()
        yield made


def damage(here: Place, cypher: str) -> None:
    """Does to the store what only somebody with its password could."""
    here.store._connection.write(lambda tx: tx.run(cypher).consume())


def kinds(here: Place) -> set[str]:
    return {violation.kind for violation in here.violations()}


def test_a_sound_store_has_no_violations(here: Place) -> None:
    assert here.violations() == []
    here.ingest(extractor=ByHand(version="0"))
    assert here.violations() == [], "nor has one with superseded readings"


def test_a_decision_by_a_person_is_no_violation(here: Place) -> None:
    (record,) = (node.id for node in here.store.nodes() if node.label == "Record" and node.name == "Pavel Dorn")
    here.store.keep_apart(record, reason="another man", decided_by="a test")
    assert here.violations() == []
    assert here.outcomes(extractor=ByHand(version="kept apart"))["2.txt"] == "done"
    assert here.violations() == []
    here.store.rejoin(record)
    assert here.violations() == []


def test_a_decision_on_a_proposal_is_no_violation(here: Place) -> None:
    (proposal,) = (node.id for node in here.store.nodes() if node.label == "Proposal")
    here.store.accept(proposal, decided_by="a test")
    assert here.violations() == []
    assert here.outcomes(extractor=ByHand(version="accepted"))["2.txt"] == "done"
    assert here.violations() == []
    here.store.reopen(proposal)
    assert here.violations() == []
    here.store.reject(proposal, reason="a test", decided_by="a test")
    assert here.violations() == []
    # what was taken back stays for good, and reading again does not mend the damage that other tests do to it
    damage(here, "MATCH (c:Claim) WHERE c.proposal_id IS NOT NULL DETACH DELETE c")
    damage(here, "MATCH (:Proposal)<-[:ACCEPTS|REJECTS]-(j:Judgement) DETACH DELETE j")


ONE_MENTION = "MATCH (m:Mention) WHERE m.quote = 'Ilse Varga' "
ONE_SENTENCE = "MATCH (s:Sentence) WHERE s.text STARTS WITH 'The United Nations' "
ONE_CLAIM = "MATCH (c:Claim) WHERE c.predicate = 'killed >= 12' "
VICTIM = "MATCH (p:Person)-[e:VICTIM_IN]->() WHERE p.name = 'Tomas Varga' "

# What is done, which kinds must be found, and how to undo what reading again does not mend.
DAMAGES = {
    "a sentence's words": (ONE_SENTENCE + "SET s.text = toUpper(s.text)", {"quote", "original"}, ""),
    "a sentence's place": (ONE_SENTENCE + "SET s.start = 1, s.end = s.end + 1", {"structure", "quote", "original"}, ""),
    "a sentence in no report": (ONE_SENTENCE + "MATCH (s)-[e:IN_REPORT]->() DELETE e", {"structure"}, ""),
    "a mention's words": (ONE_MENTION + "SET m.quote = toUpper(m.quote)", {"quote", "original"}, ""),
    "a mention's place": (ONE_MENTION + "SET m.start = 1, m.end = 11", {"quote", "original"}, ""),
    "a mention's length": (ONE_MENTION + "SET m.end = m.end + 1", {"quote"}, ""),
    "a mention before its sentence": (ONE_MENTION + "MATCH (m)-[e:IN_SENTENCE]->() DELETE e", {"structure"}, ""),
    "a mention of nobody": (ONE_MENTION + "MATCH (m)-[e:REFERS_TO]->() DELETE e", {"structure"}, ""),
    "a record's words": (
        "MATCH (r:Record) WHERE r.full_name = 'Ilse Varga' SET r.quote = toUpper(r.quote)", {"quote", "original"}, ""),
    "a claim without evidence": (ONE_CLAIM + "MATCH (c)-[e:EVIDENCED_BY]->() DELETE e", {"evidence"}, ""),
    "a claim's own quote": (ONE_CLAIM + "SET c.quote = 'at least 12'", {"evidence", "derived"}, ""),
    "evidence in other words": (
        ONE_CLAIM + "MATCH (c)-[e:EVIDENCED_BY]->() SET e.quote = toUpper(e.quote)", {"quote", "evidence", "original"}, ""),
    "evidence in another sentence": (
        ONE_CLAIM + "MATCH (c)-[e:EVIDENCED_BY]->() SET e.start = e.start + 200, e.end = e.end + 200",
        {"quote", "original"}, ""),
    "a figure's bounds": (ONE_CLAIM + "SET c.high = 3", {"figure"}, ""),
    "a figure's words": (ONE_CLAIM + "SET c.figure_quote = toUpper(c.figure_quote)", {"quote", "original"}, ""),
    "a verified figure without verifier": (
        ONE_CLAIM + "MATCH (c)-[e:ABOUT]->() WHERE e.slot = 'verifier' DELETE e", {"figure"}, ""),
    "a role's words": (
        "MATCH (c:Claim)-[e:ABOUT]->() WHERE e.quote = 'masked gunmen' SET e.quote = 'masked women'", {"quote"}, ""),
    "a cue's words": ("MATCH (c:Claim)-[e:CITES]->() WHERE e.cue = 'denied' SET e.cue = 'agreed'", {"quote", "original"}, ""),
    "a statement without evidence": ("MATCH (:Statement)-[e:EVIDENCED_BY]->() DELETE e", {"evidence"}, ""),
    "a proposal without evidence": ("MATCH (:Proposal)-[e:EVIDENCED_BY]->() DELETE e", {"evidence"}, ""),
    "a proposal in other words": (
        "MATCH (:Proposal)-[e:EVIDENCED_BY]->() SET e.quote = toUpper(e.quote)", {"quote", "evidence", "original"}, ""),
    "a role's words in a proposal": (
        "MATCH (:Proposal)-[e:ABOUT]->() WHERE e.quote = 'soldiers' SET e.quote = 'officers'", {"quote", "original"}, ""),
    "a derived edge on a proposal": (
        "MATCH (p:Proposal), (:Person)-[e:VICTIM_IN]->() SET e.claim_ids = [p.id], e.quote = p.quote", {"derived"}, ""),
    "a proposal that nobody made a claim": (ONE_CLAIM + "SET c.proposal_id = 'proposal:x'", {"decision"}, ""),
    "two decisions on a proposal": (
        "MATCH (p:Proposal) CREATE (:Judgement {id: 'judgement:a', name: 'x', live: true})-[:ACCEPTS {id: 'edge:a'}]->(p) "
        "CREATE (:Judgement {id: 'judgement:b', name: 'x', live: true})-[:REJECTS {id: 'edge:b'}]->(p)",
        {"decision"}, "MATCH (j:Judgement) WHERE j.id IN ['judgement:a', 'judgement:b'] DETACH DELETE j"),
    "a derived edge on nothing": (VICTIM + "SET e.claim_ids = []", {"derived"}, ""),
    "a derived edge on an unknown claim": (VICTIM + "SET e.claim_ids = ['claim:none']", {"derived"}, ""),
    "a derived edge on a superseded claim": (ONE_CLAIM + "SET c.superseded_by = 'run:x'", {"derived"}, ""),
    "a derived edge in other words": (VICTIM + "SET e.quote = 'shot himself'", {"derived"}, ""),
    "a record that is nobody": (
        "MATCH (r:Record)-[e:IDENTIFIED_AS]->() WHERE r.name = 'soldiers' DELETE e", {"identity"}, ""),
    "a record that is two": (
        "MATCH (r:Record), (p:Person) WHERE r.name = 'Pavel Dorn' AND p.name = 'Ilse Varga' "
        "CREATE (r)-[:IDENTIFIED_AS {id: 'edge:odd'}]->(p)",
        {"identity"}, "MATCH (r:Record)-[e:IDENTIFIED_AS]->() WHERE e.id = 'edge:odd' DELETE e"),
    "a time that is somebody": (
        "MATCH (r:Record), (p:Person) WHERE r.name = 'since 3 May' AND p.name = 'Ilse Varga' "
        "CREATE (r)-[:IDENTIFIED_AS {id: 'edge:odd'}]->(p)",
        {"identity"}, "MATCH (r:Record)-[e:IDENTIFIED_AS]->() WHERE e.id = 'edge:odd' DELETE e"),
    "somebody from nowhere": (
        "CREATE (p:Person {id: 'person:odd', name: 'x'})", {"identity"}, "MATCH (p:Person {id: 'person:odd'}) DELETE p"),
    "an id of another label": (
        "CREATE (p:Person {id: 'place:odd', name: 'x'})",
        {"identity", "structure"}, "MATCH (p:Person {id: 'place:odd'}) DELETE p"),
    "one id twice": (
        "MATCH (p:Person) WHERE p.name = 'Ilse Varga' CREATE (g:Group {id: p.id, name: 'x'})",
        {"structure"}, "MATCH (g:Group) WHERE g.name = 'x' DELETE g"),
    "a relationship to a wrong label": (
        "MATCH (s:Sentence), (p:Place) WHERE s.index = 0 WITH s, p LIMIT 1 CREATE (s)-[:IN_REPORT {id: 'edge:odd'}]->(p)",
        {"structure"}, "MATCH (:Sentence)-[e:IN_REPORT]->() WHERE e.id = 'edge:odd' DELETE e"),
    "a relationship from a wrong label": (
        "MATCH (s:Sentence), (p:Place) WHERE s.index = 0 WITH s, p LIMIT 1 CREATE (s)-[:LOCATED_IN {id: 'edge:odd'}]->(p)",
        {"structure"}, "MATCH (:Sentence)-[e:LOCATED_IN]->() DELETE e"),
    "a relationship between two reports": (
        "MATCH (c:Claim), (s:Sentence) WHERE c.predicate = 'PARENT_OF' AND s.text STARTS WITH 'Nobody' WITH c, s LIMIT 1 "
        "CREATE (c)-[:EVIDENCED_BY {id: 'edge:odd', quote: 'Nobody', start: 0, end: 6}]->(s)",
        {"structure", "original"}, "MATCH (:Claim)-[e:EVIDENCED_BY]->() WHERE e.id = 'edge:odd' DELETE e"),
    "a repetition that is none": (
        "MATCH (a:Sentence), (b:Sentence) WHERE a.text STARTS WITH 'Masked' AND b.text STARTS WITH 'Ilse' "
        "CREATE (a)-[:REPEATS {id: 'edge:odd'}]->(b)",
        {"quote"}, "MATCH (:Sentence)-[e:REPEATS]->() WHERE e.id = 'edge:odd' DELETE e"),
    "a report's hash": (
        f"MATCH (r:Report) WHERE r.name = '1.txt' SET r.sha256 = '{'0' * 64}'", {"structure", "archive"}, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_to_a_store_is_found(here: Place, name: str) -> None:
    done, expected, undone = DAMAGES[name]
    damage(here, done)
    try:
        assert kinds(here) == expected
    finally:
        if undone:
            damage(here, undone)
        here.ingest(extractor=ByHand(version=str(next(VERSIONS))))
    assert here.violations() == []


def original(here: Place) -> str:
    return sha256_of(ONE.encode())


def test_a_changed_original_is_found_only_where_originals_are_asked_for(here: Place) -> None:
    sha256 = original(here)
    path = here.archive.directory / sha256[:2] / sha256
    path.write_bytes(ONE.replace("baker", "maker").encode())
    found = here.violations()
    assert {(violation.kind, violation.id) for violation in found if violation.kind == "archive"} == {
        ("archive", sha256)
    }
    assert "original" in {violation.kind for violation in found}
    assert list(verify(here.store, here.archive, here.ledger)) == []
    here.archive.put(ONE.encode())
    assert here.violations() == []


def test_a_lost_original_is_found(here: Place) -> None:
    sha256 = original(here)
    (here.archive.directory / sha256[:2] / sha256).unlink()
    assert [violation.kind for violation in verify(here.store, here.archive, here.ledger)] == ["archive"]
    here.archive.put(ONE.encode())


def test_a_report_that_the_ledger_never_received(here: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Ledger(tmp_path_factory.mktemp("other") / "ledger") as empty:
        found = list(verify(here.store, here.archive, empty, originals=True))
    assert [violation.kind for violation in found] == ["ledger"] * 3


def test_a_receipt_whose_report_the_store_lacks(here: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Ledger(tmp_path_factory.mktemp("other") / "ledger") as other:
        for text in (ONE, TWO, AGAIN + AGAIN, "lost"):
            sha256 = here.archive.put(text.encode())
            receipt = other.receive(source="s", name="n", sha256=sha256, size=1, reader=Reader.TEXT)
            other.settle(receipt, State.DONE)
        (found,) = verify(here.store, here.archive, other)
    assert found.kind == "ledger" and "lacks" in found.message


def test_nothing_is_left_in_the_archive(here: Place) -> None:
    assert here.violations() == []
    assert list(here.archive.directory.glob(".*")) == []
