"""The two Neo4j Browsers of the jar, driven by a real Chromium that reaches nothing but this machine."""

import json
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Route, sync_playwright

from tests import neo4j_server
from tests.requirements import chromium_path

LOCAL = ("127.0.0.1", "localhost")
WAIT = 60_000  # milliseconds: a loaded machine is slow
VIEW = {"width": 1500, "height": 950}


def unpacked(folder: Path) -> Path:
    """The Browser's files, from the jar beside the long-lived release."""
    (jar,) = neo4j_server.jars(neo4j_server.LTS).glob("neo4j-browser-*.jar")
    with zipfile.ZipFile(jar) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith("browser/")])
    return folder


class _Handler(SimpleHTTPRequestHandler):
    """Static files with a policy that lets the page talk to one Bolt port and to nobody else."""

    def __init__(self, *arguments: object, bolt: int, **named: object) -> None:
        self.bolt = bolt
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; object-src 'none'; "
            f"connect-src 'self' ws://127.0.0.1:{self.bolt} ws://localhost:{self.bolt}; frame-ancestors 'none'",
        )
        super().end_headers()

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        addresses = {scheme: f"{name}://127.0.0.1:{self.bolt}"
                     for scheme, name in (("bolt_direct", "bolt"), ("bolt_routing", "neo4j"))}  # fmt: skip
        body = json.dumps({**addresses, "neo4j_version": "5.26.0", "neo4j_edition": "community"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the test reports."""


@contextmanager
def served(folder: Path, bolt: int) -> Iterator[str]:
    """The address of the unpacked files, served for a Bolt port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder), bolt=bolt))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/browser/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def page(fallback: Path) -> Iterator[tuple[Page, list[str]]]:
    """A page, and the addresses elsewhere that it asked for and did not get. A failure leaves a picture."""
    refused: list[str] = []

    def guard(route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname in LOCAL:
            route.continue_()
        else:
            refused.append(request.url)
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        try:
            context = browser.new_context(viewport=VIEW)  # type: ignore[arg-type]
            context.route("**/*", guard)
            fresh = context.new_page()
            fresh.set_default_timeout(WAIT)
            try:
                yield fresh, refused
            except BaseException:
                shot(fresh, "failed", fallback)
                raise
        finally:
            browser.close()


def shot(page: Page, name: str, fallback: Path) -> None:
    """Keeps a picture of the page, in ``CASEGRAPH_SHOTS`` if that names a folder."""
    folder = Path(os.environ.get("CASEGRAPH_SHOTS") or fallback)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


class Classic:
    """The classic Browser: favourites by drag and drop, a style file, SVG pictures."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def connect(self, address: str, user: str, password: str, database: str) -> None:
        self.page.goto(address)  # its form is filled from what the server says at /
        self.page.get_by_test_id("username").fill(user)
        self.page.get_by_test_id("password").fill(password)
        self.page.get_by_label("Database - leave empty for default").fill(database)
        self.page.get_by_test_id("connect").click()
        self.page.get_by_text("You are connected as user").first.wait_for()

    def drop(self, path: Path) -> None:
        """Drops a file on the window, as a hand would."""
        devtools = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            devtools.send("Input.dispatchDragEvent", {"type": kind, "x": 700, "y": 500, "data": data})
            self.page.wait_for_timeout(300)

    def open_favourites(self) -> None:
        self.page.get_by_test_id("navigationFavorites").click()

    def run_saved(self, folder: str, title: str) -> None:
        item = self.page.get_by_text(title).first
        if not item.is_visible():
            self.page.get_by_test_id(f"expandFolder-{folder}").click()
        item.click()
        self.run()

    def set_values(self, folder: str, title: str) -> None:
        """Runs a folder's ``:param`` lines and waits for the last: a question run before it would lack it."""
        self.run_saved(folder, title)
        newest = self.page.get_by_test_id("frame").first
        lines = newest.get_by_test_id("frameCommand").inner_text().count(":param ")
        newest.get_by_title("Status: success").nth(lines - 1).wait_for()

    def set_value(self, line: str) -> None:
        """Types one ``:param`` line, runs it and waits for it."""
        self._type(line)
        self.page.get_by_test_id("frame").first.get_by_text("Successfully set your parameters").wait_for()

    def _type(self, text: str) -> None:
        self.page.locator("[data-testid=activeEditor] .monaco-editor").first.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.run()

    def run(self) -> None:
        frames = self.page.get_by_test_id("frame")
        before = frames.count()
        self.page.get_by_test_id("editor-Run").click()
        frames.nth(before).wait_for()

    def wait_for_words(self, words: str) -> None:
        """Waits until the newest result says something."""
        self.page.get_by_test_id("frame").first.get_by_text(words).first.wait_for()

    def captions(self) -> str:
        """The words on the newest picture's nodes and lines, as one text."""
        picture = self.page.get_by_test_id("frame").first.locator("svg.neod3viz")
        picture.locator("g.node").first.wait_for()
        words = picture.locator("text").all_text_contents()
        return " ".join(" ".join(words).split())


class Preview:
    """The new Browser, as far as the jar has it: saved Cypher from a CSV, pictures on a canvas."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def connect(self, address: str, bolt: int, user: str, password: str) -> None:
        self.page.goto(f"{address}preview/?connectURL=bolt://127.0.0.1:{bolt}")
        self.page.get_by_label("Connection URL").fill(f"127.0.0.1:{bolt}")
        self.page.get_by_label("Database user").fill(user)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Connect").last.click()
        self.page.get_by_text(f"127.0.0.1:{bolt} / ").first.wait_for()

    def load(self, path: Path) -> None:
        self.page.get_by_role("button", name="Cypher panel").click()
        self.page.get_by_role("button", name="Import saved Cypher").click()
        self.page.locator("input[type=file]").last.set_input_files(path)
        self.page.get_by_test_id("notification").get_by_text("Cypher import completed!").wait_for()

    def unfold(self, folder: str) -> None:
        """Opens a folder by the arrow that comes up beside its name."""
        row = self.page.get_by_text(folder, exact=True)
        row.hover()
        arrows = self.page.get_by_role("button", name="Collapse")
        heights = [box["y"] if (box := arrow.bounding_box()) else -1.0 for arrow in arrows.all()]
        here = row.bounding_box()
        assert here is not None
        nearest = min(range(len(heights)), key=lambda at: abs(heights[at] - here["y"]))
        arrows.nth(nearest).click()

    def run_saved(self, title: str) -> None:
        self.page.get_by_text(title).first.click()
        self.page.wait_for_timeout(500)
        self.page.get_by_test_id("run-button").click()
