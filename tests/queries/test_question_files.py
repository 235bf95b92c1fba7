"""One bad file for every way of being bad: each is refused with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestionFile
from queries.catalogue import load_catalogue
from queries.text import Statement

GOOD = """// Who is named
//+ number: Q10
//+ question: Who is named like this?
//+ tags: [people]
//+ params:
//+   name: {type: string, required: true, help: "A name", example: "Varga"}
//+   limit: {type: integer, default: 25, min: 1, max: 100, help: "Rows"}
//+ columns: {name: string, id: string}
//+ shape: table
// a comment with MERGE and $nothing
MATCH (one:Person {name: $name})-[link:VICTIM_IN]->(event:Event)
WHERE event.name <> 'CREATE (x) // $nobody'
RETURN one.name AS name, one.id AS id
ORDER BY name, id
LIMIT $limit;
"""


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(source: str) -> str:
        assert old in source
        return source.replace(old, new)

    return change


R = replaced
BAD: dict[str, tuple[Callable[[str], str], int, str]] = {
    "no title": (R("// Who is named\n", ""), 1, "// Title"),
    "an empty title": (R("// Who is named", "// "), 1, "// Title"),
    "no header": (lambda s: "\n".join(line for line in s.splitlines() if not line.startswith("//+")), 2, "no header"),
    "not YAML": (R("tags: [people]", "tags: [people"), 5, "not YAML"),
    "an unknown key": (R("//+ shape: table", "//+ shape: table\n//+ author: me"), 10, "author"),
    "a key twice": (R("//+ shape: table", "//+ shape: table\n//+ shape: table"), 10, "twice"),
    "a parameter twice": (R("//+   limit:", "//+   name: {type: string, help: x}\n//+   limit:"), 7, "twice"),
    "no question": (R("//+ question: Who is named like this?\n", ""), 2, "question"),
    "no number": (R("//+ number: Q10\n", ""), 2, "number"),
    "a wrong number": (R("Q10", "10"), 2, "number"),
    "tags that are no list": (R("[people]", "people"), 4, "tags"),
    "no tags": (R("[people]", "[]"), 4, "tags"),
    "an unknown shape": (R("shape: table", "shape: cube"), 9, "shape"),
    "an unknown engine": (R("//+ shape: table", "//+ shape: table\n//+ engines: [kuzu]"), 10, "engines"),
    "an unknown type": (R("type: string, required", "type: text, required"), 6, "type"),
    "an unknown key of a parameter": (R("required: true", "needed: true"), 6, "needed"),
    "no help": (R('help: "A name", ', ""), 6, "help"),
    "required with a default": (R("required: true", "required: true, default: x"), 6, "no default"),
    "required without an example": (R(', example: "Varga"', ""), 6, "example"),
    "an integer without bounds": (R(" min: 1, max: 100,", ""), 7, "min and max"),
    "bounds upside down": (R("min: 1, max: 100", "min: 100, max: 1"), 7, "above max"),
    "a default out of bounds": (R("default: 25", "default: 250"), 7, "above 100"),
    "a default of another type": (R("default: 25", "default: many"), 7, "whole number"),
    "unknown choices": (R("required: true", "required: true, choices: Colours"), 6, "choices"),
    "an unknown column type": (R("id: string}", "id: word}"), 8, "columns"),
    "a node in a table": (R("id: string}", "id: node}"), 2, "does not fit"),
    "an undeclared parameter": (R("{name: $name}", "{name: $name, id: $id}"), 11, "id is not declared"),
    "a parameter that is not used": (R("{name: $name}", ""), 2, "not used"),
    "no limit": (R("LIMIT $limit", "LIMIT 25"), 2, "not used"),
    "a limit without a default": (R("default: 25, ", ""), 2, "limit needs a default"),
    "a column that is not returned": (R("id: string}", "id: string, kind: string}"), 13, "promises"),
    "a column that is not promised": (R("one.id AS id", "one.id AS id, one.kind AS kind"), 13, "returns"),
    "columns in another order": (R("{name: string, id: string}", "{id: string, name: string}"), 13, "promises"),
    "a value without a name": (R("one.id AS id", "one.id"), 13, "say AS"),
    "a write": (R("RETURN", "CREATE (:Person {name: 'x'})\nRETURN"), 13, "CREATE"),
    "a write in small letters": (R("RETURN", "set one.name = 'x'\nRETURN"), 13, "set"),
    "a deletion": (R("RETURN", "DETACH DELETE one\nRETURN"), 13, "DETACH"),
    "a file": (R("MATCH (one", "LOAD CSV FROM 'x' AS row\nMATCH (one"), 11, "LOAD"),
    "a procedure": (R("MATCH (one", "CALL db.labels() YIELD label\nMATCH (one"), 11, "CALL"),
    "another language": (R("MATCH (one", "CYPHER 5\nMATCH (one"), 11, "CYPHER"),
    "an id of the engine": (R("one.id AS id", "elementId(one) AS id"), 13, "elementId"),
    "an unknown label": (R("one:Person", "one:Human"), 11, "label Human"),
    "an unknown label in a condition": (R("WHERE event.name", "WHERE one:Human AND event.name"), 12, "label Human"),
    "an unknown type of relationship": (R(":VICTIM_IN", ":KNOWS"), 11, "type KNOWS"),
    "a property that a label lacks": (R("event.name <>", "event.full_name <>"), 12, "no property full_name"),
    "a property that nothing has": (R("event.name <>", "other.colour <>"), 12, "no property colour"),
    "a property in a pattern": (R("{name: $name}", "{title: $name}"), 11, "no property title"),
    "a property of a relationship": (R("event.name <>", "link.slot <>"), 12, "no property slot"),
    "an endless path": (R("[link:VICTIM_IN]", "[link:VICTIM_IN*]"), 11, "without a bound"),
    "a path bounded too far": (R("[link:VICTIM_IN]", "[link:VICTIM_IN*1..9]"), 11, "at most 6"),
    "a repeated pattern": (R("(one:Person {name: $name})", "(one:Person {name: $name})+"), 11, "repeated"),
    "no order": (R("ORDER BY name, id\n", ""), 13, "ORDER BY"),
    "no end": (R("LIMIT $limit;", "LIMIT $limit"), 15, "LIMIT $limit;"),
    "a limit of another name": (R("LIMIT $limit;", "SKIP $limit;"), 15, "LIMIT $limit;"),
    "two statements": (R("MATCH (one", "RETURN 1 AS x;\nMATCH (one"), 11, "one statement"),
    "a semicolon in a comment": (R("// a comment", "// a; comment"), 10, "semicolon"),
    "no return": (R("RETURN one.name AS name, one.id AS id", "WITH one.name AS name"), 15, "RETURN"),
    "a union at the top": (R("ORDER BY", "UNION\nMATCH (one:Group)\nRETURN one.name AS name, one.id AS id\nORDER BY"), 14,
                           "UNION"),
    "an open text": (R("<> 'CREATE (x) // $nobody'", "<> 'CREATE"), 12, "does not end"),
    "a backtick": (R("AS name,", "AS `name`,"), 13, "backtick"),
    "an open bracket": (R("{name: $name})", "{name: $name}"), 11, "never closed"),
    "a bracket that closes nothing": (R("AS name,", "AS name),"), 13, "closes nothing"),
    "a view that is not there": (R("//+ shape: table", "//+ shape: table\n//+ view: who/drawn"), 2, "view"),
}  # fmt: skip


def written(root: Path, source: str, name: str = "who/named.cypher") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return root


def test_the_good_file_is_good(tmp_path: Path) -> None:
    question = load_catalogue(written(tmp_path, GOOD)).get("who/named")
    assert question.title == "Who is named"
    assert question.cypher.startswith("MATCH") and question.cypher.endswith("LIMIT $limit")


@pytest.mark.parametrize("way", BAD)
def test_a_bad_file_is_refused_with_its_line(way: str, tmp_path: Path) -> None:
    change, line, words = BAD[way]
    with pytest.raises(BadQuestionFile) as refused:
        load_catalogue(written(tmp_path, change(GOOD)))
    assert str(refused.value).startswith(f"who/named.cypher:{line} ")
    assert words in str(refused.value)


def test_bounds_are_not_for_every_type(tmp_path: Path) -> None:
    source = GOOD.replace("{type: integer,", "{type: boolean,").replace("default: 25", "default: true")
    with pytest.raises(BadQuestionFile, match=r":7 .*min and max are for"):
        load_catalogue(written(tmp_path, source))


def test_an_unknown_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionFile, match="unknown folder"):
        load_catalogue(written(tmp_path, GOOD, "elsewhere/named.cypher"))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "who" / "named.cypher").write_bytes(GOOD.replace("Varga", "V\xe1rga").encode("latin-1"))
    with pytest.raises(BadQuestionFile, match="not UTF-8"):
        load_catalogue(tmp_path)


def test_two_questions_of_one_number_are_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    with pytest.raises(BadQuestionFile, match=r"who/named.cypher:2 Q10 is the number of where/other too"):
        load_catalogue(written(tmp_path, GOOD, "where/other.cypher"))


def test_a_twin_takes_the_same_parameters(tmp_path: Path) -> None:
    drawn = GOOD.replace("Q10", "Q10g").replace("shape: table", "shape: graph").replace("max: 100", "max: 200")
    drawn = drawn.replace("{name: string, id: string}", "{one: node}").replace(
        "one.name AS name, one.id AS id\nORDER BY name, id", "one\nORDER BY one.id"
    )
    written(tmp_path, drawn, "who/drawn.cypher")
    with pytest.raises(BadQuestionFile, match="does not take the same parameters"):
        load_catalogue(written(tmp_path, GOOD.replace("//+ shape: table", "//+ shape: table\n//+ view: who/drawn")))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["// x\n", "'a;b'", '"[("', "(a)", "{b: [c]}", "/* ' */", "\n", " = "])).map("".join))
def test_comments_and_texts_are_blanked_in_place(source: str) -> None:
    statement = Statement("x.cypher", source)
    assert len(statement.code) == len(source)
    assert [at for at, sign in enumerate(source) if sign == "\n"] == [
        at for at, sign in enumerate(statement.code) if sign == "\n"
    ]
    assert not set(statement.code) & set("'\";x")
