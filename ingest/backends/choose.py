"""From a user's wish to a back end, and to the warning that goes before it."""

import re

from graph.errors import BadArgument

from .base import Backend
from .chat import ChatBackend
from .endpoint import Endpoint, endpoint_at
from .gliner import HUB, load_gliner, model_name
from .wish import BackendKind, Wish

_MODEL = re.compile(r"[\w./:@+-]{1,200}", re.ASCII)
_KEY = re.compile(r"[!-~]+")
_LEAVES = "WARNING: the text of every report of this run LEAVES THIS MACHINE. It is sent to {name}, model {model}{how}."
_STAYS = (
    "WARNING: the text of every report of this run is sent to {name}, model {model}. "
    "That is a server on this machine: the text stays here unless that server passes it on."
)
_FETCHED = (
    "WARNING: the model {model} is fetched from its hub on the internet unless it is here already. "
    "The hub learns who asks for it; no text of a report is sent."
)
_LOCAL = "The text of every report of this run is also read by the model in {model}. It stays on this machine."


def backend_for(wish: Wish) -> Backend:
    """The back end, ready to be asked. A chat endpoint is not connected to yet; a GLiNER model is loaded.

    Raises:
        BadArgument: the wish cannot be granted.
    """
    if wish.kind is BackendKind.GLINER:
        return load_gliner(wish.model)
    if wish.key is not None and not _KEY.fullmatch(wish.key):
        raise BadArgument("the back end's key has characters that no key has", hint="check CASEGRAPH_BACKEND_KEY")
    return ChatBackend(_endpoint(wish), wish.model, key=wish.key, timeout=wish.timeout)


def warning_for(wish: Wish) -> str:
    """What a user must know before anything is sent: where the text goes.

    Raises:
        BadArgument: the wish cannot be granted.
    """
    if wish.kind is BackendKind.GLINER:
        model_name(wish.model)
        return (_FETCHED if wish.model.startswith(HUB) else _LOCAL).format(model=wish.model.removeprefix(HUB))
    endpoint = _endpoint(wish)
    how = "" if endpoint.encrypted else ", UNENCRYPTED"
    return (_STAYS if endpoint.loopback else _LEAVES).format(name=endpoint.name, model=wish.model, how=how)


def _endpoint(wish: Wish) -> Endpoint:
    if wish.url is None:
        raise BadArgument(
            "a chat back end needs the address of its server", hint="give --backend-url, or set CASEGRAPH_BACKEND_URL"
        )
    if not _MODEL.fullmatch(wish.model):
        raise BadArgument("that is no name of a model", hint="letters, digits and ./:@+-_ only, at most 200")
    return endpoint_at(wish.url, wish.plain_http)
