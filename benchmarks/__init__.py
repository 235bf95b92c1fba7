"""Measurements: never part of the tests, for a time is no proof."""
