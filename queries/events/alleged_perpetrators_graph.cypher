// Picture: who is alleged to have done it, claim by claim
//+ number: Q16g
//+ question: Which claims name an alleged perpetrator of this event, whom, and whom do they cite? Denials included.
//+ tags: [events, accountability, picture]
//+ params:
//+   event_id: {type: string, required: true, help: "The id of an event.", example: "event:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {alleged: path, source: path}
//+ shape: graph
MATCH alleged = (:Event {id: $event_id})<-[:IDENTIFIED_AS]-(event:Record)<-[about:ABOUT]-(claim:Claim)-[part:ABOUT]->(:Record)-[:IDENTIFIED_AS]->()
WHERE about.slot = 'event' AND part.slot = 'alleged_perpetrator' AND part.of = event.id
  AND claim.superseded_by IS NULL
OPTIONAL MATCH source = (claim)-[cites:CITES]->(:Record)
RETURN alleged, source
ORDER BY claim.id, part.id, cites.order
LIMIT $limit;
