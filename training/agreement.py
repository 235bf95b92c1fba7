"""How far two annotators agree who read the same texts by the same guide, neither having seen the other's reading.

``python -m training.agreement`` compares ``readings/`` with the second readings in ``second/``, text by text, and
prints F1: twice what both have over the sum of what each has. Over what both have it prints the share of equal values,
and Cohen's kappa.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).parent
T = TypeVar("T")
Span = tuple[int, int]
Spans = tuple[Span, ...]
Role = tuple[str, str, Span, Span]
Link = tuple[Span | None, Span | None, Spans]
Reading = dict[str, Any]
Kappa = list[tuple[str, str]]


class Table:
    """Counts for each line of the table, summed over the texts."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.second: Counter[str] = Counter()
        self.judged: dict[str, Kappa] = {}

    def add(self, line: str, both: int, first: int, second: int) -> None:
        """Count what both have, and what each of them has."""
        self.both[line] += both
        self.first[line] += first
        self.second[line] += second

    def sets(self, line: str, first: Iterable[Hashable], second: Iterable[Hashable]) -> None:
        """Compare two collections by equality."""
        one, two = Counter(iter(first)), Counter(iter(second))
        self.add(line, (one & two).total(), one.total(), two.total())

    def judge(self, line: str, values: Iterable[tuple[str, str]]) -> None:
        """Compare the values that the two gave to the same things."""
        self.judged.setdefault(line, []).extend(values)

    def lines(self) -> Iterable[str]:
        """The table as text."""
        yield f"{'':<45} {'first':>6} {'second':>6} {'both':>6} {'F1':>6}"
        for line, both in self.both.items():
            sizes = self.first[line] + self.second[line]
            f1 = 200 * both / sizes if sizes else 100.0
            yield f"{line:<45} {self.first[line]:>6} {self.second[line]:>6} {both:>6} {f1:>6.1f}"
        yield f"\n{'over what both have':<45} {'':>6} {'pairs':>6} {'equal':>6} {'%':>6} {'kappa':>6}"
        for line, pairs in self.judged.items():
            same = sum(a == b for a, b in pairs)
            share = 100 * same / max(1, len(pairs))
            yield f"{line:<45} {'':>6} {len(pairs):>6} {same:>6} {share:>6.1f} {kappa(pairs):>6.2f}"


def kappa(pairs: Kappa) -> float:
    """Cohen's kappa: agreement beyond what the two would reach by chance."""
    size = max(1, len(pairs))
    observed = sum(a == b for a, b in pairs) / size
    one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[value] * two[value] for value in one) / size**2
    return 1.0 if chance >= 1 else (observed - chance) / (1 - chance)


def iou(one: Spans, two: Spans) -> float:
    """Characters shared, over all characters of either."""
    left = {at for start, end in one for at in range(start, end)}
    right = {at for start, end in two for at in range(start, end)}
    return len(left & right) / max(1, len(left | right))


def overlap(one: Span, two: Span) -> bool:
    """Do the spans share a character?"""
    return one[0] < two[1] and two[0] < one[1]


