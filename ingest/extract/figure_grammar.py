"""The verb or noun that governs counted people in the parse, and what it says befell them."""

from collections.abc import Iterable

from spacy.tokens import Token

from graph.vocabulary import Measure

from .figure_phrases import Counts, Phrase
from .figure_words import FigureWords, forms
from .parts import child, children, lemma

Found = tuple[Measure, Token]
_CARRIES = frozenset({"conj", "appos", "nummod", "compound", "nmod", "amod", "dep", "quantmod", "npadvmod", "poss"})
_HOLDS = frozenset(
    {"including", "include", "incl", "among", "with", "like", "besides", "plus", "along", "as", "together"}
)
RAISING = frozenset(
    {"report", "believe", "fear", "confirm", "presume", "find", "say", "estimate", "know", "leave", "declare",
     "remain", "go", "be", "suspect", "see", "hear", "appear", "number", "list"}
)  # fmt: skip
_LEAVES = frozenset(
    {"leave", "claim", "take", "cost", "see", "report", "count", "record", "have", "include", "bring", "find"}
)  # fmt: skip
_MOVES = frozenset(
    {"leave", "arrive", "cross", "sleep", "shelter", "walk", "move", "escape", "reach", "flee", "abandon"}
)
_CARE = frozenset({"hospital", "hospitals", "clinic", "morgue"})
_BESIDE = frozenset({"prt", "oprd", "acomp", "advmod", "dobj", "xcomp", "advcl", "dep", "ccomp"})
_STEPS = 7


