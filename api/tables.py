"""Answers as text: for eyes, for programs, for spreadsheets."""

import csv
import json
import shutil
from enum import StrEnum
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table as RichTable

from graph.cells import guarded
from graph.store import Table
from graph.subgraph import Subgraph
from queries.catalogue import Catalogue

from .plain import plain
from .text import printable

NARROW = 14  # below this many characters a column, rows are shown one below the other


class TableFormat(StrEnum):
    """How rows are shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def write_table(table: Table, format: TableFormat, file: TextIO) -> None:
    """Writes an answer."""
    match format:
        case TableFormat.JSON:
            rows = [dict(zip(table.columns, map(plain, row), strict=True)) for row in table.rows]
            json.dump({"columns": table.columns, "rows": rows}, file, ensure_ascii=False, indent=2)
            file.write("\n")
        case TableFormat.CSV:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows([guarded(_text(value)) for value in row] for row in table.rows)
        case TableFormat.TABLE:
            _for_eyes(table, file)


def graph_rows(found: Subgraph) -> Table:
    """A graph as rows, one an edge, for questions whose answer is a picture."""
    names = {node.id: node.name for node in found.nodes}
    rows = tuple(
        (
            names[e.start],
            e.type.value,
            names[e.end],
            e.properties.get("certainty"),
            e.properties.get("quote"),
            e.claim_ids,
        )
        for e in found.edges
    )
    return Table(("from", "relationship", "to", "certainty", "quote", "claim_ids"), rows)


def questions_text(catalogue: Catalogue) -> str:
    """The list of questions with their parameters."""
    lines = []
    for question in sorted(catalogue, key=lambda question: question.number):
        lines.append(f"{question.number}  {question.id}\n     {question.question}")
        for name, param in question.params.items():
            need = "required" if param.required else f"default {param.default}"
            lines.append(f"       --param {name}=...  {param.type}, {need}. {param.help}")
    return "\n".join(lines) + "\n"


def _for_eyes(table: Table, file: TextIO) -> None:
    width = shutil.get_terminal_size((120, 40)).columns
    if not table.rows:
        file.write("no rows\n")
    elif width // max(1, len(table.columns)) >= NARROW:
        _as_grid(table, file, width)
    else:
        _one_below_the_other(table, file)


def _as_grid(table: Table, file: TextIO, width: int) -> None:
    grid = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        is_id = column == "id" or column.endswith("_id")
        grid.add_column(column, overflow="fold", no_wrap=is_id)  # an id can be copied, a quote is shown whole
    for row in table.rows:
        grid.add_row(*(printable(_text(value)) for value in row))
    Console(file=file, width=width, highlight=False, markup=False, no_color=True).print(grid)


def _one_below_the_other(table: Table, file: TextIO) -> None:
    wide = max(map(len, table.columns))
    for number, row in enumerate(table.rows, start=1):
        file.write(f"-- {number} of {len(table.rows)}\n")
        for column, value in zip(table.columns, row, strict=True):
            if value is not None and value != []:
                file.write(f"{column:<{wide}}  {printable(_text(value))}\n")


def _text(value: object) -> str:
    shown = plain(value)
    if shown is None:
        return ""
    if isinstance(shown, list):
        return " | ".join(_text(item) for item in shown)
    if isinstance(shown, dict):
        return json.dumps(shown, ensure_ascii=False)
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    return str(shown)
