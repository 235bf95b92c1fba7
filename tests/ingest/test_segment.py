import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.document import Document, Metadata, sentence_id
from graph.errors import TooLarge
from graph.ids import sha256_of
from graph.vocabulary import SectionKind
from ingest.limits import MAX_SENTENCE_CHARACTERS
from ingest.read import Received
from ingest.segment import document_of


def cut(text: str, title: str | None = None) -> Document:
    data = text.encode("utf-8", "surrogatepass")
    metadata = Metadata(name="x", title=title)
    received = Received(original=data, sha256=sha256_of(data), metadata=metadata, text=text, notes=("n",), source="x")
    return document_of(received)


def sentences(text: str) -> list[str]:
    return [sentence.span.quote for sentence in cut(text).sentences]


def kinds(text: str, title: str | None = None) -> list[str]:
    return [sentence.section.value for sentence in cut(text, title).sentences]


ONE_SENTENCE = [
    "Mr. Dorn and Gen. Petra Holm met Dr. Anka Reuss in St. Orlan on Tuesday.",
    "J. R. Varga told the U.N. Security Council that he was there.",
    "The U.S. Army said so.",
    "Navy officer Tomas K. Varga was there.",
    "The rate rose by 1.4 per cent to No. 7 on Jan. 3.",
    "They met at 3 p.m. Friday in the hall.",
    "They met at 3 p.m. GMT in the hall.",
    "They met at 8 a.m. (0600 GMT) in the hall.",
    "Lt-Col. Dorn and Sens. Holm and Reuss were there.",
    "He waited... and then he left.",
    "“Where is he?” Ilse Varga asked.",
    '"Get out!" shouted the guard.',
    "“They came!” he said.",
    "Major (ret.) Pavel Dorn spoke.",
    "Two women, A. Th. R. (38) and K. M. O. (22), were found.",
    "3. The men were seen at the mill.",
    "(b) The men were seen at the mill.",
    "The lorry of Brandt Bros. Mining Co. Ltd. was burnt.",
    "He named Art. 3 and paras. 4 to 6.",
    "She came with approx. 40 others, i.e. the whole street.",
    "NO QUOTES NO STOPS THE ARMY SAID ON TUESDAY THAT NOBODY WAS HURT",
    "the men of ostraven left on tuesday without a word",
]


@pytest.mark.parametrize("sentence", ONE_SENTENCE)
def test_is_one_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


SEVERAL = [
    ["The men left.", "Nobody came back."],
    ["“They left.”", "Nobody came back."],
    ['He said: "Go."', '"I went," she said.'],
    ["“We ran.", "It was dark.”", "Nobody spoke."],
    ["Was it Dorn?", "Nobody knows!", "We asked."],
    ["He left in 2019.", "She stayed."],
    ["He lives in the U.S.", "The family stayed."],
    ["They met at 3 p.m.", "The hall was full."],
    ["He waited...", "The men left."],
    ["He waited…", "The men left."],
    ["It was the plan of group B.", "The men left."],
    ["The town fell.", "al-Rahmat fighters took it."],
    ["The men left (they had come by car).", "Nobody spoke."],
    ["He was seen.[12]", "Nobody spoke."],
    ["She was alone.*", "Both left."],
    ["The list has 17.", "48. Three were soldiers."],
    ["‘Who goes there?’", "Whatever shouted back was shot at."],
    ["“Are you sure?”", "The men left."],
    ["THE ARMY LEFT.", "NOBODY SPOKE."],
    ["the army left.", "nobody spoke."],
    ["Ушли все.", "Никто не вернулся."],
    ["غادر الرجال؟", "لم يعد أحد."],
]


@pytest.mark.parametrize("expected", SEVERAL, ids=lambda parts: parts[0])
def test_are_several_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_does_not_join_sentences() -> None:
    assert sentences("They left the town.Nobody came back.") == ["They left the town.", "Nobody came back."]


