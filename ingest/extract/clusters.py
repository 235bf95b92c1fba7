"""Parties of one report in the making: clusters of mentions."""

from graph.vocabulary import Kind

from .parts import Noun

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
        self._every: dict[int, Cluster] = {}
        self._of: dict[int, Cluster] = {}

    @property
    def every(self) -> list[Cluster]:
        """The parties, in the order in which they were met."""
        return list(self._every.values())

    def of(self, noun: Noun) -> Cluster | None:
        """The party that a participant has been found to be."""
        return self._of.get(id(noun))

    def add(self, noun: Noun, cluster: Cluster) -> None:
        """Makes a participant a mention of a party."""
        self._every.setdefault(id(cluster), cluster)
        cluster.nouns.append(noun)
        self._of[id(noun)] = cluster

    def merge(self, small: Cluster, large: Cluster) -> None:
        """Makes two parties one."""
        for noun in small.nouns:
            large.nouns.append(noun)
            self._of[id(noun)] = large
        del self._every[id(small)]
        large.nouns.sort(key=lambda n: (n.parsed.sentence.span.start, n.first))


def end_of(noun: Noun) -> int:
    """The character after a participant, within its sentence."""
    last = noun.parsed.doc[noun.end - 1]
    return int(last.idx + len(last.text))


def initials_of(key: str) -> str:
    """The initials of a name's words."""
    return "".join(word[0] for word in key.split() if word not in ("of", "for", "the", "and", "in"))
