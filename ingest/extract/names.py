"""Finds names: the model's entities, mended by word lists and the gazetteer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from spacy.tokens import Doc, Token

from graph.vocabulary import Kind

from ..language.lexicon import Lexicon
from ..places.lookup import Gazetteer

Named = tuple[int, int, Kind, str]  # first token, end (exclusive), kind, method
_LABELS = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANISATION, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.FACILITY}
_LONGEST = 7
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "around",
        "outside",
        "inside",
        "across",
        "throughout",
        "toward",
        "towards",
        "into",
        "of",
        "on",
    ]
)
_DIRECTIONS = frozenset(
    {
        f"{point}{end}"
        for point in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
        for end in ("", "ern")
    }
    | {"central", "north-eastern", "north-western", "south-eastern", "south-western", "upper"}
)
_BEFORE_PLACE = frozenset(
    ["town", "city", "village", "district", "province", "region", "camp", "suburb", "neighbourhood", "port", "hamlet"]
)


def country_context(docs: Iterable[Doc], lexicon: Lexicon, gazetteer: Gazetteer) -> dict[str, float]:
    """How much a document speaks of each country: shares by ISO code, from country names and demonyms."""
    counts: Counter[str] = Counter()
    for doc in docs:
        for token in doc:
            if not token.text[:1].isupper():
                continue
            code = lexicon.demonyms.get(token.lower_)
            if code is None and token.pos_ == "PROPN" and len(token.text) > 3:
                code = gazetteer.is_country(token.text)
            if code is not None:
                counts[code] += 1
        for ent in doc.ents:
            if ent.label_ == "GPE" and len(ent) > 1:
                code = gazetteer.is_country(ent.text)
                if code is not None:
                    counts[code] += 1
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}


class NameFinder:
    """Finds the names of one document's sentences.

    Args:
        context: shares of countries, as ``country_context`` gives them.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, context: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.context = {code for code, share in context.items() if share >= 0.15}

    def find(self, doc: Doc) -> list[Named]:
        """Names in order, without overlaps. Word lists win over places, places over the model."""
        taken: set[int] = set()
        found: list[Named] = []
        for candidates in (self._listed(doc), self._places(doc), self._entities(doc)):
            for named in map(partial(_with_direction, doc), candidates):
                indices = range(named[0], named[1])
                if taken.isdisjoint(indices):
                    taken.update(indices)
                    found.append(named)
        return sorted(found)

    def _listed(self, doc: Doc) -> list[Named]:
        found: list[Named] = []
        first = 0
        while first < len(doc):
            hit = self._listed_at(doc, first)
            if hit is not None:
                found.append(hit)
            first = hit[1] if hit is not None else first + 1
        return found

    def _listed_at(self, doc: Doc, first: int) -> Named | None:
        if not doc[first].text[0].isupper() and not doc[first].text.startswith("al"):
            return None
        for end in range(min(first + _LONGEST, len(doc)), first, -1):
            text = doc[first:end].text
            if len(text) <= 4 and not text.replace(".", "").isupper():
                continue
            key = text.lower()
            if key in self.lexicon.names["armed_groups"]:
                return (first, end, Kind.GROUP, "list:armed-groups")
            if key in self.lexicon.names["organisations"]:
                return (first, end, Kind.ORGANISATION, "list:organisations")
        return None

    def _places(self, doc: Doc) -> list[Named]:
        found: list[Named] = []
        first = 0
        while first < len(doc):
            hit = self._place_at(doc, first)
            if hit is not None:
                found.append(hit)
            first = hit[1] if hit is not None else first + 1
        return found

    def _place_at(self, doc: Doc, first: int) -> Named | None:
        start = doc[first]
        if not start.text[0].isupper() or start.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            return None
        for end in range(min(first + 4, len(doc)), first, -1):
            tokens = list(doc[first:end])
            if not tokens[-1].text[0].isupper() or len(tokens[0].text) < 2:
                continue
            text = doc[first:end].text
            if self._never(text) or not self.gazetteer.knows(text):
                continue
            if self._is_place(doc, first, end, text):
                return (first, self._with_head(doc, end), Kind.PLACE, "gazetteer")
        return None

    def _never(self, text: str) -> bool:
        key = text.lower()
        lists = self.lexicon
        return (
            key in lists.names["not_names"]
            or key in lists.names["peoples"]
            or key in lists.demonyms
            or key in lists.nouns["titles"]
            or lists.is_noun(key, "person", "group", "organisation", "place", "facility", "object")
        )

    def _is_place(self, doc: Doc, first: int, end: int, text: str) -> bool:
        """Whether the words are used as the place: many place names are also words, or people's names."""
        labels = {doc[i].ent_type_ for i in range(first, end)}
        if self._inside_longer_name(doc, first, end):
            return False
        if self.gazetteer.is_country(text) is not None:
            return labels != {"PERSON"}
        near = bool(self.context & self.gazetteer.countries(text))
        before = doc[first - 1] if first else None
        led = before is not None and (before.lower_ in _LOCATIVE or before.lower_ in _BEFORE_PLACE)
        if labels <= {"GPE", "LOC", "FAC"}:
            return True
        if "PERSON" in labels or "ORG" in labels:
            return near and (led or self._listed_with_places(doc, first)) and end - first <= 2
        return near and led and doc[first].pos_ == "PROPN"

    def _listed_with_places(self, doc: Doc, first: int) -> bool:
        before = doc[max(first - 2, 0) : first]
        return any(token.text in (",", "and") for token in before) and any(
            token.ent_type_ in ("GPE", "LOC") for token in doc[max(first - 4, 0) : first]
        )

    def _inside_longer_name(self, doc: Doc, first: int, end: int) -> bool:
        """Part of a person's or body's longer name ("Ostraven Brigade", "Jordan Smith")?"""
        token = doc[first]
        if token.ent_type_ not in ("PERSON", "ORG"):
            return False
        run = [t for t in doc if t.ent_type_ == token.ent_type_ and abs(t.i - token.i) <= _LONGEST]
        same = [t for t in run if _one_entity(doc, t.i, token.i)]
        others = [t for t in same if not first <= t.i < end and t.text[0].isupper()]
        return bool(others)

    def _with_head(self, doc: Doc, end: int) -> int:
        """Takes a following generic word into the name: "Ostraven province", but not "Ostraven suburb"."""
        if end < len(doc) and doc[end].lower_ in ("province", "governorate", "district", "state", "county", "region"):
            return end + 1
        return end

    def _entities(self, doc: Doc) -> list[Named]:
        found = []
        for ent in doc.ents:
            kind = _LABELS.get(ent.label_)
            trimmed = _trim(doc, ent.start, ent.end, self.lexicon, person=kind is Kind.PERSON)
            if trimmed is None:
                continue
            first, end = trimmed
            if ent.label_ == "NORP":
                kind = self._people(doc[end - 1])
            elif kind is not None:
                kind = self._mended(doc, first, end, kind)
            if kind is not None:
                found.append((first, end, kind, f"model:{ent.label_.lower()}"))
        return found

    def _people(self, token: Token) -> Kind | None:
        """A people's name is a participant only where it heads its phrase; as an adjective it is none."""
        return Kind.POPULATION if token.tag_ in ("NNS", "NNPS") and token.dep_ not in ("compound", "amod") else None

    def _mended(self, doc: Doc, first: int, end: int, kind: Kind) -> Kind | None:
        text, last = doc[first:end].text, doc[end - 1].lower_
        names = self.lexicon.names
        key = text.lower()
        if key in names["not_names"] or not any(c.isalpha() for c in text) or text.islower():
            return None
        if key in names["peoples"] or key in self.lexicon.demonyms:
            return self._people(doc[end - 1])
        if last in names["government_heads"] or doc[first].lower_ in ("ministry", "government"):
            return Kind.GOVERNMENT
        if last in names["group_heads"]:
            return Kind.GROUP
        if kind is Kind.PERSON:
            return Kind.ORGANISATION if last in names["organisation_heads"] else kind
        if last in names["facility_heads"]:
            return Kind.FACILITY
        if last in names["place_heads"] or doc[first].lower_ in ("mount", "lake"):
            return Kind.PLACE
        if end - first == 1 and self.lexicon.is_noun(doc[first].lemma_.lower(), "person", "group", "population"):
            return None
        return kind


