"""Who says so: the network's cues as attributions of each sentence, and what regular punctuation adds."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from graph.vocabulary import Act, Certainty, Mode

from ..language.lexicon import Lexicon
from ..neural.seen import SeenCue
from .parts import ACTORS, Cue, Noun, Parsed, child, children, lemma
from .sight import Sight

_METHOD = "reader:cue"
_GOES_ON = "rule:quotation-goes-on"
_RUNS = 2  # words between two parts of one content that are filled up


class Attributor:
    """Sets the cues of a document's sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, sight: Sight) -> None:
        """Sets ``cues`` on every sentence, outermost first."""
        for parsed in sight.parsed:
            parsed.cues = []
        for seen in sight.seen.cues:
            self._place(sight, seen)
        self._quotations(sight.parsed)
        self._announced(sight.parsed)
        for parsed in sight.parsed:
            parsed.cues.sort(key=lambda cue: (-len(cue.content), cue.tokens))

    def _place(self, sight: Sight, seen: SeenCue) -> None:
        """The cue in its own sentence, and its going on in others that hold more of what is said."""
        own = sight.sentence(seen.head)
        token = sight.token(seen.head)
        contents: dict[int, set[int]] = {}
        for word in seen.content:
            place = sight.number(word)
            contents.setdefault(place, set()).add(word - sight.words.first[place])
        first, end = sight.extent(seen.head, seen.first, seen.end)
        here = contents.pop(sight.number(seen.head), set()) - set(range(first, end))
        behind = self._behind(sight, seen)
        source = behind or self._source(sight, seen)
        act = self._act(token)
        content = _filled(own, here, set(range(first, end)), source)
        cue = Cue(
            own, source, tuple(range(first, end)), content, act, _mode(own, here), _METHOD, seen.certainty,
            negative=seen.negative, verified=act is Act.VERIFY and not _denied(token),
            voice=behind is not None, score=round(min(seen.chance, seen.sure), 2),
        )  # fmt: skip
        if cue.content:
            own.cues.append(cue)
        for place, found in contents.items():
            other = sight.parsed[place]
            whole = _most(other, found)
            if whole:
                other.cues.append(
                    Cue(other, source, (min(whole),), whole, act, _mode(other, set(whole)), _METHOD, seen.certainty,
                        negative=seen.negative, voice=cue.voice, statement=False, origin=cue, score=cue.score)
                )  # fmt: skip

    def _source(self, sight: Sight, seen: SeenCue) -> Noun | None:
        if seen.source is None:
            return None
        parsed = sight.sentence(seen.source)
        token = sight.token(seen.source)
        held = [n for n in parsed.nouns if n.head.i == token.i] or [
            n for n in parsed.nouns if n.first <= token.i < n.end and n.kind in ACTORS
        ]
        known = [n for n in held if n.record is not None]
        return min(known, key=lambda n: n.end - n.first, default=None)

    def _behind(self, sight: Sight, seen: SeenCue) -> Noun | None:
        """Who stands behind "reports from X", "an account by X": an unnamed link lies between X and the text."""
        if seen.source is None or lemma(sight.token(seen.source)) not in self.lexicon.words["voices"]:
            return None
        parsed = sight.sentence(seen.source)
        for prep in children(sight.token(seen.source), "prep", "agent"):
            target = child(prep, "pobj") if prep.lower_ in ("from", "by") else None
            noun = parsed.noun_at(target) if target is not None else None
            if noun is not None and noun.record is not None:
                return noun
        return None

    def _act(self, token: Token) -> Act:
        word = lemma(token)
        verb = self.lexicon.speech.get(word)
        if verb is not None:
            return verb.act
        return self.lexicon.speech_nouns.get(word, Act.SAY)

    def _quotations(self, sentences: Sequence[Parsed]) -> None:
        """A sentence inside quotation marks goes on with the speaker of the sentence before it."""
        before: Parsed | None = None
        for parsed in sentences:
            whole = [t.i for t in parsed.doc if not t.is_punct and not t.is_space]
            quoted = [i for i in whole if i in parsed.quoted]
            covered = any(len(c.content & set(whole)) > len(whole) / 2 for c in parsed.cues)
            if before is not None and parsed.spoken and len(quoted) > 0.8 * len(whole) and not covered:
                last = next((c for c in before.cues if c.source is not None and c.mode is Mode.DIRECT), None)
                if last is not None:
                    parsed.cues.append(
                        Cue(parsed, last.source, (0,), frozenset(t.i for t in parsed.doc), last.act, Mode.DIRECT,
                            _GOES_ON, last.certainty, statement=False, origin=last.origin or last)
                    )  # fmt: skip
            before = parsed

    def _announced(self, sentences: Sequence[Parsed]) -> None:
        """ "X said:" before paragraphs without quotation marks: X says them, as far as nobody else speaks."""
        said: Cue | None = None
        for parsed in sentences:
            if said is not None and not parsed.heading:
                source = said.source.record if said.source is not None else None
                if any(c.source is not None and c.source.record is not source for c in parsed.cues):
                    said = None
                elif not parsed.quoted and not parsed.cues:
                    whole = frozenset(t.i for t in parsed.doc if t.dep_ != "punct")
                    if whole:
                        parsed.cues = [Cue(parsed, said.source, (0,), whole, Act.SAY, Mode.DIRECT, "rule:announced",
                                           said.certainty, statement=False, origin=said)]  # fmt: skip
            if parsed.doc[len(parsed.doc) - 1].text == ":":
                said = self._announcing(parsed) or said

    def _announcing(self, parsed: Parsed) -> Cue | None:
        saying = (t for t in reversed(parsed.doc) if lemma(t) in self.lexicon.speech or lemma(t) == "statement")
        verb = next(saying, None)
        speaking = [n for n in parsed.nouns if n.record is not None and n.kind in ACTORS]
        if verb is None or not speaking:
            return None
        source = next((n for n in speaking if n.head.dep_ in ("nsubj", "poss", "compound")), speaking[0])
        return Cue(parsed, source, (verb.i,), frozenset(), Act.SAY, Mode.DIRECT, "rule:announced",
                   Certainty.OFFICIAL if source.official else Certainty.REPORTED, statement=False)  # fmt: skip


def _filled(parsed: Parsed, content: set[int], cue: set[int], source: Noun | None) -> frozenset[int]:
    """The content without holes of a word or two; the cue and who speaks stay outside."""
    own = cue | (set(range(source.first, source.end)) if source is not None and source.parsed is parsed else set())
    ordered = sorted(content)
    filled = set(content)
    for one, other in pairwise(ordered):
        if 1 < other - one <= _RUNS + 1:
            filled |= set(range(one + 1, other)) - own
    return frozenset(filled)


def _most(parsed: Parsed, content: set[int]) -> frozenset[int]:
    """What of another sentence is said too: all of it where most is, nothing where it is but a few words."""
    solid = [t.i for t in parsed.doc if not t.is_space]
    if len(content) > 0.6 * len(solid):
        return frozenset(solid)
    return frozenset(content) if len(content) >= max(2, len(solid) // 3) else frozenset()


def _mode(parsed: Parsed, content: set[int]) -> Mode:
    solid = [i for i in content if not parsed.doc[i].is_punct]
    quoted = sum(i in parsed.quoted for i in solid)
    return Mode.DIRECT if solid and quoted > 0.7 * len(solid) else Mode.INDIRECT


def _denied(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children)
