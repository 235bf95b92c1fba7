"""Parties of one report in the making: clusters of mentions, and what their words show."""

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

    def heads(self) -> set[str]:
        """Head lemmas of its mentions; for a name also the words of it ("Observatory")."""
        words = set()
        for noun in self.nouns:
            if noun.form is Form.NOMINAL:
                words.add(lemma(noun.head))
            elif noun.kind is not Kind.PERSON and noun.form is Form.NAME:
                words |= {token.lower_ for token in noun.parsed.doc[noun.first : noun.end]}
        return words


class Clusters:
    """All parties of a document so far."""

    def __init__(self) -> None:
        self.every: list[Cluster] = []
        self._of: dict[int, Cluster] = {}

    def of(self, noun: Noun) -> Cluster | None:
        """The party that a participant has been found to be."""
        return self._of.get(id(noun))

    def add(self, noun: Noun, cluster: Cluster) -> None:
        """Makes a participant a mention of a party."""
        if not cluster.nouns:
            self.every.append(cluster)
        cluster.nouns.append(noun)
        self._of[id(noun)] = cluster

    def merge(self, small: Cluster, large: Cluster) -> None:
        """Makes two parties one."""
        for noun in small.nouns:
            large.nouns.append(noun)
            self._of[id(noun)] = large
        self.every.remove(small)
        large.nouns.sort(key=lambda n: (n.parsed.sentence.span.start, n.first))


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


def repeated(noun: Noun, other: Noun) -> bool:
    """The same definite phrase, word for word."""
    return (
        other.form is Form.NOMINAL
        and other.parsed.doc[other.first].lower_ in DEFINITE
        and other.text.lower().split()[1:] == noun.text.lower().split()[1:]
        and len(noun.text.split()) > 1
    )


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
