"""Optional back ends for reading, off by default: they propose, and only what stands in the text is kept.

Nothing here is imported unless a back end is asked for.
"""
