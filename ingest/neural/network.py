"""Runs the trained network: the encoder by ONNX, its heads by matrix products, in one thread."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from .pieces import PieceCutter
from .words import FEATURES, Words

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ENCODER, TOKENIZER, HEADS = "encoder.onnx", "tokenizer.json", "heads.npz"


class Network:
    """A trained network.

    Args:
        folder: holds ``encoder.onnx``, ``tokenizer.json`` and ``heads.npz``, already checked.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(folder / ENCODER), options, providers=["CPUExecutionProvider"])
        self._cutter = PieceCutter(Tokenizer.from_file(str(folder / TOKENIZER)))
        with np.load(folder / HEADS) as stored:
            self._weights: dict[str, Floats] = {name: stored[name].astype(np.float32) for name in stored.files}

    def vectors(self, words: Words, bounds: Sequence[tuple[int, int]]) -> Floats:
        """The vectors of the words of these windows, (words, width), in order."""
        seen = [self._encoded(words.texts[first:end]) for first, end in bounds]
        first, end = bounds[0][0], bounds[-1][1]
        known = [self._weights[f"features.{f}"][words.features[i, first:end]] for i, f in enumerate(FEATURES)]
        return np.concatenate([np.concatenate(seen), *known], axis=1)

    def _encoded(self, texts: Sequence[str]) -> Floats:
        """The encoder's vectors of one window's words. One call a window: padding several to one length costs more."""
        cut = self._cutter.cut(texts, [(0, len(texts))])
        (seen,) = self._session.run(None, {"pieces": cut.pieces, "mask": cut.mask})
        vectors: Floats = seen[cut.row, cut.column]
        return vectors

    def tag(self, name: str, vectors: Floats) -> Floats:
        """The chances of a head's labels, (words, labels), each row adding up to 1."""
        scores: Floats = vectors @ self._weights[f"tags.{name}.weight"].T + self._weights[f"tags.{name}.bias"]
        return softmax(scores)

    def project(self, name: str, vectors: Floats) -> tuple[Floats, Floats]:
        """What words bring to a scorer of pairs, as the one and as the other: (words, hidden) each."""
        weights = self._weights
        one = vectors @ weights[f"pairs.{name}.one.weight"].T + weights[f"pairs.{name}.one.bias"]
        return one, vectors @ weights[f"pairs.{name}.other.weight"].T

    def pairs(self, name: str, one: Floats, other: Floats, known: Mapping[str, Ints]) -> Floats:
        """The scores of pairs.

        Args:
            one, other: (pairs, hidden), as ``project`` gives them.
            known: what is known of each pair, numbers into the scorer's tables.

        Returns:
            (pairs, labels), not normalised.
        """
        hidden = one + other
        for table, numbers in known.items():
            hidden += self._weights[f"pairs.{name}.tables.{table}"][numbers]
        np.maximum(hidden, 0, out=hidden)
        scores = hidden @ self._weights[f"pairs.{name}.out.weight"].T + self._weights[f"pairs.{name}.out.bias"]
        return scores.astype(np.float32)

    @property
    def nobody(self) -> float:
        """The score of "nobody is named" among the sources of a cue."""
        return float(self._weights["nobody"][0])


def softmax(scores: Floats) -> Floats:
    """Scores as chances along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def sigmoid(scores: Floats) -> Floats:
    """Scores as chances, one by one."""
    chances = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return chances.astype(np.float32)
