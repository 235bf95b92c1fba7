import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadArgument, TooLarge, UnreadableReport
from graph.ids import sha256_of
from ingest.files import Original, Refused, files_under, originals_in, originals_of
from ingest.formats.content import Reader
from ingest.formats.page import PageProcess
from ingest.limits import MAX_HTML_BYTES, MAX_HTML_ELEMENTS, MAX_REPORT_BYTES
from ingest.metadata import MAX_CHARACTERS, merged
from ingest.read import KnownMetadata, Received, content_of, read_bytes, read_file, receive

TEXT = "Ilse Varga waited.\r\nNobody came — “nobody”.\n"
NOTHING = KnownMetadata()
PAGE = """<!doctype html><html><head><title>Baker shot in Ostraven</title>
<meta property="og:site_name" content="Radio Ostra"><link rel="canonical" href="https://radio.example/a/1">
<meta property="article:published_time" content="2031-05-09T10:00:00Z"></head><body><nav>Home</nav><article>
<p>Masked men shot the baker of Ostraven, the monitor said. Nobody was arrested for it.</p>
<p>His mother, Ilse Varga, asks who sent them &#x2014; and nobody in the town can tell her.</p>
</article><script>alert("no")</script></body></html>"""


def one(name: str, data: bytes, known: KnownMetadata = NOTHING) -> Received:
    (received,) = read_bytes(name, data, known)
    return received


def failure(name: str, data: bytes) -> UnreadableReport:
    with pytest.raises(UnreadableReport) as caught:
        list(read_bytes(name, data, NOTHING))
    assert caught.value.hint, "an error says what to do"
    return caught.value


def row(**values: object) -> bytes:
    return json.dumps({"text": TEXT, **values}).encode()


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


# Text and Markdown


def test_a_text_is_the_file_as_it_stands(put: Put) -> None:
    path = put("one.txt", TEXT.encode())
    (received,) = read_file(path, NOTHING)
    assert received.text == TEXT
    assert received.original == TEXT.encode()
    assert received.sha256 == sha256_of(TEXT.encode())
    assert received.metadata.name == "one.txt"
    assert received.source == str(path)
    assert received.reader is Reader.TEXT
    assert received.metadata.title is received.metadata.published is None


def test_endings_are_known_in_either_case() -> None:
    assert one("ONE.TXT", TEXT.encode()).text == TEXT


def test_markdown_is_kept_with_its_marks_and_its_front_matter_is_heard() -> None:
    text = '---\ntitle: "Baker shot"\npublished: 2031-05\nlayout: post\nurl: nowhere\n---\n# Baker *shot*\n\nSo it is.'
    received = one("a.md", text.encode())
    assert received.text == text
    assert (received.metadata.title, received.metadata.published) == ("Baker shot", "2031-05")
    assert received.metadata.url is None
    assert received.notes == ("front matter: url is not an http or https address; left out",)


def test_markdown_without_front_matter_knows_nothing() -> None:
    assert one("a.md", b"# A title\n\ntitle: no").metadata.title is None


# Pages


def test_a_page_gives_text_and_what_it_says_of_itself() -> None:
    received = one("a.html", PAGE.encode())
    assert "Masked men shot the baker of Ostraven, the monitor said." in received.text
    assert "alert" not in received.text and "Home" not in received.text
    assert received.original == PAGE.encode()
    known = received.metadata
    assert (known.title, known.publisher) == ("Baker shot in Ostraven", "Radio Ostra")
    assert (known.published, known.url) == ("2031-05-09", "https://radio.example/a/1")
    assert any(note.startswith("text taken out of HTML by trafilatura ") for note in received.notes)
    assert one("a.htm", PAGE.encode()).text == received.text


def test_a_page_that_states_nothing_is_not_guessed_at() -> None:
    page = "<html><body><p>On 3 May 2030 masked men shot the baker of Ostraven, the monitor said.</p></body></html>"
    known = one("a.html", page.encode()).metadata
    assert known.published is known.publisher is known.url is None


def test_a_page_says_its_encoding() -> None:
    page = PAGE.replace("<title>", '<meta charset="windows-1251"><title>').replace("Nobody", "Никто")
    received = one("a.html", page.replace("—", "-").encode("windows-1251"))
    assert "Никто was arrested" in received.text
    assert received.notes[0] == "decoded from windows-1251"


