"""Statements, what is said in them, and clauses that tell of no event."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from graph.reading import Claim, Statement
from graph.vocabulary import Act, Actuality, Certainty, ClaimKind, Mode

from ..language.lexicon import Lexicon
from .clauses import clause_at, cue_extent, trim, with_cue
from .parts import Cue, Parsed, child, lemma, once
from .voices import Voices

_TOLD_OF = frozenset({"toll", "number", "figure", "fate", "situation", "condition", "count", "list", "report"})


class SayingMaker:
    """Makes the statements of a document, and the claims that only words carry."""

    def __init__(self, lexicon: Lexicon, voices: Voices) -> None:
        self.lexicon = lexicon
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
            self.statements.append(statement)
            self._of_cue[id(cue)] = statement

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
            first, end = self._content_extent(cue, whole=(acts or verbless) and cue.mode is not Mode.DIRECT)
            span = parsed.span(first, end)
            if not acts and any(span.start <= c.start and c.end <= span.end for c in covered):
                continue
            chain = self.voices.chain(parsed, min(cue.content))
            if cue not in chain:
                chain = [*[c for c in chain if len(c.content) > len(cue.content)], cue]
            chain = [c for c in chain if len(c.content) >= len(cue.content)]
            yield Claim(
                kind=ClaimKind.STATEMENT if acts else ClaimKind.OTHER,
                predicate=cue.act.value if acts else "said", evidence=(span,),
                certainty=self._act_certainty(cue, chain), method=cue.method, citations=self.voices.citations(chain),
                polarity=not cue.negative, statement=statement,
                actuality={Act.DENY: Actuality.DENIED, Act.DEMAND: Actuality.DEMANDED, Act.PROMISE: Actuality.PROMISED,
                           Act.THREATEN: Actuality.THREATENED}.get(cue.act, Actuality.ASSERTED),
            )  # fmt: skip

    def _act_certainty(self, cue: Cue, chain: Sequence[Cue]) -> Certainty:
        if cue.act in (Act.PROMISE, Act.THREATEN):
            return Certainty.INTENT
        doc = cue.parsed.doc
        hedged = any(
            doc[i].lower_ in self.lexicon.words["hedges"] and doc[i].dep_ in ("aux", "advmod", "acomp")
            for i in cue.content
        )
        first, end = min(cue.content), max(cue.content) + 1
        if self.voices.unsure(cue.parsed, first, end):
            return Certainty.UNKNOWN
        verb = next(
            (
                doc[i]
                for i in sorted(cue.content)
                if doc[i].pos_ in ("VERB", "AUX") and doc[i].head.i not in cue.content
            ),
            None,
        )
        if verb is not None and self.voices.intended(verb, chain):
            return Certainty.INTENT
        return self.voices.certainty(
            chain, hedged=hedged and cue.act in (Act.SAY, Act.REPORT, Act.NOTE), actuality=Actuality.ASSERTED
        )

    def _content_extent(self, cue: Cue, *, whole: bool) -> tuple[int, int]:
        indices = set(cue.content)
        if whole:
            first, end = cue_extent(cue)
            indices |= {first, end - 1}
        listed = sorted(indices)
        return trim(cue.parsed.doc[listed[0] : listed[-1] + 1], listed[0], listed[-1] + 1)

    def plain(self, parsed: Parsed, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Clauses that tell something about a participant or an event, where nothing above says it."""
        if parsed.heading:
            return
        told = [c.evidence[0] for c in claims if c.kind is not ClaimKind.RELATION]
        for token in parsed.doc:
            if not self._tells(parsed, token):
                continue
            first, end = clause_at(token, parsed.cues)
            verb = parsed.span(token.i, token.i + 1)
            if end - first < 3 or any(s.covers(verb) for s in told):
                continue
            chain = self.voices.chain(parsed, token.i)
            unknown = self.voices.unsure(parsed, first, end) or self.voices.unclear(parsed, token.i)
            hedged = lemma(token) in ("appear", "seem") or any(
                t.lower_ in ("may", "might", "could", "likely") for t in token.children
            )
            meant = Actuality.PROMISED if self.voices.intended(token, chain) else Actuality.ASSERTED
            certainty = self.voices.certainty(chain, hedged=hedged, actuality=meant)
            yield Claim(
                kind=ClaimKind.UNKNOWN if unknown else ClaimKind.OTHER, predicate=lemma(token),
                evidence=(parsed.span(*with_cue((first, end), chain)),),
                certainty=Certainty.UNKNOWN if unknown else certainty, method="rule:clause",
                citations=self.voices.citations(chain), polarity=child(token, "neg") is None,
            )  # fmt: skip

    def _tells(self, parsed: Parsed, token: Token) -> bool:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "parataxis"):
            return False
        if lemma(token) in self.lexicon.speech and token.i in {i for cue in parsed.cues for i in cue.tokens}:
            return False
        subject = child(token, "nsubj", "nsubjpass")
        if subject is None or any(
            c.lower_ in self.lexicon.words["condition"] for c in token.children if c.dep_ == "mark"
        ):
            return False
        known = parsed.noun_at(subject) is not None or lemma(subject) in self.lexicon.event_nouns
        return known or lemma(subject) in _TOLD_OF or subject.lower_ in ("it", "we", "i")
