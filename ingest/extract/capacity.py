"""In what capacity a participant acts: the title beside a name, and whether it speaks for a state."""

from spacy.tokens import Token

from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from .parts import Noun, child, children, lemma

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "npadvmod", "punct", "case"}
)
_MOST_OF = 7  # tokens of an of-phrase that still belong to a title


class Capacity:
    """Reads titles and offices."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def title(self, noun: Noun) -> str | None:
        """The words right before a name, or in apposition to it, that say what the person is."""
        doc = noun.parsed.doc
        first = noun.first
        while first > 0 and self._titling(doc[first - 1], noun):
            first -= 1
        before = list(doc[first : noun.first])
        if any(self._names_office(token) for token in before):
            return doc[first : noun.first].text
        for appos in children(noun.head, "appos"):
            if self._names_office(appos) and appos.ent_type_ != "PERSON" and not self._kin(appos):
                left, right = phrase(appos)
                return doc[left : with_of(appos, right)].text
        outer = noun.head.head
        if noun.head.dep_ == "appos" and self._names_office(outer) and not self._kin(outer):
            left, right = phrase(outer)
            return doc[left : min(with_of(outer, right), noun.first)].text.rstrip(" ,") or None
        return None

    def _titling(self, token: Token, noun: Noun) -> bool:
        inside = token.head.i in range(noun.first, noun.end) or token.head.i < noun.first
        return (
            token.dep_ in ("compound", "amod", "nmod")
            and inside
            and (token.text[0].isupper() or self._names_office(token) or token.pos_ == "NOUN")
        )

    def _kin(self, token: Token) -> bool:
        return lemma(token) in self.lexicon.nouns["kin"]

    def _names_office(self, token: Token) -> bool:
        return token.lower_ in self.lexicon.nouns["titles"] or self.lexicon.is_noun(lemma(token), "person")

    def official(self, noun: Noun) -> bool:
        """Whether it speaks with a state's authority: a government, army, police, minister, their spokesman."""
        official = self.lexicon.nouns["official"]
        if noun.kind is Kind.GOVERNMENT:
            return True
        if noun.kind is Kind.PERSON and noun.form is Form.NAME:
            words = (noun.title or "").lower().replace("-", " ").replace(",", " ").split()
            return any(word in official for word in words)
        if noun.form is Form.NAME:
            return any(t.lower_ in official for t in noun.parsed.doc[noun.first : noun.end])
        return lemma(noun.head) in official


def phrase(head: Token) -> tuple[int, int]:
    """First token and end of the noun phrase round a head: what stands before it, nothing after it."""
    first = head.i
    for kid in head.lefts:
        if kid.dep_ in _LEFT:
            first = min(first, kid.left_edge.i)
    return first, head.i + 1


def with_of(token: Token, end: int) -> int:
    """The end of a phrase with its short of-phrase."""
    for prep in children(token, "prep"):
        target = child(prep, "pobj")
        if prep.lower_ == "of" and prep.i == end and target is not None:
            _, last = phrase(target)
            if last - prep.i <= _MOST_OF:
                return last
    return end
