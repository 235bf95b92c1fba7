"""Who is who within one report: only the plainest links; whatever could be two parties stays two."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.identity import name_key
from graph.reading import PlaceCandidate, Record
from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from ..places.keys import place_key
from ..places.lookup import Gazetteer
from .parts import Noun, Parsed, child, lemma

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TELLING = 10  # a smaller number is too common to tell one group from another
_ANYBODY = frozenset({"people", "person", "dead", "death", "other", "victim", "personnel", "body", "casualty", "killing"})
_GENERIC = {
    "town": (Kind.PLACE,), "city": (Kind.PLACE,), "village": (Kind.PLACE,), "country": (Kind.PLACE,),
    "nation": (Kind.PLACE,), "group": (Kind.GROUP, Kind.ORGANISATION), "organisation": (Kind.GROUP, Kind.ORGANISATION),
    "organization": (Kind.GROUP, Kind.ORGANISATION), "militia": (Kind.GROUP,), "movement": (Kind.GROUP,),
}  # fmt: skip
_FEMALE = frozenset(["she", "her", "woman", "girl", "mother", "sister", "daughter", "wife", "widow", "aunt", "grandmother", "niece", "mrs", "ms", "miss"])
_MALE = frozenset(["he", "him", "his", "man", "boy", "father", "brother", "son", "husband", "widower", "uncle", "grandfather", "nephew", "mr"])
_SURE = 0.75  # two spellings with the same best place at this score are one place
_BODIES = (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.GROUP)
_LOCATIVE = frozenset({"in", "at", "from", "to", "near", "into"})
_SUBJECT_LIKE = frozenset({"nsubj", "nsubjpass", "poss"})
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z.&-]{1,9})\s*\)")


class Cluster:
    """Mentions of one party."""

    def __init__(self, kind: Kind, named: bool) -> None:
        self.kind = kind
        self.named = named
        self.nouns: list[Noun] = []
        self.full_name: str | None = None

    def heads(self) -> set[str]:
        """Head lemmas of its mentions; for a name also the words of it ("Observatory")."""
        words = set()
        for noun in self.nouns:
            if noun.form is Form.NOMINAL:
                words.add(lemma(noun.head))
            elif noun.kind is not Kind.PERSON and noun.form is Form.NAME:
                words |= {token.lower_ for token in noun.parsed.doc[noun.first : noun.end]}
        return words


class Resolver:
    """Links the participants of one document and makes their records."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, context: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.context = context
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[str, str], Cluster] = {}
        self._of: dict[int, Cluster] = {}

    def resolve(self, sentences: Sequence[Parsed]) -> list[Record]:
        """Sets ``record`` on every participant that is known, and returns the records in text order."""
        named = [n for one in sentences for n in one.nouns if n.form is Form.NAME]
        self._mend_kinds(named)
        self._names(named)
        self._acronyms(sentences)
        for position, one in enumerate(sentences):
            for noun in one.nouns:
                if noun.form is Form.NOMINAL:
                    self._nominal(noun, position)
                elif noun.form is Form.PRONOUN:
                    self._pronoun(noun, sentences[max(position - 1, 0) : position + 1])
        return self._records()

    def _add(self, noun: Noun, cluster: Cluster) -> None:
        if not cluster.nouns:
            self.clusters.append(cluster)
        cluster.nouns.append(noun)
        self._of[id(noun)] = cluster

    # names

    def _mend_kinds(self, named: list[Noun]) -> None:
        """One name, one kind: the majority's; a part of a known person's full name is that person."""
        votes: dict[str, Counter[Kind]] = defaultdict(Counter)
        for noun in named:
            votes[name_key(noun.text)][noun.kind] += 1
        parts = {
            word
            for noun in named
            if noun.kind is Kind.PERSON and noun.end - noun.first > 1
            for word in (name_key(noun.text).split()[-1], name_key(noun.text).split()[0])
        }
        for noun in named:
            key = name_key(noun.text)
            located = noun.head.dep_ == "pobj" and noun.head.head.lower_ in _LOCATIVE
            if key in parts and not (noun.kind is Kind.PLACE and (located or noun.head.dep_ not in _SUBJECT_LIKE)):
                noun.kind = Kind.PERSON
            elif not noun.method.startswith("list"):
                noun.kind = max(votes[key], key=lambda kind: (votes[key][kind], kind.value))
            if noun.kind is Kind.PLACE and self._acts(noun):
                noun.kind = Kind.GOVERNMENT
                noun.official = True

    def _acts(self, noun: Noun) -> bool:
        """Whether a country's name stands for its government: it says or does something."""
        if noun.head.dep_ not in ("nsubj", "agent") or self.gazetteer.is_country(noun.text) is None:
            return False
        verb = noun.head.head
        return verb.pos_ in ("VERB", "AUX") and (
            lemma(verb) in self.lexicon.speech
            or lemma(verb) in self.lexicon.verbs
            or lemma(verb) in self.lexicon.events["light_verbs"]
        )

    def _names(self, named: list[Noun]) -> None:
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
            elif noun.kind in _BODIES and " " not in key:
                key = self._whole_body(key, named)
            self._add(noun, self._named_cluster(noun, key))

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
            if n.kind in _BODIES and n.end - n.first > 1 and key in (n.head.lower_, n.parsed.doc[n.first].lower_)
        }
        if key not in self.lexicon.names["organisation_heads"] | self.lexicon.names["government_heads"]:
            return key
        return next(iter(heads)) if len(heads) == 1 else key

    def _key(self, noun: Noun) -> str:
        if noun.kind is Kind.PLACE:
            known = self.gazetteer.candidates(noun.text, self.context)
            return known[0].gazetteer if known and known[0].score >= _SURE else place_key(noun.text)
        if noun.kind is Kind.GOVERNMENT:
            country = self.lexicon.demonyms.get(noun.text.lower()) or self.gazetteer.is_country(noun.text)
            if country is not None:
                return f"country {country}"
        text = self.lexicon.aliases.get(noun.text.lower(), noun.text)
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
        text = noun.text
        if noun.kind is Kind.PERSON:
            return text if len(name_key(text).split()) > 1 else None
        if noun.kind in _BODIES:
            alias = self.lexicon.aliases.get(text.lower())
            if alias is not None:
                return alias
            if noun.kind is Kind.GOVERNMENT and self._key(noun).startswith("country "):
                return None
            enough = noun.end - noun.first > 1 or text.lower() in self.lexicon.names["armed_groups"]
            return text if enough and noun.kind is not Kind.GROUP else None
        return None

    def _acronyms(self, sentences: Sequence[Parsed]) -> None:
        """Joins "Full Name (FN)" with later "FN", and an acronym with the one body whose initials it is."""
        bodies = {k: c for (g, k), c in self._by_key.items() if g in ("body", Kind.GOVERNMENT.value)}
        pairs = {name_key(s): long for one in sentences for long, s in self._bracketed(one)}
        for key, cluster in list(bodies.items()):
            if " " in key or len(key) < 2:
                continue
            target = pairs.get(key)
            if target is None and len(key) >= 3 and cluster.nouns[0].text.isupper():
                fits = [c for k, c in bodies.items() if " " in k and _initials(k) == key]
                target = fits[0] if len(fits) == 1 else None
            if target is not None and target is not cluster:
                self._merge(cluster, target)

    def _bracketed(self, one: Parsed) -> list[tuple[Cluster, str]]:
        found = []
        for match in _ACRONYM.finditer(one.doc.text):
            before = [
                noun
                for noun in one.nouns
                if noun.form is Form.NAME and 0 <= match.start() - _end(noun) <= 2 and noun.kind in _BODIES
            ]
            found += [(self._of[id(noun)], match.group(1)) for noun in before]
        return found

    def _merge(self, small: Cluster, large: Cluster) -> None:
        for noun in small.nouns:
            large.nouns.append(noun)
            self._of[id(noun)] = large
        self.clusters.remove(small)
        for key, cluster in list(self._by_key.items()):
            if cluster is small:
                self._by_key[key] = large
        large.nouns.sort(key=lambda n: (n.parsed.sentence.span.start, n.first))

    # nominal phrases

    def _nominal(self, noun: Noun, position: int) -> None:
        target = (
            self._apposed(noun)
            or self._beside(noun)
            or self._same_words(noun)
            or self._definite(noun)
            or self._generic(noun, position)
            or self._same_number(noun)
        )
        self._add(noun, target or Cluster(noun.kind, False))

    def _apposed(self, noun: Noun) -> Cluster | None:
        """ "her only son, NAME" and "the magistrate, NAME" are NAME."""
        for other in noun.parsed.nouns:
            if other.form is not Form.NAME or other.kind is not Kind.PERSON or noun.kind is not Kind.PERSON:
                continue
            if other.head.dep_ == "appos" and other.head.head.i == noun.head.i:
                return self._of.get(id(other))
            if noun.head.dep_ == "appos" and noun.head.head.i in range(other.first, other.end):
                noun.silent = lemma(noun.head) not in self.lexicon.nouns["kin"]
                return self._of.get(id(other))
        return None

    def _beside(self, noun: Noun) -> Cluster | None:
        """ "the monitoring group the NAME": a body's description right before its name."""
        if noun.kind not in _BODIES or (_indefinite(noun) and noun.parsed.doc[noun.first].lower_ not in ("a", "an")):
            return None
        for other in noun.parsed.nouns:
            gap = noun.parsed.doc[noun.end : other.first]
            if other.form is Form.NAME and other.kind in _BODIES and all(t.lower_ in ("the", ",") for t in gap):
                if 0 <= len(gap) <= 2 and other.first >= noun.end and (len(gap) == 0 or gap[-1].lower_ == "the"):
                    return self._of.get(id(other))
        return None

    def _generic(self, noun: Noun, position: int) -> Cluster | None:
        """ "the town", "the country", "this group": the one named party of that sort just spoken of."""
        doc = noun.parsed.doc
        head = lemma(noun.head)
        if doc[noun.first].lower_ not in _DEFINITE or _counted(noun) or child(noun.head, "relcl", "acl", "prep") is not None:
            return None
        if head not in _GENERIC or noun.end - noun.first > 3:
            return None
        wanted = _GENERIC[head]
        near = [c for c in self.clusters if c.named and c.kind in wanted and self._lately(c, noun)]
        if Kind.PLACE in wanted:
            country = head in ("country", "nation")
            near = [c for c in near if (self.gazetteer.is_country(c.nouns[0].text) is not None) is country]
            near = [c for c in near if not self._wide(c.nouns[0])]
        return near[0] if len(near) == 1 else None

    def _wide(self, noun: Noun) -> bool:
        words = {t.lower_ for t in noun.parsed.doc[noun.first : noun.end]}
        return bool(words & {"province", "governorate", "region", "state", "northern", "southern", "eastern", "western"})

    def _lately(self, cluster: Cluster, noun: Noun) -> bool:
        here = noun.parsed.sentence.index
        return any(
            n.parsed.sentence.index in (here - 1, here) and (n.parsed is not noun.parsed or n.first < noun.first)
            for n in cluster.nouns
        )

    def _same_number(self, noun: Noun) -> Cluster | None:
        """The same count of the same people, ten or more: one report's toll said again."""
        count = _count(noun)
        if count is None or not noun.plural:
            return None
        fits = [
            c
            for c in self.clusters
            if c.kind in (Kind.GROUP, Kind.POPULATION)
            and any(_count(n) == count and self._alike(n, noun) for n in c.nouns if n.form is Form.NOMINAL)
        ]
        return fits[0] if len(fits) == 1 else None

    def _alike(self, one: Noun, other: Noun) -> bool:
        left, right = lemma(one.head), lemma(other.head)
        return left == right or left in _ANYBODY or right in _ANYBODY

    def _same_words(self, noun: Noun) -> Cluster | None:
        """The same words without a number or an indefinite article: "security forces", "Alawite families"."""
        if _counted(noun) or noun.kind is Kind.PERSON:
            return None
        words = noun.parsed.doc[noun.first : noun.end]
        if _indefinite(noun) and not (noun.kind is Kind.FACILITY and any(t.ent_type_ == "NORP" for t in words)):
            return None
        key = _words(noun)
        if len(key.split()) < 2:
            return None
        fits = [
            c
            for c in self.clusters
            if any(n.form is Form.NOMINAL and _words(n) == key and not _counted(n) for n in c.nouns)
        ]
        return fits[0] if len(fits) == 1 else None

    def _definite(self, noun: Noun) -> Cluster | None:
        """ "the observatory", "her son": the one earlier party with that head."""
        first = noun.parsed.doc[noun.first]
        owned = first.dep_ == "poss" and lemma(noun.head) in self.lexicon.nouns["kin"]
        if not (first.lower_ in _DEFINITE or owned) or _counted(noun) or child(noun.head, "relcl", "acl") is not None:
            return None
        head = lemma(noun.head)
        again = [c for c in self.clusters if self._may_be(noun, c) and any(_repeated(noun, n) for n in c.nouns)]
        if len(again) == 1 and not owned:
            return again[0]
        fits = [c for c in self.clusters if self._may_be(noun, c) and head in c.heads()]
        if owned:
            fits = [c for c in fits if any(child(n.head, "poss") is not None for n in c.nouns)]
        if any(token.ent_type_ == "NORP" for token in noun.parsed.doc[noun.first : noun.end]):
            fits = [c for c in fits if any(_words(n) == _words(noun) for n in c.nouns)]
        return fits[0] if len(fits) == 1 else None

    def _may_be(self, noun: Noun, cluster: Cluster) -> bool:
        before = cluster.nouns[0]
        if before.parsed.sentence.index > noun.parsed.sentence.index:
            return False
        if before.parsed is noun.parsed and before.first >= noun.first:
            return False
        if cluster.kind is noun.kind:
            return True
        return cluster.kind in _BODIES and noun.kind in (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.GROUP)

    # pronouns

    def _pronoun(self, noun: Noun, window: Sequence[Parsed]) -> None:
        """He and she are the one person of that sort in this and the previous sentence, or nobody."""
        if noun.kind is not Kind.PERSON:
            return
        wanted = _FEMALE if noun.head.lower_ in _FEMALE else _MALE
        seen: dict[int, Cluster] = {}
        for one in window:
            for other in one.nouns:
                cluster = self._of.get(id(other))
                if cluster is None or cluster.kind is not Kind.PERSON:
                    continue
                if one is noun.parsed and other.first >= noun.first:
                    continue
                if self._gender(cluster) in (None, wanted):
                    seen[id(cluster)] = cluster
        if len(seen) == 1:
            self._add(noun, next(iter(seen.values())))

    def _gender(self, cluster: Cluster) -> frozenset[str] | None:
        for noun in cluster.nouns:
            words = {lemma(noun.head), noun.head.lower_, *(noun.title or "").lower().split()}
            if words & _FEMALE:
                return _FEMALE
            if words & _MALE:
                return _MALE
        return None

    # records

    def _records(self) -> list[Record]:
        records: dict[tuple[str, int, int], Record] = {}
        for cluster in self.clusters:
            nouns = [n for n in cluster.nouns if n.form is not Form.PRONOUN]
            first = min(nouns, key=lambda n: (n.form is not Form.NAME, n.parsed.sentence.span.start, n.first))
            anchor = min(nouns, key=lambda n: (n.span.start, n.span.end)).span
            named = [n for n in nouns if n.form is Form.NAME]
            name = max((n.text for n in named), key=len) if named else first.text
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
        return self.gazetteer.candidates(named[0].text, self.context)


