"""docs/questions.md says what the catalogue says."""

from pathlib import Path

from queries.catalogue import load_catalogue
from queries.reference import reference

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "questions.md"


def test_the_document_is_up_to_date() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == reference(load_catalogue()), "run: python -m queries.reference docs/questions.md"
