"""A page as text: stable to the byte, closed to script, and with everything an analyst has to read in it."""

import base64
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import api
from api.looks import LINE_CLASSES, OUTLINES, Stroke, line_class, stroke
from api.pages import content_security_policy, page
from api.picture import caption, picture
from api.pyvis_network import checked, vis_script
from graph.errors import CasegraphError
from graph.labels import LABELS, RELS, WORLD_LABELS, Label, Rel
from graph.subgraph import Edge, Node, Subgraph
from graph.vocabulary import Certainty

from .invented import crowd, story

PACKAGE = Path(api.__file__).parent
OURS = sorted([*PACKAGE.glob("static/*"), *PACKAGE.glob("templates/*")])


def _scripts(html: str) -> list[str]:
    return re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", html, flags=re.S)


def _data(html: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, flags=re.S)
    assert found is not None
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


@pytest.fixture(scope="module")
def html() -> str:
    return page(story(), title="Ostraven")


# ---- the same every time


def test_two_builds_are_the_same_bytes_whatever_the_order() -> None:
    one = crowd(150)
    turned = replace(one, nodes=one.nodes[::-1], edges=one.edges[::-1], claims=one.claims[::-1])
    assert page(one, title="t") == page(turned, title="t")


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "import hashlib; from tests.api.invented import crowd; from api.pages import page;"
        "print([hashlib.sha256(page(crowd(size), title='t').encode()).hexdigest() for size in (17, 300)])"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=PACKAGE.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(digests) == 1


# ---- closed


def test_the_policy_allows_the_two_scripts_by_hash_and_nothing_else(html: str) -> None:
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in _scripts(html)]
    policy = content_security_policy()
    assert len(hashes) == 2
    assert f"script-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}';" in policy
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy
    assert policy.replace("'", "&#39;") in html


def test_scripts_have_the_line_ends_that_browsers_hash(html: str) -> None:
    assert "\r" not in html


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_of_ours_makes_markup_of_text(path: Path) -> None:
    text = path.read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "srcdoc",
        "|safe",
        "| safe",
    ):
        assert way not in text, f"{path.name}: {way}"
    assert not re.search(r"\bon[a-z]+=", text), "a handler in an attribute"


def test_nothing_is_fetched(html: str) -> None:
    rest = html.replace(vis_script(), "")
    assert not re.search(r"\b(?:src|href|action)\s*=", rest)
    assert not re.search(r"https?://|url\(|@import", rest)


def test_an_altered_script_is_refused() -> None:
    with pytest.raises(CasegraphError, match="vis-network") as caught:
        checked(b"alert(1)")
    assert caught.value.hint


def test_pyvis_is_imported_in_one_module() -> None:
    importing = {
        path.name for path in PACKAGE.rglob("*.py") if re.search(r"(?:from|import) pyvis\b", path.read_text("utf-8"))
    }
    assert importing == {"pyvis_network.py"}


