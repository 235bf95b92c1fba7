"""Who says a thing, through whom, and how sure it sounds."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from graph.reading import Citation, Record
from graph.vocabulary import Act, Actuality, Certainty, Kind, Mode

from ..language.lexicon import Lexicon
from .parts import Cue, Noun, Parsed, child, children, lemma

_INTENT = frozenset({Actuality.THREATENED, Actuality.PROMISED, Actuality.PLANNED})
_FINDING_OUT = frozenset({"know", "verify", "confirm", "check", "clear", "corroborate", "establish", "determine"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


class Voices:
    """The attribution chains of one document.

    Attributes:
        sources: records of sources that the text does not name, by their cue; they belong to the reading.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sources: dict[tuple[str, int, int], Record] = {}
        self._witnesses: set[tuple[str, int, int]] = set()

    def listen(self, sentences: Iterable[Parsed]) -> None:
        """Notes who speaks of what he lived through, so that all he says counts as testimony."""
        for parsed in sentences:
            for cue in parsed.cues:
                source = cue.source
                if source is not None and source.record is not None and self._testifies(source, cue):
                    self._witnesses.add(source.record.key)

    def chain(self, parsed: Parsed, token: int) -> list[Cue]:
        """The cues that cover a token, outermost first."""
        # what is condemned is the narrator's to tell
        chain = [cue for cue in parsed.cues if token in cue.content and cue.act is not Act.CONDEMN]
        named = [cue for cue in chain if cue.source is not None]
        kept: list[Cue] = []
        for cue in chain:
            if cue.method == "rule:unclear":
                continue
            # "reportedly" beside a named speaker is his hedge, not one more speaker
            if cue.source is None and not cue.voice and cue.method == "rule:adverb" and named:
                continue
            if kept and _speaker(kept[-1]) is _speaker(cue):
                kept[-1] = cue  # one voice, cued twice
                continue
            kept.append(cue)
        return kept

    def unclear(self, parsed: Parsed, token: int) -> bool:
        """Whether the text says that this is not clear."""
        return any(cue.method == "rule:unclear" and token in cue.content for cue in parsed.cues)

    def unsure(self, parsed: Parsed, first: int, end: int) -> bool:
        """ "unknown", "could not be verified", "we do not know"."""
        for token in parsed.doc[first:end]:
            if token.lower_ in self.lexicon.words["unknown"]:
                return True
            held = token if lemma(token) in _FINDING_OUT else child(token, "xcomp") if token.lower_ == "able" else None
            if held is None or lemma(held) not in _FINDING_OUT:
                continue
            if any(c.dep_ == "neg" for t in (token, token.head, held) for c in t.children if first <= c.i < end):
                return True
        return False

    def intended(self, token: Token, chain: Sequence[Cue]) -> bool:
        """ "it would respond": what a speaker says that he will do."""
        if not chain or not any(a.lower_ in ("will", "'ll", "’ll", "would", "shall") for a in children(token, "aux")):
            return False
        subject = child(token, "nsubj")
        source = chain[-1].source
        if subject is None or source is None:
            return False
        noun = source.parsed.noun_at(subject) if source.parsed.doc is subject.doc else None
        same = noun is not None and noun.record is source.record
        return same or subject.lower_ in ("it", "they", "we", "i", "he", "she")

    def citations(self, chain: Sequence[Cue]) -> tuple[Citation, ...]:
        """The chain as citations; an unnamed link gets a source of its own."""
        links: list[Citation] = []
        for cue in chain:
            if cue.voice or cue.source is None:
                links.append(Citation(speaker=self._unnamed(cue), mode=cue.mode, cue=cue.span))
            if cue.source is not None and cue.source.record is not None:
                links.append(Citation(speaker=cue.source.record, mode=cue.mode, cue=cue.span))
        return tuple(links)

    def _unnamed(self, cue: Cue) -> Record:
        span = cue.span
        record = Record(kind=Kind.SOURCE, name=f"unnamed source ({span.quote})", anchor=span, method=cue.method)
        return self.sources.setdefault(record.key, record)

    def certainty(self, chain: Sequence[Cue], *, hedged: bool, actuality: Actuality) -> Certainty:
        """How sure the innermost voice makes it sound, hedges and verifiers considered."""
        if any(cue.certainty is Certainty.UNKNOWN for cue in chain):
            return Certainty.UNKNOWN
        if actuality in _INTENT:
            return Certainty.INTENT
        if any(cue.verified and not cue.negative for cue in chain):
            return Certainty.VERIFIED
        if hedged:
            return Certainty.POSSIBLE
        if not chain:
            return Certainty.ASSERTED
        inner = chain[-1]
        if inner.certainty is Certainty.POSSIBLE or (
            inner.certainty is not None and inner.certainty is not Certainty.REPORTED
        ):
            return inner.certainty
        source = inner.source
        if source is None:
            return inner.certainty or Certainty.REPORTED
        if source.official and inner.certainty is None:
            return Certainty.OFFICIAL
        if source.record is not None and source.record.key in self._witnesses:
            return Certainty.TESTIMONY
        return Certainty.REPORTED

    def _testifies(self, source: Noun, cue: Cue) -> bool:
        if source.kind is not Kind.PERSON:
            return False
        words = {lemma(source.head), *(source.title or "").lower().split()}
        if words & self.lexicon.nouns["testimony"] or cue.act is Act.TESTIFY:
            return True
        doc = cue.parsed.doc
        return cue.mode is Mode.DIRECT and any(doc[i].lower_ in _FIRST_PERSON for i in cue.content)


def _speaker(cue: Cue) -> Record | None:
    return cue.source.record if cue.source is not None else None
