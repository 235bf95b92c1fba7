"""Which participants fill a role, by what they are and what is told of them."""

from collections.abc import Iterable

from spacy.tokens import Token

from graph.vocabulary import EventType, Form, Kind

from ..language.lexicon import Lexicon
from .families import BLAMED, HARM
from .parts import ACTORS, PEOPLE, SITES, Filler, Noun, Parsed, Trigger, child, children, lemma, with_conjuncts

RELATIVE = frozenset({"who", "which", "that", "whom"})
_UNITS = frozenset({"convoy", "patrol", "column"})  # what is attacked in them are things and posts
_HARMED = frozenset({"victim", "survivor", "casualty", "dead", "body", "hostage", "patient"})


class Filling:
    """Fills roles of triggers with participants."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def nouns(self, token: Token | None, parsed: Parsed) -> list[Noun]:
        """The participants that a token and its coordinated tokens stand for, and those "including" adds."""
        if token is None:
            return []
        if token.lower_ in RELATIVE:
            clause = token.head
            while clause.dep_ in ("xcomp", "conj", "ccomp") and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ != "relcl":
                return []
            return self.one(clause.head, parsed)
        found = []
        for one in with_conjuncts(token) if token.dep_ != "conj" else [token]:
            found += self.one(one, parsed)
            for prep in children(one, "prep"):
                if prep.lower_ in ("including", "of") and (
                    prep.lower_ == "including" or lemma(one) in ("majority", "part")
                ):
                    for inner in with_conjuncts(p) if (p := child(prep, "pobj")) is not None else []:
                        found += self.one(inner, parsed)
        return found

    def one(self, token: Token, parsed: Parsed) -> list[Noun]:
        """The participant whose head a token is, or whose name holds it; [] if nobody knows who that is."""
        noun = next((n for n in parsed.nouns if n.head.i == token.i and n.form is not Form.NAME), None)
        noun = noun or next((n for n in parsed.nouns if n.head.i == token.i), None)
        noun = noun or next((n for n in parsed.nouns if n.form is Form.NAME and n.first <= token.i < n.end), None)
        if noun is None or noun.record is None:
            return []
        return [noun]

    def harm(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        """People are victims; places, things and institutions that are attacked are targets."""
        for noun in nouns:
            if noun.kind in PEOPLE and (lemma(noun.head) not in _UNITS or trigger.type in HARM):
                if not holds(trigger.victims, noun):
                    trigger.victims.append(Filler(noun, method))
            elif trigger.type not in HARM and trigger.type not in (EventType.ABDUCTION, EventType.DETENTION):
                if not holds(trigger.targets, noun):
                    trigger.targets.append(Filler(noun, method))
                if noun.kind in SITES and not holds(trigger.places, noun):
                    trigger.places.append(Filler(noun, method))

    def displace(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        """People, and nobody else, are displaced."""
        for noun in nouns:
            if noun.kind in PEOPLE and not holds(trigger.displaced, noun):
                trigger.displaced.append(Filler(noun, method))

    def blame(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        """Actors and aircraft are alleged perpetrators, of violence only, and not of what befell themselves."""
        if trigger.type not in BLAMED:
            return
        for noun in nouns:
            if lemma(noun.head) in _HARMED or lemma(noun.head) in self.lexicon.event_nouns:
                continue
            flies = noun.kind is Kind.OBJECT and lemma(noun.head) in self.lexicon.nouns["aircraft"]
            known = holds(trigger.victims, noun) or holds(trigger.perpetrators, noun)
            if (noun.kind in ACTORS or flies) and not known:
                trigger.perpetrators.append(Filler(noun, method))


def holds(fillers: list[Filler], noun: Noun) -> bool:
    """Whether a participant, or another mention of it, fills one of these already."""
    return any(f.noun is noun or f.noun.record is noun.record for f in fillers)