def test_an_address_is_not_cut() -> None:
    assert sentences("See www.ostra.example for more.") == ["See www.ostra.example for more."]


def test_scripts_without_spaces() -> None:
    assert sentences("他们走了。没人回来。") == ["他们走了。", "没人回来。"]


def test_every_line_ends_a_sentence() -> None:
    text = "OSTRAVEN, 3 May\r\nThe men left\rNobody came\u2028They ask"
    assert sentences(text) == ["OSTRAVEN, 3 May", "The men left", "Nobody came", "They ask"]


def test_marks_at_the_end_stay_with_their_sentence() -> None:
    assert sentences("The men left. ***") == ["The men left. ***"]


def test_lines_wrapped_at_a_margin_are_joined() -> None:
    wrapped = (
        "The men who had come to Ostraven in the night asked for the baker and\n"
        "took him to the mill behind the church, where nobody saw him again. His\n"
        "mother waited until the morning."
    )
    assert [s.replace("\n", " ") for s in sentences(wrapped)] == [
        "The men who had come to Ostraven in the night asked for the baker and took him to the mill "
        "behind the church, where nobody saw him again.",
        "His mother waited until the morning.",
    ]


def test_a_list_of_full_lines_is_not_joined() -> None:
    items = ["- 3 May: the men who had come to Ostraven took the baker to the mill"] * 3
    assert len(sentences("\n".join(items))) == 3


BODY = "The men left the town of Ostraven on Tuesday. Nobody has come back, the monitor said."


def test_title_and_body() -> None:
    assert kinds(f"Baker shot dead in Ostraven\n{BODY}") == ["title", "body", "body"]


def test_title_dek_and_body() -> None:
    text = f"Baker shot dead in Ostraven\n\nArmy speaks of a mistake; family says he was asleep\n\n{BODY}"
    assert kinds(text) == ["title", "dek", "body", "body"]


def test_a_byline_and_a_dateline_are_no_dek() -> None:
    assert kinds(f"Baker shot dead in Ostraven\nBy Petra Holm, Radio Ostra, in the old town\n{BODY}")[1] == "body"
    assert kinds(f"Baker shot dead in Ostraven\nOstraven, Friday, May 9, 2031\n{BODY}")[1] == "body"


def test_summary_title_twice_dek_and_body() -> None:
    title = "Baker Shot Dead in Ostraven"
    text = f"{BODY}\n{title}\n\n{title}\nAs the town mourns, his mother asks who sent them.\n{BODY}\n{BODY}"
    document = cut(text)
    assert kinds(text)[:6] == ["summary", "summary", "title", "title", "dek", "body"]
    assert [section.kind for section in document.sections] == [
        SectionKind.SUMMARY, SectionKind.TITLE, SectionKind.DEK, SectionKind.BODY,
    ]  # fmt: skip
    assert document.sentences[3].repeats == document.sentences[2].id


def test_a_known_title_is_found_behind_a_summary() -> None:
    text = f"{BODY}\nBaker shot dead\n{BODY}"
    assert kinds(text, title="Baker  shot dead")[:3] == ["summary", "summary", "title"]


def test_a_text_without_a_title_is_all_body() -> None:
    assert set(kinds(f"{BODY}\n{BODY}")) == {"body"}
    assert kinds("Baker shot dead in Ostraven") == ["body"]


def test_repeats_point_to_the_first_with_the_same_words() -> None:
    document = cut(
        "The men left the town.\nNobody spoke.\nThe men  left the town.\nNobody spoke.\nThe men left the town."
    )
    first, short, second, short_again, third = document.sentences
    assert second.repeats == first.id and third.repeats == first.id
    assert first.repeats is None
    assert short_again.repeats is None, "two words may well be said twice"
    assert short.span.quote == short_again.span.quote


def test_a_title_repeats_whatever_its_length() -> None:
    document = cut(f"Baker shot\n\nBaker shot\n\n{BODY}")
    assert document.sentences[1].repeats == document.sentences[0].id


