"""A page in a real Chromium that may reach nothing, with the ways a hand has: look, point, click, type.

The page's own policy forbids the test to run script in it, so everything is read from the document.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, Playwright, Route, expect

from tests.requirements import chromium_path

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
SIZE = {"width": 1280, "height": 820}


def launch(playwright: Playwright) -> Browser:
    """The browser of this machine, headless."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))


class Opened:
    """An open page and what went wrong in it.

    Attributes:
        asked: addresses that it asked for, other than its own file.
        ran: texts of dialogs: script of a report ran.
        complaints: errors on the console, among them breaches of the policy.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.ran: list[str] = []
        self.complaints: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def _dialog(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def ready(self) -> None:
        """Waits until the picture is drawn."""
        self.page.wait_for_selector("body[data-ready=true]", timeout=120_000)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the page was made of."""
        data = json.loads(self.page.locator("#data").text_content() or "")
        assert isinstance(data, dict)
        return data

    @property
    def selected(self) -> str | None:
        """The id of what is selected right now."""
        return self.page.get_attribute("body", "data-selected")

    def selects(self, ident: str) -> None:
        """Waits until this id, and nothing else, is selected; "" for nothing."""
        expect(self.page.locator("body")).to_have_attribute("data-selected", ident)

    @property
    def panel(self) -> str:
        """The text of the panel."""
        return self.page.locator("#panel").inner_text()

    def on_screen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture is in the window."""
        scale, view_x, view_y = (
            float(self.page.get_attribute("body", f"data-{name}") or "nan") for name in ("scale", "view-x", "view-y")
        )
        frame = self.page.locator("#picture").bounding_box()
        assert frame is not None
        return (
            frame["x"] + frame["width"] / 2 + (x - view_x) * scale,
            frame["y"] + frame["height"] / 2 + (y - view_y) * scale,
        )

    def node(self, ident: str) -> tuple[float, float]:
        """Where a node is drawn in the window."""
        data = self.data
        number = next(i for i, node in enumerate(data["nodes"]) if node["id"] == ident)
        drawn = data["network"]["nodes"][number]
        return self.on_screen(drawn["x"], drawn["y"])

    def edge(self, ident: str, part: float = 0.5) -> tuple[float, float]:
        """A point of a straight edge in the window, a part of the way from its start."""
        data = self.data
        edge = next(edge for edge in data["edges"] if edge["id"] == ident)
        start, end = (data["network"]["nodes"][edge[end]] for end in ("start", "end"))
        x, y = (start[axis] + part * (end[axis] - start[axis]) for axis in ("x", "y"))
        return self.on_screen(x, y)


@contextmanager
def opened(browser: Browser, html: str, path: Path, *, bypass_csp: bool = False) -> Iterator[Opened]:
    """Opens a page from a file, with every other address blocked and counted.

    Args:
        path: where to write the file.
        bypass_csp: without the page's policy, so that only its escaping is between a report and the reader.
    """
    path.write_text(html, encoding="utf-8", newline="")
    context = browser.new_context(viewport=SIZE, bypass_csp=bypass_csp, offline=True)  # type: ignore[arg-type]
    try:
        page = Opened(context.new_page())

        def guard(route: Route) -> None:
            if route.request.url == path.as_uri():
                route.continue_()
            else:
                page.asked.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        page.page.goto(path.as_uri())
        yield page
    finally:
        context.close()
