"""The ``//+`` lines of a question's file: YAML with strict keys, every fault told with its line."""

from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from .binding import coerce
from .question import CHOICES, GRAPH_COLUMNS, ColumnType, FileFault, Param, ParamType, Shape

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
_Where = tuple[str | int, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ParamHeader(_Strict):
    """One parameter as a header writes it."""

    type: ParamType
    help: _Text
    required: bool = False
    default: str | int | bool | list[str] | None = None
    min: int | None = None
    max: int | None = None
    example: str | int | bool | list[str] | None = None
    choices: Literal["Certainty", "Measure", "PictureRel", "ProposalState"] | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.required and (self.default is not None or self.example is None):
            raise ValueError("a required parameter has an example and no default")
        if self.type is ParamType.INTEGER and (self.min is None or self.max is None):
            raise ValueError("an integer has min and max")
        if self.type in (ParamType.BOOLEAN, ParamType.DATE) and (self.min, self.max) != (None, None):
            raise ValueError("min and max are for text, integers and lists")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is above max")
        for given in (self.default, self.example):
            if given is not None:
                coerce(self.param(), given)
        return self

    def param(self) -> Param:
        """The parameter that this header declares."""
        return Param(
            type=self.type, help=self.help, required=self.required, default=self.default, min=self.min, max=self.max,
            example=self.example, choices=CHOICES[self.choices] if self.choices else (),
        )  # fmt: skip


class Header(_Strict):
    """The header of one file, checked by itself but not yet against the statement."""

    number: Annotated[str, StringConstraints(pattern=r"^Q[0-9]{2}g?$")]
    question: _Text
    tags: Annotated[list[_Text], Field(min_length=1)]
    params: dict[_Name, ParamHeader]
    columns: Annotated[dict[_Name, ColumnType], Field(min_length=1)]
    shape: Shape
    view: _Text | None = None
    engines: list[Literal["arcadedb", "neo4j"]] = []

    @model_validator(mode="after")
    def _columns_fit_shape(self) -> Self:
        for name, kind in self.columns.items():
            if (kind in GRAPH_COLUMNS) is not (self.shape is Shape.GRAPH):
                raise ValueError(f"column {name} is a {kind}, which does not fit the shape {self.shape}")
        return self


def read_title(file: str, source: str) -> str:
    """The first line without its slashes. Raises BadQuestionFile."""
    first = source.partition("\n")[0]
    title = first.removeprefix("// ").strip()
    if not first.startswith("// ") or not title:
        raise FileFault(file, 1, "the first line is not '// Title'")
    return title


def read_header(file: str, source: str) -> Header:
    """The YAML of the ``//+`` lines. Raises BadQuestionFile with the line of the first fault."""
    text = _header_text(source)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line if broken.problem_mark else 0
        raise FileFault(file, line + 2, f"the header is not YAML: {broken.problem}") from None
    if not isinstance(root, yaml.MappingNode):
        raise FileFault(file, 2, "no header: lines that start with '//+' follow the title")
    lines: dict[_Where, int] = {}
    _locate(file, root, (), lines)
    try:
        return Header.model_validate(yaml.safe_load(text))
    except ValidationError as invalid:
        fault = invalid.errors()[0]
        where = fault["loc"]
        while where and where not in lines:
            where = where[:-1]
        name = ".".join(str(part) for part in fault["loc"])
        raise FileFault(file, lines.get(where, 2), f"{name}: {fault['msg']}".removeprefix(": ")) from None


def _header_text(source: str) -> str:
    kept = []
    for line in source.splitlines()[1:]:
        if not line.startswith("//+"):
            break
        kept.append(line.removeprefix("//+").removeprefix(" "))
    return "\n".join(kept)


def _locate(file: str, node: yaml.MappingNode, path: _Where, lines: dict[_Where, int]) -> None:
    """Notes the line of every key, and refuses a key that stands twice: YAML would keep the last in silence."""
    for key, value in node.value:
        here, line = (*path, str(key.value)), key.start_mark.line + 2
        if here in lines:
            raise FileFault(file, line, f"the key {key.value} stands twice")
        lines[here] = line
        if isinstance(value, yaml.MappingNode):
            _locate(file, value, here, lines)
