// Picture: who and what is linked to somebody
//+ number: Q10g
//+ question: How do the links of this person, group, organisation, place or thing look, with the others in the same events?
//+ tags: [people, links, picture]
//+ params:
//+   entity_id: {type: string, required: true, help: "The id of a person, group, organisation, place, thing or event.", example: "person:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {link: path}
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
CALL (one) {
  MATCH link = (one)-[:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-()
  RETURN link
  UNION
  MATCH link = (one)-[:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]->(:Event)<-[:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]-(other)
  WHERE other.id <> one.id
  RETURN link
}
WITH link, reduce(key = '', edge IN relationships(link) | key + edge.id) AS key
RETURN link
ORDER BY length(link), key
LIMIT $limit;
