"""What befell the people of a number phrase, from the words that govern it; nothing clear, no measure."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.vocabulary import Measure

from .figure_beside import Beside
from .figure_grammar import RAISING, Found, Governing
from .figure_phrases import Counts, Phrase
from .figure_words import FigureWords
from .parts import children, lemma

_COUNTS = frozenset(
    {"say", "count", "announce", "confirm", "record", "speak", "claim", "report", "verify", "list", "show"}
)  # fmt: skip
_UNDONE = frozenset({"threaten", "vow", "plan", "try", "attempt", "want", "intend", "deny", "fail", "refuse"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_ADDED = frozenset({("along", "with"), ("together", "with"), ("well", "as")})
_HELD = frozenset({("among", "them"), ("them", ","), ("among", "whom"), ("those", "of")})


@dataclass(frozen=True, slots=True)
class Measured:
    """A phrase with its measure, the token that decides it, and the phrase that it is part of, or counts once more."""

    phrase: Phrase
    measure: Measure
    governor: Token
    whole: Phrase | None = None
    like: Phrase | None = None


class MeasureFinder:
    """Decides the measures of a sentence's phrases."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words
        self.governing = Governing(words)
        self.beside = Beside(words, self.governing)

    def measure(self, phrase: Phrase, before: Sequence[Measured], context: Measured | None) -> Measured | None:
        """The measure of a phrase after those before it in its sentence; ``context`` is the last sentence's figure."""
        if self._age(phrase):
            return None
        whole = self._whole(phrase, before, context)
        found = self._found(phrase)
        if found is not None and self._undone(found[1]):
            return None
        if found is not None:
            found = self._mended(phrase, found)
            return Measured(phrase, found[0], found[1], whole.phrase if whole is not None else None)
        if whole is not None:
            return Measured(phrase, whole.measure, phrase.noun, whole.phrase)
        again = self._restated(phrase, before) or self._elliptical(phrase, before, context)
        near = again or self._listed(phrase, before)
        if near is None:
            return None
        return Measured(
            phrase, near.measure, phrase.doc[phrase.numeral.end - 1], like=again.phrase if again is not None else None
        )

    def _found(self, phrase: Phrase) -> Found | None:
        """What the words of the sentence say, the nearest first."""
        beside = self.beside
        return (
            beside.own(phrase) or beside.follows(phrase) or beside.toll(phrase) or beside.precedes(phrase)
            or self.governing.governed(phrase) or beside.after_aside(phrase) or beside.rolled(phrase)
            or beside.weak(phrase)
        )  # fmt: skip

    def _undone(self, governor: Token) -> bool:
        """ "threatened to kill 20", "denied killing six", "will displace 300": said not to have been, or not yet."""
        if any(aux.lower_ in _FUTURE for aux in children(governor, "aux")):
            return True
        head = governor.head.head if governor.dep_ == "pcomp" else governor.head
        if governor.dep_ == "ccomp" and lemma(head) == "deny":
            return True
        return governor.dep_ in ("xcomp", "pcomp") and lemma(head) in _UNDONE

    def _mended(self, phrase: Phrase, found: Found) -> Found:
        """ "evacuated seven wounded soldiers": taken away, but counted as wounded."""
        weak = self.beside.weak(phrase) if found[0] is Measure.DISPLACED else None
        return weak if weak is not None and weak[0] is Measure.INJURED else found

    def _age(self, phrase: Phrase) -> bool:
        """ "a boy of 15", "her sons, 11 and 14", "some as young as nine", "a father of five"."""
        doc, first = phrase.doc, phrase.first
        if phrase.counts is not Counts.BARE or first < 2:
            return False
        before = doc[first - 1]
        if before.lower_ == "of":
            return self.words.is_person(doc[first - 2]) and doc[first - 2].tag_ in ("NN", "NNP")
        apart = phrase.top.dep_ == "appos" and before.text == ","
        return apart or doc[first - 2].lower_ in ("young", "old") or before.lower_ in ("young", "old")

    def _listed(self, phrase: Phrase, before: Sequence[Measured]) -> Measured | None:
        """The figure right before in a list: "kill 10 children, 5 women", "ten soldiers along with two medics"."""
        if not before or phrase.counts not in (Counts.PEOPLE, Counts.UNKNOWN):
            return None
        gap = [t.lower_ for t in phrase.doc[before[-1].phrase.end : phrase.first]]
        listed = all(word in (",", "and", "&", ":") for word in gap)
        tail = tuple(gap[-2:])
        added = tail in _ADDED and phrase.counts is Counts.PEOPLE
        return before[-1] if listed or added else None

    def _restated(self, phrase: Phrase, before: Sequence[Measured]) -> Measured | None:
        """ "A dozen were made homeless, as many as 20 according to the parish"."""
        doc, end = phrase.doc, phrase.end
        if not before or phrase.counts is not Counts.BARE or end >= len(doc):
            return None
        if doc[end].lower_ not in ("according", "by"):
            return None
        return before[-1] if doc[phrase.first - 1].text == "," else None

    def _elliptical(self, phrase: Phrase, before: Sequence[Measured], context: Measured | None) -> Measured | None:
        """ "The police spoke of five", "... of whom the monitor has verified 96": another count of what was counted."""
        doc, first, end = phrase.doc, phrase.first, phrase.end
        if phrase.counts is not Counts.BARE or first == 0 or (end < len(doc) and not doc[end].is_punct):
            return None
        verb = doc[first - 1] if doc[first - 1].lower_ != "of" or first < 2 else doc[first - 2]
        if lemma(verb) not in _COUNTS or verb.pos_ != "VERB":
            return None
        return before[-1] if before else context

    def _whole(self, phrase: Phrase, before: Sequence[Measured], context: Measured | None) -> Measured | None:
        """The figure that a phrase counts a part of: "including 31 children", "eight of them children"."""
        doc, first = phrase.doc, phrase.first
        near = before[-1] if before else None
        held = self._held(phrase)
        if phrase.pronoun:
            if self._told_apart(phrase):
                return None
            if near is not None:
                return near
            return context if first <= 1 else None
        if held:
            return near if near is not None else None
        joined = first > 0 and doc[first - 1].lower_ in ("and", ",") and near is not None and near.whole is not None
        if joined and near is not None and first - near.phrase.end <= 2:
            return near
        return None

    def _told_apart(self, phrase: Phrase) -> bool:
        """ "four of whom have since been freed": a verb of its own says something else of the part."""
        for token in phrase.doc[phrase.end : phrase.end + 5]:
            if token.pos_ == "VERB":
                return lemma(token) not in RAISING and token.tag_ in ("VBD", "VBN", "VBP", "VBZ")
            if token.pos_ not in ("AUX", "ADV", "SCONJ", "PART"):
                return False
        return False

    def _held(self, phrase: Phrase) -> bool:
        """Whether "including", "among them" or the like stands right before a phrase."""
        words = [t.lower_ for t in phrase.doc[max(phrase.first - 4, 0) : phrase.first]]
        if not words:
            return False
        return words[-1] in ("including", "incl", "include") or tuple(words[-2:]) in _HELD
