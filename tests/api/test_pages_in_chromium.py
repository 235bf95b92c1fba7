"""Pages in a real browser: they ask for nothing, run nothing of a report, and show the words behind a line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

from api.pages import page
from graph.labels import Label, Rel
from graph.plan import plan
from graph.subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph
from tests.readings import first

from .invented import crowd, story
from .opened import Opened, launch, opened

pytestmark = pytest.mark.chromium

TITLE = "Killings in Ostraven"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def story_page(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The story, open and drawn; whatever a test does, nothing is asked for and nothing goes wrong."""
    with opened(browser, page(story(), title=TITLE), tmp_path / "story.html") as shown:
        shown.ready()
        yield shown
        assert (shown.asked, shown.ran, shown.complaints) == ([], [], [])


def _node(name: str) -> Node:
    return next(node for node in story().nodes if node.name == name)


def _edge(rel: Rel) -> Edge:
    return next(edge for edge in story().edges if edge.type is rel)


# ---- opening


@pytest.mark.parametrize("size", [0, 1, 200, 1000, 5000])
def test_pages_of_any_size_open_with_the_network_off(browser: Browser, tmp_path: Path, size: int) -> None:
    subgraph = crowd(size) if size else Subgraph()
    with opened(browser, page(subgraph, title=TITLE), tmp_path / "page.html") as shown:
        shown.ready()
        expect(shown.page.locator("h1")).to_have_text(TITLE)
        expect(shown.page.locator("#picture canvas")).to_have_count(1)
        assert (shown.asked, shown.ran, shown.complaints) == ([], [], [])


def test_the_whole_picture_is_in_its_frame(story_page: Opened) -> None:
    frame = story_page.page.locator("#picture").bounding_box()
    assert frame is not None
    for node in story().nodes:
        x, y = story_page.node(node.id)
        assert frame["x"] < x < frame["x"] + frame["width"]
        assert frame["y"] < y < frame["y"] + frame["height"]


def test_every_layer_of_the_graph_can_be_drawn(browser: Browser, tmp_path: Path) -> None:
    written = plan(first())
    nodes = tuple(Node(node.id, node.label, node.properties) for node in written.nodes)
    edges = tuple(Edge(edge.id, edge.type, edge.start, edge.end, edge.properties) for edge in written.edges)
    with opened(browser, page(Subgraph(nodes, edges), title="t"), tmp_path / "page.html") as shown:
        shown.ready()
        for label in (Label.REPORT, Label.SENTENCE, Label.RECORD, Label.CLAIM, Label.STATEMENT):
            node = next(node for node in nodes if node.label is label)
            shown.page.fill("#query", node.id)
            shown.page.keyboard.press("Enter")
            shown.page.keyboard.press("Escape")
            shown.page.mouse.click(*shown.node(node.id))
            shown.selects(node.id)
        assert shown.complaints == []


def test_the_policy_stops_a_script_that_is_not_the_pages_own(browser: Browser, tmp_path: Path) -> None:
    html = page(story(), title=TITLE).replace("</body>", "<script>alert('foreign')</script></body>")
    with opened(browser, html, tmp_path / "page.html") as shown:
        shown.ready()
        assert shown.ran == []
        assert any("Content Security Policy" in complaint for complaint in shown.complaints)
    with opened(browser, html, tmp_path / "page.html", bypass_csp=True) as shown:
        shown.ready()
        assert shown.ran == ["foreign"], "the test would not notice a script"


# ---- reading


def test_a_click_on_a_line_shows_its_sentence_with_the_quote_marked(story_page: Opened) -> None:
    edge = _edge(Rel.ALLEGED_PERPETRATOR_OF)
    story_page.page.mouse.click(*story_page.edge(edge.id))
    claim = next(claim for claim in story().claims if claim.id in edge.claim_ids)
    panel = story_page.page.locator("#panel")
    expect(panel.locator("mark")).to_have_text(claim.evidence[0].quote)
    expect(panel.locator("blockquote")).to_have_text(claim.evidence[0].sentence)
    story_page.selects(edge.id)
    for words in (
        "masked gunmen is alleged to have done killing of Tomas Varga",
        claim.report_name,
        "2031-05-09",
        "testimony",
    ):
        assert words in story_page.panel
    assert "Meridian Rights Monitor, citing Ilse Varga" in story_page.panel


