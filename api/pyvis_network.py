"""pyvis, and only here: it builds vis-network's nodes, edges and options, and brings vis-network itself.

Its own template is never used: that one asks third parties for scripts and runs script out of titles and ids.
"""

import hashlib
import json
from collections.abc import Iterable, KeysView, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from graph.errors import CasegraphError

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"  # vis-network 9.1.2 in pyvis 0.3.2
MANY_EDGES = 1500  # above it edges are left out while the picture is moved
MANY_NODES = 250  # above it outlines are thin, or nothing else would be seen of small shapes

SELECTED = "#000000"


@dataclass(frozen=True, slots=True)
class Dot:
    """A node as it is drawn: numbered by its place in the sequence; x, y and size in pixels.

    Attributes:
        kind: which of the paints it has.
    """

    label: str
    kind: str
    shape: str
    size: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a kind of node."""

    filling: str
    border: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as it is drawn, between two numbered nodes.

    Attributes:
        colour: for the line at rest; ``strong`` once it or an end is selected.
        bend: 0 is straight; parallel lines bend apart.
    """

    start: int
    end: int
    colour: str
    strong: str
    dashes: tuple[int, ...]
    width: float
    bend: float


class _Directed(Network):  # type: ignore[misc]  # pyvis has no types
    def __init__(self) -> None:
        super().__init__(directed=True)

    def get_nodes(self) -> KeysView[int]:
        """The nodes, found at once: pyvis goes through a list twice for every edge."""
        keys: KeysView[int] = self.node_map.keys()
        return keys


def network_data(dots: Iterable[Dot], lines: Iterable[Line], paints: Mapping[str, Paint]) -> dict[str, Any]:
    """``nodes``, ``edges`` and ``options`` for vis-network, ready for JSON; ids are numbers, so no text gets near."""
    network = _Directed()
    for number, dot in enumerate(dots):
        network.add_node(number, label=dot.label, group=dot.kind, shape=dot.shape, size=dot.size, x=dot.x, y=dot.y)
    for number, line in enumerate(lines):
        more: dict[str, Any] = {"dashes": list(line.dashes)} if line.dashes else {}
        if line.bend:
            more["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": line.bend}
        network.add_edge(
            line.start,
            line.end,
            id=number,
            width=line.width,
            color={"color": line.colour, "highlight": line.strong, "hover": line.strong},
            **more,
        )
    groups = {kind: {"color": _colours(paint)} for kind, paint in paints.items()}
    network.set_options(json.dumps({**_options(len(network.nodes), len(network.edges)), "groups": groups}))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _colours(paint: Paint) -> dict[str, Any]:
    marked = {"background": paint.filling, "border": SELECTED}
    return {"background": paint.filling, "border": paint.border, "highlight": marked, "hover": marked}


def _options(nodes: int, edges: int) -> dict[str, Any]:
    many = edges > MANY_EDGES
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {
            "borderWidth": 0.7 if nodes > MANY_NODES else 1.5,
            "borderWidthSelected": 2 if nodes > MANY_NODES else 3,
            # Of boxes, which have their size from the text inside: there is none, captions are drawn by the page.
            "margin": {"left": 11, "right": 11, "top": 6, "bottom": 6},
        },
        "edges": {
            "smooth": False,
            "arrows": {"to": {"scaleFactor": 0.55}},
            "arrowStrikethrough": False,
            "selectionWidth": 1.5,
            "hoverWidth": 1,
        },
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "tooltipDelay": 200,
        },
    }


@cache
def vis_script() -> str:
    """The text of vis-network; see ``checked``."""
    return checked(files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_bytes())


def checked(data: bytes) -> str:
    """A script with LF line ends, as a browser sees it when it checks the hash.

    Raises:
        CasegraphError: it is not the one that this page was tested with.
    """
    if hashlib.sha256(data).hexdigest() != VIS_SHA256:
        raise CasegraphError("vis-network.min.js is not the file of pyvis 0.3.2", hint="install pyvis==0.3.2 again")
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
