from pathlib import Path

import pytest

from graph.errors import BadArgument, TooLarge, UnreadableReport
from graph.ids import sha256_of
from ingest.formats.content import Reader
from ingest.formats.page import PageProcess
from ingest.limits import MAX_HTML_BYTES, MAX_HTML_ELEMENTS
from ingest.metadata import merged
from ingest.read import KnownMetadata, read_file
from tests.ingest.doors import NOTHING, TEXT, failure, one, row

PAGE = """<!doctype html><html><head><title>Baker shot in Ostraven</title>
<meta property="og:site_name" content="Radio Ostra"><link rel="canonical" href="https://radio.example/a/1">
<meta property="article:published_time" content="2031-05-09T10:00:00Z"></head><body><nav>Home</nav><article>
<p>Masked men shot the baker of Ostraven, the monitor said. Nobody was arrested for it.</p>
<p>His mother, Ilse Varga, asks who sent them &#x2014; and nobody in the town can tell her.</p>
</article><script>alert("no")</script></body></html>"""


def test_a_text_is_the_file_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(TEXT.encode())
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
