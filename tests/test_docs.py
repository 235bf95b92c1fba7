"""What the documents say is so: commands exist, links lead somewhere, every verb explains itself."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from api.cli import app
from queries.catalogue import load_catalogue

from .tree import ROOT, texts

FENCE = re.compile(r"^```(?:console|sh|bash|shell|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
ELSEWHERE = re.compile(r"^(https?|mailto):")
# Where packages come from is for each machine's own settings; a machine's own folders are nobody else's.
REGISTRIES = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|repo1?\.maven\b|maven\.org|crates\.io|proxy\.golang|deb\.debian)"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|farm|root|tmp/boot)/[a-z]")


@cache
def _documents() -> tuple[tuple[Path, str], ...]:
    return tuple((path, text) for path, text in texts() if path.suffix == ".md")


@cache
def _targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@cache
def _verbs() -> dict[str, TyperCommand]:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    return {name: verb for name, verb in command.commands.items() if isinstance(verb, TyperCommand)}


def _lines() -> Iterator[tuple[str, str]]:
    """Lines that may be commands, with where they stand: documents' fenced blocks, the Makefile, examples in help."""
    for path, text in _documents():
        for block in FENCE.findall(text):
            yield from ((str(path), line.removeprefix("$ ")) for line in block.replace("\\\n", " ").splitlines())
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)/", "").replace("$(DEMO)", "demo-store")
    yield from (("Makefile", line.strip()) for line in makefile.splitlines() if line.startswith("\tcasegraph "))
    for verb, command in _verbs().items():
        yield from ((f"help of {verb}", line.strip()) for line in (command.help or "").splitlines())


def _commands(program: str) -> list[tuple[str, list[str]]]:
    """Calls of a program as lists of arguments, without the environment set before it."""
    call = re.compile(rf"^(?:[A-Z0-9_]+=\S+ +)*{program} (.*)$")
    matches = ((where, call.match(line)) for where, line in _lines())
    return [(where, shlex.split(match[1], comments=True)) for where, match in matches if match]


@pytest.mark.parametrize("document", [path for path, _ in _documents()], ids=str)
def test_links_within_the_project_lead_somewhere(document: Path) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in LINK.findall(FENCE.sub("", text)):
        if ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), f"{document}: {target}"
        if anchor:
            assert anchor in _anchors(path), f"{document}: {target}"


def _anchors(path: Path) -> set[str]:
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_make_commands_in_the_documents_exist() -> None:
    used = {(where, word) for where, words in _commands("make") for word in words if "=" not in word}
    assert {word for where, word in used if where == "README.md"} >= {"demo", "test"}
    assert {(where, word) for where, word in used if word not in _targets()} == set()


def test_casegraph_commands_exist_with_their_options() -> None:
    calls = [(where, words) for where, words in _commands("casegraph") if not words[0].startswith("-")]
    assert {where for where, _ in calls} >= {"README.md", "Makefile", "docs/howto/services.md"}
    for where, (verb, *words) in calls:
        assert verb in _verbs(), f"{where}: casegraph {verb}"
        parameters = _verbs()[verb].params
        known = {"--help", *(option for p in parameters for option in (*p.opts, *p.secondary_opts))}
        used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= known, f"{where}: casegraph {verb} {shlex.join(words)}"


def test_questions_that_are_asked_exist_with_their_parameters() -> None:
    catalogue = load_catalogue()
    for where, words in _commands("casegraph"):
        if words[0] != "query" or len(words) == 1:
            continue
        question = catalogue.get(words[1])
        given = {words[i + 1].partition("=")[0] for i, word in enumerate(words) if word in ("-p", "--param")}
        needed = {name for name, param in question.params.items() if param.required}
        assert needed <= given <= set(question.params), f"{where}: casegraph {shlex.join(words)}"


@pytest.mark.parametrize("verb", sorted(_verbs()))
def test_a_verb_and_its_parameters_have_help(verb: str) -> None:
    command = _verbs()[verb]
    assert command.help and command.help.strip().splitlines()[0].endswith((".", ";", ":"))
    for parameter in command.params:
        if parameter.name != "help":
            assert getattr(parameter, "help", None), f"{verb}: {parameter.name}"


def test_every_make_command_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z]+):.*  ## \S", makefile, re.MULTILINE))
    assert explained == _targets()


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        for pattern in (REGISTRIES, MACHINE_PATHS)
        for match in pattern.finditer(text)
    ]
    assert found == []
