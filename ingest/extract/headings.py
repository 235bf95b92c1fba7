"""Headings in title case: their capitals mislead the parser, so only the network reads them."""

import re

_SHORT_WORD = 3


def title_case(text: str) -> bool:
    """Whether most longer words of a heading are capitalised or it is all capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", text)[1:] if len(word) > _SHORT_WORD]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
