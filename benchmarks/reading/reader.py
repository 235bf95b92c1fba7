"""The reader that is measured: the one that the program uses unless another is asked for. Named here only."""

from ingest.extract.base import Extractor
from ingest.extract.reader import default_extractor


def reader() -> Extractor:
    """Whoever reads reports at the time; loaded once per process."""
    return default_extractor()
