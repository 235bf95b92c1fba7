"""The stored questions. Only these run: no Cypher is taken from a request."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.convertors import StringConvertor, register_url_convertor

from graph.errors import BadArgument
from queries.catalogue import Question, ask, ask_graph

from ..dependencies import CatalogueDep, StoreDep
from ..negotiation import json_body
from ..schemas.questions import AnswerOut, QuestionDetail, QuestionList, QuestionOut
from ..schemas.requests import Arguments
from .documented import LOOKUP, POSTED, SERVED

_WORD = "[A-Za-z0-9_]{1,100}"


class _QuestionConvertor(StringConvertor):
    """One word or two in an address; the second is not ``run``, which asks the question."""

    regex = f"{_WORD}(?:/(?!run$){_WORD})?"


register_url_convertor("question", _QuestionConvertor())
router = APIRouter(tags=["questions"])
QuestionId = Annotated[
    str, Path(pattern=f"^{_WORD}(/{_WORD})?$", description="Id of a question, such as who/links, or its number")
]


@router.get("/questions", operation_id="listQuestions", summary="All stored questions", responses=SERVED)
def list_questions(catalogue: CatalogueDep) -> QuestionList:
    """What can be asked: each question with its parameters and the columns it answers with."""
    return QuestionList(items=[QuestionOut.of(question) for question in catalogue])


@router.post(
    "/questions/{id:question}/run",
    operation_id="runQuestion",
    summary="Ask a stored question",
    responses=POSTED,
    dependencies=[Depends(json_body)],
)
def run_question(store: StoreDep, catalogue: CatalogueDep, id: QuestionId, body: Arguments) -> AnswerOut:
    """The answer: rows that carry claim ids and quotes, or a subgraph for questions whose shape is graph."""
    question = catalogue.get(id)
    arguments = _known(question, body.arguments)
    if question.shape == "graph":
        return AnswerOut.of_graph(question, ask_graph(store, question, arguments))
    return AnswerOut.of_table(question, ask(store, question, arguments))


@router.get("/questions/{id:question}", operation_id="getQuestion", summary="One stored question", responses=LOOKUP)
def get_question(catalogue: CatalogueDep, id: QuestionId) -> QuestionDetail:
    """A question with its Cypher, to be pasted into Neo4j Browser."""
    return QuestionDetail.of(catalogue.get(id))


def _known(question: Question, arguments: Mapping[str, object]) -> Mapping[str, object]:
    """The arguments, if the question has parameters of these names; names that it lacks are not repeated.

    Raises:
        BadArgument: it lacks one.
    """
    if not arguments.keys() <= question.params.keys():
        takes = ", ".join(question.params) or "no parameters"
        raise BadArgument("the question has no parameter of one of these names", hint=f"it takes {takes}")
    return arguments
