"""IRIs and literals: every id, property and value has exactly one RDF term, and the term gives it back.

No blank nodes: whatever has no id of its own (a selector, a link of an attribution chain) is named after what
it belongs to, with a fragment. An id's own ``#`` is percent-encoded, so no id can look like such a name.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from rdflib import RDF, XSD, Literal, URIRef

from .interchange import NOT_XML, decode, encode, parsed, truth, unreadable
from .labels import CASEGRAPH, OA, PROV, SCHEMA, SEM
from .writes import Value

THINGS = "urn:casegraph:"
VIEW = URIRef(THINGS + "#view")  # the subgraph itself
JSON = RDF.JSON
PREFIXES = {
    "cg": CASEGRAPH, "oa": OA, "prov": PROV, "rdf": str(RDF), "schema": SCHEMA, "sem": SEM, "xsd": str(XSD),
}  # fmt: skip

# Properties that schema.org has a term for; all others are terms of ours.
_COMMON = {
    "name": "name", "title": "headline", "publisher": "publisher", "published": "datePublished", "url": "url",
    "language": "inLanguage", "latitude": "latitude", "longitude": "longitude",
}  # fmt: skip
_COMMON_NAMES = {URIRef(SCHEMA + term): name for name, term in _COMMON.items()}
_PLAIN = re.compile("[a-z][a-z0-9_]*")  # terms of ours that are no property have a capital letter or IRI values
_SPECIAL = CASEGRAPH + "-"


@cache
def iri(text: str) -> URIRef:
    """A term of a vocabulary."""
    return URIRef(text)


@cache
def cg(name: str) -> URIRef:
    """A term of casegraph's own vocabulary."""
    return URIRef(CASEGRAPH + name)


@lru_cache(maxsize=100_000)
def thing(ident: str, part: str = "") -> URIRef:
    """The IRI of what has this id, or of a part of it that has none."""
    name = THINGS + quote(ident, safe=":", errors="surrogatepass")
    return URIRef(f"{name}#{part}" if part else name)


def ident_of(term: object) -> str:
    """The id that an IRI of ``thing`` was made from.

    Raises:
        BadInput: the term is no such IRI.
    """
    if not isinstance(term, URIRef) or not term.startswith(THINGS) or "#" in term:
        unreadable(f"an IRI that begins with {THINGS} is missing where one is needed")
    return unquote(term.removeprefix(THINGS), errors="surrogatepass")


@lru_cache(maxsize=1_000)
def property_term(name: str) -> URIRef:
    """The predicate of a property."""
    if name in _COMMON:
        return URIRef(SCHEMA + _COMMON[name])
    return cg(name) if _PLAIN.fullmatch(name) else URIRef(_SPECIAL + quote(name, safe="", errors="surrogatepass"))


@lru_cache(maxsize=1_000)
def property_name(term: URIRef) -> str | None:
    """The property that a predicate stands for, or None if it stands for none."""
    if term in _COMMON_NAMES:
        return _COMMON_NAMES[term]
    if term.startswith(_SPECIAL):
        return unquote(term.removeprefix(_SPECIAL), errors="surrogatepass")
    name = term.removeprefix(CASEGRAPH)
    return name if name != term and _PLAIN.fullmatch(name) else None


def literal(value: Value) -> Literal:
    """The literal of a property value. Lists, infinities and text that XML cannot hold are ``rdf:JSON``."""
    match value:
        case bool():
            return Literal(str(value).lower(), datatype=XSD.boolean)
        case int():
            return Literal(str(value), datatype=XSD.integer)
        case float() if math.isfinite(value):
            return Literal(repr(value), datatype=XSD.double, normalize=False)
        case datetime():
            return Literal(value.isoformat(), datatype=XSD.dateTime, normalize=False)
        case str() if not NOT_XML.search(value):  # an xsd:string holds what XML holds
            return Literal(value)
    return Literal(json.dumps(encode(value)), datatype=JSON)


def value_of(term: object) -> Value:
    """The property value of a literal.

    Raises:
        BadInput: it is no literal of ``literal``'s.
    """
    if not isinstance(term, Literal):
        unreadable("an IRI stands where a literal is needed")
    if term.datatype not in _READERS:
        unreadable("a literal has a datatype that casegraph does not write")
    return parsed(_READERS[term.datatype], str(term))


def _json(text: str) -> Value:
    return decode(json.loads(text))


_READERS: dict[URIRef | None, Callable[[str], Value]] = {
    None: str,
    XSD.boolean: truth,
    XSD.integer: int,
    XSD.nonNegativeInteger: int,
    XSD.double: float,
    XSD.dateTime: datetime.fromisoformat,
    JSON: _json,
}
