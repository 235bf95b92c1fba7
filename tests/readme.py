"""Runs the commands of README.md's console blocks, so that what it shows is what happens.

``python -m tests.readme`` writes the outputs anew, and docs/picture.png.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from .requirements import chromium_path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "[...]"


def blocks(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each console block with its commands and the outputs shown under them."""
    for match in BLOCK.finditer(text):
        body = match.group(1)
        parts = re.split(r"^\$ (.*)\n", body, flags=re.MULTILINE)[1:]
        yield body, list(zip(parts[::2], parts[1::2], strict=True))


def output_of(command: str, folder: Path) -> str:
    """What a ``casegraph`` command prints, both streams, in a folder that has ``samples``."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CASEGRAPH_")}
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *shlex.split(command)[1:]],
        cwd=folder, env={**environment, "COLUMNS": "110", "PYTHONPATH": str(ROOT)}, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return re.sub(re.escape(str(folder.resolve())) + "/", "", done.stdout).replace(str(folder) + "/", "")


def playground(folder: Path) -> Path:
    """A folder as a newcomer's clone looks: the samples, and nothing read yet."""
    (folder / "samples").symlink_to(ROOT / "samples")
    return folder


def same(shown: str, real: str) -> bool:
    """Whether the shown output is the real one; a line ``[...]`` stands for any lines."""
    pieces = [re.escape(piece) for piece in shown.split(CUT + "\n")]
    return re.fullmatch(r"(?:.*\n)*?".join(pieces), real) is not None


def rewrite() -> None:
    """Puts the real outputs into README.md; a block's ``[...]`` keeps what stands before it, by number of lines."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = playground(Path(name))
        for body, commands in list(blocks(text)):
            fresh = "".join(f"$ {command}\n{_cut(shown, output_of(command, folder))}" for command, shown in commands)
            text = text.replace(body, fresh)
        output_of("casegraph view -o page.html --store case", folder)
        photograph(folder / "page.html", ROOT / "docs" / "picture.png")
    path.write_text(text, encoding="utf-8")


def photograph(page: Path, target: Path) -> None:
    """Takes the README's picture: one person looked up, as an analyst would."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 820})
        tab.goto(page.as_uri())
        tab.keyboard.press("/")
        tab.keyboard.type("Emil")
        tab.keyboard.press("Enter")
        tab.wait_for_timeout(1500)  # the picture glides to what was found
        tab.screenshot(path=str(target))
        browser.close()


def _cut(shown: str, real: str) -> str:
    if CUT not in shown:
        return real
    keep = shown.splitlines().index(CUT)
    return "".join(f"{line}\n" for line in [*real.splitlines()[:keep], CUT])


if __name__ == "__main__":
    rewrite()
