// What happened at a place, and inside it
//+ number: Q12
//+ question: Which events are said to have happened at this place, or at a place said to lie inside it?
//+ tags: [places, events]
//+ params:
//+   place: {type: string, required: true, help: "The id of a place, or its whole name.", example: "Ostraven"}
//+   include_contained: {type: boolean, default: true, help: "Also events at places that the reports put inside this one, up to four steps."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {event: string, event_type: string, place: string, steps_inside: integer, times: list, certainty: string, speakers: list, quote: string, start: integer, end: integer, report: string, claim_id: string, inside_claim_ids: list, event_id: string, place_id: string, edge_id: string}
//+ shape: table
//+ view: where/events_graph
CALL () {
  MATCH (area:Place {id: $place}) RETURN area
  UNION
  MATCH (area:Place) WHERE toLower(area.name) = toLower(trim($place)) RETURN area
}
MATCH inside = (spot)-[:LOCATED_IN*0..4]->(area)
WHERE $include_contained OR length(inside) = 0
MATCH (event:Event)-[at:OCCURRED_AT]->(spot)
UNWIND at.claim_ids AS id
MATCH (claim:Claim {id: id})-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
CALL (claim) {
  MATCH (claim)-[about:ABOUT]->(time:Record)
  WHERE about.slot = 'time'
  WITH time.name AS name
  ORDER BY name
  RETURN collect(DISTINCT name) AS times
}
WITH event, spot, at, claim, span, report, times, length(inside) AS steps,
  reduce(ids = [], step IN relationships(inside) | ids + step.claim_ids) AS inside_claim_ids
RETURN event.name AS event, event.event_type AS event_type, spot.name AS place, steps AS steps_inside, times,
  claim.certainty AS certainty, claim.speakers AS speakers, span.quote AS quote, span.start AS start, span.end AS end,
  report.name AS report, claim.id AS claim_id, inside_claim_ids,
  event.id AS event_id, spot.id AS place_id, at.id AS edge_id
ORDER BY steps_inside, place, place_id, event, event_id, report, start, claim_id
LIMIT $limit;
