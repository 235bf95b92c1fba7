// The exact sentences behind a node or an edge
//+ number: Q01
//+ question: Which exact sentences support this node, edge, claim or statement, and in which reports do they stand?
//+ tags: [provenance]
//+ params:
//+   id: {type: string, required: true, help: "The id of any node or derived edge, as every other question gives it.", example: "edge:..."}
//+   limit: {type: integer, default: 50, min: 1, max: 1000, help: "At most so many rows."}
//+ columns: {report: string, quote: string, start: integer, end: integer, sentence: string, kind: string, predicate: string, certainty: string, polarity: string, actuality: string, speakers: list, claim_id: string, statement_id: string, report_id: string}
//+ shape: table
//+ view: says_who/sentences_graph
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
MATCH (fact)-[span:EVIDENCED_BY]->(sentence:Sentence)-[:IN_REPORT]->(report:Report)
RETURN report.name AS report, span.quote AS quote, span.start AS start, span.end AS end, sentence.text AS sentence,
  coalesce(fact.kind, 'statement') AS kind, coalesce(fact.predicate, fact.act) AS predicate,
  fact.certainty AS certainty, fact.polarity AS polarity, fact.actuality AS actuality,
  coalesce(fact.speakers, []) AS speakers,
  CASE WHEN fact:Claim THEN fact.id END AS claim_id, CASE WHEN fact:Statement THEN fact.id END AS statement_id,
  report.id AS report_id
ORDER BY report, report_id, start, end, claim_id, statement_id
LIMIT $limit;
