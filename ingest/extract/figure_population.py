"""Whom a number phrase counts: civilian, security or combatant only where the text's words say so."""

from graph.vocabulary import Population

from .figure_phrases import Counts, Phrase
from .figure_words import FigureWords, forms

_SECURITY_BODIES = frozenset(
    {"police", "army", "security", "soldier", "guard", "gendarmerie", "asayish", "border", "levies"}
)
_BODIES = frozenset({"member", "personnel", "man", "force", "staff", "guard", "recruit", "element"})
_ARMED = frozenset(
    {"militia", "rebel", "jihadist", "insurgent", "taliban", "isis", "isil", "daesh", "hezbollah", "hizbollah",
     "shabaab", "al-shabaab", "nusra", "militant", "ypg", "sdf", "pkk", "hamas", "houthi"}
)  # fmt: skip


def population_of(phrase: Phrase, words: FigureWords, whole: Population | None = None) -> Population:
    """The population of a phrase; parts, "others" and bare numbers take that of the whole they belong to."""
    own = _own(phrase, words)
    if own is not Population.OTHER or whole is None:
        return own
    return whole


def _own(phrase: Phrase, words: FigureWords) -> Population:
    if phrase.counts in (Counts.BARE, Counts.OTHERS, Counts.STATE):
        return Population.OTHER
    inner = {form for token in phrase.doc[phrase.numeral.end : phrase.end] for form in forms(token)}
    head = forms(phrase.noun)
    if inner & words.civilian:
        return Population.CIVILIAN
    if head & words.combatant:
        return Population.COMBATANT
    if head & words.security or (inner & {"police", "army"} and phrase.counts is not Counts.UNKNOWN):
        return Population.SECURITY
    if head & _BODIES:
        tail = phrase.doc[phrase.end : phrase.end + 5] if _of(phrase) else ()
        return _members(inner | {form for token in tail for form in forms(token)})
    return Population.OTHER


def antecedent(phrase: Phrase, words: FigureWords) -> Population | None:
    """Whom "them" or "their number" may stand for: the last plural noun for persons before it in its sentence."""
    for token in reversed(phrase.doc[: phrase.first]):
        if token.tag_ in ("NNS", "NNPS") and words.is_person(token):
            return _by_head(forms(token), words)
    return None


def _by_head(head: frozenset[str], words: FigureWords) -> Population:
    lists = (
        (Population.CIVILIAN, words.civilian),
        (Population.COMBATANT, words.combatant),
        (Population.SECURITY, words.security),
    )
    return next((population for population, listed in lists if head & listed), Population.OTHER)


def _of(phrase: Phrase) -> bool:
    return phrase.end < len(phrase.doc) and phrase.doc[phrase.end].lower_ == "of"


def _members(near: set[str]) -> Population:
    """Members, men or forces of an armed group or of a state's body."""
    if near & _ARMED or "is" in near:
        return Population.COMBATANT
    if near & _SECURITY_BODIES:
        return Population.SECURITY
    return Population.OTHER


def words_for(phrase: Phrase) -> str:
    """The text's own words for whom a phrase counts: what follows the numeral, or the whole phrase."""
    said = phrase.doc[phrase.numeral.end : phrase.end].text.strip()
    return said or phrase.doc[phrase.first : phrase.end].text
