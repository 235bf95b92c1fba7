"""The baseline reader: rules on a parse, precision first. What is not clear stays unsaid."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.language import Language

from graph.document import Document
from graph.reading import Claim, Mention, Reading, Record, Run, records_of
from graph.vocabulary import Form

from ..language.lexicon import Lexicon, lexicon
from ..models.loader import load_model, manifest_digest
from ..places.lookup import Gazetteer, shipped_gazetteer
from .attribution import CueFinder
from .base import Extractor
from .claims import ClaimMaker
from .coreference import Resolver
from .dating import date_events
from .events import record_events
from .headings import known_names
from .names import NameFinder, country_context
from .nouns import NounFinder
from .parsing import looks_english, parse
from .parts import Parsed
from .repeats import repeated_claims, repeated_mentions
from .roles import RoleFinder
from .triggers import TriggerFinder

NAME = "casegraph-rules"
VERSION = "1"


class BaselineExtractor:
    """Reads English reports by rules. One instance may read any number of documents, one after another."""

    def __init__(self, model: Language, gazetteer: Gazetteer, words: Lexicon) -> None:
        self._model = model
        self._gazetteer = gazetteer
        self._words = words
        self._run = Run(extractor=NAME, version=VERSION, model_digest=manifest_digest())

    @property
    def run(self) -> Run:
        """Who reads: rule set and model."""
        return self._run

    def read(self, document: Document) -> Reading:
        """What the document says. A text that is not English, or is empty, gets a status and no claims."""
        language = (document.metadata.language or "en").lower()
        if not document.sentences:
            return self._unread(document, "no-sentences", "the report has no text")
        if not language.startswith("en"):
            return self._unread(document, "not-english", f"the report is in {language}; only English is read")
        if not looks_english(document.text):
            return self._unread(document, "not-english", "the text has too few English words to be read")
        notes: list[str] = []
        parsed = parse(document, self._model, notes)
        return self._reading(document, parsed, notes)

    def _unread(self, document: Document, status: str, note: str) -> Reading:
        return Reading(document=document, run=self.run, status=status, notes=(note,))

    def _reading(self, document: Document, parsed: list[Parsed], notes: list[str]) -> Reading:
        read = [one for one in parsed if not one.titled]
        context = country_context((one.doc for one in parsed), self._words, self._gazetteer)
        names = NameFinder(self._words, self._gazetteer, context)
        nouns = NounFinder(self._words)
        for one in read:
            one.nouns = nouns.find(one, names.find(one.doc))
        records = Resolver(self._words, self._gazetteer, context).resolve(read)
        self._events(document, read)
        times = date_events(document, read)
        events = record_events(read, self._words)
        CueFinder(self._words).find(read)
        maker = ClaimMaker(self._words)
        maker.voices.listen(read)
        claims = [claim for one in read for claim in maker.make(one)]
        mentions = [*_mentions(read), *times]
        mentions += known_names(document, parsed, mentions)
        mentions += repeated_mentions(document, mentions)
        claims = repeated_claims(document, claims)
        every = _with_all([*records, *events, *(m.record for m in times), *maker.voices.sources.values()], claims)
        return Reading(
            document=document, run=self.run, records=every, mentions=_distinct(mentions), claims=tuple(claims),
            statements=tuple(dict.fromkeys(maker.sayings.statements)), notes=tuple(notes),
        )  # fmt: skip

    def _events(self, document: Document, read: Sequence[Parsed]) -> None:
        triggers = TriggerFinder(self._words, read)
        roles = RoleFinder(self._words)
        for one in read:
            one.triggers = triggers.find(one)
            roles.fill(one)


def _mentions(read: Iterable[Parsed]) -> list[Mention]:
    found = []
    for one in read:
        for noun in one.nouns:
            if noun.record is not None and not noun.silent:
                found.append(Mention(span=noun.span, record=noun.record, form=noun.form, method=noun.method))
        for trigger in one.triggers:
            if trigger.record is not None:
                found.append(Mention(span=trigger.span, record=trigger.record, form=Form.TRIGGER, method=trigger.method,
                                     actuality=trigger.actuality))  # fmt: skip
    return found


def _with_all(records: Iterable[Record], claims: Iterable[Claim]) -> tuple[Record, ...]:
    """Every record once, in text order."""
    unique = {record.key: record for record in records}
    for claim in claims:
        for record in records_of(claim):
            unique.setdefault(record.key, record)
    return tuple(sorted(unique.values(), key=lambda r: (r.anchor.start, r.anchor.end, r.kind)))


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    unique = {(m.span.start, m.span.end, m.record.key): m for m in mentions}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, m.span.end, m.record.key)))


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The reader that is used unless another is asked for; its model is checked and loaded once per process.

    Raises:
        ModelAltered: the model is missing or is not the published one.
    """
    return BaselineExtractor(load_model(), shipped_gazetteer(), lexicon())
