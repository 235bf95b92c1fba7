// Everyone with a part in an event
//+ number: Q13
//+ question: Who is said to have had a part in this event, in which role, and how sure does each report sound?
//+ tags: [events, people]
//+ params:
//+   event_id: {type: string, required: true, help: "The id of an event.", example: "event:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {role: string, who: string, label: string, certainty: string, speakers: list, quote: string, start: integer, end: integer, report: string, claim_id: string, who_id: string, edge_id: string}
//+ shape: table
//+ view: events/roles_graph
MATCH (:Event {id: $event_id})<-[part:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]-(who)
UNWIND part.claim_ids AS id
MATCH (claim:Claim {id: id})-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
WITH part, who, claim, span, report, ['verified', 'observed', 'asserted', 'official', 'testimony', 'reported', 'possible', 'intent', 'unknown', 'editorial'] AS strongest_first
RETURN type(part) AS role, who.name AS who, labels(who)[0] AS label,
  claim.certainty AS certainty, claim.speakers AS speakers, span.quote AS quote, span.start AS start, span.end AS end,
  report.name AS report, claim.id AS claim_id, who.id AS who_id, part.id AS edge_id
ORDER BY role, [rank IN range(0, 9) WHERE strongest_first[rank] = certainty][0], who, who_id, report, start, claim_id
LIMIT $limit;
