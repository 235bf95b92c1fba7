// What is broken in this store: no row means nothing
//+ number: Q40
//+ question: Which claims lack their words, which figures their verifier, which edges their claims?
//+ tags: [quality]
//+ params:
//+   limit: {type: integer, default: 100, min: 1, max: 5000, help: "At most so many rows."}
//+ columns: {problem: string, id: string, detail: string}
//+ shape: table
CALL () {
  MATCH (fact:Claim)
  WHERE fact.superseded_by IS NULL AND NOT EXISTS { MATCH (fact)-[:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(:Report) }
  RETURN 'claim without words' AS problem, fact.id AS id, fact.kind AS detail
  UNION
  MATCH (fact:Proposal)
  WHERE fact.superseded_by IS NULL AND NOT EXISTS { MATCH (fact)-[:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(:Report) }
  RETURN 'proposal without words' AS problem, fact.id AS id, fact.kind AS detail
  UNION
  MATCH (fact:Claim)
  WHERE fact.superseded_by IS NULL AND fact.proposal_id IS NOT NULL
    AND NOT EXISTS { MATCH (fact)<-[:ADMITS]-(judgement:Judgement) WHERE judgement.live }
  RETURN 'claim by a decision that is gone' AS problem, fact.id AS id, fact.kind AS detail
  UNION
  MATCH (fact:Statement)
  WHERE fact.superseded_by IS NULL AND NOT EXISTS { MATCH (fact)-[:EVIDENCED_BY]->(:Sentence)-[:IN_REPORT]->(:Report) }
  RETURN 'statement without words' AS problem, fact.id AS id, fact.act AS detail
  UNION
  MATCH (fact:Statement)
  WHERE fact.superseded_by IS NULL AND NOT EXISTS { MATCH (fact)-[:SPOKEN_BY]->(:Record) }
  RETURN 'statement without speaker' AS problem, fact.id AS id, fact.act AS detail
  UNION
  MATCH (fact)-[span:EVIDENCED_BY]->(sentence:Sentence)
  WHERE size(span.quote) <> span.end - span.start
    OR substring(sentence.text, span.start - sentence.start, span.end - span.start) <> span.quote
  RETURN 'quote is not what stands there' AS problem, span.id AS id, fact.id AS detail
  UNION
  MATCH (fact)-[span:EVIDENCED_BY]->(sentence:Sentence)
  WHERE fact.report_id <> sentence.report_id
  RETURN 'words of another report' AS problem, span.id AS id, fact.id AS detail
  UNION
  MATCH (mention:Mention)-[:IN_SENTENCE]->(sentence:Sentence)
  WHERE mention.superseded_by IS NULL
    AND substring(sentence.text, mention.start - sentence.start, mention.end - mention.start) <> mention.quote
  RETURN 'mention is not what stands there' AS problem, mention.id AS id, sentence.id AS detail
  UNION
  MATCH (fact:Claim)
  WHERE fact.superseded_by IS NULL AND fact.verification = 'verified'
    AND NOT EXISTS { MATCH (fact)-[about:ABOUT]->(:Record) WHERE about.slot = 'verifier' }
  RETURN 'verified figure without verifier' AS problem, fact.id AS id, fact.measure AS detail
  UNION
  MATCH (fact:Claim)
  WHERE fact.superseded_by IS NULL AND fact.kind = 'figure'
    AND (fact.comparator IS NULL OR fact.low > fact.high OR (fact.low IS NULL AND fact.high IS NULL))
  RETURN 'figure without sound bounds' AS problem, fact.id AS id, fact.measure AS detail
  UNION
  MATCH (fact:Claim)-[cites:CITES]->(:Record)
  WHERE fact.superseded_by IS NULL
  WITH fact, count(cites) AS links, count(DISTINCT cites.order) AS orders, min(cites.order) AS first, max(cites.order) AS last
  WHERE first <> 1 OR last <> links OR orders <> links OR size(fact.speakers) <> links
  RETURN 'chain of speakers with a gap' AS problem, fact.id AS id, fact.kind AS detail
  UNION
  MATCH (fact:Claim)
  WHERE fact.superseded_by IS NULL AND size(fact.speakers) > 0 AND NOT EXISTS { MATCH (fact)-[:CITES]->(:Record) }
  RETURN 'speakers named but not cited' AS problem, fact.id AS id, fact.kind AS detail
  UNION
  MATCH (record:Record)-[same:IDENTIFIED_AS]->()
  WHERE record.superseded_by IS NULL
  WITH record, count(same) AS identities
  WHERE identities > 1
  RETURN 'record taken to be two' AS problem, record.id AS id, record.kind AS detail
  UNION
  MATCH (record:Record)
  WHERE record.superseded_by IS NULL AND NOT record.kind IN ['Source', 'Time']
    AND NOT EXISTS { MATCH (record)-[:IDENTIFIED_AS]->() }
  RETURN 'record taken to be nobody' AS problem, record.id AS id, record.kind AS detail
  UNION
  MATCH (:Person|Group|Organisation|Place|Thing|Event|Report)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT|CITES_SOURCE]->()
  WHERE link.claim_ids IS NULL OR size(link.claim_ids) = 0
  RETURN 'edge without claims' AS problem, link.id AS id, type(link) AS detail
  UNION
  MATCH (:Person|Group|Organisation|Place|Thing|Event|Report)-[link:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN|OCCURRED_AT|LED_TO_PLACE|LOCATED_IN|LINKED_TO|SAID_ABOUT|CITES_SOURCE]->()
  UNWIND link.claim_ids AS claim
  OPTIONAL MATCH (fact:Claim {id: claim})
  WHERE fact.superseded_by IS NULL
  WITH link, count(claim) AS claims, count(fact) AS live
  WHERE live < claims
  RETURN 'edge that rests on a claim that is gone' AS problem, link.id AS id, type(link) AS detail
}
RETURN problem, id, detail
ORDER BY problem, id, detail
LIMIT $limit;
