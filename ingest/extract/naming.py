"""Names of one party: the same name, a part of one known full name, an acronym."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.identity import name_key
from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from ..places.documents import DocumentPlaces
from ..places.keys import place_key
from .clusters import BODIES, Cluster, Clusters, end_of, initials_of
from .parts import Noun, Parsed

_SURE = 0.75  # two spellings with the same best place at this score are one place
_LOCATIVE = frozenset({"in", "at", "from", "to", "near", "into"})
_SUBJECT_LIKE = frozenset({"nsubj", "nsubjpass", "poss"})
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z.&-]{1,9})\s*\)")


class Naming:
    """Links the names of a document."""

    def __init__(self, lexicon: Lexicon, places: DocumentPlaces, clusters: Clusters) -> None:
        self.lexicon = lexicon
        self.places = places
        self.clusters = clusters
        self._by_key: dict[tuple[str, str], Cluster] = {}

    def mend_kinds(self, named: list[Noun]) -> None:
        """One name, one kind: the majority's; a part of a known person's full name is that person."""
        votes: dict[str, Counter[Kind]] = defaultdict(Counter)
        named = [noun for noun in named if self.places.is_country(noun.name) is None]  # a place or its government
        for noun in named:
            votes[name_key(noun.name)][noun.kind] += 1
        parts = {
            word
            for noun in named
            if noun.kind is Kind.PERSON and noun.end - noun.first > 1
            for word in (name_key(noun.name).split()[-1], name_key(noun.name).split()[0])
        }
        for noun in named:
            key = name_key(noun.name)
            located = noun.head.dep_ == "pobj" and noun.head.head.lower_ in _LOCATIVE
            if key in parts and not (noun.kind is Kind.PLACE and (located or noun.head.dep_ not in _SUBJECT_LIKE)):
                noun.kind = Kind.PERSON
            elif not noun.method.startswith("list"):
                noun.kind = max(votes[key], key=lambda kind: (votes[key][kind], kind.value))

    def link(self, named: list[Noun]) -> None:
        """Gives every name its party."""
        full: dict[str, set[str]] = defaultdict(set)
        for noun in named:
            key = self._key(noun)
            if noun.kind is Kind.PERSON and len(key.split()) > 1:
                full[key.split()[0]].add(key)
                full[key.split()[-1]].add(key)
        for noun in named:
            key = self._key(noun)
            if noun.kind is Kind.PERSON:
                key = self._whole_person(key, full)
            elif noun.kind in BODIES and " " not in key:
                key = self._whole_body(key, named)
            self.clusters.add(noun, self._named_cluster(noun, key))

    def _whole_person(self, key: str, full: Mapping[str, set[str]]) -> str:
        """A surname, first name or shorter name stands for the one full name that it is part of."""
        if " " not in key:
            fits = full.get(key, set())
        else:
            fits = {name for name in full.get(key.split()[-1], ()) if name.endswith(" " + key)}
        return next(iter(fits)) if len(fits) == 1 else key

    def _whole_body(self, key: str, named: list[Noun]) -> str:
        """ "the Church", "the Observatory": the one body whose longer name has that head."""
        heads = {
            self._key(n)
            for n in named
            if n.kind in BODIES and n.end - n.first > 1 and key in (n.head.lower_, n.parsed.doc[n.first].lower_)
        }
        if key not in self.lexicon.names["organisation_heads"] | self.lexicon.names["government_heads"]:
            return key
        return next(iter(heads)) if len(heads) == 1 else key

    def _key(self, noun: Noun) -> str:
        if noun.kind is Kind.PLACE:
            known = self.places.candidates(noun.name)
            return known[0].gazetteer if known and known[0].score >= _SURE else place_key(noun.name)
        if noun.kind is Kind.GOVERNMENT:
            country = self.lexicon.demonyms.get(noun.name.lower()) or self.places.is_country(noun.name)
            if country is not None:
                return f"country {country}"
        text = self.lexicon.aliases.get(noun.name.lower(), noun.name)
        return name_key(re.sub(r"^(the|The)\s+", "", text))

    def _named_cluster(self, noun: Noun, key: str) -> Cluster:
        group = "body" if noun.kind in (Kind.ORGANISATION, Kind.GROUP) else noun.kind.value
        cluster = self._by_key.get((group, key))
        if cluster is None:
            cluster = self._by_key[(group, key)] = Cluster(noun.kind, True)
            cluster.full_name = self._full_name(noun)
        elif noun.kind is Kind.PERSON and cluster.full_name is None:
            cluster.full_name = self._full_name(noun)
        return cluster

    def _full_name(self, noun: Noun) -> str | None:
        text = noun.name
        if noun.kind is Kind.PERSON:
            return text if len(name_key(text).split()) > 1 else None
        if noun.kind in BODIES:
            alias = self.lexicon.aliases.get(text.lower())
            if alias is not None:
                return alias
            if noun.kind is Kind.GOVERNMENT and self._key(noun).startswith("country "):
                return None
            enough = noun.end - noun.first > 1 or text.lower() in self.lexicon.names["armed_groups"]
            return text if enough and noun.kind is not Kind.GROUP else None
        return None

    def join_acronyms(self, sentences: Sequence[Parsed]) -> None:
        """Joins "Full Name (FN)" with later "FN", and an acronym with the one body whose initials it is."""
        bodies = {k: c for (g, k), c in self._by_key.items() if g in ("body", Kind.GOVERNMENT.value)}
        pairs = {name_key(s): long for one in sentences for long, s in self._bracketed(one)}
        for key, cluster in list(bodies.items()):
            if " " in key or len(key) < 2:
                continue
            target = pairs.get(key)
            if target is None and len(key) >= 3 and cluster.nouns[0].name.isupper():
                fits = [c for k, c in bodies.items() if " " in k and initials_of(k) == key]
                target = fits[0] if len(fits) == 1 else None
            if target is not None and target is not cluster:
                self._join(cluster, target)

    def _bracketed(self, one: Parsed) -> list[tuple[Cluster, str]]:
        found = []
        for match in _ACRONYM.finditer(one.doc.text):
            before = [
                noun
                for noun in one.nouns
                if noun.form is Form.NAME and 0 <= match.start() - end_of(noun) <= 2 and noun.kind in BODIES
            ]
            found += [(cluster, match.group(1)) for noun in before if (cluster := self.clusters.of(noun))]
        return found

    def _join(self, small: Cluster, large: Cluster) -> None:
        self.clusters.merge(small, large)
        self._by_key = {key: large if cluster is small else cluster for key, cluster in self._by_key.items()}
