"""A back end behind an OpenAI-compatible chat endpoint, asked passage by passage."""

import json
from collections import Counter

from graph.document import Document

from .answers import answer_of
from .base import Answer, BackendFailed, Proposal
from .client import ask
from .endpoint import Endpoint
from .passages import Passage, passages
from .prompt import messages, prompt_digest, response_format


class ChatBackend:
    """Asks a model on a server. Nothing is sent before ``propose``."""

    kind = "chat"

    def __init__(self, endpoint: Endpoint, model: str, *, key: str | None = None, timeout: float = 60.0) -> None:
        self.model = model
        self.digest = prompt_digest()
        self._endpoint = endpoint
        self._key = key
        self._timeout = timeout

    def propose(self, document: Document) -> Answer:
        """What the model says about a report: all of its passages, or nothing.

        Raises:
            BackendFailed: no connection, no answer in time, an error, a refusal, or not the JSON that was asked for.
        """
        proposals: list[Proposal] = []
        dropped: Counter[str] = Counter()
        for passage in passages(document):
            answer = self._about(passage)
            proposals += answer.proposals
            dropped += Counter(answer.dropped)
        return Answer(proposals=tuple(proposals), dropped=dropped)

    def _about(self, passage: Passage) -> Answer:
        question = {
            "model": self.model,
            "messages": messages(passage.text),
            "response_format": response_format(),
            "temperature": 0,
            "stream": False,
        }
        said = _content(ask(self._endpoint, question, key=self._key, timeout=self._timeout))
        try:
            content = json.loads(said)
        except (ValueError, RecursionError):
            raise BackendFailed("what it says is no JSON") from None
        return answer_of(content, passage)


def _content(answer: object) -> str:
    """The words of the model in a chat completion."""
    try:
        choice = answer["choices"][0]  # type: ignore[index]
        message, reason = choice["message"], choice.get("finish_reason")
        refused = message.get("refusal") or reason == "content_filter"
        content = message.get("content")
    except (AttributeError, IndexError, KeyError, TypeError):
        raise BackendFailed("its answer is no chat completion") from None
    if refused:
        raise BackendFailed("it refused")
    if reason == "length":
        raise BackendFailed("its answer was cut off for its length")
    if not isinstance(content, str):
        raise BackendFailed("its answer is no chat completion")
    return content
