"""What a stored question may say in Cypher: reading only, known words only, bounded, in a fixed order.

These checks stop mistakes when the catalogue is loaded. They are no lock: the store's reader is.
"""

import re
from collections.abc import Iterator

from graph.labels import Label, Rel

from .header import Header
from .question import FileFault
from .schema import EDGE_PROPERTIES, PROPERTIES
from .text import Bracket, Statement

LONGEST_PATH = 6  # hops
_FORBIDDEN = re.compile(
    r"(?<![.:$\w])(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|INSERT|LOAD|USE|SHOW|ALTER|GRANT|DENY|REVOKE"
    r"|TERMINATE|TRANSACTIONS|CYPHER|EXPLAIN|PROFILE|elementId|id(?=\s*\()|shortestPath|allShortestPaths)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(r"\bCALL\b(?!\s*\([\w\s,]*\)\s*\{)", re.IGNORECASE)
_QUANTIFIED = re.compile(r"\)\s*([+*]|\{\s*[\d,])|[->]\s*[+*]\s*\(")
_BOUND = re.compile(r"\*\s*\d+\s*\.\.\s*(\d+)")
_NAMES = re.compile(r":\s*([A-Za-z_]\w*(?:\s*[|&]\s*[A-Za-z_]\w*)*)")
_DECLARED = re.compile(r"[(\[]\s*([A-Za-z_]\w*)\s*(?::\s*([\w|&\s]+?))?\s*(?=[*{)\]])")
_ACCESS = re.compile(r"(?<![.\w$])([A-Za-z_]\w*)\.([A-Za-z_]\w*)\b(?!\s*\()")
_MAP_KEY = re.compile(r"[{,]\s*([A-Za-z_]\w*)\s*:")

_LABELS = frozenset(label.value for label in Label)
_RELS = frozenset(rel.value for rel in Rel)
_ANY_PROPERTY = frozenset().union(*PROPERTIES.values(), *EDGE_PROPERTIES.values())


def check_statement(statement: Statement, header: Header) -> None:
    """Refuses a statement that breaks a rule. Raises BadQuestionFile with ``file:line``."""
    _check_one(statement)
    _check_reads_only(statement)
    _check_parameters(statement, header)
    _check_bounded(statement)
    _check_names(statement)
    _check_properties(statement)
    _check_end(statement, header)


def _check_one(statement: Statement) -> None:
    if statement.source.count(";") > 1:  # in comments too: tools that cut files at semicolons trip over them
        statement.fault(statement.source.index(";"), "one statement a file, with the only semicolon at its end")


def _check_reads_only(statement: Statement) -> None:
    for match in _FORBIDDEN.finditer(statement.code):
        statement.fault(match.start(), f"{match.group()} has no place in a stored question")
    for match in _PROCEDURE.finditer(statement.code):
        statement.fault(match.start(), "CALL only opens a subquery here: CALL () { ... }")


def _check_parameters(statement: Statement, header: Header) -> None:
    used: dict[str, int] = {}
    for match in re.finditer(r"\$(\w+)", statement.code):
        used.setdefault(match.group(1), match.start())
    for name, offset in used.items():
        if name not in header.params:
            statement.fault(offset, f"the parameter {name} is not declared")
    for name in header.params:
        if name not in used:
            raise FileFault(statement.file, 2, f"the parameter {name} is declared and not used")
    if "limit" not in header.params or header.params["limit"].default is None:
        raise FileFault(statement.file, 2, "the parameter limit needs a default")


def _check_bounded(statement: Statement) -> None:
    for match in _QUANTIFIED.finditer(statement.code):
        statement.fault(match.start(), "a repeated pattern is written as [:TYPE*1..4]")
    for bracket in statement.brackets:
        inner = statement.code[bracket.start : bracket.end]
        if bracket.kind != "relationship" or "*" not in inner:
            continue
        bound = _BOUND.search(inner)
        if bound is None or int(bound.group(1)) > LONGEST_PATH:
            statement.fault(bracket.start, f"a path without a bound of at most {LONGEST_PATH} hops, as in *1..4")


def _check_names(statement: Statement) -> None:
    for match in _NAMES.finditer(statement.code):
        around = statement.inside(match.start())
        kind = around.kind if around else "top"
        if kind == "map":
            continue
        known, what = (_RELS, "relationship type") if kind == "relationship" else (_LABELS, "label")
        for name in _split(match.group(1)):
            if name not in known:
                statement.fault(match.start(), f"there is no {what} {name}")


def _check_properties(statement: Statement) -> None:
    kinds = _variables(statement)
    for match in _ACCESS.finditer(statement.code):
        variable, name = match.groups()
        if name not in kinds.get(variable, _ANY_PROPERTY):
            statement.fault(match.start(), f"{variable} has no property {name}")
    for bracket in statement.brackets:
        if bracket.kind == "map":
            _check_map(statement, bracket)


def _check_map(statement: Statement, bracket: Bracket) -> None:
    around = statement.inside(bracket.start)
    allowed = _ANY_PROPERTY
    if around is not None and around.kind in ("node", "relationship"):
        names = _NAMES.search(statement.code, around.start, bracket.start)
        allowed = _properties(around.kind, names.group(1)) if names else _ANY_PROPERTY
    for match in _MAP_KEY.finditer(statement.code, bracket.start, bracket.end):
        if match.group(1) not in allowed:
            statement.fault(match.start(1), f"no property {match.group(1)} there")


def _variables(statement: Statement) -> dict[str, frozenset[str]]:
    """Variables with what they may have. One that is met without a label may be anything."""
    found: dict[str, frozenset[str]] = {}
    for bracket in statement.brackets:
        match = _DECLARED.match(statement.code, bracket.start)
        if match is None or bracket.kind not in ("node", "relationship"):
            continue
        variable, names = match.groups()
        if names:
            found[variable] = found.get(variable, frozenset()) | _properties(bracket.kind, names)
    return found


def _properties(kind: str, names: str) -> frozenset[str]:
    table: dict[str, frozenset[str]]
    if kind == "relationship":
        table = {rel.value: properties for rel, properties in EDGE_PROPERTIES.items()}
    else:
        table = {label.value: properties for label, properties in PROPERTIES.items()}
    return frozenset().union(*(table[name] for name in _split(names)))


def _split(names: str) -> Iterator[str]:
    return (name.strip() for name in re.split(r"[|&]", names))


def _check_end(statement: Statement, header: Header) -> None:
    returns = statement.at_top(r"\bRETURN\b")
    if not returns:
        statement.fault(len(statement.code.rstrip()), "no RETURN")
    for union in statement.at_top(r"\bUNION\b"):
        statement.fault(union.start(), "UNION belongs inside CALL () { ... }, so that one RETURN names the columns")
    start = returns[-1].end()
    if not re.search(r"\bLIMIT\s+\$limit\s*;\s*$", statement.code, re.IGNORECASE):
        statement.fault(len(statement.code.rstrip()), "it does not end with LIMIT $limit;")
    order = statement.at_top(r"\bORDER\s+BY\b", start)
    if not order:
        statement.fault(start, "the final RETURN has no ORDER BY: its rows would come in any order")
    columns = _columns(statement, start, order[0].start())
    if columns != list(header.columns):
        statement.fault(start, f"it returns {', '.join(columns)}; the header promises {', '.join(header.columns)}")


def _columns(statement: Statement, start: int, end: int) -> list[str]:
    commas = [match.start() for match in statement.at_top(",", start) if match.start() < end]
    found = []
    for left, right in zip([start, *(comma + 1 for comma in commas)], [*commas, end], strict=True):
        item = statement.code[left:right].strip()
        alias = re.search(r"(?:^|\bAS\s+)(\w+)$", item, re.IGNORECASE)
        if alias is None:
            statement.fault(left, "a returned value without a name: say AS")
        assert alias is not None
        found.append(alias.group(1))
    return found