def test_an_encoding_that_is_none_is_not_believed() -> None:
    page = PAGE.replace("<title>", '<meta charset="rot13"><title>')
    assert "Masked men" in one("a.html", page.encode()).text


def test_controls_written_as_references_do_not_reach_the_text() -> None:
    page = PAGE.replace("Nobody", "&#1;No&#0;body&#x202e;")
    text = one("a.html", page.encode()).text
    assert not any(ord(c) < 32 and c not in "\t\n\r" for c in text)


def test_a_page_without_text_is_refused() -> None:
    assert "no text is found" in str(failure("a.html", b"<html><body><script>1</script></body></html>"))


def test_a_page_of_the_greatest_size_is_read_and_a_larger_one_refused() -> None:
    padding = b"<!--" + b"x" * (MAX_HTML_BYTES - len(PAGE.encode()) - 7) + b"-->"
    assert "Masked men" in one("a.html", PAGE.encode() + padding).text
    assert isinstance(failure("a.html", PAGE.encode() + padding + b" "), TooLarge)


def test_as_many_elements_as_a_page_may_have_and_one_more() -> None:
    breaks = "<br>" * (MAX_HTML_ELEMENTS - PAGE.count("<") + PAGE.count("</") + PAGE.count("<!"))
    assert "Masked men" in one("a.html", (PAGE + breaks).encode()).text
    assert isinstance(failure("a.html", (PAGE + breaks + "<br>").encode()), TooLarge)


@pytest.mark.parametrize("tag", ["div", "b", "table", "blockquote", "ul"])
def test_a_page_nested_as_deep_as_may_be_ends(tag: str) -> None:
    page = f"<{tag}>" * (MAX_HTML_ELEMENTS - 10) + "Some words of the text."
    try:
        one("a.html", page.encode())
    except UnreadableReport as error:
        assert error.hint


def test_a_page_that_takes_too_long_is_ended_and_the_next_is_read() -> None:
    process = PageProcess(seconds=3.0)
    slow = "<p " + " ".join(f"a{i}=1" for i in range(400_000)) + ">Some words.</p>"
    with pytest.raises(UnreadableReport, match="over 3 seconds"):
        process.read(slow)
    assert "Masked men" in (process.read(PAGE)["text"] or "")
    process.close()


# Rows


def test_a_row_is_one_object_in_a_file() -> None:
    data = row(id="r-1", title="T", publisher="P", published="2031-05-09T10:11:12Z", url="https://a.example/x",
               language="en", score=[1])  # fmt: skip
    received = one("a.json", b"\n " + data + b"\n")
    assert received.original == data, "the row's own bytes, without what stands around it"
    assert received.text == TEXT
    known = received.metadata
    assert (known.name, known.title, known.publisher) == ("r-1", "T", "P")
    assert (known.published, known.url, known.language) == ("2031-05-09", "https://a.example/x", "en")
    assert (received.source, received.reader) == ("a.json", Reader.ROW)


def test_a_row_without_an_id_is_named_by_its_place() -> None:
    received = list(read_bytes("a.json", b"[" + row() + b", " + row(id=None) + b"]", NOTHING))
    assert [r.metadata.name for r in received] == ["a.json#1", "a.json#2"]
    assert one("a.json", row()).metadata.name == "a.json"


def test_rows_of_a_list_are_the_very_bytes_that_stand_there() -> None:
    rows = [
        '{"id" : "ä", "text":"Über — \\u00e4"}',
        '{"text": "zwei ]}, \\" [",  "id":"2"}',
        '{"id":"3","text":"😀 drei"}',
    ]
    data = ("\ufeff [\n" + " ,\n".join(rows) + "\n]\n").encode()
    received = list(read_bytes("a.json", data, NOTHING))
    assert [r.original.decode() for r in received] == rows
    assert [r.text for r in received] == ["Über — ä", 'zwei ]}, " [', "😀 drei"]
    assert [r.metadata.name for r in received] == ["ä", "2", "3"]


