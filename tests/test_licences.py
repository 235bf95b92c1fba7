"""The notices name every package that is installed to run casegraph, with the licence that it declares."""

import hashlib
import importlib.metadata
import re

import pytest

from .tree import ROOT

ROW = re.compile(r"^\| (?P<licence>[A-Z0-9][\w.\- ]+) \| (?P<packages>[a-z0-9-]+(?:, [a-z0-9-]+)*) \|$", re.MULTILINE)
FREE_TO_COMBINE = {
    "MIT", "BSD-3-Clause", "BSD-2-Clause", "0BSD", "Apache-2.0", "ISC", "Zlib", "CC0-1.0", "PSF-2.0", "Python-2.0",
    "CNRI-Python", "MPL-2.0", "MPL-1.1",
}  # fmt: skip
APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"  # SHA-256 of the text as published


@pytest.fixture(scope="module")
def declared() -> dict[str, str]:
    text = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    return {name: row["licence"] for row in ROW.finditer(text) for name in row["packages"].split(", ")}


def _pins() -> set[str]:
    return set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/run.txt").read_text(encoding="ascii"), re.MULTILINE)
    )


def test_the_notices_name_what_is_installed_and_no_more(declared: dict[str, str]) -> None:
    assert set(declared) == _pins()


def test_what_a_package_declares_is_what_the_notices_say(declared: dict[str, str]) -> None:
    for name, licence in declared.items():
        try:
            said = importlib.metadata.metadata(name).get_all("License-Expression")
        except importlib.metadata.PackageNotFoundError:  # pinned for another system
            continue
        assert said in (None, [licence]), name


def test_every_licence_can_be_combined_with_ours(declared: dict[str, str]) -> None:
    for name, licence in declared.items():
        offered = [choice.split(" AND ") for choice in licence.split(" OR ")]
        assert any(set(parts) <= FREE_TO_COMBINE for parts in offered), f"{name}: {licence}"


def test_the_licence_is_the_published_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2


@pytest.mark.parametrize(
    "work", ["GeoNames", "vis-network 9.1.2", "en_core_web_md 3.7.1", "Corretto", "Classpath Exception", "OntoNotes 5"]
)
def test_the_notices_name_works_that_no_package_list_shows(work: str) -> None:
    text = re.sub(r"\s+", " ", (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8"))
    assert work in text