def _end(noun: Noun) -> int:
    last = noun.parsed.doc[noun.end - 1]
    return int(last.idx + len(last.text))


def _count(noun: Noun) -> str | None:
    number = child(noun.head, "nummod") or (noun.head if noun.head.pos_ == "NUM" else None)
    if number is None:
        return None
    digits = number.text.replace(",", "")
    return digits if digits.isdigit() and int(digits) >= _TELLING else None


def _repeated(noun: Noun, other: Noun) -> bool:
    """The same definite phrase, word for word."""
    return (
        other.form is Form.NOMINAL
        and other.parsed.doc[other.first].lower_ in _DEFINITE
        and other.text.lower().split()[1:] == noun.text.lower().split()[1:]
        and len(noun.text.split()) > 1
    )


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in ("of", "for", "the", "and", "in"))


def _counted(noun: Noun) -> bool:
    return child(noun.head, "nummod") is not None or noun.head.pos_ == "NUM"


def _indefinite(noun: Noun) -> bool:
    return noun.parsed.doc[noun.first].lower_ in ("a", "an", "another", "other", "some", "many", "several", "more")


def _words(noun: Noun) -> str:
    doc = noun.parsed.doc
    return " ".join(t.lemma_.lower() for t in doc[noun.first : noun.end] if t.lower_ not in (*_DEFINITE, "a", "an"))
