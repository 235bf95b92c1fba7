"""Every stored question on every engine: the recorded answers, and what each row must carry."""

from collections.abc import Iterator

import pytest

from graph.errors import BadArgument
from graph.store import GraphStore
from queries.catalogue import Catalogue, Question, Shape, ask, ask_graph, load_catalogue
from queries.question import ColumnType
from queries.schema import EDGE_PROPERTIES, PROPERTIES
from tests.queries.golden import FOLDER, answer, cases, fill, path, readings, recorded

# their rows are names, words, faults, and what is no claim yet
NO_FACTS = frozenset({"find", "says_who/mentions", "quality/integrity", "quality/gaps", "quality/proposals"})
ELSEWHERE = ("report", "sentence", "mention", "schema", "proposal")  # ids that no claim is asked for by
KINDS: dict[ColumnType, type] = {
    ColumnType.STRING: str,
    ColumnType.INTEGER: int,
    ColumnType.FLOAT: float,
    ColumnType.BOOLEAN: bool,
    ColumnType.LIST: list,
}
CATALOGUE = load_catalogue()


@pytest.fixture
def filled(embedded_store: GraphStore) -> GraphStore:
    fill(embedded_store, readings())
    return embedded_store


def tables() -> Iterator[Question]:
    return (question for question in CATALOGUE if question.shape is Shape.TABLE)


def test_answers_are_as_recorded_on_every_engine(every_store: GraphStore) -> None:
    fill(every_store, readings())
    for question in CATALOGUE:
        for case in recorded(question):
            arguments = case["arguments"]
            assert isinstance(arguments, dict)
            assert answer(every_store, question, arguments) == case["answer"], (question.id, arguments)


def test_every_question_is_recorded_and_nothing_else() -> None:
    assert set(FOLDER.rglob("*.json")) == {path(question) for question in CATALOGUE}


def test_every_table_question_has_recorded_rows() -> None:
    for question in tables():
        rows = [row for case in recorded(question) for row in case["answer"]["rows"]]  # type: ignore[index]
        assert bool(rows) is (question.id != "quality/integrity"), question.id


@pytest.mark.parametrize("question", [q for q in tables() if q.id not in NO_FACTS], ids=lambda q: q.id)
def test_rows_about_facts_carry_claims_and_quotes(question: Question) -> None:
    assert {"report", "quote", "start", "end", "certainty", "speakers", "claim_id"} <= set(question.columns)
    texts = {reading.document.metadata.name: reading.document.text for reading in readings()}
    for row in _rows(question):
        assert row["claim_id"] or row["statement_id"]
        start, end = row["start"], row["end"]
        assert isinstance(start, int) and isinstance(end, int)
        assert texts[str(row["report"])][start:end] == row["quote"] != ""
        assert isinstance(row["speakers"], list)


@pytest.mark.parametrize("question", list(tables()), ids=lambda q: q.id)
def test_values_have_the_promised_types(question: Question) -> None:
    for row in _rows(question):
        assert list(row) == list(question.columns)
        for name, value in row.items():
            assert value is None or type(value) is KINDS[question.columns[name]], name


def _rows(question: Question) -> Iterator[dict[str, object]]:
    for case in recorded(question):
        held = case["answer"]
        assert isinstance(held, dict)
        yield from (dict(zip(held["columns"], row, strict=True)) for row in held["rows"])


def test_pictures_have_nodes_and_relationships(filled: GraphStore) -> None:
    for question in CATALOGUE:
        if question.shape is Shape.GRAPH:
            drawn = ask_graph(filled, question, next(cases(filled, question)))
            assert drawn.nodes and drawn.edges, question.id
            ends = {end for edge in drawn.edges for end in (edge.start, edge.end)}
            assert ends <= {node.id for node in drawn.nodes}, question.id


def test_sentences_are_found_from_any_id(filled: GraphStore) -> None:
    catalogue = CATALOGUE.get("Q01")
    starts = [node.id for node in filled.nodes() if not node.id.startswith(ELSEWHERE)]
    starts += [edge.id for edge in filled.edges() if edge.claim_ids]
    without = {start for start in starts if not ask(filled, catalogue, {"id": start}).rows}
    # records that only a mention knows, and their world nodes, are all that no claim speaks of
    assert not any(start.startswith(("claim", "statement", "edge")) for start in without), without
    for start in without:
        world = filled.read(
            "MATCH (r:Record)-[:IDENTIFIED_AS]->(n) WHERE r.id = $id OR n.id = $id RETURN n.id", {"id": start}
        ).rows
        named = "MATCH (:Record {id: $id})<-[:REFERS_TO]-(m:Mention) RETURN m.quote"  # a date has no node in the world
        rows = ask(filled, CATALOGUE.get("Q41"), {"entity_id": world[0][0]}).rows if world else None
        assert rows or filled.read(named, {"id": start}).rows, start


