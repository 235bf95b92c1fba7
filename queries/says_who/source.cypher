// Everything a source said
//+ number: Q03
//+ question: What is this source said to have said, in which report, and how sure does it sound?
//+ tags: [provenance, sources]
//+ params:
//+   source_id: {type: string, required: true, help: "The id of a person, group or organisation, or of a record for a source that is not named.", example: "organisation:..."}
//+   limit: {type: integer, default: 50, min: 1, max: 1000, help: "At most so many rows."}
//+ columns: {report: string, quote: string, start: integer, end: integer, kind: string, predicate: string, act: string, certainty: string, polarity: string, actuality: string, position: integer, mode: string, cue: string, speakers: list, claim_id: string, statement_id: string, report_id: string}
//+ shape: table
CALL () {
  MATCH (record:Record {id: $source_id}) RETURN record
  UNION
  MATCH (:Person {id: $source_id})<-[:IDENTIFIED_AS]-(record:Record) RETURN record
  UNION
  MATCH (:Group {id: $source_id})<-[:IDENTIFIED_AS]-(record:Record) RETURN record
  UNION
  MATCH (:Organisation {id: $source_id})<-[:IDENTIFIED_AS]-(record:Record) RETURN record
  UNION
  MATCH (:Place {id: $source_id})<-[:IDENTIFIED_AS]-(record:Record) RETURN record
  UNION
  MATCH (:Thing {id: $source_id})<-[:IDENTIFIED_AS]-(record:Record) RETURN record
}
CALL (record) {
  MATCH (record)<-[cites:CITES]-(fact:Claim)
  OPTIONAL MATCH (fact)-[:CONTENT_OF]->(statement:Statement)
  RETURN fact, statement, cites.order AS position, cites.mode AS mode, cites.cue AS cue
  UNION
  MATCH (record)<-[:SPOKEN_BY]-(fact:Statement)
  WHERE NOT EXISTS { MATCH (fact)<-[:CONTENT_OF]-(content:Claim) WHERE content.superseded_by IS NULL }
  RETURN fact, fact AS statement, 1 AS position, fact.mode AS mode, null AS cue
}
WITH fact, statement, position, mode, cue
WHERE fact.superseded_by IS NULL
MATCH (fact)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
RETURN report.name AS report, span.quote AS quote, span.start AS start, span.end AS end,
  coalesce(fact.kind, 'statement') AS kind, coalesce(fact.predicate, fact.act) AS predicate, statement.act AS act,
  fact.certainty AS certainty, fact.polarity AS polarity, fact.actuality AS actuality,
  position, mode, cue, coalesce(fact.speakers, []) AS speakers,
  CASE WHEN fact:Claim THEN fact.id END AS claim_id, statement.id AS statement_id, report.id AS report_id
ORDER BY report, report_id, start, end, position, claim_id, statement_id
LIMIT $limit;
