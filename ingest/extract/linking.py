"""Who is who within one report: names by their letters, everything else as the network links it."""

from graph.identity import name_key
from graph.reading import PlaceCandidate, Record
from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from ..places.documents import DocumentPlaces
from .clusters import BODIES, Cluster, Clusters
from .naming import Naming
from .participants import ParticipantMaker
from .parts import Noun, child, lemma
from .sight import Sight

_PEOPLE = frozenset({Kind.PERSON, Kind.GROUP, Kind.POPULATION})
_SITES = frozenset({Kind.PLACE, Kind.FACILITY})
_SINGULAR = frozenset(
    {
        "he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me", "my", "mine", "myself",
    }
)  # fmt: skip


class Linker:
    """Links the participants of one document and makes their records."""

    def __init__(self, lexicon: Lexicon, places: DocumentPlaces) -> None:
        self.lexicon = lexicon
        self.places = places
        self.clusters = Clusters()
        self._counted: dict[str, list[Cluster]] = {}  # parties told by number ("two gunmen"), by the head of the phrase

    def link(self, sight: Sight, participants: ParticipantMaker) -> list[Record]:
        """Sets ``record`` on every participant that is known, and returns the records in text order."""
        named = [n for one in sight.parsed for n in one.nouns if n.form is Form.NAME]
        names = Naming(self.lexicon, self.places, self.clusters)
        names.mend_kinds(named)
        names.link(named)
        names.join_acronyms(sight.parsed)
        self._seen(sight, participants)
        return self._records()

    def _seen(self, sight: Sight, participants: ParticipantMaker) -> None:
        """Hangs every phrase and pronoun on the party of the mention that the network links it to."""
        for place, seen in enumerate(sight.seen.mentions):
            noun = participants.made[place]
            before = participants.made.get(seen.link) if seen.link is not None else None
            target = self.clusters.of(before) if before is not None and before is not noun else None
            mine = self.clusters.of(noun)
            if mine is not None:
                if target is not None and target is not mine and self._one(mine, target, noun):
                    self.clusters.merge(mine, target) if target.named else self.clusters.merge(target, mine)
                continue
            if target is not None and not (self._fits(noun, target) and self._told_apart(noun, target)):
                target = None
            if target is None and noun.form is Form.PRONOUN:
                continue
            party = target or Cluster(noun.kind, False)
            self.clusters.add(noun, party)
            if child(noun.head, "nummod") is not None:
                self._counted.setdefault(lemma(noun.head), []).append(party)

    def _told_apart(self, noun: Noun, target: Cluster) -> bool:
        """Not "three gunmen" for "two gunmen", nor then "the gunmen" for either: that stays open."""
        number = child(noun.head, "nummod")
        if number is not None and any(
            other is not None and other.lower_ != number.lower_ and lemma(n.head) == lemma(noun.head)
            for n in target.nouns if (other := child(n.head, "nummod")) is not None
        ):  # fmt: skip
            return False
        counted = self._counted.get(lemma(noun.head), [])
        return noun.form is not Form.NOMINAL or all(party is target for party in counted) or target not in counted

    def _one(self, mine: Cluster, target: Cluster, noun: Noun) -> bool:
        """Whether a name and what the network links it to may be one party: of two names, one must hold the other."""
        if not _alike(mine.kind, target.kind) or noun.form is not Form.NAME:
            return False
        if not (mine.named and target.named):
            return True
        return mine.kind not in _SITES and any(_held(noun, other) for other in target.nouns if other.form is Form.NAME)

    def _fits(self, noun: Noun, target: Cluster) -> bool:
        if noun.form is Form.PRONOUN:
            return not (noun.head.lower_ in _SINGULAR and target.kind not in (Kind.PERSON, Kind.GROUP, Kind.POPULATION))
        return _alike(noun.kind, target.kind)

    def _records(self) -> list[Record]:
        records: dict[tuple[str, int, int], Record] = {}
        for cluster in self.clusters.every:
            nouns = [n for n in cluster.nouns if n.form is not Form.PRONOUN]
            if not nouns:
                continue
            first = min(nouns, key=lambda n: (n.form is not Form.NAME, n.parsed.sentence.span.start, n.first))
            anchor = min(nouns, key=lambda n: (n.span.start, n.span.end)).span
            named = [n for n in nouns if n.form is Form.NAME]
            name = max((n.name for n in named), key=len) if named else first.text
            record = Record(
                kind=cluster.kind, name=" ".join(name.split()), anchor=anchor, method=first.method,
                full_name=cluster.full_name, candidates=self._candidates(cluster, named),
            )  # fmt: skip
            record = records.setdefault(record.key, record)
            official = any(n.official for n in nouns)
            title = next((n.title for n in nouns if n.title), None)
            for noun in cluster.nouns:
                noun.record = record
                noun.official = noun.official or official
                noun.title = noun.title or title
        return sorted(records.values(), key=lambda r: (r.anchor.start, r.anchor.end))

    def _candidates(self, cluster: Cluster, named: list[Noun]) -> tuple[PlaceCandidate, ...]:
        if cluster.kind is not Kind.PLACE or not named:
            return ()
        return self.places.candidates(named[0].name)


def _held(one: Noun, other: Noun) -> bool:
    """Whether the words of one name are all words of the other."""
    left, right = set(name_key(one.name).split()), set(name_key(other.name).split())
    return left <= right or right <= left


def _alike(one: Kind, other: Kind) -> bool:
    if one is other:
        return True
    families = (_PEOPLE, frozenset(BODIES), _SITES | {Kind.GOVERNMENT})
    return any(one in family and other in family for family in families)