def _with_direction(doc: Doc, named: Named) -> Named:
    """ "northern Ruritania" is another place than Ruritania."""
    first, end, kind, method = named
    if kind is Kind.PLACE and first > 0 and doc[first - 1].lower_ in _DIRECTIONS:
        return (first - 1, end, kind, method)
    return named


def _one_entity(doc: Doc, one: int, other: int) -> bool:
    low, high = min(one, other), max(one, other)
    return all(doc[i].ent_iob_ == "I" for i in range(low + 1, high + 1))


def _trim(doc: Doc, first: int, end: int, lexicon: Lexicon, *, person: bool) -> tuple[int, int] | None:
    """Cuts articles, titles (of persons), possessive marks and punctuation off a name."""
    while first < end and (
        doc[first].pos_ in ("DET", "PUNCT", "ADP", "CCONJ")
        or doc[first].lower_ == "the"
        or (person and end - first > 1 and doc[first].lower_ in lexicon.nouns["titles"])
        or (person and end - first > 1 and doc[first].lower_ in lexicon.demonyms)
    ):
        first += 1
    while end > first and (doc[end - 1].pos_ in ("PUNCT", "PART") or doc[end - 1].text in ("'s", "’s", "'", "’")):
        end -= 1
    return (first, end) if first < end else None
