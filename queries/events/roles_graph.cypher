// Picture: an event with everyone in it
//+ number: Q13g
//+ question: How does this event look, with everyone who is said to have had a part in it, where it was and who spoke about it?
//+ tags: [events, people, picture]
//+ params:
//+   event_id: {type: string, required: true, help: "The id of an event.", example: "event:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {event: node, part: relationship, who: node}
//+ shape: graph
MATCH (event:Event {id: $event_id})
OPTIONAL MATCH (event)-[part:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]-(who)
RETURN event, part, who
ORDER BY part.id
LIMIT $limit;
