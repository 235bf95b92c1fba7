"""Limits at the door. Each is tested at the limit and one above it."""

MAX_REPORT_BYTES = 50_000_000  # one report as it came: a file, or one row of a file of rows
MAX_HTML_BYTES = 10_000_000
MAX_HTML_ELEMENTS = 20_000  # start tags; the reader of pages needs time that grows faster than their number
MAX_SENTENCE_CHARACTERS = 20_000  # a longer one is cut at white space
MAX_SENTENCES = 1_000_000  # of one report: what a machine of 8 GiB can hold
