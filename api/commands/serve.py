"""``serve``: the API, and with the embedded store its Bolt port."""

from typing import Annotated

import typer

from graph.embedded_files import CREDENTIALS
from graph.embedded_users import READER
from graph.engine import EngineKind

from ..settings import EMBEDDED
from .common import StoreOption, errors, opened, settings


def serve_command(
    host: Annotated[
        str, typer.Option(help="Address to listen at; any but loopback needs CASEGRAPH_TOKEN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the API.", min=0, max=65535)] = 8000,
    bolt_port: Annotated[
        int | None, typer.Option(help="Fixed Bolt port of the embedded store, for Neo4j tools.", min=1, max=65535)
    ] = None,
    store: StoreOption = None,
) -> None:
    """Serve the API; with the embedded store also its Bolt port, so that Neo4j tools can connect to it.

    \b
    casegraph serve --store case-12
    CASEGRAPH_TOKEN_FILE=token casegraph serve --host 0.0.0.0 --port 8000
    """
    import uvicorn

    from ..app import create_app
    from ..security import check_bind, is_loopback

    token = settings(store).token
    check_bind(host, token)
    console = errors()
    with opened(store, bolt_port=bolt_port) as parts:
        if parts.store.kind is EngineKind.ARCADEDB:
            secret = settings(store).directory / EMBEDDED / CREDENTIALS
            console.print(f"Bolt: {parts.store.bolt_uri}, user {READER}; its password is in {secret}", markup=False)
        console.print(f"API:  http://{host}:{port}/", markup=False)
        application = create_app(parts, token=token, public=not is_loopback(host))
        # no access log: addresses carry ids and names; the application logs operations and statuses
        uvicorn.run(application, host=host, port=port, log_level="warning", access_log=False, server_header=False)
