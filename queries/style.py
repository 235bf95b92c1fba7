"""Colours and captions for Neo4j Browser's classic version (GRASS), made from the vocabulary."""

from graph.labels import DERIVED_RELS, LABELS, Label, Rel

_WORLD = 70  # pixels across: a name of two or three words fits, and the lines between stay readable
_SMALL = 60
_SIZES = {Label.EVENT: 80, Label.CLAIM: 90, Label.STATEMENT: 80, Label.SENTENCE: 80}
# Short words leave room on a line; the full type stands in the picture's legend and on a click
_CAPTIONS = {
    Rel.VICTIM_IN: "victim",
    Rel.ALLEGED_PERPETRATOR_OF: "alleged",
    Rel.TARGET_OF: "target",
    Rel.WITNESS_OF: "witness",
    Rel.AFFECTED_BY: "affected",
    Rel.DISPLACED_IN: "displaced",
    Rel.OCCURRED_AT: "at",
    Rel.LED_TO_PLACE: "led to",
    Rel.LOCATED_IN: "in",
    Rel.LINKED_TO: "{relation}",
    Rel.SAID_ABOUT: "spoke about",
    Rel.CITES_SOURCE: "cites",
    Rel.ABOUT: "{slot}",
    Rel.CITES: "cites {order}",
}
_ALLEGATION = "#B04A00"


def grass() -> str:
    """The style file: one rule a label and a relationship type; every node shows its name."""
    rules = [
        _rule("node", {"diameter": "60px", "color": "#DDDDDD", "border-color": "#888888", "border-width": "2px",
                       "text-color-internal": "#000000", "font-size": "10px", "caption": "'{name}'"}),
        _rule("relationship", {"color": "#8A8A8A", "shaft-width": "1px", "font-size": "8px", "padding": "3px",
                               "text-color-external": "#000000", "text-color-internal": "#000000",
                               "caption": "'<type>'"}),
    ]  # fmt: skip
    rules += [_node_rule(label) for label in LABELS]
    rules += [_relationship_rule(rel) for rel in Rel]
    return "\n".join(rules)


def text_colour(background: str) -> str:
    """Black or white, whichever reads better on a colour given as #RRGGBB (WCAG contrast)."""
    light = _luminance(background)
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#FFFFFF"


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _node_rule(label: Label) -> str:
    spec = LABELS[label]
    size = _SIZES.get(label, _WORLD if spec.layer == "world" else _SMALL)
    return _rule(f"node.{label}", {
        "diameter": f"{size}px", "color": spec.colour, "border-color": "#555555", "border-width": "2px",
        "text-color-internal": text_colour(spec.colour), "font-size": "10px", "caption": "'{name}'",
    })  # fmt: skip


def _relationship_rule(rel: Rel) -> str:
    derived = rel in DERIVED_RELS
    colour = _ALLEGATION if rel is Rel.ALLEGED_PERPETRATOR_OF else "#444444" if derived else "#AAAAAA"
    return _rule(f"relationship.{rel}", {
        "color": colour, "shaft-width": "3px" if derived else "1px", "font-size": "9px", "padding": "3px",
        "text-color-external": "#000000", "text-color-internal": text_colour(colour),
        "caption": f"'{_CAPTIONS.get(rel, '<type>')}'",
    })  # fmt: skip


def _rule(name: str, settings: dict[str, str]) -> str:
    lines = "".join(f"  {key}: {value};\n" for key, value in settings.items())
    return f"{name} {{\n{lines}}}\n"
