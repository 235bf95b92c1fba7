// Picture: the whole graph of who, what and where
//+ number: Q42
//+ question: How does the whole picture look, people, groups, events and places with what links them?
//+ tags: [picture, start here]
//+ params:
//+   limit: {type: integer, default: 100, min: 1, max: 5000, help: "At most so many relationships."}
//+ columns: {from: node, link: relationship, to: node}
//+ shape: graph
MATCH (from:Person|Group|Organisation|Place|Thing|Event)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT]->(to)
RETURN from, link, to
ORDER BY size(link.report_ids) DESC, size(link.claim_ids) DESC, link.id
LIMIT $limit;
