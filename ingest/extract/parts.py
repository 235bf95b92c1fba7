"""What the steps of the extraction hand on to each other: parsed sentences, participants, triggers, cues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.document import Document, Sentence, Span
from graph.reading import Record
from graph.vocabulary import Act, Actuality, Certainty, EventType, Form, Kind, Mode, SectionKind

ACTORS = frozenset({Kind.PERSON, Kind.GROUP, Kind.POPULATION, Kind.ORGANISATION, Kind.GOVERNMENT})
PEOPLE = frozenset({Kind.PERSON, Kind.GROUP, Kind.POPULATION})
SITES = frozenset({Kind.PLACE, Kind.FACILITY})


@dataclass(eq=False, slots=True)
class Parsed:
    """One sentence with its parse. Token offsets are those of the sentence, so ``start`` maps them."""

    document: Document
    sentence: Sentence
    doc: Doc
    start: int  # offset of the first parsed character; a dateline before it is not parsed
    quoted: frozenset[int] = frozenset()  # tokens between quotation marks
    titled: bool = False  # a heading in title case: its capitals say nothing, so it is not read
    spoken: bool = False  # the sentence begins inside a quotation that an earlier one opened
    nouns: list["Noun"] = field(default_factory=list)
    triggers: list["Trigger"] = field(default_factory=list)
    cues: list["Cue"] = field(default_factory=list)

    @property
    def heading(self) -> bool:
        """Whether the sentence is a title."""
        return self.sentence.section is SectionKind.TITLE

    def span(self, first: int, end: int) -> Span:
        """The document's span of the tokens ``first`` to ``end`` (exclusive)."""
        start = self.start
        last = self.doc[end - 1]
        return self.document.span(start + self.doc[first].idx, start + last.idx + len(last.text))

    def noun_at(self, token: Token) -> "Noun | None":
        """The participant whose head is this token, or whose words hold it: the shortest one."""
        held = [n for n in self.nouns if n.head.i == token.i] or [n for n in self.nouns if n.first <= token.i < n.end]
        return min(held, key=lambda n: n.end - n.first, default=None)


@dataclass(eq=False, slots=True)
class Noun:
    """A noun phrase that may take part: a name, a nominal phrase or a pronoun.

    Attributes:
        first: index of its first token; ``end`` is exclusive.
        title: words that say in what capacity a named person acts.
        record: who it is; set by coreference, None for a pronoun that stays open.
    """

    parsed: Parsed
    first: int
    end: int
    head: Token
    kind: Kind
    form: Form
    method: str
    title: str | None = None
    official: bool = False
    record: Record | None = None

    @property
    def span(self) -> Span:
        """Its words in the document."""
        return self.parsed.span(self.first, self.end)

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.quote

    @property
    def name(self) -> str:
        """Its words without a leading article."""
        return self.text[4:] if self.text[:4].lower() == "the " else self.text


@dataclass(eq=False, slots=True)
class Filler:
    """A participant in an event."""

    noun: Noun
    method: str
    score: float | None = None


@dataclass(eq=False, slots=True)
class Trigger:
    """Words that tell of an event.

    Attributes:
        token: the word that carries the event; the trigger's phrase runs from ``first`` to ``end`` (exclusive).
        frame: as in ``VerbFrame.frame``, or ``noun`` or ``state``.
        cause: the event that this one is told to be the outcome of ("an attack killed six").
    """

    parsed: Parsed
    token: Token
    first: int
    end: int
    type: EventType
    frame: str
    method: str
    actuality: Actuality = Actuality.ASSERTED
    polarity: bool = True
    victims: list[Filler] = field(default_factory=list)
    perpetrators: list[Filler] = field(default_factory=list)
    targets: list[Filler] = field(default_factory=list)
    displaced: list[Filler] = field(default_factory=list)
    affected: list[Filler] = field(default_factory=list)
    witnesses: list[Filler] = field(default_factory=list)
    places: list[Filler] = field(default_factory=list)
    destinations: list[Filler] = field(default_factory=list)
    times: list[Record] = field(default_factory=list)
    cause: "Trigger | None" = None
    count: Token | None = None  # the number of a toll
    record: Record | None = None
    clause: tuple[int, int] | None = None  # the words of its proposition, as the network sees them
    score: float | None = None
    certain: bool = False  # the network is sure that it tells of an event

    @property
    def span(self) -> Span:
        """The trigger's words in the document."""
        return self.parsed.span(self.first, self.end)

    @property
    def told(self) -> bool:
        """Whether anything is told of it but that it was."""
        return bool(
            self.victims
            or self.count is not None
            or self.perpetrators
            or self.targets
            or self.displaced
            or self.affected
            or self.places
            or self.destinations
            or self.times
        )


@dataclass(eq=False, slots=True)
class Cue:
    """Words by which somebody is said to say something.

    Attributes:
        source: who says it; None where the text names nobody.
        tokens: the cue's own tokens, in order.
        content: tokens that are said.
        voice: a further, unnamed link outside the source ("reports from a monitor").
        score: the network's chance of it, where it found it.
    """

    parsed: Parsed
    source: Noun | None
    tokens: tuple[int, ...]
    content: frozenset[int]
    act: Act
    mode: Mode
    method: str
    certainty: Certainty | None = None
    negative: bool = False
    verified: bool = False
    voice: bool = False
    statement: bool = True
    events: list[Trigger] = field(default_factory=list)
    origin: "Cue | None" = None  # where it was said that this goes on with
    score: float | None = None

    @property
    def span(self) -> Span:
        """The cue's words (its first run of tokens), where it is said."""
        if self.origin is not None:
            return self.origin.span
        first = end = self.tokens[0]
        for index in self.tokens:
            if index == end:
                end += 1
        return self.parsed.span(first, end)

    @property
    def said(self) -> Span | None:
        """The words of its own sentence from the first to the last that are said."""
        if not self.content:
            return None
        return self.parsed.span(min(self.content), max(self.content) + 1)


def children(token: Token, *deps: str) -> Iterator[Token]:
    """The dependants of a token with one of these labels, in order."""
    return (child for child in token.children if child.dep_ in deps)


def child(token: Token, *deps: str) -> Token | None:
    """The first dependant with one of these labels."""
    return next(children(token, *deps), None)


def with_conjuncts(token: Token) -> list[Token]:
    """A token and what is coordinated with it, in order."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token, *_later(token)]


def _later(token: Token) -> list[Token]:
    found: list[Token] = []
    for nxt in children(token, "conj"):
        found += [nxt, *_later(nxt)]
    return found


def lemma(token: Token) -> str:
    """A token's lemma in lower case."""
    return token.lemma_.lower()


def once(records: Iterable[Record | None]) -> list[Record]:
    """The records that are known, each once, in order."""
    found: list[Record] = []
    for record in records:
        if record is not None and record not in found:
            found.append(record)
    return found
