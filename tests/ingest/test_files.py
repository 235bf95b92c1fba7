import os
import socket
from pathlib import Path

import pytest

from graph.errors import BadArgument, TooLarge
from ingest.files import Original, Refused, files_under, originals_in, originals_of
from ingest.limits import MAX_REPORT_BYTES
from ingest.read import read_file
from tests.ingest.doors import NOTHING, row


@pytest.fixture
def put(tmp_path: Path) -> "Put":
    return Put(tmp_path)


class Put:
    """Writes files into a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, data: bytes = b"Some words.") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


def test_a_missing_path_is_wrong_use(tmp_path: Path) -> None:
    for lost in (list, lambda _: list(read_file(tmp_path / "no.txt", NOTHING))):
        with pytest.raises(BadArgument):
            lost(files_under([tmp_path / "no.txt"]))


def test_folders_are_walked_in_order_without_hidden_files(put: Put) -> None:
    for name in ("b.txt", "a/2.md", "a/1.txt", "c/d/e.txt", ".hidden.txt", ".git/x.txt", "z.pdf"):
        put(name)
    found = [str(path.relative_to(put.folder)) for path in files_under([put.folder])]
    assert found == ["a/1.txt", "a/2.md", "b.txt", "c/d/e.txt", "z.pdf"]


def test_a_hidden_file_that_is_named_is_meant(put: Put) -> None:
    path = put(".notes.txt")
    assert list(files_under([path])) == [path]


def test_links_that_lead_round_end(put: Put) -> None:
    put("a/1.txt")
    (put.folder / "a/up").symlink_to(put.folder)
    (put.folder / "self").symlink_to(put.folder / "self")
    (put.folder / "gone").symlink_to(put.folder / "nowhere")
    found = [str(path.relative_to(put.folder)) for path in files_under([put.folder])]
    assert found == ["a/1.txt", "gone", "self"]
    for name in ("self", "gone"):
        (refused,) = originals_in(put.folder / name)
        assert isinstance(refused, Refused)


def test_a_link_to_a_file_and_to_a_folder_outside_are_followed(
    put: Put, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "1.txt").write_text("words")
    (put.folder / "file.txt").symlink_to(outside / "1.txt")
    (put.folder / "folder").symlink_to(outside)
    assert [path.name for path in files_under([put.folder])] == ["file.txt", "1.txt"]


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("words")
    assert [path.name for path in files_under([tmp_path])] == ["a.txt"]


def test_an_unknown_ending_is_refused_with_those_that_are_known(put: Put) -> None:
    for name in ("a.pdf", "a", "a.txt.exe"):
        (refused,) = originals_in(put(name))
        assert isinstance(refused, Refused)
        assert ".txt" in refused.error.hint and ".jsonl" in refused.error.hint


def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door.txt"))
        for path in (tmp_path / "pipe.txt", tmp_path / "door.txt", Path("/dev/zero")):
            (refused,) = originals_in(path)
            assert isinstance(refused, Refused) and "no file" in str(refused.error)


def test_a_file_at_the_limit_is_taken_in_and_above_it_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_REPORT_BYTES)
    (taken,) = originals_in(path)
    assert isinstance(taken, Original) and len(taken.data) == MAX_REPORT_BYTES
    os.truncate(path, 10**12)
    (refused,) = originals_in(path)
    assert isinstance(refused, Refused) and isinstance(refused.error, TooLarge)


def test_an_upload_above_the_limit_is_refused() -> None:
    (refused,) = originals_of("a.txt", bytes(MAX_REPORT_BYTES + 1))
    assert isinstance(refused, Refused) and isinstance(refused.error, TooLarge)


def test_a_line_above_the_limit_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(row(id="1") + b"\n" + b"x" * (MAX_REPORT_BYTES + 1) + b"\n" + row(id="3"))
    first, refused, last = originals_in(path)
    assert isinstance(first, Original) and isinstance(last, Original)
    assert isinstance(refused, Refused) and isinstance(refused.error, TooLarge)
    assert (refused.name, last.name) == ("a.jsonl#2", "a.jsonl#3")


def test_strange_names_are_shown_on_one_line(put: Put) -> None:
    for name in ("-rf.txt", "CON.txt", "a\nb.txt", "x" * 251 + ".txt", os.fsdecode(b"\xff.txt")):
        (original,) = originals_in(put(name))
        assert isinstance(original, Original)
        original.name.encode()
        original.source.encode()
        assert "\n" not in original.name
    (original,) = originals_in(put("two  spaces.txt"))
    assert original.name == "two  spaces.txt"
