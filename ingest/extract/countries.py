"""Which countries a document speaks of: what a place name may mean depends on it."""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from ..language.lexicon import Lexicon
from ..places.lookup import Gazetteer


def country_context(docs: Iterable[Doc], lexicon: Lexicon, gazetteer: Gazetteer) -> dict[str, float]:
    """How much a document speaks of each country: shares by ISO code, from country names and demonyms."""
    counts: Counter[str] = Counter()
    for doc in docs:
        for token in doc:
            if not token.text[:1].isupper():
                continue
            code = lexicon.demonyms.get(token.lower_)
            if code is None and token.pos_ == "PROPN" and len(token.text) > 3:
                code = gazetteer.is_country(token.text)
            if code is not None:
                counts[code] += 1
        for ent in doc.ents:
            if ent.label_ == "GPE" and len(ent) > 1:
                code = gazetteer.is_country(ent.text)
                if code is not None:
                    counts[code] += 1
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}
