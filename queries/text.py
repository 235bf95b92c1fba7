"""A question's statement as text: what is code, and which bracket holds what. No full grammar of Cypher.

The checks of ``lint.py`` need no more: they look at names, colons, brackets and the final RETURN.
"""

import re
from dataclasses import dataclass

from .question import FileFault

_QUIET = re.compile(
    r"""//[^\n]*            # to the end of the line
    |/\*.*?\*/              # over several lines
    |'(?:\\.|[^'\\\n])*'    # text
    |"(?:\\.|[^"\\\n])*"
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN = {"(": ")", "[": "]", "{": "}"}
_SUBQUERY = re.compile(r"(\)|\b(?:EXISTS|COUNT|COLLECT))\s*$")
_RELATIONSHIP = re.compile(r"-\s*$")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with everything up to its end. ``kind`` is node, relationship, map, subquery or other."""

    start: int
    end: int
    kind: str


class Statement:
    """The code of one file, comments and texts blanked, so that every offset and line is the file's own.

    Raises:
        BadQuestionFile: a text without end, or brackets that do not close.
    """

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source
        self.code = _QUIET.sub(_blank, source)
        for quote, words in (("'", "a text that does not end"), ('"', "a text that does not end"), ("`", "a backtick")):
            if quote in self.code:
                self.fault(self.code.index(quote), words)
        self.brackets = self._brackets()

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.code.count("\n", 0, offset) + 1

    def fault(self, offset: int, words: str) -> None:
        """Refuses the file for what stands at an offset."""
        raise FileFault(self.file, self.line(offset), words)

    def inside(self, offset: int) -> Bracket | None:
        """The innermost bracket around an offset, or None at the top."""
        around = [bracket for bracket in self.brackets if bracket.start < offset < bracket.end]
        return max(around, key=lambda bracket: bracket.start, default=None)

    def at_top(self, pattern: str, start: int = 0) -> list[re.Match[str]]:
        """Matches of a pattern that stand in no bracket, upper and lower case alike."""
        found = re.compile(pattern, re.IGNORECASE).finditer(self.code, start)
        return [match for match in found if self.inside(match.start()) is None]

    def _brackets(self) -> list[Bracket]:
        found: list[Bracket] = []
        waiting: list[tuple[int, str]] = []
        for offset, sign in enumerate(self.code):
            if sign in _OPEN:
                waiting.append((offset, _OPEN[sign]))
            elif sign in _OPEN.values():
                start, closing = waiting.pop() if waiting else (offset, "")
                if closing != sign:
                    self.fault(offset, f"this {sign} closes nothing")
                found.append(Bracket(start, offset, self._kind(start)))
        if waiting:
            self.fault(waiting[-1][0], f"this {self.code[waiting[-1][0]]} is never closed")
        return found

    def _kind(self, start: int) -> str:
        before = self.code[:start]
        if self.code[start] == "{":
            return "subquery" if _SUBQUERY.search(before) else "map"
        if self.code[start] == "[":
            return "relationship" if _RELATIONSHIP.search(before) else "other"
        return "other" if re.search(r"\w$", before) else "node"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
