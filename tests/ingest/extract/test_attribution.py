"""Who says so, through whom, and how sure it sounds."""

import pytest

from graph.vocabulary import Act, Certainty, ClaimKind

from .told import claim_on, claims, read, speakers

CHAINS = [
    ("The Meridian Rights Monitor said that gunmen killed two farmers.", "killed", ["Meridian Rights Monitor"]),
    ("Gunmen killed two farmers, a monitor said on Tuesday.", "killed", ["a monitor"]),
    ("According to the mayor, gunmen killed two farmers.", "killed", ["the mayor"]),
    ("Gunmen reportedly killed two farmers.", "killed", ["?"]),
    ("More than 40 deaths have been reported in Ostraven.", "deaths", ["?"]),
    ("Reports from a rights group reveal that gunmen killed two farmers.", "killed", ["?", "a rights group"]),
    (
        "Ilse Varga told reporters that the mayor said that gunmen killed two farmers.",
        "killed",
        ["Ilse Varga", "the mayor"],
    ),
    ("“Gunmen killed two farmers,” said Pavel Dorn.", "killed", ["Pavel Dorn"]),
    ("Gunmen killed two farmers.", "killed", []),
]


@pytest.mark.parametrize(("text", "words", "chain"), CHAINS)
def test_chains(text: str, words: str, chain: list[str]) -> None:
    assert speakers(claim_on(text, words)) == chain


CERTAINTIES = [
    ("Gunmen killed two farmers.", "killed", Certainty.ASSERTED),
    ("A monitor said that gunmen killed two farmers.", "killed", Certainty.REPORTED),
    ("The Interior Ministry said that gunmen killed two farmers.", "killed", Certainty.OFFICIAL),
    ("A survivor said that gunmen killed two farmers.", "killed", Certainty.TESTIMONY),
    ("“I saw them kill my brother,” said Ilse Varga.", "kill", Certainty.TESTIMONY),
    ("Gunmen allegedly killed two farmers.", "killed", Certainty.POSSIBLE),
    ("Gunmen may have killed two farmers.", "killed", Certainty.POSSIBLE),
    ("The farmers are believed to have been killed by gunmen.", "killed", Certainty.POSSIBLE),
    ("The United Nations has verified the deaths of 12 civilians.", "deaths", Certainty.VERIFIED),
    ("The fate of the farmers is unknown.", "unknown", Certainty.UNKNOWN),
    ("The president promised justice.", "promised", Certainty.INTENT),
    ("The gunmen threatened to burn the village.", "threatened", Certainty.INTENT),
]


@pytest.mark.parametrize(("text", "words", "certainty"), CERTAINTIES)
def test_certainty_is_how_the_text_presents_it(text: str, words: str, certainty: Certainty) -> None:
    assert claim_on(text, words).certainty is certainty


def test_a_denial_is_a_statement_of_negative_polarity() -> None:
    text = "Interior Minister Pavel Dorn denied that soldiers had killed a baker."
    claim = claim_on(text, "killed")
    assert not claim.polarity
    assert claim.certainty is Certainty.OFFICIAL
    (denial,) = [s for s in read(text).statements if s.act is Act.DENY]
    assert denial.official and denial.capacity == "Interior Minister" and denial.events == claim.events


def test_what_is_condemned_is_told_by_the_narrator() -> None:
    text = "The president condemned the killing of two farmers."
    assert speakers(claim_on(text, "killing of two farmers")) in ([], ["The president"])
    told = [c for c in claims(text) if c.roles]
    assert told and all(not c.citations for c in told)


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = "“They came at night,” said Ilse Varga. “They took my brother. They burned the barn,” she said."
    assert all(speakers(c) == ["Ilse Varga"] for c in claims(text) if "burned" in c.evidence[0].quote)


def test_what_nobody_could_verify_is_unknown() -> None:
    assert claim_on("The monitor could not verify the report.", "verify").certainty is Certainty.UNKNOWN


def test_the_cue_is_kept_with_the_citation() -> None:
    (citation,) = claim_on("A monitor said that gunmen killed two farmers.", "killed").citations
    assert citation.cue is not None and citation.cue.quote == "said"


def test_speech_without_events_is_a_claim_too() -> None:
    (claim,) = claims("The mayor said that the road was closed.", ClaimKind.OTHER)
    assert speakers(claim) == ["The mayor"] and "the road was closed" in claim.evidence[0].quote
