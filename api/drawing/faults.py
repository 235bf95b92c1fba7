"""How hard a drawing is to read: a count by which one is chosen among several."""

import numpy as np

from .forces import Indices, Points

NEAR = 18  # pixels; a link so near to the point of a node seems to join it


def faults(points: Points, links: Indices) -> float:
    """How hard a drawing is to read: crossings of links, and links that run through a node they do not join."""
    start, end = points[links[:, 0]], points[links[:, 1]]

    def side(p: Points, q: Points, r: Points) -> Points:
        (x, y), (u, v) = (q - p).T, (r - p).T
        return np.asarray(np.sign(x * v - y * u))

    a, b = np.triu_indices(len(links), 1)
    apart = (links[a][:, :, None] != links[b][:, None, :]).all(axis=(1, 2))
    a, b = a[apart], b[apart]
    crossing = (side(start[a], end[a], start[b]) != side(start[a], end[a], end[b])) & (
        side(start[b], end[b], start[a]) != side(start[b], end[b], end[a])
    )
    along = end - start
    reach = points[None, :, :] - start[:, None, :]
    at = np.clip((reach * along[:, None, :]).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-9)[:, None], 0, 1)
    away = np.linalg.norm(reach - at[:, :, None] * along[:, None, :], axis=2)
    joined = (links[:, :, None] == np.arange(len(points))).any(axis=1)
    return float(crossing.sum() + ((away < NEAR) & ~joined).sum())
