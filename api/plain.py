"""Values from the store as JSON has them."""

from collections.abc import Mapping
from datetime import UTC, datetime


def plain(value: object) -> object:
    """A value of an answer's row: times in UTC with a Z, lists and maps all the way down."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def moment(value: datetime) -> str:
    """A time in UTC, with a Z."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
