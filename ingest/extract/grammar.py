"""The subject of a verb, and whether the verb is passive: also where the grammar leaves it unsaid."""

from spacy.tokens import Token

from ..language.lexicon import Lexicon
from .parts import child, children, lemma

ACCUSING = frozenset({("accuse", "of"), ("blame", "for"), ("blame", "of"), ("suspect", "of")})
_TRANSITIVE = frozenset({"kill", "wound", "injure", "abduct", "kidnap", "arrest", "murder", "slay", "detain"})


class Grammar:
    """Questions about verbs of one language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def subject(self, token: Token) -> Token | None:
        """The subject, also one that a coordinated verb, a participle or an infinitive takes over."""
        own = child(token, "nsubjpass", "nsubj")
        if own is not None:
            return own
        if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and not self._between(token):
            same = (child(token.head, "auxpass") is None) == (child(token, "auxpass") is None) or token.tag_ == "VBN"
            return self.subject(token.head) if same else None
        if token.dep_ == "xcomp" and lemma(token.head) in ("be", "have", "continue", "begin", "start", "go", "come"):
            return self.subject(token.head)
        if (
            token.dep_ == "xcomp"
            and lemma(token.head) in self.lexicon.passive_hedges
            and child(token.head, "nsubjpass")
        ):
            return child(token.head, "nsubjpass")
        if token.dep_ == "relcl" and child(token, "dobj") is None and token.tag_ == "VBN":
            return token.head
        if token.dep_ == "xcomp" and lemma(token.head) in ("force", "compel", "oblige"):
            return child(token.head, "nsubjpass") or child(token.head, "dobj")
        if token.dep_ == "pcomp" and (lemma(token.head.head), token.head.lower_) in ACCUSING:
            return child(token.head.head, "dobj") or child(token.head.head, "nsubjpass")
        if token.dep_ == "acl" and not self._set_off(token):
            return token.head
        if token.dep_ == "advcl" and token.tag_ == "VBG" and child(token, "mark") is None:
            return self.subject(token.head) if self._goes_on(token.head) else None
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

    def is_passive(self, token: Token, subject: Token | None) -> bool:
        """Whether the subject suffers what the verb says. Headlines and notes leave the auxiliary out."""
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
        certain = lemma(token) in _TRANSITIVE and token.dep_ != "xcomp"
        return subject is not None and child(token, "prt") is None and (certain or self.counted(subject))

    def counted(self, token: Token) -> bool:
        """Whether a noun is counted, or is a number."""
        return token.pos_ == "NUM" or child(token, "nummod") is not None