class Governing:
    """Reads measures off the parse."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words

    def governed(self, phrase: Phrase) -> Found | None:
        """Climbs from the phrase to the verb or event noun that says what befell it."""
        step = phrase.top
        for _ in range(_STEPS):
            head = step.head
            found = self._relation(phrase, step, head) or self._clause(step)
            if found is not None or head.i == step.i:
                return found
            if not self._carries(step, head):
                return None
            step = head
        return None

    def _carries(self, step: Token, head: Token) -> bool:
        """Whether what is said of a head is said of the token that hangs on it."""
        if step.dep_ == "pobj":
            return head.lower_ in _HOLDS
        if step.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and step.pos_ in ("VERB", "AUX"):
            return False
        return step.dep_ in _CARRIES or (step.dep_ in ("prep", "pcomp") and step.lower_ in _HOLDS)

    def _clause(self, step: Token) -> Found | None:
        """Clauses that hang on the people: "24 people killed in", "pilgrims who died", "men seized during"."""
        for clause in children(step, "acl", "relcl"):
            if clause.tag_ == "VBN" or child(clause, "auxpass") is not None:
                found = self._passive(clause)
            else:
                subject = child(clause, "nsubj")
                if clause.dep_ == "relcl" and (subject is None or subject.lower_ not in ("who", "that", "which")):
                    continue
                found = self._subject(clause)
            if found is not None:
                return found
        return None

    def _relation(self, phrase: Phrase, step: Token, head: Token) -> Found | None:
        """What a verb or noun says of a token that hangs on it."""
        if self._moves(phrase, step, head):
            return Measure.DISPLACED, head
        if step.dep_ == "nsubjpass":
            return self._passive(head)
        if step.dep_ == "nsubj" and head.dep_ in ("csubj", "csubjpass"):
            return self._passive(head.head)  # "24 people sheltering there were killed"
        if step.dep_ in ("nsubj", "csubj"):
            return self._subject(head)
        if step.dep_ in ("dobj", "oprd", "attr"):
            return self._object(phrase, step, head)
        return self._of(head) if step.dep_ == "pobj" else None

    def _of(self, prep: Token) -> Found | None:
        """ "the deaths of", "the loss of", "injuries to"."""
        noun = prep.head
        measure = self.words.measure(self.words.of, noun)
        if prep.lower_ == "of" and measure is None and lemma(noun) in ("loss", "life"):
            measure = Measure.KILLED
        fits = prep.lower_ == "of" or (prep.lower_ == "to" and measure is Measure.INJURED)
        return (measure, noun) if measure is not None and fits else None

    def _moves(self, phrase: Phrase, step: Token, verb: Token) -> bool:
        """Families that leave, arrive, sleep somewhere, or are sent away."""
        if not forms(phrase.noun) & {"family", "household"} or self.denied(verb):
            return False
        moved = step.dep_ == "nsubj" and lemma(verb) in _MOVES
        return moved or (step.dep_ == "dobj" and lemma(verb) in ("send", "drive", "force"))

    def _passive(self, verb: Token) -> Found | None:
        """What a passive says of its subject."""
        if self.denied(verb):
            return (Measure.MISSING, verb) if lemma(verb) in ("see", "hear") else None
        done = self.done(verb)
        if done is not None:
            return done, verb
        measure = self.words.measure(self.words.acts, verb)
        if measure is not None:
            measure = self.graver(verb, measure)
        if measure is not None and child(verb, "dobj") is None:
            return measure, verb
        return self._complement(verb) if lemma(verb) in RAISING else None

    def _subject(self, verb: Token) -> Found | None:
        """What an active verb says of its subject; headlines leave the auxiliary of a passive out."""
        if self.denied(verb):
            return None
        measure = self.words.measure(self.words.undergoes, verb)
        if measure is not None:
            return measure, verb
        suffered = self.pair(verb, self.words.suffered)
        if suffered is not None:
            return suffered, verb
        done = self.done(verb)
        if done is not None and verb.tag_ == "VBN":
            return done, verb
        measure = self.words.measure(self.words.acts, verb)
        if measure is not None and verb.tag_ in ("VBN", "VBD") and child(verb, "dobj") is None and (
            not any(lemma(a) == "have" for a in children(verb, "aux")) and child(verb, "prep", "agent") is not None
        ):  # fmt: skip
            return measure, verb
        return self._complement(verb) if lemma(verb) in RAISING else None

    def _object(self, phrase: Phrase, step: Token, verb: Token) -> Found | None:
        """What a verb says of its object: "killed six", "left 13 dead", "claimed 23 lives", "taking six captive"."""
        if verb.pos_ not in ("VERB", "AUX") or self.denied(verb):
            return None
        if lemma(verb) in _LEAVES | {"lose"} and "life" in forms(step):
            return Measure.KILLED, verb
        done = self.done(verb, phrase.doc[phrase.end : phrase.end + 2])
        if done is not None:
            return done, verb
        measure = self.words.measure(self.words.acts, verb)
        if measure is not None:
            return measure, verb
        if lemma(verb) == "lose" and phrase.counts is Counts.PEOPLE:
            return Measure.KILLED, verb
        return self._complement(verb) if lemma(verb) in _LEAVES | RAISING else None

    def _complement(self, verb: Token) -> Found | None:
        """ "are feared dead", "were reported killed", "are among the dead", "were believed to have died"."""
        for token in children(verb, "acomp", "oprd", "xcomp", "attr", "ccomp", "advcl"):
            if token.lower_ in self.words.states and not self.denied(token) and child(token, "dobj", "nsubj") is None:
                return self.words.states[token.lower_], token
            if token.pos_ in ("VERB", "AUX") and token.dep_ == "xcomp":
                return self._passive(token) or self._subject(token)
        for among in children(verb, "prep"):
            target = child(among, "pobj")
            if among.lower_ == "among" and target is not None:
                return self.group(target)
        return None

    def group(self, target: Token) -> Found | None:
        """ "the dead", "those killed", "the 26 civilians killed"."""
        for token in (target, *children(target, "acl")):
            measure = self.words.states.get(token.lower_) or self.words.measure(self.words.counted, token)
            measure = measure or (Measure.KILLED if token.lower_ == "victims" else None)
            if measure is not None:
                return measure, token
        return self._clause(target)

    def graver(self, verb: Token, measure: Measure) -> Measure:
        """ "abducted and massacred", "shot or hacked to death": killed in the end."""
        also = [one for one in verb.conjuncts if one.tag_ == "VBN" and child(one, "nsubj", "nsubjpass") is None]
        deadly = any(Measure.KILLED in (self.done(v), self.words.measure(self.words.acts, v)) for v in also)
        return Measure.KILLED if deadly else measure

    def done(self, verb: Token, after: Iterable[Token] = ()) -> Measure | None:
        """ "shot dead", "took captive", "drove from their homes"; ``after``: more words to look at."""
        found = self.pair(verb, self.words.done, after)
        cared = any(t.lower_ in _CARE for t in self._near(verb))
        return None if found is Measure.ABDUCTED and cared else found

    def pair(self, verb: Token, table: dict[tuple[str, str], Measure], after: Iterable[Token] = ()) -> Measure | None:
        """The measure of a verb together with a word near it."""
        if not any(form in forms(verb) for form, _ in table):
            return None
        near = {form for t in (*self._near(verb), *after) for form in forms(t)}
        return next((table[pair] for pair in sorted(table) if pair[0] in forms(verb) and pair[1] in near), None)

    def _near(self, verb: Token) -> list[Token]:
        """A verb's particles, complements, objects, and the nouns of its prepositions; words right behind it."""
        found = [t for t in verb.children if t.dep_ in _BESIDE]
        preps = [*children(verb, "prep"), *(p for t in children(verb, "dobj") for p in children(t, "prep"))]
        found += [*preps, *(target for prep in preps for target in children(prep, "pobj"))]
        return found + list(verb.doc[verb.i + 1 : verb.i + 3])

    def denied(self, token: Token) -> bool:
        """Whether it is said not to have been."""
        return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children)
