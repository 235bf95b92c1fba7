"""Text on its way to a terminal."""

from collections.abc import Iterable


def printable(text: str) -> str:
    """Text with control characters made visible, so that no file name can rewrite the screen."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def printable_lines(lines: Iterable[str]) -> str:
    """Lines, each printable, with line ends."""
    return "".join(printable(line) + "\n" for line in lines)
