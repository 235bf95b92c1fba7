"""The literal names graph, ingest, queries and api are ours, and the pins cover what they need."""

import ast
import importlib.metadata
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .tree import PACKAGES, ROOT, package_files

PINS = ROOT / "requirements"
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_of_ours_lies_in_this_checkout(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    assert Path(spec.origin) == ROOT / name / "__init__.py"


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_claims_a_name_of_ours(name: str) -> None:
    assert set(importlib.metadata.packages_distributions().get(name, ())) <= {"casegraph"}


def _pins(name: str) -> dict[str, list[str]]:
    """Versions by package; a package has several where Python versions differ."""
    found: dict[str, list[str]] = {}
    for line in (PINS / name).read_text(encoding="ascii").splitlines():
        pin = PIN.match(line)
        assert pin or HASH.match(line), f"{name}: neither a pin nor a hash: {line}"
        if pin:
            found.setdefault(pin["name"], []).append(pin["version"])
    return found


def _wanted(group: str | None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["project"]["dependencies"] if group is None else project["dependency-groups"][group]
    return [Requirement(line) for line in listed if isinstance(line, str)]


@pytest.mark.parametrize(
    ("group", "name"), [(None, "run.txt"), (None, "dev.txt"), ("dev", "dev.txt"), ("build", "build.txt")]
)
def test_every_dependency_is_pinned_within_its_bounds(group: str | None, name: str) -> None:
    pins = _pins(name)
    for wanted in _wanted(group):
        versions = pins.get(canonicalize_name(wanted.name), [])
        assert versions, f"{wanted} is not pinned in {name}; run: make pins"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted}: {versions} in {name}"


def test_the_lists_of_pins_agree() -> None:
    everything = _pins("dev.txt")
    for name in ("run.txt", "build.txt"):
        assert _pins(name).items() <= everything.items(), name


def test_the_build_backend_is_among_the_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in project["build-system"]["requires"]:
        assert canonicalize_name(Requirement(line).name) in _pins("build.txt")


def _imported() -> Iterator[tuple[str, Path]]:
    """Top-level names that our packages import, but for the standard library's and our own."""
    for path in package_files():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_bytes(), filename=str(path))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            yield from ((name.split(".")[0], path) for name in names)


def test_what_our_packages_import_is_declared() -> None:
    ours = {*PACKAGES, *sys.stdlib_module_names}
    build_time = {Path("ingest/places/build.py")}  # run by hand with the dev group
    declared = {canonicalize_name(wanted.name) for wanted in _wanted(None)}
    owners = importlib.metadata.packages_distributions()
    for name, path in _imported():
        if name not in ours and path not in build_time:
            assert declared & {canonicalize_name(owner) for owner in owners[name]}, f"{path} imports {name}"