def test_a_click_on_a_node_shows_its_lines_and_claims(story_page: Opened) -> None:
    node = _node("killing of Tomas Varga")
    story_page.page.mouse.click(*story_page.node(node.id))
    expect(story_page.page.locator("#panel h2")).to_have_text(node.name)
    story_page.selects(node.id)
    for words in ("Event", "3 connections", "Tomas Varga is said to be a victim in", "1 claim", "shot dead"):
        assert words in story_page.panel


def test_from_a_node_to_a_line_to_its_other_end(story_page: Opened) -> None:
    node = _node("Ilse Varga")
    story_page.page.mouse.click(*story_page.node(node.id))
    story_page.page.get_by_role("button", name="is said to be linked to (parent of)").click()
    story_page.selects(_edge(Rel.LINKED_TO).id)
    story_page.page.get_by_role("button", name="Person: Tomas Varga").click()
    story_page.selects(_node("Tomas Varga").id)


def test_a_click_on_nothing_brings_the_guide_back(story_page: Opened) -> None:
    assert "Nothing selected" in story_page.panel
    story_page.page.mouse.click(*story_page.node(_node("Ostraven").id))
    expect(story_page.page.locator("#panel h2")).to_have_text("Ostraven")
    frame = story_page.page.locator("#picture").bounding_box()
    assert frame is not None
    story_page.page.mouse.click(frame["x"] + 5, frame["y"] + 5)
    expect(story_page.page.locator("#panel h2")).to_have_text("Nothing selected")
    story_page.selects("")


def test_the_report_itself_speaks_where_nobody_is_cited(browser: Browser, tmp_path: Path) -> None:
    shown = _read_edge(browser, tmp_path, speakers=(), published=None)
    assert "Said by: the report itself" in shown and "(no date)" in shown


def test_a_denial_reads_as_one(browser: Browser, tmp_path: Path) -> None:
    shown = _read_edge(browser, tmp_path, polarity="-", actuality="threatened", scope_open=True)
    for words in ("denied", "threatened", "unclear whether the speaker or the report says this"):
        assert words in shown


def test_offsets_count_characters_not_halves(browser: Browser, tmp_path: Path) -> None:
    before = "𝒩ight 🌒 fell: "
    span = EvidenceSpan(
        "soldiers 🪖 came", 100 + len(before), 100 + len(before) + 15, before + "soldiers 🪖 came.", "s", 100
    )
    assert "soldiers 🪖 came" in _read_edge(browser, tmp_path, evidence=(span,), mark="soldiers 🪖 came")


def test_scripts_that_run_right_to_left_keep_their_direction(browser: Browser, tmp_path: Path) -> None:
    span = EvidenceSpan("وصل الجنود", 4, 14, "قال وصل الجنود.", "s", 0)
    _read_edge(browser, tmp_path, evidence=(span,), mark="وصل الجنود")


def test_a_quote_that_is_not_where_it_should_be_is_shown_apart(browser: Browser, tmp_path: Path) -> None:
    span = EvidenceSpan("they came", 900, 909, "Nobody saw them.", "s", 0)
    assert "Nobody saw them." in _read_edge(browser, tmp_path, evidence=(span,), mark="they came")


def _pair(**claim: object) -> Subgraph:
    """Two nodes, one edge, one claim."""
    span = EvidenceSpan("he was taken", 10, 22, "She said he was taken at night.", "sentence:a", 1)
    detail = ClaimDetail(
        id="claim:a", report="report:a", report_name="Dispatch", published="2031-05-09", kind="event",
        predicate="abduction", certainty="reported", polarity="+", actuality="asserted", scope_open=False,
        speakers=("a neighbour",), evidence=(span,),
    )  # fmt: skip
    detail = replace(detail, **claim)  # type: ignore[arg-type]
    nodes = (
        Node("person:a", Label.PERSON, {"name": "Ivo Corvin"}),
        Node("event:b", Label.EVENT, {"name": "abduction"}),
    )
    edge = Edge(
        "edge:a", Rel.VICTIM_IN, "person:a", "event:b", {"claim_ids": [detail.id], "certainty": detail.certainty}
    )
    return Subgraph(nodes, (edge,), (detail,), total_nodes=2)


def _read_edge(browser: Browser, tmp_path: Path, *, mark: str = "he was taken", **claim: object) -> str:
    """What the panel says of the only edge of a page, after a click on it."""
    with opened(browser, page(_pair(**claim), title="t"), tmp_path / "pair.html") as shown:
        shown.ready()
        shown.page.mouse.click(*shown.edge("edge:a"))
        expect(shown.page.locator("#panel mark")).to_have_text(mark)
        expect(shown.page.locator("#panel blockquote")).to_have_attribute("dir", "auto")
        return shown.panel


# ---- finding


