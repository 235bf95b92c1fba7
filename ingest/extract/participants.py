"""Makes participants of what the network sees, and mends them by word lists and the gazetteer."""

from collections.abc import Mapping

from graph.vocabulary import Form, Kind

from ..language.lexicon import Lexicon
from ..neural.seen import SeenMention
from ..places.lookup import Gazetteer
from .capacity import Capacity
from .parts import Noun
from .sight import Sight

_METHOD = "reader:mention"
_OFTEN_PLACES = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.FACILITY, Kind.OBJECT)
_LOCATIVE = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "throughout", "into", "towards"})
_NO_NAMES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "lt", "sgt", "capt", "gen"})


class ParticipantMaker:
    """Makes the participants of one document.

    Attributes:
        made: participants by their place among the network's mentions.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, context: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.context = {code for code, share in context.items() if share >= 0.15}
        self.capacity = Capacity(lexicon)
        self.made: dict[int, Noun] = {}

    def make(self, sight: Sight) -> None:
        """Sets the participants of every sentence, in order of their heads."""
        taken: dict[tuple[int, int, int], Noun] = {}
        for place, seen in enumerate(sight.seen.mentions):
            noun = self._noun(sight, seen)
            key = (sight.number(seen.head), noun.first, noun.end)
            if key in taken:
                self.made[place] = taken[key]
                continue
            taken[key] = self.made[place] = noun
            noun.parsed.nouns.append(noun)
        for parsed in sight.parsed:
            parsed.nouns.sort(key=lambda n: (n.head.i, n.first))

    def _noun(self, sight: Sight, seen: SeenMention) -> Noun:
        parsed = sight.sentence(seen.head)
        first, end = sight.extent(seen.head, seen.first, seen.end)
        form = Form(seen.form)
        noun = Noun(parsed, first, end, sight.token(seen.head), seen.kind, form, _METHOD)
        if form is Form.NAME:
            self._mend(noun)
        if noun.kind is Kind.PERSON and form is Form.NAME:
            noun.title = self.capacity.title(noun)
        noun.official = self.capacity.official(noun)
        return noun

    def _mend(self, noun: Noun) -> None:
        """Lists of organisations and armed groups, and names of countries, are surer than the network."""
        doc = noun.parsed.doc
        while noun.end - noun.first > 1 and doc[noun.end - 1].text in ("'s", "’s", "'", "’"):
            noun.end -= 1
        while noun.end - noun.first > 1 and noun.kind is Kind.PERSON and doc[noun.first].lower_ in _NO_NAMES:
            noun.first += 1
        key = noun.name.lower().removesuffix(" group")
        names = self.lexicon.names
        if key in names["armed_groups"]:
            noun.kind, noun.method = Kind.GROUP, "list:armed-groups"
        elif key in names["organisations"]:
            noun.kind, noun.method = Kind.ORGANISATION, "list:organisations"
        elif noun.kind in _OFTEN_PLACES and self._named_place(noun):
            noun.kind = Kind.PLACE

    def _named_place(self, noun: Noun) -> bool:
        """A country's name, or one that its surroundings and the countries of the text make a place's."""
        if self.gazetteer.is_country(noun.name) is not None:
            return noun.kind is not Kind.PERSON
        before = noun.parsed.doc[noun.first - 1].lower_ if noun.first else ""
        return before in _LOCATIVE and bool(self.context & self.gazetteer.countries(noun.name))
