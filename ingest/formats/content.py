"""What every reader gives."""

from dataclasses import dataclass, field
from enum import StrEnum

from ..metadata import KnownMetadata


class Reader(StrEnum):
    """How the bytes of one report are read; kept with its receipt, so that they can be read again."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text of one report, and what its file says about it.

    Attributes:
        name: how the file itself calls the report, or None.
        notes: what was lost or noticed on the way.
    """

    text: str
    known: KnownMetadata = field(default_factory=KnownMetadata)
    name: str | None = None
    notes: tuple[str, ...] = ()
