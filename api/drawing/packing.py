"""Blocks side by side in a rectangle: the tallest first, each as low as it can lie along a skyline."""

from collections.abc import Sequence

import numpy as np

from .forces import Indices, Points

GAP = 26  # pixels between blocks


def pack(points: Points, sides: Points, blocks: Sequence[Indices], aspect: float) -> None:
    """Moves blocks of nodes side by side, in the width that lets the whole be seen largest."""
    if not blocks:
        return
    lows = [(points[members] - sides[members, :2]).min(axis=0) for members in blocks]
    highs = [(points[members] + sides[members, 2:]).max(axis=0) for members in blocks]
    sizes = [(float(x), float(y)) for x, y in np.array(highs) - np.array(lows) + GAP]
    widest = max(x for x, _ in sizes)
    area = sum(x * y for x, y in sizes)
    widths = sorted({max(widest, float(np.sqrt(area * aspect)) * factor) for factor in (0.9, 1.0, 1.1, 1.25, 1.45)})
    _, places = min((_shelved(sizes, width, aspect) for width in widths), key=lambda packed: packed[0])
    for members, low, place in zip(blocks, lows, places, strict=True):
        points[members] += np.array(place) - low
    points -= (np.min(points - sides[:, :2], axis=0) + np.max(points + sides[:, 2:], axis=0)) / 2


def _shelved(
    sizes: Sequence[tuple[float, float]], width: float, aspect: float
) -> tuple[float, list[tuple[float, float]]]:
    """Left and top of each block, the tallest laid first, each at the lowest place; and how big the whole gets."""
    skyline = [(0.0, width, 0.0)]  # from, to, height
    places = [(0.0, 0.0)] * len(sizes)
    for block in sorted(range(len(sizes)), key=lambda block: (-sizes[block][1], -sizes[block][0], block)):
        wide, high = sizes[block]
        left, top = _lowest(skyline, wide, width)
        places[block] = (left, top)
        skyline = _raised(skyline, left, left + wide, top + high)
    right = max(left + wide for (left, _), (wide, _) in zip(places, sizes, strict=True))
    return max(right / aspect, max(height for _, _, height in skyline)), places


def _lowest(skyline: Sequence[tuple[float, float, float]], need: float, width: float) -> tuple[float, float]:
    """Where a block of this width comes to lie lowest, leftmost among equals: its left and top."""
    places = []
    for left, _, _ in skyline:
        if left + need <= width + 1e-6:
            under = (height for start, end, height in skyline if start < left + need - 1e-6 and end > left + 1e-6)
            places.append((max(under), left))
    top, left = min(places)
    return left, top


def _raised(
    skyline: Sequence[tuple[float, float, float]], left: float, right: float, height: float
) -> list[tuple[float, float, float]]:
    """The skyline with a block on it."""
    kept = []
    for start, end, level in skyline:
        if start < left:
            kept.append((start, min(end, left), level))
        if end > right:
            kept.append((max(start, right), end, level))
    return sorted([*kept, (left, right, height)])
