"""Cells of a CSV file that a spreadsheet takes for text, whatever a report says."""

# What spreadsheets take for the start of a formula or strip away before they look, full-width forms included;
# and the mark itself, so that it can be taken off again.
_RISKY = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")


def guarded(text: str) -> str:
    """The text, after an apostrophe if a spreadsheet might run it."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(cell: str) -> str:
    """The text that ``guarded`` was given."""
    return cell.removeprefix("'")
