"""What befell counted people, from the words right beside their number: before it, behind it, and its own."""

import re

from spacy.tokens import Doc, Token

from graph.vocabulary import Measure

from .figure_grammar import Found, Governing
from .figure_numerals import QUOTES
from .figure_phrases import Counts, Phrase
from .figure_words import FigureWords
from .parts import child

_BETWEEN = frozenset(
    {"was", "were", "is", "are", "been", "being", "be", "have", "has", "had", "to", "also", "later", "still",
     "since", "reportedly", "feared", "reported", "believed", "confirmed", "presumed", "found", "remain",
     "remained", "remains", "left", "estimated", "recorded", "documented", "listed", "known", "officially",
     "nearly", "all", "who", "that", ","}
)  # fmt: skip
_BE = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_LISTING = frozenset(
    {"over", "more", "than", "at", "least", "others", "other", "people", "some", "nearly", "about", ",", "dozens",
     "scores", "several", "many", "and"}
)  # fmt: skip
_TOLL = re.compile(
    r"\b(?:(?P<kind>death|injury|dead|wounded|missing|casualty) )?(?:toll|count)\b"
    r"|\b(?:the |its |own |number of )+(?:(?:those|people|persons|civilians|soldiers) )?"
    r"(?P<group>dead|injured|wounded|missing|displaced|killed|unaccounted)\b",
    re.IGNORECASE,
)
_TOLL_IS = re.compile(
    r"[^.;]{0,220}\b(?:to|at|of|reached|is|was|stands|hit|exceeded|passed)(?: now)?[\s\"“]*|\s*:?\s*", re.IGNORECASE
)
_ROLL = re.compile(
    r"\b(?:the|those) (?P<group>dead|killed|victims|wounded|injured|missing)\b[^.;:]{0,20}"
    r"\b(?:were|was|are|included?)\b[^.;:]*$",
    re.IGNORECASE,
)
_MEASURES = {
    "death": Measure.KILLED, "dead": Measure.KILLED, "killed": Measure.KILLED, "victims": Measure.KILLED,
    "injury": Measure.INJURED, "injured": Measure.INJURED, "wounded": Measure.INJURED,
    "missing": Measure.MISSING, "unaccounted": Measure.MISSING, "displaced": Measure.DISPLACED,
}  # fmt: skip
_GAP = 6  # tokens between people and what is said of them
_ASIDE = 16  # tokens of an aside between commas


