"""Texts of our own with complete readings, and what trains the reader on them."""
