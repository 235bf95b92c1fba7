"""The stored questions: one Cypher file each, with its header checked when it is loaded."""
