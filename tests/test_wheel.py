"""The wheel holds the four packages with their data, works on its own, and holds nothing else."""

import email
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from .tree import PACKAGES, ROOT, package_files

# Run from the installed wheel alone: each line fails if a data file stayed at home.
USE = """
import sys
from importlib.metadata import entry_points, version
import api.cli, graph, ingest, queries
for package in (api, graph, ingest, queries):
    assert package.__file__.startswith(sys.argv[1]), package.__file__
from queries.catalogue import load_catalogue
assert len(list(load_catalogue())) > 0
from ingest.extract.reader import default_extractor
assert default_extractor().run.model_digest
from graph.subgraph import Subgraph
from api.pages import page
assert "</html>" in page(Subgraph(nodes=(), edges=()), title="nothing")
assert version("casegraph") == sys.argv[2]
print(*(point.value for point in entry_points(group="console_scripts", name="casegraph")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))))


def test_it_holds_every_file_of_the_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {path.as_posix() for path in package_files()}


def test_it_carries_the_licence_and_stays_off_public_indexes(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(info))
        licences = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert metadata["License-Expression"] == "Apache-2.0"
    assert licences == {"LICENSE", "THIRD_PARTY_NOTICES.md"}
    assert "Private :: Do Not Upload" in metadata.get_all("Classifier", [])


def test_it_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(installed), str(wheel)], check=True)
    done = subprocess.run(
        [sys.executable, "-c", USE, str(installed), wheel.name.split("-")[1]],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["api.cli:main"]


def test_the_packages_are_those_of_the_contract(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
    assert top - set(PACKAGES) == {next(name for name in top if name.endswith(".dist-info"))}
