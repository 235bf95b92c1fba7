// The chain of speakers behind a claim
//+ number: Q02
//+ question: Through whom did this claim reach the report, from the report itself to the innermost speaker?
//+ tags: [provenance, sources]
//+ params:
//+   claim_id: {type: string, required: true, help: "The id of a claim.", example: "claim:..."}
//+   limit: {type: integer, default: 25, min: 1, max: 200, help: "At most so many rows."}
//+ columns: {step: integer, speaker: string, kind: string, speaker_id: string, mode: string, cue: string, cue_start: integer, cue_end: integer, certainty: string, scope_open: boolean, speakers: list, quote: string, start: integer, end: integer, report: string, claim_id: string}
//+ shape: table
MATCH (claim:Claim {id: $claim_id})-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
CALL (claim, report) {
  RETURN 0 AS step, report.name AS speaker, 'Report' AS kind, report.id AS speaker_id,
    null AS mode, null AS cue, null AS cue_start, null AS cue_end
  UNION
  MATCH (claim)-[cites:CITES]->(record:Record)
  OPTIONAL MATCH (record)-[:IDENTIFIED_AS]->(who)
  RETURN cites.order AS step, record.name AS speaker, record.kind AS kind, coalesce(who.id, record.id) AS speaker_id,
    cites.mode AS mode, cites.cue AS cue, cites.cue_start AS cue_start, cites.cue_end AS cue_end
}
RETURN step, speaker, kind, speaker_id, mode, cue, cue_start, cue_end,
  claim.certainty AS certainty, claim.scope_open AS scope_open, claim.speakers AS speakers,
  span.quote AS quote, span.start AS start, span.end AS end, report.name AS report, claim.id AS claim_id
ORDER BY step, speaker_id
LIMIT $limit;
