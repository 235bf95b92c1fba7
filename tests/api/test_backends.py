"""The options for back ends: settings, the warning at each run, and a run over a real socket."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api import cli
from api.settings import backend_from
from graph.errors import BadArgument
from ingest.backends.wish import BackendKind, Wish
from tests.ingest.backends.server import saying, serving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in list(os.environ):
        if name.startswith("CASEGRAPH_") and not name.startswith("CASEGRAPH_TEST"):
            monkeypatch.delenv(name)
    monkeypatch.setattr("signal.signal", lambda *_: None)

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["casegraph", *map(str, arguments)])
        code: object = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        captured = capsys.readouterr()
        return int(str(code)), captured.out, " ".join(captured.err.split())

    return call


def test_the_environment_alone_asks_for_nothing() -> None:
    everything = {"CASEGRAPH_BACKEND_URL": "https://models.example/v1", "CASEGRAPH_BACKEND_MODEL": "m"}
    assert backend_from(everything, None) is None


def test_options_win_over_the_environment(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k-1\n")
    environment = {
        "CASEGRAPH_BACKEND_URL": "https://models.example/v1",
        "CASEGRAPH_BACKEND_MODEL": "m",
        "CASEGRAPH_BACKEND_KEY_FILE": str(tmp_path / "key"),
        "CASEGRAPH_BACKEND_TIMEOUT": "5",
        "CASEGRAPH_BACKEND_PLAIN_HTTP": "10.0.0.1",
    }
    wish = Wish(
        kind=BackendKind.CHAT, model="m", url="https://models.example/v1", key="k-1", timeout=5, plain_http="10.0.0.1"
    )
    assert backend_from(environment, BackendKind.CHAT) == wish
    given = backend_from(environment, BackendKind.CHAT, url="http://127.0.0.1/", model="n")
    assert given is not None and (given.url, given.model) == ("http://127.0.0.1/", "n")


@pytest.mark.parametrize(
    ("environment", "kind", "url"),
    [
        ({}, BackendKind.CHAT, None),
        ({}, None, "http://127.0.0.1/"),
        ({"CASEGRAPH_BACKEND_MODEL": "m", "CASEGRAPH_BACKEND_TIMEOUT": "0"}, BackendKind.CHAT, None),
        ({"CASEGRAPH_BACKEND_MODEL": "m", "CASEGRAPH_BACKEND_TIMEOUT": "601"}, BackendKind.CHAT, None),
        ({"CASEGRAPH_BACKEND_MODEL": "m", "CASEGRAPH_BACKEND_TIMEOUT": "1e2"}, BackendKind.CHAT, None),
        ({"CASEGRAPH_BACKEND_MODEL": "m", "CASEGRAPH_BACKEND_KEY_FILE": "/no/such"}, BackendKind.CHAT, None),
    ],
)
def test_settings_that_do_not_fit_are_refused(
    environment: dict[str, str], kind: BackendKind | None, url: str | None
) -> None:
    with pytest.raises(BadArgument):
        backend_from(environment, kind, url=url)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--backend", "oracle"), "oracle"),
        (("--backend", "chat"), "a back end needs a model"),
        (("--backend-url", "http://127.0.0.1/"), "add --backend"),
        (("--backend", "chat", "--backend-model", "m"), "needs the address"),
        (("--backend", "chat", "--backend-model", "m", "--backend-url", "http://192.0.2.1/v1"), "unencrypted"),
        (("--backend", "gliner", "--backend-model", "no/such"), "no such folder"),
    ],
)
def test_wrong_use_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "a.txt").write_text("Nobody came.\n")
    code, out, err = run("ingest", tmp_path / "a.txt", "--store", tmp_path / "s", *arguments)
    assert code == 2 and says in err and out == ""


def test_every_run_warns_and_the_model_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two gunmen killed a farmer in Oldmere on Monday, the police said.\n")
    with serving(lambda _: saying({"proposals": []})) as model:
        options = ("--backend", "chat", "--backend-model", "tiny", "--backend-url", model.address)
        for outcome in ("done", "unchanged"):
            code, out, err = run("ingest", tmp_path / "a.txt", "--store", tmp_path / "s", *options)
            assert code == 0 and out.startswith(outcome)
            assert "WARNING" in err and model.address.removeprefix("http://").removesuffix("/v1") in err
    assert len(model.asked) == 1 and model.asked[0]["model"] == "tiny"
