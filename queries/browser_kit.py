"""Everything Neo4j Browser can take from us: saved questions for both versions, a style, and a guide.

The classic Browser takes a zip of ``.cypher`` files (first line = title) and a GRASS style by drag and drop;
the new one takes a CSV of saved Cypher and no style.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from .catalogue import Catalogue
from .guide import guide
from .question import Argument, Param, Question
from .style import grass

ZIP = "casegraph-favourites.zip"
CSV = "casegraph-saved-cypher.csv"
GRASS = "casegraph.grass"
GUIDE = "guide.html"
FIRST = "Set these values first"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of the zip format: equal input gives equal bytes


def write_kit(catalogue: Catalogue, directory: Path, examples: Mapping[str, str] | None = None) -> list[Path]:
    """Writes the kit's files and returns their paths, the guide first.

    Args:
        directory: made if it is not there; files of the same names are replaced.
        examples: parameter names with values from the user's own store, see ``find_examples``. Without
            them, ids are placeholders that say what to put.
    """
    known = examples or {}
    directory.mkdir(parents=True, exist_ok=True)
    contents = {
        GUIDE: guide(catalogue).encode(),
        ZIP: _zip(catalogue, known),
        CSV: _csv(catalogue, known).encode(),
        GRASS: grass().encode(),
    }
    paths = []
    for name, content in contents.items():
        path = directory / name
        path.write_bytes(content)
        paths.append(path)
    return paths


def browser_text(question: Question) -> str:
    """A question as Neo4j Browser shows it: title, what it needs, statement."""
    needs = [f"// ${name}: {param.help}" for name, param in question.params.items()]
    return "\n".join([f"// {question.number} {question.title}", *needs, question.cypher + ";", ""])


def parameter_lines(questions: Iterable[Question], examples: Mapping[str, str]) -> str:
    """The ``:param`` lines that a folder's questions need, each with a value that can be replaced.

    Each ends with a semicolon: without it the classic Browser takes all lines for one.
    """
    values: dict[str, Argument] = {}
    for question in questions:
        for name, param in question.params.items():
            values.setdefault(name, examples.get(name, _placeholder(param)) if param.required else param.default)
    return "".join(f":param {name} => {_literal(value)};\n" for name, value in values.items())


def _placeholder(param: Param) -> Argument:
    if isinstance(param.example, str) and param.example.endswith("..."):
        return f"put an id here: {param.example}"
    return param.example


def _literal(value: Argument) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _zip(catalogue: Catalogue, examples: Mapping[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, questions in catalogue.folders():
            first = f"// {folder}: {FIRST.lower()}\n{parameter_lines(questions, examples)}"
            entries = {f"{folder}/0 {FIRST}.cypher": first}
            entries |= {f"{folder}/{_file_name(question)}.cypher": browser_text(question) for question in questions}
            for name, text in sorted(entries.items()):
                archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _file_name(question: Question) -> str:
    return f"{question.number} {question.id.rpartition('/')[2]}"


def _csv(catalogue: Catalogue, examples: Mapping[str, str]) -> str:
    held = io.StringIO()
    rows = csv.writer(held, lineterminator="\n")
    rows.writerow(("name", "description", "query", "id", "parentId", "isFolder"))
    for folder, questions in catalogue.folders():
        parent = f"casegraph-folder-{questions[0].folder}"
        rows.writerow((folder, "", "", parent, "", "true"))
        # no title line here: the new Browser refuses a comment before :param
        first = parameter_lines(questions, examples)
        rows.writerow((f"0 {FIRST}", "", first, f"{parent}-0", parent, "false"))
        for question in questions:
            shown = f"{question.number} {question.title}"
            ident = f"casegraph-{question.number}"
            rows.writerow((shown, question.question, browser_text(question), ident, parent, "false"))
    return held.getvalue()
