"""Boxes that overlap are pushed apart, near pairs only, so that thousands take a second."""

import numpy as np

from .forces import Indices, Points

ROUNDS = 300


def separate(points: Points, sides: Points) -> Points:
    """The drawing with overlapping boxes pushed apart, each pair along the line between them."""
    offset = (sides[:, 2:] - sides[:, :2]) / 2
    half = (sides[:, 2:] + sides[:, :2]) / 2
    centres = points + offset
    for _ in range(ROUNDS):
        a, b = _close_pairs(centres, 2 * half.max(axis=0))
        gap = centres[b] - centres[a]
        need = half[a] + half[b]
        clash = (need - np.abs(gap) > 0.5).all(axis=1)
        if not clash.any():
            break
        a, b, gap, need = a[clash], b[clash], gap[clash], need[clash]
        away = np.maximum(np.abs(gap), 0.05 * need)  # two on one spot still have a direction
        growth = np.minimum((need / away).min(axis=1), 1.6)
        push = np.where(gap < 0, -1, 1) * away * ((growth - 1) / 2 + 0.01)[:, None]
        for axis in (0, 1):
            centres[:, axis] -= np.bincount(a, push[:, axis], len(centres))
            centres[:, axis] += np.bincount(b, push[:, axis], len(centres))
    return centres - offset


def _close_pairs(centres: Points, reach: Points) -> tuple[Indices, Indices]:
    """Pairs of nodes in the same or neighbouring cells of a grid with cells of ``reach``."""
    cells = ((centres - centres.min(axis=0)) / reach).astype(np.intp)
    columns = int(cells[:, 0].max()) + 3
    keys = (cells[:, 1] + 1) * columns + cells[:, 0] + 1
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    firsts, seconds = [], []
    for step in (0, 1, columns - 1, columns, columns + 1):
        low = np.searchsorted(ranked, ranked + step, "left")
        if step == 0:
            low = np.arange(1, len(order) + 1)
        high = np.maximum(np.searchsorted(ranked, ranked + step, "right"), low)
        sizes = high - low
        start = np.repeat(low - np.concatenate(([0], sizes.cumsum()[:-1])), sizes)
        firsts.append(np.repeat(order, sizes))
        seconds.append(order[start + np.arange(sizes.sum())])
    return np.concatenate(firsts), np.concatenate(seconds)
