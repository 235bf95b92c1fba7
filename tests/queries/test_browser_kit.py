"""The kit for Neo4j Browser: equal bytes each time, whole, escaped, and without a way out."""

import csv
import re
import zipfile
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from graph.labels import LABELS, Rel
from graph.store import GraphStore
from queries.browser_kit import CSV, GRASS, GUIDE, ZIP, browser_text, parameter_lines, write_kit
from queries.catalogue import Catalogue, load_catalogue
from queries.examples import find_examples
from queries.guide import guide
from queries.question import FOLDERS, Question
from queries.style import grass, text_colour
from tests.queries.golden import fill

CATALOGUE = load_catalogue()


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def saved(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first = write_kit(CATALOGUE, tmp_path / "a", {"event_id": "event:x"})
    second = write_kit(CATALOGUE, tmp_path / "b" / "c", {"event_id": "event:x"})
    assert [path.name for path in first] == [GUIDE, ZIP, CSV, GRASS]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_zip_keeps_folders_and_titles(tmp_path: Path) -> None:
    write_kit(CATALOGUE, tmp_path)
    found = names(tmp_path / ZIP)
    assert found == sorted(found)
    assert len(found) == len(CATALOGUE) + len(FOLDERS)
    assert {name.partition("/")[0] for name in found} == set(FOLDERS.values())
    with zipfile.ZipFile(tmp_path / ZIP) as archive:
        for name in found:
            first = archive.read(name).decode().splitlines()[0]
            assert first.startswith("// Q") is (not name.partition("/")[2].startswith("0 ")), name


def test_the_values_come_first_in_each_folder(tmp_path: Path) -> None:
    write_kit(CATALOGUE, tmp_path)
    rows = saved(tmp_path / CSV)
    assert list(rows[0]) == ["name", "description", "query", "id", "parentId", "isFolder"]
    folders = [row for row in rows if row["isFolder"] == "true"]
    assert [row["name"] for row in folders] == list(FOLDERS.values())
    for folder in folders:
        inside = [row for row in rows if row["parentId"] == folder["id"]]
        values, *questions = inside
        declared = set(re.findall(r"^:param (\w+) => .+;$", values["query"], re.MULTILINE))
        used = set(re.findall(r"\$(\w+)", " ".join(row["query"] for row in questions)))
        assert values["query"].startswith(":param") and declared == used
    assert len({row["id"] for row in rows}) == len(rows) == len(CATALOGUE) + 2 * len(FOLDERS)


def test_placeholders_give_way_to_ids_of_a_store(embedded_store: GraphStore) -> None:
    fill(embedded_store)
    questions = [question for question in CATALOGUE if question.folder == "says_who"]
    assert ":param claim_id => 'put an id here: claim:...';" in parameter_lines(questions, {})
    examples = find_examples(embedded_store)
    required = {name for question in CATALOGUE for name, param in question.params.items() if param.required}
    assert set(examples) == required
    lines = parameter_lines(questions, examples)
    assert "..." not in lines and f":param claim_id => '{examples['claim_id']}';" in lines


def test_examples_of_an_empty_store_are_none(embedded_store: GraphStore) -> None:
    assert find_examples(embedded_store) == {}


@pytest.mark.parametrize("value", ["O'Brien", "a\\b", "a\\'b", "two\nlines", 'a "quote"', "$x // y", "ö 😀"])
def test_values_are_written_as_cypher_that_means_them(any_store: GraphStore, value: str) -> None:
    question = replace(CATALOGUE.get("Q00"), params={"text": CATALOGUE.get("Q00").params["text"]})
    line = parameter_lines([question], {"text": value})
    literal = line.removeprefix(":param text => ").removesuffix(";\n")
    assert any_store.read(f"RETURN {literal} AS value").rows == ((value,),)


def test_a_saved_question_runs_as_it_is_saved(any_store: GraphStore) -> None:
    fill(any_store)
    text = browser_text(CATALOGUE.get("Q42")).replace("$limit", "10")
    assert any_store.read(text.rstrip().removesuffix(";")).rows


def test_the_guide_needs_no_network() -> None:
    page = guide(CATALOGUE)
    assert not re.search(r"https?:|//[a-z]|src=|<link|<script|@import|url\(", page.replace("//+", ""))
    for question in CATALOGUE:
        assert question.number in page
    for label, spec in LABELS.items():
        assert spec.layer == "housekeeping" or f">{label}<" in page
    for rel in Rel:
        assert rel is Rel.SEPARATES or f"<code>{rel}</code>" in page


def test_the_guide_escapes_what_it_shows() -> None:
    hostile: Question = replace(CATALOGUE.get("Q10"), question="<script>alert(1)</script>")
    page = guide(Catalogue({hostile.id: hostile}))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_the_style_has_a_rule_for_every_word() -> None:
    style = grass()
    rules = re.findall(r"^(\S+) \{\n(?:  [a-z-]+: [^;{}]*(?:\{\w+\})?[^;{}]*;\n)+\}$", style, re.MULTILINE)
    words = [f"node.{label}" for label in LABELS] + [f"relationship.{rel}" for rel in Rel]
    assert sorted(rules) == sorted(["node", "relationship", *words])
    for label, spec in LABELS.items():
        rule = style.partition(f"node.{label} {{")[2].partition("}\n")[0]
        assert spec.colour in rule and "'{name" in rule


@pytest.mark.parametrize(
    ("background", "text"), [("#000000", "#FFFFFF"), ("#FFFFFF", "#000000"), ("#F0E442", "#000000")]
)
def test_text_is_black_or_white(background: str, text: str) -> None:
    assert text_colour(background) == text
