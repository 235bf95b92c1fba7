"""Readers of file formats: bytes in, text and what the file says about itself out."""
