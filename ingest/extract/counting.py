"""The figures that an event's clause gives: whom it counts, how many, and by what standard."""

from collections.abc import Iterator, Sequence

from graph.document import Span
from graph.reading import Figure, Record
from graph.vocabulary import Measure, Population, Verification

from ..language.lexicon import Lexicon
from .families import ATTACKS
from .figures import MEASURES, Bounds, bounds_of, population_of, toll_bounds, unit_of
from .parts import Cue, Noun, Trigger, lemma


class FigureMaker:
    """Makes the figures of triggers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def figures(self, trigger: Trigger, chain: Sequence[Cue]) -> Iterator[tuple[Figure, Span | None]]:
        """Figures with the words that state them, or None where the event\'s clause does."""
        measure = MEASURES.get(trigger.type)
        if measure is None or not trigger.polarity:
            return
        fillers = trigger.displaced or trigger.victims
        if trigger.count is not None:
            bounds = toll_bounds(trigger.count)
            if bounds is not None:
                yield self._toll(trigger, bounds, chain), None
            return
        own = [f for f in fillers if f.method != "rule:cause"]
        if trigger.type in ATTACKS and any(t.cause is trigger for t in trigger.parsed.triggers):
            return
        for position, filler in enumerate(own):
            bounds = bounds_of(filler.noun)
            if bounds is None:
                continue
            span = None
            if position:
                span = filler.noun.parsed.span(min(bounds.first, filler.noun.first), filler.noun.end)
            container = own[0].noun if position else self._counted_before(filler.noun)
            yield self._figure(filler.noun, bounds, trigger, chain, container), span

    def _counted_before(self, noun: Noun) -> Noun | None:
        """The people counted before a bare number: "killed six soldiers and wounded 14"."""
        if noun.head.pos_ != "NUM" and lemma(noun.head) != "other":
            return None
        before = [
            f.noun for t in noun.parsed.triggers for f in t.victims if f.noun.end <= noun.first and bounds_of(f.noun)
        ]
        return before[-1] if before else None

    def _toll(self, trigger: Trigger, bounds: Bounds, chain: Sequence[Cue]) -> Figure:
        assert trigger.count is not None
        verifier = self._verifier(chain)
        return Figure(
            measure=Measure.KILLED, quote=trigger.parsed.span(bounds.first, trigger.count.i + 1),
            low=bounds.low, low_inclusive=bounds.low_inclusive, high=bounds.high, high_inclusive=bounds.high_inclusive,
            verification=self._standard(chain, verifier), verifier=verifier,
        )  # fmt: skip

    def _verifier(self, chain: Sequence[Cue]) -> Record | None:
        sources = (c.source for c in chain if c.verified and not c.negative)
        return next((source.record for source in sources if source is not None and source.record is not None), None)

    def _standard(self, chain: Sequence[Cue], verifier: Record | None) -> Verification:
        if verifier is not None:
            return Verification.VERIFIED
        return Verification.REPORTED if chain else Verification.NONE

    def _figure(
        self, noun: Noun, bounds: Bounds, trigger: Trigger, chain: Sequence[Cue], container: Noun | None
    ) -> Figure:
        population, words = population_of(noun, self.lexicon)
        if population is Population.OTHER and container is not None:
            population = population_of(container, self.lexicon)[0]
        verifier = self._verifier(chain)
        return Figure(
            measure=MEASURES[trigger.type], quote=noun.parsed.span(min(bounds.first, noun.first), noun.end),
            low=bounds.low, low_inclusive=bounds.low_inclusive, high=bounds.high, high_inclusive=bounds.high_inclusive,
            unit=unit_of(noun), population=population, population_words=words,
            verification=self._standard(chain, verifier), verifier=verifier,
        )  # fmt: skip

    # relations, speech, the rest
