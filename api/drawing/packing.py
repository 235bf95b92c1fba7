"""Blocks side by side in a rectangle: the tallest first, each as low as it can lie along a skyline."""

from collections.abc import Sequence

import numpy as np

from .forces import Indices, Points

GAP = 26  # pixels between blocks
FEW = 100  # blocks; so few are packed into several widths


def pack(points: Points, sides: Points, blocks: Sequence[Indices], loose: Indices, aspect: float) -> None:
    """Moves blocks of nodes side by side, in the width that lets the whole be seen largest.

    Args:
        loose: nodes that belong to no block; they stand in rows below.
        aspect: width to height of the frame that the whole shall fill.
    """
    lows = [(points[members] - sides[members, :2]).min(axis=0) for members in blocks]
    highs = [(points[members] + sides[members, 2:]).max(axis=0) for members in blocks]
    sizes = [(float(x), float(y)) for x, y in (np.array(highs) - np.array(lows)).reshape(-1, 2) + GAP]
    cell = (sides[loose, :2] + sides[loose, 2:]).max(axis=0, initial=1.0)
    square = float(np.sqrt(aspect * (sum(x * y for x, y in sizes) + len(loose) * float(cell.prod()))))
    widest = max([float(cell[0]), *(x for x, _ in sizes)])
    factors = (0.9, 1.0, 1.1, 1.25, 1.45) if len(blocks) <= FEW else (1.0,)
    packed = []
    for width in sorted({max(widest, square * factor) for factor in factors}):
        right, bottom, places = _shelved(sizes, width)
        rows = -(-len(loose) // int(width / cell[0]))
        packed.append(
            (max(max(right, width * (rows > 1)) / aspect, bottom + rows * float(cell[1])), width, bottom, places)
        )
    _, width, bottom, places = min(packed, key=lambda one: one[:2])
    for members, low, place in zip(blocks, lows, places, strict=True):
        points[members] += np.array(place) - low
    columns = int(width / cell[0])
    at = np.arange(len(loose))
    points[loose] = np.column_stack((at % columns, at // columns)) * cell + (0, bottom) + sides[loose, :2]
    if len(points):
        points -= (np.min(points - sides[:, :2], axis=0) + np.max(points + sides[:, 2:], axis=0)) / 2


def _shelved(sizes: Sequence[tuple[float, float]], width: float) -> tuple[float, float, list[tuple[float, float]]]:
    """Right and bottom of the whole, and left and top of each block: the tallest first, each as low as it can lie."""
    skyline = [(0.0, width, 0.0)]  # from, to, height
    places = [(0.0, 0.0)] * len(sizes)
    right = 0.0
    for block in sorted(range(len(sizes)), key=lambda block: (-sizes[block][1], -sizes[block][0], block)):
        wide, high = sizes[block]
        left, top = _lowest(skyline, wide, width)
        places[block] = (left, top)
        right = max(right, left + wide)
        skyline = _raised(skyline, left, left + wide, top + high)
    return right, max(height for _, _, height in skyline), places


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