def test_search_jumps_to_what_it_finds(story_page: Opened) -> None:
    query = story_page.page.locator("#query")
    story_page.page.keyboard.press("/")
    expect(query).to_be_focused()
    story_page.page.keyboard.type("VARGA")
    expect(story_page.page.locator("#found")).to_have_text("3 found; Enter shows the first")
    found = []
    for _ in range(3):
        story_page.page.keyboard.press("Enter")
        found.append(story_page.selected)
    assert set(found) == {_node(name).id for name in ("Ilse Varga", "Tomas Varga", "killing of Tomas Varga")}
    story_page.page.keyboard.press("Escape")
    expect(query).to_have_value("")
    story_page.selects("")


def test_search_by_id_and_without_accents(browser: Browser, tmp_path: Path) -> None:
    node = Node("person:q7", Label.PERSON, {"name": "Łucja Ďurišová", "full_name": "Łucja Ďurišová"})
    with opened(browser, page(Subgraph((node,)), title="t"), tmp_path / "page.html") as shown:
        shown.ready()
        for words in ("person:q7", "durisova", "ĎURI"):
            shown.page.fill("#query", words)
            shown.page.keyboard.press("Enter")
            shown.selects(node.id)
            shown.page.keyboard.press("Escape")


def test_search_says_when_there_is_nothing(story_page: Opened) -> None:
    story_page.page.fill("#query", "nobody of that name")
    expect(story_page.page.locator("#found")).to_have_text("Nothing found")
    story_page.page.keyboard.press("Enter")
    assert not story_page.selected


def test_filters_hide_kinds_with_their_lines(story_page: Opened) -> None:
    story_page.page.mouse.click(*story_page.node(_node("Ilse Varga").id))
    expect(story_page.page.locator("#panel h2")).to_have_text("Ilse Varga")
    story_page.page.uncheck("[data-label=Person]")
    people = [node.id for node in story().nodes if node.label is Label.PERSON]
    lines = [edge for edge in story().edges if {edge.start, edge.end} & set(people)]
    body = story_page.page.locator("body")
    expect(body).to_have_attribute("data-hidden-nodes", str(len(people)))
    expect(body).to_have_attribute("data-hidden-edges", str(len(lines)))
    expect(story_page.page.locator("#filtered")).to_contain_text(f"filters hide {len(people)} nodes")
    story_page.selects("")  # what is hidden cannot stay selected
    story_page.page.mouse.click(*story_page.node(_node("Ilse Varga").id))
    story_page.selects("")
    story_page.page.check("[data-label=Person]")
    story_page.page.mouse.click(*story_page.node(_node("Ilse Varga").id))
    story_page.selects(_node("Ilse Varga").id)


def test_what_a_filter_hides_can_still_be_read_about(story_page: Opened) -> None:
    story_page.page.uncheck("[data-label=Person]")
    story_page.page.mouse.click(*story_page.node(_node("killing of Tomas Varga").id))
    story_page.page.get_by_role("button", name="Tomas Varga is said to be a victim in").click()
    expect(story_page.page.locator("#panel mark")).to_have_count(1)
    story_page.page.get_by_role("button", name="Person: Tomas Varga").click()
    expect(story_page.page.locator("#panel h2")).to_have_text("Tomas Varga")


def test_filters_hide_kinds_of_lines(story_page: Opened) -> None:
    edge = _edge(Rel.ALLEGED_PERPETRATOR_OF)
    story_page.page.uncheck("[data-class=alleged]")
    expect(story_page.page.locator("body")).to_have_attribute("data-hidden-nodes", "0")
    expect(story_page.page.locator("body")).to_have_attribute("data-hidden-edges", "1")
    story_page.page.mouse.click(*story_page.edge(edge.id, 0.35))
    assert story_page.selected != edge.id


def test_the_legend_counts_each_kind(story_page: Opened) -> None:
    legend = story_page.page.locator("#legend").inner_text()
    for words in ("Person 4", "Event 5", "Place 1", "alleged perpetrator 1", "dashed: testimony, reported"):
        assert words in " ".join(legend.split())


# ---- without a mouse, without the picture


def test_the_table_says_what_the_picture_says(story_page: Opened) -> None:
    story_page.page.get_by_text("Table of all nodes and edges").click()
    nodes, edges = (story_page.page.locator("#table table").nth(number) for number in (0, 1))
    expect(nodes.locator("tbody tr")).to_have_count(len(story().nodes))
    expect(edges.locator("tbody tr")).to_have_count(len(story().edges))
    edges.get_by_role("button", name="is alleged to have done").click()
    story_page.selects(_edge(Rel.ALLEGED_PERPETRATOR_OF).id)
    story_page.page.uncheck("[data-label=Person]")
    expect(story_page.page.locator("#table table").first.locator("tbody tr")).to_have_count(len(story().nodes) - 4)


