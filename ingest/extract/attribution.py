"""Who says so: the clearest cues, their sources and what they cover."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from graph.vocabulary import Act, Certainty, Form, Kind, Mode

from ..language.lexicon import Lexicon, SpeechVerb
from .parts import ACTORS, Cue, Noun, Parsed, child, children, lemma

_OBJECT_ACTS = frozenset({Act.DENY, Act.CONDEMN, Act.DEMAND, Act.ACCUSE, Act.VERIFY})
_MAKES = {Act.PROMISE: Certainty.INTENT, Act.THREATEN: Certainty.INTENT, Act.ACCUSE: Certainty.REPORTED}
_COMPLEMENTS = ("ccomp", "xcomp")
_GOES_ON = "rule:quotation-goes-on"
_CONTINUED_RULE = "rule:speaker-goes-on"
_OBJECTS = ("dobj", "prep", "xcomp", "ccomp", "pcomp", "dative", "advcl")


class CueFinder:
    """Finds the attributions of a document's sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, sentences: Sequence[Parsed]) -> None:
        """Sets the cues of every sentence; a quotation goes on with the speaker it began with."""
        before: Parsed | None = None
        for parsed in sentences:
            cues = [cue for token in parsed.doc for cue in self._at(parsed, token) if cue.content]
            parsed.cues = self._distinct(cues)
            self._quotation(parsed, before)
            self._pronouns(parsed, before)
            before = parsed
        self._backwards(sentences)
        self._announced(sentences)

    def _pronouns(self, parsed: Parsed, before: Parsed | None) -> None:
        """ "It said ...": the one who spoke in the sentence before goes on."""
        for cue in parsed.cues:
            if cue.source is not None or before is None or cue.method != _CONTINUED_RULE:
                continue
            speakers = {id(c.source.record): c.source for c in before.cues if c.source is not None}
            if len(speakers) == 1:
                (cue.source,) = speakers.values()
        parsed.cues = [c for c in parsed.cues if c.source is not None or c.method != _CONTINUED_RULE]

    def _at(self, parsed: Parsed, token: Token) -> Iterator[Cue]:
        word = lemma(token)
        if token.lower_ == "according":
            yield from self._according(parsed, token)
        elif token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            if word in self.lexicon.passive_hedges and self._passive(token):
                yield from self._hedged(parsed, token)
            elif word in self.lexicon.speech:
                yield from self._verb(parsed, token, self.lexicon.speech[word])
            elif word in ("know", "clear") and child(token, "neg") is not None and child(token, "ccomp") is not None:
                yield self._unknown(parsed, token)
        elif token.lower_ in self.lexicon.adverbs and token.dep_ == "advmod":
            clause = token.head
            content = frozenset(t.i for t in clause.subtree if t.i != token.i)
            yield Cue(parsed, None, (token.i,), content, Act.REPORT, Mode.NARRATED, "rule:adverb",
                      self.lexicon.adverbs[token.lower_], statement=False)  # fmt: skip
        elif token.lower_ in self.lexicon.words["unknown"] and lemma(token.head) in ("be", "remain"):
            said = [t.i for c in children(token.head, "ccomp", "csubj", "advcl") for t in c.subtree]
            said += [t.i for c in children(token, "ccomp", "advcl", "xcomp") for t in c.subtree]
            yield Cue(parsed, None, (token.i,), frozenset(said), Act.SAY, Mode.INDIRECT, "rule:unclear",
                      Certainty.UNKNOWN, statement=False)  # fmt: skip
        elif token.pos_ == "NOUN":
            yield from self._noun(parsed, token)

    # verbs

    def _verb(self, parsed: Parsed, token: Token, verb: SpeechVerb) -> Iterator[Cue]:
        if self._unsuited(token, verb):
            return
        subject = self._subject(token)
        source, voice = self._source(parsed, subject)
        continued = subject is not None and subject.lower_ in ("it", "they", "he", "she") and source is None
        continued = continued and token.i not in parsed.quoted
        if source is None and not voice and not continued:
            return
        content, mode = self._content(parsed, token, verb, subject)
        if not content:
            return
        certainty = verb.certainty
        if any(c.dep_ == "neg" for c in token.children) and verb.act in (Act.VERIFY, Act.SAY):
            if child(token, "ccomp") is None and verb.act is Act.SAY:
                return
            certainty = Certainty.UNKNOWN
        tokens = tuple(sorted({token.i, *(t.i for t in children(token, "aux", "neg", "prt"))}))
        method = _CONTINUED_RULE if continued else f"rule:{verb.act.value}-verb"
        yield Cue(
            parsed, source, tokens, content, verb.act, mode, method, certainty,
            negative=verb.negative, verified=verb.verified and certainty is not Certainty.UNKNOWN, voice=voice,
        )  # fmt: skip

    def _unsuited(self, token: Token, verb: SpeechVerb) -> bool:
        if verb.prep and not any(c.dep_ == "prep" and c.lower_ in verb.prep for c in token.children):
            return not (lemma(token) == "call" and child(token, "oprd", "xcomp") is not None)
        if verb.ccomp and child(token, "ccomp") is None:
            return True
        if verb.number:
            return not any(t.pos_ == "NUM" for t in token.subtree)
        return verb.quote and not parsed_quote(token)

    def _subject(self, token: Token) -> Token | None:
        own = child(token, "nsubj")
        if own is not None:
            if own.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return token.head
            return own
        agent = child(token, "agent")
        if agent is not None:
            return child(agent, "pobj")
        if child(token, "nsubjpass") is not None:
            return None
        shares = token.dep_ in ("conj", "xcomp") or (token.dep_ == "advcl" and token.tag_ == "VBG")
        if shares and token.head.pos_ in ("VERB", "AUX"):
            return self._subject(token.head) or child(token.head, "nsubjpass")
        if token.dep_ == "acl" and token.tag_ == "VBG":
            return token.head
        return None

    def _source(self, parsed: Parsed, subject: Token | None) -> tuple[Noun | None, bool]:
        """Who speaks, and whether an unnamed link stands outside ("reports from X", "reports said")."""
        if subject is None:
            return None, False
        if lemma(subject) in self.lexicon.words["voices"] | {"statement", "assurance", "release", "communiqué", "post"}:
            voice = lemma(subject) in self.lexicon.words["voices"]
            return self._behind(parsed, subject), voice
        return self._speaker(parsed, subject), False

    def _behind(self, parsed: Parsed, voice: Token) -> Noun | None:
        """Who stands behind a report: "from X", "by X", "X's"."""
        for prep in children(voice, "prep", "agent"):
            if prep.lower_ in ("from", "by", "of"):
                found = self._speaker(parsed, child(prep, "pobj"))
                if found is not None:
                    return found
        for before in children(voice, "poss", "compound", "nmod"):
            found = self._speaker(parsed, before)
            if found is not None:
                return found
        return None

    def _speaker(self, parsed: Parsed, token: Token | None) -> Noun | None:
        if token is None:
            return None
        fits = [n for n in parsed.nouns if n.head.i == token.i and n.record is not None]
        fits = fits or [n for n in parsed.nouns if n.form is Form.NAME and n.first <= token.i < n.end and n.record]
        for apposed in children(token, "appos"):
            if not fits:
                fits = [n for n in parsed.nouns if n.head.i == apposed.i and n.record is not None]
        speaking = [n for n in fits if n.kind in ACTORS or n.kind is Kind.PLACE]
        return next((n for n in speaking if n.form is Form.NAME), speaking[0] if speaking else None)

    def _content(
        self, parsed: Parsed, token: Token, verb: SpeechVerb, subject: Token | None
    ) -> tuple[frozenset[int], Mode]:
        own = {token.i, *(t.i for t in (subject.subtree if subject is not None else ()))}
        quoted = frozenset(parsed.quoted) - own
        inner = [t for c in children(token, *_COMPLEMENTS) for t in c.subtree]
        if (
            quoted
            and lemma(token) in self.lexicon.words["content_verbs"] | {"continue"}
            and token.i not in parsed.quoted
        ):
            return quoted | frozenset(t.i for t in inner), Mode.DIRECT
        if inner and not (verb.act in _OBJECT_ACTS and verb.act is not Act.VERIFY):
            return frozenset(t.i for t in inner) - own, Mode.INDIRECT
        if verb.act in _OBJECT_ACTS or verb.act in (Act.PROMISE, Act.THREATEN, Act.TESTIFY, Act.REPORT, Act.NOTE):
            held = frozenset(t.i for c in children(token, *_OBJECTS) for t in c.subtree) - own
            if held or verb.act in _OBJECT_ACTS:
                return held, Mode.INDIRECT
        if lemma(token) not in self.lexicon.words["content_verbs"]:
            held = frozenset(t.i for c in children(token, "dobj", "prep") for t in c.subtree) - own
            return held, Mode.INDIRECT
        return self._rest(token, own), Mode.INDIRECT

    def _rest(self, token: Token, own: set[int]) -> frozenset[int]:
        """ "..., X said": the verb closes or interrupts the sentence, so it covers what is not its own."""
        closing = self._closing(token, own)
        if closing:
            return closing
        if child(token, "dobj") is not None and token.dep_ == "ROOT" and token.i < len(token.doc) // 2:
            return frozenset(t.i for c in children(token, "dobj", "prep") for t in c.subtree) - own
        if token.dep_ in ("parataxis", "ccomp", "advcl", "dep", "relcl", "acl") and token.head.i != token.i:
            clause = token.head
            if any(m.lower_ in ("as", "if", "when", "while", "because", "after") for m in children(token, "mark")):
                as_said = any(m.lower_ == "as" for m in children(token, "mark"))
                if not as_said:
                    return frozenset()
            if token.dep_ in ("relcl", "acl", "advcl") and not any(m.lower_ == "as" for m in children(token, "mark")):
                return frozenset()
            mine = {t.i for t in token.subtree}
            return frozenset(t.i for t in clause.subtree) - mine
        if token.dep_ == "ROOT":
            return frozenset(t.i for t in token.doc if t.i not in own and t.dep_ != "punct")
        return frozenset()

    def _closing(self, token: Token, own: set[int]) -> frozenset[int]:
        """ "... (,) a monitor said on Tuesday.": nothing but time and place follows, so all before it is said."""
        if any(t.pos_ in ("VERB", "AUX") or t.dep_ in ("dobj", "ccomp") for t in token.doc[token.i + 1 :]):
            return frozenset()
        first = min(own)
        if first < 4 or token.i - first > 12 or not any(t.pos_ in ("VERB", "AUX") for t in token.doc[:first]):
            return frozenset()
        return frozenset(range(first)) - {t.i for t in token.doc[:first] if t.dep_ == "punct"}

    # other cues

    def _passive(self, token: Token) -> bool:
        if any(lemma(aux) == "have" for aux in children(token, "aux")) and child(token, "auxpass") is None:
            return False
        return child(token, "auxpass") is not None or (token.tag_ == "VBN" and child(token, "nsubj", "dobj") is None)

    def _hedged(self, parsed: Parsed, token: Token) -> Iterator[Cue]:
        """ "have been reported", "is believed to": somebody says so, and nobody is named (or one is, by "by")."""
        inner = list(children(token, *_COMPLEMENTS))
        counted = child(token, "nsubjpass")
        if not inner and (lemma(token) != "report" or counted is None):
            return
        content = {t.i for c in inner for t in c.subtree}
        if counted is not None:
            content |= {t.i for t in counted.subtree}
            content |= {t.i for c in children(token, "prep", "advmod", "npadvmod", "advcl") for t in c.subtree}
        agent = child(token, "agent")
        source = self._speaker(parsed, child(agent, "pobj")) if agent is not None else None
        content -= {t.i for t in agent.subtree} if agent is not None else set()
        tokens = tuple(sorted({token.i, *(t.i for t in children(token, "aux", "auxpass", "neg"))}))
        yield Cue(
            parsed, source, tokens, frozenset(content), Act.REPORT, Mode.INDIRECT, "rule:agentless",
            self.lexicon.passive_hedges[lemma(token)], statement=source is not None,
        )  # fmt: skip

    def _unknown(self, parsed: Parsed, token: Token) -> Cue:
        content = frozenset(t.i for c in children(token, "ccomp") for t in c.subtree)
        source = self._speaker(parsed, child(token, "nsubj"))
        return Cue(parsed, source, (token.i,), content, Act.SAY, Mode.INDIRECT, "rule:not-known", Certainty.UNKNOWN,
                   statement=False)  # fmt: skip

    def _according(self, parsed: Parsed, token: Token) -> Iterator[Cue]:
        to = next((c for c in token.children if c.lower_ == "to"), None)
        target = child(to, "pobj") if to is not None else None
        if to is None or target is None:
            return
        clause = token.head
        while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
            clause = clause.head
        mine = {t.i for t in token.subtree}
        content = frozenset(t.i for t in clause.subtree if t.i not in mine)
        source, voice = self._source(parsed, target)
        yield Cue(parsed, source, (token.i, to.i), content, Act.SAY, Mode.INDIRECT, "rule:according-to", voice=voice)

    def _noun(self, parsed: Parsed, token: Token) -> Iterator[Cue]:
        """ "reports of ...", "allegations that ...", "verified killings ... by the UN"."""
        word = lemma(token)
        verified = any(
            c.lower_ in self.lexicon.words["verification_adjectives"] for c in children(token, "amod", "advmod")
        )
        if verified and word in self.lexicon.event_nouns:
            for prep in [p for t in token.subtree for p in children(t, "prep", "agent") if p.lower_ == "by"]:
                source = self._speaker(parsed, child(prep, "pobj"))
                if source is not None:
                    mine = {t.i for t in prep.subtree}
                    content = frozenset(t.i for t in token.subtree if t.i not in mine)
                    yield Cue(parsed, source, (prep.i,), content, Act.VERIFY, Mode.NARRATED, "rule:verified-by",
                              Certainty.VERIFIED, verified=True)  # fmt: skip
                    return
        if word not in self.lexicon.speech_nouns or token.dep_ in ("compound", "nsubj"):
            return
        said = [c for c in token.children if c.dep_ in ("acl", "ccomp", "relcl") and c.tag_ != "VBN"]
        said += [p for p in children(token, "prep") if p.lower_ in ("of", "for", "about") and word != "statement"]
        content = frozenset(t.i for c in said for t in c.subtree)
        if word == "claim" and any(parsed.doc[i].lower_ == "responsibility" for i in content):
            return
        if word == "report" and token.tag_ != "NNS" and not any(c.dep_ in ("acl", "ccomp") for c in said):
            return
        voice = word in self.lexicon.words["voices"]
        if not content or not (voice or word in ("call", "threat", "promise", "assurance", "denial", "demand")):
            return
        source = (
            self._behind(parsed, token)
            if not any(p.lower_ == "of" for p in said)
            else self._speaker(parsed, child(token, "poss"))
        )
        if source is None and not voice and word not in ("call", "demand"):
            return
        act = self.lexicon.speech_nouns[word]
        yield Cue(
            parsed, source, (token.i,), content, act, Mode.NARRATED, "rule:speech-noun", _MAKES.get(act),
            negative=act is Act.DENY, voice=voice and source is not None, statement=source is not None,
        )  # fmt: skip

    # quotations over sentences

    def _quotation(self, parsed: Parsed, before: Parsed | None) -> None:
        """A sentence of a quotation without a cue of its own; the speaker is the one it began with."""
        if len(parsed.quoted) < 3 or any(cue.mode is Mode.DIRECT for cue in parsed.cues):
            return
        if not (parsed.spoken or len(parsed.quoted) > 0.6 * len(parsed.doc)):
            return
        speaker = None
        if before is not None and (parsed.spoken or self._leads_on(before, parsed)):
            speaker = self._voice_of(before)
        first = min(parsed.quoted)
        parsed.cues.append(
            Cue(parsed, speaker, (first,), parsed.quoted, Act.SAY, Mode.DIRECT, _GOES_ON, statement=False)
        )

    def _leads_on(self, before: Parsed, parsed: Parsed) -> bool:
        """Whether the sentence before announces a quotation, or speaks in one in the same paragraph."""
        if before.doc[len(before.doc) - 1].text in (":", ","):
            return True
        between = parsed.document.text[before.sentence.span.end : parsed.sentence.span.start]
        return "\n" not in between and any(c.mode is Mode.DIRECT and c.source is not None for c in before.cues)

    def _voice_of(self, before: Parsed) -> Noun | None:
        """Who speaks in a sentence that leads into a quotation."""
        direct = [c for c in before.cues if c.mode is Mode.DIRECT] or before.cues
        if direct:
            return direct[-1].source
        root = next((t for t in before.doc if t.dep_ == "ROOT"), None)
        subject = child(root, "nsubj") if root is not None else None
        return self._speaker(before, subject) if before.doc[len(before.doc) - 1].text == ":" else None

    def _backwards(self, sentences: Sequence[Parsed]) -> None:
        """A quotation whose speaker is named only after its last sentence."""
        for one, after in zip(reversed(sentences[:-1]), reversed(sentences[1:]), strict=True):
            if not after.spoken:
                continue
            speakers = [c.source for c in after.cues if c.mode is Mode.DIRECT and c.source is not None]
            for cue in one.cues:
                if cue.method == _GOES_ON and cue.source is None and speakers:
                    cue.source = speakers[0]

    def _announced(self, sentences: Sequence[Parsed]) -> None:
        """ "X said:" before paragraphs without quotation marks: X says them, as far as nobody else speaks."""
        speaker: Noun | None = None
        for one in sentences:
            if speaker is not None and not one.heading:
                if any(c.source is not None and c.source.record is not speaker.record for c in one.cues):
                    speaker = None
                elif not one.quoted and not one.cues:
                    whole = frozenset(t.i for t in one.doc if t.dep_ != "punct")
                    one.cues = [Cue(one, speaker, (0,), whole, Act.SAY, Mode.DIRECT, "rule:announced", statement=False)]
            last = one.doc[len(one.doc) - 1].text
            if last == ":" and any(lemma(t) in self.lexicon.speech or lemma(t) == "statement" for t in one.doc):
                speaker = self._voice_of(one) or speaker

    def _distinct(self, cues: Iterable[Cue]) -> list[Cue]:
        """Outermost first: the cue that covers more comes first."""
        return sorted(cues, key=lambda cue: (-len(cue.content), cue.tokens))


def parsed_quote(token: Token) -> bool:
    """Whether the sentence of a token holds quotation marks."""
    return any(t.text in ("“", "”", '"', "``", "''") for t in token.doc)
