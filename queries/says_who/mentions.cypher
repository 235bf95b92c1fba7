// Every place in the reports that names somebody or something
//+ number: Q41
//+ question: With which words, in which sentences, do the reports name this person, group, place, thing or event?
//+ tags: [provenance, names]
//+ params:
//+   entity_id: {type: string, required: true, help: "The id of a person, group, organisation, place, thing or event.", example: "person:..."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {report: string, quote: string, start: integer, end: integer, form: string, sentence: string, record: string, taken_to_be_because: string, decided_by: string, record_id: string, report_id: string}
//+ shape: table
CALL () {
  MATCH (:Person {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
  UNION
  MATCH (:Group {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
  UNION
  MATCH (:Organisation {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
  UNION
  MATCH (:Place {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
  UNION
  MATCH (:Thing {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
  UNION
  MATCH (:Event {id: $entity_id})<-[same:IDENTIFIED_AS]-(record:Record) RETURN same, record
}
MATCH (record)<-[:REFERS_TO]-(mention:Mention)-[:IN_SENTENCE]->(sentence:Sentence)-[:IN_REPORT]->(report:Report)
WHERE record.superseded_by IS NULL AND mention.superseded_by IS NULL
RETURN report.name AS report, mention.quote AS quote, mention.start AS start, mention.end AS end, mention.form AS form,
  sentence.text AS sentence, record.name AS record, same.reason AS taken_to_be_because, same.decided_by AS decided_by,
  record.id AS record_id, report.id AS report_id
ORDER BY report, report_id, start, end, mention.id
LIMIT $limit;
