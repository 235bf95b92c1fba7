from tests.api.served import client, filled_parts, fresh_parts, writing

__all__ = ["client", "filled_parts", "fresh_parts", "writing"]
