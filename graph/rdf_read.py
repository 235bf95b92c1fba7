"""The subgraph that a dataset was made from. Only the default graph is read: named graphs repeat what it says."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from rdflib import RDF, Dataset, URIRef
from rdflib.term import Node as Term

from .interchange import label_of, unreadable
from .labels import OA, PROV, RELS, SCHEMA, Rel
from .rdf_terms import VIEW, cg, ident_of, iri, property_name, value_of
from .subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph
from .writes import Value

_T = TypeVar("_T")
_K = TypeVar("_K", str, int, bool)

_RELATIONSHIPS = {iri(spec.rdf): rel for rel, spec in RELS.items()}
_LABEL = cg("nodeLabel")
_POSITION = iri(SCHEMA + "position")


def from_rdf(dataset: Dataset) -> Subgraph:
    """The subgraph of a dataset that ``to_rdf`` made, whole or read from its Turtle or TriG text.

    Raises:
        BadInput: something is missing, said twice, or none of casegraph's.
    """
    return _Reader(dataset).subgraph()


class _Reader:
    """What the default graph says, by subject and predicate."""

    def __init__(self, dataset: Dataset) -> None:
        self.said: dict[Term, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, thing in dataset.default_graph:
            self.said[subject][predicate].append(thing)

    def subgraph(self) -> Subgraph:
        return Subgraph(
            nodes=self._placed(_LABEL, cg("viewPosition"), self._node),
            edges=self._placed(RDF.predicate, cg("viewPosition"), self._edge),
            claims=self._placed(cg("claimPosition"), cg("claimPosition"), self._claim),
            truncated=self._value(VIEW, cg("isTruncated"), bool),
            total_nodes=self._value(VIEW, cg("totalNodes"), int),
        )

    def _placed(self, mark: URIRef, position: URIRef, read: Callable[[Term], _T]) -> tuple[_T, ...]:
        """All subjects that have the predicate ``mark``, in the order that ``position`` says."""
        found = [subject for subject, said in self.said.items() if mark in said]
        return tuple(map(read, sorted(found, key=lambda subject: self._value(subject, position, int))))

    def _node(self, subject: Term) -> Node:
        label = label_of(self._value(subject, _LABEL, str))
        return Node(ident_of(subject), label, self._properties(subject))

    def _edge(self, subject: Term) -> Edge:
        predicate = self._one(subject, RDF.predicate)
        rel: Rel = _RELATIONSHIPS.get(predicate) or unreadable("a relationship has a type that is none of casegraph's")  # type: ignore[call-overload]
        start, end = (ident_of(self._one(subject, which)) for which in (RDF.subject, RDF.object))
        return Edge(ident_of(subject), rel, start, end, self._properties(subject))

    def _claim(self, subject: Term) -> ClaimDetail:
        published = cg("reportPublished")
        return ClaimDetail(
            id=ident_of(subject),
            report=ident_of(self._one(subject, iri(SCHEMA + "appearance"))),
            report_name=self._value(subject, cg("reportName"), str),
            published=self._value(subject, published, str) if published in self.said[subject] else None,
            kind=self._value(subject, cg("claimKind"), str),
            predicate=self._value(subject, cg("claimPredicate"), str),
            certainty=self._value(subject, cg("claimCertainty"), str),
            polarity=self._value(subject, cg("claimPolarity"), str),
            actuality=self._value(subject, cg("claimActuality"), str),
            scope_open=self._value(subject, cg("scopeOpen"), bool),
            speakers=tuple(map(self._speaker, self._parts(subject, iri(PROV + "qualifiedAttribution")))),
            evidence=tuple(map(self._span, self._parts(subject, iri(PROV + "wasQuotedFrom")))),
        )

    def _parts(self, subject: Term, predicate: URIRef) -> Iterable[Term]:
        """A claim's links of one kind, in order. The claim's node may have others, which carry no position."""
        parts = [part for part in self.said[subject].get(predicate, ()) if _POSITION in self.said.get(part, ())]
        return sorted(parts, key=lambda part: self._value(part, _POSITION, int))

    def _speaker(self, link: Term) -> str:
        return self._value(self._one(link, iri(PROV + "agent")), iri(SCHEMA + "name"), str)

    def _span(self, source: Term) -> EvidenceSpan:
        selector = {
            kind: part
            for part in self.said[source].get(iri(OA + "hasSelector"), ())
            for kind in self.said[part][RDF.type]
        }
        position, words = (selector.get(iri(OA + kind)) for kind in ("TextPositionSelector", "TextQuoteSelector"))
        if position is None or words is None:
            unreadable("a span lacks its position or its words")
        return EvidenceSpan(
            quote=self._value(words, iri(OA + "exact"), str),
            start=self._value(position, iri(OA + "start"), int),
            end=self._value(position, iri(OA + "end"), int),
            sentence=self._value(source, cg("sentenceText"), str),
            sentence_id=ident_of(self._one(source, cg("ofSentence"))),
            sentence_start=self._value(source, cg("sentenceStart"), int),
        )

    def _properties(self, subject: Term) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for predicate, things in self.said[subject].items():
            name = property_name(predicate)
            if name is not None and not all(isinstance(thing, URIRef) for thing in things):
                found[name] = value_of(self._one(subject, predicate))
        return found

    def _value(self, subject: Term, predicate: URIRef, kind: type[_K]) -> _K:
        value = value_of(self._one(subject, predicate))
        return value if type(value) is kind else unreadable(f"{predicate} needs another kind of value")

    def _one(self, subject: Term, predicate: Term) -> Term:
        things = self.said.get(subject, {}).get(predicate, [])
        return things[0] if len(things) == 1 else unreadable(f"{predicate} is missing or said twice")
