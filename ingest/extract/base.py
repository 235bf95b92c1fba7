"""What the rest of the program asks of whoever reads reports."""

from typing import Protocol

from graph.document import Document
from graph.reading import Reading, Run


class Extractor(Protocol):
    """Reads documents. Anything with these two members will do: rules, a model, or a person's readings by hand."""

    @property
    def run(self) -> Run:
        """Who reads: name, version, digest of the model. Asked without reading anything."""
        ...

    def read(self, document: Document) -> Reading:
        """What the document says. Never raises on text: what cannot be read gets a ``status`` that says why."""
        ...
