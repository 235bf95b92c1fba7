"""Finds words that tell of events, and whether what they tell is said to have happened."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from graph.vocabulary import Actuality, EventType

from ..language.lexicon import Lexicon, VerbFrame
from .parts import Parsed, Trigger, child, children, lemma

_NATURAL = frozenset({"sleep", "bed", "illness", "cancer", "disease", "age", "stroke", "cause", "laughter", "boredom"})
_NOT_YET = frozenset({"possible", "potential", "future", "imminent", "further", "threatened"})
_SPORT_WORDS = 4  # different ones, from which on a text is about sport
_WEAK_IN_SPORT = frozenset(
    {"clash", "attack", "violence", "injury", "torture", "air_strike", "killing", "event", "shelling", "bombing"}
)


_WEAK_IN_A_MATCH = frozenset({"attack", "torture", "clash", "destruction", "shelling", "bombing", "raid", "injury"})
_SCORE = re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d-])")  # "won 3-1"


class TriggerFinder:
    """Finds the triggers of a document's sentences."""

    def __init__(self, lexicon: Lexicon, sentences: Sequence[Parsed]) -> None:
        self.lexicon = lexicon
        words = {token.lemma_.lower() for one in sentences for token in one.doc}
        self.sport = len(words & lexicon.events["sport"]) >= _SPORT_WORDS
        self.air = bool({"airstrike", "warplane", "jet"} & words) or any(
            "air strike" in one.doc.text.lower() for one in sentences
        )

    def find(self, parsed: Parsed) -> list[Trigger]:
        """Triggers in order, without overlaps."""
        found: dict[int, Trigger] = {}
        for token in parsed.doc:
            for trigger in (self._phrase(parsed, token), self._verb(parsed, token), self._noun(parsed, token),
                            self._state(parsed, token)):  # fmt: skip
                if trigger is not None and not any(i in found for i in range(trigger.first, trigger.end)):
                    found[trigger.token.i] = trigger
                    break
        kept = [t for t in found.values() if not self.harmless(t)]
        for trigger in kept:
            self._actuality(trigger)
        return kept

    def harmless(self, trigger: Trigger) -> bool:
        """Whether a trigger in a text or a sentence about sport or games is most likely a figure of speech."""
        doc = trigger.parsed.doc
        if any(self.lexicon.is_noun(lemma(t), "armed", "weapon") for t in doc):
            return False
        if self.sport:
            return trigger.type.value in _WEAK_IN_SPORT
        played = any(lemma(t) in self.lexicon.events["games"] for t in doc) or _SCORE.search(doc.text) is not None
        return played and trigger.type.value in _WEAK_IN_A_MATCH

    def _phrase(self, parsed: Parsed, token: Token) -> Trigger | None:
        """Fixed phrases: open fire, blow oneself up, come under fire, lose one's life, claim lives, take away."""
        word = lemma(token)
        thing = child(token, "dobj")
        what = lemma(thing) if thing is not None else ""
        if word == "open" and what == "fire" and thing is not None:
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.ATTACK, "open-fire", "rule:open-fire")
        if word == "blow" and thing is not None and thing.lower_ in ("himself", "herself", "themselves"):
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.BOMBING, "self", "rule:blew-up")
        if word == "blow" and child(token, "prt") is not None:
            return Trigger(parsed, token, token.i, token.i + 1, EventType.BOMBING, "act", "rule:blew-up")
        if word == "lose" and thing is not None and what == "life" and child(thing, "poss") is not None:
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.DEATH, "undergo", "rule:lost-lives")
        if word in ("claim", "take", "cost") and thing is not None and what == "life":
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.KILLING, "lives", "rule:claimed-lives")
        if word == "come":
            for prep in children(token, "prep"):
                under = child(prep, "pobj")
                if any(p.lower_ in ("for", "over") for p in children(token, "prep")):
                    continue  # criticism
                if prep.lower_ == "under" and under is not None and lemma(under) in ("fire", "attack", "shelling"):
                    return Trigger(parsed, token, token.i, under.i + 1, EventType.ATTACK, "undergo", "rule:under-fire")
        if word == "take" and self._taken(token):
            return Trigger(parsed, token, token.i, token.i + 1, EventType.ABDUCTION, "act", "rule:taken")
        if word == "take" and thing is not None and what in ("refuge", "shelter"):
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.SHELTER, "flee", "rule:took-refuge")
        if word in ("find", "seek") and thing is not None and what in ("refuge", "shelter"):
            return Trigger(parsed, token, token.i, thing.i + 1, EventType.SHELTER, "flee", "rule:found-shelter")
        return None

    def _taken(self, token: Token) -> bool:
        """ "took him from my side", "was taken away by gunmen": a person, and away, captive, or armed takers."""
        away = any(
            c.lower_ in ("away", "captive", "hostage", "prisoner") or (c.lower_ == "from" and _personal(c))
            for c in token.children
        )
        patient = child(token, "dobj", "nsubjpass")
        human = patient is not None and (
            patient.lower_ in ("him", "her", "them", "us", "me", "he", "she", "they")
            or patient.ent_type_ == "PERSON"
            or self.lexicon.is_noun(lemma(patient), "person")
        )
        agent = child(token, "agent")
        by = child(agent, "pobj") if agent is not None else None
        armed = by is not None and self.lexicon.is_noun(lemma(by), "armed")
        return human and (away or armed)

    def _verb(self, parsed: Parsed, token: Token) -> Trigger | None:
        frame = self.lexicon.verbs.get(lemma(token))
        if frame is None or token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
            return None
        if self._figurative(token):
            return None
        end, kind = token.i + 1, frame.type
        if frame.particle is not None and not any(c.lower_ == frame.particle for c in token.children):
            return None
        if frame.passive and not _passive(token):
            return None
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        dead = next((c for c in token.children if c.lower_ == "dead"), None)
        if lemma(token) in ("shoot", "gun") and (
            dead is not None or (after is not None and after.lower_ in ("dead", "down"))
        ):
            kind = EventType.KILLING
            if after is not None and after.lower_ in ("dead", "down"):
                end = after.i + 1
        return Trigger(parsed, token, token.i, end, kind, frame.frame, f"rule:verb-{frame.frame}")

    def _figurative(self, token: Token) -> bool:
        """ "stabbed in the back", "died in his sleep": a figure of speech, or a death that nobody caused."""
        word = lemma(token)
        for prep in children(token, "prep"):
            target = child(prep, "pobj")
            if target is None:
                continue
            if word == "stab" and lemma(target) == "back":
                return True
            if word == "die" and lemma(target) in _NATURAL:
                return True
        return word == "die" and any(c.lower_ == "aged" for c in token.children)

    def _noun(self, parsed: Parsed, token: Token) -> Trigger | None:
        frame = self.lexicon.event_nouns.get(lemma(token))
        if lemma(token) == "toll" and token.dep_ != "compound":
            count = self._toll(token)
            if count is None:
                return None
            return Trigger(parsed, token, token.i, token.i + 1, EventType.DEATH, "toll", "rule:toll", count=count)
        if frame is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            return None
        if parsed.doc[token.i].ent_type_ in ("ORG", "FAC", "WORK_OF_ART", "LAW"):
            return None
        events = self.lexicon.events
        before = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
        words = {c.lower_ for c in before} | {t.lower_ for c in before for t in c.subtree}
        if words & events["figurative"] and not words & set(self.lexicon.attack_compounds):
            return None
        kind, first = frame.type, token.i
        for modifier in before:
            mended = self.lexicon.attack_compounds.get(modifier.lower_)
            if mended is not None and frame.type is EventType.ATTACK:
                kind, first = mended, min(first, modifier.i)
        if lemma(token) == "strike":
            if kind is EventType.ATTACK and not (self.air or words & events["strike_words"]):
                return None
            kind = EventType.AIR_STRIKE
        if lemma(token) == "execution" and "summary" in words:
            first = min(c.i for c in before)
        return Trigger(parsed, token, first, token.i + 1, kind, "noun", "rule:event-noun")

    def _toll(self, token: Token) -> Token | None:
        """The number that a death toll is said to be: "a toll of 31", "the toll has risen to 61"."""
        verb = token.head if token.dep_ == "nsubj" else None
        for head in (token, verb):
            for prep in children(head, "prep") if head is not None else ():
                target = child(prep, "pobj")
                if prep.lower_ in ("of", "to", "at") and target is not None and target.pos_ == "NUM":
                    return target
        return child(verb, "dobj", "attr") if verb is not None and lemma(verb) in ("reach", "be", "exceed") else None

    def _state(self, parsed: Parsed, token: Token) -> Trigger | None:
        """ "left 13 people dead", "18 dead", "found dead": a state that somebody is in after an event."""
        kind = self.lexicon.states.get(token.lower_)
        if kind is None or token.pos_ not in ("ADJ", "NOUN", "VERB", "ADV", "PROPN"):
            return None
        counted = child(token, "nummod") is not None
        before = token.doc[token.i - 1] if token.i else None
        if before is not None and before.pos_ == "NUM" and token.lower_ in ("dead", "wounded", "injured", "missing"):
            counted = True
        verb = next((a for a in (token.head, token.head.head) if lemma(a) in ("leave", "find", "feel")), None)
        if token.lower_ == "missing" and token.dep_ == "amod":
            return None
        if token.lower_ == "missing" and child(token, "nsubj") is not None and child(token, "dobj") is None:
            return Trigger(parsed, token, token.i, token.i + 1, kind, "state", "rule:state")
        among = token.head.lower_ == "among" and lemma(token.head.head) == "be"
        if (
            counted
            or among
            or (verb is not None and token.dep_ != "amod")
            or (verb is not None and self._after_noun(token))
        ):
            return Trigger(parsed, token, token.i, token.i + 1, kind, "state", "rule:state")
        copula = token.head if token.dep_ in ("acomp", "oprd") else None
        if (
            copula is not None
            and lemma(copula) in ("be", "remain", "go")
            and child(copula, "nsubj", "nsubjpass") is not None
        ):
            return Trigger(parsed, token, token.i, token.i + 1, kind, "state", "rule:state")
        return None

    def _after_noun(self, token: Token) -> bool:
        return token.i > token.head.i and token.head.pos_ in ("NOUN", "PROPN", "NUM")

    # actuality

    def _actuality(self, trigger: Trigger) -> None:
        token = trigger.token
        self._own_marks(trigger, token)
        step, depth = token, 0
        while step.head.i != step.i and depth < 8:
            head = step.head
            if step.dep_ in ("relcl",):
                return
            if step.dep_ in ("ccomp", "parataxis") and any(t.text == ";" for t in token.doc[step.i : head.i]):
                return
            self._governed(trigger, step, head)
            if step.dep_ == "advcl" and lemma(head) not in ("be",):
                if any(c.lower_ in self.lexicon.words["condition"] for c in children(step, "mark")):
                    self._set(trigger, Actuality.CONDITIONAL)
                return
            if head.pos_ in ("VERB", "AUX") and step.dep_ in (
                "xcomp",
                "ccomp",
                "conj",
                "dobj",
                "pobj",
                "prep",
                "nsubj",
                "nsubjpass",
            ):
                if step.dep_ in ("xcomp", "ccomp") and head.dep_ != "ROOT":
                    self._modals(trigger, head, own=False)
                if any(c.lower_ in ("if", "unless") for c in children(head, "mark")):
                    self._set(trigger, Actuality.CONDITIONAL)
            step, depth = head, depth + 1

    def _set(self, trigger: Trigger, actuality: Actuality) -> None:
        if trigger.actuality is Actuality.ASSERTED:
            trigger.actuality = actuality

    def _own_marks(self, trigger: Trigger, token: Token) -> None:
        if token.doc[len(token.doc) - 1].text == "?":
            self._set(trigger, Actuality.CONDITIONAL)
        if any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children):
            trigger.polarity = False
            self._set(trigger, Actuality.DENIED)
        for kid in token.children:
            word = kid.lower_
            if kid.dep_ in ("nsubjpass", "nsubj") and any(
                c.lower_ in ("no", "nobody", "none") for c in (kid, *kid.children)
            ):
                trigger.polarity = False
                self._set(trigger, Actuality.DENIED)
            if kid.dep_ == "mark" and word in self.lexicon.words["condition"]:
                self._set(trigger, Actuality.CONDITIONAL)
            if kid.dep_ == "amod" and word in _NOT_YET:
                self._set(trigger, Actuality.FEARED)
            if kid.dep_ == "amod" and word in ("planned", "attempted", "foiled"):
                self._set(trigger, Actuality.PLANNED)
        self._modals(trigger, token, own=True)

    def _modals(self, trigger: Trigger, verb: Token, *, own: bool) -> None:
        for aux in children(verb, "aux"):
            word = aux.lower_
            if word in ("may", "might", "could"):
                if own and not any(lemma(a) == "have" for a in children(verb, "aux")):
                    self._set(trigger, Actuality.CONDITIONAL)  # what may yet happen, not what may have happened
            elif word in ("would", "should", "must") or (word == "can" and own):
                self._set(trigger, Actuality.CONDITIONAL)
            elif word in ("will", "'ll", "’ll", "shall", "wo", "’ll"):
                self._set(trigger, Actuality.THREATENED if verb.i in trigger.parsed.quoted else Actuality.PLANNED)

    def _governed(self, trigger: Trigger, step: Token, head: Token) -> None:
        """What a governing verb or noun makes of the event."""
        word = lemma(head)
        words = self.lexicon.words
        inner = step.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "dep")
        if not inner:
            return
        if any(c.dep_ == "neg" for c in head.children) and step.dep_ in ("xcomp", "ccomp"):
            self._set(trigger, Actuality.DENIED)
            trigger.polarity = False
        if head.pos_ == "NOUN":
            if word in words["fear_nouns"] and step.dep_ in ("prep", "acl", "pobj"):
                self._set(trigger, Actuality.THREATENED if word == "threat" else Actuality.FEARED)
            elif word in ("call", "demand", "appeal") and step.dep_ in ("prep", "acl"):
                self._set(trigger, Actuality.DEMANDED)
            elif word in ("denial", "end", "halt", "protection", "absence") and step.dep_ in ("prep", "acl"):
                self._set(trigger, Actuality.DENIED if word == "denial" else Actuality.DEMANDED)
            elif word in ("plan", "plot", "attempt", "order"):
                self._set(trigger, Actuality.PLANNED)
            return
        speech = self.lexicon.speech.get(word)
        if word == "go" and step.dep_ == "xcomp":
            self._set(trigger, Actuality.THREATENED if head.i in trigger.parsed.quoted else Actuality.PLANNED)
        elif word in words["demand_verbs"] and step.dep_ in ("xcomp", "ccomp", "dobj", "prep"):
            self._set(trigger, Actuality.DEMANDED)
        elif word in words["plan_verbs"] and step.dep_ in ("xcomp",):
            self._set(trigger, Actuality.PLANNED)
        elif word == "threaten" and step.dep_ in ("xcomp", "ccomp", "prep", "pcomp", "dobj"):
            self._set(trigger, Actuality.THREATENED)
        elif word in ("promise", "vow", "pledge", "swear") and step.dep_ in ("xcomp", "ccomp"):
            self._set(trigger, Actuality.PROMISED)
        elif speech is not None and speech.negative and step.dep_ in ("xcomp", "ccomp", "dobj", "pcomp", "prep"):
            self._set(trigger, Actuality.DENIED)
            trigger.polarity = False
        elif word == "fear" and step.dep_ in ("xcomp", "ccomp", "dobj") and not _passive(head):
            self._set(trigger, Actuality.FEARED)


def drops(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a trigger, its participants known, tells of no event after all."""
    frame = lexicon.verbs.get(lemma(trigger.token)) if trigger.frame in ("act", "undergo", "flee", "displace") else None
    if frame is not None and not _fits(trigger, frame):
        return True
    if trigger.frame == "act":
        thing = child(trigger.token, "dobj")
        if thing is not None and not (trigger.victims or trigger.targets) and thing.pos_ == "NOUN":
            return True
    return not trigger.told


def _fits(trigger: Trigger, frame: VerbFrame) -> bool:
    people = trigger.victims or trigger.displaced
    if frame.person and not people:
        return False
    return not (frame.target and not (people or trigger.targets))


def _passive(token: Token) -> bool:
    if child(token, "auxpass", "nsubjpass", "agent") is not None:
        return True
    return token.tag_ == "VBN" and not any(
        a.lower_ in ("have", "has", "had", "having", "'ve") for a in children(token, "aux")
    )


def _personal(prep: Token) -> bool:
    target = child(prep, "pobj")
    return target is not None and any(
        t.lower_ in ("home", "house", "side", "bed", "car", "bus", "street", "vehicle") for t in target.subtree
    )
