import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableReport
from ingest.files import Original, Refused, originals_of
from ingest.formats.content import Reader
from ingest.metadata import MAX_CHARACTERS
from ingest.read import content_of, read_bytes, receive
from tests.ingest.doors import NOTHING, TEXT, one, row


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


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.binary(), st.sampled_from([".txt", ".md", ".json", ".jsonl"]))
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    for original in originals_of("a" + ending, data):
        if isinstance(original, Original):
            try:
                receive(original, NOTHING)
            except UnreadableReport as error:
                assert error.hint
