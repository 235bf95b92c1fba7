"""What a stored question is, once its file has been checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import BadQuestionFile
from graph.labels import DERIVED_RELS, Rel
from graph.vocabulary import Certainty, Measure

# Directory -> the name that people see, in the order in which an investigator needs them
FOLDERS: dict[str, str] = {
    "find": "1 Find",
    "picture": "2 Picture",
    "who": "3 Who",
    "events": "4 Events",
    "where": "5 Where",
    "says_who": "6 Says who",
    "figures": "7 Figures",
    "quality": "8 Quality",
}

# Lists of values that a parameter may be limited to, by the name a header uses for them
CHOICES: dict[str, tuple[str, ...]] = {
    "Certainty": tuple(certainty.value for certainty in Certainty),
    "Measure": tuple(measure.value for measure in Measure),
    "ProposalState": ("awaiting", "accepted", "rejected"),
    "PictureRel": tuple(rel.value for rel in DERIVED_RELS if rel is not Rel.CITES_SOURCE),
}


class ParamType(StrEnum):
    """Types of parameters. A date is an ISO day, ``YYYY-MM-DD``; a list holds text."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"


class ColumnType(StrEnum):
    """Types of columns; the last three belong to graph-shaped questions alone."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    LIST = "list"
    NODE = "node"
    RELATIONSHIP = "relationship"
    PATH = "path"


GRAPH_COLUMNS = frozenset({ColumnType.NODE, ColumnType.RELATIONSHIP, ColumnType.PATH})


class Shape(StrEnum):
    """Rows to read, or nodes and relationships to draw."""

    TABLE = "table"
    GRAPH = "graph"


Argument = str | int | bool | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One parameter of a question.

    Attributes:
        default: the value where none is given; None also for required parameters.
        min: least value of an integer, least length of a text or list.
        max: greatest value of an integer, greatest length of a text or list.
        choices: the only values allowed; () means any.
    """

    type: ParamType
    help: str
    required: bool = False
    default: Argument = None
    min: int | None = None
    max: int | None = None
    example: Argument = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A stored question.

    Attributes:
        id: the file's path without ``.cypher``: ``who/links``.
        number: ``Q10``; its graph-shaped twin is ``Q10g``.
        title: a few words, as Neo4j Browser shows them.
        question: what it answers, as a sentence.
        columns: name to type, in the order of the statement.
        view: the id of the graph-shaped twin, or None.
        engines: the only engines that can run it; () means all.
        cypher: the statement without header and semicolon.
        source: the whole file.
    """

    id: str
    number: str
    title: str
    question: str
    tags: tuple[str, ...]
    params: Mapping[str, Param]
    columns: Mapping[str, ColumnType]
    shape: Shape
    cypher: str
    source: str
    view: str | None = None
    engines: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The directory it lies in."""
        return self.id.partition("/")[0]


class FileFault(BadQuestionFile):
    """A fault with the place where it stands; the message starts with ``file:line``."""

    def __init__(self, file: str, line: int, fault: str) -> None:
        super().__init__(f"{file}:{line} {fault}", hint="Mend the question's file; docs/questions.md tells the format.")
