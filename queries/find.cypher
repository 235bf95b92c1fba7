// Find people, groups, places, events and reports by name
//+ number: Q00
//+ question: Which people, groups, organisations, places, events and reports have these words in a name, and what are their ids?
//+ tags: [start here, ids]
//+ params:
//+   text: {type: string, required: true, min: 2, max: 200, help: "Words that all occur in the name. Upper and lower case do not matter.", example: "varga"}
//+   limit: {type: integer, default: 25, min: 1, max: 500, help: "At most so many rows."}
//+ columns: {name: string, label: string, id: string, named_as: list, reports: list}
//+ shape: table
CALL () {
  MATCH (record:Record)-[:IDENTIFIED_AS]->(thing)
  WHERE record.superseded_by IS NULL
    AND all(word IN split(toLower(trim($text)), ' ') WHERE toLower(record.name + ' ' + thing.name) CONTAINS word)
  MATCH (report:Report {id: record.report_id})
  WITH thing, record, report
  ORDER BY record.name, report.name
  RETURN thing AS found, collect(DISTINCT record.name) AS named_as, collect(DISTINCT report.name) AS reports
  UNION
  MATCH (found:Report)
  WHERE all(word IN split(toLower(trim($text)), ' ') WHERE toLower(found.name + ' ' + coalesce(found.title, '')) CONTAINS word)
  RETURN found, [coalesce(found.title, found.name)] AS named_as, [found.name] AS reports
}
RETURN found.name AS name, labels(found)[0] AS label, found.id AS id, named_as, reports
ORDER BY size(reports) DESC, label, name, id
LIMIT $limit;
