"""Leaves out what this machine cannot run, loudly; fails instead where everything must run."""

import os

import pytest

from tests.requirements import missing

pytest_plugins = ("tests.engines",)

_NEEDS = {
    "neo4j_location": "neo4j_store",
    "neo4j_composed_location": "neo4j_store",
    "neo4j_calendar_location": "neo4j_calendar_store",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "chromium: drives a real Chromium")
    if os.environ.get("CASEGRAPH_REQUIRE_ALL") == "1" and missing():
        raise pytest.UsageError("; ".join(sorted(set(missing().values()))))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    absent = missing()
    left_out = [item for item in items if _needs(item) & set(absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _needs(item: pytest.Item) -> set[str]:
    fixtures = set(getattr(item, "fixturenames", ()))
    needs = fixtures | {_NEEDS[name] for name in fixtures & set(_NEEDS)}
    if item.get_closest_marker("chromium") is not None:
        needs.add("chromium")
    return needs


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in sorted(set(missing().values())):
        terminalreporter.write_line(line, red=True, bold=True)
