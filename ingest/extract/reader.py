"""The reader: a trained network sees phrases, links and roles; grammar, lists and guards decide what is told."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.language import Language

from graph.document import Document
from graph.reading import Claim, Mention, Reading, Record, Run, records_of
from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon, lexicon
from ..models.loader import load_model, manifest_digest
from ..models.reader import load_reader, reader_digest
from ..neural.look import Eye
from ..places.documents import DocumentPlaces
from ..places.lookup import Gazetteer, shipped_gazetteer
from .attributing import Attributor
from .base import Extractor
from .casting import Casting
from .claims import ClaimMaker
from .countries import country_context
from .dating import date_events
from .events import record_events
from .linking import Linker
from .parsing import looks_english, parse
from .participants import ParticipantMaker
from .parts import Parsed
from .proposing import proposals
from .relating import Relating
from .repeats import repeated_claims, repeated_mentions
from .roles import RoleFinder
from .sensing import Senses
from .sight import Sight

NAME = "casegraph-reader"
VERSION = "2"


class TrainedReader:
    """Reads English reports. One instance may read any number of documents, one after another."""

    def __init__(self, model: Language, eye: Eye, gazetteer: Gazetteer, words: Lexicon) -> None:
        self._model = model
        self._eye = eye
        self._gazetteer = gazetteer
        self._words = words
        both = f"{manifest_digest()} {reader_digest()}"
        self._run = Run(extractor=NAME, version=VERSION, model_digest=hashlib.sha256(both.encode()).hexdigest())

    @property
    def run(self) -> Run:
        """Who reads: the version, and one digest of the parser's and the network's files."""
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
        sight = Sight(parsed, self._eye)
        context = country_context((one.doc for one in parsed), self._words, self._gazetteer)
        participants = ParticipantMaker(self._words, self._gazetteer, context)
        participants.make(sight)
        places = DocumentPlaces(self._gazetteer, document.text, _place_names(parsed), context)
        records = Linker(self._words, places).link(sight, participants)
        senses = Senses(self._words, sight)
        senses.find()
        Attributor(self._words).find(sight)
        casting = self._roles(sight, participants, senses)
        times = date_events(document, parsed)
        events = record_events(parsed, self._words, senses.links())
        maker = ClaimMaker(self._words, sight, Relating(sight, participants))
        claims = [claim for one in parsed for claim in maker.make(one)]
        mentions = [*_mentions(parsed), *times]
        mentions += repeated_mentions(document, mentions)
        claims = repeated_claims(document, claims)
        unsure = tuple(proposals(maker, casting.proposed))
        told = [*records, *events, *(m.record for m in times), *maker.voices.sources.values()]
        every = _with_all(told, [*claims, *unsure])
        return Reading(
            document=document, run=self.run, records=every, mentions=_distinct(mentions), claims=tuple(claims),
            statements=tuple(maker.sayings.statements), proposals=unsure, notes=tuple(notes),
        )  # fmt: skip

    def _roles(self, sight: Sight, participants: ParticipantMaker, senses: Senses) -> Casting:
        rules = RoleFinder(self._words)
        for one in sight.parsed:
            rules.fill(one)
        casting = Casting(self._words, sight, participants, senses.made)
        casting.fill()
        return casting


def _place_names(parsed: Iterable[Parsed]) -> list[tuple[int, int]]:
    """Where the names of places stand."""
    nouns = (n for one in parsed for n in one.nouns)
    return [(n.span.start, n.span.end) for n in nouns if n.form is Form.NAME and n.kind is Kind.PLACE]


def _mentions(read: Iterable[Parsed]) -> list[Mention]:
    found = []
    for one in read:
        for noun in one.nouns:
            if noun.record is not None:
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


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    unique = {(m.span.start, m.span.end, m.record.key): m for m in mentions}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, m.span.end, m.record.key)))


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The reader that is used unless another is asked for; its models are checked and loaded once per process.

    Raises:
        ModelAltered: a model is missing or is not the published one.
    """
    return TrainedReader(load_model(), Eye(load_reader()), shipped_gazetteer(), lexicon())
