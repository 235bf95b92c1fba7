"""What is known about a report beside its text, and which source of it wins."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime

from graph.document import Metadata
from graph.errors import BadArgument

from .decode import one_line

MAX_CHARACTERS = 1_000  # of a title, a name, an address: longer ones break the indexes of stores
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMetadata:
    """What somebody says about a report: a person by flags, or the file itself. Unknown is None.

    Attributes:
        published: ISO ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a time of day is cut off.
        url: http or https.

    Raises:
        BadArgument: a value that is not text, is too long, or is not in the form it should be.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, checked(name, getattr(self, name)))


FIELDS = tuple(field.name for field in fields(KnownMetadata))


def checked(name: str, value: object) -> str | None:
    """The value of a field in its one form, or None for nothing.

    Raises:
        BadArgument: see ``KnownMetadata``.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadArgument(f"{name} must be text", hint=f"Write {name} as a string, or leave it out.")
    line = one_line(value)
    if len(line) > MAX_CHARACTERS:
        raise BadArgument(f"{name} is longer than {MAX_CHARACTERS:,} characters", hint=f"Shorten {name}.")
    if name == "published" and line:
        return iso_date(line)
    if name == "url" and line and not _ADDRESS.fullmatch(line):
        raise BadArgument("url is not an http or https address", hint="Give the whole address, or leave it out.")
    return line or None


def iso_date(value: str) -> str:
    """An ISO date or the date of an ISO time.

    Raises:
        BadArgument: no such day, or not in this form.
    """
    try:
        if match := _DATE.fullmatch(value):
            year, month, day = (int(part or 1) for part in match.groups())
            date(year, month, day)
            return value
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        hint = "Write the date as YYYY-MM-DD, YYYY-MM or YYYY."
        raise BadArgument("published is not an ISO date", hint=hint) from None


def merged(*sources: KnownMetadata) -> KnownMetadata:
    """For each field, the first source that knows it."""
    return KnownMetadata(
        **{name: next((v for s in sources if (v := getattr(s, name)) is not None), None) for name in FIELDS}
    )


def with_name(known: KnownMetadata, name: str) -> Metadata:
    """The metadata of a report of this name."""
    return Metadata(name=name, **{field: getattr(known, field) for field in FIELDS})
