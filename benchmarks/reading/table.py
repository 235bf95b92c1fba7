"""The one table, in Markdown that can be read as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .frozen import Frozen
from .measures import Measure

_HEAD = ("measure", "ours", "goal", "CoreNLP", "spaCy md", "frozen", "change")


def table(known: Sequence[Measure], ours: Mapping[str, float], frozen: Frozen | None) -> str:
    """A row for each measure that was taken."""
    return _aligned([_HEAD, *_rows(known, ours, frozen)])


def summary(known: Sequence[Measure], ours: Mapping[str, float]) -> str:
    """How many goals are reached, and on how many lines the peers are passed."""
    goals = [ours[m.name] >= m.goal for m in known if m.goal is not None and m.name in ours]
    corenlp = [ours[m.name] > m.corenlp for m in known if m.corenlp is not None and m.name in ours]
    spacy = [ours[m.name] > m.spacy for m in known if m.spacy is not None and m.name in ours]
    return (
        f"goals reached: {sum(goals)} of {len(goals)}; ahead of CoreNLP 4.5.10 on {sum(corenlp)} of {len(corenlp)}"
        f" lines, of spaCy md on {sum(spacy)} of {len(spacy)}"
    )


def _rows(known: Sequence[Measure], ours: Mapping[str, float], frozen: Frozen | None) -> Iterator[tuple[str, ...]]:
    for measure in known:
        value = ours.get(measure.name)
        if value is None:
            continue
        before = frozen.measures.get(measure.name) if frozen else None
        change = frozen.change(measure.name, value) if frozen else None
        yield (
            measure.name, _cell(value), _goal(measure), _cell(measure.corenlp), _cell(measure.spacy), _cell(before),
            "" if change is None else f"{change:+.1f}",
        )  # fmt: skip


def _goal(measure: Measure) -> str:
    if measure.goal is None:
        return ""
    return f"{measure.goal:g}" + (f" ({measure.aim:g})" if measure.aim is not None else "")


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = [width * "-" for width in widths]
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]) + " |"
