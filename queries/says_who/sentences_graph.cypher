// Picture: from a node or an edge to its sentences
//+ number: Q01g
//+ question: How does this node, edge, claim or statement lead to its sentences and reports, step by step?
//+ tags: [provenance, picture]
//+ params:
//+   id: {type: string, required: true, help: "The id of any node or derived edge, as every other question gives it.", example: "edge:..."}
//+   limit: {type: integer, default: 50, min: 1, max: 1000, help: "At most so many rows."}
//+ columns: {evidence: path, about: path}
//+ shape: graph
CALL () {
  // Only an edge's id makes this branch look through the edges
  WITH $id AS id
  WHERE id STARTS WITH 'edge:'
  MATCH (:Person|Group|Organisation|Place|Thing|Event|Report)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT|CITES_SOURCE]->()
  WHERE link.id = id
  UNWIND link.claim_ids AS claim
  MATCH (fact:Claim {id: claim})
  RETURN fact
  UNION
  MATCH (fact:Claim {id: $id}) RETURN fact
  UNION
  MATCH (fact:Statement {id: $id}) RETURN fact
  UNION
  MATCH (:Statement {id: $id})<-[:CONTENT_OF]-(fact:Claim) RETURN fact
  UNION
  MATCH (:Record {id: $id})<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Person {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Group {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Organisation {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Place {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Thing {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
  UNION
  MATCH (:Event {id: $id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]-(fact) RETURN fact
}
WITH fact
WHERE fact.superseded_by IS NULL AND (fact:Claim OR fact:Statement)
MATCH evidence = (fact)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(:Report)
OPTIONAL MATCH about = (fact)-[part:ABOUT|CITES|SPOKEN_BY|ABOUT_EVENT]->(:Record)
RETURN evidence, about
ORDER BY fact.id, span.id, part.id
LIMIT $limit;