def test_document_keeps_what_was_received() -> None:
    document = cut(BODY)
    assert document.notes == ("n",)
    assert document.sha256 == sha256_of(BODY.encode())
    assert [s.index for s in document.sentences] == [0, 1]
    assert document.sentences[0].id == sentence_id(document.id, 0, document.sentences[0].span.end)


def test_a_sentence_at_the_limit_is_whole_and_above_it_is_cut_at_white_space() -> None:
    words = "word " * (MAX_SENTENCE_CHARACTERS // 5)
    assert len(sentences(words[:-1] + "s")) == 1
    cuts = sentences(words + "last words")
    assert [len(part) for part in cuts] == [MAX_SENTENCE_CHARACTERS - 1, len("last words")]


def test_a_word_longer_than_a_sentence_is_cut_anywhere() -> None:
    assert [len(part) for part in sentences("x" * (MAX_SENTENCE_CHARACTERS + 1))] == [MAX_SENTENCE_CHARACTERS, 1]


def test_as_many_sentences_as_a_report_may_have_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.segment.MAX_SENTENCES", 10)
    assert len(cut("a\n" * 10).sentences) == 10
    with pytest.raises(TooLarge, match="10 sentences"):
        cut("a\n" * 11)


PATHS_TO_QUADRATIC = {
    "stops": "." * 1_000_000,
    "stops with spaces": ". " * 500_000,
    "closing marks": "a." + '"' * 1_000_000 + " B",
    "stops and closing marks": '."' * 500_000,
    "spaces": "a." + " " * 1_000_000 + "B",
    "opening marks": "a. " + '"(' * 500_000,
    "initials": "A. " * 300_000,
    "dotted": "a." * 500_000,
    "references": "." + "[1]" * 300_000 + " A",
    "one paragraph": "The men left the town of Ostraven on Tuesday, said Mr. Dorn. " * 16_000,
    "no capitals": "no capital here. " * 60_000,
    "wrapped": ("x" * 70 + "\n") * 14_000,
    "blank lines": "\n" * 1_000_000 + "a",
}


@pytest.mark.parametrize("name", PATHS_TO_QUADRATIC)
def test_a_megabyte_of_anything_is_cut(name: str) -> None:
    """Were any rule quadratic, this would end at the time limit of the whole suite."""
    text = PATHS_TO_QUADRATIC[name]
    document = cut(text)
    assert sum(len(s.span.quote) for s in document.sentences) > 0
    assert all(len(s.span.quote) <= MAX_SENTENCE_CHARACTERS for s in document.sentences)


PIECES = st.sampled_from(
    [
        "The men left",
        ".",
        "!",
        "?",
        "…",
        " ",
        "\n",
        "\r\n",
        '"',
        "”",
        "(",
        "Mr",
        "U.S",
        "3",
        "p.m",
        "a",
        "。",
        "\u200e",
        "[1]",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_cover_every_character_once_and_in_order(text: str) -> None:
    document = cut(text)
    last = 0
    for sentence in document.sentences:
        start, end = sentence.span.start, sentence.span.end
        assert not text[last:start].strip(), "only white space lies between sentences"
        assert text[start:end] == sentence.span.quote == sentence.span.quote.strip() != ""
        last = end
    assert not text[last:].strip()
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(text)


@settings(deadline=None)
@given(st.text())
def test_sections_lie_in_order_and_hold_every_sentence(text: str) -> None:
    document = cut(text)
    edges = [edge for section in document.sections for edge in (section.start, section.end)]
    assert edges == sorted(edges)
    for sentence in document.sentences:
        assert any(
            s.start <= sentence.span.start and sentence.span.end <= s.end and s.kind is sentence.section
            for s in document.sections
        )


@settings(deadline=None)
@given(st.text())
def test_cutting_again_changes_nothing(text: str) -> None:
    assert cut(text) == cut(text)
