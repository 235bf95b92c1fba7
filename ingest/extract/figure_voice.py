"""By what standard a figure is given: who verifies it, and whether anybody is said to report it.

The attribution chain decides where there is one. Where none was read, the sentence's own words are asked: a title that
ends in its source, "X said" behind or before the number, "according to", "by X's count", "spoke of", "a report of".
"""

from collections.abc import Sequence

from spacy.tokens import Token

from graph.reading import Record
from graph.vocabulary import Verification

from .parts import Cue, Noun, Parsed, child, children, lemma

_SAYS = frozenset(
    {"say", "report", "state", "announce", "declare", "claim", "allege", "estimate", "assess", "confirm",
     "document", "record", "register", "tell", "maintain", "insist", "assert", "admit", "boast", "find", "conclude",
     "suggest", "reveal", "relate", "count", "publish", "quote", "cite", "believe", "fear", "list", "add",
     "acknowledge", "write", "show", "mention"}
)  # fmt: skip
_GIVES = frozenset(
    {"count", "record", "register", "document", "list", "name", "report", "publish", "announce", "estimate"}
)  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
_NOUNS = frozenset(
    {"report", "rumour", "rumor", "figure", "claim", "allegation", "estimate", "account", "reckoning", "count"}
)  # fmt: skip
_MAKERS = frozenset(
    {"monitor", "observatory", "report", "reports", "medic", "medics", "police", "army", "official", "officials",
     "media", "agency", "activist", "activists", "un", "sources", "source", "group", "ministry", "minister",
     "rescuers", "un.", "u.n.", "ngo", "residents", "witnesses", "sohr", "hospital", "opposition"}
)  # fmt: skip
_CHECKS = frozenset({"verify", "corroborate"})
_FINDS = frozenset({"find", "establish", "conclude", "determine", "confirm", "document"})
_FINDERS = frozenset(
    {"commission", "inquiry", "office", "mission", "investigation", "tribunal", "investigator", "observatory",
     "network"}
)  # fmt: skip
_NUMBERED = frozenset({"count", "estimate", "estimates", "account", "reckoning", "tally"})
_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
)  # fmt: skip
_HEDGES = frozenset({"fear", "believe", "report", "presume", "estimate", "suspect", "allege"})
_TAIL = 9  # tokens in which a closing "X said on Tuesday" ends


def standing(parsed: Parsed, first: int, governor: Token, chain: Sequence[Cue]) -> tuple[Verification, Record | None]:
    """The verification of the figure at token ``first``, and who verifies it."""
    sources = [c.source for c in chain if c.verified and not c.negative and c.source is not None]
    verifier = next((s.record for s in sources if s.record is not None), None) or _checked(parsed, first, chain)
    if verifier is not None:
        return Verification.VERIFIED, verifier
    given = _given(parsed.doc[first]) or _hedged(governor)
    if heard(chain, governor) or given or _headline(parsed, first) or _said(parsed, first):
        return Verification.REPORTED, None
    return Verification.NONE, None


def heard(chain: Sequence[Cue], governor: Token) -> list[Cue]:
    """The cues of a chain that do report: "the blast claimed 23 lives" says nothing."""
    return [c for c in chain if governor.i not in c.tokens and not any(_takes_lives(c.parsed.doc[i]) for i in c.tokens)]


def _takes_lives(token: Token) -> bool:
    thing = child(token, "dobj")
    return lemma(token) == "claim" and thing is not None and thing.lower_ in ("lives", "life")


def _checked(parsed: Parsed, first: int, chain: Sequence[Cue]) -> Record | None:
    """Who "has verified the deaths of" those counted, if the verb stands before the number in its clause."""
    for token in reversed(parsed.doc[:first]):
        if token.text == ";":
            return None
        over = (token, token.head, token.head.head)
        if token.pos_ != "VERB" or any(child(one, "neg") is not None for one in over):
            continue
        finds = lemma(token) in _FINDS and token.tag_ in ("VBD", "VBN") and _finder(child(token, "nsubj"))
        if lemma(token) in _CHECKS or finds:
            return _record(parsed, _subject(token), chain)
    return None


def _finder(subject: Token | None) -> bool:
    return subject is not None and lemma(subject) in _FINDERS


def _subject(verb: Token) -> Token | None:
    own = child(verb, "nsubj")
    if own is None and verb.dep_ in ("xcomp", "conj"):
        return child(verb.head, "nsubj") or (child(verb.head.head, "nsubj") if verb.head.dep_ == "acomp" else None)
    return own


def _record(parsed: Parsed, subject: Token | None, chain: Sequence[Cue]) -> Record | None:
    """Who a verb's subject is; "it" and "we" are who speaks."""
    if subject is None:
        return None
    noun: Noun | None = parsed.noun_at(subject)
    if noun is not None and noun.record is not None:
        return noun.record
    if subject.pos_ == "PRON":
        voices = [c.source.record for c in reversed(chain) if c.source is not None]
        return next((record for record in voices if record is not None), None)
    return None


