"""The figures of a sentence: whom they count, how many, by what standard, and which event they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.document import Document
from graph.reading import Figure
from graph.vocabulary import EventType, Measure, Population

from ..language.lexicon import Lexicon
from .families import DEADLY
from .figure_measure import Measured, MeasureFinder
from .figure_phrases import Counts, Phrase, PhraseFinder
from .figure_population import antecedent, population_of, words_for
from .figure_voice import standing
from .figure_words import figure_words, forms
from .figures import MEASURES
from .parts import Cue, Parsed, Trigger

_REACH = 2  # sentences over which "six of them" and "the police spoke of five" look back


@dataclass(eq=False, slots=True)
class Counted:
    """A number phrase with its measure and population, ready to be a figure."""

    parsed: Parsed
    measured: Measured
    population: Population

    @property
    def measure(self) -> Measure:
        """What befell those whom it counts."""
        return self.measured.measure

    @property
    def part(self) -> bool:
        """Whether it counts a part of another figure: "eight of them children"."""
        return self.measured.whole is not None

    @property
    def extent(self) -> tuple[int, int]:
        """First token and end of its phrase."""
        return self.measured.phrase.first, self.measured.phrase.end


class FigureMaker:
    """Finds the figures of a document's sentences, one sentence after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = figure_words()
        self._phrases = PhraseFinder(self.words)
        self._measures = MeasureFinder(self.words)
        self._document: Document | None = None
        self._last: Counted | None = None

    def find(self, parsed: Parsed) -> list[Counted]:
        """The figures of a sentence in order. Numbers whose measure is not clear are left out."""
        context = self._context(parsed)
        found: list[Counted] = []
        waiting: Phrase | None = None
        for phrase in self._phrases.find(parsed.doc):
            known = [one.measured for one in found]
            measured = self._measures.measure(phrase, known, context.measured if context is not None else None)
            if measured is not None:
                self._lead_in(parsed, waiting, measured, found)
                found.append(Counted(parsed, measured, self._population(measured, found, context)))
            waiting = phrase if measured is None and phrase.counts is Counts.PEOPLE else None
        if found:
            self._last = next((one for one in found if not one.part), found[0])
        return found

    def _lead_in(self, parsed: Parsed, waiting: Phrase | None, measured: Measured, found: list[Counted]) -> None:
        """ "40 civilians, 25 fighters killed": the first of a list takes the measure that follows its last."""
        if waiting is None or measured.governor.i < measured.phrase.end:
            return
        if all(t.lower_ in (",", "and", "&") for t in parsed.doc[waiting.end : measured.phrase.first]):
            first = Measured(waiting, measured.measure, measured.governor)
            found.append(Counted(parsed, first, self._population(first, found, None)))

    def _context(self, parsed: Parsed) -> Counted | None:
        """The last figure of the sentences right before, in the same document."""
        if self._document is not parsed.document:
            self._document, self._last = parsed.document, None
        last = self._last
        near = last is not None and 0 < parsed.sentence.index - last.parsed.sentence.index <= _REACH
        return last if near else None

    def _population(self, measured: Measured, found: Sequence[Counted], context: Counted | None) -> Population:
        """Whom it counts; a part, "others" or a bare number beside a counted noun takes the population of that."""
        phrase = measured.phrase
        other = measured.whole or measured.like
        if other is not None:
            known = [*found, *([context] if context is not None else [])]
            whole = next((c.population for c in known if c.measured.phrase is other), None)
        elif phrase.pronoun:
            whole = antecedent(phrase, self.words)
        else:
            open_ = bool(found) and measured.measure is not Measure.DISPLACED and self._open(measured)
            whole = found[-1].population if open_ else None
        return population_of(phrase, self.words, whole)

    def _open(self, measured: Measured) -> bool:
        """Whether a phrase leaves open whom it counts: "14 others", the bare number of "wounded 14"."""
        phrase = measured.phrase
        bare = phrase.noun.i < phrase.numeral.end and measured.governor.i < phrase.first
        return bare or "other" in forms(phrase.noun)

    # events

    def owned(self, counted: Iterable[Counted], triggers: Sequence[Trigger]) -> dict[int, list[Counted]]:
        """The figures of each trigger, by the index of its token; those of no trigger under -1."""
        owned: dict[int, list[Counted]] = {}
        for one in counted:
            trigger = self._trigger(one, triggers)
            owned.setdefault(trigger.token.i if trigger is not None else -1, []).append(one)
        return owned

    def _trigger(self, one: Counted, triggers: Sequence[Trigger]) -> Trigger | None:
        told = [t for t in triggers if t.record is not None and t.told]
        governor, first, end = one.measured.governor.i, *one.extent
        for trigger in told:
            counts = trigger.count is not None and first <= trigger.count.i < end
            if counts or trigger.first <= governor < trigger.end:
                return trigger
        fits = [t for t in told if _fits(t.type, one.measure)]
        for trigger in fits:
            if any(first <= f.noun.head.i < end for f in (*trigger.victims, *trigger.displaced)):
                return trigger
        return None

    def figure(self, one: Counted, chain: Sequence[Cue]) -> Figure:
        """The figure, by the standard of those who are said to give it."""
        phrase = one.measured.phrase
        bounds = phrase.bounds
        whole = one.measured.whole
        start = whole.numeral.first if whole is not None and whole.doc is phrase.doc else phrase.numeral.first
        verification, verifier = standing(one.parsed, start, one.measured.governor, chain)
        families = forms(phrase.noun) & {"family", "household"}
        return Figure(
            measure=one.measure, quote=one.parsed.span(*one.extent),
            low=bounds.low, low_inclusive=bounds.low_inclusive, high=bounds.high, high_inclusive=bounds.high_inclusive,
            unit="family" if families else "person", population=one.population, population_words=words_for(phrase),
            verification=verification, verifier=verifier,
        )  # fmt: skip


def _fits(kind: EventType, measure: Measure) -> bool:
    """Whether an event of this type does to people what the measure says."""
    return MEASURES.get(kind) is measure or (kind in DEADLY and measure is Measure.KILLED)
