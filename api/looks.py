"""How things look on a page: lines by kind of relationship and by certainty, outlines for the legend.

Colours and shapes of nodes are in the vocabulary, because Neo4j Browser uses them too.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.labels import Rel
from graph.vocabulary import CERTAINTY_RANK, Certainty


@dataclass(frozen=True, slots=True)
class LineClass:
    """A family of relationships that shares a colour (readable on white) and a line in the legend."""

    colour: str
    words: str


LINE_CLASSES = {
    "victim": LineClass("#0072B2", "victim, target or affected"),
    "alleged": LineClass("#B3261E", "alleged perpetrator"),
    "place": LineClass("#A36A00", "place"),
    "said": LineClass("#9A3F78", "who said or witnessed it"),
    "linked": LineClass("#555555", "linked to each other"),
    "record": LineClass("#8A8A8A", "parts of reports and records"),
}
_CLASS_OF = {
    Rel.VICTIM_IN: "victim",
    Rel.TARGET_OF: "victim",
    Rel.AFFECTED_BY: "victim",
    Rel.DISPLACED_IN: "victim",
    Rel.ALLEGED_PERPETRATOR_OF: "alleged",
    Rel.OCCURRED_AT: "place",
    Rel.LED_TO_PLACE: "place",
    Rel.LOCATED_IN: "place",
    Rel.SAID_ABOUT: "said",
    Rel.CITES_SOURCE: "said",
    Rel.WITNESS_OF: "said",
    Rel.LINKED_TO: "linked",
}


def line_class(rel: Rel) -> str:
    """The key in ``LINE_CLASSES`` of a relationship type."""
    return _CLASS_OF.get(rel, "record")


class Stroke(StrEnum):
    """How a line is drawn, so that certainty is seen without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class StrokeSpec:
    """Pixels on and off ((): unbroken), and the certainties that the stroke stands for."""

    dashes: tuple[int, ...]
    certainties: tuple[Certainty, ...]


STROKES = {
    Stroke.SOLID: StrokeSpec((), (Certainty.VERIFIED, Certainty.OBSERVED, Certainty.ASSERTED, Certainty.OFFICIAL)),
    Stroke.DASHED: StrokeSpec((9, 5), (Certainty.TESTIMONY, Certainty.REPORTED)),
    Stroke.DOTTED: StrokeSpec((2, 4), (Certainty.POSSIBLE, Certainty.INTENT, Certainty.UNKNOWN, Certainty.EDITORIAL)),
}
_STROKE_OF = {certainty.value: stroke for stroke, spec in STROKES.items() for certainty in spec.certainties}
assert _STROKE_OF.keys() == set(CERTAINTY_RANK)


def stroke(certainty: object) -> Stroke:
    """The stroke for a certainty; unbroken for edges that have none, such as a sentence's to its report."""
    return _STROKE_OF.get(certainty, Stroke.SOLID) if isinstance(certainty, str) else Stroke.SOLID


# SVG paths in a box of 24, as vis-network draws these shapes.
OUTLINES = {
    "dot": "M12 3a9 9 0 1 0 .01 0z",
    "hexagon": "M3 12 7.5 4.2h9L21 12l-4.5 7.8h-9z",
    "triangle": "M12 3 21.5 20h-19z",
    "triangleDown": "M12 21 2.5 4h19z",
    "square": "M4 4h16v16H4z",
    "diamond": "M12 2 22 12 12 22 2 12z",
    "star": "M12 2l2.9 6.7 7.3.7-5.5 4.8 1.6 7.1L12 17.6 5.7 21.3l1.6-7.1L1.8 9.4l7.3-.7z",
    "box": "M2 6h20v12H2z",
    "text": "M4 5h16M12 5v15",
}


def paler(colour: str) -> str:
    """A colour three quarters on its way to white: for lines of which there are too many to stand out."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{255 - (255 - part) // 4:02X}" for part in parts)


def darker(colour: str) -> str:
    """A colour two thirds on its way to black: for outlines, which carry the contrast of light fillings."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{part // 3:02X}" for part in parts)
