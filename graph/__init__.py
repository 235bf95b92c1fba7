"""The graph: types that cannot exist without evidence, how they are stored, and how they leave again.

Innermost of the four packages; it imports none of the others.
"""
