"""Where an event happened, and which event it is told to be the outcome of."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.vocabulary import EventType

from ..language.lexicon import Lexicon
from .families import ATTACKS, BLAMED, HARM
from .filling import RELATIVE, Filling, holds
from .grammar import Grammar
from .parts import SITES, Filler, Noun, Parsed, Trigger, child, children, lemma, with_conjuncts

_AT = frozenset(
    {"in", "at", "near", "on", "outside", "around", "inside", "across", "throughout", "along", "within", "off"}
)
_OCCUR = frozenset({"occur", "happen", "take"})
_TO = frozenset({"to", "into", "toward", "towards"})


class Settings:
    """Places and causes of triggers."""

    def __init__(self, lexicon: Lexicon, filling: Filling, grammar: Grammar) -> None:
        self.lexicon = lexicon
        self.filling = filling
        self.grammar = grammar

    def fill(self, trigger: Trigger) -> None:
        """Sets where an event happened and where it led."""
        token = trigger.token
        heads = [token]
        if trigger.frame != "noun":
            heads += [
                f.noun.head for f in trigger.victims if f.noun.head.i > token.i and f.noun.parsed is trigger.parsed
            ]
        else:
            heads += [f.noun.head for f in trigger.victims if f.method == "rule:of-phrase"]
        if (
            trigger.frame == "noun"
            and token.dep_ in ("dobj", "nsubj")
            and lemma(token.head) in self.lexicon.events["light_verbs"] | _OCCUR
        ):
            heads.append(token.head)
        for head in heads:
            for prep in children(head, "prep"):
                if prep.lower_ in _AT:
                    self._place(trigger, prep, trigger.places)
                elif prep.lower_ in _TO and trigger.frame == "flee":
                    self._place(trigger, prep, trigger.destinations)
        if trigger.type is EventType.SHELTER:
            trigger.destinations += [p for p in trigger.places if not holds(trigger.destinations, p.noun)]

    def _place(self, trigger: Trigger, prep: Token, into: list[Filler]) -> None:
        for target in children(prep, "pobj"):
            for noun in self._site_nouns(target, trigger.parsed, 2):
                if not holds(into, noun):
                    into.append(Filler(noun, "rule:locative"))

    def _site_nouns(self, target: Token, parsed: Parsed, depth: int) -> Iterator[Noun]:
        """Sites that a locative's object names, in lists, after "such as", and one step further in."""
        for one in with_conjuncts(target):
            for noun in self.filling.one(one, parsed):
                if noun.kind in SITES:
                    yield noun
            for prep in children(one, "prep"):
                if depth and (prep.lower_ in _AT or prep.lower_ in ("as", "including", "of")):
                    for inner in children(prep, "pobj"):
                        yield from self._site_nouns(inner, parsed, depth - 1)
            for apposed in children(one, "appos"):
                if depth:
                    yield from self._site_nouns(apposed, parsed, depth - 1)

    # causes

    def link_cause(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        """ "a bombing killed six", "killed in an attack", "attacked the town, killing six"."""
        if trigger.type not in HARM:
            return
        token = trigger.token
        verb = token
        if trigger.frame == "state":
            verb = next((t for t in (token.head, token.head.head) if lemma(t) == "leave"), token)
        subject = self.grammar.subject(verb)
        cause = by_token.get(subject.i) if subject is not None else None
        if subject is not None and subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            cause = by_token.get(verb.head.i)
        for prep in children(verb, "prep", "agent"):
            if cause is None and prep.lower_ in ("in", "by", "during", "from"):
                target = child(prep, "pobj")
                cause = by_token.get(target.i) if target is not None else None
        if cause is None and token.dep_ == "advcl" and token.tag_ == "VBG":
            cause = by_token.get(token.head.i)
        if cause is not None and cause is not trigger and cause.type in ATTACKS:
            trigger.cause = cause

    def share(self, trigger: Trigger) -> None:
        """The dead of an attack are victims of both; who attacked is alleged to have killed."""
        cause = trigger.cause
        if cause is None:
            return
        for filler in trigger.victims:
            if not holds(cause.victims, filler.noun):
                cause.victims.append(Filler(filler.noun, "rule:cause"))
        if trigger.type in BLAMED:
            for filler in cause.perpetrators:
                if not holds(trigger.perpetrators, filler.noun) and not holds(trigger.victims, filler.noun):
                    trigger.perpetrators.append(Filler(filler.noun, "rule:cause"))
        if not trigger.places:
            trigger.places += cause.places
