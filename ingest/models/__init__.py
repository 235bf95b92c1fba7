"""The language model: which one, that it is the published one, and how it is loaded."""
