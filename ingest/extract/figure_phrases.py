"""Number phrases that count people, found in a sentence itself: who triggers or parties are is not asked.

A phrase is a numeral with its comparators before and after it and the noun that it counts: "at least 20 people",
"between 12 and 15 Fulani herders", "six of them", "12 others", "another 60 or so", or the bare number of "killing 31".
"""

from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Doc, Token

from .figure_numerals import QUOTES, Numeral, after, before, bounds, labelled, numeral_at
from .figure_words import FigureWords, forms
from .figures import Bounds

_BARE_ENTITIES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_NOT_PERSON_ENTITIES = frozenset({"MONEY", "PERCENT", "ORDINAL"})
_RUN = 8  # tokens between a numeral and the noun that it counts
_PRONOUNS = frozenset({"them", "whom", "us", "these", "those", "which", "you"})
_OWNERS = frozenset({"the", "his", "her", "its", "their", "our", "my", "these", "those", "whose", "own", "said"})
_NOT_BEFORE = frozenset({"every", "each", "not", "young", "old", "aged", "age", "nor", "no"})
_TOLLS = frozenset({"toll", "dead", "number", "injured", "wounded", "count", "missing"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Counts(Enum):
    """What stands after a numeral."""

    PEOPLE = "people"
    OTHERS = "others"
    PART = "part"  # "six of them"
    STATE = "state"  # "18 dead"
    BARE = "bare"
    UNKNOWN = "unknown"  # a plural noun that no list knows


@dataclass(eq=False, slots=True)
class Phrase:
    """A numeral with its comparators (from ``first``), and the noun ``head`` that it counts (up to ``end``).

    Attributes:
        noun: the token that says who is counted; the numeral where nothing does.
        pronoun: whether it is a part of those whom a pronoun takes up: "six of them".
    """

    doc: Doc
    first: int
    end: int
    numeral: Numeral
    noun: Token
    counts: Counts
    bounds: Bounds
    pronoun: bool = False

    @property
    def top(self) -> Token:
        """The token by which the parse hangs the phrase into the sentence."""
        return self.doc[self.numeral.first : self.end].root


class PhraseFinder:
    """Finds the number phrases of a sentence."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words

    def find(self, doc: Doc) -> list[Phrase]:
        """Phrases in order, without overlaps."""
        found: list[Phrase] = []
        index = 0
        while index < len(doc):
            numeral = numeral_at(doc, index)
            if numeral is None:
                index += 1
                continue
            phrase = self._phrase(doc, numeral)
            if phrase is not None:
                found.append(phrase)
            index = max(numeral.end, phrase.end if phrase is not None else 0)
        return found

    def _phrase(self, doc: Doc, numeral: Numeral) -> Phrase | None:
        if labelled(doc, numeral):
            return None
        end, behind = after(doc, numeral.end)
        counted = self._counted(doc, end)
        if counted is None:
            return None
        counts, noun, stop = counted
        noun = noun if noun is not None else doc[numeral.end - 1]
        if not _people_number(doc, numeral, counts):
            return None
        first, ahead = before(doc, numeral.first)
        if first > 0 and doc[first - 1].lower_ in _NOT_BEFORE:
            return None
        pronoun = counts is Counts.PART and _takes_up(doc, end, stop, noun)
        return Phrase(doc, first, stop, numeral, noun, counts, bounds(numeral, behind | ahead, first), pronoun)

    def _counted(self, doc: Doc, start: int) -> tuple[Counts, Token | None, int] | None:
        """What a numeral that ends at ``start`` counts: how, the noun, and the end of its words; None: things."""
        if start >= len(doc):
            return Counts.BARE, None, start
        if doc[start].lower_ == "of":
            return self._part(doc, start)
        if doc[start].lower_ in ("others", "more") and not self._person_near(doc, start + 1):
            return Counts.OTHERS, doc[start] if doc[start].lower_ == "others" else None, start + 1
        return self._run(doc, self._sets(doc, start))

    def _person_near(self, doc: Doc, start: int) -> bool:
        """Whether one of the next two words is a noun for persons."""
        return any(t.pos_ != "NUM" and self.words.is_person(t) for t in doc[start : start + 2])

    def _sets(self, doc: Doc, start: int) -> int:
        """Where the noun of "46 sets of remains" begins."""
        sets = start + 1 < len(doc) and doc[start].lower_ in ("sets", "pairs") and doc[start + 1].lower_ == "of"
        return start + 2 if sets else start

    def _part(self, doc: Doc, start: int) -> tuple[Counts, Token | None, int] | None:
        """ "of them", "of whose own men", "of the injured", "of five missing youths"."""
        index = start + 1
        if index < len(doc) and doc[index].lower_ in _PRONOUNS:
            run = self._run(doc, index + 1)
            return (Counts.PART, run[1], run[2]) if run and run[0] is Counts.PEOPLE else (Counts.PART, None, index + 1)
        while index < len(doc) and index - start < 5 and (
            doc[index].lower_ in _OWNERS or doc[index].like_num or doc[index].text in QUOTES
        ):  # fmt: skip
            index += 1
        run = self._run(doc, index)
        if run is not None and run[0] in (Counts.PEOPLE, Counts.STATE):
            return Counts.PART, run[1], run[2]
        before = doc[index - 1].lower_
        if before == "own" or (before == "their" and index < len(doc) and doc[index].lower_ == "number"):
            return Counts.PART, None, index + (before == "their")
        return None

    def _run(self, doc: Doc, start: int) -> tuple[Counts, Token | None, int] | None:
        """The noun at the end of the adjectives and nouns from ``start`` on."""
        last: Token | None = None
        unknown: Token | None = None
        index = start
        while index < min(start + _RUN, len(doc)):
            token = doc[index]
            if self._is_state(token):
                if last is not None or unknown is not None:
                    break
                if not self._modifies(doc, index):
                    return (Counts.STATE, token, index + 1) if _nominal_state(token) else (Counts.BARE, None, start)
            elif token.text not in QUOTES and token.text not in ("-", "–"):
                if not _in_run(token, last):
                    break
                if self.words.is_person(token) and token.pos_ != "VERB":
                    last, unknown = token, None
                elif token.pos_ in ("NOUN", "PROPN"):
                    last, unknown = None, token
            index += 1
        if last is not None:
            return Counts.PEOPLE, last, last.i + 1
        if unknown is not None:
            if forms(unknown) & self.words.never:
                return None
            plural = unknown.tag_ in ("NNS", "NNPS")
            return (Counts.UNKNOWN, unknown, unknown.i + 1) if plural else (Counts.BARE, None, start)
        return Counts.BARE, None, start

    def _is_state(self, token: Token) -> bool:
        return token.lower_ in self.words.states

    def _modifies(self, doc: Doc, index: int) -> bool:
        """Whether a state stands before the noun that it belongs to: "51 wounded people"."""
        for token in doc[index + 1 : index + 4]:
            if token.pos_ in ("ADP", "AUX", "PUNCT", "CCONJ", "NUM", "DET", "VERB") or self._is_state(token):
                return False
            if self.words.is_person(token):
                return True
        return False


def _in_run(token: Token, last: Token | None) -> bool:
    """Whether a token may stand between a numeral and its noun, or be that noun."""
    if token.like_num or token.ent_type_ in ("DATE", "TIME"):
        return False
    if last is not None and token.pos_ == "PROPN" and last.text.islower():
        return False  # "killed 87 civilians Saturday"
    if last is not None and token.pos_ not in ("NOUN", "PROPN"):
        return False
    capitals = token.text.isupper() and len(token.text) > 1  # "eight IS members"
    nominal = token.pos_ in ("NOUN", "PROPN", "ADJ") or token.dep_ in ("amod", "compound")
    return capitals or nominal or token.lower_ == "more"


def _takes_up(doc: Doc, start: int, stop: int, noun: Token) -> bool:
    """Whether the words from "of" on are a pronoun ("of them children", "of its own"), and no noun alone."""
    named = noun.pos_ in ("NOUN", "PROPN", "ADJ")
    if named:
        return noun.i > start + 1 and doc[start + 1].lower_ in _PRONOUNS
    return any(t.lower_ in _PRONOUNS or t.lower_ == "own" for t in doc[start:stop])


def _nominal_state(token: Token) -> bool:
    return token.lower_ in ("dead", "wounded", "injured", "missing", "hurt", "displaced")


def _people_number(doc: Doc, numeral: Numeral, counts: Counts) -> bool:
    """Whether a number may count people: no year, date, price; "one" only with a noun."""
    entities = {token.ent_type_ for token in doc[numeral.first : numeral.end]}
    if counts in (Counts.BARE, Counts.UNKNOWN):
        told = any(token.lower_ in _TOLLS for token in doc[max(numeral.first - 8, 0) : numeral.first])
        told = told or any(token.pos_ == "AUX" for token in doc[numeral.end : numeral.end + 1])
        if (entities & _BARE_ENTITIES and not told) or numeral.high == 1:
            return False
        text = doc[numeral.first : numeral.end].text
        return not (len(text) == 4 and text.isdigit() and _FIRST_YEAR <= numeral.low <= _LAST_YEAR)
    return not entities & _NOT_PERSON_ENTITIES
