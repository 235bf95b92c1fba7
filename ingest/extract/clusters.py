"""Parties of one report in the making: clusters of mentions, and what their words show."""

from collections import defaultdict
from collections.abc import Iterator

from graph.vocabulary import Form, Kind

from .parts import Noun, child, lemma

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
TELLING = 10  # a smaller number is too common to tell one group from another
BODIES = (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.GROUP)


class Cluster:
    """Mentions of one party."""

    def __init__(self, kind: Kind, named: bool) -> None:
        self.kind = kind
        self.named = named
        self.nouns: list[Noun] = []
        self.full_name: str | None = None


class Clusters:
    """All parties of a document so far."""

    def __init__(self) -> None:
        self.every: list[Cluster] = []
        self._of: dict[int, Cluster] = {}
        self._index: dict[tuple[str, str], dict[int, Cluster]] = defaultdict(dict)

    def of(self, noun: Noun) -> Cluster | None:
        """The party that a participant has been found to be."""
        return self._of.get(id(noun))

    def found_by(self, sort: str, key: str) -> list[Cluster]:
        """Parties with a mention of that key, in the order in which they got it.

        Args:
            sort: ``head`` (head lemma, or a word of a body's or place's name), ``words`` (lemmas of an uncounted
                phrase), ``phrase`` (a definite phrase), ``count`` or ``sentence`` (its index).
        """
        return list(self._index.get((sort, key), {}).values())

    def add(self, noun: Noun, cluster: Cluster) -> None:
        """Makes a participant a mention of a party."""
        if not cluster.nouns:
            self.every.append(cluster)
        cluster.nouns.append(noun)
        self._note(noun, cluster)

    def merge(self, small: Cluster, large: Cluster) -> None:
        """Makes two parties one."""
        for noun in small.nouns:
            for key in _keys(noun):
                self._index[key].pop(id(small), None)
            large.nouns.append(noun)
            self._note(noun, large)
        self.every.remove(small)
        large.nouns.sort(key=lambda n: (n.parsed.sentence.span.start, n.first))

    def _note(self, noun: Noun, cluster: Cluster) -> None:
        self._of[id(noun)] = cluster
        for key in _keys(noun):
            self._index[key].setdefault(id(cluster), cluster)


def _keys(noun: Noun) -> Iterator[tuple[str, str]]:
    """Under what a mention can be looked up."""
    yield ("sentence", str(noun.parsed.sentence.index))
    if noun.form is Form.NAME and noun.kind is not Kind.PERSON:
        yield from (("head", token.lower_) for token in noun.parsed.doc[noun.first : noun.end])
    if noun.form is not Form.NOMINAL:
        return
    yield ("head", lemma(noun.head))
    count = count_of(noun)
    if count is not None:
        yield ("count", count)
    if not counted(noun):
        yield ("words", words_of(noun))
    phrase = definite_phrase(noun)
    if phrase is not None:
        yield ("phrase", phrase)


def end_of(noun: Noun) -> int:
    """The character after a participant, within its sentence."""
    last = noun.parsed.doc[noun.end - 1]
    return int(last.idx + len(last.text))


def count_of(noun: Noun) -> str | None:
    """The digits of a telling count, or None."""
    number = child(noun.head, "nummod") or (noun.head if noun.head.pos_ == "NUM" else None)
    if number is None:
        return None
    digits = number.text.replace(",", "")
    return digits if digits.isdigit() and int(digits) >= TELLING else None


def definite_phrase(noun: Noun) -> str | None:
    """What follows the article or demonstrative of a definite phrase, in lower case; None for others."""
    if noun.form is not Form.NOMINAL or noun.parsed.doc[noun.first].lower_ not in DEFINITE:
        return None
    return " ".join(noun.text.lower().split()[1:]) or None


def initials_of(key: str) -> str:
    """The initials of a name's words."""
    return "".join(word[0] for word in key.split() if word not in ("of", "for", "the", "and", "in"))


def counted(noun: Noun) -> bool:
    """Whether a number stands before it."""
    return child(noun.head, "nummod") is not None or noun.head.pos_ == "NUM"


def indefinite(noun: Noun) -> bool:
    """Whether it brings in somebody new."""
    return noun.parsed.doc[noun.first].lower_ in ("a", "an", "another", "other", "some", "many", "several", "more")


def words_of(noun: Noun) -> str:
    """Its lemmas without articles."""
    doc = noun.parsed.doc
    return " ".join(t.lemma_.lower() for t in doc[noun.first : noun.end] if t.lower_ not in (*DEFINITE, "a", "an"))
