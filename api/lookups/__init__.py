"""What the API looks up: fixed Cypher, values as parameters only, read through the door that cannot write."""