class Beside:
    """Reads measures off the words round a phrase."""

    def __init__(self, words: FigureWords, governing: Governing) -> None:
        self.words = words
        self.governing = governing

    def own(self, phrase: Phrase) -> Found | None:
        """ "31 deaths", "18 dead", "57 wounded", "the deaths of 40"."""
        noun = phrase.noun
        if phrase.counts is Counts.STATE:
            measure = self.words.states.get(noun.lower_)
            return (measure, noun) if measure is not None and not self.governing.denied(noun) else None
        if phrase.counts not in (Counts.PEOPLE, Counts.PART):
            return None
        measure = self.words.measure(self.words.events, noun)
        if measure is None or (noun.tag_ == "NN" and phrase.numeral.high > 1):
            return None
        return measure, noun

    def weak(self, phrase: Phrase) -> Found | None:
        """ "19 bodies", "51 wounded people", "sixteen hostages": where nothing else is said of them."""
        if phrase.counts not in (Counts.PEOPLE, Counts.STATE, Counts.PART):
            return None
        measure = self.words.measure(self.words.counted, phrase.noun)
        if measure is not None:
            return measure, phrase.noun
        for token in phrase.doc[phrase.numeral.end : phrase.noun.i]:
            measure = self.words.states.get(token.lower_)
            if measure is not None:
                return measure, token
        return None

    def precedes(self, phrase: Phrase) -> Found | None:
        """ "killing 31", "injures 50", "the deaths of 17", "injuries to 26": the word right before."""
        doc, index = phrase.doc, phrase.first - 1
        while index > 0 and doc[index].text in QUOTES:
            index -= 1
        if index < 0:
            return None
        token = doc[index]
        if token.lower_ in ("of", "to") and index > 0:
            measure = self.words.measure(self.words.of, doc[index - 1])
            fits = token.lower_ == "of" or measure is Measure.INJURED
            return (measure, doc[index - 1]) if measure is not None and fits else None
        if token.tag_ == "VBN" and child(token, "auxpass") is not None:
            return None
        measure = self.words.measure(self.words.acts, token)
        return (measure, token) if measure is not None and not self.governing.denied(token) else None

    def toll(self, phrase: Phrase) -> Found | None:
        """ "the death toll has risen to 61", "put the dead at 20"."""
        if phrase.counts not in (Counts.BARE, Counts.PEOPLE, Counts.OTHERS, Counts.STATE):
            return None
        text = phrase.doc[: phrase.first].text_with_ws
        match = next(reversed(list(_TOLL.finditer(text))), None)
        if match is None or not _TOLL_IS.fullmatch(text[match.end() :]):
            return None
        kind = (match.group("kind") or match.group("group") or "death").lower()
        measure = _MEASURES.get(kind)
        return (measure, phrase.doc[phrase.first - 1]) if measure is not None else None

    def rolled(self, phrase: Phrase) -> Found | None:
        """ "The dead were two clerks and ...", "Among the wounded were six nurses"."""
        if phrase.counts not in (Counts.PEOPLE, Counts.UNKNOWN):
            return None
        match = _ROLL.search(phrase.doc[: phrase.first].text)
        return (_MEASURES[match.group("group").lower()], phrase.noun) if match is not None else None

    def after_aside(self, phrase: Phrase) -> Found | None:
        """ "31 people, among them a nurse, lost their lives": what follows the second comma."""
        doc, end = phrase.doc, phrase.end
        if end >= len(doc) or doc[end].text != ",":
            return None
        closing = next((t.i for t in doc[end + 1 : end + _ASIDE] if t.text == ","), None)
        if closing is None or any(t.text in (";", ":") for t in doc[end:closing]):
            return None
        return self.follows(phrase, closing + 1)

    def follows(self, phrase: Phrase, start: int | None = None) -> Found | None:
        """ "40 civilians killed", "six were later found dead", "two of whom died", "14 people (have been) wounded"."""
        gap, token = self._behind(phrase.doc, phrase.end if start is None else start)
        if token is None or (gap and gap[-1] == ",") or (gap and gap[0] == "," and "who" not in gap):
            return None
        target = child(token, "pobj") if token.lower_ == "among" else None
        if target is not None:
            return self.governing.group(target)
        found = self._passive(token) if _BE & set(gap) else self._plain(token)
        return (found, token) if found is not None else None

    def _behind(self, doc: Doc, start: int) -> tuple[list[str], Token | None]:
        """The auxiliaries and adverbs from ``start`` on, and the word after them."""
        gap: list[str] = []
        for token in doc[start : start + _GAP + 1]:
            adverb = token.pos_ == "ADV" and token.lower_ not in self.words.states
            if not adverb and token.lower_ not in _BETWEEN:
                return gap, token
            gap.append(token.lower_)
        return gap, None

    def _passive(self, token: Token) -> Measure | None:
        """What a word after a form of "be" says."""
        if self.governing.denied(token):
            return None
        measure = self.governing.done(token) or self.words.states.get(token.lower_)
        if measure is None and token.tag_ in ("VBN", "VBD") and child(token, "dobj") is None:
            measure = self.words.measure(self.words.acts, token)
        return self.governing.graver(token, measure) if measure is not None else None

    def _plain(self, token: Token) -> Measure | None:
        """What a word right behind the people says: "died", "lost their lives", "killed" in a headline."""
        if self.governing.denied(token):
            return None
        done = self.governing.done(token) if token.tag_ == "VBN" else None
        if done is not None:
            return done
        measure = None
        if token.pos_ == "VERB" and token.tag_ != "VBG":
            measure = self.words.measure(self.words.undergoes, token)
            measure = measure or self.governing.pair(token, self.words.suffered)
        if measure is not None:
            return measure
        measure = self.words.states.get(token.lower_)
        if measure is None or self._active(token) or self._modifies_other(token):
            return None
        return self.governing.graver(token, measure)

    def _active(self, token: Token) -> bool:
        """Whether a form like "killed" has its victims after it: "six gunmen killed ten"."""
        if token.lower_ in ("dead", "missing", "homeless"):
            return False
        if self._headline_pair(token):
            return False
        if child(token, "dobj") is not None:
            return True
        rest = token.doc[token.i + 1 : token.i + 3]
        if token.tag_ != "VBD" or not rest or (len(rest) > 1 and rest[1].ent_type_ == "DATE"):
            return False
        return rest[0].like_num or rest[0].pos_ in ("DET", "PROPN") or rest[0].lower_ == "himself"

    def _headline_pair(self, token: Token) -> bool:
        """ "Nine fighters killed 30 injured", "Eight killed, others hurt", "injured most of them"."""
        rest = token.doc[token.i + 1 : token.i + 6]
        if len(rest) > 1 and rest[1].lower_ == "of":
            return True
        for following in rest:
            if following.lower_ in self.words.states:
                return following.i > token.i + 1
            if not (following.like_num or following.lower_ in _LISTING):
                return False
        return False

    def _modifies_other(self, token: Token) -> bool:
        """ "six wounded soldiers": the state belongs to the noun after it."""
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return after is not None and token.dep_ == "amod" and token.head.i > token.i and self.words.is_person(after)
