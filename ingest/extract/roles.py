"""Who is what in an event: only the clearest grammar speaks, everything else stays empty."""

from spacy.tokens import Token

from graph.vocabulary import EventType, Form, Kind

from ..language.lexicon import Lexicon
from .families import ATTACKS, DEADLY
from .filling import Filling
from .grammar import ACCUSING, Grammar
from .parts import PEOPLE, SITES, Filler, Noun, Parsed, Trigger, child, children, lemma
from .settings import Settings

_INVOLVED = frozenset({("involve", "in"), ("responsible", "for")})


class RoleFinder:
    """Fills the roles of a sentence's triggers. Participants must already be found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = Grammar(lexicon)
        self.filling = Filling(lexicon)
        self.settings = Settings(lexicon, self.filling, self.grammar)

    def fill(self, parsed: Parsed) -> None:
        """Sets the fillers of every trigger of a sentence."""
        by_token = {trigger.token.i: trigger for trigger in parsed.triggers}
        for trigger in parsed.triggers:
            if trigger.frame == "noun":
                self._noun(trigger)
            elif trigger.frame == "state":
                self._state(trigger)
            elif trigger.frame == "toll":
                pass
            elif trigger.frame == "lives":
                self._lives(trigger, by_token)
            else:
                self._verb(trigger, by_token)
            self.settings.fill(trigger)
        for trigger in parsed.triggers:
            self.settings.link_cause(trigger, by_token)
        for trigger in parsed.triggers:
            self.settings.share(trigger)

    def _verb(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        token, parsed = trigger.token, trigger.parsed
        subject = self.grammar.subject(token)
        passive = self.grammar.is_passive(token, subject)
        objects = self.filling.nouns(child(token, "dobj"), parsed)
        subjects = self.filling.nouns(subject, parsed)
        if trigger.frame == "undergo":
            self.filling.harm(trigger, subjects, "rule:undergoes")
        elif trigger.frame == "flee":
            self.filling.displace(trigger, subjects, "rule:flees")
        elif trigger.frame == "displace":
            self.filling.displace(trigger, subjects if passive else objects, "rule:displaced")
        elif trigger.frame == "blast":
            self.filling.blame(trigger, [n for n in subjects if n.kind in PEOPLE], "rule:detonator")
        elif trigger.frame in ("self", "open-fire"):
            self.filling.blame(trigger, subjects, f"rule:{trigger.frame}")
            for prep in children(token, "prep"):
                if prep.lower_ in ("on", "at"):
                    self.filling.harm(trigger, self.filling.nouns(child(prep, "pobj"), parsed), "rule:fired-on")
        elif trigger.frame == "act" and passive:
            victims = subjects or self._after_name(trigger)
            self.filling.harm(trigger, victims, "rule:passive-subject")
            self._agents(trigger)
        elif trigger.frame == "act":
            self.filling.harm(trigger, objects, "rule:active-object")
            self.filling.blame(trigger, subjects, "rule:active-subject")

    def _after_name(self, trigger: Trigger) -> list[Noun]:
        """ ", NAME, (believed to be) killed by ...": the participle is about the name right before the comma."""
        top = trigger.token
        while top.dep_ in ("xcomp", "ccomp") and lemma(top.head) in self.lexicon.passive_hedges:
            top = top.head
        start = top.i
        while start > 0 and top.doc[start - 1].dep_ in ("advmod", "aux", "auxpass"):
            start -= 1
        if start < 2:
            return []
        if top.doc[start - 1].text != ",":
            # a subject that the parser hung elsewhere: people counted right before "have been killed"
            if child(trigger.token, "auxpass") is None:
                return []
            near = [n for n in trigger.parsed.nouns if n.end == start and n.form is Form.NOMINAL and n.record]
            return [n for n in near if n.kind in PEOPLE and self.grammar.counted(n.head)][-1:]
        before = [n for n in trigger.parsed.nouns if n.end == start - 1 and n.form is not Form.PRONOUN and n.record]
        before = [n for n in before if n.head.dep_ != "pobj" or n.head.head.lower_ == "of"]
        named = [n for n in before if n.kind is Kind.PERSON] or [n for n in before if n.kind in PEOPLE]
        return named[-1:]

    def _agents(self, trigger: Trigger) -> None:
        for agent in children(trigger.token, "agent", "prep"):
            if agent.lower_ == "by":
                for target in children(agent, "pobj"):
                    self.filling.blame(trigger, self.filling.nouns(target, trigger.parsed), "rule:passive-agent")

    # nouns and states

    def _noun(self, trigger: Trigger) -> None:
        token, parsed = trigger.token, trigger.parsed
        frame = self.lexicon.event_nouns[lemma(token)]
        verified = any(
            t.lower_ in self.lexicon.words["verification_adjectives"]
            for t in token.lefts
            if t.dep_ in ("amod", "advmod")
        )
        for one in [token, *(c for c in token.conjuncts if c.i < token.i)]:
            for prep in children(one, "prep"):
                if prep.i > token.i:
                    self._noun_prep(trigger, prep, frame.of, verified)
        later = [c for c in token.conjuncts if c.i > token.i]
        if frame.of == "victim" and not trigger.victims and later:
            # "the abduction and murder of her son": the shared of-phrase hangs on the last noun
            last = later[-1]
            if lemma(last) in self.lexicon.event_nouns:
                for prep in children(last, "prep"):
                    if prep.lower_ == "of":
                        self._noun_prep(trigger, prep, "victim", verified)
        owner = child(token, "poss")
        if owner is not None and frame.of == "victim":
            self.filling.harm(trigger, self.filling.nouns(owner, parsed), "rule:possessive")
        if trigger.type in DEADLY and child(token, "nummod") is not None:
            self.filling.harm(trigger, self.filling.one(token, parsed), "rule:counted-deaths")
        for modifier in children(token, "compound", "nmod", "amod"):
            self._modifier(trigger, modifier)
        for clause in children(token, "acl"):
            if lemma(clause) in ("target", "carry", "conduct", "launch", "commit", "perpetrate", "claim", "stage"):
                self._reduced(trigger, clause)
        self._light(trigger)
        self._accused(trigger, token)
        if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ in ("subject", "subjected"):
            self.filling.harm(trigger, self._subjected(token.head.head, parsed), "rule:subject-to")

    def _subjected(self, word: Token, parsed: Parsed) -> list[Noun]:
        """ "victims subject to executions", "he was subjected to torture"."""
        return self.filling.nouns(child(word, "nsubjpass"), parsed) or self.filling.one(word.head, parsed)

    def _accused(self, trigger: Trigger, token: Token) -> None:
        """ "accused X of killing", "blamed X for the attack": X is alleged to have done it."""
        prep = token.head
        verb = prep.head
        if prep.dep_ != "prep" or any(c.dep_ == "neg" for c in (*verb.children, *verb.head.children)):
            return
        if (lemma(verb), prep.lower_) in _INVOLVED:
            copula = verb.head if verb.dep_ == "acomp" else verb
            subject = child(copula, "nsubj", "nsubjpass")
            self.filling.blame(trigger, self.filling.nouns(subject, trigger.parsed), "rule:involved")
        if (lemma(verb), prep.lower_) not in ACCUSING:
            return
        accused = child(verb, "dobj") or child(verb, "nsubjpass")
        self.filling.blame(trigger, self.filling.nouns(accused, trigger.parsed), "rule:accused")

    def _noun_prep(self, trigger: Trigger, prep: Token, of: str, verified: bool) -> None:
        nouns = self.filling.nouns(child(prep, "pobj"), trigger.parsed)
        word = prep.lower_
        if word == "of" and of == "victim":
            self.filling.harm(trigger, [n for n in nouns if n.kind not in SITES], "rule:of-phrase")
        elif word == "of" and of == "target":
            self.filling.harm(trigger, nouns, "rule:of-phrase")
        elif word == "of" and of == "displaced":
            self.filling.displace(trigger, nouns, "rule:of-phrase")
        elif word in ("on", "against", "upon", "targeting") and trigger.type not in (
            EventType.CLASH,
            EventType.PROTEST,
        ):
            if word == "on" and self._is_day(prep):
                return
            self.filling.harm(trigger, nouns, "rule:attack-on")
        elif word == "to" and trigger.type is EventType.INJURY:
            self.filling.harm(trigger, nouns, "rule:injuries-to")
        elif word == "by" and not verified:
            self.filling.blame(trigger, nouns, "rule:noun-by")

    def _is_day(self, prep: Token) -> bool:
        target = child(prep, "pobj")
        return target is not None and target.ent_type_ in ("DATE", "TIME")

    def _modifier(self, trigger: Trigger, modifier: Token) -> None:
        """ "IS attack", "rebel shelling", "army raid": an armed party before an attack's noun did it."""
        if trigger.type not in ATTACKS or trigger.type is EventType.CLASH:
            return
        for noun in trigger.parsed.nouns:
            here = noun.form is Form.NAME and noun.first <= modifier.i < noun.end and noun.record is not None
            if here and noun.kind is Kind.PLACE and noun.end == modifier.i + 1:
                trigger.places.append(Filler(noun, "rule:place-modifier"))
            if here and (noun.kind is Kind.GROUP or noun.method == "rule:demonym-agent"):
                trigger.perpetrators.append(Filler(noun, "rule:armed-modifier"))

    def _reduced(self, trigger: Trigger, clause: Token) -> None:
        """ "attacks carried out by X", "an attack targeting Y"."""
        if clause.tag_ == "VBG":
            self.filling.harm(trigger, self.filling.nouns(child(clause, "dobj"), trigger.parsed), "rule:targeting")
            return
        for agent in children(clause, "agent", "prep"):
            if agent.lower_ == "by":
                for target in children(agent, "pobj"):
                    self.filling.blame(trigger, self.filling.nouns(target, trigger.parsed), "rule:carried-out-by")

    def _light(self, trigger: Trigger) -> None:
        """ "X carried out an attack", "the attack was carried out by X"."""
        token, verb = trigger.token, trigger.token.head
        if lemma(verb) not in self.lexicon.events["light_verbs"] or any(c.dep_ == "neg" for c in verb.children):
            return
        if token.dep_ == "dobj":
            self.filling.blame(
                trigger, self.filling.nouns(self.grammar.subject(verb), trigger.parsed), "rule:light-verb"
            )
        elif token.dep_ == "nsubjpass":
            for agent in children(verb, "agent"):
                self.filling.blame(trigger, self.filling.nouns(child(agent, "pobj"), trigger.parsed), "rule:light-verb")

    def _state(self, trigger: Trigger) -> None:
        token, parsed = trigger.token, trigger.parsed
        among = token.head
        if among.lower_ == "among" and lemma(among.head) == "be":
            self.filling.harm(
                trigger, self.filling.nouns(child(among.head, "nsubj", "attr"), parsed), "rule:among-the-dead"
            )
            return
        own = self.filling.one(token, parsed)
        if own:
            self.filling.harm(trigger, own, "rule:counted-state")
            return
        verb = token.head
        if token.dep_ in ("amod", "acl") and self.filling.one(token.head, parsed):
            self.filling.harm(trigger, self.filling.one(token.head, parsed), "rule:state")
        elif child(token, "nsubj") is not None:
            self.filling.harm(trigger, self.filling.nouns(child(token, "nsubj"), parsed), "rule:state")
        elif lemma(verb) == "leave":
            self.filling.harm(trigger, self.filling.nouns(child(verb, "dobj"), parsed), "rule:left-dead")
        elif lemma(verb) in ("find", "be", "remain", "go", "feel"):
            self.filling.harm(trigger, self.filling.nouns(child(verb, "nsubjpass", "nsubj"), parsed), "rule:state")

    def _lives(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        thing = child(trigger.token, "dobj")
        for prep in children(thing, "prep") if thing is not None else ():
            if prep.lower_ == "of":
                self.filling.harm(
                    trigger, self.filling.nouns(child(prep, "pobj"), trigger.parsed), "rule:claimed-lives"
                )

    # filling
