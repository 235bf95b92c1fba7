"""Makes participants of a sentence: names, nominal phrases ("masked gunmen", "at least 20 people"), pronouns."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from .names import Named
from .parts import Noun, Parsed, child, children, lemma

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "npadvmod", "punct", "case"}
)
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "ROOT", "attr", "dative", "oprd", "dep"})
_NO_COUNT = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_MOST_OF = 7  # tokens of an of-phrase that still belong to a mention
_DONE_TO_PEOPLE = frozenset(
    {
        "kill",
        "murder",
        "assassinate",
        "behead",
        "abduct",
        "kidnap",
        "arrest",
        "detain",
        "torture",
        "rape",
        "wound",
        "injure",
    }
)
_NO_PERSON = frozenset(
    {
        "cattle",
        "sheep",
        "goat",
        "cow",
        "dog",
        "animal",
        "horse",
        "livestock",
        "bird",
        "fish",
        "hope",
        "chance",
        "plan",
        "bill",
        "time",
        "motion",
        "proposal",
        "project",
        "idea",
        "deal",
        "talk",
        "event",
        "law",
        "rumour",
        "rumor",
        "story",
        "mood",
    }
)
_STRUCK = frozenset({"strike", "airstrike", "raid", "shelling", "bombardment", "attack", "bombing", "fire"})
_MILITARY = frozenset(
    {"air", "drone", "artillery", "missile", "rocket", "airstrike", "shelling", "bombardment", "mortar"}
)
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})


class NounFinder:
    """Finds the participants of one sentence at a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, parsed: Parsed, named: list[Named]) -> list[Noun]:
        """Participants in order of their head."""
        nouns = [self._name(parsed, *one) for one in named]
        inside = {i: noun for noun in nouns for i in range(noun.first, noun.end)}
        for token in parsed.doc:
            if token.i in inside:
                continue
            nouns += self._nominal(parsed, token, inside)
            nouns += self._agent_adjective(parsed, token)
            if token.lower_ in _SINGULAR or token.lower_ in _PLURAL:
                kind = Kind.PERSON if token.lower_ in _SINGULAR else Kind.GROUP
                nouns.append(Noun(parsed, token.i, token.i + 1, token, kind, Form.PRONOUN, "rule:pronoun"))
        return sorted(nouns, key=lambda noun: (noun.head.i, noun.first))

    def _name(self, parsed: Parsed, first: int, end: int, kind: Kind, method: str) -> Noun:
        head = parsed.doc[first:end].root
        body = kind in (Kind.ORGANISATION, Kind.GROUP, Kind.GOVERNMENT, Kind.FACILITY)
        if body and first > 0 and parsed.doc[first - 1].lower_ == "the" and parsed.doc[first - 1].head.i == head.i:
            first -= 1
        noun = Noun(parsed, first, end, head, kind, Form.NAME, method)
        if kind is Kind.PERSON:
            noun.title = self._title(noun)
        noun.official = self._official(noun)
        return noun

    def _title(self, noun: Noun) -> str | None:
        """The words right before a name, or in apposition to it, that say what the person is."""
        doc = noun.parsed.doc
        first = noun.first
        while first > 0 and self._titling(doc[first - 1], noun):
            first -= 1
        before = list(doc[first : noun.first])
        if any(self._names_office(token) for token in before):
            return doc[first : noun.first].text
        for appos in children(noun.head, "appos"):
            if self._names_office(appos) and appos.ent_type_ != "PERSON" and not self._kin(appos):
                left, right = phrase(appos)
                return doc[left : self._with_of(appos, right)].text
        outer = noun.head.head
        if noun.head.dep_ == "appos" and self._names_office(outer) and not self._kin(outer):
            left, right = phrase(outer)
            return doc[left : min(self._with_of(outer, right), noun.first)].text.rstrip(" ,")
        return None

    def _titling(self, token: Token, noun: Noun) -> bool:
        inside = token.head.i in range(noun.first, noun.end) or token.head.i < noun.first
        return (
            token.dep_ in ("compound", "amod", "nmod")
            and inside
            and (token.text[0].isupper() or self._names_office(token) or token.pos_ == "NOUN")
        )

    def _kin(self, token: Token) -> bool:
        return lemma(token) in self.lexicon.nouns["kin"]

    def _names_office(self, token: Token) -> bool:
        return token.lower_ in self.lexicon.nouns["titles"] or self.lexicon.is_noun(lemma(token), "person")

    def _official(self, noun: Noun) -> bool:
        """Whether it speaks with a state's authority: a government, army, police, minister, their spokesman."""
        official = self.lexicon.nouns["official"]
        if noun.kind is Kind.GOVERNMENT:
            return True
        if noun.kind is Kind.PERSON and noun.form is Form.NAME:
            words = (noun.title or "").lower().replace("-", " ").replace(",", " ").split()
            return any(word in official for word in words)
        if noun.form is Form.NAME:
            return any(t.lower_ in official for t in noun.parsed.doc[noun.first : noun.end])
        return lemma(noun.head) in official

    def _nominal(self, parsed: Parsed, token: Token, inside: dict[int, Noun]) -> Iterator[Noun]:
        kind = self._kind(token)
        if kind is None or token.dep_ in ("compound", "amod", "npadvmod") or token.ent_type_ in _NO_COUNT - {"ORDINAL"}:
            return
        named = self._named_by_of(token, inside)
        if named is not None and kind in (Kind.PLACE, Kind.FACILITY):
            # "the town of NAME": the head stands for the named place
            yield Noun(parsed, named.first, named.end, token, named.kind, Form.NAME, "rule:of-name", official=False)
            return
        first, end = phrase(token)
        if kind in (Kind.PERSON, Kind.GROUP, Kind.POPULATION, Kind.ORGANISATION):
            end = self._with_link(token, self._with_of(token, end))
        while first < end - 1 and (
            parsed.doc[first].pos_ in ("PUNCT", "CCONJ", "SPACE") or parsed.doc[first].tag_ == "WRB"  # "how" men came
        ):
            first += 1
        noun = Noun(parsed, first, end, token, kind, Form.NOMINAL, "rule:nominal")
        noun.official = self._official(noun)
        yield noun

    def _agent_adjective(self, parsed: Parsed, token: Token) -> Iterator[Noun]:
        """ "Ruritanian air strikes": the adjective names whose they are."""
        if token.lower_ not in self.lexicon.demonyms or token.dep_ not in ("amod", "compound", "nmod", "conj"):
            return
        head = token.head.head if token.dep_ == "conj" else token.head
        means = {lemma(head), *(c.lower_ for c in children(head, "compound"))}
        if lemma(head) in _STRUCK and means & _MILITARY and head.i > token.i:
            noun = Noun(parsed, token.i, token.i + 1, token, Kind.GOVERNMENT, Form.NAME, "rule:demonym-agent")
            noun.official = True
            yield noun

    def _named_by_of(self, token: Token, inside: dict[int, Noun]) -> Noun | None:
        for prep in children(token, "prep"):
            if prep.lower_ == "of":
                target = child(prep, "pobj")
                if target is not None and target.i in inside:
                    return inside[target.i]
        return None

    def _with_of(self, token: Token, end: int) -> int:
        for prep in children(token, "prep"):
            target = child(prep, "pobj")
            if prep.lower_ == "of" and prep.i == end and target is not None:
                _, last = phrase(target)
                if last - prep.i <= _MOST_OF:
                    return last
        return end

    def _with_link(self, token: Token, end: int) -> int:
        """ "gunmen linked to X", "factions loyal to X": who they are, not what they did."""
        for clause in children(token, "acl", "amod"):
            linked = lemma(clause) in ("link", "align", "ally", "affiliate") or clause.lower_ == "loyal"
            if linked and clause.i == end and clause.right_edge.i - end <= _MOST_OF:
                return int(clause.right_edge.i) + 1
        return end

    def _kind(self, token: Token) -> Kind | None:
        word = lemma(token)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._noun_kind(token, word)
        if token.pos_ in ("ADJ", "VERB") and token.dep_ in _HEADS and token.lower_ in self.lexicon.nouns["population"]:
            return Kind.POPULATION if child(token, "det", "nummod") is not None else None
        if token.pos_ == "NUM" and token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.ent_type_ not in _NO_COUNT:
            return Kind.PERSON if token.lower_ in ("one", "1") else Kind.POPULATION
        return None

    def _noun_kind(self, token: Token, word: str) -> Kind | None:
        lists = self.lexicon
        if word in lists.event_nouns and any(True for _ in children(token, "nummod")):
            return Kind.POPULATION if lists.event_nouns[word].of == "victim" else None
        plural = token.tag_ in ("NNS", "NNPS")
        if lists.is_noun(word, "person") or (token.lower_ in lists.nouns["person"]):
            if plural or word in ("people", "troop", "personnel"):
                return Kind.POPULATION if word in lists.nouns["civil"] else Kind.GROUP
            return Kind.PERSON
        for name, kind in (
            ("population", Kind.POPULATION), ("group", Kind.GROUP), ("organisation", Kind.ORGANISATION),
            ("government", Kind.GOVERNMENT), ("facility", Kind.FACILITY), ("place", Kind.PLACE),
            ("object", Kind.OBJECT),
        ):  # fmt: skip
            if word in lists.nouns[name] or token.lower_ in lists.nouns[name]:
                return kind
        return self._patient(token, word, plural=plural)

    def _patient(self, token: Token, word: str, *, plural: bool) -> Kind | None:
        """A noun that no list knows is a person where it is killed, wounded, taken or held."""
        verb = token.head
        if token.pos_ != "NOUN" or lemma(verb) not in _DONE_TO_PEOPLE or verb.pos_ != "VERB" or word in _NO_PERSON:
            return None
        passive = token.dep_ == "nsubjpass" and child(verb, "dobj") is None
        if not passive and not (token.dep_ == "dobj" and plural and child(token, "nummod") is not None):
            return None
        return Kind.POPULATION if plural else Kind.PERSON


def phrase(head: Token) -> tuple[int, int]:
    """First token and end of the noun phrase round a head: what stands before it, nothing after it."""
    first = head.i
    for kid in head.lefts:
        if kid.dep_ in _LEFT:
            first = min(first, kid.left_edge.i)
    return first, head.i + 1
