"""Hostile text in every place of a page: nothing of it runs, with the page's policy and without it.

Without the policy only escaping is left, so a hole cannot hide behind the policy.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from api.pages import page
from graph.labels import Label, Rel
from graph.subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph

from .opened import Opened, launch, opened

pytestmark = pytest.mark.chromium

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg/onload=alert(3)>",
    "</script></title></textarea><script>alert(4)</script><!--",
    '<a href="javascript:alert(5)" autofocus onfocus=alert(5)>href</a>',
    "{{ 7 * 7 }}{% raw %}\u2028</style><iframe srcdoc='<script>parent.alert(6)</script>'>",
)

Part = Callable[[str, int], Subgraph]


def _person(ident: str, **properties: str) -> Node:
    return Node(ident, Label.PERSON, {"name": "Ivo Corvin", **properties})


def _claim(number: int, **changed: object) -> ClaimDetail:
    span = EvidenceSpan("he was taken", 9, 21, "She said he was taken at night.", f"sentence:{number}", 0)
    claim = ClaimDetail(
        id=f"claim:{number}", report="report:a", report_name="Dispatch", published="2031-05-09", kind="event",
        predicate="abduction", certainty="reported", polarity="+", actuality="asserted", scope_open=False,
        speakers=("a neighbour",), evidence=(span,),
    )  # fmt: skip
    return replace(claim, **changed)  # type: ignore[arg-type]


def _piece(number: int, node: Node, claim: ClaimDetail, ident: str = "", **properties: object) -> Subgraph:
    """A person, an event, the line between them, and the claim behind it."""
    event = Node(f"event:{number}", Label.EVENT, {"name": "abduction"})
    kept = {"claim_ids": [claim.id], "certainty": "reported", "relation": None, **properties}
    edge = Edge(ident or f"edge:{number}", Rel.VICTIM_IN, node.id, event.id, kept)  # type: ignore[arg-type]
    return Subgraph((node, event), (edge,), (claim,))


def _with_node(**properties: str) -> Callable[[str, int], Subgraph]:
    def build(payload: str, number: int) -> Subgraph:
        filled = {key: value.replace("PAYLOAD", payload) for key, value in properties.items()}
        return _piece(number, _person(f"person:{number}", **filled), _claim(number))

    return build


def _with_edge(**properties: str) -> Callable[[str, int], Subgraph]:
    def build(payload: str, number: int) -> Subgraph:
        filled = {key: value.replace("PAYLOAD", payload) for key, value in properties.items()}
        return _piece(number, _person(f"person:{number}"), _claim(number), **filled)

    return build


def _with_claim(field: str) -> Callable[[str, int], Subgraph]:
    def build(payload: str, number: int) -> Subgraph:
        value = (payload, payload) if field == "speakers" else payload
        return _piece(number, _person(f"person:{number}"), _claim(number, **{field: value}))

    return build


def _with_evidence(payload: str, number: int) -> Subgraph:
    sentence = f"{payload} and {payload} again"
    start = len(payload) + 5
    span = EvidenceSpan(payload, start, start + len(payload), sentence, payload, 0)
    return _piece(number, _person(f"person:{number}"), _claim(number, evidence=(span,)))


def _with_lost_quote(payload: str, number: int) -> Subgraph:
    span = EvidenceSpan(payload, 500, 501, payload, payload, 0)
    return _piece(number, _person(f"person:{number}"), _claim(number, evidence=(span,)))


def _with_property_name(payload: str, number: int) -> Subgraph:
    claim = _claim(number)
    node = Node(f"person:{number}", Label.PERSON, {"name": "Ivo Corvin", payload: payload})
    return replace(_piece(number, node, claim, **{payload: payload}), claims=())


PLACES: dict[str, Part] = {
    "node id": lambda payload, number: _piece(number, _person(f"person:{payload}"), _claim(number)),
    "node name": _with_node(name="PAYLOAD"),
    "node name with href": _with_node(name="href PAYLOAD href"),
    "node property": _with_node(full_name="PAYLOAD", kind="PAYLOAD"),
    "property name": _with_property_name,
    "options in a name": _with_node(name='{"physics":{"enabled":true},"configure":true,"font":{"multi":"html"}} PAYLOAD'),
    "colour in a property": _with_node(color="PAYLOAD", bgcolor="PAYLOAD", shape="PAYLOAD", title="PAYLOAD"),
    "edge id": lambda payload, number: _piece(number, _person(f"person:{number}"), _claim(number), f"edge:{payload}"),
    "edge relation": _with_edge(relation="PAYLOAD"),
    "edge certainty": _with_edge(certainty="PAYLOAD"),
    "edge title": _with_edge(title="PAYLOAD href", label="PAYLOAD", quote="PAYLOAD"),
    "claim id": _with_claim("id"),
    "report name": _with_claim("report_name"),
    "report date": _with_claim("published"),
    "predicate": _with_claim("predicate"),
    "claim certainty": _with_claim("certainty"),
    "actuality": _with_claim("actuality"),
    "speakers": _with_claim("speakers"),
    "evidence": _with_evidence,
    "quote out of place": _with_lost_quote,
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def _together(pieces: list[Subgraph]) -> Subgraph:
    return Subgraph(
        tuple(node for piece in pieces for node in piece.nodes),
        tuple(edge for piece in pieces for edge in piece.edges),
        tuple(claim for piece in pieces for claim in piece.claims),
    )


def _use(shown: Opened, subgraph: Subgraph) -> None:
    """Everything that a reader does: look, point, click, search, filter, read the table."""
    shown.ready()
    hand = shown.page.mouse
    for edge in subgraph.edges:
        hand.move(*shown.edge(edge.id, 0.42))
        hand.click(*shown.edge(edge.id, 0.42))
        shown.selects(edge.id)
        hand.click(*shown.node(edge.start))
        shown.selects(edge.start)
    shown.page.wait_for_timeout(300)  # until the tooltip is there
    assert shown.page.locator(".vis-tooltip").inner_text().startswith("Person: ")
    for payload in PAYLOADS:
        shown.page.fill("#query", payload[:12])
        shown.page.keyboard.press("Enter")
    shown.page.get_by_text("Table of all nodes and edges").click()
    shown.page.uncheck("[data-label=Event]")
    shown.page.check("[data-label=Event]")


@pytest.mark.parametrize("place", PLACES)
def test_no_payload_runs_anywhere(browser: Browser, tmp_path: Path, place: str) -> None:
    subgraph = _together([PLACES[place](payload, number) for number, payload in enumerate(PAYLOADS)])
    html = page(subgraph, title="Dispatch")
    with opened(browser, html, tmp_path / "page.html", bypass_csp=True) as shown:
        _use(shown, subgraph)
        assert (shown.ran, shown.asked, shown.complaints) == ([], [], [])
        assert shown.page.locator("img, iframe, a, #panel svg, #table svg").count() == 0


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs_in_the_title_or_everywhere_at_once(browser: Browser, tmp_path: Path, payload: str) -> None:
    subgraph = _together([build(payload, number) for number, build in enumerate(PLACES.values())])
    subgraph = replace(subgraph, nodes=tuple({node.id: node for node in subgraph.nodes}.values()))
    with opened(browser, page(subgraph, title=payload), tmp_path / "page.html") as shown:
        shown.ready()
        for edge in subgraph.edges:
            shown.page.fill("#query", edge.start)
            shown.page.keyboard.press("Enter")
        assert shown.page.locator("h1").text_content() == payload
        assert (shown.ran, shown.asked, shown.complaints) == ([], [], [])


def test_the_test_would_notice(browser: Browser, tmp_path: Path) -> None:
    for payload in PAYLOADS[:3]:
        html = f"<!doctype html><body><p title=''>{payload}</p></body>"
        with opened(browser, html, tmp_path / "page.html", bypass_csp=True) as shown:
            shown.page.wait_for_timeout(300)
            assert shown.ran or shown.asked
