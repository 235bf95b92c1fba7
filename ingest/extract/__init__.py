"""From a document to a reading: who, what, where, when, who says so, how sure, and on which words."""
