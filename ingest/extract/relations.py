"""Relations between parties, from the clearest patterns: kin, office, membership, links, where a place lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.reading import Record, RelationFact
from graph.vocabulary import Form, Kind, Relation

from ..language.lexicon import Lexicon
from .parts import ACTORS, SITES, Noun, Parsed, child, children, lemma

_CHILDREN = frozenset({"son", "daughter", "child", "baby", "infant"})
_PARENTS = frozenset({"mother", "father", "parent"})
_LINKS = frozenset({"link", "align", "ally", "affiliate", "tie", "connect", "back", "support"})


@dataclass(frozen=True, slots=True)
class Found:
    """A relation with the tokens (first, end) that state it."""

    fact: RelationFact
    first: int
    end: int
    method: str
    token: Token


class RelationFinder:
    """Finds the relations that one sentence states."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, parsed: Parsed) -> Iterator[Found]:
        """Relations in the order of their nouns."""
        for noun in parsed.nouns:
            if noun.record is None or noun.form is Form.PRONOUN:
                continue
            if noun.form is Form.NAME and noun.head.i in range(noun.first, noun.end):
                yield from self._office(noun, noun.record)
            if lemma(noun.head) in self.lexicon.nouns["kin"]:
                yield from self._kin(noun, noun.record)
            yield from self._member(noun, noun.record)
            yield from self._link(noun, noun.record)
            if noun.kind in SITES or noun.kind is Kind.OBJECT:
                yield from self._lies(noun, noun.record)

    def _record(self, parsed: Parsed, token: Token | None) -> tuple[Record, Noun] | None:
        if token is None:
            return None
        fits = [n for n in parsed.nouns if n.head.i == token.i and n.record is not None]
        fits += [n for n in parsed.nouns if n.form is Form.NAME and n.first <= token.i < n.end and n.record is not None]
        return (fits[0].record, fits[0]) if fits and fits[0].record is not None else None

    def _office(self, noun: Noun, record: Record) -> Iterator[Found]:
        if noun.kind is not Kind.PERSON or noun.title is None:
            return
        doc = noun.parsed.doc
        words = [w for w in noun.title.split() if w]
        if not words or {w.lower().rstrip(".,") for w in words} <= {"mr", "mrs", "ms", "miss", "us", "sir"}:
            return
        fact = RelationFact(subject=record, relation=Relation.HOLDS_ROLE, object=noun.title)
        first = noun.first
        before = doc[max(noun.first - len(words) - 2, 0) : noun.first].text
        if noun.title in before:
            while first > 0 and noun.title not in doc[first : noun.first].text:
                first -= 1
            yield Found(fact, first, noun.end, "rule:title", noun.head)
            return
        for other in (*children(noun.head, "appos"), noun.head.head):
            if noun.title.split()[-1] in other.text or other.text in noun.title:
                low, high = min(noun.first, other.left_edge.i), max(noun.end, other.i + 1)
                if high - low <= 25:
                    end = high if other.i > noun.end else noun.end
                    yield Found(
                        fact, low if other.i < noun.first else noun.first, end, "rule:title-apposition", noun.head
                    )
                    return

    def _kin(self, noun: Noun, record: Record) -> Iterator[Found]:
        owner = child(noun.head, "poss")
        first, end = noun.first, noun.end
        if owner is None:
            of = next((p for p in children(noun.head, "prep") if p.lower_ == "of"), None)
            owner = child(of, "pobj") if of is not None else None
        found = self._record(noun.parsed, owner)
        if found is None or found[0] is record or found[0].kind not in (Kind.PERSON, Kind.GROUP, Kind.POPULATION):
            return
        other = found[0]
        for apposed in children(noun.head, "appos"):
            held = self._record(noun.parsed, apposed)
            if held is not None and held[0] is record:
                end = max(end, held[1].end)
        word = lemma(noun.head)
        if word in _CHILDREN:
            fact = RelationFact(subject=other, relation=Relation.PARENT_OF, object=record)
        elif word in _PARENTS:
            fact = RelationFact(subject=record, relation=Relation.PARENT_OF, object=other)
        else:
            fact = RelationFact(subject=record, relation=Relation.KIN_OF, object=other)
        yield Found(fact, first, end, "rule:kin", noun.head)

    def _member(self, noun: Noun, record: Record) -> Iterator[Found]:
        """ "members of X", "X fighters"."""
        doc = noun.parsed.doc
        if noun.form is not Form.NOMINAL or noun.kind not in (Kind.PERSON, Kind.GROUP):
            return
        for other in noun.parsed.nouns:
            inside = noun.first <= other.first and other.end <= noun.end and other is not noun
            if not inside or other.form is not Form.NAME or other.kind not in (Kind.GROUP, Kind.ORGANISATION):
                continue
            before = other.end <= noun.head.i and doc[other.head.i].dep_ in ("compound", "nmod", "amod")
            after = lemma(noun.head) in ("member", "fighter", "commander", "leader", "militant", "soldier") and (
                doc[other.first - 1].lower_ in ("of", "the")
            )
            if (before or after) and other.record is not None and other.record is not record:
                fact = RelationFact(subject=record, relation=Relation.MEMBER_OF, object=other.record)
                yield Found(fact, noun.first, noun.end, "rule:member", noun.head)
                return

    def _link(self, noun: Noun, record: Record) -> Iterator[Found]:
        """ "gunmen linked to the government", "factions loyal to X"."""
        if noun.kind not in ACTORS:
            return
        for clause in (*children(noun.head, "acl"), *children(noun.head, "amod")):
            if clause.i < noun.head.i or (lemma(clause) not in _LINKS and clause.lower_ != "loyal"):
                continue
            for prep in children(clause, "prep", "agent"):
                if prep.lower_ in ("to", "with", "by"):
                    found = self._record(noun.parsed, child(prep, "pobj"))
                    if found is not None and found[0] is not record and found[0].kind in (*ACTORS, Kind.PLACE):
                        fact = RelationFact(subject=record, relation=Relation.LINKED_TO, object=found[0])
                        yield Found(fact, noun.first, max(found[1].end, noun.end), "rule:linked", noun.head)

    def _lies(self, noun: Noun, record: Record) -> Iterator[Found]:
        """ "NAME in PLACE", "NAME, PLACE", "PLACE's NAME"."""
        head = noun.head
        targets: list[Token] = [t for t in children(head, "appos") if t.i - noun.end <= 2]
        if head.i not in range(noun.first, noun.end):
            return
        for prep in children(head, "prep"):
            if prep.lower_ == "in" or (prep.lower_ == "of" and noun.form is Form.NOMINAL):
                targets += list(children(prep, "pobj"))
        for verb in children(head, "acl"):
            if lemma(verb) in ("locate", "situate", "lie"):
                targets += [t for p in children(verb, "prep") for t in children(p, "pobj")]
        owner = child(head, "poss")
        if owner is not None:
            targets.append(owner)
        for target in targets:
            found = self._record(noun.parsed, target)
            if found is None or found[0] is record or found[0].kind is not Kind.PLACE:
                continue
            first, end = min(noun.first, found[1].first), max(noun.end, found[1].end)
            fact = RelationFact(subject=record, relation=Relation.LOCATED_IN, object=found[0])
            yield Found(fact, first, end, "rule:lies-in", head)
