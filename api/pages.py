"""A subgraph as one HTML page that needs nothing else: no server, no network, no other file.

Everything that comes from a report goes through the template's escaping or into a JSON block that the page's
script reads with ``textContent``; scripts run by hash alone.
"""

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from graph.labels import LABELS
from graph.subgraph import Subgraph

from .looks import LINE_CLASSES, OUTLINES, STROKES
from .picture import picture
from .pyvis_network import vis_script

SCRIPTS = ("panel.js", "table.js", "search.js", "captions.js", "page.js")  # one script, in this order


def page(subgraph: Subgraph, *, title: str) -> str:
    """The whole page. The same subgraph and title give the same text.

    Raises:
        CasegraphError: the installed vis-network is not the one this page was tested with.
    """
    data = picture(subgraph)
    return _template().render(
        # A lone surrogate is text for Python, but no encoding of a page can hold it.
        title=title.encode("utf-8", "replace").decode("utf-8"),
        policy=content_security_policy(),
        style=_own("page.css"),
        vis=Markup(vis_script()),
        script=_script(),
        data=data,
        counts=_counts(subgraph, len(data["edges"])),
        kinds=_kinds(subgraph),
        classes=_classes(data["edges"]),
        strokes=STROKES,
    )


@cache
def content_security_policy() -> str:
    """The policy of every page; a server that hands pages out sends the same as a header."""
    hashes = " ".join(f"'sha256-{_sha256(text)}'" for text in (vis_script(), _script()))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _counts(subgraph: Subgraph, edges: int) -> str:
    shown = f"{len(subgraph.nodes)} nodes and {edges} edges shown"
    hidden = subgraph.total_nodes - len(subgraph.nodes)
    if hidden > 0:
        return f"{shown}; {hidden} of {subgraph.total_nodes} nodes are left out"
    return f"{shown}; more is within reach" if subgraph.truncated else f"{shown}; nothing left out"


def _kinds(subgraph: Subgraph) -> list[dict[str, object]]:
    """One row of the legend for each label that occurs, in the vocabulary's order, the world first."""
    counts = Counter(node.label for node in subgraph.nodes)
    labels = sorted((label for label in LABELS if counts[label]), key=lambda label: LABELS[label].layer != "world")
    return [
        {"label": label.value, "count": counts[label], "spec": LABELS[label], "outline": OUTLINES[LABELS[label].shape]}
        for label in labels
    ]


def _classes(edges: list[dict[str, str]]) -> list[dict[str, object]]:
    counts = Counter(edge["class"] for edge in edges)
    return [{"key": key, "count": counts[key], "spec": spec} for key, spec in LINE_CLASSES.items() if counts[key]]


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("api"), autoescape=True, keep_trailing_newline=True, undefined=StrictUndefined
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "allow_nan": False}
    return environment.get_template("page.html.jinja")


@cache
def _script() -> Markup:
    return Markup("\n").join(_own(name) for name in SCRIPTS)


def _own(name: str) -> Markup:
    """A file of ours that goes into the page as it is."""
    return Markup(files("api").joinpath("static", name).read_text("utf-8"))


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
