// What is said to be unknown, and what nobody says
//+ number: Q39
//+ question: What do the reports themselves call unknown, and which events have nobody who suffered, nobody who is said to have done it, no place or no time?
//+ tags: [quality, review]
//+ params:
//+   limit: {type: integer, default: 100, min: 1, max: 5000, help: "At most so many rows, what is said to be unknown first."}
//+ columns: {gap: string, event: string, event_type: string, quote: string, start: integer, end: integer, report: string, claim_id: string, event_id: string}
//+ shape: table
CALL () {
  MATCH (claim:Claim)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
  WHERE claim.superseded_by IS NULL AND claim.certainty = 'unknown' AND span.order = 1
  RETURN 1 AS rank, 'said to be unknown' AS gap, null AS event, null AS event_type, span.quote AS quote,
    span.start AS start, span.end AS end, report.name AS report, claim.id AS claim_id, null AS event_id
  UNION
  MATCH (event:Event)
  WHERE event.event_type IN ['killing', 'execution', 'massacre', 'abduction', 'disappearance', 'torture', 'attack', 'ambush', 'bombing', 'shelling', 'air_strike', 'raid', 'sexual_violence']
    AND NOT EXISTS { MATCH (event)<-[:ALLEGED_PERPETRATOR_OF]-() }
  RETURN 2 AS rank, 'nobody is said to have done it' AS gap, event.name AS event, event.event_type AS event_type,
    null AS quote, null AS start, null AS end, null AS report, null AS claim_id, event.id AS event_id
  UNION
  MATCH (event:Event)
  WHERE event.event_type IN ['killing', 'execution', 'massacre', 'death', 'injury', 'abduction', 'disappearance', 'torture', 'sexual_violence']
    AND NOT EXISTS { MATCH (event)<-[:VICTIM_IN]-() }
  RETURN 3 AS rank, 'nobody is said to have suffered it' AS gap, event.name AS event, event.event_type AS event_type,
    null AS quote, null AS start, null AS end, null AS report, null AS claim_id, event.id AS event_id
  UNION
  MATCH (event:Event)
  WHERE NOT EXISTS { MATCH (event)-[:OCCURRED_AT]->() }
  RETURN 4 AS rank, 'no place is told' AS gap, event.name AS event, event.event_type AS event_type,
    null AS quote, null AS start, null AS end, null AS report, null AS claim_id, event.id AS event_id
  UNION
  MATCH (event:Event)
  WHERE NOT EXISTS {
    MATCH (event)<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT]-(claim:Claim)-[about:ABOUT]->(:Record)
    WHERE about.slot = 'time' AND claim.superseded_by IS NULL
  }
  RETURN 5 AS rank, 'no time is told' AS gap, event.name AS event, event.event_type AS event_type,
    null AS quote, null AS start, null AS end, null AS report, null AS claim_id, event.id AS event_id
}
RETURN gap, event, event_type, quote, start, end, report, claim_id, event_id
ORDER BY rank, report, start, event, event_id, claim_id
LIMIT $limit;
