"""Who is what in an event: only the clearest grammar speaks, everything else stays empty."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from graph.vocabulary import EventType, Form, Kind

from ..language.lexicon import Lexicon
from .parts import ACTORS, PEOPLE, SITES, Filler, Noun, Parsed, Trigger, child, children, lemma, with_conjuncts

# Perpetrators are read for these only: never for lawful operations, captures, injuries or flight.
BLAMED = frozenset(
    {
        EventType.KILLING, EventType.EXECUTION, EventType.MASSACRE, EventType.ABDUCTION, EventType.DISAPPEARANCE,
        EventType.TORTURE, EventType.SEXUAL_VIOLENCE, EventType.ATTACK, EventType.AMBUSH, EventType.BOMBING,
        EventType.SHELLING, EventType.AIR_STRIKE, EventType.RAID, EventType.VIOLENCE, EventType.DESTRUCTION,
    }
)  # fmt: skip
ATTACKS = frozenset(
    {
        EventType.ATTACK, EventType.AMBUSH, EventType.BOMBING, EventType.SHELLING, EventType.AIR_STRIKE, EventType.RAID,
        EventType.MASSACRE, EventType.OTHER, EventType.CLASH,
    }
)  # fmt: skip
DEADLY = frozenset({EventType.KILLING, EventType.DEATH, EventType.EXECUTION, EventType.MASSACRE})
HARM = DEADLY | {EventType.INJURY}
_AT = frozenset(["in", "at", "near", "on", "outside", "around", "inside", "across", "throughout", "along", "within", "off"])
_TO = frozenset(["to", "into", "toward", "towards"])
_ACCUSING = frozenset({("accuse", "of"), ("blame", "for"), ("suspect", "of")})
_UNITS = frozenset({"convoy", "patrol", "column"})  # what is attacked in them are things and posts
_HARMED = frozenset({"victim", "survivor", "casualty", "dead", "body", "hostage", "patient"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


class RoleFinder:
    """Fills the roles of a sentence's triggers. Participants must already be found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

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
            self._sites(trigger)
        for trigger in parsed.triggers:
            self._link_cause(trigger, by_token)
        for trigger in parsed.triggers:
            self._share(trigger)

    # participants of tokens

    def _nouns(self, token: Token | None, parsed: Parsed) -> list[Noun]:
        """The participants that a token and its coordinated tokens stand for, and those "including" adds."""
        if token is None:
            return []
        if token.lower_ in _RELATIVE:
            clause = token.head
            while clause.dep_ in ("xcomp", "conj", "ccomp") and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ != "relcl":
                return []
            return self._one(clause.head, parsed)
        found = []
        for one in with_conjuncts(token) if token.dep_ != "conj" else [token]:
            found += self._one(one, parsed)
            for prep in children(one, "prep"):
                if prep.lower_ in ("including", "of") and (prep.lower_ == "including" or lemma(one) in ("majority", "part")):
                    for inner in with_conjuncts(p) if (p := child(prep, "pobj")) is not None else []:
                        found += self._one(inner, parsed)
        return found

    def _one(self, token: Token, parsed: Parsed) -> list[Noun]:
        noun = next((n for n in parsed.nouns if n.head.i == token.i and n.form is not Form.NAME), None)
        noun = noun or next((n for n in parsed.nouns if n.head.i == token.i), None)
        noun = noun or next((n for n in parsed.nouns if n.form is Form.NAME and n.first <= token.i < n.end), None)
        if noun is None or noun.record is None:
            return []
        return [noun]

    # verbs

    def _verb(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        token, parsed = trigger.token, trigger.parsed
        subject = self._subject(token)
        passive = self._is_passive(token, subject)
        objects = self._nouns(child(token, "dobj"), parsed)
        subjects = self._nouns(subject, parsed)
        if trigger.frame == "undergo":
            self._harm(trigger, subjects, "rule:undergoes")
        elif trigger.frame == "flee":
            self._displaced(trigger, subjects, "rule:flees")
        elif trigger.frame == "displace":
            self._displaced(trigger, subjects if passive else objects, "rule:displaced")
        elif trigger.frame == "blast":
            self._blame(trigger, [n for n in subjects if n.kind in PEOPLE], "rule:detonator")
        elif trigger.frame in ("self", "open-fire"):
            self._blame(trigger, subjects, f"rule:{trigger.frame}")
            for prep in children(token, "prep"):
                if prep.lower_ in ("on", "at"):
                    self._harm(trigger, self._nouns(child(prep, "pobj"), parsed), "rule:fired-on")
        elif trigger.frame == "act" and passive:
            victims = subjects or self._after_name(trigger)
            self._harm(trigger, victims, "rule:passive-subject")
            self._agents(trigger)
        elif trigger.frame == "act":
            self._harm(trigger, objects, "rule:active-object")
            self._blame(trigger, subjects, "rule:active-subject")

    def _subject(self, token: Token) -> Token | None:
        """The subject, also one that a coordinated verb, a participle or an infinitive takes over."""
        own = child(token, "nsubjpass", "nsubj")
        if own is not None:
            return own
        if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and not self._between(token):
            same = (child(token.head, "auxpass") is None) == (child(token, "auxpass") is None) or token.tag_ == "VBN"
            return self._subject(token.head) if same else None
        if token.dep_ == "xcomp" and lemma(token.head) in ("be", "have", "continue", "begin", "start", "go", "come"):
            return self._subject(token.head)
        if token.dep_ == "xcomp" and lemma(token.head) in self.lexicon.passive_hedges and child(token.head, "nsubjpass"):
            return child(token.head, "nsubjpass")
        if token.dep_ == "relcl" and child(token, "dobj") is None and token.tag_ == "VBN":
            return token.head
        if token.dep_ == "xcomp" and lemma(token.head) in ("force", "compel", "oblige"):
            return child(token.head, "nsubjpass") or child(token.head, "dobj")
        if token.dep_ == "pcomp" and (lemma(token.head.head), token.head.lower_) in _ACCUSING:
            return child(token.head.head, "dobj") or child(token.head.head, "nsubjpass")
        if token.dep_ == "acl" and not self._set_off(token):
            return token.head
        if token.dep_ == "advcl" and token.tag_ == "VBG" and child(token, "mark") is None and not any(
            True for _ in children(token, "prep") if token.i > 0 and token.doc[token.i - 1].lower_ in ("after", "before")
        ):  # fmt: skip
            return self._subject(token.head) if self._goes_on(token.head) else None
        return None

    def _goes_on(self, verb: Token) -> bool:
        """Whether a participle after this verb speaks of its subject: not after a verb of saying or believing."""
        word = lemma(verb)
        return verb.pos_ == "VERB" and word not in self.lexicon.speech and word not in self.lexicon.passive_hedges

    def _between(self, token: Token) -> bool:
        """Whether a noun that could be the subject stands right before a coordinated verb."""
        return any(t.dep_ in ("nsubj", "nsubjpass") for t in token.lefts)

    def _set_off(self, token: Token) -> bool:
        """Whether a comma cuts a participle off from the noun that the parser hangs it on."""
        return any(t.text == "," for t in token.doc[token.head.i + 1 : token.i]) and token.tag_ == "VBN"

    def _is_passive(self, token: Token, subject: Token | None) -> bool:
        if child(token, "auxpass", "nsubjpass") is not None or child(token, "agent") is not None:
            return True
        if child(token, "dobj") is not None:
            return False
        if token.tag_ != "VBN" and not (token.tag_ == "VBD" and child(token, "dobj") is None):
            return False
        having = any(lemma(aux) == "have" for aux in children(token, "aux"))
        if having:
            return False
        if token.tag_ == "VBN":
            return True
        # "10 killed and 59 others wounded": a transitive verb without object or auxiliary, after people
        return subject is not None and child(token, "prt") is None and self._counted(subject)

    def _counted(self, token: Token) -> bool:
        return token.pos_ == "NUM" or child(token, "nummod") is not None

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
            return [n for n in near if n.kind in PEOPLE and self._counted(n.head)][-1:]
        before = [n for n in trigger.parsed.nouns if n.end == start - 1 and n.form is not Form.PRONOUN and n.record]
        named = [n for n in before if n.kind is Kind.PERSON] or [n for n in before if n.kind in PEOPLE]
        return named[-1:]

    def _agents(self, trigger: Trigger) -> None:
        for agent in children(trigger.token, "agent", "prep"):
            if agent.lower_ == "by":
                for target in children(agent, "pobj"):
                    self._blame(trigger, self._nouns(target, trigger.parsed), "rule:passive-agent")

    # nouns and states

    def _noun(self, trigger: Trigger) -> None:
        token, parsed = trigger.token, trigger.parsed
        frame = self.lexicon.event_nouns[lemma(token)]
        verified = any(
            t.lower_ in self.lexicon.words["verification_adjectives"] for t in token.lefts if t.dep_ in ("amod", "advmod")
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
            self._harm(trigger, self._nouns(owner, parsed), "rule:possessive")
        if trigger.type in DEADLY and child(token, "nummod") is not None:
            self._harm(trigger, self._one(token, parsed), "rule:counted-deaths")
        for modifier in children(token, "compound", "nmod", "amod"):
            self._modifier(trigger, modifier)
        for clause in children(token, "acl"):
            if lemma(clause) in ("target", "carry", "conduct", "launch", "commit", "perpetrate", "claim", "stage"):
                self._reduced(trigger, clause)
        self._light(trigger)
        self._accused(trigger, token)
        if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ in ("subject", "subjected"):
            self._harm(trigger, self._subjected(token.head.head, parsed), "rule:subject-to")

    def _subjected(self, word: Token, parsed: Parsed) -> list[Noun]:
        """ "victims subject to executions", "he was subjected to torture"."""
        return self._nouns(child(word, "nsubjpass"), parsed) or self._one(word.head, parsed)

    def _accused(self, trigger: Trigger, token: Token) -> None:
        """ "accused X of killing", "blamed X for the attack": X is alleged to have done it."""
        prep = token.head
        verb = prep.head
        if prep.dep_ != "prep" or (lemma(verb), prep.lower_) not in _ACCUSING:
            return
        if any(c.dep_ == "neg" for c in verb.children):
            return
        accused = child(verb, "dobj") or child(verb, "nsubjpass")
        self._blame(trigger, self._nouns(accused, trigger.parsed), "rule:accused")

    def _noun_prep(self, trigger: Trigger, prep: Token, of: str, verified: bool) -> None:
        nouns = self._nouns(child(prep, "pobj"), trigger.parsed)
        word = prep.lower_
        if word == "of" and of == "victim":
            self._harm(trigger, [n for n in nouns if n.kind not in SITES], "rule:of-phrase")
        elif word == "of" and of == "target":
            self._harm(trigger, nouns, "rule:of-phrase")
        elif word == "of" and of == "displaced":
            self._displaced(trigger, nouns, "rule:of-phrase")
        elif word in ("on", "against", "upon", "targeting") and trigger.type not in (EventType.CLASH, EventType.PROTEST):
            if word == "on" and self._is_day(prep):
                return
            self._harm(trigger, nouns, "rule:attack-on")
        elif word == "to" and trigger.type is EventType.INJURY:
            self._harm(trigger, nouns, "rule:injuries-to")
        elif word == "by" and not verified:
            self._blame(trigger, nouns, "rule:noun-by")

    def _is_day(self, prep: Token) -> bool:
        target = child(prep, "pobj")
        return target is not None and target.ent_type_ in ("DATE", "TIME")

    def _modifier(self, trigger: Trigger, modifier: Token) -> None:
        """ "IS attack", "rebel shelling", "army raid": an armed party before an attack's noun did it."""
        if trigger.type not in ATTACKS or trigger.type is EventType.CLASH:
            return
        for noun in trigger.parsed.nouns:
            if noun.form is Form.NAME and noun.first <= modifier.i < noun.end and noun.record is not None:
                if noun.kind is Kind.GROUP or noun.method == "rule:demonym-agent":
                    trigger.perpetrators.append(Filler(noun, "rule:armed-modifier"))

    def _reduced(self, trigger: Trigger, clause: Token) -> None:
        """ "attacks carried out by X", "an attack targeting Y"."""
        if clause.tag_ == "VBG":
            self._harm(trigger, self._nouns(child(clause, "dobj"), trigger.parsed), "rule:targeting")
            return
        for agent in children(clause, "agent", "prep"):
            if agent.lower_ == "by":
                for target in children(agent, "pobj"):
                    self._blame(trigger, self._nouns(target, trigger.parsed), "rule:carried-out-by")

    def _light(self, trigger: Trigger) -> None:
        """ "X carried out an attack", "the attack was carried out by X"."""
        token, verb = trigger.token, trigger.token.head
        if lemma(verb) not in self.lexicon.events["light_verbs"] or any(c.dep_ == "neg" for c in verb.children):
            return
        if token.dep_ == "dobj":
            self._blame(trigger, self._nouns(self._subject(verb), trigger.parsed), "rule:light-verb")
        elif token.dep_ == "nsubjpass":
            for agent in children(verb, "agent"):
                self._blame(trigger, self._nouns(child(agent, "pobj"), trigger.parsed), "rule:light-verb")

    def _state(self, trigger: Trigger) -> None:
        token, parsed = trigger.token, trigger.parsed
        among = token.head
        if among.lower_ == "among" and lemma(among.head) == "be":
            self._harm(trigger, self._nouns(child(among.head, "nsubj", "attr"), parsed), "rule:among-the-dead")
            return
        own = self._one(token, parsed)
        if own:
            self._harm(trigger, own, "rule:counted-state")
            return
        verb = token.head
        if token.dep_ in ("amod", "acl") and self._one(token.head, parsed):
            self._harm(trigger, self._one(token.head, parsed), "rule:state")
        elif child(token, "nsubj") is not None:
            self._harm(trigger, self._nouns(child(token, "nsubj"), parsed), "rule:state")
        elif lemma(verb) == "leave":
            self._harm(trigger, self._nouns(child(verb, "dobj"), parsed), "rule:left-dead")
        elif lemma(verb) in ("find", "be", "remain", "go", "feel"):
            self._harm(trigger, self._nouns(child(verb, "nsubjpass", "nsubj"), parsed), "rule:state")

    def _lives(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        thing = child(trigger.token, "dobj")
        for prep in children(thing, "prep") if thing is not None else ():
            if prep.lower_ == "of":
                self._harm(trigger, self._nouns(child(prep, "pobj"), trigger.parsed), "rule:claimed-lives")

    # filling

    def _harm(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        """People are victims; places, things and institutions that are attacked are targets."""
        for noun in nouns:
            if noun.kind in PEOPLE and (lemma(noun.head) not in _UNITS or trigger.type in HARM):
                if not _holds(trigger.victims, noun):
                    trigger.victims.append(Filler(noun, method))
            elif trigger.type not in HARM and trigger.type not in (EventType.ABDUCTION, EventType.DETENTION):
                if not _holds(trigger.targets, noun):
                    trigger.targets.append(Filler(noun, method))
                if noun.kind in SITES and not _holds(trigger.places, noun):
                    trigger.places.append(Filler(noun, method))

    def _displaced(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        for noun in nouns:
            if noun.kind in PEOPLE and not _holds(trigger.displaced, noun):
                trigger.displaced.append(Filler(noun, method))

    def _blame(self, trigger: Trigger, nouns: Iterable[Noun], method: str) -> None:
        if trigger.type not in BLAMED:
            return
        for noun in nouns:
            if lemma(noun.head) in _HARMED or lemma(noun.head) in self.lexicon.event_nouns:
                continue
            flies = noun.kind is Kind.OBJECT and lemma(noun.head) in self.lexicon.nouns["aircraft"]
            if (noun.kind in ACTORS or flies) and not _holds(trigger.victims, noun):
                if not _holds(trigger.perpetrators, noun):
                    trigger.perpetrators.append(Filler(noun, method))

    # places

    def _sites(self, trigger: Trigger) -> None:
        token = trigger.token
        heads = [token]
        if trigger.frame != "noun":
            heads += [f.noun.head for f in trigger.victims if f.noun.head.i > token.i and f.noun.parsed is trigger.parsed]
        elif token.dep_ in ("dobj", "nsubj") and lemma(token.head) in self.lexicon.events["light_verbs"] | {"occur", "happen", "take"}:
            heads.append(token.head)
        for head in heads:
            for prep in children(head, "prep"):
                if prep.lower_ in _AT:
                    self._place(trigger, prep, trigger.places)
                elif prep.lower_ in _TO and trigger.frame == "flee":
                    self._place(trigger, prep, trigger.destinations)
        if trigger.type is EventType.SHELTER:
            trigger.destinations += [p for p in trigger.places if not _holds(trigger.destinations, p.noun)]

    def _place(self, trigger: Trigger, prep: Token, into: list[Filler]) -> None:
        for target in children(prep, "pobj"):
            for noun in self._site_nouns(target, trigger.parsed, 2):
                if not _holds(into, noun):
                    into.append(Filler(noun, "rule:locative"))

    def _site_nouns(self, target: Token, parsed: Parsed, depth: int) -> Iterator[Noun]:
        """Sites that a locative's object names, in lists, after "such as", and one step further in."""
        for one in with_conjuncts(target):
            for noun in self._one(one, parsed):
                if noun.kind in SITES:
                    yield noun
            for prep in children(one, "prep"):
                if depth and (prep.lower_ in _AT or prep.lower_ in ("as", "including", "of")):
                    for inner in children(prep, "pobj"):
                        yield from self._site_nouns(inner, parsed, depth - 1)
            for apposed in children(one, "appos"):
                if depth:
                    yield from self._site_nouns(apposed, parsed, depth - 1)

    # causes

    def _link_cause(self, trigger: Trigger, by_token: dict[int, Trigger]) -> None:
        """ "a bombing killed six", "killed in an attack", "attacked the town, killing six"."""
        if trigger.type not in HARM:
            return
        token = trigger.token
        verb = token.head if trigger.frame == "state" and lemma(token.head) == "leave" else token
        subject = self._subject(verb)
        cause = by_token.get(subject.i) if subject is not None else None
        if subject is not None and subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            cause = by_token.get(verb.head.i)
        for prep in children(verb, "prep", "agent"):
            if cause is None and prep.lower_ in ("in", "by", "during", "from"):
                target = child(prep, "pobj")
                cause = by_token.get(target.i) if target is not None else None
        if cause is None and token.dep_ == "advcl" and token.tag_ == "VBG":
            cause = by_token.get(token.head.i)
        if cause is not None and cause is not trigger and cause.type in ATTACKS:
            trigger.cause = cause

    def _share(self, trigger: Trigger) -> None:
        """The dead of an attack are victims of both; who attacked is alleged to have killed."""
        cause = trigger.cause
        if cause is None:
            return
        for filler in trigger.victims:
            if not _holds(cause.victims, filler.noun):
                cause.victims.append(Filler(filler.noun, "rule:cause"))
        if trigger.type in BLAMED:
            for filler in cause.perpetrators:
                if not _holds(trigger.perpetrators, filler.noun) and not _holds(trigger.victims, filler.noun):
                    trigger.perpetrators.append(Filler(filler.noun, "rule:cause"))
        if not trigger.places:
            trigger.places += cause.places


def _holds(fillers: list[Filler], noun: Noun) -> bool:
    return any(f.noun is noun or f.noun.record is noun.record for f in fillers)
