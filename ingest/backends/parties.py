"""Whom words mean: somebody whom the reader knows already, else a record of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.document import Span
from graph.labels import WORLD_OF_KIND
from graph.reading import Reading, Record
from graph.vocabulary import Actuality, EventType, Form, Kind

from .fitting import kind_of
from .quotes import Unfit

_TOKEN = re.compile(r"\w+|[^\w\s]")
# between the words of one phrase they join another party to it: "the mother of Tomas"
_JOINING = frozenset({
    "and", "as", "at", "beside", "between", "by", "for", "from", "her", "his", "in", "into", "its", "my", "near",
    "of", "on", "or", "our", "their", "to", "under", "who", "whose", "with", "your",
})  # fmt: skip
_PRONOUNS = frozenset({
    "he", "her", "hers", "herself", "him", "himself", "his", "i", "it", "its", "itself", "me", "mine", "my", "one",
    "our", "ours", "she", "that", "their", "theirs", "them", "themselves", "these", "they", "this", "those", "us",
    "we", "which", "who", "whom", "whose", "you", "your", "yours",
})  # fmt: skip
UNCLEAR = "open whom its words mean"


@dataclass(frozen=True, slots=True)
class _Known:
    span: Span
    record: Record
    form: Form


class Parties:
    """The records of one reading, and those that proposals add. Nothing that the reader knows is changed.

    Args:
        method: stands on every record that is added.
    """

    def __init__(self, reading: Reading, method: str) -> None:
        self._method = method
        self._known = list(_known(reading))
        self._moods = {(m.span.start, m.span.end): m.actuality for m in reading.mentions if m.form is Form.TRIGGER}
        self._before = frozenset(record.key for record in reading.records)

    def taken(self, span: Span, said: str | None, fits: frozenset[Kind]) -> Record:
        """Who stands at these words, of a kind that fits.

        Raises:
            Unfit: it is open who it is, or it is of another kind.
        """
        said_kind = kind_of(said, fits)
        record = self._exact(span, fits) or self._around(span, said_kind)
        if record is None:
            if said_kind is None or span.quote.casefold() in _PRONOUNS:
                raise Unfit(UNCLEAR)
            record = self._new(span, said_kind)
        if record.kind not in fits:
            raise Unfit("a kind that does not fit its slot")
        return record

    def event(self, trigger: Span, event_type: EventType) -> Record:
        """The event that these words tell of.

        Raises:
            Unfit: the reader takes it for another type, or it is open which event it is.
        """
        found = {k.record.key: k.record for k in self._of(Kind.EVENT) if _overlap(k.span, trigger)}
        if len(found) > 1:
            raise Unfit("open which event it is")
        record = next(iter(found.values()), None)
        if record is None:
            return self._new(trigger, Kind.EVENT, event_type)
        if record.event_type is not event_type:
            raise Unfit("an event that the reader takes for another type")
        return record

    def mood(self, trigger: Span) -> Actuality | None:
        """Whether the reader thinks that what these words tell of has happened, where it knows them."""
        moods = {mood for (start, end), mood in self._moods.items() if start < trigger.end and trigger.start < end}
        return next(iter(moods)) if len(moods) == 1 else None

    def added(self, record: Record) -> bool:
        """Whether the reader does not know this record."""
        return record.key not in self._before

    def keep(self, records: list[Record]) -> None:
        """Remembers records of a proposal that is kept, so that the next one finds them."""
        held = {known.record.key for known in self._known}
        self._known += [_Known(r.anchor, r, Form.NOMINAL) for r in records if r.key not in held]

    def _of(self, *kinds: Kind) -> Iterator[_Known]:
        return (known for known in self._known if known.record.kind in kinds)

    def _exact(self, span: Span, fits: frozenset[Kind]) -> Record | None:
        kinds = fits if Kind.TIME in fits else _ENTITIES
        found = {k.record.key: k.record for k in self._of(*kinds) if _same(k.span, span)}
        if len(found) > 1:
            raise Unfit(UNCLEAR)
        return next(iter(found.values()), None)

    def _around(self, span: Span, kind: Kind | None) -> Record | None:
        """The record whose words overlap: "Varga" in "Tomas Varga", "Minister Pavel Dorn" round "Pavel Dorn"."""
        near = [
            k for k in self._of(*_ENTITIES, Kind.TIME)
            if _overlap(k.span, span) and k.form is not Form.PRONOUN
            and (kind is None or WORLD_OF_KIND[k.record.kind] is WORLD_OF_KIND[kind])
        ]  # fmt: skip
        if not near:
            return None
        found = {k.record.key: k.record for k in near if _one_party(k, span)}
        if len(found) != 1 or any(k.record.key not in found for k in near):
            raise Unfit(UNCLEAR)
        return next(iter(found.values()))

    def _new(self, span: Span, kind: Kind, event_type: EventType | None = None) -> Record:
        # no full name and no candidates: what a model proposes is nobody whom another report knows
        name = " ".join(span.quote.split())
        return Record(kind=kind, name=name, anchor=span, method=self._method, event_type=event_type)


_ENTITIES = frozenset(Kind) - {Kind.EVENT, Kind.TIME, Kind.SOURCE}


def _known(reading: Reading) -> Iterator[_Known]:
    for mention in reading.mentions:
        yield _Known(mention.span, mention.record, mention.form)
    mentioned = {(m.span.start, m.span.end, m.record.key) for m in reading.mentions}
    for record in reading.records:
        if (record.anchor.start, record.anchor.end, record.key) not in mentioned:
            yield _Known(record.anchor, record, Form.NOMINAL)


def _one_party(known: _Known, span: Span) -> bool:
    """Whether two phrases that overlap name one party: one ends like the other, and only adds words before it.

    Of a name, any part will do.
    """
    outer, inner = (known.span, span) if known.span.covers(span) else (span, known.span)
    if not outer.covers(inner):
        return False
    if outer.end != inner.end and not (outer is known.span and known.form is Form.NAME):
        return False
    rest = outer.quote[: inner.start - outer.start] + " " + outer.quote[inner.end - outer.start :]
    tokens = _TOKEN.findall(rest.casefold())
    own = inner is span  # "son" in "her son" is he; "her son" is not whoever "son" is elsewhere
    return all(
        (token[0].isalnum() and (token not in _JOINING or (own and token in _PRONOUNS))) or token in ".-"
        for token in tokens
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same(one: Span, other: Span) -> bool:
    return (one.start, one.end) == (other.start, other.end)
