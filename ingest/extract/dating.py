"""Finds the time phrases of a document and hangs each on the event whose clause it stands in."""

from collections.abc import Sequence

from spacy.tokens import Token

from graph.document import Document
from graph.reading import Mention, Record
from graph.vocabulary import Form, Kind

from .parts import Parsed, Trigger
from .times import TimePhrase, Told, find_times, publication, told_in

_OPENING = 400  # characters in which a dateline stands
_STEPS = 6
_STORY = 4  # sentences in which the year of a full date still holds


def date_events(document: Document, sentences: Sequence[Parsed]) -> list[Mention]:
    """Time mentions, in text order; the triggers that they depend on get their records."""
    published = publication(document.metadata.published, document.text[:_OPENING])
    found: list[Mention] = []
    told: list[Told] = []
    for one in sentences:
        phrases = list(find_times(one.sentence.span.quote, published, _recent(told)))
        told.append(told_in(phrases))
        found += _in_sentence(one, phrases)
    return found


def _recent(told: Sequence[Told]) -> Told:
    """The year of the sentences just before, and the date of the last of them."""
    year = next((one.year for one in reversed(told[-_STORY:]) if one.year is not None), None)
    return Told(year, told[-1].last if told else None)


def _in_sentence(one: Parsed, phrases: Sequence[TimePhrase]) -> list[Mention]:
    mentions = []
    base = one.sentence.span.start
    skipped = one.start - base
    for phrase in phrases:
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