def test_rows_of_lines_and_blank_lines_between() -> None:
    data = b"\xef\xbb\xbf" + row(id="1") + b"\r\n\n  " + row(id="2") + b"  \n" + row(id="3")
    received = list(read_bytes("a.jsonl", data, NOTHING))
    assert [(r.metadata.name, r.source) for r in received] == [
        ("1", "a.jsonl#1"),
        ("2", "a.jsonl#3"),
        ("3", "a.jsonl#4"),
    ]
    assert received[1].original == row(id="2")


def test_a_row_of_a_list_and_of_a_line_are_one_report() -> None:
    (listed,), (lined,) = read_bytes("a.json", b"[" + row() + b"]", NOTHING), read_bytes("b.jsonl", row(), NOTHING)
    assert listed.sha256 == lined.sha256


def test_the_date_may_be_called_as_corpora_call_it() -> None:
    assert one("a.jsonl", row(publish_date="2031-05")).metadata.published == "2031-05"
    assert one("a.jsonl", row(publish_date="2031-05", published="2030")).metadata.published == "2030"


def test_halves_of_pairs_in_a_row_are_lost_and_said() -> None:
    received = one("a.jsonl", b'{"text": "a\\ud800b \\ud83d\\ude00 \\u0000 c", "title": "x\\udfffy"}')
    assert received.text == "a\ufffdb 😀 \u2400 c"
    assert received.metadata.title == "x\ufffdy"
    assert len(received.notes) == 2


def test_broken_bytes_in_a_row_are_lost_and_said() -> None:
    received = one("a.jsonl", b'{"text": "a\xffb and more"}')
    assert received.text == "a\ufffdb and more"
    assert received.notes == ("not valid utf-8: 1 characters lost, the first at byte 11",)


BAD_ROWS = {
    "no JSON": b"{text: 1}",
    "cut off": b'{"text": "a',
    "a list in a line": b'["text"]',
    "a string": b'"text"',
    "null": b"null",
    "no text": b'{"id": "1"}',
    "text is null": b'{"text": null}',
    "text is a number": b'{"text": 5}',
    "text is a list": b'{"text": ["a"]}',
    "text is empty": b'{"text": ""}',
    "text is white space": b'{"text": " \\n\\u00a0"}',
    "text is lost": b'{"text": "\\ud800\\ud800\\ud800"}',
    "id is a number": row(id=5),
    "id is empty": row(id=" "),
    "id is long": row(id="x" * (MAX_CHARACTERS + 1)),
    "title is a list": row(title=["a"]),
    "title is true": row(title=True),
    "title is long": row(title="x" * (MAX_CHARACTERS + 1)),
    "publisher is an object": row(publisher={}),
    "language is a number": row(language=1),
    "published is a number": row(published=2031),
    "published is prose": row(published="9 May 2031"),
    "published is no month": row(published="2031-13"),
    "published is no day": row(published="2031-02-30"),
    "published is year 0": row(published="0000"),
    "published is year 99999": row(published="99999-01-01"),
    "url is a script": row(url="javascript:alert(1)"),
    "url is a path": row(url="/etc/passwd"),
    "url has a space": row(url="https://a.example/x y"),
    "one key twice": b'{"text": "a", "text": "b"}',
    "very deep": b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a number too long": b'{"text": "a", "x": ' + b"9" * 100_000 + b"}",
    "a raw newline in a string": b'{"text": "a\tb"}',
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_fails_alone(name: str) -> None:
    lines = list(originals_of("a.jsonl", b"\n".join([row(id="1"), BAD_ROWS[name], row(id="3")])))
    assert len(lines) == 3
    good, bad, last = lines
    assert isinstance(good, Original) and isinstance(bad, Original) and isinstance(last, Original)
    assert receive(good, NOTHING).metadata.name == "1"
    assert receive(last, NOTHING).metadata.name == "3"
    with pytest.raises(UnreadableReport) as caught:
        receive(bad, NOTHING)
    assert caught.value.hint
    assert caught.value.exit_code == 1


def test_a_bad_item_of_a_list_ends_it_and_says_where() -> None:
    first, refused = originals_of("a.json", b"[" + row(id="1") + b", {oops}, " + row(id="3") + b"]")
    assert isinstance(first, Original)
    assert isinstance(refused, Refused) and "item 2" in str(refused.error)


