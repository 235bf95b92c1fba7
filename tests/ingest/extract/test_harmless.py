"""Sport, games, business, arts and figures of speech: words of violence that tell of none."""

import pytest

from graph.vocabulary import EventType, Kind

from .told import read

HARMLESS = [
    "The committee killed the bill on Tuesday.",
    "The striker shot wide in the last minute of the match.",
    "Marel Orbo attacked the record on the final climb of the stage.",
    "The second act was a bomb of a performance, and the hall was half empty by the end.",
    "Her new single exploded on the charts last week.",
    "The minister came under fire for the budget.",
    "The news killed all hope of a deal before the summer.",
    "Prices have been hit by a wave of cheap imports.",
    "The goalkeeper was beaten twice before half-time.",
    "Solen United destroyed Vardo 6-0 on Saturday.",
    "The champion knocked out the challenger in the third round.",
    "The company slashed its forecast and axed two brands.",
    "The comedian murdered the ballad to loud applause.",
    "The home side held on to win after a late raid down the left wing.",
    "Hackers in the game storm the castle and take the flag.",
    "The chef was grilled by the judges about his sauce.",
    "The bank was hammered on the stock exchange.",
    "The opposition launched a blistering attack on the tax plan.",
    "The novelist fired her agent in spring.",
    "The heat is killing me, the old gardener joked.",
    "A wave of nostalgia swept the theatre.",
    "The defender was caught napping and his side paid the price.",
    "The team buried the hatchet with its former coach.",
    "The director shot the film in eleven days.",
    "The sprinter smashed the national record.",
    "The player took two clubs hostage with his demands, the paper wrote in its sports pages.",
    "The reform died in the upper house.",
    "The rebels of the back bench voted against their own whip.",
    "The singer stole the show at the harbour festival.",
    "The bowler took five wickets and ripped through the middle order.",
    "The queen was captured on move 31, and the grandmaster resigned.",
    "Rain threatened to wash out the second day of the test match.",
    "The snooker player potted the black under heavy pressure.",
    "The audit blew a hole in the club's accounts.",
    "The tenor brought the house down.",
    "The shares crashed and then recovered by noon.",
    "The flu has hit attendance at the school play.",
    "The critics tore the exhibition apart.",
    "The pitcher struck out nine batters.",
    "A price war has broken out between the two bakeries.",
    "The quiz show axed its host after one season.",
    "The two clubs battled for the title until the last day.",
    "The boxer retained his belt on points.",
    "The violinist attacks the opening bars with great force.",
    "The dish is to die for, the reviewer wrote.",
    "The prime minister survived a vote of confidence.",
    "He was robbed of a goal by the linesman, the manager said.",
    "The start-up burned through its cash in a year.",
    "The duel between the two skippers ended in a draw.",
    "Players bombarded the referee with complaints.",
    "The forward fired home from twelve metres.",
    "The hurricane of applause lasted four minutes.",
    "The regatta was hit by light winds.",
    "A barrage of questions met the new head coach.",
    "The debate turned into a shouting match about parking.",
    "Our hearts were broken in the penalty shoot-out, the captain said.",
    "The gamer eliminated three opponents in the final round of the tournament.",
    "The orchestra will execute the work without a conductor.",
    "The scandal cost the chairman his job.",
    "The old bridge finally met its death in the planning committee.",
]
_VIOLENT = frozenset(EventType) - {EventType.OTHER, EventType.PROTEST, EventType.OBSERVATION}


@pytest.mark.parametrize("text", HARMLESS)
def test_no_event_of_violence(text: str) -> None:
    records = [r for r in read(text).records if r.kind is Kind.EVENT]
    assert not [(r.name, r.event_type) for r in records if r.event_type in _VIOLENT]


def test_there_are_sixty_of_them() -> None:
    assert len(set(HARMLESS)) == 60
