"""What the network sees, sentence by sentence: word numbers turned into the tokens of each parsed sentence."""

from collections.abc import Sequence

from spacy.tokens import Token

from ..neural.look import Eye
from ..neural.seen import Seen, SeenClaim
from ..neural.words import Words, words_of
from .parts import Parsed


class Sight:
    """One document as the network sees it."""

    def __init__(self, parsed: Sequence[Parsed], eye: Eye) -> None:
        self.parsed = parsed
        self.words: Words = words_of(parsed)
        self.seen: Seen = eye.look(self.words) if len(self.words) else Seen()
        self._place = {id(one): place for place, one in enumerate(parsed)}
        self._claims: dict[int, list[SeenClaim]] = {}
        for claim in self.seen.claims:
            self._claims.setdefault(self.number(claim.head), []).append(claim)

    def number(self, word: int) -> int:
        """The place of a word's sentence in ``parsed``."""
        return int(self.words.sentence[word])

    def sentence(self, word: int) -> Parsed:
        """A word's sentence."""
        return self.parsed[self.number(word)]

    def token(self, word: int) -> Token:
        """A word's token."""
        return self.words.at(word)

    def extent(self, head: int, first: int, end: int) -> tuple[int, int]:
        """A phrase as token numbers of its head's sentence, without space and stops at its edges."""
        base = self.words.first[self.number(head)]
        doc = self.sentence(head).doc
        low, high = first - base, end - base
        while low < head - base and _edge(doc[low]):
            low += 1
        while high - 1 > head - base and _edge(doc[high - 1]):
            high -= 1
        return low, high

    def word(self, parsed: Parsed, token: int) -> int:
        """The word of a sentence's token."""
        return self.words.index(self._place[id(parsed)], token)

    def claims(self, parsed: Parsed) -> list[tuple[int, int, SeenClaim]]:
        """The propositions of a sentence with their first token and end, the shortest first."""
        found = [(*self.extent(c.head, c.first, c.end), c) for c in self._claims.get(self._place[id(parsed)], [])]
        return sorted(found, key=lambda one: (one[1] - one[0], one[0]))


def _edge(token: Token) -> bool:
    return token.is_space or token.text in (",", ".", ";", ":", "-", "–", "—")
