"""The word lists of figures: what befalls counted people, and which nouns count people at all."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from graph.vocabulary import Measure

from ..language.lexicon import Lexicon, lexicon

_GROUPS = frozenset({"family", "household", "personnel", "troops", "crew", "staff", "forces"})
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person", "lives": "life"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """The lists of ``figures.yaml``, turned round: from a word to its measure."""

    acts: dict[str, Measure] = field(hash=False)
    undergoes: dict[str, Measure] = field(hash=False)
    states: dict[str, Measure] = field(hash=False)
    events: dict[str, Measure] = field(hash=False)
    counted: dict[str, Measure] = field(hash=False)
    of: dict[str, Measure] = field(hash=False)
    suffered: dict[tuple[str, str], Measure] = field(hash=False)
    done: dict[tuple[str, str], Measure] = field(hash=False)
    people: frozenset[str]
    never: frozenset[str]
    combatant: frozenset[str]
    security: frozenset[str]
    civilian: frozenset[str]

    def is_person(self, token: Token) -> bool:
        """Whether a noun, in the singular or plural, lower case or capitals, stands for persons or families."""
        return bool(forms(token) & self.people)

    def measure(self, table: dict[str, Measure], token: Token) -> Measure | None:
        """The measure of a token in one of the tables, by its lemma or its form."""
        return next((table[form] for form in sorted(forms(token)) if form in table), None)


def forms(token: Token) -> frozenset[str]:
    """The forms under which a token may stand in a list: the model's lemma fails on capitals."""
    word, lemma = token.lower_, token.lemma_.lower()
    found = {word, lemma, _IRREGULAR.get(word, word)}
    if word.endswith("men"):
        found.add(word[:-3] + "man")
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    elif word.endswith("s") and len(word) > 3:
        found.add(word[:-1])
    if word.endswith("ed"):
        found |= {word[:-1], word[:-2]}
    elif word.endswith("ing"):
        found |= {word[:-3], word[:-3] + "e"}
    return frozenset(found)


def _by_word(table: dict[str, str]) -> dict[str, Measure]:
    return {word: Measure(name) for name, listed in table.items() for word in listed.split()}


def _by_pair(table: dict[str, dict[str, list[str]]]) -> dict[tuple[str, str], Measure]:
    return {
        (verb, word): Measure(name) for name, verbs in table.items() for verb, words in verbs.items() for word in words
    }


def _people(words: Lexicon, table: dict[str, Any]) -> frozenset[str]:
    """Persons of ``nouns.yaml``, peoples and nationalities, and the further nouns listed for figures."""
    named = {*words.names["peoples"], *words.demonyms, *(f"{word}s" for word in words.demonyms)}
    return frozenset({*words.nouns["person"], *_GROUPS, *named, *table["people"].split()})


@lru_cache(maxsize=1)
def figure_words() -> FigureWords:
    """The shipped lists, read once per process."""
    path = files("ingest.language") / "figures.yaml"
    table: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return FigureWords(
        acts=_by_word(table["acts"]), undergoes=_by_word(table["undergoes"]), states=_by_word(table["states"]),
        events=_by_word(table["events"]), counted=_by_word(table["counted"]),
        of=_by_word(table["events"]) | _by_word(table["of"]),
        suffered=_by_pair(table["suffered"]), done=_by_pair(table["done"]),
        people=_people(lexicon(), table), never=frozenset(table["never"].split()),
        combatant=frozenset(table["combatant"].split()), security=frozenset(table["security"].split()),
        civilian=frozenset(table["civilian"].split()),
    )  # fmt: skip
