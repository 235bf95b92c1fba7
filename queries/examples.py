"""Ids that stand in a store, as examples of parameters: what to try first in Neo4j Browser."""

from graph.store import GraphStore

# For each kind of parameter the node that shows most: the same store gives the same answer
_SEARCHES: dict[str, str] = {
    "event_id": """
        MATCH (found:Event)
        OPTIONAL MATCH (found)<-[part:VICTIM_IN|ALLEGED_PERPETRATOR_OF|SAID_ABOUT]-()
        RETURN found.id AS id, count(part) AS most ORDER BY most DESC, id LIMIT 1""",
    "entity_id": """
        MATCH (found:Person|Group|Organisation)-[part:VICTIM_IN|TARGET_OF|LINKED_TO]-()
        RETURN found.id AS id, count(part) AS most ORDER BY most DESC, id LIMIT 1""",
    "source_id": """
        MATCH (found:Person|Group|Organisation)<-[:CITES_SOURCE]-(report:Report)
        RETURN found.id AS id, count(report) AS most ORDER BY most DESC, id LIMIT 1""",
    "claim_id": """
        MATCH (found:Claim) WHERE found.superseded_by IS NULL
        RETURN found.id AS id, size(found.speakers) AS most ORDER BY most DESC, id LIMIT 1""",
    "report_id": """
        MATCH (found:Report)
        RETURN found.id AS id, found.name AS name ORDER BY name, id LIMIT 1""",
    "place": """
        MATCH (found:Place)<-[part:OCCURRED_AT]-(:Event)
        RETURN found.name AS id, count(part) AS most ORDER BY most DESC, id LIMIT 1""",
    "id": """
        MATCH (:Person|Group|Organisation)-[found:ALLEGED_PERPETRATOR_OF|VICTIM_IN]->(:Event)
        RETURN found.id AS id, type(found) AS kind ORDER BY kind, id LIMIT 1""",
    "text": """
        MATCH (found:Person)
        RETURN found.name AS id, COUNT { (found)<-[:IDENTIFIED_AS]-() } AS most ORDER BY most DESC, id LIMIT 1""",
}


def find_examples(store: GraphStore) -> dict[str, str]:
    """Parameter names with a value from this store; a parameter for which it holds nothing is left out."""
    found: dict[str, str] = {}
    for name, cypher in _SEARCHES.items():
        rows = store.read(cypher).rows
        if rows and rows[0][0] is not None:
            found[name] = str(rows[0][0])
    return found
