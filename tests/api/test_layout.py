"""Nodes and captions do not cover each other, and the same graph always stands the same way."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.layout import MANY, Box, layout

CAPTION = Box(60, 15, 60, 45)


def _overlapping(boxes: list[Box], points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of boxes that cover each other by more than what rounding to pixels explains."""
    sides = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes])
    low = np.array(points) - sides[:, :2]
    high = np.array(points) + sides[:, 2:]
    shared = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    return [(int(a), int(b)) for a, b in np.argwhere((shared > 2).all(axis=2)) if a < b]


@st.composite
def graphs(draw: st.DrawFn, most: int = MANY) -> tuple[list[Box], list[tuple[int, int]]]:
    size = draw(st.integers(1, most))
    sides = st.integers(8, 80)
    boxes = draw(st.lists(st.builds(Box, sides, sides, sides, sides), min_size=size, max_size=size))
    node = st.integers(0, size - 1)
    return boxes, draw(st.lists(st.tuples(node, node), max_size=2 * size))


@given(graphs(most=MANY))
@settings(max_examples=12, deadline=None)
def test_captions_of_small_graphs_do_not_overlap(graph: tuple[list[Box], list[tuple[int, int]]]) -> None:
    boxes, links = graph
    assert _overlapping(boxes, layout(boxes, links)) == []


@given(graphs(most=12), st.randoms())
@settings(max_examples=10, deadline=None)
def test_order_direction_and_repetition_of_links_change_nothing(
    graph: tuple[list[Box], list[tuple[int, int]]], rng: random.Random
) -> None:
    boxes, links = graph
    other = [(b, a) for a, b in links] + links
    rng.shuffle(other)
    assert layout(boxes, links) == layout(boxes, other)


def _star(leaves: int) -> list[tuple[int, int]]:
    return [(0, leaf) for leaf in range(1, leaves + 1)]


def _web(size: int, seed: int) -> list[tuple[int, int]]:
    """Clusters of six around their first node, some tied to each other, all tied to one place."""
    rng = random.Random(seed)
    ties = [(node - node % 6, node) for node in range(6, size) if node % 6]
    ties += [(0, node) for node in range(6, size, 6)]
    return ties + [(rng.randrange(size), rng.randrange(size)) for _ in range(size // 8)]


@pytest.mark.parametrize(
    ("size", "links"),
    [
        (400, _star(399)),
        (400, [(node, node + 1) for node in range(399)]),
        (400, list(combinations(range(30), 2)) + _star(399)),
        (2000, _web(2000, 3)),
    ],
    ids=["one place with everything", "chain", "everybody knows everybody", "clusters"],
)
def test_symbols_of_large_graphs_do_not_overlap(size: int, links: list[tuple[int, int]]) -> None:
    points = layout([CAPTION] * size, links)
    away = np.hypot(*(np.array(points)[:, None] - np.array(points)[None]).T)
    np.fill_diagonal(away, np.inf)
    assert away.min() > 2 * CAPTION.top - 2


def test_components_stand_side_by_side() -> None:
    links = [(0, 1), (1, 2), (3, 4), (4, 5), (5, 3), (6, 7)]
    points = np.array(layout([CAPTION] * 10, links))
    groups = [points[:3], points[3:6], points[6:8], points[8:9], points[9:]]
    for one, other in combinations(groups, 2):
        apart = (one.max(axis=0) < other.min(axis=0)) | (other.max(axis=0) < one.min(axis=0))
        assert apart.any()


def test_many_separate_nodes_fill_a_landscape_rectangle() -> None:
    width, height = np.ptp(np.array(layout([CAPTION] * 300, [])), axis=0)
    assert 1 < width / height < 2


def test_the_picture_stands_around_the_middle() -> None:
    points = np.array(layout([CAPTION] * 30, _star(29)))
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    assert abs(left + right) <= 2
    assert abs((top - CAPTION.top) + (bottom + CAPTION.bottom)) <= 2


def test_linked_nodes_are_nearer_than_others() -> None:
    links = _web(240, 5)
    points = np.array(layout([Box(10, 10, 10, 10)] * 240, links))
    inside = [np.hypot(*(points[a] - points[b])) for a, b in links if a // 6 == b // 6]
    anyone = np.hypot(*(points[:, None] - points[None]).T)
    assert np.median(inside) < np.median(anyone) / 4


@pytest.mark.parametrize("size", [0, 1, 2])
def test_next_to_nothing(size: int) -> None:
    points = layout([CAPTION] * size, [(0, 1)] if size == 2 else [])
    assert len(set(points)) == size
