"""The measuring export says what the readings say, by spans."""

from dataclasses import replace

from graph.gold_export import gold_records
from graph.plan import plan
from graph.reading import Mention, Reading
from graph.subgraph import Edge, Node
from graph.vocabulary import Form, Kind
from tests.readings import ONE, OSTRAVEN, RUN, TWO, first, second


def exported(*readings: Reading, superseded: bool = False) -> list[dict[str, object]]:
    nodes, edges = [], []
    for reading in readings:
        writes = plan(reading)
        for node in writes.nodes:
            mark = {"superseded_by": "run:x"} if superseded and node.label == "Claim" else {}
            nodes.append(Node(node.id, node.label, {**node.properties, **mark}))
        edges += [Edge(e.id, e.type, e.start, e.end, e.properties) for e in writes.edges]
    return list(gold_records(nodes, edges))


def of(records: list[dict[str, object]], kind: str) -> list[dict[str, object]]:
    return [record for record in records if record["type"] == kind]


def words(text: str, span: object) -> str:
    assert isinstance(span, list)
    return text[span[0] : span[1]]


def test_mentions_share_an_id_within_and_across_reports() -> None:
    mentions = of(exported(first(), second()), "mention")
    monitor = {
        str(m["entity"])
        for m in mentions
        if "Monitor" in (ONE if m["report"] == "one.txt" else TWO)[int(str(m["start"])) : int(str(m["end"]))]
    }
    assert len(monitor) == 1
    assert {m["report"] for m in mentions if m["entity"] in monitor} == {"one.txt", "two.txt"}


def test_places_have_coordinates_and_names_are_marked() -> None:
    (place, _) = [m for m in of(exported(first()), "mention") if m["entity_type"] == "Place"]
    assert (place["lat"], place["lon"], place["named"]) == (10.5, 20.25, True)


def test_a_claim_has_its_chain_outermost_first() -> None:
    killing = next(c for c in of(exported(first()), "claim") if c["certainty"] == "testimony" and c["roles"])
    speakers = killing["speakers"]
    assert isinstance(speakers, list)
    assert [words(ONE, span) for span in speakers] == ["the Meridian Rights Monitor", "Ilse Varga"]
    assert words(ONE, killing["cue"]) == "told"


def test_what_nobody_names_is_not_named_and_has_no_coordinates() -> None:
    mentions = of(exported(first()), "mention")
    (gunmen, _) = [m for m in mentions if words(ONE, [m["start"], m["end"]]).lower() == "masked gunmen"]
    assert gunmen["named"] is False
    assert not {"lat", "lon"} & set(gunmen)


def test_the_first_of_several_place_candidates_gives_the_coordinates() -> None:
    reading = first()
    rival = replace(OSTRAVEN, gazetteer="test:2", latitude=-1.0, longitude=-2.0, score=0.5)
    (town,) = [record for record in reading.records if record.kind is Kind.PLACE]
    two = replace(town, candidates=(OSTRAVEN, rival))
    mention = Mention(span=town.anchor, record=two, form=Form.NAME, method="hand")
    (place,) = of(exported(Reading(document=reading.document, run=RUN, records=(two,), mentions=(mention,))), "mention")
    assert (place["lat"], place["lon"]) == (OSTRAVEN.latitude, OSTRAVEN.longitude)


def test_the_cue_is_that_of_the_innermost_speaker() -> None:
    reading = first()
    killing = reading.claims[0]
    outer, inner = killing.citations
    said = replace(outer, cue=reading.document.span(ONE.index("said"), ONE.index("said") + 4))
    both, one = (replace(killing, citations=chain) for chain in ((said, inner), (said, replace(inner, cue=None))))
    (claim,) = of(exported(replace(reading, claims=(both,))), "claim")
    assert words(ONE, claim["cue"]) == "told"
    (claim,) = of(exported(replace(reading, claims=(one,))), "claim")
    assert "cue" not in claim


def test_the_narrator_has_no_cue() -> None:
    claims = [c for c in of(exported(first()), "claim") if not c["speakers"]]
    assert claims
    assert not any("cue" in claim for claim in claims)


def test_times_have_their_interval() -> None:
    (time,) = of(exported(first()), "time")
    assert (time["earliest"], time["latest"]) == ("2031-05-03", "2031-05-09")
    assert words(ONE, [time["start"], time["end"]]) == "since 3 May"


def test_the_first_span_is_the_first_evidence_and_repeats_follow() -> None:
    reading = first()
    told, again = (reading.document.span(at, at + 8) for at in (ONE.rindex("Ostraven"), ONE.index("Ostraven")))
    claim = replace(reading.claims[2], evidence=(told, again))
    (record,) = of(exported(replace(reading, claims=(claim,))), "claim")
    assert record["spans"] == [[told.start, told.end], [again.start, again.end]]


def test_a_figure_names_no_cause() -> None:
    # a perpetrator is no cause, and the model has no other place for one
    figures = [c["figure"] for c in of(exported(first(), second()), "claim") if c["figure"]]
    assert len(figures) == 2
    assert not any("cause" in figure for figure in figures)  # type: ignore[operator]


def test_the_alleged_perpetrator_is_a_perpetrator_there() -> None:
    roles = [role for c in of(exported(first()), "claim") for role in c["roles"]]  # type: ignore[attr-defined]
    assert {role["role"] for role in roles} == {"victim", "perpetrator", "place"}


def test_a_figure_keeps_its_bounds_and_verifier() -> None:
    figure = next(c["figure"] for c in of(exported(second()), "claim") if c["figure"])
    assert isinstance(figure, dict)
    assert (figure["low"], figure["low_inclusive"], figure["high"], figure["verification"]) == (
        12,
        True,
        None,
        "verified",
    )
    assert words(TWO, figure["verifier"]) == "The United Nations"


def test_what_is_denied_gives_no_roles() -> None:
    denied = next(c for c in of(exported(second()), "claim") if c["polarity"] == "-")
    assert denied["roles"] == []


def test_relations_name_records_or_plain_text() -> None:
    relations = [r for c in of(exported(first()), "claim") for r in c["relations"]]  # type: ignore[attr-defined]
    assert {r["relation"] for r in relations} == {"PARENT_OF", "HOLDS_ROLE"}
    assert next(r["object"] for r in relations if r["relation"] == "HOLDS_ROLE") == "baker"


def test_superseded_claims_are_left_out() -> None:
    assert not of(exported(first(), superseded=True), "claim")


def test_the_order_of_nodes_does_not_matter() -> None:
    assert exported(first(), second()) == exported(second(), first())
