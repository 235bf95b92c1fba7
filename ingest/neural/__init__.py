"""The trained reader's eyes: one encoder pass over a document's words, and what its heads see in them."""
