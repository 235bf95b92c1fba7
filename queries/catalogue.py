"""The catalogue: every stored question, found in this package's folders and checked when it is loaded."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.errors import BadArgument, BadInput, BadQuestionFile, UnknownQuestion
from graph.store import GraphStore, Table
from graph.subgraph import Subgraph

from .binding import bind
from .header import read_header, read_title
from .lint import check_statement
from .question import FOLDERS, FileFault, Param, ParamType, Question, Shape
from .text import Statement

__all__ = ["Catalogue", "Param", "ParamType", "Question", "Shape", "ask", "ask_graph", "bind", "load_catalogue"]

TIMEOUT = 10.0  # seconds


class Catalogue:
    """All stored questions by id. Iterates in the order of their ids."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = dict(sorted(questions.items()))

    def ids(self) -> tuple[str, ...]:
        """The ids of all questions, sorted."""
        return tuple(self._questions)

    def get(self, name: str) -> Question:
        """The question with an id or a number (``who/links``, ``Q10``). Raises UnknownQuestion."""
        if name in self._questions:
            return self._questions[name]
        for question in self:
            if question.number.lower() == name.lower():
                return question
        raise UnknownQuestion("no stored question has that name", hint=f"There are: {', '.join(self._questions)}.")

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def __len__(self) -> int:
        return len(self._questions)

    def folders(self) -> Iterator[tuple[str, list[Question]]]:
        """Folder names as people see them, in reading order, with their questions by number."""
        for folder, shown in FOLDERS.items():
            inside = [question for question in self if question.folder == folder]
            if inside:
                yield shown, sorted(inside, key=lambda question: question.number)


def load_catalogue(root: Traversable | None = None) -> Catalogue:
    """Reads and checks every ``.cypher`` file, at the top and one folder deep.

    Args:
        root: a folder to read instead of this package's own.

    Raises:
        BadQuestionFile: the first fault, as ``file:line`` and what is wrong.
    """
    found: dict[str, Question] = {}
    for ident, entry in _files(root or files(__package__)):
        found[ident] = _load(ident, entry)
    _check_together(found)
    return Catalogue(found)


def _files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Every question's file with its id."""
    for entry in root.iterdir():
        inside = entry.iterdir() if entry.is_dir() else [entry]
        for file in inside:
            if file.name.endswith(".cypher"):
                name = file.name.removesuffix(".cypher")
                yield (f"{entry.name}/{name}" if entry.is_dir() else name), file


def _load(ident: str, entry: Traversable) -> Question:
    file = f"{ident}.cypher"
    if ident.partition("/")[0] not in FOLDERS:
        raise FileFault(file, 1, f"unknown folder: allowed are {', '.join(FOLDERS)}")
    try:
        source = entry.read_text(encoding="utf-8")
    except UnicodeDecodeError as broken:
        raise FileFault(file, 1, "not UTF-8") from broken
    title, header = read_title(file, source), read_header(file, source)
    statement = Statement(file, source)
    check_statement(statement, header)
    return Question(
        id=ident,
        number=header.number,
        title=title,
        question=header.question,
        tags=tuple(header.tags),
        params={name: param.param() for name, param in header.params.items()},
        columns=header.columns,
        shape=header.shape,
        view=header.view,
        engines=tuple(header.engines),
        cypher=_body(source),
        source=source,
    )


def _body(source: str) -> str:
    lines = source.splitlines()
    while lines and lines[0].startswith("//"):
        lines.pop(0)
    return "\n".join(lines).rstrip().removesuffix(";")


def _check_together(questions: Mapping[str, Question]) -> None:
    """What one file cannot know: numbers are unique, a twin exists, draws, and takes the same arguments."""
    numbers: dict[str, str] = {}
    for ident, question in sorted(questions.items()):
        file = f"{ident}.cypher"
        if question.number in numbers:
            raise FileFault(file, 2, f"{question.number} is the number of {numbers[question.number]} too")
        numbers[question.number] = ident
        if question.view is None:
            continue
        twin = questions.get(question.view)
        if twin is None or twin.shape is not Shape.GRAPH:
            raise FileFault(file, 2, f"view: there is no graph-shaped question {question.view}")
        if dict(twin.params) != dict(question.params):
            raise FileFault(file, 2, f"view: {question.view} does not take the same parameters")


def ask(store: GraphStore, question: Question, arguments: Mapping[str, object]) -> Table:
    """The rows that answer a table-shaped question, in the header's columns.

    Raises:
        BadArgument: see ``bind``; also when the question draws a picture.
    """
    parameters = _ready(store, question, arguments, Shape.TABLE)
    table = store.read(question.cypher, parameters, timeout=TIMEOUT)
    promised = tuple(question.columns)
    if table.rows and table.columns != promised:  # without rows, ArcadeDB names no columns
        raise BadQuestionFile(f"{question.id}: the store returned other columns than the header promises")
    return Table(columns=promised, rows=table.rows)


def ask_graph(store: GraphStore, question: Question, arguments: Mapping[str, object]) -> Subgraph:
    """The nodes and relationships that answer a graph-shaped question. Raises like ``ask``."""
    parameters = _ready(store, question, arguments, Shape.GRAPH)
    return store.read_graph(question.cypher, parameters, timeout=TIMEOUT)


def _ready(store: GraphStore, question: Question, arguments: Mapping[str, object], shape: Shape) -> dict[str, object]:
    if question.shape is not shape:
        other = f" Its picture is {question.view}." if question.view else ""
        raise BadArgument(f"{question.id} answers as a {question.shape}, not as a {shape}.{other}")
    if question.engines and store.kind.value not in question.engines:
        raise BadInput(f"{question.id} runs on {', '.join(question.engines)} only")
    return dict(bind(question, arguments))
