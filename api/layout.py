"""Where the nodes of a page stand: computed here, once, so that no browser has to and every build is the same.

Each connected component is drawn on its own, its labels are pushed apart, and the components are packed side
by side into a landscape rectangle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .drawing.faults import faults
from .drawing.forces import Indices, Points, Springs, clusters, contract, draw, springs
from .drawing.overlaps import separate
from .drawing.packing import pack

SEED = 20
ASPECT = 1.45  # width to height of the picture's frame
FEW = 40  # nodes; so few are drawn several times, and the drawing with the fewest crossings is taken
ATTEMPTS = 12  # drawings of a component at most
DRAWINGS = 60  # of all components together, so that hundreds of small ones do not take minutes
MANY = 60  # nodes; more are drawn cluster by cluster
LOOSE = 30  # nodes without a link; more stand in rows below the others, fewer fill gaps
SPARE = 1.2  # area of a field of clusters to what the clusters cover
PETAL = 1.1  # steps from the middle of a cluster to what is around it, at least


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers around its point, with its label: pixels to each side."""

    left: float
    top: float
    right: float
    bottom: float


def layout(boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A point for every node, in pixels, around (0, 0); y grows downwards.

    Args:
        boxes: what each node covers. Boxes do not overlap in the result; in a component of more than
            ``MANY`` nodes, only the circles within their shortest sides do not.
        links: pairs of node numbers; parallel links and loops count for nothing more.
    """
    sides = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes], dtype=np.float64).reshape(-1, 4)
    pairs = sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})
    groups, alone = _components(len(boxes), pairs)
    points = np.zeros((len(boxes), 2))
    blocks = []
    attempts = max(1, min(ATTEMPTS, DRAWINGS // max(1, len(groups))))
    place = {node: (group, i) for group, nodes in enumerate(groups) for i, node in enumerate(nodes)}
    inside: list[list[tuple[int, int]]] = [[] for _ in groups]
    for a, b in pairs:
        inside[place[a][0]].append((place[a][1], place[b][1]))
    for nodes, ties in zip(groups, inside, strict=True):
        members = np.array(nodes, dtype=np.intp)
        points[members] = _component(sides[members], np.array(ties, dtype=np.intp), attempts)
        blocks.append(members)
    loose = alone if len(alone) > LOOSE else []
    blocks += [np.array([node], dtype=np.intp) for node in alone if not loose]
    pack(points, sides, blocks, np.array(loose, dtype=np.intp), ASPECT)
    return [(int(x), int(y)) for x, y in np.rint(points)]


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[list[list[int]], list[int]]:
    """Connected components of two and more nodes, and the nodes that nothing touches."""
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in pairs:
        root[max(find(a), find(b))] = min(find(a), find(b))
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(find(node), []).append(node)
    return [group for group in members.values() if len(group) > 1], [g[0] for g in members.values() if len(g) == 1]


def _component(sides: Points, links: Indices, attempts: int) -> Points:
    graph = springs(len(sides), links)
    if graph.count > MANY:
        return _field(graph, sides)
    centre = int(np.bincount(links.ravel()).argmax())
    if (links == centre).any(axis=1).all():
        return separate(_scaled(_star(graph.count, centre), sides, links), sides)
    drawings = []
    for attempt in range(attempts if graph.count <= FEW else 1):
        points = _upright(draw(graph, np.random.default_rng(SEED + attempt)))
        points = separate(_scaled(points, sides, links), sides)
        drawings.append((faults(points, links) if graph.count <= FEW else 0.0, attempt, points))
    return min(drawings, key=lambda drawing: drawing[:2])[2]


def _star(count: int, centre: int) -> Points:
    """One node with all others around it: the most frequent small component needs no forces."""
    points = np.zeros((count, 2))
    points[np.arange(count) != centre] = _around(count - 1, ())
    return points


def _field(graph: Springs, sides: Points) -> Points:
    """Many nodes as a field of flowers: an event in the middle, who and what belongs to it alone around it."""
    number, flowers = clusters(graph)
    coarse = contract(graph, number)
    step = 2 * float(sides.mean())
    radii = np.array([_radius(flower, sides.min(axis=1), step) for flower in flowers])
    centres = sides[[flower[0] for flower in flowers]].max(axis=1)
    room = np.repeat((radii + np.maximum(0.8 * step, centres))[:, None], 4, axis=1)
    middles = _upright(_evened(draw(coarse, np.random.default_rng(SEED))))
    middles = separate(middles * _share(middles, room), room)
    outward: list[list[int]] = [[] for _ in range(graph.count)]
    for tail, head in graph.links.tolist():
        if number[tail] != number[head]:
            outward[tail].append(head)
            outward[head].append(tail)
    points = middles[number]
    for flower, middle, radius in zip(flowers, middles, radii, strict=True):
        away = [middles[number[outward[petal]]].mean(axis=0) - middle for petal in flower[1:] if outward[petal]]
        # Petals that lead elsewhere come first, each on the side it leads to.
        petals = sorted(flower[1:], key=lambda petal: not outward[petal])
        points[petals] += radius * _around(len(petals), away)
    return points


def _radius(flower: Sequence[int], reach: npt.NDArray[np.float64], step: float) -> float:
    """How far the petals stand from the middle, so that neither it nor they touch; 0 without petals."""
    petals = len(flower) - 1
    if not petals:
        return 0.0
    widest = float(reach[list(flower[1:])].max())
    beside = widest / np.sin(np.pi / petals) if petals > 1 else 0.0
    return float(max(PETAL * step, reach[flower[0]] + widest, beside))


def _share(points: Points, sides: Points) -> float:
    """What to multiply points with so that their rectangle has room for all boxes."""
    needed = ((sides[:, 0] + sides[:, 2]) * (sides[:, 1] + sides[:, 3])).sum()
    return float(np.sqrt(SPARE * needed / max(float(np.prod(np.ptp(points, axis=0))), 1e-6)))


def _around(petals: int, away: Sequence[Points]) -> Points:
    """Places on the unit circle, evenly spaced; the first ones as near to their directions as is still free."""
    turn = np.arctan2(away[0][1], away[0][0]) if away else 0.0
    angles = turn + 2 * np.pi * np.arange(petals) / max(1, petals)
    circle = np.column_stack((np.cos(angles), np.sin(angles)))
    free = list(range(petals))
    chosen = []
    for aim in away:
        nearness = (circle[free] * aim).sum(axis=1)
        chosen.append(free.pop(int(nearness.argmax())))
    return np.asarray(circle[chosen + free])


def _evened(points: Points) -> Points:
    """The drawing with its crowded middle widened and its outskirts drawn in: half way to an even disc."""
    length = np.hypot(points[:, 0], points[:, 1])
    even = np.sqrt((length.argsort(kind="stable").argsort(kind="stable") + 0.5) / len(points))
    usual = max(float(length.max()), 1e-6)
    return points * ((length / usual + even) / 2 * usual / np.maximum(length, 1e-6))[:, None]


def _upright(points: Points) -> Points:
    """The drawing turned so that its longer side lies flat, and stretched towards the frame."""
    x, y = (points - points.mean(axis=0)).T
    angle = np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    turned = np.column_stack((x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)))
    wide, high = np.maximum(np.ptp(turned, axis=0), 1e-6)
    stretch = np.sqrt(np.clip(ASPECT * high / wide, 1, ASPECT))
    return np.asarray(turned * (stretch, 1 / stretch))


def _scaled(points: Points, sides: Points, links: Indices) -> Points:
    """The drawing in pixels: linked nodes about a label apart."""
    width = (sides[:, 0] + sides[:, 2]).mean()
    height = (sides[:, 1] + sides[:, 3]).mean()
    along = points[links[:, 0]] - points[links[:, 1]]
    usual = max(float(np.median(np.hypot(along[:, 0], along[:, 1]))), 1e-6)
    return points * float(1.1 * (width + height) / 2 / usual)
