"""``python -m tests.queries.record`` records the answers anew. Read the difference before you keep it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from graph.location import EmbeddedLocation
from graph.store import open_store
from queries.catalogue import load_catalogue
from tests.queries.golden import fill, readings, record

if __name__ == "__main__":
    with TemporaryDirectory() as folder, open_store(EmbeddedLocation(Path(folder) / "store")) as store:
        fill(store, readings())
        record(store, load_catalogue())
