"""Sentences that repeat earlier ones word for word: the same claims on further words, never new claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.document import Document, Sentence, Span
from graph.reading import Claim, Mention


def _repeats(document: Document) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in document.sentences:
        if sentence.repeats is not None:
            found[sentence.repeats].append(sentence)
    return found


def _again(document: Document, span: Span, first: Sentence, repeat: Sentence) -> Span | None:
    """The same words in the repeat, or None where white space differs so that they cannot be placed for sure."""
    if repeat.span.quote == first.span.quote:
        shift = repeat.span.start - first.span.start
        return document.span(span.start + shift, span.end + shift)
    at = repeat.span.quote.find(span.quote)
    if at < 0 or first.span.quote.count(span.quote) != 1:
        return None
    return document.span(repeat.span.start + at, repeat.span.start + at + len(span.quote))


def repeated_mentions(document: Document, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of repeated sentences, of the same records."""
    repeats = _repeats(document)
    for mention in list(mentions) if repeats else ():
        sentence = document.sentence_at(mention.span.start)
        for repeat in repeats.get(sentence.id, ()) if sentence is not None else ():
            span = _again(document, mention.span, sentence, repeat) if sentence is not None else None
            if span is not None:
                yield replace(mention, span=span)


def repeated_claims(document: Document, claims: Iterable[Claim]) -> list[Claim]:
    """The claims, with the words of repeats as further evidence."""
    repeats = _repeats(document)
    return [_evidenced(document, claim, repeats) for claim in claims] if repeats else list(claims)


def _evidenced(document: Document, claim: Claim, repeats: dict[str, list[Sentence]]) -> Claim:
    further = []
    for span in claim.evidence:
        sentence = document.sentence_at(span.start)
        for repeat in repeats.get(sentence.id, ()) if sentence is not None else ():
            again = _again(document, span, sentence, repeat) if sentence is not None else None
            if again is not None:
                further.append(again)
    return replace(claim, evidence=(*claim.evidence, *further)) if further else claim
