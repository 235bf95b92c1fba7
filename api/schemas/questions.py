"""Stored questions as answers."""

from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from graph.store import Table
from graph.subgraph import Subgraph
from queries.catalogue import Question

from ..plain import plain
from .subgraphs import SubgraphOut


class ParamOut(BaseModel):
    """A parameter of a question."""

    type: str
    required: bool
    default: Any
    help: str


class QuestionOut(BaseModel):
    """A stored question."""

    id: str = Field(description="Its path")
    number: str
    title: str
    question: str
    tags: list[str]
    params: dict[str, ParamOut]
    columns: dict[str, str]
    shape: Literal["table", "graph"]
    view: str | None = Field(description="The question that shows the same as a graph")

    @classmethod
    def of(cls, question: Question) -> Self:
        """From the catalogue's own type."""
        fields = {name: getattr(question, name) for name in cls.model_fields}
        params = {
            name: ParamOut(**{field: getattr(param, field) for field in ParamOut.model_fields})
            for name, param in question.params.items()
        }
        return cls(**{**fields, "tags": list(question.tags), "columns": dict(question.columns), "params": params})


class QuestionDetail(QuestionOut):
    """A stored question with its text, to be pasted into Neo4j Browser."""

    cypher: str


class QuestionList(BaseModel):
    """All stored questions, by id."""

    items: list[QuestionOut]


class AnswerOut(BaseModel):
    """What a question found: rows for a table, nodes and edges for a graph."""

    question: str
    shape: Literal["table", "graph"]
    columns: list[str]
    rows: list[list[Any]]
    subgraph: SubgraphOut | None

    @classmethod
    def of_table(cls, question: Question, table: Table) -> Self:
        """From a table."""
        rows = [[plain(value) for value in row] for row in table.rows]
        return cls(question=question.id, shape="table", columns=list(table.columns), rows=rows, subgraph=None)

    @classmethod
    def of_graph(cls, question: Question, subgraph: Subgraph) -> Self:
        """From a graph."""
        return cls(question=question.id, shape="graph", columns=[], rows=[], subgraph=SubgraphOut.of(subgraph))
