"""Short ways to read a text and to ask what was found in it. All people and places here are invented."""

from functools import lru_cache

from graph.document import Document, Metadata
from graph.ids import sha256_of
from graph.reading import Claim, Reading
from graph.vocabulary import Actuality, ClaimKind, Slot
from ingest.extract.reader import default_extractor
from ingest.read import Received
from ingest.segment import document_of


def document(text: str, published: str | None = None, language: str | None = None) -> Document:
    data = text.encode("utf-8", "surrogatepass")
    known = Metadata(name="told.txt", published=published, language=language)
    return document_of(
        Received(original=data, sha256=sha256_of(data), metadata=known, text=text, notes=(), source="told.txt")
    )


@lru_cache(maxsize=256)
def read(text: str, published: str | None = None, language: str | None = None) -> Reading:
    return default_extractor().read(document(text, published, language))


def roles(text: str, *, happened: bool = True) -> set[tuple[str, str, str]]:
    """(slot, name, event type) of everything that is told as having happened; or of all that is told."""
    found = set()
    for claim in read(text).claims:
        if happened and not (claim.polarity and claim.actuality is Actuality.ASSERTED):
            continue
        for role in claim.roles:
            assert role.event.event_type is not None
            found.add((role.slot.value, role.record.name, role.event.event_type.value))
    return found


def who(text: str, slot: Slot, *, happened: bool = True) -> set[str]:
    """Names of those in a slot."""
    return {name for found, name, _ in roles(text, happened=happened) if found == slot.value}


def claims(text: str, kind: ClaimKind | None = None) -> list[Claim]:
    return [claim for claim in read(text).claims if kind is None or claim.kind is kind]


def claim_on(text: str, words: str) -> Claim:
    """The first claim, but for relations, whose evidence holds these words."""
    fits = [c for c in read(text).claims if words in c.evidence[0].quote and c.kind is not ClaimKind.RELATION]
    assert fits, [c.evidence[0].quote for c in read(text).claims]
    return min(fits, key=lambda claim: len(claim.evidence[0].quote))


def speakers(claim: Claim) -> list[str]:
    """Names in the chain, "?" for a source that the text leaves unnamed."""
    return ["?" if c.speaker.kind == "Source" else c.speaker.name for c in claim.citations]
