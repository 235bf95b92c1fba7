"""Headings in title case are not parsed: their capitals mislead. Names that the body knows are marked in them."""

import re
from collections.abc import Iterator, Sequence

from graph.document import Document
from graph.reading import Mention, Record
from graph.vocabulary import Form

from .parts import Parsed

_SHORT_WORD = 3
_LEAST_NAME = 3  # characters


def title_case(text: str) -> bool:
    """Whether most longer words of a heading are capitalised or it is all capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", text)[1:] if len(word) > _SHORT_WORD]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def known_names(document: Document, parsed: Sequence[Parsed], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions, in unread headings, of names that stand in the body."""
    names: dict[str, Record] = {}
    for mention in mentions:
        if mention.form is Form.NAME and len(mention.span.quote) >= _LEAST_NAME:
            names.setdefault(mention.span.quote, mention.record)
    if not names:
        return
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")(?!\w)"
    )
    for one in parsed:
        if one.titled:
            start = one.sentence.span.start
            for match in pattern.finditer(one.sentence.span.quote):
                span = document.span(start + match.start(), start + match.end())
                yield Mention(span=span, record=names[match.group()], form=Form.NAME, method="rule:heading")
