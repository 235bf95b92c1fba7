"""Words that matter at a full stop, in lower case and without it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name: the stop never ends a sentence.
BEFORE_NAME = _words(
    "mr mrs ms mx messrs mme mlle dr drs prof gen lt col capt cpt maj sgt cpl pvt brig adm cmdr gov sen rep rev fr "
    "hon pres msgr supt insp det amb st ste mt vs v eg e.g i.e ie cf viz gens sens reps govs profs cols pte"
)
# Before a number or a date.
BEFORE_NUMBER = _words(
    "no nos art arts sec para paras fig figs p pp vol ch ca c approx est res doc rd "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
# The end of a sentence unless a day or a zone follows.
OF_TIME = _words("a.m p.m")
ZONES = _words("gmt utc est edt cet bst ist msk et pt eastern pacific")
# The end of a sentence only if a word follows that often begins one.
BEFORE_ANY = _words("inc ltd co corp jr sr bros dept univ assn ave blvd al ph.d plc llc gmbh cie ft govt intl")
CALENDAR = _words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)
STARTERS = _words(
    "the a an this that these those he she it they we you i his her its their our my in on at by for from with as "
    "after before but and or so if when while where who what why how there here not no then since during although "
    "though however meanwhile some many most all both each every one two three several such now also yet another "
    "other only even still according despite among under over about later earlier yesterday today nobody none "
    "to into until unless because whether nor once more whoever whatever someone somebody everyone everybody"
)
# After a quotation that ends in a question or exclamation mark, who uttered it: "... ?" Ilse Varga asked.
SPEECH = (
    "said|says|asked|asks|told|tells|cried|cries|shouted|shouts|yelled|screamed|replied|replies|answered|added|adds|"
    "recalled|recalls|wrote|writes|wondered|wonders|demanded|demands|exclaimed|insisted|insists|continued|repeated"
)
