"""A force-directed drawing with numpy alone: springs along links, repulsion between all nodes.

Large graphs are drawn coarse to fine (clusters first, then what is in them), because springs that start from
noise end in a knot. Repulsion between many nodes goes over a grid and one Fourier transform, so that a round
costs little more than the nodes themselves. Everything is seeded: the same graph is the same drawing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

COARSEST = 60  # nodes; below it springs find their way from noise
PAIRWISE = 150  # nodes; up to it every pair is computed
CROWDED = 30  # links; a node with more holds too much together to say what belongs together
EASY = 6  # links that a node may have before each pulls less
SOFT = 0.05  # added to squared distances (edge length is 1), so that nodes on one spot do not explode


@dataclass(frozen=True, slots=True)
class Springs:
    """A graph to draw.

    Attributes:
        masses: shape (n,); repulsion is in proportion to it.
        links: shape (m, 2), each pair once, no loops.
        pulls: shape (m,); strength of each link.
    """

    masses: npt.NDArray[np.float64]
    links: Indices
    pulls: npt.NDArray[np.float64]

    @property
    def count(self) -> int:
        """Number of nodes."""
        return len(self.masses)


def springs(count: int, links: Indices) -> Springs:
    """A graph of equal nodes, in which the links of crowded nodes pull less than others."""
    degrees = np.bincount(links.ravel(), minlength=count)
    busiest = degrees[links].max(axis=1, initial=1)
    return Springs(np.ones(count), links, EASY / np.maximum(EASY, busiest))


def draw(graph: Springs, random: np.random.Generator) -> Points:
    """Positions, shape (n, 2), with a length of about 1 between linked nodes."""
    if graph.count <= COARSEST:
        start = random.normal(size=(graph.count, 2)) * np.sqrt(graph.count)
        return _settle(graph, start, rounds=300, heat=0.3 * np.sqrt(graph.count))
    cluster, _ = clusters(graph)
    coarse = contract(graph, cluster)
    if coarse.count > 0.9 * graph.count:
        start = random.normal(size=(graph.count, 2)) * np.sqrt(graph.count)
        return _settle(graph, start, rounds=200, heat=0.1 * np.sqrt(graph.count))
    around = draw(coarse, random) * np.sqrt(graph.count / coarse.count)
    start = around[cluster] + random.normal(scale=0.4, size=(graph.count, 2))
    return _settle(graph, start, rounds=80, heat=1.5)


def _settle(graph: Springs, start: Points, *, rounds: int, heat: float) -> Points:
    points = start.copy()
    repel = _pairwise if graph.count <= PAIRWISE else _Grid(graph.count).repel
    tails, heads = graph.links[:, 0], graph.links[:, 1]
    for step in range(rounds):
        force = repel(points, graph.masses)
        along = points[heads] - points[tails]
        pull = along * graph.pulls[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(tails, pull[:, axis], graph.count)
            force[:, axis] -= np.bincount(heads, pull[:, axis], graph.count)
        force -= 0.02 * (points - points.mean(axis=0))
        force /= graph.masses[:, None]
        limit = heat * (1 - step / rounds) + 0.01
        length = np.hypot(force[:, 0], force[:, 1])
        points += force * (np.minimum(length * 0.3, limit) / np.maximum(length, 1e-9))[:, None]
    return points


def _pairwise(points: Points, masses: npt.NDArray[np.float64]) -> Points:
    apart = points[:, None, :] - points[None, :, :]
    strength = masses[:, None] * masses[None, :] / ((apart**2).sum(axis=2) + SOFT)
    return np.asarray((apart * strength[:, :, None]).sum(axis=1))


class _Grid:
    """Repulsion over a grid: masses are dealt to cells, the field is one convolution, nodes read it back."""

    def __init__(self, count: int) -> None:
        self.side = int(2 ** np.ceil(np.log2(2 * np.sqrt(count))))
        steps = np.fft.fftfreq(2 * self.side, d=1 / (2 * self.side))
        down, right = np.meshgrid(steps, steps, indexing="ij")
        squared = down**2 + right**2 + 0.25
        self.fields = [np.fft.rfft2(step / squared) for step in (down, right)]

    def repel(self, points: Points, masses: npt.NDArray[np.float64]) -> Points:
        low = points.min(axis=0)
        cell = max(float((points.max(axis=0) - low).max()), 1e-6) / (self.side - 2)
        scaled = (points - low) / cell
        corner = np.minimum(scaled.astype(np.intp), self.side - 2)
        part = scaled - corner
        shape = (2 * self.side, 2 * self.side)
        dealt = []
        grid = np.zeros(shape[0] * shape[1])
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            share = np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1])
            where = (corner[:, 0] + i) * shape[1] + corner[:, 1] + j
            dealt.append((share, where))
            grid += np.bincount(where, share * masses, len(grid))
        spectrum = np.fft.rfft2(grid.reshape(shape))
        force = np.zeros_like(points)
        for axis, kernel in enumerate(self.fields):
            field = np.fft.irfft2(spectrum * kernel, s=shape).ravel()
            force[:, axis] = sum(share * field[where] for share, where in dealt)
        return force * masses[:, None] / cell


def clusters(graph: Springs) -> tuple[Indices, list[list[int]]]:
    """A cluster number a node, and each cluster's nodes with its centre first.

    Nodes on which others hang by a single link take in their neighbours first, then busy ones; crowded nodes
    stay alone.
    """
    neighbours: list[list[int]] = [[] for _ in range(graph.count)]
    for tail, head in graph.links.tolist():
        neighbours[tail].append(head)
        neighbours[head].append(tail)
    degree = [len(near) for near in neighbours]
    hanging = [sum(degree[other] == 1 for other in near) for near in neighbours]
    number = np.full(graph.count, -1, dtype=np.intp)
    members: list[list[int]] = []
    for node in sorted(range(graph.count), key=lambda node: (-hanging[node], -degree[node], node)):
        if number[node] == -1:
            near = neighbours[node] if 1 < degree[node] <= CROWDED else []
            taken = [node, *(other for other in near if number[other] == -1 and degree[other] <= CROWDED)]
            number[taken] = len(members)
            members.append(taken)
    return number, members


def contract(graph: Springs, cluster: Indices) -> Springs:
    """The graph between clusters; cluster numbers run from 0."""
    count = int(cluster.max()) + 1
    ends = np.sort(cluster[graph.links], axis=1)
    outer = ends[:, 0] != ends[:, 1]
    links, which = np.unique(ends[outer], axis=0, return_inverse=True)
    pulls = np.bincount(which.ravel(), graph.pulls[outer], len(links))
    return Springs(np.bincount(cluster, graph.masses, count).astype(float), links, pulls.astype(float))
