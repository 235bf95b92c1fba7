"""Turtle and TriG text, the same bytes for the same triples whatever the hash seed.

Of rdflib's own writers only Turtle's is repeatable, and TriG's raises a deprecation of its own library.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from rdflib import RDF, XSD, Dataset, Literal
from rdflib.term import Node as Term

from .rdf_terms import PREFIXES

Quad = tuple[Term, Term, Term, Term | None]
Triple = tuple[str, str, str]  # terms as text

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"(.*[#/])([A-Za-z][A-Za-z0-9_]*)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_INTEGER = re.compile("-?[0-9]+")


def serialise_turtle(dataset: Dataset) -> str:
    """The default graph as Turtle. Named graphs are left out: Turtle would assert what they only report."""
    return turtle(_quads(dataset))


def serialise_trig(dataset: Dataset) -> str:
    """All graphs as TriG: the default graph, then the named ones by name."""
    return trig(_quads(dataset))


def turtle(quads: Iterable[Quad]) -> str:
    """As ``serialise_turtle``, of quads whose graph is None for the default graph; a quad may come twice."""
    return "".join([*_prefixes(), *_subjects(_by_graph(quads).get("", []))])


def trig(quads: Iterable[Quad]) -> str:
    """As ``serialise_trig``, of quads whose graph is None for the default graph; a quad may come twice."""
    default, *named = sorted({"": [], **_by_graph(quads)}.items())
    parts = [*_prefixes(), *_subjects(default[1])]
    for name, triples in named:
        parts += [f"\nGRAPH {name} {{", *_subjects(triples), "}\n"]
    return "".join(parts)


def _quads(dataset: Dataset) -> Iterator[Quad]:
    for subject, predicate, thing, graph in dataset.quads((None, None, None, None)):
        yield subject, predicate, thing, None if graph == dataset.default_graph.identifier else graph


def _by_graph(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Terms as text, sorted, without repetitions, by the name of their graph ("" for the default graph)."""
    text = _Terms()
    found: dict[str, set[Triple]] = defaultdict(set)
    for subject, predicate, thing, graph in quads:
        verb = "a" if predicate == RDF.type else text[predicate]
        found["" if graph is None else text[graph]].add((text[subject], verb, text[thing]))
    return {
        graph: sorted(triples, key=lambda triple: (triple[0], triple[1] != "a", triple))
        for graph, triples in found.items()
    }


def _prefixes() -> Iterator[str]:
    return (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))


def _subjects(triples: Iterable[Triple]) -> Iterator[str]:
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        lines = (f"    {predicate} {thing}" for _, predicate, thing in group)
        yield f"\n{subject}\n" + " ;\n".join(lines) + " .\n"


class _Terms(dict[Term, str]):
    """Terms as Turtle writes them; each is worked out once."""

    def __missing__(self, term: Term) -> str:
        text = self[term] = _literal(term) if isinstance(term, Literal) else _name(term)
        return text


def _literal(term: Literal) -> str:
    text = str(term)
    if (term.datatype == XSD.integer and _INTEGER.fullmatch(text)) or term.datatype == XSD.boolean:
        return text
    quoted = f'"{text.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{_name(term.datatype)}" if term.datatype else quoted


def _name(term: Term) -> str:
    parts = _LOCAL.fullmatch(str(term))
    if parts and parts[1] in _PREFIX_OF:
        return f"{_PREFIX_OF[parts[1]]}:{parts[2]}"
    return term.n3()
