"""Who is who within one report: only the plainest links; whatever could be two parties stays two."""

from collections.abc import Mapping, Sequence

from graph.reading import PlaceCandidate, Record
from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from ..places.lookup import Gazetteer
from .clusters import BODIES, DEFINITE, Cluster, Clusters, count_of, counted, definite_phrase, indefinite, words_of
from .naming import Naming
from .parts import Noun, Parsed, child, lemma

_ANYBODY = frozenset(
    {"people", "person", "dead", "death", "other", "victim", "personnel", "body", "casualty", "killing"}
)
_GENERIC = {
    "town": (Kind.PLACE,), "city": (Kind.PLACE,), "village": (Kind.PLACE,), "country": (Kind.PLACE,),
    "nation": (Kind.PLACE,), "group": (Kind.GROUP, Kind.ORGANISATION), "organisation": (Kind.GROUP, Kind.ORGANISATION),
    "organization": (Kind.GROUP, Kind.ORGANISATION), "militia": (Kind.GROUP,), "movement": (Kind.GROUP,),
}  # fmt: skip


class Resolver:
    """Links the participants of one document and makes their records."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, context: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.context = context
        self.clusters = Clusters()
        self._female, self._male = lexicon.nouns["female"], lexicon.nouns["male"]

    def resolve(self, sentences: Sequence[Parsed]) -> list[Record]:
        """Sets ``record`` on every participant that is known, and returns the records in text order."""
        named = [n for one in sentences for n in one.nouns if n.form is Form.NAME]
        names = Naming(self.lexicon, self.gazetteer, self.context, self.clusters)
        names.mend_kinds(named)
        names.link(named)
        names.join_acronyms(sentences)
        for position, one in enumerate(sentences):
            for noun in one.nouns:
                if noun.form is Form.NOMINAL:
                    self._nominal(noun, position)
                elif noun.form is Form.PRONOUN:
                    self._pronoun(noun, sentences[max(position - 1, 0) : position + 1])
        return self._records()

    def _nominal(self, noun: Noun, position: int) -> None:
        target = (
            self._apposed(noun)
            or self._beside(noun)
            or self._same_words(noun)
            or self._definite(noun)
            or self._generic(noun, position)
            or self._same_number(noun)
        )
        self.clusters.add(noun, target or Cluster(noun.kind, False))

    def _apposed(self, noun: Noun) -> Cluster | None:
        """ "her only son, NAME" and "the magistrate, NAME" are NAME."""
        for other in noun.parsed.nouns:
            if other.form is not Form.NAME or other.kind is not Kind.PERSON or noun.kind is not Kind.PERSON:
                continue
            if other.head.dep_ == "appos" and other.head.head.i == noun.head.i:
                return self.clusters.of(other)
            if noun.head.dep_ == "appos" and noun.head.head.i in range(other.first, other.end):
                noun.silent = lemma(noun.head) not in self.lexicon.nouns["kin"]
                return self.clusters.of(other)
        return None

    def _beside(self, noun: Noun) -> Cluster | None:
        """ "the monitoring group the NAME": a body's description right before its name."""
        if noun.kind not in BODIES or (indefinite(noun) and noun.parsed.doc[noun.first].lower_ not in ("a", "an")):
            return None
        for other in noun.parsed.nouns:
            gap = [t.lower_ for t in noun.parsed.doc[noun.end : other.first]]
            named = other.form is Form.NAME and other.kind in BODIES and other.first >= noun.end
            if named and gap in ([], ["the"], [",", "the"]):
                return self.clusters.of(other)
        return None

    def _generic(self, noun: Noun, position: int) -> Cluster | None:
        """ "the town", "the country", "this group": the one named party of that sort just spoken of."""
        doc = noun.parsed.doc
        head = lemma(noun.head)
        if (
            doc[noun.first].lower_ not in DEFINITE
            or counted(noun)
            or child(noun.head, "relcl", "acl", "prep") is not None
        ):
            return None
        if head not in _GENERIC or noun.end - noun.first > 3:
            return None
        wanted = _GENERIC[head]
        here = noun.parsed.sentence.index
        lately = dict.fromkeys(c for i in (here - 1, here) for c in self.clusters.found_by("sentence", str(i)))
        near = [c for c in lately if c.named and c.kind in wanted and self._lately(c, noun)]
        if Kind.PLACE in wanted:
            country = head in ("country", "nation")
            near = [c for c in near if (self.gazetteer.is_country(c.nouns[0].name) is not None) is country]
            near = [c for c in near if not self._wide(c.nouns[0])]
        return near[0] if len(near) == 1 else None

    def _wide(self, noun: Noun) -> bool:
        words = {t.lower_ for t in noun.parsed.doc[noun.first : noun.end]}
        return bool(
            words & {"province", "governorate", "region", "state", "northern", "southern", "eastern", "western"}
        )

    def _lately(self, cluster: Cluster, noun: Noun) -> bool:
        here = noun.parsed.sentence.index
        return any(
            n.parsed.sentence.index in (here - 1, here) and (n.parsed is not noun.parsed or n.first < noun.first)
            for n in cluster.nouns
        )

    def _same_number(self, noun: Noun) -> Cluster | None:
        """The same count of the same people, ten or more: one report's toll said again."""
        count = count_of(noun)
        if count is None or not noun.plural:
            return None
        fits = [
            c
            for c in self.clusters.found_by("count", count)
            if c.kind in (Kind.GROUP, Kind.POPULATION)
            and any(count_of(n) == count and self._alike(n, noun) for n in c.nouns if n.form is Form.NOMINAL)
        ]
        return fits[0] if len(fits) == 1 else None

    def _alike(self, one: Noun, other: Noun) -> bool:
        left, right = lemma(one.head), lemma(other.head)
        return left == right or left in _ANYBODY or right in _ANYBODY

    def _same_words(self, noun: Noun) -> Cluster | None:
        """The same words without a number or an indefinite article: "security forces", "mountain families"."""
        if counted(noun) or noun.kind is Kind.PERSON:
            return None
        words = noun.parsed.doc[noun.first : noun.end]
        if indefinite(noun) and not (noun.kind is Kind.FACILITY and any(t.ent_type_ == "NORP" for t in words)):
            return None
        key = words_of(noun)
        if len(key.split()) < 2:
            return None
        fits = self.clusters.found_by("words", key)
        return fits[0] if len(fits) == 1 else None

    def _definite(self, noun: Noun) -> Cluster | None:
        """ "the observatory", "her son": the one earlier party with that head."""
        first = noun.parsed.doc[noun.first]
        owned = first.dep_ == "poss" and lemma(noun.head) in self.lexicon.nouns["kin"]
        if not (first.lower_ in DEFINITE or owned) or counted(noun) or child(noun.head, "relcl", "acl") is not None:
            return None
        head = lemma(noun.head)
        phrase = definite_phrase(noun)
        again = [c for c in self.clusters.found_by("phrase", phrase) if self._may_be(noun, c)] if phrase else []
        if len(again) == 1 and not owned:
            return again[0]
        fits = [c for c in self.clusters.found_by("head", head) if self._may_be(noun, c)]
        if owned:
            fits = [c for c in fits if any(child(n.head, "poss") is not None for n in c.nouns)]
        if any(token.ent_type_ == "NORP" for token in noun.parsed.doc[noun.first : noun.end]):
            fits = [c for c in fits if any(words_of(n) == words_of(noun) for n in c.nouns)]
        return fits[0] if len(fits) == 1 else None

    def _may_be(self, noun: Noun, cluster: Cluster) -> bool:
        before = cluster.nouns[0]
        if before.parsed.sentence.index > noun.parsed.sentence.index:
            return False
        if before.parsed is noun.parsed and before.first >= noun.first:
            return False
        if cluster.kind is noun.kind:
            return True
        return cluster.kind in BODIES and noun.kind in (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.GROUP)

    # pronouns

    def _pronoun(self, noun: Noun, window: Sequence[Parsed]) -> None:
        """He and she are the one person of that sort in this and the previous sentence, or nobody."""
        if noun.kind is not Kind.PERSON:
            return
        wanted = self._female if noun.head.lower_ in self._female else self._male
        seen: dict[int, Cluster] = {}
        for one in window:
            for other in one.nouns:
                cluster = self.clusters.of(other)
                if cluster is None or cluster.kind is not Kind.PERSON:
                    continue
                if one is noun.parsed and other.first >= noun.first:
                    continue
                if self._gender(cluster) in (None, wanted):
                    seen[id(cluster)] = cluster
        if len(seen) == 1:
            self.clusters.add(noun, next(iter(seen.values())))

    def _gender(self, cluster: Cluster) -> frozenset[str] | None:
        for noun in cluster.nouns:
            words = {lemma(noun.head), noun.head.lower_, *(noun.title or "").lower().split()}
            if words & self._female:
                return self._female
            if words & self._male:
                return self._male
        return None

    # records

    def _records(self) -> list[Record]:
        records: dict[tuple[str, int, int], Record] = {}
        for cluster in self.clusters.every:
            nouns = [n for n in cluster.nouns if n.form is not Form.PRONOUN]
            first = min(nouns, key=lambda n: (n.form is not Form.NAME, n.parsed.sentence.span.start, n.first))
            anchor = min(nouns, key=lambda n: (n.span.start, n.span.end)).span
            named = [n for n in nouns if n.form is Form.NAME]
            name = max((n.name for n in named), key=len) if named else first.text
            record = Record(
                kind=cluster.kind,
                name=" ".join(name.split()),
                anchor=anchor,
                method=first.method,
                full_name=cluster.full_name,
                candidates=self._candidates(cluster, named),
            )
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
        return self.gazetteer.candidates(named[0].name, self.context)
