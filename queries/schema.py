"""Which properties the graph's nodes and relationships have: what a question may ask for.

``graph/plan.py`` writes them; a test compares this table with what it writes.
"""

from graph.labels import DERIVED_RELS, WORLD_LABELS, Label, Rel

_ALWAYS = frozenset({"id", "name"})
_OF_REPORT = frozenset({"report_id", "method", "superseded_by", "superseded_at"})
_PLACED = frozenset({"start", "end", "quote"})

_PROPOSITION = _ALWAYS | _OF_REPORT | {
    "kind", "predicate", "certainty", "polarity", "actuality", "scope_open", "quote", "speakers", "score",
    "relation", "object_text", "measure", "unit", "population", "population_words", "comparator", "low",
    "low_inclusive", "high", "high_inclusive", "verification", "figure_quote", "figure_start", "figure_end",
}  # fmt: skip

PROPERTIES: dict[Label, frozenset[str]] = {
    Label.REPORT: _ALWAYS | {
        "title", "publisher", "published", "url", "language", "sha256", "characters", "status", "notes",
        "extractor", "extractor_version", "model_digest", "run", "ingested_at",
    },
    Label.SENTENCE: _ALWAYS | {"text", "start", "end", "index", "section"} | (_OF_REPORT - {"method"}),
    Label.MENTION: _ALWAYS | _PLACED | _OF_REPORT | {"form", "actuality"},
    Label.RECORD: _ALWAYS | _PLACED | _OF_REPORT | {
        "kind", "event_type", "full_name", "earliest", "latest", "precision", "time_anchor", "candidates",
    },
    Label.STATEMENT: _ALWAYS | _OF_REPORT | {"act", "mode", "capacity", "official", "quote"},
    Label.CLAIM: _PROPOSITION | {"proposal_id"},
    Label.PROPOSAL: _PROPOSITION | {"claim_id"},
    **{label: _ALWAYS | {"kind"} for label in WORLD_LABELS},
    Label.EVENT: _ALWAYS | {"kind", "event_type"},
    Label.PLACE: _ALWAYS | {"kind", "gazetteer", "latitude", "longitude", "country"},
    Label.JUDGEMENT: _ALWAYS | {"verdict", "reason", "decided_by", "decided_at", "retracted_at", "live"},
    Label.SCHEMA_VERSION: _ALWAYS | {"version"},
}  # fmt: skip

_DERIVED = frozenset({"id", "claim_ids", "report_ids", "certainty", "quote", "speakers", "relation"})

EDGE_PROPERTIES: dict[Rel, frozenset[str]] = {
    **{rel: frozenset({"id"}) for rel in Rel},
    Rel.IDENTIFIED_AS: frozenset({"id", "score", "reason", "decided_by", "decided_at"}),
    Rel.CITES: frozenset({"id", "order", "mode", "cue", "cue_start", "cue_end", "content_start", "content_end"}),
    Rel.ABOUT: frozenset({"id", "slot", "of", "start", "end", "quote"}),
    Rel.EVIDENCED_BY: frozenset({"id", "start", "end", "quote", "order"}),
    **dict.fromkeys(DERIVED_RELS, _DERIVED),
}