def test_a_hostile_title_is_text() -> None:
    html = page(story(), title="</title><script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; - casegraph</title>" in html


def test_hostile_text_cannot_end_the_data_block() -> None:
    node = Node("person:x", Label.PERSON, {"name": "</script><script>alert(1)</script><!--"})
    html = page(Subgraph((node,)), title="t")
    assert html.replace(vis_script(), "").count("<script") == 3
    assert _data(html)["nodes"][0]["name"] == node.name


# ---- what is in it


def test_every_claim_is_there_with_its_words(html: str) -> None:
    data = _data(html)
    assert {claim["id"] for claim in data["claims"]} == {claim.id for claim in story().claims}
    for claim in data["claims"]:
        assert isinstance(claim["evidence"], list)
        for span in claim["evidence"]:
            assert span["sentence"][span["start"] : span["end"]] == span["quote"]


def test_clearest_claims_come_first(html: str) -> None:
    order = [certainty.value for certainty in Certainty]
    ranks = [order.index(str(claim["certainty"])) for claim in _data(html)["claims"]]
    assert ranks == sorted(ranks)


def test_an_edge_knows_its_claims(html: str) -> None:
    data = _data(html)
    edges = {edge.id: edge for edge in story().edges}
    for edge in data["edges"]:
        known = edges[str(edge["id"])]
        assert isinstance(edge["claims"], list)
        assert {data["claims"][number]["id"] for number in edge["claims"]} == set(known.claim_ids)


def test_an_edge_to_a_node_that_is_not_there_is_left_out_and_not_counted() -> None:
    node = Node("person:a", Label.PERSON, {"name": "Ilse"})
    edge = Edge("edge:a", Rel.VICTIM_IN, "person:a", "event:gone", {})
    html = page(Subgraph((node,), (edge,)), title="t")
    assert _data(html)["edges"] == []
    assert "1 nodes and 0 edges shown" in html


@pytest.mark.parametrize(
    ("subgraph", "words"),
    [
        (Subgraph(), "0 nodes and 0 edges shown; nothing left out."),
        (crowd(20), "20 nodes and"),
        (replace(crowd(20), truncated=True, total_nodes=120), "; 100 of 120 nodes are left out"),
        (Subgraph(truncated=True), "0 edges shown; more is within reach"),
    ],
)
def test_what_is_left_out_is_said(subgraph: Subgraph, words: str) -> None:
    text = re.sub(r"<[^>]+>", "", page(subgraph, title="t"))
    assert words in text


def test_it_says_that_it_makes_no_allegation(html: str) -> None:
    assert "casegraph makes no allegation: edges are claims with a speaker" in html


def test_processing_times_stay_out() -> None:
    now = datetime(2031, 5, 1, tzinfo=UTC)
    node = Node("report:a", Label.REPORT, {"name": "r", "ingested_at": now, "seen": now})
    properties = picture(Subgraph((node,)))["nodes"][0]["properties"]
    assert properties == {"seen": "2031-05-01T00:00:00+00:00"}


@pytest.mark.parametrize("value", [math.nan, math.inf, [1.5, -math.inf]])
def test_numbers_that_json_cannot_hold(value: float | list[float]) -> None:
    html = page(Subgraph((Node("place:a", Label.PLACE, {"name": "x", "latitude": value}),)), title="t")
    assert _data(html)["nodes"]


def test_text_that_no_encoding_can_hold() -> None:
    html = page(Subgraph((Node("person:a", Label.PERSON, {"name": "half \ud83d"}),)), title="half \ud83d")
    assert html.encode("utf-8")


def test_ids_never_reach_the_drawing() -> None:
    network = picture(story())["network"]
    assert all(isinstance(node["id"], int) for node in network["nodes"])
    assert all(isinstance(edge[key], int) for edge in network["edges"] for key in ("id", "from", "to"))


def test_the_drawing_stands_still() -> None:
    options = picture(story())["network"]["options"]
    assert options["physics"] == {"enabled": False}
    assert options["layout"] == {"improvedLayout": False}
    assert options["edges"]["smooth"] is False


# ---- how it looks


def test_kinds_differ_in_shape_not_only_in_colour() -> None:
    shapes = [LABELS[label].shape for label in WORLD_LABELS]
    assert len(set(shapes)) == len(shapes)
    assert {spec.shape for spec in LABELS.values()} <= OUTLINES.keys()


def test_only_alleged_perpetrators_look_so_and_the_words_say_it() -> None:
    assert [rel for rel in Rel if line_class(rel) == "alleged"] == [Rel.ALLEGED_PERPETRATOR_OF]
    assert "alleged" in RELS[Rel.ALLEGED_PERPETRATOR_OF].says
    assert "alleged" in LINE_CLASSES["alleged"].words


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [("verified", Stroke.SOLID), ("testimony", Stroke.DASHED), ("unknown", Stroke.DOTTED), (None, Stroke.SOLID)],
)
def test_certainty_is_seen_in_the_stroke(certainty: str | None, expected: Stroke) -> None:
    assert stroke(certainty) is expected


def test_every_certainty_has_a_stroke() -> None:
    assert {stroke(certainty.value) for certainty in Certainty} == set(Stroke)


def _edges(rels: Iterable[Rel], ends: tuple[str, str] = ("person:a", "event:b")) -> tuple[Edge, ...]:
    return tuple(Edge(f"edge:{rel}", rel, *ends, {}) for rel in rels)


def test_lines_between_the_same_two_bend_apart() -> None:
    nodes = (Node("person:a", Label.PERSON, {"name": "a"}), Node("event:b", Label.EVENT, {"name": "b"}))
    edges = _edges([Rel.VICTIM_IN, Rel.SAID_ABOUT, Rel.WITNESS_OF])
    drawn = picture(Subgraph(nodes, edges))["network"]["edges"]
    bends = [edge.get("smooth", {}).get("roundness", 0) for edge in drawn]
    assert len(set(bends)) == 3 and 0 in bends


def test_more_reports_make_a_thicker_line() -> None:
    nodes = tuple(Node(f"person:{name}", Label.PERSON, {"name": name}) for name in "abc")
    edges = tuple(
        Edge(f"edge:{end}", Rel.LINKED_TO, "person:a", f"person:{end}", {"report_ids": reports})
        for end, reports in (("b", ["r"]), ("c", ["r", "s", "t"]))
    )
    thin, thick = (edge["width"] for edge in picture(Subgraph(nodes, edges))["network"]["edges"])
    assert thin < thick


def test_lines_of_a_place_with_very_many_are_pale_and_lie_below() -> None:
    data = picture(crowd(400))
    degree = [node["degree"] for node in data["nodes"]]
    pale = [edge["color"]["color"] != edge["color"]["highlight"] for edge in data["network"]["edges"]]
    crowded = [max(degree[edge["start"]], degree[edge["end"]]) > data["crowded"] for edge in data["edges"]]
    assert pale == crowded == sorted(pale, reverse=True)


def test_captions_are_clipped_to_three_short_lines() -> None:
    lines = caption("a gathering of families from the three upper villages and their neighbours " * 3).split("\n")
    assert len(lines) == 3 and max(map(len, lines)) <= 22 and lines[-1].endswith("…")
    assert caption("\n \t") == "…"
