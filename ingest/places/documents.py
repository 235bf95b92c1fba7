"""Place names within one document: what stands beside a name, and which places are spoken of together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

from graph.reading import PlaceCandidate

from .keys import place_key
from .lookup import PART, Gazetteer, Place, base_score, ranked

_PARENT = 0.45  # "Paris, Texas"
_SAME_REGION = 0.2  # all regions that the text names are this one
_BESIDE, _MOST_BESIDE = 0.04, 0.12  # places close by that the text names too
_CLOSE = 150.0  # kilometres
_HAMLET = 0.4  # the score of a place that has nothing but its name
_DOUBT = 0.5  # evidence that no text is without
_ROUNDS = 2  # each name is read by the others as they were read before
_GIVEN = 0.5  # what the reader's country shares weigh against those of the places themselves
# ", Texas", " (Kenya)", " in northern Iraq": what names the area that a place lies in
_AFTER = re.compile(
    r"(?:,\s+|\s+\(|,?\s+in\s+(?:the\s+)?(?:[a-z]+(?:ern)?\s+){0,2})"
    r"((?:[A-Z][\w.'\u2019-]*)(?:\s+(?:of\s+)?[A-Z][\w.'\u2019-]*){0,3})"
)
_AREAS = frozenset("CAB")


class DocumentPlaces:
    """The gazetteer as one document sees it. It may stand wherever a ``Gazetteer`` gives candidates.

    Args:
        spans: where the document's place names stand: start and end, in code points.
        context: shares of countries, as for ``Gazetteer.candidates``.
    """

    def __init__(
        self, gazetteer: Gazetteer, text: str, spans: Iterable[tuple[int, int]], context: Mapping[str, float]
    ) -> None:
        self._gazetteer = gazetteer
        self._names: Counter[str] = Counter()
        self._parents: dict[str, list[Place]] = defaultdict(list)
        for start, end in spans:
            name = text[start:end]
            self._names[name] += 1
            self._parents[place_key(name)] += self._area_after(text, end)
        self._given = context
        self._firsts: dict[str, Place] = {}
        for _ in range(_ROUNDS):
            shares = {name: self._without(name) if self._firsts else context for name in self._names}
            found = {name: self._first(name, shares[name]) for name in self._names}
            self._firsts = {name: place for name, place in found.items() if place is not None}
        self._settled = [place for place in self._firsts.values() if place.feature in "PSB"]

    def candidates(self, name: str, context: Mapping[str, float] | None = None) -> tuple[PlaceCandidate, ...]:
        """Readings of a name in this document, best first; the document's own shares of countries are used."""
        found, off = self._gazetteer.places(name), 0.0
        if not found:
            (name, found), off = self._gazetteer.whole(name), PART
        shares, regions = self._without(name), self._regions_without(name)
        return ranked((self._score(name, place, shares, regions) - off, place) for place in found)

    def knows(self, name: str) -> bool:
        """Whether any place goes by this name."""
        return self._gazetteer.knows(name)

    def is_country(self, name: str) -> str | None:
        """The ISO code of the country of this name, or None."""
        return self._gazetteer.is_country(name)

    def countries(self, name: str) -> frozenset[str]:
        """ISO codes of all countries that have a place of this name."""
        return self._gazetteer.countries(name)

    def _area_after(self, text: str, end: int) -> Sequence[Place]:
        """Countries, regions and counties that the words right after a name may be."""
        found = _AFTER.match(text, end)
        if found is None:
            return ()
        words = found[1].split()
        for count in range(len(words), 0, -1):
            for name in (" ".join(words[:count]), " ".join(words[:count]).rstrip(".,")):
                areas = [place for place in self._gazetteer.places(name) if place.feature in _AREAS]
                if areas:
                    return areas
        return ()

    def _without(self, name: str) -> dict[str, float]:
        """Shares of countries as the other names of the document have them: no name speaks for itself.

        What the reader counted is used too, unless the name may be a country's: it is among what was counted.
        """
        key = place_key(name)
        counts: defaultdict[str, float] = defaultdict(float)
        for other, place in self._firsts.items():
            if place_key(other) != key and place.country:
                counts[place.country] += self._names[other] * self._weight(other, place)
        for area in self._areas(key):
            counts[area.country] += 1.0
        total = sum(counts.values()) + _DOUBT
        given = {} if self._gazetteer.is_country(name) is not None else self._given
        if not counts:
            return dict(given)
        weight = _GIVEN if given else 0.0
        codes = {*given, *counts}
        return {code: weight * given.get(code, 0.0) + (1 - weight) * counts[code] / total for code in codes}

    def _weight(self, name: str, place: Place) -> float:
        """How sure a reading is by itself: countries and metropolises speak for others, hamlets hardly do."""
        return max(base_score(name, place, {}) + self._parent(name, place) - _HAMLET, 0.0) * 2

    def _areas(self, key: str) -> Iterator[Place]:
        """Regions told after names other than this one."""
        for other, areas in self._parents.items():
            if other != key:
                yield from (area for area in areas if area.feature == "A")

    def _first(self, name: str, context: Mapping[str, float]) -> Place | None:
        scored = [
            (base_score(name, place, context) + self._parent(name, place), place)
            for place in self._gazetteer.places(name)
        ]
        return max(scored, key=lambda pair: (pair[0], pair[1].population))[1] if scored else None

    def _regions_without(self, name: str) -> dict[tuple[str, str], float]:
        """Shares of the first-level regions that the other names are, or lie in."""
        key = place_key(name)
        counts: Counter[tuple[str, str]] = Counter()
        for other, place in self._firsts.items():
            if place_key(other) != key and place.feature in "AB" and place.region:
                counts[(place.country, place.region)] += self._names[other]
        for area in self._areas(key):
            counts[(area.country, area.region or "")] += 1
        total = counts.total()
        return {region: count / total for region, count in counts.items()}

    def _score(
        self, name: str, place: Place, context: Mapping[str, float], regions: Mapping[tuple[str, str], float]
    ) -> float:
        score = base_score(name, place, context) + self._parent(name, place)
        if place.feature in "PSB":
            score += _SAME_REGION * regions.get((place.country, place.region or ""), 0.0)
        return min(score + self._beside(name, place), 0.99)

    def _parent(self, name: str, place: Place) -> float:
        return _PARENT if any(_inside(place, area) for area in self._parents.get(place_key(name), ())) else 0.0

    def _beside(self, name: str, place: Place) -> float:
        if place.feature not in "PSB":
            return 0.0
        key = place_key(name)
        near = sum(1 for other in self._near(place) if place_key(other.name) != key)
        return min(_BESIDE * near, _MOST_BESIDE)

    def _near(self, place: Place) -> Iterator[Place]:
        for other in self._settled:
            if other.id != place.id and kilometres(place, other) <= _CLOSE:
                yield other


def _inside(place: Place, area: Place) -> bool:
    """Whether a place lies in an area; the area itself does not."""
    if place.id == area.id or place.country != area.country or place.feature in "CL":
        return False
    if area.feature == "C":
        return True
    if place.feature == "A" or place.region != area.region:
        return False
    return area.feature == "A" or (place.feature != "B" and kilometres(place, area) <= _CLOSE / 2)


def kilometres(one: Place, other: Place) -> float:
    """The distance between two places along the ground."""
    first, last = radians(one.latitude), radians(other.latitude)
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    part = sin((last - first) / 2) ** 2 + cos(first) * cos(last) * across
    return 12_742.0 * asin(sqrt(min(part, 1.0)))
