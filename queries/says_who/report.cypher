// Everything a report asserts, in reading order
//+ number: Q04
//+ question: What does this report assert, sentence by sentence, and on whose word?
//+ tags: [provenance, reports]
//+ params:
//+   report_id: {type: string, required: true, help: "The id of a report.", example: "report:..."}
//+   limit: {type: integer, default: 200, min: 1, max: 5000, help: "At most so many rows."}
//+ columns: {quote: string, start: integer, end: integer, section: string, kind: string, predicate: string, certainty: string, polarity: string, actuality: string, scope_open: boolean, speakers: list, spans: integer, claim_id: string, report: string}
//+ shape: table
MATCH (report:Report {id: $report_id})<-[:IN_REPORT]-(sentence:Sentence)<-[span:EVIDENCED_BY]-(claim:Claim)
WHERE span.order = 1 AND claim.superseded_by IS NULL
RETURN span.quote AS quote, span.start AS start, span.end AS end, sentence.section AS section,
  claim.kind AS kind, claim.predicate AS predicate, claim.certainty AS certainty, claim.polarity AS polarity,
  claim.actuality AS actuality, claim.scope_open AS scope_open, claim.speakers AS speakers,
  COUNT { (claim)-[:EVIDENCED_BY]->(:Sentence) } AS spans, claim.id AS claim_id, report.name AS report
ORDER BY start, end, claim_id
LIMIT $limit;
