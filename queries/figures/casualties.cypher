// Casualty figures, side by side and never added up
//+ number: Q30
//+ question: Which numbers of killed, injured, missing, abducted or displaced do the reports give, for whom, when and where, and who verified them?
//+ tags: [figures]
//+ params:
//+   event_id: {type: string, help: "Only figures about this event. Without it: all.", example: "event:..."}
//+   measure: {type: string, choices: Measure, help: "Only this measure.", example: "killed"}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {measure: string, figure: string, comparator: string, low: integer, high: integer, unit: string, population: string, population_words: string, period: list, earliest: string, latest: string, places: list, events: list, verification: string, verifier: list, certainty: string, polarity: string, speakers: list, quote: string, start: integer, end: integer, report: string, claim_id: string}
//+ shape: table
CALL () {
  WITH $event_id AS event
  WHERE event IS NULL
  MATCH (claim:Claim)
  RETURN claim
  UNION
  MATCH (:Event {id: $event_id})<-[:IDENTIFIED_AS]-(:Record)<-[about:ABOUT]-(claim:Claim)
  WHERE about.slot = 'event'
  RETURN claim
}
WITH claim
WHERE claim.kind = 'figure' AND claim.superseded_by IS NULL AND ($measure IS NULL OR claim.measure = $measure)
MATCH (claim)-[span:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1
CALL (claim) {
  OPTIONAL MATCH (claim)-[about:ABOUT]->(record:Record)
  WITH about.slot AS slot, record
  ORDER BY record.start, record.id
  WITH collect(CASE WHEN slot = 'time' THEN record END) AS times,
    collect(DISTINCT CASE WHEN slot = 'place' THEN record.name END) AS places,
    collect(DISTINCT CASE WHEN slot = 'event' THEN record.name END) AS events,
    collect(DISTINCT CASE WHEN slot = 'verifier' THEN record.name END) AS verifier
  RETURN [time IN times | time.name] AS period, times, places, events, verifier
}
RETURN claim.measure AS measure, claim.figure_quote AS figure, claim.comparator AS comparator,
  claim.low AS low, claim.high AS high, claim.unit AS unit, claim.population AS population,
  claim.population_words AS population_words, period,
  times[0].earliest AS earliest, times[0].latest AS latest,
  places, events, claim.verification AS verification, verifier,
  claim.certainty AS certainty, claim.polarity AS polarity, claim.speakers AS speakers,
  span.quote AS quote, span.start AS start, span.end AS end, report.name AS report, claim.id AS claim_id
ORDER BY measure, verification DESC, population, low, high, report, start, claim_id
LIMIT $limit;
