// Picture: everything around somebody or something
//+ number: Q14
//+ question: What lies within one, two or three steps of this person, group, organisation, place, thing or event?
//+ tags: [picture, start here]
//+ params:
//+   entity_id: {type: string, required: true, help: "The id of a person, group, organisation, place, thing or event.", example: "person:..."}
//+   depth: {type: integer, default: 2, min: 1, max: 3, help: "Steps from the middle."}
//+   types: {type: list, choices: PictureRel, default: [], help: "Only these relationship types. Empty: all.", example: [VICTIM_IN, OCCURRED_AT]}
//+   min_certainty: {type: string, choices: Certainty, default: editorial, help: "Only relationships whose clearest claim sounds at least so sure."}
//+   limit: {type: integer, default: 200, min: 1, max: 5000, help: "At most so many relationships, nearest first."}
//+ columns: {from: node, link: relationship, to: node}
//+ shape: graph
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
WITH one, ['verified', 'observed', 'asserted', 'official', 'testimony', 'reported', 'possible', 'intent', 'unknown', 'editorial'] AS strongest_first
WITH one, strongest_first[0..[rank IN range(1, 10) WHERE strongest_first[rank - 1] = $min_certainty][0]] AS sure
CALL (one, sure) {
  MATCH (one)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-()
  WHERE link.certainty IN sure AND (size($types) = 0 OR type(link) IN $types)
  RETURN link, 1 AS step
  UNION
  // Each step starts from the distinct nodes of the one before, so that a hub is walked through once
  WITH one, sure
  WHERE $depth >= 2
  MATCH (one)-[first:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-(near)
  WHERE first.certainty IN sure AND (size($types) = 0 OR type(first) IN $types)
  WITH DISTINCT near, sure
  MATCH (near)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-()
  WHERE link.certainty IN sure AND (size($types) = 0 OR type(link) IN $types)
  RETURN DISTINCT link, 2 AS step
  UNION
  WITH one, sure
  WHERE $depth >= 3
  MATCH (one)-[first:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-(near)
  WHERE first.certainty IN sure AND (size($types) = 0 OR type(first) IN $types)
  WITH DISTINCT near, sure
  MATCH (near)-[second:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-(far)
  WHERE second.certainty IN sure AND (size($types) = 0 OR type(second) IN $types)
  WITH DISTINCT far, sure
  MATCH (far)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-()
  WHERE link.certainty IN sure AND (size($types) = 0 OR type(link) IN $types)
  RETURN DISTINCT link, 3 AS step
}
WITH link, min(step) AS step
RETURN startNode(link) AS from, link, endNode(link) AS to
ORDER BY step, link.id
LIMIT $limit;
