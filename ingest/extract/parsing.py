"""Parses a document sentence by sentence, within bounds, and marks what stands between quotation marks."""

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from graph.document import Document, Sentence
from graph.vocabulary import SectionKind

from .headings import title_case
from .parts import Parsed

MAX_CHARACTERS = 5_000  # a longer "sentence" is a table or a list: no parse of it means anything
MAX_TOKENS = 600
_BATCH = 64
_OPEN, _CLOSE = "“", "”"
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "was",
        "for",
        "on",
        "with",
        "is",
        "as",
        "by",
        "were",
        "at",
        "has",
        "from",
        "have",
        "said",
        "it",
        "be",
        "he",
        "his",
        "been",
        "an",
        "are",
        "who",
        "not",
        "but",
    ]
)
# Function words of languages that reports come in; none of them is an English word.
_FOREIGN = frozenset(
    {
        "der", "und", "ist", "von", "mit", "nicht", "haben", "le", "les", "des", "une", "est", "dans", "pour", "qui",
        "que", "el", "los", "las", "una", "por", "con", "del", "che", "della", "het", "een", "van", "niet", "och",
        "som", "att",
    }
)  # fmt: skip
_SHORT = 24  # words; in shorter texts shares mean little
_ENGLISH_SHARE = 0.12  # function words in English reports make up 25 to 45 %; in other languages under 6 %
_TELEGRAM_SHARE, _STRAY_SHARE = 0.02, 0.01
_WORD = re.compile(r"[^\W\d_]+")
_DATE = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s)?(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2}),?\s\d{4}"
_DATELINE = re.compile(
    rf"(?:(?:[A-Z][A-Za-z]+\s)?{_DATE}(?:\stitle)?[\s:–—-]+(?=[A-Z\d])"
    r"|(?:[A-ZÀ-ÞŁ][^\s\d()]+[\s/]){0,3}[A-ZÀ-ÞŁ][A-ZÀ-ÞŁ'’-]{2,}(?:,[^–—()\n]{2,40}?)?(?:\s\([^)\n]{2,20}\))?\s[-–—]{1,2}\s)"
)


def looks_english(text: str) -> bool:
    """Whether enough of a text's words are English function words. A short text in Latin letters passes
    unless it has more function words of other languages.
    """
    words = [word.lower() for word in _WORD.findall(text[:50_000])]
    english, foreign = (sum(word in known for word in words) for known in (_FUNCTION_WORDS, _FOREIGN))
    latin = sum(c < "\u0250" for c in text) > len(text) / 2
    if len(words) < _SHORT:
        return latin and foreign <= english
    if english >= _ENGLISH_SHARE * len(words):
        return True
    # results, lists and telegrams have few function words of any language
    return latin and english >= _TELEGRAM_SHARE * len(words) and foreign < _STRAY_SHARE * len(words)


def parse(document: Document, model: Language, notes: list[str]) -> list[Parsed]:
    """The sentences of a document that are read: no repeats, nothing overlong."""
    wanted = [sentence for sentence in document.sentences if sentence.repeats is None]
    short = [sentence for sentence in wanted if len(sentence.span.quote) <= MAX_CHARACTERS]
    if len(short) < len(wanted):
        notes.append(f"{len(wanted) - len(short)} sentences longer than {MAX_CHARACTERS} characters were not read")
    parsed = list(_parsed(document, model, short))
    _mark_quotations(document, parsed)
    return parsed


def _parsed(document: Document, model: Language, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
    pairs = ((_made(model, sentence), sentence) for sentence in sentences)
    kept = ((doc, sentence) for doc, sentence in pairs if 0 < len(doc) <= MAX_TOKENS)
    for doc, sentence in model.pipe(kept, as_tuples=True, batch_size=_BATCH):
        titled = sentence.section is SectionKind.TITLE and title_case(sentence.span.quote)
        start = sentence.span.end - len(doc.text)
        yield Parsed(document=document, sentence=sentence, doc=doc, start=start, titled=titled)


def _made(model: Language, sentence: Sentence) -> Doc:
    """The tokens of a sentence without the dateline before it: glued on, it spoils the parse."""
    text = sentence.span.quote
    dateline = _DATELINE.match(text)
    return model.make_doc(text[dateline.end() :] if dateline is not None and dateline.end() < len(text) else text)


def _mark_quotations(document: Document, parsed: list[Parsed]) -> None:
    """Follows double quotation marks through each paragraph; a paragraph's end closes what was left open."""
    inside = False
    end = 0
    for one in parsed:
        start = one.sentence.span.start
        if "\n" in document.text[end:start]:
            inside = False
        end = one.sentence.span.end
        one.spoken = inside
        quoted = set()
        for token in one.doc:
            if token.text in (_OPEN, "``"):
                inside = True
            elif token.text in (_CLOSE, "''"):
                inside = False
            elif token.text == '"':
                inside = not inside
            elif inside:
                quoted.add(token.i)
        one.quoted = frozenset(quoted)
