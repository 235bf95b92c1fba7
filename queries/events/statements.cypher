// Official statements about an event
//+ number: Q18
//+ question: Who spoke about this event, in what capacity, what did they do with words, and what did they say?
//+ tags: [events, accountability, sources]
//+ params:
//+   event_id: {type: string, required: true, help: "The id of an event.", example: "event:..."}
//+   include_unofficial: {type: boolean, default: false, help: "Also statements of people who do not speak for an office."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {speaker: string, capacity: string, act: string, mode: string, official: boolean, quote: string, start: integer, end: integer, content: string, polarity: string, actuality: string, certainty: string, speakers: list, report: string, claim_id: string, statement_id: string, speaker_id: string}
//+ shape: table
MATCH (:Event {id: $event_id})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT_EVENT]-(statement:Statement)
WHERE statement.superseded_by IS NULL AND (statement.official OR $include_unofficial)
MATCH (statement)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
MATCH (statement)-[:SPOKEN_BY]->(record:Record)
OPTIONAL MATCH (record)-[:IDENTIFIED_AS]->(who)
OPTIONAL MATCH (statement)<-[:CONTENT_OF]-(claim:Claim)
WHERE claim.superseded_by IS NULL
RETURN record.name AS speaker, statement.capacity AS capacity, statement.act AS act, statement.mode AS mode,
  statement.official AS official, span.quote AS quote, span.start AS start, span.end AS end,
  claim.quote AS content, claim.polarity AS polarity, claim.actuality AS actuality, claim.certainty AS certainty,
  coalesce(claim.speakers, [record.name]) AS speakers, report.name AS report, claim.id AS claim_id,
  statement.id AS statement_id, coalesce(who.id, record.id) AS speaker_id
ORDER BY report, start, statement_id, claim_id, speaker_id
LIMIT $limit;
