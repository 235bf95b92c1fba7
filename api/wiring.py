"""The one place where the parts are put together. No driver, model or file is touched before it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from graph.store import GraphStore, open_store
from ingest.archive import Archive
from ingest.backends.wish import Wish
from ingest.extract.base import Extractor
from ingest.ledger import Ledger
from queries.catalogue import Catalogue, load_catalogue

from .settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a face of casegraph needs. The extractor is a function, since its model takes a second to load."""

    store: GraphStore
    archive: Archive
    ledger: Ledger
    extractor: Callable[[], Extractor]
    catalogue: Catalogue

    def close(self) -> None:
        """Closes what is open, the store last."""
        self.ledger.close()
        self.store.close()

    def __enter__(self) -> "Parts":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def wire(settings: Settings, *, bolt_port: int | None = None) -> Parts:
    """Opens the store and what lies beside it.

    Args:
        bolt_port: a fixed port for the embedded store's Bolt server, or None for a free one.

    Raises:
        StoreError: one of its kinds, each with what to do.
    """
    store = open_store(settings.location(bolt_port))
    archive = Archive(settings.directory / "originals")
    ledger = Ledger(settings.directory / "ledger.sqlite3")
    return Parts(store, archive, ledger, cache(partial(_extractor, settings.backend)), load_catalogue())


def backend_warning(wish: Wish) -> str:
    """Where the text of reports goes with this back end; nothing is sent yet.

    Raises:
        BadArgument: there can be no such back end.
    """
    from ingest.backends.choose import warning_for  # nothing of any back end is loaded unless one is asked for

    return warning_for(wish)


def _extractor(wish: Wish | None) -> Extractor:
    from ingest.extract.reader import default_extractor  # spaCy takes seconds to import; questions need none of it

    if wish is None:
        return default_extractor()
    from ingest.backends.choose import backend_for
    from ingest.backends.proposing import ProposingExtractor

    backend = backend_for(wish)  # first: it may refuse, and the reader takes seconds
    return ProposingExtractor(default_extractor(), backend)
