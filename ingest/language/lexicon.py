"""Reads the word lists once and hands them out as typed, immutable tables."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.vocabulary import Act, EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame:
    """How a verb tells of an event.

    Attributes:
        frame: ``act`` (subject does it to object), ``undergo``, ``flee``, ``displace``, ``blast`` or ``bare``.
        person: the event needs people as its patient: the verb has harmless senses.
        target: the event needs a patient that is people, a place, a facility or an object.
        passive: only the passive tells of the event for sure.
        particle: the particle that must follow ("gun down").
    """

    type: EventType
    frame: str
    person: bool = False
    target: bool = False
    passive: bool = False
    particle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame:
    """How a noun tells of an event; ``of`` says what its of-phrase is: victim, target, displaced or none."""

    type: EventType
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechVerb:
    """What a verb of saying does with its content; ``negative``: it says that it is not so."""

    act: Act
    negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists. Keys are lemmas or names in lower case unless said otherwise."""

    nouns: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    aliases: dict[str, str] = field(hash=False)
    demonyms: dict[str, str] = field(hash=False)
    verbs: dict[str, VerbFrame] = field(hash=False)
    event_nouns: dict[str, NounFrame] = field(hash=False)
    attack_compounds: dict[str, EventType] = field(hash=False)
    states: dict[str, EventType] = field(hash=False)
    events: dict[str, frozenset[str]] = field(hash=False)
    speech: dict[str, SpeechVerb] = field(hash=False)
    speech_nouns: dict[str, Act] = field(hash=False)
    passive_hedges: frozenset[str]
    words: dict[str, frozenset[str]] = field(hash=False)

    def is_noun(self, lemma: str, *classes: str) -> bool:
        """Whether a noun's lemma stands in one of the classes of ``nouns.yaml``."""
        return any(lemma in self.nouns[name] for name in classes)


def _table(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((files(__package__) / name).read_text(encoding="utf-8"))
    return loaded


def _lower(words: str | list[str]) -> frozenset[str]:
    listed = words.split() if isinstance(words, str) else words
    return frozenset(word.lower() for word in listed)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped word lists, read once per process."""
    nouns, names, events, speech = (_table(f"{name}.yaml") for name in ("nouns", "names", "events", "speech"))
    lists = ("figurative", "light_verbs", "sport", "games", "strike_words")
    words = ("voices", "verification_adjectives", "condition", "fear_nouns", "demand_verbs", "plan_verbs")
    return Lexicon(
        nouns={name: _lower(listed) for name, listed in nouns.items()},
        names={name: _lower(listed) for name, listed in names.items() if isinstance(listed, list)},
        aliases={key.lower(): full for key, full in names["aliases"].items()},
        demonyms={word.lower(): code for word, code in names["demonyms"].items()},
        verbs={k: VerbFrame(**{**v, "type": EventType(v["type"])}) for k, v in events["verbs"].items()},
        event_nouns={k: NounFrame(type=EventType(v["type"]), of=v["of"]) for k, v in events["nouns"].items()},
        attack_compounds={k: EventType(v) for k, v in events["attack_compounds"].items()},
        states={k: EventType(v) for k, v in events["states"].items()},
        events={name: _lower(events[name]) for name in lists},
        speech={k: SpeechVerb(**{**v, "act": Act(v["act"])}) for k, v in speech["verbs"].items()},
        speech_nouns={k: Act(v) for k, v in speech["nouns"].items()},
        passive_hedges=_lower(speech["passive_hedges"]),
        words={name: _lower(speech[name]) for name in words},
    )
