"""The embedded store in one process: its directory, its ports, its passwords, its damages."""

import json
import os
import shutil
import socket
import stat
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from graph.dump import dump
from graph.embedded import data_directory
from graph.errors import BadInput, SchemaMismatch, StoreDamaged, StoreError, StoreUnavailable
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.schema import VERSION
from graph.store import GraphStore, open_store
from tests.readings import first, second


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "deeper" / "store"


def opened(directory: Path, bolt_port: int | None = None) -> GraphStore:
    return open_store(EmbeddedLocation(directory, bolt_port))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def listening() -> set[tuple[str, int]]:
    found = psutil.Process().net_connections("inet")
    return {(c.laddr.ip.removeprefix("::ffff:"), c.laddr.port) for c in found if c.status == psutil.CONN_LISTEN}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_what_was_written_is_there_at_the_next_opening(directory: Path) -> None:
    with opened(directory) as store:
        store.write(plan(first()))
        before = list(dump(store))
    with opened(directory) as store:
        assert list(dump(store)) == before


def test_several_stores_live_side_by_side(directory: Path) -> None:
    with opened(directory / "a") as one, opened(directory / "b") as two:
        one.write(plan(first()))
        two.write(plan(second()))
        assert one.bolt_uri != two.bolt_uri
        assert one.report(second().document.id) is None and two.report(first().document.id) is None


def test_a_store_opened_twice_in_a_process_is_one_store(directory: Path) -> None:
    with opened(directory) as one, opened(directory) as two:
        assert one.bolt_uri == two.bolt_uri
        two.write(plan(first()))
        assert one.report(first().document.id) is not None


def test_closing_twice_is_closing_once(directory: Path) -> None:
    store = opened(directory)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.read("RETURN 1 AS one")


def test_the_directory_is_its_owners_alone(directory: Path) -> None:
    with opened(directory):
        assert mode(directory) == 0o700
        for name in ("credentials.json", "server.json", "lock"):
            assert mode(directory / name) == 0o600
        passwords = json.loads((directory / "credentials.json").read_text())
        assert len(set(passwords.values())) == 2 and min(map(len, passwords.values())) >= 40
        stored = (directory / "config" / "server-users.jsonl").read_text()
        assert not any(password in stored for password in passwords.values())
    assert not (directory / "server.json").exists()


def test_passwords_are_kept_and_differ_from_store_to_store(directory: Path) -> None:
    opened(directory / "a").close()
    before = (directory / "a" / "credentials.json").read_text()
    opened(directory / "a").close()
    opened(directory / "b").close()
    assert (directory / "a" / "credentials.json").read_text() == before
    assert (directory / "b" / "credentials.json").read_text() != before


def test_nobody_logs_in_without_the_password(directory: Path) -> None:
    with opened(directory) as store:
        for auth in (("root", "guess"), ("reader", ""), None):
            with GraphDatabase.driver(store.bolt_uri, auth=auth) as driver, pytest.raises(AuthError):
                driver.verify_connectivity()


def test_only_this_machine_can_connect(directory: Path) -> None:
    before = listening()
    with opened(directory) as store:
        opened_now = listening() - before
        assert {ip for ip, _ in opened_now} == {"127.0.0.1"}
        server = json.loads((directory / "server.json").read_text())
        assert {port for _, port in opened_now} == {server["bolt_port"], server["http_port"]}
        assert store.bolt_uri == f"bolt://127.0.0.1:{server['bolt_port']}"
    assert listening() == before


def test_a_port_that_is_asked_for_is_taken(directory: Path) -> None:
    port = free_port()
    with opened(directory, port) as store:
        assert store.bolt_uri == f"bolt://127.0.0.1:{port}"


def test_a_port_that_is_in_use_is_named(directory: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StoreError, match=str(port)) as caught:
            opened(directory, port)
        assert caught.value.hint
    opened(directory, port).close()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(BadInput, match="is a file"):
        opened(path)
    with pytest.raises(BadInput, match="below a file"):
        opened(path / "store")
    assert path.read_text() == "mine"


def test_somebody_elses_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir(mode=0o755)
    (tmp_path / "letters" / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match="no store"):
        opened(tmp_path / "letters")
    assert os.listdir(tmp_path / "letters") == ["notes.txt"]
    assert mode(tmp_path / "letters") == 0o755


