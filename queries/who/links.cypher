// Who and what is linked to somebody, and who says so
//+ number: Q10
//+ question: Who and what is linked to this person, group, organisation, place or thing, how, and says who?
//+ tags: [people, links]
//+ params:
//+   entity_id: {type: string, required: true, help: "The id of a person, group, organisation, place, thing or event.", example: "person:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {other: string, label: string, how: string, relation: string, direction: string, event: string, own_part: string, certainty: string, speakers: list, quote: string, start: integer, end: integer, report: string, claim_id: string, own_quotes: list, own_claim_ids: list, other_id: string, event_id: string, edge_id: string}
//+ shape: table
//+ view: who/links_graph
CALL () {
  MATCH (one:Person {id: $entity_id}) RETURN one
  UNION
  MATCH (one:Group {id: $entity_id}) RETURN one
  UNION
  MATCH (one:Organisation {id: $entity_id}) RETURN one
  UNION
  MATCH (one:Place {id: $entity_id}) RETURN one
  UNION
  MATCH (one:Thing {id: $entity_id}) RETURN one
  UNION
  MATCH (one:Event {id: $entity_id}) RETURN one
}
CALL (one) {
  MATCH (one)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-(other)
  RETURN other, link, CASE WHEN startNode(link) = one THEN 'to' ELSE 'from' END AS direction, null AS event, null AS part
  UNION
  MATCH (one)-[part:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]->(event:Event)<-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]-(other)
  WHERE other.id <> one.id
  RETURN other, link, 'in the same event' AS direction, event, part
}
UNWIND link.claim_ids AS id
MATCH (claim:Claim {id: id})-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
CALL (part) {
  UNWIND part.claim_ids AS own_id
  MATCH (own:Claim {id: own_id})
  WITH own
  ORDER BY own.id
  RETURN collect(own.quote) AS own_quotes, collect(own.id) AS own_claim_ids
}
RETURN other.name AS other, labels(other)[0] AS label, type(link) AS how, link.relation AS relation, direction,
  event.name AS event, type(part) AS own_part,
  claim.certainty AS certainty, claim.speakers AS speakers, span.quote AS quote, span.start AS start, span.end AS end,
  report.name AS report, claim.id AS claim_id, own_quotes, own_claim_ids,
  other.id AS other_id, event.id AS event_id, link.id AS edge_id
ORDER BY coalesce(event_id, ''), how, other, other_id, edge_id, own_part, report, start, claim_id
LIMIT $limit;
