"""A proposal's evidence in the report: every string of it in one and the same sentence, each at one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.document import Document, Sentence, Span

from .base import Proposal, Words
from .quotes import Unfit, choose, find

MAX_STRINGS = 8  # of one proposal's evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a proposal rests: its sentence, and the spans in it, in text order."""

    document: Document
    sentence: Sentence
    spans: tuple[Span, ...]

    def inside(self, words: Words, what: str) -> Span:
        """The place of words that must lie inside one of the spans.

        Raises:
            Unfit: they do not, or stand there more than once.
        """
        places = [p for p in self.in_sentence(words) if any(span.covers(p) for span in self.spans)]
        return choose(
            places, words, missing=f"{what} outside the evidence", several=f"{what} at several places of the evidence"
        )

    def beside(self, words: Words, what: str) -> Span:
        """The place of words that must lie in the same sentence.

        Raises:
            Unfit: they do not, or stand there more than once.
        """
        return choose(
            self.in_sentence(words), words,
            missing=f"{what} outside the sentence", several=f"{what} at several places of the sentence",
        )  # fmt: skip

    def in_sentence(self, words: Words) -> list[Span]:
        """Every place of the words in the sentence."""
        return find(self.document, words.text, [self.sentence])


def evidence_of(proposal: Proposal, document: Document) -> Evidence:
    """Where a proposal rests. A repeated sentence counts once, where it stands first.

    Raises:
        Unfit: a string is not there word for word, or they do not share a sentence, or it is open which.
    """
    if not proposal.evidence:
        raise Unfit("no evidence")
    if len(proposal.evidence) > MAX_STRINGS:
        raise Unfit("too much evidence")
    shown = _shown(proposal, document)
    places = [_places(words, shown, document) for words in proposal.evidence]
    sentence = _shared([[document.sentence_at(p.start) for p in each] for each in places])
    spans = {
        choose(
            [p for p in each if sentence.span.covers(p)], words,
            missing="evidence of several sentences", several="evidence at several places",
        )
        for words, each in zip(proposal.evidence, places, strict=True)
    }  # fmt: skip
    return Evidence(document, sentence, tuple(sorted(spans)))


def _shown(proposal: Proposal, document: Document) -> list[Sentence]:
    start, end = proposal.region or (0, len(document.text))
    return [s for s in document.sentences if s.repeats is None and start <= s.span.start and s.span.end <= end]


def _places(words: Words, shown: Sequence[Sentence], document: Document) -> list[Span]:
    places = find(document, words.text, shown)
    if not places:
        raise Unfit("evidence not in one sentence of the text")
    return [place for place in places if place.start == words.start] or places


def _shared(sentences: Sequence[Sequence[Sentence | None]]) -> Sentence:
    """The one sentence that holds something of everything."""
    shared = {s.index: s for s in sentences[0] if s is not None}
    for each in sentences[1:]:
        shared = {s.index: s for s in each if s is not None and s.index in shared}
    if not shared:
        raise Unfit("evidence of several sentences")
    if len(shared) > 1:
        raise Unfit("evidence at several places")
    return next(iter(shared.values()))
