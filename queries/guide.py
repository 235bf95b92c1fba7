"""The guide: one HTML page, readable without a network, that explains the graph in Neo4j Browser."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from graph.labels import DERIVED_RELS, LABELS, RELS, Label
from graph.vocabulary import Certainty

from .catalogue import Catalogue
from .style import text_colour

_LAYERS = ("world", "claim", "mention", "document")


def guide(catalogue: Catalogue) -> str:
    """The whole page, with a table of the questions; everything that is put in is escaped."""
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = page.from_string(files(__package__).joinpath("guide.html.j2").read_text(encoding="utf-8"))
    return template.render(
        labels=[(label, LABELS[label], text_colour(LABELS[label].colour)) for label in _shown()],
        derived=[(rel, RELS[rel]) for rel in DERIVED_RELS],
        evidence=[(rel, spec) for rel, spec in RELS.items() if not spec.derived],
        certainties=list(Certainty),
        folders=list(catalogue.folders()),
    )


def _shown() -> list[Label]:
    labels = [label for label in LABELS if LABELS[label].layer in _LAYERS]
    return sorted(labels, key=lambda label: _LAYERS.index(LABELS[label].layer))
