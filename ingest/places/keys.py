"""Under which key a place name stands in the gazetteer; the build script and the lookup share it."""

from graph.identity import name_key

# Articles of Arabic names, assimilated or not, which spellings add and drop at will.
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "er", "es", "ez", "the"})


def place_key(name: str) -> str:
    """A place name without case, accents, punctuation and articles: "Umm ez-Zar" and "Umm al-Zar" are one.

    Transliteration marks for ayn and hamza are dropped, not split at.
    """
    words = name_key(name.translate(_MARKS)).split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept or words)


_MARKS = {ord(mark): None for mark in "'’‘ʿʾ`´ʻʼ"}
