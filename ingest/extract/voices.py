"""Who says a thing, through whom, and how sure it sounds."""

from collections.abc import Sequence

from graph.reading import Citation, Record
from graph.vocabulary import Act, Actuality, Certainty, Kind

from ..language.lexicon import Lexicon
from ..neural.labels import CERTAINTIES
from .parts import Cue, Noun, Parsed, lemma
from .sight import Sight

_INTENT = frozenset({Actuality.THREATENED, Actuality.PROMISED, Actuality.PLANNED})
_NARRATED = frozenset({Certainty.ASSERTED, Certainty.EDITORIAL})  # hardly so where somebody else speaks
_ATTRIBUTED = frozenset({Certainty.OFFICIAL, Certainty.REPORTED, Certainty.TESTIMONY})  # hardly so where nobody does
_UNLIKELY = 0.3
_CUED = 0.6  # what the cue alone would make of it
_OUT_OF_OFFICE = 0.4  # an official's word as hearsay, anybody else's as official


class Voices:
    """The attribution chains of one document.

    Attributes:
        sources: records of sources that the text does not name, by their cue; they belong to the reading.
    """

    def __init__(self, lexicon: Lexicon, sight: Sight) -> None:
        self.lexicon = lexicon
        self.sight = sight
        self.sources: dict[tuple[str, int, int], Record] = {}

    def chain(self, parsed: Parsed, token: int) -> list[Cue]:
        """The cues that cover a token, outermost first; who condemns or promises says so himself."""
        chain = [cue for cue in parsed.cues if _covers(cue, token)]
        named = [cue for cue in chain if cue.source is not None]
        kept: list[Cue] = []
        for cue in chain:
            # "reportedly" beside a named speaker is his hedge, not one more speaker
            if cue.source is None and named and cue.parsed.doc[cue.tokens[0]].pos_ == "ADV":
                continue
            if kept and _speaker(kept[-1]) is _speaker(cue):
                kept[-1] = cue  # one voice, cued twice
                continue
            kept.append(cue)
        return kept

    def citations(self, chain: Sequence[Cue]) -> tuple[Citation, ...]:
        """The chain as citations; an unnamed link gets a source of its own."""
        links: list[Citation] = []
        for cue in chain:
            named = _speaker(cue)
            speakers = [self._unnamed(cue)] if cue.voice or named is None else []
            speakers += [named] if named is not None else []
            links += [Citation(speaker=one, mode=cue.mode, cue=cue.span, content=cue.said) for one in speakers]
        return tuple(links)

    def _unnamed(self, cue: Cue) -> Record:
        span = cue.span
        record = Record(kind=Kind.SOURCE, name=f"unnamed source ({span.quote})", anchor=span, method=cue.method)
        return self.sources.setdefault(record.key, record)

    def sounds(self, parsed: Parsed, token: int, chain: Sequence[Cue], actuality: Actuality) -> Certainty:
        """How sure the text makes the proposition sound that a token carries, for the innermost voice."""
        if actuality in _INTENT:
            return Certainty.INTENT
        chances = self.sight.seen.certainties(self.sight.word(parsed, token)).copy()
        unlikely = _NARRATED if chain else _ATTRIBUTED
        for place, certainty in enumerate(CERTAINTIES):
            if certainty in unlikely:
                chances[place] *= _UNLIKELY
        if chain and chain[-1].certainty is not None:
            chances[CERTAINTIES.index(chain[-1].certainty)] += _CUED
        if chain and chain[-1].source is not None:
            other = Certainty.REPORTED if chain[-1].source.official else Certainty.OFFICIAL
            chances[CERTAINTIES.index(other)] *= _OUT_OF_OFFICE
            if self._lived_through(chain[-1].source):
                chances[CERTAINTIES.index(Certainty.TESTIMONY)] += chances[CERTAINTIES.index(Certainty.REPORTED)]
        return CERTAINTIES[int(chances.argmax())]

    def _lived_through(self, source: Noun) -> bool:
        """Whether a source is named for what he went through: a survivor, a witness, a former detainee."""
        return source.kind is Kind.PERSON and bool(
            {lemma(source.head), *(source.title or "").lower().split()} & self.lexicon.nouns["testimony"]
        )


def _covers(cue: Cue, token: int) -> bool:
    if cue.origin is None and token in cue.tokens:
        return True
    return token in cue.content and cue.act is not Act.CONDEMN  # what is condemned is the narrator's to tell


def _speaker(cue: Cue) -> Record | None:
    return cue.source.record if cue.source is not None else None