def test_long_tables_grow_on_demand(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, page(crowd(120), title="t"), tmp_path / "page.html") as shown:
        shown.ready()
        shown.page.get_by_text("Table of all nodes and edges").click()
        rows = shown.page.locator("#table table").first.locator("tbody tr")
        expect(rows).to_have_count(40)
        shown.page.get_by_role("button", name="Show more rows (80 left)").click()
        expect(rows).to_have_count(80)


def test_everything_is_reached_by_tab(story_page: Opened) -> None:
    reached = set()
    for _ in range(30):
        story_page.page.keyboard.press("Tab")
        for name in (
            "#query",
            "[data-label=Person]",
            "[data-class=alleged]",
            ".vis-network",
            "[data-zoom=all]",
            "#panel",
            "summary",
        ):
            if story_page.page.locator(f"{name}:focus").count():
                reached.add(name)
    assert len(reached) == 7, reached


def test_from_the_table_to_the_words_with_keys_alone(story_page: Opened) -> None:
    story_page.page.locator("summary").focus()
    story_page.page.keyboard.press("Enter")
    button = story_page.page.locator("#table table").nth(1).get_by_role("button", name="is alleged to have done")
    button.focus()
    story_page.page.keyboard.press("Enter")
    expect(story_page.page.locator("#panel")).to_be_focused()
    expect(story_page.page.locator("#panel mark")).to_have_count(1)
    expect(story_page.page.locator("#panel")).to_have_attribute("aria-live", "polite")


def test_arrows_move_the_picture_and_buttons_zoom_it(story_page: Opened) -> None:
    before = story_page.node(_node("Ostraven").id)
    story_page.page.locator(".vis-network").focus()
    story_page.page.keyboard.press("ArrowRight")
    expect(story_page.page.locator("body")).not_to_have_attribute("data-view-x", "0")
    assert story_page.node(_node("Ostraven").id)[0] < before[0] - 30
    scale = story_page.page.get_attribute("body", "data-scale")
    story_page.page.click("[data-zoom=in]")
    expect(story_page.page.locator("body")).not_to_have_attribute("data-scale", str(scale))
    story_page.page.click("[data-zoom=all]")
    expect(story_page.page.locator("body")).to_have_attribute("data-scale", str(scale))


def test_a_moved_node_takes_its_caption_and_can_be_found_there(story_page: Opened) -> None:
    x, y = story_page.node(_node("soldiers").id)
    story_page.page.mouse.move(x, y)
    story_page.page.mouse.down()
    story_page.page.mouse.move(x + 30, y + 12, steps=4)
    story_page.page.mouse.move(x + 60, y + 24, steps=4)
    story_page.page.mouse.up()
    story_page.selects(_node("soldiers").id)
    story_page.page.keyboard.press("Escape")
    story_page.selects("")
    story_page.page.mouse.click(x + 60, y + 48)  # the caption
    story_page.selects(_node("soldiers").id)


@pytest.mark.parametrize("state", ["as opened", "edge selected", "table open"])
def test_axe_finds_nothing_serious(browser: Browser, tmp_path: Path, state: str) -> None:
    with opened(browser, page(story(), title=TITLE), tmp_path / "page.html", bypass_csp=True) as shown:
        shown.ready()
        if state == "edge selected":
            shown.page.mouse.click(*shown.edge(_edge(Rel.ALLEGED_PERPETRATOR_OF).id))
        if state == "table open":
            shown.page.get_by_text("Table of all nodes and edges").click()
        found = Axe().run(shown.page).response["violations"]
        assert [(one["id"], one["impact"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_on_paper_there_are_no_controls(story_page: Opened) -> None:
    frame = story_page.page.locator("#picture").bounding_box()
    assert frame is not None
    shape = frame["width"] / frame["height"]
    story_page.page.emulate_media(media="print")
    for name in ("#search", "#zoom"):
        expect(story_page.page.locator(name)).to_be_hidden()
    for name in ("h1", "#legend", "#picture", "body > footer"):
        expect(story_page.page.locator(name)).to_be_visible()
    frame = story_page.page.locator("#picture").bounding_box()
    assert frame is not None
    assert abs(frame["width"] / frame["height"] - shape) < 0.02, "a frame of another shape cuts the drawing off"
