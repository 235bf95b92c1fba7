"""Writes a trained network as the product reads it: an int8 encoder, its tokenizer, the heads, a manifest.

python -m training.export --network FOLDER --encoder FOLDER --output ingest/models/reader
"""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .network import Encoder, Network, Sizes

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
MANIFEST = "SHA256SUMS"


def write_encoder(encoder: Encoder, path: Path) -> None:
    """The encoder as ONNX with eight-bit weights. Seven bits are used of them: older processors overflow otherwise."""
    encoder.eval()
    plain = path.with_suffix(".plain.onnx")
    example = (torch.ones(2, 16, dtype=torch.int64), torch.ones(2, 16, dtype=torch.int64))
    axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "mask", "seen")}
    torch.onnx.export(
        encoder, example, str(plain), input_names=["pieces", "mask"], output_names=["seen"], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        str(plain), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    plain.unlink()


def write_heads(network: Network, path: Path) -> None:
    """Everything but the encoder, in half precision."""
    kept = {
        name.removesuffix(".weight") if ".tables." in name or name.startswith("features.")
        else name: value.numpy().astype(np.float16)
        for name, value in network.state_dict().items() if not name.startswith("encoder.")
    }  # fmt: skip
    np.savez_compressed(path, **kept)


def write_manifest(folder: Path) -> None:
    """The digests of the files, as ``sha256sum`` prints them."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in FILES]
    (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="ascii")


def main() -> int:
    """Exports."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--network", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--output", type=Path, required=True)
    given = options.parse_args()
    stored = torch.load(given.network / "network.pt", weights_only=True)
    network = Network(Sizes(layers=stored["layers"]))
    network.load_state_dict(stored["state"])
    given.output.mkdir(parents=True, exist_ok=True)
    write_encoder(network.encoder, given.output / "encoder.onnx")
    write_heads(network, given.output / "heads.npz")
    shutil.copyfile(given.encoder / "e5-small-v2-tokenizer.json", given.output / "tokenizer.json")
    write_manifest(given.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
