"""A document's words as the network sees them: text, sentence, and a handful of small integers for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from ..extract.parts import Parsed

Ints = npt.NDArray[np.int64]

FEATURES = ("case", "pos", "dep", "ent", "quote")
SIZES = {"case": 8, "pos": 20, "dep": 64, "ent": 32, "quote": 4}
PATHS = 512
_POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X", "SPACE",
)  # fmt: skip
_ENT = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME",
    "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_FAR_UP = 4  # longest path from a word up to the common head that is told apart


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the sentences that are read, in order.

    Attributes:
        texts: each word's characters.
        starts, ends: offsets in the document's text.
        sentence: index of each word's sentence in ``parsed``; ``token`` its index there.
        features: one row a feature of ``FEATURES``.
        first: for each sentence, the index of its first word.
    """

    parsed: Sequence[Parsed]
    texts: tuple[str, ...]
    starts: Ints
    ends: Ints
    sentence: Ints
    token: Ints
    features: Ints
    first: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, index: int) -> Token:
        """The parsed token of a word."""
        return self.parsed[int(self.sentence[index])].doc[int(self.token[index])]

    def index(self, sentence: int, token: int) -> int:
        """The word of a sentence's token."""
        return self.first[sentence] + token

    def path(self, one: int, other: int) -> int:
        """The way through the parse from one word to another as a number below ``PATHS``; 0 across sentences."""
        if self.sentence[one] != self.sentence[other]:
            return 0
        return path(self.at(one), self.at(other))


def words_of(parsed: Sequence[Parsed]) -> Words:
    """Lines up the words of parsed sentences."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[tuple[int, int]] = []
    features: list[tuple[int, ...]] = []
    first: list[int] = []
    for number, one in enumerate(parsed):
        first.append(len(texts))
        for token in one.doc:
            texts.append(token.text)
            starts.append(one.start + token.idx)
            ends.append(one.start + token.idx + len(token.text))
            places.append((number, token.i))
            features.append(_features(token, token.i in one.quoted))
    table = np.array(features, dtype=np.int64).reshape(len(texts), len(FEATURES)).T
    where = np.array(places, dtype=np.int64).reshape(len(texts), 2).T
    return Words(
        parsed=parsed, texts=tuple(texts), starts=np.array(starts, dtype=np.int64), ends=np.array(ends, dtype=np.int64),
        sentence=where[0], token=where[1], features=table, first=tuple(first),
    )  # fmt: skip


def _features(token: Token, quoted: bool) -> tuple[int, ...]:
    return (
        _case(token.text), _number(_POS, token.pos_), _hashed(token.dep_, SIZES["dep"]),
        _number(_ENT, token.ent_type_), int(quoted) + 2 * (token.i == 0),
    )  # fmt: skip


def _case(text: str) -> int:
    if text.isdigit():
        return 1
    if _DIGIT.search(text):
        return 2
    if not text[:1].isalpha():
        return 3
    if text.isupper():
        return 4 if len(text) > 1 else 5
    if text[:1].isupper():
        return 6
    return 7


def _number(names: tuple[str, ...], name: str) -> int:
    return names.index(name) + 1 if name in names else 0


@lru_cache(maxsize=1024)
def _hashed(text: str, size: int) -> int:
    return 1 + crc32(text.encode()) % (size - 1)


def path(one: Token, other: Token) -> int:
    """The labels from one token up to the common head and down to the other, as a number from 1 to ``PATHS`` - 1."""
    above = _up(one)
    below = _up(other)
    known = {token.i: place for place, token in enumerate(above)}
    for down, token in enumerate(below):
        if token.i in known:
            up = known[token.i]
            if up > _FAR_UP or down > _FAR_UP:
                break
            ups = "<".join(t.dep_ for t in above[:up])
            downs = ">".join(_step(t) for t in reversed(below[:down]))
            return _hashed(f"{ups}^{downs}", PATHS)
    return 1


def _up(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) <= _FAR_UP + 1:
        chain.append(chain[-1].head)
    return chain


def _step(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in ("prep", "agent") else token.dep_


def root_of(doc: Doc, first: int, end: int) -> int:
    """The token that carries the tokens ``first`` to ``end`` (exclusive): the one nearest to the parse's root."""
    inside = range(first, end)
    heads = [i for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    solid = [i for i in heads if not doc[i].is_punct] or heads or [first]
    return min(solid, key=lambda i: (len(_up(doc[i])), i))
