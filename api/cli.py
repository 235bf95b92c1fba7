"""The command ``casegraph``."""

import signal
import sys
from types import FrameType

import typer

from graph.errors import CasegraphError

from .commands.ask import path_command, query_command, subgraph_command, view_command
from .commands.care import browser_kit_command, doctor_command, judge_command, verify_command
from .commands.common import errors
from .commands.ingest import ingest_command
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
app.command("ingest")(ingest_command)
app.command("query")(query_command)
app.command("subgraph")(subgraph_command)
app.command("view")(view_command)
app.command("path")(path_command)
app.command("export")(export_command)
app.command("dump")(dump_command)
app.command("extract")(extract_command)
app.command("verify")(verify_command)
app.command("judge")(judge_command)
app.command("browser-kit")(browser_kit_command)
app.command("serve")(serve_command)
app.command("doctor")(doctor_command)


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
