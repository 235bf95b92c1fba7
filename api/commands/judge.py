"""``judge``: what a person decides, about who somebody is and about what a reader only proposes."""

import getpass
from typing import Annotated

import typer

from graph.errors import BadArgument
from graph.ids import prefix_of
from graph.labels import LABELS, Label
from graph.store import GraphStore

from .common import StoreOption, existing


def judge_command(
    ident: Annotated[
        str,
        typer.Argument(metavar="ID", help="Id of a record, as Q41 shows it, or of a proposal, as Q43 shows it."),
    ],
    apart: Annotated[bool, typer.Option("--apart/--undo", help="Keep a record apart, or take a decision back.")] = True,
    accept: Annotated[bool, typer.Option("--accept", help="Make a proposal a claim.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Take a proposal off the list of what awaits you.")] = False,
    reason: Annotated[
        str | None, typer.Option(help="Why. Needed with --apart and --reject; kept with the decision.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who decides. Default: the name you are logged in with.")] = None,
    store: StoreOption = None,
) -> None:
    """Decide that a record is not who its name suggests, or whether a proposal is a claim; or take that back.

    Nothing is lost: every decision is kept with its reason, and --undo restores what was there before.

    \b
    casegraph judge record:... --apart --reason "another man of the same name, born 1970"
    casegraph judge proposal:... --accept
    casegraph judge proposal:... --reject --reason "the minister denies it"
    casegraph judge proposal:... --undo
    """
    undo = not apart
    who, why = by or getpass.getuser(), reason.strip() if reason else ""
    proposed = prefix_of(ident) == LABELS[Label.PROPOSAL].prefix
    _check(proposed, accept=accept, reject=reject, undo=undo, reason=why)
    with existing(store) as parts:
        if undo:
            _take_back(parts.store, ident, proposed)
        elif accept:
            decided = parts.store.accept(ident, reason=why or None, decided_by=who)
            typer.echo(f"accepted: {ident} is {decided.claim} ({decided.judgement})")
        elif reject:
            decided = parts.store.reject(ident, reason=why, decided_by=who)
            typer.echo(f"rejected: {ident} ({decided.judgement})")
        else:
            judgement = parts.store.keep_apart(ident, reason=why, decided_by=who)
            typer.echo(f"kept apart: {ident} ({judgement})")


def _check(proposed: bool, *, accept: bool, reject: bool, undo: bool, reason: str) -> None:
    asked = [accept, reject, undo].count(True)
    if asked > 1:
        raise BadArgument("only one decision at a time", hint="give --accept, --reject or --undo, and no other")
    if proposed and not asked:
        raise BadArgument("a proposal is accepted or rejected", hint="add --accept, or --reject --reason '...'")
    if not proposed and (accept or reject):
        raise BadArgument("only a proposal can be accepted or rejected", hint="take its id from the question Q43")
    if not (accept or undo or reason):
        raise BadArgument("a decision needs a reason", hint='add --reason "..."')


def _take_back(store: GraphStore, ident: str, proposed: bool) -> None:
    if proposed:
        store.reopen(ident)
    else:
        store.rejoin(ident)
    typer.echo(f"taken back: {ident}")
