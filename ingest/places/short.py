"""Short forms of regions, as newspapers write them: with their full stops, never as bare words ("Ill", "Pa")."""

_SHORT = {
    "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.",
    "Indiana": "Ind.", "Kansas": "Kan. Kans.", "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.",
    "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
    "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
    "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.",
    "Oregon": "Ore.", "Pennsylvania": "Pa. Penn.", "Rhode Island": "R.I.", "South Carolina": "S.C.",
    "South Dakota": "S.D.", "Tennessee": "Tenn.", "Texas": "Tex.", "Vermont": "Vt.", "Virginia": "Va.",
    "Washington": "Wash.", "West Virginia": "W.Va.", "Wisconsin": "Wis. Wisc.", "Wyoming": "Wyo.",
    "District of Columbia": "D.C.", "British Columbia": "B.C.", "Alberta": "Alta.", "Saskatchewan": "Sask.",
    "Manitoba": "Man.", "Ontario": "Ont.", "Quebec": "Que.", "New Brunswick": "N.B.", "Nova Scotia": "N.S.",
    "Newfoundland and Labrador": "Nfld.", "Prince Edward Island": "P.E.I.", "New South Wales": "N.S.W.",
}  # fmt: skip
_FULL = {short: full for full, listed in _SHORT.items() for short in listed.split()}


def full_region(short: str) -> str | None:
    """The region of which "Ky." or "N.Y." is short, or None."""
    return _FULL.get(short)
