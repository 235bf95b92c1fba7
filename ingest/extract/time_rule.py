"""What a rule for time phrases is: a pattern, and how what it finds is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph.reading import TimeValue

_STORY = 2  # years before publication from which on a story has its own calendar


@dataclass(frozen=True, slots=True)
class Moment:
    """From where a phrase is read.

    Attributes:
        published: the day of publication, if known.
        ahead: the words around the phrase speak of what is to come.
        behind: the words before it speak of what has happened.
        told: the year of the last full date just before, if the text named one.
    """

    published: date | None
    ahead: bool = False
    behind: bool = False
    told: int | None = None

    def settled(self, year: int) -> bool:
        """Whether a year worked out from publication may stand: not in a story that is set long before."""
        return self.told is None or year - self.told < _STORY


Reader = Callable[[re.Match[str], Moment], TimeValue | None]
Rule = tuple[re.Pattern[str], Reader]

_AHEAD = re.compile(
    r"(?:\b(?:will|would|shall|plans?|planned|due|scheduled|expected|expects?|set|slated|going|upcoming|effective"
    r"|is to|are to"
    r"|to be|as (?:early|soon|late) as)|['\u2019]ll)\b([^.,;:!?]{0,48})$"
)
_BEHIND = re.compile(
    r"\b(?:said|told|was|were|had|has|have|been|met|held|left|made|came|went|took|gave|struck|shot|hit|[a-z]+ed)\b"
)
_STILL_AHEAD = re.compile(r"(?:['\u2019]s)?\s+(?:will|would)\b")
_REACH = 80  # characters before a phrase that tell its tense


def compiled(pattern: str, *, any_case: bool = False) -> re.Pattern[str]:
    """A pattern in which a blank stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE if any_case else 0)


def before(match: re.Match[str], reach: int = 24) -> str:
    """The characters before what was found."""
    return match.string[max(match.start() - reach, 0) : match.start()]


def looks_back(match: re.Match[str]) -> bool:
    """Whether a verb of the past stands shortly before a phrase."""
    return _BEHIND.search(before(match, 60)) is not None


def looks_ahead(match: re.Match[str]) -> bool:
    """Whether the words around a phrase speak of what is to come: "will meet on"."""
    if _STILL_AHEAD.match(match.string, match.end()):
        return True
    found = _AHEAD.search(before(match, _REACH))
    if found is None or match.string[match.end() : match.end() + 2] in ("'s", "\u2019s"):
        return False
    return _BEHIND.search(found.group(1)) is None