@pytest.mark.parametrize("end", [b"", b"]]", b"] x", b",]", b"}"])
def test_a_list_that_does_not_end_as_one(end: bytes) -> None:
    *rows, refused = originals_of("a.json", b"[" + row() + end)
    assert len(rows) == 1 and isinstance(refused, Refused)


def test_an_empty_list_holds_nothing() -> None:
    assert list(originals_of("a.json", b" [ ] ")) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(st.characters(exclude_categories=())), st.dictionaries(st.text(), JSON, max_size=3), st.booleans())
def test_a_row_of_any_text_reads_back_or_says_why(text: str, others: dict[str, object], ascii_only: bool) -> None:
    others = {key: value for key, value in others.items() if key not in ("id", "text", "publish_date")}
    data = json.dumps({**others, "text": text}, ensure_ascii=ascii_only).encode("utf-8", "replace")
    try:
        (received,) = read_bytes("a.json", b"[" + data + b"]", NOTHING)
    except UnreadableReport as error:
        assert error.hint
        return
    assert received.original == data
    assert len(received.text) == len(text) or not ascii_only
    assert content_of(received.original, received.reader).text == received.text


@given(st.binary(), st.sampled_from([".txt", ".md", ".json", ".jsonl"]))
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    for original in originals_of("a" + ending, data):
        if isinstance(original, Original):
            try:
                receive(original, NOTHING)
            except UnreadableReport as error:
                assert error.hint


# What is no text


NO_TEXT = {
    "empty": b"",
    "white space": b" \n\t\r\n",
    "only a mark": b"\xef\xbb\xbf",
    "a mark and white space": b"\xef\xbb\xbf \n",
    "PDF": b"%PDF-1.7\nwords",
    "ZIP or DOCX": b"PK\x03\x04\x14\x00words",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0JFIF",
    "GIF": b"GIF89a",
    "gzip": b"\x1f\x8b\x08\x00",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RTF": b"{\\rtf1 words}",
    "NULs": b"\x00" * 100,
    "a program": b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 8,
    "UTF-16 without a mark": "Ilse Varga waited.".encode("utf-16-le"),
    "windows-1251": "Ильза Варга ждала.".encode("windows-1251"),
    "Shift JIS": "誰も知らない".encode("shift_jis"),
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_text_is_refused_with_what_to_do(name: str) -> None:
    failure("a.txt", NO_TEXT[name])


def test_one_letter_is_a_report() -> None:
    assert one("a.txt", b"a").text == "a"


# Metadata


def test_what_flags_say_wins_over_the_file() -> None:
    known = KnownMetadata(title="Flag", published="2030")
    received = one("a.jsonl", row(title="File", publisher="P", published="2031"), known)
    assert (received.metadata.title, received.metadata.publisher, received.metadata.published) == ("Flag", "P", "2030")


def test_white_space_in_a_field_is_folded_and_nothing_is_none() -> None:
    known = KnownMetadata(title="  Baker\n shot ", publisher=" ")
    assert (known.title, known.publisher) == ("Baker shot", None)


def test_the_first_source_that_knows_wins() -> None:
    first, second = KnownMetadata(title="a"), KnownMetadata(title="b", url="https://a.example/")
    assert merged(first, second) == KnownMetadata(title="a", url="https://a.example/")


@pytest.mark.parametrize(
    "published", ["2031", "2031-05", "2031-05-09", "2031-05-09T10:00", "2031-05-09 10:00:00+02:00"]
)
def test_dates_that_are_understood(published: str) -> None:
    assert KnownMetadata(published=published).published == published[:10]


@pytest.mark.parametrize(
    "bad",
    [{"published": "yesterday"}, {"published": "2031-02-30"}, {"url": "ftp://a.example"}, {"title": "x" * 1001}],
)
def test_a_flag_that_cannot_be_used_is_wrong_use(bad: dict[str, str]) -> None:
    with pytest.raises(BadArgument) as caught:
        KnownMetadata(**bad)
    assert caught.value.exit_code == 2 and caught.value.hint


# Files and folders


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
