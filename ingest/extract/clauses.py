"""The exact words of a proposition: its clause, without the clauses beside it and the words that report it."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from graph.vocabulary import Mode

from .parts import Cue, Trigger, lemma

_OTHER_CLAUSES = frozenset({"relcl", "advcl", "parataxis", "ccomp"})
_GAP = 2  # tokens between a clause and its cue: a comma, "that"
_LONGEST = 45  # tokens of evidence
_EDGE = frozenset({"PUNCT", "SPACE", "CCONJ"})


def clause_of(trigger: Trigger, cues: Iterable[Cue]) -> tuple[int, int]:
    """First token and end of the clause that tells of an event."""
    top = trigger.token
    if trigger.frame == "state" and lemma(top.head) in ("leave", "be", "find", "remain", "go", "feel"):
        top = top.head
    if trigger.frame == "noun" and top.dep_ in ("dobj", "nsubjpass") and lemma(top.head) in (
        "carry", "conduct", "launch", "commit", "stage", "mount", "perpetrate", "see", "suffer", "follow",
    ):  # fmt: skip
        top = top.head
    if trigger.frame == "toll" and top.dep_ == "nsubj":
        top = top.head
    if trigger.frame == "state" and top is trigger.token and top.dep_ in ("amod", "acl"):
        top = top.head
    blocked = {i for cue in cues for i in cue.tokens if trigger.token.i in cue.content}
    return _extent(
        top, blocked, {filler.noun.head.i for filler in trigger.victims if filler.noun.parsed is trigger.parsed}
    )


def clause_at(token: Token, cues: Iterable[Cue] = ()) -> tuple[int, int]:
    """First token and end of a verb's own clause."""
    return _extent(token, {i for cue in cues for i in cue.tokens if token.i in cue.content}, set())


def widened(extent: tuple[int, int], own: tuple[int, int], chain: Sequence[Cue]) -> tuple[int, int]:
    """A proposition as the network cuts it, with the rest of its clause and the words that say who says so."""
    first, end = min(extent[0], own[0]), max(extent[1], own[1])
    if end - first > _LONGEST:
        first, end = extent
    return with_cue((first, end), chain)


def _extent(top: Token, blocked: set[int], needed: set[int]) -> tuple[int, int]:
    kept = set(_kept(top, blocked))
    kept |= {i for i in needed if abs(i - top.i) < 40}
    first, end = min(kept), max(kept) + 1
    return trim(top.doc[first:end], first, end)


def _kept(top: Token, blocked: set[int]) -> Iterable[int]:
    yield top.i
    for kid in top.children:
        if kid.i in blocked or _apart(kid, top):
            continue
        if any(t.i in blocked for t in kid.subtree):
            yield from (i for i in _kept(kid, blocked))
            continue
        yield from (t.i for t in _without_relatives(kid))


def _apart(kid: Token, top: Token) -> bool:
    if kid.dep_ == "conj" and kid.pos_ in ("VERB", "AUX") and top.pos_ in ("VERB", "AUX"):
        return True
    if kid.dep_ == "cc" and kid.i > top.i:
        return True
    if kid.dep_ in ("relcl", "parataxis"):
        return True
    return (
        kid.dep_ in _OTHER_CLAUSES and (kid.i < top.i or kid.dep_ == "advcl" or kid.dep_ == "ccomp") and not _short(kid)
    )


def _short(kid: Token) -> bool:
    return kid.right_edge.i - kid.left_edge.i < 4 and kid.dep_ != "ccomp"


def _without_relatives(kid: Token) -> Iterable[Token]:
    """A dependant's words up to a relative clause that trails it."""
    if kid.dep_ in ("relcl",):
        return
    yield kid
    for inner in kid.children:
        if inner.dep_ == "relcl" or (inner.dep_ == "acl" and inner.tag_ == "VBN" and inner.i > kid.i + 6):
            continue
        yield from _without_relatives(inner)


def trim(tokens: Iterable[Token], first: int, end: int) -> tuple[int, int]:
    """Drops punctuation and conjunctions from both ends, and a leading "that"."""
    listed = list(tokens)
    while len(listed) > 1 and (
        listed[0].pos_ in _EDGE
        or (listed[0].lower_ in ("that", "as", "when", "while") and listed[0].dep_ in ("mark", "advmod"))
    ):
        listed, first = listed[1:], first + 1
    while len(listed) > 1 and listed[-1].pos_ in _EDGE:
        listed, end = listed[:-1], end - 1
    return first, end


def with_cue(extent: tuple[int, int], chain: Sequence[Cue]) -> tuple[int, int]:
    """A clause together with the words right beside it that say who says so."""
    first, end = extent
    for cue in reversed(chain):
        if cue.mode is Mode.DIRECT or cue.origin is not None:
            break
        start, stop = cue_extent(cue)
        low, high = min(first, start), max(end, stop)
        gap = max(start - end, first - stop, 0)
        if gap <= _GAP and high - low <= _LONGEST:
            first, end = low, high
    return first, end


def cue_extent(cue: Cue) -> tuple[int, int]:
    """The words in which somebody is said to speak: source and cue."""
    indices = set(cue.tokens)
    source = cue.source
    if source is not None and source.parsed is cue.parsed:
        indices |= {source.first, source.end - 1}
    listed = sorted(indices)
    return listed[0], listed[-1] + 1
