"""Finds the time phrases of a document and hangs each on the event whose clause it stands in."""

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from graph.document import Document
from graph.reading import Mention, Record
from graph.vocabulary import Form, Kind

from .parts import Parsed, Trigger
from .times import find_times, publication

_OPENING = 400  # characters in which a dateline stands
_STEPS = 6


def date_events(document: Document, sentences: Sequence[Parsed]) -> list[Mention]:
    """Time mentions, in text order; the triggers that they depend on get their records."""
    published = publication(document.metadata.published, document.text[:_OPENING])
    found: list[Mention] = []
    for one in sentences:
        found += _in_sentence(one, published)
    return found


def _in_sentence(one: Parsed, published: date | None) -> list[Mention]:
    mentions = []
    base = one.sentence.span.start
    skipped = one.start - base
    for phrase in find_times(one.sentence.span.quote, published):
        span = one.document.span(base + phrase.start, base + phrase.end)
        record = Record(kind=Kind.TIME, name=span.quote, anchor=span, method="rule:time", time=phrase.value)
        mentions.append(Mention(span=span, record=record, form=Form.TIME, method="rule:time"))
        inside = [t for t in one.doc if phrase.start <= t.idx + skipped < phrase.end]
        trigger = _governing(inside, one) if inside else None
        if trigger is not None:
            trigger.times.append(record)
    return mentions


def _governing(tokens: Sequence[Token], one: Parsed) -> Trigger | None:
    """The trigger that the phrase depends on without another verb in between."""
    by_token = {trigger.token.i: trigger for trigger in one.triggers}
    inside = {t.i for t in tokens}
    step = next((t for t in tokens if t.head.i not in inside), tokens[0])
    for _ in range(_STEPS):
        if step.i in by_token and step.i not in inside:
            return by_token[step.i]
        if step.pos_ in ("VERB", "AUX") or step.head.i == step.i:
            return None
        step = step.head
    return None
