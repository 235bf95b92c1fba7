"""Hypothesis: any subgraph that the types allow, far stranger than any that a store returns."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import settings
from hypothesis import strategies as st

from graph.labels import LABELS, RELS, Label, Rel
from graph.subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph

UNTIMED = settings(deadline=None)

# what text formats trip over: control characters, line ends, markup, quotes, markers, bidi, beyond the BMP, forbidden in XML
AWKWARD = st.sampled_from(
    ["\x00", "\x0b", "\r", "\r\n", "\n", "\t", "\x85", "\u2028", "\ufffe", "\uffff", "\ud800", "<b>&amp;]]>", '"', "'", "\\", "json:",
     "json:[1]", "property:", " ", "label", "é", "e\u0301", "\u202e", "𝔘", "%41", "#", "{}", "=1+1", "@prefix", '"""', "_:b"]
)  # fmt: skip
TEXT = st.lists(st.one_of(AWKWARD, st.text(max_size=5)), max_size=3).map("".join)
INTEGERS = st.one_of(st.integers(-3, 3), st.integers(-(2**70), 2**70))
FLOATS = st.floats(allow_nan=False)
DATETIMES = st.datetimes(
    min_value=datetime(1, 1, 3),
    max_value=datetime(9999, 12, 29),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)
LISTS = st.one_of(*(st.lists(kind, max_size=3) for kind in (TEXT, st.integers(-(2**70), 2**70), FLOATS)))
VALUES = st.one_of(TEXT, INTEGERS, FLOATS, st.booleans(), DATETIMES, LISTS)
NAMES = st.one_of(
    st.sampled_from(["name", "label", "type", "position", "id", "kind", "url", "claim_ids", "property:label", "title"]),
    TEXT,
)
PROPERTIES = st.dictionaries(NAMES, VALUES, max_size=4)
EVIDENCE = st.builds(
    EvidenceSpan,
    quote=TEXT,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    sentence=TEXT,
    sentence_id=TEXT,
    sentence_start=st.integers(0, 99),
)


@st.composite
def subgraphs(draw: st.DrawFn) -> Subgraph:
    """Nodes, parallel edges, loops, edges whose ends are left out, claims with and without a node of their own."""
    labels = draw(st.lists(st.tuples(st.sampled_from(list(Label)), TEXT), max_size=5, unique=True))
    ids = {f"{LABELS[label].prefix}:{rest}": label for label, rest in labels}
    nodes = tuple(Node(ident, label, draw(PROPERTIES)) for ident, label in ids.items())
    ends = st.sampled_from([*ids, "person:elsewhere"])
    edge_ids = draw(st.lists(TEXT.map("edge:{}".format), max_size=5, unique=True))
    edges = tuple(
        Edge(ident, draw(st.sampled_from(list(RELS))), draw(ends), draw(ends), draw(PROPERTIES)) for ident in edge_ids
    )
    claim_ids = draw(st.lists(TEXT.map("claim:{}".format), max_size=3, unique=True))
    return Subgraph(
        nodes, edges, tuple(map(draw, map(claims, claim_ids))), draw(st.booleans()), draw(st.integers(0, 9))
    )


def claims(ident: str) -> st.SearchStrategy[ClaimDetail]:
    return st.builds(
        ClaimDetail,
        id=st.just(ident),
        report=TEXT,
        report_name=TEXT,
        published=st.none() | TEXT,
        kind=TEXT,
        predicate=TEXT,
        certainty=TEXT,
        polarity=TEXT,
        actuality=TEXT,
        scope_open=st.booleans(),
        speakers=st.lists(TEXT, max_size=3).map(tuple),
        evidence=st.lists(EVIDENCE, max_size=3).map(tuple),
    )


# One small, plain subgraph for the tests that look at what a format says.
SHOT = Edge(
    "edge:1", Rel.VICTIM_IN, "person:1", "event:1",
    {"claim_ids": ["claim:1"], "certainty": "testimony", "quote": "shot dead her son", "speakers": ["Ilse Varga"]},
)  # fmt: skip
PLAIN = Subgraph(
    nodes=(
        Node("person:1", Label.PERSON, {"name": "Tomas Varga", "kind": "Person"}),
        Node("event:1", Label.EVENT, {"name": "killing of Tomas Varga", "event_type": "killing"}),
    ),
    edges=(SHOT,),
    claims=(
        ClaimDetail(
            id="claim:1", report="report:1", report_name="one.txt", published="2031-05-09", kind="event",
            predicate="killing", certainty="testimony", polarity="+", actuality="asserted", scope_open=False,
            speakers=("Meridian Rights Monitor", "Ilse Varga"),
            evidence=(
                EvidenceSpan(
                    quote="shot dead her son", start=112, end=129, sentence="They shot dead her son.",
                    sentence_id="sentence:1", sentence_start=107,
                ),
            ),
        ),
    ),
    total_nodes=2,
)  # fmt: skip
