// Who is alleged to have done it, claim by claim
//+ number: Q16
//+ question: Who is alleged, or denied, to have done this, on whose word and with which words of doubt? One row a claim, never merged.
//+ tags: [events, accountability]
//+ params:
//+   event_id: {type: string, required: true, help: "The id of an event.", example: "event:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {alleged_perpetrator: string, words: string, polarity: string, certainty: string, actuality: string, scope_open: boolean, speakers: list, cues: list, quote: string, start: integer, end: integer, report: string, claim_id: string, record_id: string, taken_to_be: string, taken_to_be_id: string}
//+ shape: table
//+ view: events/alleged_perpetrators_graph
MATCH (:Event {id: $event_id})<-[:IDENTIFIED_AS]-(event:Record)<-[about:ABOUT]-(claim:Claim)-[part:ABOUT]->(record:Record)
WHERE about.slot = 'event' AND part.slot = 'alleged_perpetrator' AND part.of = event.id
  AND claim.superseded_by IS NULL
MATCH (claim)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
OPTIONAL MATCH (record)-[:IDENTIFIED_AS]->(who)
CALL (claim) {
  MATCH (claim)-[cites:CITES]->(:Record)
  WITH cites
  ORDER BY cites.order
  RETURN collect(cites.cue) AS cues
}
RETURN record.name AS alleged_perpetrator, part.quote AS words, claim.polarity AS polarity,
  claim.certainty AS certainty, claim.actuality AS actuality, claim.scope_open AS scope_open,
  claim.speakers AS speakers, cues, span.quote AS quote, span.start AS start, span.end AS end,
  report.name AS report, claim.id AS claim_id, record.id AS record_id, who.name AS taken_to_be, who.id AS taken_to_be_id
ORDER BY polarity, report, start, alleged_perpetrator, claim_id, record_id
LIMIT $limit;
