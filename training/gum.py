"""GUM as training text: mentions with clusters, and attributions (Zeldes 2017; CC BY, some CC BY-SA)."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.neural import labels

from .examples import IGNORE, Aligner, Example, blank, phrase, words_of_text

_KINDS = {
    "person": ("Person", "Group", "Population"),
    "organization": ("Organisation", "Government", "Group"),
    "place": ("Place", "Facility"),
}
_MAY_CUE = ("VERB", "NOUN", "AUX", "ADP", "ADV")  # GUM leaves attributions by noun phrases unmarked
_UNSURE = frozenset({"object", "animal", "plant"})
_PRONOUNS = frozenset(
    {
        "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours",
        "yourself", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they",
        "them", "their", "theirs", "themselves", "who", "whom", "whose", "which", "that", "this", "these", "those",
    }
)  # fmt: skip


def examples(path: Path, *, held_out: bool) -> Iterator[Example]:
    """The documents that may be trained on; without ``held_out`` those that ``eval/dev`` measures are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            meta = record["meta"]
            if meta["redistributable"] and (held_out or not meta["in_dev"]):
                yield _example(record)


def _example(record: dict[str, Any]) -> Example:
    words = words_of_text(record["id"], record["text"])
    align = Aligner(words)
    example = blank(record["id"], words)
    example.event = [IGNORE] * len(words)
    example.claim = [IGNORE] * len(words)
    for mention in record["gold"]["mentions"]:
        _mention(mention, align, example)
    example.cue = [
        IGNORE if words.at(i).pos_ in ("VERB", "NOUN", "AUX", "ADP", "ADV") else 0 for i in range(len(words))
    ]
    for one in record["gold"]["attributions"]:
        if one["kind"] != "other" and one["cue"]:
            _attribution(one, align, example)
    for one, other in ((a, b) for a in example.clusters for b in example.clusters):
        if words.sentence[one] == words.sentence[other]:
            example.pairs[one, other] = words.path(one, other)
    return example


def _mention(mention: dict[str, Any], align: Aligner, example: Example) -> None:
    head = align.head(mention["head"]["start"], mention["head"]["end"])
    if head is None or example.form[head] > 0:
        return
    if mention["type"] in _UNSURE:
        example.form[head] = IGNORE
    kinds = _KINDS.get(mention["type"])
    if kinds is None:
        return
    pronoun = mention["text"].lower() in _PRONOUNS
    form = "pronoun" if pronoun else "name" if mention["named"] else "nominal"
    example.form[head] = labels.FORMS.index(form)
    example.kinds[head] = [int(kind in kinds) for kind in labels.KINDS]
    example.clusters[head] = mention["cluster"]
    example.phrases[head] = phrase(align.words, head, mention["text"])
    if form == "name":
        span = align.span(mention["start"], mention["end"])
        if span is not None and span[1] - span[0] <= 6 and span[0] <= head < span[1]:
            example.bounds.append((labels.MENTION, head, span[0], span[1] - 1))


def _attribution(one: dict[str, Any], align: Aligner, example: Example) -> None:
    cue = align.head(one["cue"][0]["start"], one["cue"][-1]["end"])
    if cue is None or example.cue[cue] == 1:
        return
    example.cue[cue] = 1
    for content in one["content"]:
        span = align.span(content["start"], content["end"])
        if span is not None:
            example.contents.append((cue, *span))
    if one["source"]:
        source = align.head(one["source"][0]["start"], one["source"][-1]["end"])
        if source is not None:
            example.sources.append((cue, source))
    example.cue_polarity[cue] = int(one["polarity"] == "negative")
