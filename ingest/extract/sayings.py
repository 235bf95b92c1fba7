"""Statements, what is said in them, and clauses that tell of no event."""

from collections.abc import Iterator, Sequence

from graph.document import Span
from graph.reading import Claim, Statement
from graph.vocabulary import Act, Actuality, Certainty, ClaimKind, Mode

from ..language.lexicon import Lexicon
from .clauses import clause_at, cue_extent, trim, widened
from .parts import Cue, Parsed, lemma, once
from .voices import Voices

_ACTUALITIES = {
    Act.DENY: Actuality.DENIED, Act.DEMAND: Actuality.DEMANDED, Act.PROMISE: Actuality.PROMISED,
    Act.THREATEN: Actuality.THREATENED,
}  # fmt: skip


class SayingMaker:
    """Makes the statements of a document, and the claims that only words carry."""

    def __init__(self, lexicon: Lexicon, voices: Voices) -> None:
        self.lexicon = lexicon
        self.sight = voices.sight
        self.voices = voices
        self.statements: list[Statement] = []
        self._of_cue: dict[int, Statement] = {}

    def note(self, parsed: Parsed) -> None:
        """Makes the statements of a sentence, so that claims can be their content."""
        for cue in parsed.cues:
            source = cue.source
            if not cue.statement or source is None or source.record is None:
                continue
            first, end = cue_extent(cue)
            told = tuple(once(t.record for t in parsed.triggers if t.record and t.token.i in cue.content))
            statement = Statement(
                speaker=source.record, act=cue.act, mode=cue.mode, evidence=(parsed.span(first, end),),
                method=cue.method, capacity=source.title, official=source.official, events=told,
            )  # fmt: skip
            if statement not in self.statements[-len(parsed.cues) :]:
                self.statements.append(statement)
            self._of_cue[id(cue)] = next(s for s in reversed(self.statements) if s == statement)

    def statement_of(self, chain: Sequence[Cue]) -> Statement | None:
        """The statement of the innermost speaker of a chain."""
        return self._of_cue.get(id(chain[-1])) if chain else None

    def spoken(self, parsed: Parsed, claims: Sequence[Claim]) -> Iterator[Claim]:
        """What somebody says where it tells of no event, and acts that say something by themselves."""
        covered = [c.evidence[0] for c in claims if c.kind is not ClaimKind.RELATION]
        for cue in parsed.cues:
            statement = self._of_cue.get(id(cue))
            acts = cue.act in (Act.CONDEMN, Act.DENY, Act.DEMAND, Act.PROMISE, Act.THREATEN, Act.ACCUSE)
            if not cue.content or cue.method == "rule:adverb":
                continue
            verbless = not any(parsed.doc[i].pos_ in ("VERB", "AUX") for i in cue.content)
            first, end = self._content_extent(
                cue, whole=(acts or verbless) and cue.mode is not Mode.DIRECT and cue.origin is None
            )
            span = parsed.span(first, end)
            if not acts and any(span.start <= c.start and c.end <= span.end for c in covered):
                continue
            chain = self.voices.chain(parsed, min(cue.content))
            if cue not in chain:
                chain = [*[c for c in chain if len(c.content) > len(cue.content)], cue]
            chain = [c for c in chain if len(c.content) >= len(cue.content)]
            actuality = _ACTUALITIES.get(cue.act, Actuality.ASSERTED)
            yield Claim(
                kind=ClaimKind.STATEMENT if acts else ClaimKind.OTHER,
                predicate=cue.act.value if acts else "said", evidence=(span,),
                certainty=self.voices.sounds(parsed, _carrier(cue), chain, actuality), method=cue.method,
                citations=self.voices.citations(chain),
                polarity=not cue.negative, statement=statement,
                actuality=actuality, score=cue.score,
            )  # fmt: skip

    def _content_extent(self, cue: Cue, *, whole: bool) -> tuple[int, int]:
        indices = set(cue.content)
        if whole:
            first, end = cue_extent(cue)
            indices |= {first, end - 1}
        listed = sorted(indices)
        return trim(cue.parsed.doc[listed[0] : listed[-1] + 1], listed[0], listed[-1] + 1)

    def plain(self, parsed: Parsed, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Propositions that tell of no event, where nothing above says them."""
        told = [c.evidence[0] for c in claims]
        for first, end, seen in self.sight.claims(parsed):
            token = self.sight.token(seen.head)
            chain = self.voices.chain(parsed, token.i)
            span = parsed.span(*widened((first, end), clause_at(token, parsed.cues), chain))
            if any(_much_the_same(span, other) for other in told):
                continue
            certainty = self.voices.sounds(parsed, token.i, chain, Actuality.ASSERTED)
            unknown = certainty is Certainty.UNKNOWN
            yield Claim(
                kind=ClaimKind.UNKNOWN if unknown else ClaimKind.OTHER, predicate=lemma(token), evidence=(span,),
                certainty=certainty, method="reader:claim", citations=self.voices.citations(chain),
                polarity=not seen.negative, score=round(seen.chance, 2), statement=self.statement_of(chain),
            )  # fmt: skip


def _carrier(cue: Cue) -> int:
    """The token that carries what is said: the highest of the content's verbs, or its first word."""
    doc = cue.parsed.doc
    verbs = [i for i in sorted(cue.content) if doc[i].pos_ in ("VERB", "AUX") and doc[i].head.i not in cue.content]
    return verbs[0] if verbs else min(cue.content)


def _much_the_same(one: Span, other: Span) -> bool:
    """Whether two spans share most of what both cover."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.6 * (max(one.end, other.end) - min(one.start, other.start))
