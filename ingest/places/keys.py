"""Under which key a place name stands in the gazetteer; the build script and the lookup share it."""

import unicodedata

# Articles of Arabic names, assimilated or not, which spellings add and drop at will.
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "er", "es", "ez", "the"})

PROVINCE = " province"  # what the keys of first-level regions end in, whatever the region is called at home


def place_key(name: str) -> str:
    """A place name without case, accents, punctuation and articles: "Umm ez-Zar" and "Umm al-Zar" are one.

    Transliteration marks for ayn and hamza are dropped, not split at.
    """
    words = _folded(name.translate(_MARKS)).split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept or words)


_MARKS = {ord(mark): None for mark in "'’‘ʿʾ`´ʻʼ"}


def _folded(name: str) -> str:
    """Without case, accents, vowel signs and punctuation.

    Not the key that identity compares names by: the shipped file holds these keys, so they may change only with it,
    and a place written with and without its vowel signs is to be found alike.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
