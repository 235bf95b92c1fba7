"""Proposals: roles that the network sees but that nobody should rely on before a person has looked."""

from collections.abc import Iterable, Iterator

from graph.reading import Claim, Role
from graph.vocabulary import ClaimKind, Slot

from .claims import ClaimMaker
from .parts import Filler, Trigger

_METHOD = "reader:role"


def proposals(maker: ClaimMaker, proposed: Iterable[tuple[Trigger, Slot, Filler]]) -> Iterator[Claim]:
    """One proposal a role, each once, with the words, the speakers and the doubt that a claim would have."""
    seen: set[tuple[Slot, tuple[str, int, int], tuple[str, int, int]]] = set()
    for trigger, slot, filler in proposed:
        event, party = trigger.record, filler.noun.record
        if event is None or party is None or party is event:
            continue
        key = (slot, party.key, event.key)
        if key in seen:
            continue
        seen.add(key)
        parsed = trigger.parsed
        chain = maker.voices.chain(parsed, trigger.token.i)
        yield Claim(
            kind=ClaimKind.EVENT, predicate=trigger.type.value, evidence=(maker.words_of(trigger, chain),),
            certainty=maker.voices.sounds(parsed, trigger.token.i, chain, trigger.actuality), method=_METHOD,
            citations=maker.voices.citations(chain), polarity=trigger.polarity, actuality=trigger.actuality,
            events=(event,), roles=(Role(slot=slot, record=party, event=event, span=filler.noun.span),),
            score=filler.score,
        )  # fmt: skip