def test_what_awaits_review_is_no_answer_to_any_other_question(filled: GraphStore) -> None:
    proposed = {str(ident) for (ident,) in filled.read("MATCH (p:Proposal) RETURN p.id").rows}
    rows = [
        (question.id, row)
        for question in tables()
        for case in recorded(question)
        for row in ask(filled, question, case["arguments"]).rows  # type: ignore[arg-type]
    ]
    assert {name for name, row in rows if proposed & set(map(str, row))} == {"quality/proposals"}
    quotes = {str(quote) for (quote,) in filled.read("MATCH (p:Proposal) RETURN p.quote").rows}
    told = {str(quote) for (quote,) in filled.read("MATCH (c:Claim) RETURN c.quote").rows}
    assert {name for name, row in rows if (quotes - told) & set(map(str, row))} == {"quality/proposals"}


def test_a_proposal_is_shown_with_its_words_and_its_speakers(filled: GraphStore) -> None:
    table = ask(filled, CATALOGUE.get("Q43"), {})
    texts = {reading.document.metadata.name: reading.document.text for reading in readings()}
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert rows and [row["score"] for row in rows] == sorted(
        (row["score"] for row in rows), key=lambda score: (score is None, -(score or 0.0))
    )
    for row in rows:
        assert texts[str(row["report"])][row["start"] : row["end"]] == row["quote"] != ""
        assert str(row["quote"]) in str(row["sentence"])
    (denied,) = (row for row in rows if row["method"] == "model:overlooks-denials")
    assert denied["speakers"] == ["Pavel Dorn"] and denied["score"] == 0.31
    assert denied["about"] == [
        "alleged_perpetrator: soldiers",
        "event: killing of a young baker",
        "victim: a young baker",
    ]


def test_a_chain_begins_with_the_report(filled: GraphStore) -> None:
    claim = filled.read("MATCH (c:Claim) WHERE size(c.speakers) = 2 RETURN c.id").rows[0][0]
    table = ask(filled, CATALOGUE.get("Q02"), {"claim_id": claim})
    at = table.columns.index("speaker")
    assert [row[at] for row in table.rows] == ["one.txt", "Meridian Rights Monitor", "Ilse Varga"]


def test_denials_stand_among_the_allegations(filled: GraphStore) -> None:
    event = filled.read("MATCH (e:Event {name: 'killing of a young baker'}) RETURN e.id").rows[0][0]
    table = ask(filled, CATALOGUE.get("Q16"), {"event_id": event})
    (row,) = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    assert (row["alleged_perpetrator"], row["polarity"], row["speakers"]) == ("soldiers", "-", ["Pavel Dorn"])
    assert not ask(filled, CATALOGUE.get("Q13"), {"event_id": event}).rows


def test_superseded_claims_answer_nothing(filled: GraphStore) -> None:
    report = filled.read("MATCH (r:Report {name: 'one.txt'}) RETURN r.id").rows[0][0]
    before = ask(filled, CATALOGUE.get("Q04"), {"report_id": report}).rows
    filled._connection.write(lambda tx: tx.run("MATCH (c:Claim) SET c.superseded_by = 'run:x'").consume())
    assert before and not ask(filled, CATALOGUE.get("Q04"), {"report_id": report}).rows


def test_an_empty_store_answers_with_columns_and_no_rows(embedded_store: GraphStore) -> None:
    for question in tables():
        arguments = {name: "nothing" for name, param in question.params.items() if param.required}
        table = ask(embedded_store, question, arguments)
        assert (table.columns, table.rows) == (tuple(question.columns), ())


def test_a_picture_is_not_a_table(filled: GraphStore) -> None:
    with pytest.raises(BadArgument, match="answers as a graph"):
        ask(filled, CATALOGUE.get("Q14"), {"entity_id": "x"})
    with pytest.raises(BadArgument, match="Its picture is who/links_graph"):
        ask_graph(filled, CATALOGUE.get("Q10"), {"entity_id": "x"})


def test_hostile_values_are_values(filled: GraphStore) -> None:
    for text in ("' OR 1=1 //", "'}) DETACH DELETE n //", "\\u0027 RETURN 1", "$limit", "`"):
        assert not ask(filled, CATALOGUE.get("Q00"), {"text": text * 2}).rows
    assert list(filled.nodes())


def test_stored_properties_are_all_in_the_table(filled: GraphStore) -> None:
    record = filled.read("MATCH (r:Record) RETURN r.id ORDER BY r.id LIMIT 1").rows[0][0]
    filled.keep_apart(str(record), reason="a test", decided_by="tester")
    for (proposal,) in filled.read("MATCH (p:Proposal) RETURN p.id").rows:
        filled.accept(str(proposal), decided_by="tester")
    for node in filled.nodes():
        assert set(node.properties) | {"id"} <= PROPERTIES[node.label], node.label
    for edge in filled.edges():
        assert set(edge.properties) | {"id"} <= EDGE_PROPERTIES[edge.type], edge.type


def test_catalogue_is_the_same_each_time() -> None:
    assert [question.id for question in load_catalogue()] == list(CATALOGUE.ids())
    assert isinstance(CATALOGUE, Catalogue)