def matched(
    first: Sequence[T], second: Sequence[T], spans: Callable[[T], Spans], least: float = 0.0,
    tie: Callable[[T, T], float] = lambda _one, _two: 0.0,
) -> list[tuple[T, T]]:  # fmt: skip
    """One-to-one pairs whose spans overlap (by ``least`` at the least), the closest first."""
    close = [
        (share, tie(a, b), -i, -j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if (share := iou(spans(a), spans(b))) > 0 and share >= least
    ]
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs: list[tuple[T, T]] = []
    for _, _, i, j in sorted(close, reverse=True):
        if -i not in lefts and -j not in rights:
            lefts.add(-i)
            rights.add(-j)
            pairs.append((first[-i], second[-j]))
    return pairs


def alone(span: Span) -> Spans:
    """One span as the spans of a thing."""
    return (span,)


def span_of(mention: Reading) -> Span:
    """Where a mention lies."""
    return mention["start"], mention["end"]


def mentions(reading: Reading, *, pronouns: bool) -> dict[Span, str]:
    """The mentions by their span, with the type of their entity: pronouns alone, or all but the pronouns."""
    return {
        span_of(m): entity["type"]
        for entity in reading["entities"]
        for m in entity["mentions"]
        if (m["form"] == "pronoun") == pronouns
    }


def clusters(reading: Reading) -> dict[Span, str]:
    """The entity of every mention."""
    return {span_of(m): entity["id"] for entity in reading["entities"] for m in entity["mentions"]}


def links(cluster: dict[Span, str], shared: Iterable[Span]) -> set[tuple[Span, Span]]:
    """Pairs of the shared mentions that stand for one entity."""
    return {(a, b) for a, b in combinations(sorted(shared), 2) if cluster[a] == cluster[b]}


def attributions(reading: Reading) -> list[Link]:
    """Every attribution once: source, cue and content."""
    found = {
        (
            tuple(link["source"]) if link["source"] else None,
            tuple(link["cue"]) if link["cue"] else None,
            tuple(tuple(part) for part in link["content"]),
        )
        for claim in reading["claims"]
        for link in ([claim["attribution"], *claim.get("outer", [])] if claim.get("attribution") else [])
    }
    return sorted(found, key=repr)


def claim_spans(claim: Reading) -> Spans:
    """Where a claim stands."""
    return tuple(tuple(span) for span in claim["spans"])


def same_cue(one: Reading, two: Reading) -> float:
    """Between claims of the same words, those with the same attributing words belong together."""
    cues = [tuple((claim.get("attribution") or {}).get("cue") or ()) for claim in (one, two)]
    return float(cues[0] == cues[1])


def figure_spans(reading: Reading) -> Callable[[Reading], Spans]:
    """Where a figure stands; where its claim stands when the reading leaves the figure's own words out."""
    claims = {claim["id"]: claim_spans(claim) for claim in reading["claims"]}
    return lambda figure: (tuple(figure["span"]),) if figure.get("span") else claims[figure["claim"]]


def whole(figure: Reading) -> tuple[Hashable, ...]:
    """What a figure says: its measure, whom it counts and between which bounds, and whether it is taken back."""
    inclusive = figure["low_inclusive"] or figure["high"] == figure["low"]
    names = ("measure", "unit", "population", "low", "high")
    return (*(figure[name] for name in names), inclusive, bool(figure.get("denied")))


def triggers(reading: Reading) -> list[tuple[Span, str, str]]:
    """Every place where the text mentions an event: span, type and actuality."""
    return sorted({(span_of(m), e["type"], m["actuality"]) for e in reading["events"] for m in e["mentions"]})


def roles(reading: Reading) -> list[Role]:
    """Every role once: entity, role, the words that fill it and the trigger."""
    return sorted({(r["entity"], r["role"], tuple(r["span"]), tuple(r["trigger"])) for r in reading["roles"]})


def compare_roles(table: Table, line: str, pair: tuple[Reading, Reading], keep: Callable[[str], bool]) -> None:
    """Roles agree on matched triggers when the role is one and the entities share a mention or the words overlap."""
    one, two = pair
    trigger = {a[0]: b[0] for a, b in matched(triggers(one), triggers(two), lambda t: (t[0],))}
    left, right = clusters(one), clusters(two)
    known = {(left[span], right[span]) for span in left.keys() & right.keys()}
    first = [role for role in roles(one) if keep(role[1])]
    second = [role for role in roles(two) if keep(role[1])]
    free = list(second)
    both = 0
    for entity, name, span, at in first:
        for other in free:
            alike = (entity, other[0]) in known or overlap(span, other[2])
            if name == other[1] and trigger.get(at) == other[3] and alike:
                free.remove(other)
                both += 1
                break
    table.add(line, both, len(first), len(second))


def compare_mentions(table: Table, pair: tuple[Reading, Reading]) -> None:
    """Mentions, their types, pronouns, and which of them stand for one entity."""
    one, two = (mentions(reading, pronouns=False) for reading in pair)
    table.sets("mentions, names and nominals, exact span", one, two)
    table.add("mentions, names and nominals, overlap", len(matched(list(one), list(two), alone)), len(one), len(two))
    table.sets("mentions, names and nominals, span and type", one.items(), two.items())
    table.sets("pronouns", *(mentions(reading, pronouns=True) for reading in pair))
    left, right = (clusters(reading) for reading in pair)
    shared = left.keys() & right.keys()
    table.sets("coreference links over shared mentions", links(left, shared), links(right, shared))


def compare_attributions(table: Table, pair: tuple[Reading, Reading]) -> None:
    """Cue, source and content, each alone, then the three of them as one link."""
    one, two = (attributions(reading) for reading in pair)
    parts: dict[str, Callable[[Link], Spans | None]] = {
        "cue": lambda link: (link[1],) if link[1] else None,
        "source": lambda link: (link[0],) if link[0] else None,
        "content": lambda link: link[2],
    }
    for part, of in parts.items():
        first, second = (sorted({spans for link in side if (spans := of(link))}) for side in (one, two))
        table.add(f"attribution {part}, overlap", len(matched(first, second, lambda s: s)), len(first), len(second))
        table.sets(f"attribution {part}, exact", first, second)
    table.sets("attribution whole, exact", one, two)


def compare_claims(table: Table, pair: tuple[Reading, Reading]) -> None:
    """Claims, how certain they are, and the figures in them."""
    one, two = (reading["claims"] for reading in pair)
    pairs = matched(one, two, claim_spans, 0.3, same_cue)
    table.add("claims, IoU 0.3", len(pairs), len(one), len(two))
    table.judge("certainty of claims", ((a["certainty"], b["certainty"]) for a, b in pairs))
    table.judge("attributed or not", ((str(bool(a["speakers"])), str(bool(b["speakers"]))) for a, b in pairs))
    table.judge("polarity of claims", ((a.get("polarity", "+"), b.get("polarity", "+")) for a, b in pairs))
    spans = {id(f): figure_spans(reading)(f) for reading in pair for f in reading["figures"]}
    one, two = (reading["figures"] for reading in pair)
    counted = matched(one, two, lambda f: spans[id(f)], 0.0, lambda a, b: float(whole(a) == whole(b)))
    table.add("figures, overlap", len(counted), len(one), len(two))
    table.add("figures whole", sum(whole(a) == whole(b) for a, b in counted), len(one), len(two))


def compare_events(table: Table, pair: tuple[Reading, Reading]) -> None:
    """Triggers, their types, whether the thing is said to have happened, and who plays which role in it."""
    one, two = (triggers(reading) for reading in pair)
    pairs = matched(one, two, lambda t: (t[0],))
    table.add("event triggers, overlap", len(pairs), len(one), len(two))
    table.add("event triggers, exact", sum(a[0] == b[0] for a, b in pairs), len(one), len(two))
    table.judge("type of events", ((a[1], b[1]) for a, b in pairs))
    table.judge("actuality of events", ((a[2], b[2]) for a, b in pairs))
    compare_roles(table, "roles", pair, lambda _role: True)
    compare_roles(table, "roles, victim and perpetrator alone", pair, lambda role: role in {"victim", "perpetrator"})


def main() -> None:
    """Compare every second reading with the first, and print the table."""
    table = Table()
    names = sorted(path.name for path in (HERE / "second").glob("*.json"))
    sentences = 0
    for name in names:
        pair: tuple[Reading, Reading] = (
            json.loads((HERE / "readings" / name).read_text(encoding="utf-8")),
            json.loads((HERE / "second" / name).read_text(encoding="utf-8")),
        )
        sentences += len(pair[0]["sentences"])
        compare_mentions(table, pair)
        compare_attributions(table, pair)
        compare_claims(table, pair)
        compare_events(table, pair)
    sys.stdout.write("\n".join([f"{len(names)} texts, {sentences} sentences", *table.lines()]) + "\n")


if __name__ == "__main__":
    main()