def test_a_place_that_cannot_hold_a_directory_is_named() -> None:
    with pytest.raises(BadInput, match="cannot be used"):
        opened(Path("/proc/nowhere/store"))


def test_an_empty_directory_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir(mode=0o755)
    opened(tmp_path / "store").close()
    assert mode(tmp_path / "store") == 0o700


@pytest.fixture
def closed_store(directory: Path) -> Path:
    with opened(directory) as store:
        store.write(plan(first()))
    return directory


def _claims(directory: Path) -> Path:
    return next(data_directory(directory).glob("Claim_0.*.bucket"))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


DAMAGES = {
    "a file is gone": lambda directory: _claims(directory).unlink(),
    "a file is empty": lambda directory: _claims(directory).write_bytes(b""),
    "a file is cut short": lambda directory: _cut(_claims(directory)),
    "names are cut short": lambda directory: _cut(next(data_directory(directory).glob("*.dict"))),
    "all files are gone": lambda directory: [p.unlink() for p in data_directory(directory).iterdir()],
    "the data is gone": lambda directory: shutil.rmtree(directory / "databases"),
    "passwords are garbage": lambda directory: (directory / "credentials.json").write_text("garbage"),
    "passwords are others'": lambda directory: (directory / "credentials.json").write_text('{"a": 1}'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_does_not_open(closed_store: Path, damage: object) -> None:
    damage(closed_store)  # type: ignore[operator]
    with pytest.raises(StoreDamaged) as caught:
        opened(closed_store)
    assert caught.value.hint
    with pytest.raises(StoreDamaged):
        opened(closed_store)  # nor a second time


def test_a_store_whose_schema_file_is_lost_mends_itself(closed_store: Path) -> None:
    (data_directory(closed_store) / "schema.json").write_text("{")
    with opened(closed_store) as store:
        assert store.report(first().document.id) is not None


def test_edited_rights_do_not_outlive_a_start(closed_store: Path) -> None:
    groups = closed_store / "config" / "server-groups.json"
    groups.write_text(groups.read_text().replace('["readRecord"]', '["readRecord", "createRecord"]'))
    (closed_store / "config" / "server-users.jsonl").write_text("garbage")
    with opened(closed_store) as store, pytest.raises(BadInput):
        store.read("CREATE (:Person {id: 'person:x'})")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x.csv"])
def test_not_even_the_writer_reads_files_or_the_web(directory: Path, url: str) -> None:
    with opened(directory) as store, pytest.raises(StoreError, match="Forbidden"):
        store._connection.write(lambda tx: tx.run("LOAD CSV FROM $url AS line RETURN line", url=url).consume())


@pytest.mark.parametrize("version", ["3", "0"])
def test_a_store_of_another_version_is_refused(closed_store: Path, version: str) -> None:
    with opened(closed_store) as store:
        store._connection.write(lambda tx: tx.run(f"MATCH (s:SchemaVersion) SET s.version = {version}").consume())
    with pytest.raises(SchemaMismatch, match=version) as caught:
        opened(closed_store)
    assert caught.value.hint


def test_a_store_of_the_version_before_gets_what_it_lacks(closed_store: Path) -> None:
    with opened(closed_store) as store:
        before = list(dump(store))
        store._connection.write(lambda tx: tx.run("MATCH (s:SchemaVersion) SET s.version = 1").consume())
    with opened(closed_store) as store:
        assert list(dump(store)) == before
        assert store.read("MATCH (s:SchemaVersion) RETURN s.version").rows == ((VERSION,),)


@pytest.mark.parametrize("change", ["SET s.version = 'one'", "REMOVE s.version", "CREATE (:SchemaVersion)"])
def test_a_store_that_does_not_say_its_version_is_refused(closed_store: Path, change: str) -> None:
    with opened(closed_store) as store:
        store._connection.write(lambda tx: tx.run(f"MATCH (s:SchemaVersion) {change}").consume())
    with pytest.raises(StoreDamaged, match="version"):
        opened(closed_store)


def test_a_closed_store_is_gone_for_those_who_only_visited(directory: Path) -> None:
    holder = opened(directory)
    with opened(directory) as visitor:
        holder.close()
        with pytest.raises(StoreUnavailable) as caught:
            visitor.read("RETURN 1 AS one")
        assert "start this one again" in caught.value.hint
