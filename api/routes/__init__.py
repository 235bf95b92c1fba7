"""HTTP and nothing else: fetch, and answer. What fails, fails by type."""