def _headline(parsed: Parsed, first: int) -> bool:
    """ "Seven drowned off the harbour: coastguard": who says so stands alone at the end of a title."""
    doc = parsed.doc
    last = len(doc) - 1
    while last > first and doc[last].is_punct:
        last -= 1
    token = doc[last]
    if last <= first or token.lower_ not in _MAKERS or len(doc) > 30:
        return False
    return doc[last - 1].text in (":", "-", "–", "—") or token.text[0].isupper()


def _said(parsed: Parsed, first: int) -> bool:
    """ "..., a monitor said on Tuesday", "X said 23 were killed", "according to X", with the number in what is said."""
    doc = parsed.doc
    start = next((t.i for t in reversed(doc[:first]) if t.text == ";"), 0)
    end = next((t.i for t in doc[first:] if t.text == ";"), len(doc))
    for token in doc[first:end]:
        if token.lower_ == "according" or _by_count(token):
            return True
        closing = end - token.i <= _TAIL or _closes(token, end) or _dated(token)
        if closing and _speaks(token) and _looks_back(token, first):
            return True
    if any(token.lower_ == "according" for token in doc[start : min(start + 2, first)]):
        return True
    return any(_by_count(token) or _opens(token, first) for token in doc[start:first])


def _opens(token: Token, first: int) -> bool:
    """Whether a verb of saying before the number says it."""
    return _speaks(token) and token.dep_ not in ("relcl", "acl") and not _ends(token, first)


def _by_count(token: Token) -> bool:
    """ "by the union's account", "by whose count"."""
    return token.lower_ in _NUMBERED and any(t.lower_ == "by" for t in token.doc[max(token.i - 6, 0) : token.i])


def _looks_back(token: Token, first: int) -> bool:
    """Whether a verb of saying behind the number speaks of what stands before it."""
    subject = next(reversed(list(children(token, "nsubj"))), None)
    inside = subject is not None and subject.i < first and any(t.i == first for t in subject.subtree)
    own = any(c.i > token.i for c in children(token, "ccomp", "xcomp")) or any(c.dep_ == "neg" for c in token.children)
    return not inside and not own and (subject is None or subject.lower_ not in ("who", "which", "that", "nobody"))


def _dated(token: Token) -> bool:
    """ "said on Tuesday": so ends an attribution, whatever stands after it."""
    return any(t.lower_ in _WEEKDAYS for t in token.doc[token.i + 1 : token.i + 4])


def _speaks(token: Token) -> bool:
    """Whether a token is a finite verb of saying with somebody who speaks."""
    if token.pos_ != "VERB" or lemma(token) not in _SAYS or token.tag_ not in _FINITE or _takes_lives(token):
        return False
    subject = child(token, "nsubj")
    return subject is not None and (subject.pos_ in ("PROPN", "PRON", "NOUN") or subject.ent_type_ != "")


def _closes(token: Token, end: int) -> bool:
    """Whether no further verb stands after a verb of saying."""
    return not any(t.pos_ in ("VERB", "AUX") for t in token.doc[token.i + 1 : end])


def _ends(token: Token, first: int) -> bool:
    """Whether what a verb before the number says is over: it closed a clause of its own, or only has an object."""
    subject = child(token, "nsubj")
    left = subject.left_edge.i if subject is not None else token.i
    if left > 0 and token.doc[left - 1].text in (",", ":") and token.doc[token.i + 1].text == ",":
        return False  # ", it asserted, "
    clause = any(c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "mark") for c in token.children)
    between = token.doc[token.i + 1 : first]
    if any(t.text in ("“", "”", '"') for t in between):
        return False
    return not clause and any(t.text == "," for t in between)


def _hedged(governor: Token) -> bool:
    """ "are feared dead", "reported killed", "is believed to have died"."""
    over = [governor.head] if governor.dep_ in ("oprd", "xcomp", "ccomp", "acl", "amod") else []
    hedges = [t for t in (governor, *over) if lemma(t) in _HEDGES and t.tag_ == "VBN" and child(t, "dobj") is None]
    return any(not any(lemma(a) == "have" for a in t.children) for t in hedges)


def _given(token: Token) -> bool:
    """A noun or verb of giving numbers over the number itself: "counted 12 injured", "a report of 300 dead"."""
    step = token
    while step.head.i != step.i:
        head = step.head
        if step.dep_ in ("dobj", "ccomp") and head.pos_ == "VERB" and lemma(head) in _GIVES | {"put", "give"}:
            return True
        if head.lower_ == "of" and lemma(head.head) in _NOUNS | {"speak", "toll", "accuse", "boast", "suspect"}:
            return lemma(head.head) != "toll" or head.head.head.pos_ == "VERB"
        if step.dep_ == "pobj" and lemma(head.head) in ("accuse", "boast", "suspect"):
            return True
        if step.dep_ == "acl" and lemma(head) in _NOUNS:
            return True
        by = [t for c in children(head, "prep") if c.lower_ == "by" for t in children(c, "pobj")]
        if any(lemma(t) in _NOUNS for t in by):
            return True
        if step.dep_ == "relcl":
            return False
        step = head
    return False
