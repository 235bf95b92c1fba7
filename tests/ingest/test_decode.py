import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.decode import LOST, clean, decode, is_mostly_lost, one_line, shown, transcode

WORDS = "Ilse Varga wrote: “Où est-il?” Никто не знает. 😀"


def test_utf8_comes_as_it_is() -> None:
    decoded = decode(WORDS.encode())
    assert (decoded.text, decoded.notes) == (WORDS, ())


def test_newlines_and_tabs_are_not_touched() -> None:
    text = "one\r\ntwo\rthree\n\tfour"
    assert decode(text.encode()).text == text


def test_a_utf8_mark_is_dropped_without_a_note() -> None:
    decoded = decode(b"\xef\xbb\xbf" + WORDS.encode())
    assert (decoded.text, decoded.notes) == (WORDS, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_other_encodings_are_known_by_their_mark(encoding: str, order: str) -> None:
    name = f"{encoding}-{order}"
    decoded = decode(("\ufeff" + WORDS).encode(name))
    assert decoded.text == WORDS
    assert decoded.notes == (f"decoded from {name}",)


def test_a_declared_encoding_is_used_but_a_mark_wins() -> None:
    assert decode("Où".encode("windows-1252"), "windows-1252").text == "Où"
    assert decode(b"\xef\xbb\xbf" + "Où".encode(), "windows-1252").text == "Où"


def test_a_broken_byte_is_lost_and_said() -> None:
    decoded = decode(b"Ilse \xff Varga \xe2\x80 end")
    assert decoded.text == f"Ilse {LOST} Varga {LOST} end"
    assert decoded.notes == ("not valid utf-8: 2 characters lost, the first at byte 5",)


def test_a_lost_character_that_was_there_before_is_not_counted() -> None:
    assert decode(LOST.encode()).notes == ()
    assert decode(LOST.encode() + b"\xff").notes[0].startswith("not valid utf-8: 1 characters")


def test_half_a_utf16_character_is_lost_and_said() -> None:
    decoded = decode(b"\xff\xfea\x00\x00\xd8b\x00")
    assert decoded.text == f"a{LOST}b"
    assert "not valid utf-16-le" in decoded.notes[0]


def test_control_characters_become_pictures_one_for_one() -> None:
    decoded = decode(b"a\x00b\x0bc\x1fd\x7fe\xc2\x85f")
    assert decoded.text == "a\u2400b\u240bc\u241fd\u2421e\ufffdf"
    assert decoded.notes == ("5 control characters replaced by pictures, the first at 1",)


def test_halves_of_pairs_and_no_characters_are_lost_and_said() -> None:
    decoded = clean("a\ud800b\udfffc\ufffed\uffff")
    assert decoded.text == f"a{LOST}b{LOST}c{LOST}d{LOST}"
    assert decoded.notes[0].startswith("4 characters that no text may hold")


def test_turning_characters_are_kept_and_said() -> None:
    decoded = clean("a\u202eb\u2066c")
    assert decoded.text == "a\u202eb\u2066c"
    assert decoded.notes == ("2 characters that turn the direction of writing kept, the first at 1",)


def test_names_on_one_line_and_paths_without_controls() -> None:
    assert one_line("  Radio\n Ostra\x00 ") == "Radio Ostra\u2400"
    assert shown("a\nb\t\udcff") == f"a\u240ab\u2409{LOST}"


def test_what_never_was_text_is_told_from_text_with_losses() -> None:
    assert is_mostly_lost(decode("Никто не знает".encode("windows-1251")).text)
    assert is_mostly_lost(decode("plain".encode("utf-16-le")).text)
    assert not is_mostly_lost(decode("Où est-il? Nobody knows.".encode("windows-1252")).text)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_become_text_that_can_be_kept(data: bytes) -> None:
    text = decode(data).text
    text.encode()
    assert not any(ord(c) < 32 and c not in "\t\n\r" for c in text)
    assert decode(data) == decode(data)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_keeps_offsets_and_is_done_once(text: str) -> None:
    cleaned = clean(text).text
    assert len(cleaned) == len(text)
    assert clean(cleaned).text == cleaned


@settings(deadline=None)
@given(st.text())
def test_what_is_good_utf8_loses_nothing(text: str) -> None:
    plain = transcode(text.encode())
    assert plain.text == text.removeprefix("\ufeff")
    assert plain.notes == ()
