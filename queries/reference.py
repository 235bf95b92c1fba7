"""The catalogue as a document, ``docs/questions.md``.

``python -m queries.reference docs/questions.md`` writes it anew; a test keeps it up to date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from .binding import expected
from .catalogue import Catalogue, load_catalogue
from .question import Argument, Param, Question

_HEAD = """# The stored questions

Generated from the files in `queries/` by `python -m queries.reference docs/questions.md`; do not edit it.

Each question is one Cypher file that Neo4j and the embedded store run as it stands. Ask it on the command line with
`casegraph query NAME -p parameter=value`, over HTTP with `POST /v1/questions/NAME/run`, or in Neo4j Browser. Rows about
facts carry the claim, its exact words with their place in the report, who says so (`speakers`, outermost first; empty
means the report itself) and how sure it sounds. A question whose name ends in `_graph` draws what its twin lists.
"""


def reference(catalogue: Catalogue) -> str:
    """The whole document as Markdown."""
    parts = [_HEAD, "| number | name | question |\n| --- | --- | --- |\n" + "".join(_lines(catalogue))]
    for folder, questions in catalogue.folders():
        parts.append(f"## {folder.partition(' ')[2]}\n")
        parts += [_entry(question) for question in questions]
    return "\n".join(parts)


def _lines(catalogue: Catalogue) -> Iterator[str]:
    for _, questions in catalogue.folders():
        for question in questions:
            yield f"| {question.number} | `{question.id}` | {_cell(question.question)} |\n"


def _entry(question: Question) -> str:
    rows = "".join(
        f"| `{name}` | {_cell(expected(param))} | {_shown(param)} | {_cell(param.help)} |\n"
        for name, param in question.params.items()
    )
    columns = ", ".join(f"`{name}` ({kind})" for name, kind in question.columns.items())
    twin = f"\nAs a picture: `{question.view}`.\n" if question.view else ""
    only = f"\nRuns on {', '.join(question.engines)} only.\n" if question.engines else ""
    return (
        f"### {question.number} {question.title}\n\n`{question.id}`: {question.question}\n{twin}{only}\n"
        f"| parameter | takes | default | |\n| --- | --- | --- | --- |\n{rows}\nColumns: {columns}.\n"
    )


def _shown(param: Param) -> str:
    if param.required:
        return f"required, as in `{_written(param.example)}`"
    return "none" if param.default in (None, []) else f"`{_written(param.default)}`"


def _written(value: Argument) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(load_catalogue()), encoding="utf-8")
