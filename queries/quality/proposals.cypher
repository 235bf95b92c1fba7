// What a reader proposes, for a person to accept or reject
//+ number: Q43
//+ question: What did the readers find without standing by it, who is said to say it, and where does it wait for a person to decide?
//+ tags: [quality, review]
//+ params:
//+   report_id: {type: string, help: "Only proposals of this report. Without it: all.", example: "report:..."}
//+   state: {type: string, choices: ProposalState, default: awaiting, help: "Those that await a decision, or those on which one stands."}
//+   limit: {type: integer, default: 100, min: 1, max: 5000, help: "At most so many rows, the highest score first."}
//+ columns: {proposal_id: string, kind: string, predicate: string, about: list, quote: string, start: integer, end: integer, sentence: string, speakers: list, certainty: string, polarity: string, actuality: string, score: float, method: string, report: string, report_id: string, decided_by: string, reason: string, claim_id: string}
//+ shape: table
MATCH (proposal:Proposal)-[span:EVIDENCED_BY]->(sentence:Sentence)-[:IN_REPORT]->(report:Report)
WHERE span.order = 1 AND ($report_id IS NULL OR report.id = $report_id)
OPTIONAL MATCH (proposal)<-[decided:ACCEPTS|REJECTS]-(judgement:Judgement)
WHERE judgement.live
WITH proposal, span, sentence, report, judgement,
  CASE type(decided) WHEN 'ACCEPTS' THEN 'accepted' WHEN 'REJECTS' THEN 'rejected' ELSE 'awaiting' END AS state
WHERE state = $state AND (judgement IS NOT NULL OR proposal.superseded_by IS NULL)
CALL (proposal) {
  OPTIONAL MATCH (proposal)-[about:ABOUT]->(record:Record)
  WITH about.slot AS slot, record
  ORDER BY record.start, slot, record.id
  RETURN collect(slot + ': ' + record.name) AS about
}
RETURN proposal.id AS proposal_id, proposal.kind AS kind, proposal.predicate AS predicate, about,
  span.quote AS quote, span.start AS start, span.end AS end, sentence.text AS sentence,
  proposal.speakers AS speakers, proposal.certainty AS certainty, proposal.polarity AS polarity,
  proposal.actuality AS actuality, proposal.score AS score, proposal.method AS method,
  report.name AS report, report.id AS report_id, judgement.decided_by AS decided_by, judgement.reason AS reason,
  CASE WHEN state = 'accepted' THEN proposal.claim_id END AS claim_id
ORDER BY coalesce(score, -1.0) DESC, report, report_id, start, end, proposal_id
LIMIT $limit;
