"""``query``, ``subgraph``, ``view`` and ``path``: answers out."""

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.derive import NARRATOR
from graph.errors import BadArgument
from graph.labels import RELS
from graph.neighbourhood import neighbourhood, whole_picture
from graph.subgraph import Subgraph
from queries.catalogue import ask, ask_graph, load_catalogue

from ..tables import TableFormat, graph_rows, questions_text, write_table
from ..text import printable_lines
from .common import OutputOption, StoreOption, errors, existing, output

if TYPE_CHECKING:
    from graph.paths import EvidencePath


class GraphFormat(StrEnum):
    """Formats of a subgraph."""

    JSON = "json"
    JGF = "jgf"
    GRAPHML = "graphml"
    TURTLE = "turtle"


IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Any id, as answers and exports show them.")]
DepthOption = Annotated[int, typer.Option(help="How many steps to go, 1 to 4.")]
MaxNodesOption = Annotated[int, typer.Option(help="How many nodes to show at most, 1 to 5000.")]


def query_command(
    name: Annotated[str | None, typer.Argument(help="A question, such as find or Q10. Without it: the list.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="k=v", help="A parameter.")] = None,
    format: Annotated[TableFormat, typer.Option(help="How to show the rows.")] = TableFormat.TABLE,
    output_file: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Ask a stored question; every row about a fact carries claim ids and quotes.

    \b
    casegraph query
    casegraph query find -p text=Solen
    casegraph query Q16 -p event_id=event:... --format csv -o answers.csv
    """
    if name is None:
        with output(output_file) as file:
            file.write(questions_text(load_catalogue()))
        return
    question = load_catalogue().get(name)
    arguments = dict(_parameter(text) for text in param or [])
    with existing(store) as parts:
        table = (
            ask(parts.store, question, arguments)
            if question.shape == "table"
            else graph_rows(ask_graph(parts.store, question, arguments))
        )
    with output(output_file) as file:
        write_table(table, format, file)


def subgraph_command(
    ident: IdArgument,
    depth: DepthOption = 1,
    max_nodes: MaxNodesOption = 200,
    format: Annotated[GraphFormat, typer.Option(help="How to write it.")] = GraphFormat.JSON,
    output_file: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Nodes and edges around anything, with the claims that they stand on.

    \b
    casegraph subgraph person:... --depth 2 --format graphml -o person.graphml
    """
    with existing(store) as parts:
        found = neighbourhood(parts.store, ident, depth=depth, max_nodes=max_nodes)
    with output(output_file) as file:
        file.write(_written(found, format))
    _say_hidden(found)


def view_command(
    ident: Annotated[str | None, typer.Argument(metavar="[ID]", help="Where to start. Without it: all.")] = None,
    output_file: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")] = Path(
        "casegraph.html"
    ),
    depth: DepthOption = 2,
    max_nodes: MaxNodesOption = 300,
    store: StoreOption = None,
) -> None:
    """Draw a page to look at: the surroundings of an id, or the whole store with its most connected part first.

    \b
    casegraph view -o story.html
    casegraph view event:... --depth 1 -o event.html
    """
    from ..pages import page  # each format's library is imported only by who asks for it: questions stay quick

    with existing(store) as parts:
        if ident is None:
            found, title = _linked(whole_picture(parts.store, max_nodes=max_nodes)), "All reports in this store"
        else:
            found = neighbourhood(parts.store, ident, depth=depth, max_nodes=max_nodes)
            start = found.node(ident)
            title = f"Around {start.name if start else ident}"
    with output(output_file) as file:
        file.write(page(found, title=title))
    _say_hidden(found)
    errors().print(f"page: {output_file.resolve()}", markup=False)


def path_command(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Id to start from.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Id to reach.")],
    max_hops: Annotated[int, typer.Option(help="The longest path to look for, 1 to 8.")] = 6,
    limit: Annotated[int, typer.Option(help="How many paths to show.")] = 3,
    output_file: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Evidence paths between two nodes: each hop with its quote, the weakest hop named.

    \b
    casegraph path person:... organisation:...
    """
    from graph.paths import evidence_paths

    with existing(store) as parts:
        paths = evidence_paths(parts.store, start, end, max_hops=max_hops, limit=limit)
    with output(output_file) as file:
        if not paths:
            file.write(f"No path of at most {max_hops} hops joins them in this store.\n")
        for number, found in enumerate(paths, start=1):
            file.write(_path_text(number, found))


def _parameter(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key:
        raise BadArgument("a parameter is written NAME=VALUE", hint="for example: --param text=Solen")
    return key, value


def _written(found: Subgraph, format: GraphFormat) -> str:
    match format:
        case GraphFormat.JSON:
            from ..schemas import subgraph_json

            return json.dumps(subgraph_json(found), ensure_ascii=False, indent=2) + "\n"
        case GraphFormat.JGF:
            from graph.jgf import to_jgf

            return json.dumps(to_jgf(found), ensure_ascii=False, indent=2) + "\n"
        case GraphFormat.GRAPHML:
            from graph.graphml import to_graphml

            return to_graphml(found)
        case GraphFormat.TURTLE:
            from graph.rdf import serialise_turtle, to_rdf

            return serialise_turtle(to_rdf(found))


def _linked(found: Subgraph) -> Subgraph:
    """The picture without what no line touches: hundreds of lone dots would hide the stories. `find` reaches them."""
    ends = {end for edge in found.edges for end in (edge.start, edge.end)}
    return replace(found, nodes=tuple(node for node in found.nodes if node.id in ends)) if ends else found


def _say_hidden(found: Subgraph) -> None:
    if found.truncated:
        errors().print(f"shown: {len(found.nodes)} of {found.total_nodes} nodes; --max-nodes shows more")


def _path_text(number: int, found: "EvidencePath") -> str:
    lines = [f"Path {number}: {len(found.hops)} hops"]
    for hop in found.hops:
        start, end = (hop.start, hop.end) if hop.along else (hop.end, hop.start)
        weakest = "  <- the weakest hop" if hop is found.weakest else ""
        denied = "denied, " if hop.polarity == "-" else ""
        lines.append(f"  {start.name} {RELS[hop.type].says} {end.name}  [{denied}{hop.certainty}]{weakest}")
        lines.append(f'      "{hop.quote}"')
        lines.append(f"      {hop.report_name}; says: {' > '.join(hop.speakers) or NARRATOR}; {hop.claim}")
    return printable_lines(lines)
