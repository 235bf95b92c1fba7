"""Who may import whom: graph is innermost, ingest and queries know only graph, api knows all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_ERROR, EXIT_STATUS_SUCCESS, lint_imports

from .tree import PACKAGES, ROOT, package_files

UPSIDE_DOWN = """
[importlinter]
root_packages =
    graph
    ingest
    queries
    api

[importlinter:contract:wrong]
name = graph on top
type = layers
layers =
    graph
    api
"""


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_contract_holds(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_check_can_fail(tmp_path: Path) -> None:
    config = tmp_path / "upside-down.ini"
    config.write_text(UPSIDE_DOWN, encoding="ascii")
    assert lint_imports(config_filename=str(config), no_cache=True) == EXIT_STATUS_ERROR


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Modules of ours that a file imports, with whether it is a plain ``import graph``."""
    for node in ast.walk(ast.parse((ROOT / path).read_bytes(), filename=str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, True) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module, False


@pytest.mark.parametrize("path", [p for p in package_files() if p.suffix == ".py"], ids=str)
def test_imports_are_relative_inside_a_package_and_name_what_they_take_across(path: Path) -> None:
    for module, plain in _imports(path):
        top = module.split(".")[0]
        assert top != path.parts[0], f"{path}: write the import of {module} relative"
        assert not (plain and top in PACKAGES), f"{path}: {top} is a name that readers want for a variable"
