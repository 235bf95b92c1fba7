"""The command ``casegraph``."""

import signal
import sys
from types import FrameType

import typer

from graph.errors import CasegraphError

from .commands.ask import path_command, query_command, subgraph_command, view_command
from .commands.care import browser_kit_command, doctor_command, verify_command
from .commands.common import errors
from .commands.ingest import ingest_command
from .commands.judge import judge_command
from .commands.out import dump_command, export_command, extract_command
from .commands.serve import serve_command
from .text import printable

app = typer.Typer(
    name="casegraph",
    help="Reports in; a graph out in which every node and edge leads to the exact words it rests on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for _name, _verb, _does in (
    ("ingest", ingest_command, "Read reports into the store."),
    ("query", query_command, "Ask a stored question; without a name: list them."),
    ("subgraph", subgraph_command, "Nodes, edges and claims around anything."),
    ("view", view_command, "Draw a page to look at."),
    ("path", path_command, "Evidence paths between two nodes."),
    ("export", export_command, "Write the whole store."),
    ("dump", dump_command, "Canonical dump: equal input, equal bytes."),
    ("extract", extract_command, "Read texts without a store, for measuring."),
    ("verify", verify_command, "Check every quote and every invariant."),
    ("judge", judge_command, "Decide on a record or a proposal, or take that back."),
    ("browser-kit", browser_kit_command, "Write what Neo4j Browser needs."),
    ("serve", serve_command, "Serve the API and the embedded store's Bolt."),
    ("doctor", doctor_command, "Say what is installed, and what is wrong."),
):
    app.command(_name, short_help=_does)(_verb)


def main() -> None:
    """Runs the command. Exit codes: 0 done, 1 done with failures named, 2 wrong use, 130 stopped by Ctrl-C."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except CasegraphError as error:
        console = errors()
        console.print(f"error: {printable(str(error))}", markup=False)
        if error.hint:
            console.print(f"what to do: {printable(error.hint)}", markup=False)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        sys.exit(0)


def _terminated(number: int, _: FrameType | None) -> None:
    """Ends like any other exit, so that the store is closed on the way out."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
