"""Rules of matching, each with a name that it must help and one that it must leave in doubt."""

from normalise.labels import take_codes
from normalise.matching import Matcher
from normalise.words import stem, words_of
from records import Indicator
from tests.normalise.vocabulary_for_tests import ABBREVIATIONS, GUARDS


def _accepted(name: str, *entries: tuple[str, str]) -> str:
    """The name of the entry for which `name` is accepted; "" where it is not. Entries are (name, unit)."""
    catalogue = tuple(Indicator(indicator_id=f"e{i}", name=text, unit=unit) for i, (text, unit) in enumerate(entries))
    found = Matcher(catalogue, ABBREVIATIONS, GUARDS).match(name)
    texts = {entry.indicator_id: entry.name for entry in catalogue}
    return texts[found.indicator_id] if found.decision == "accept" else ""


IN_TIME = ("Percentage of freedom of information requests answered within 20 working days", "percent")
LOOKED_AFTER = (("Number of children looked after", "count"), ("Children looked after per 10,000", "rate per 10,000"))


def test_a_rival_that_a_guard_keeps_apart_leaves_no_doubt_about_the_measure() -> None:
    """Requests in time are no requests received, in whatever unit; children looked after may be number or rate."""
    received = ("Number of freedom of information requests received", "count")
    assert _accepted("FOI responses within 20 working days", IN_TIME, received) == IN_TIME[0]
    assert _accepted("Children looked after", *LOOKED_AFTER) == ""


def test_events_in_the_plural_without_a_measure_are_their_number() -> None:
    """Visits and totals are counted; children looked after are printed for the rate as well."""
    visits = (("Number of visits to libraries", "count"), ("Visits to libraries per 1,000", "rate per 1,000"))
    assert _accepted("Visits to libraries in person", *visits) == visits[0][0]
    assert _accepted("Total Children in Care", *LOOKED_AFTER) == LOOKED_AFTER[0][0]
    assert _accepted("Children in care", *LOOKED_AFTER) == ""
    share = ("Percentage of complaints upheld", "percent")
    assert _accepted("Complaints answered in time", ("Number of complaints", "count"), share) == ""


def test_a_measure_in_the_midst_of_a_phrase_does_not_part_it() -> None:
    """ "Affordable homes - number delivered" are affordable homes delivered; the base of a share stays behind it."""
    homes = ("Number of affordable homes delivered", "count")
    assert _accepted("Affordable homes - number delivered", homes) == homes[0]
    families = ("Number of families in temporary accommodation", "count")
    assert _accepted("Families in temporary accommodation as % of households", families) == ""


def test_more_than_all_of_an_entry_describes_a_share_but_narrows_a_number() -> None:
    """Mothers still breastfeed at the check; a household of a kind is another number than all households."""
    fed = ("Prevalence of breastfeeding at 6-8 weeks from birth", "percent")
    assert _accepted("% mothers breastfeeding at the 6-8 wk check", fed) == fed[0]
    sleepers = ("Number of rough sleepers", "count")
    assert _accepted("Number of rough sleepers who died", sleepers) == ""


def test_a_guard_is_said_only_with_the_little_word_that_turns_it() -> None:
    """All applications are not the other ones; of a long entry a short name must say two fifths."""
    other = ("Percentage of other planning applications determined within 8 weeks", "percent")
    assert _accepted("Other planning applications - % determined in 8 weeks", other) == other[0]
    assert _accepted("Percentage of all planning applications determined within 8 weeks", other) == ""
    support = ("Specialist support to victims of a serious sexual offence", "")
    assert _accepted("Serious sexual offences", support) == ""


def test_children_events_and_limits_of_time_are_no_small_matter() -> None:
    """Of an entry that has nothing to do with children, that is no count, that knows a limit of time."""
    loans = ("Number of library loans", "count")
    assert _accepted("Library loans to children", loans) == ""
    assert _accepted("Library loans", loans) == loans[0]
    major = ("Processing of planning applications: major applications", "percent")
    assert _accepted("Major applications received", major) == ""
    towed = ("Percentage of abandoned vehicles removed within 24 hours", "percent")
    assert _accepted("Abandoned vehicles removed", towed) == ""
    assert _accepted("Abandoned vehicles removed in time (24 hours)", towed) == towed[0]


def test_pounds_in_brackets_are_a_measure() -> None:
    """They agree with millions of pounds, never with a share."""
    owed = ("Current tenants' rent arrears", "GBP million")
    share = ("Current tenants' rent arrears as a percentage of rent due", "percent")
    assert _accepted("Current tenant rent arrears (£m)", owed) == owed[0]
    assert _accepted("Current tenant rent arrears (£)", share) == ""


def test_halves_are_read_and_possessives_are_their_people() -> None:
    """ "2½" is no 21; "young people's" are young people."""
    assert words_of("2-2½ year reviews") == ("2-2.5", "year", "reviews")
    assert words_of("½ price") == words_of("1/2 price")
    assert stem("peoples") == stem("people") and stem("childrens") == stem("child")
    assert stem("mensa") != stem("men")


def test_a_code_without_its_part_is_no_other_code() -> None:
    """ASCOF 2B may be its first part; 2C is another indicator."""
    proportion = "Proportion of older people at home 91 days after discharge into reablement"
    entry = Indicator(indicator_id="home", name=proportion, unit="percent", frameworks=("ASCOF 2B(1)",))
    other = Indicator(indicator_id="libraries", name="Number of library loans", unit="count")
    matcher = Matcher((entry, other), ABBREVIATIONS, GUARDS)
    assert matcher.match(f"ASCOF 2B {proportion} (%)").indicator_id == "home"
    assert matcher.match(f"ASCOF 2C {proportion} (%)").decision != "accept"


def test_codes_of_the_assessment_framework_are_read_with_their_set() -> None:
    """PAF CF/C18 is PAF C18; a set of another framework is no code."""
    assert take_codes("PAF CF/C18 Final warnings")[1] == ("PAF C18",)
    assert take_codes("CF/C18 Final warnings")[1] == ()


def test_hints_do_not_crowd_out_what_is_said() -> None:
    """A wording of which only a default word is left is not nearer than one that shares its word."""
    children = ("Children killed or seriously injured in road traffic accidents", "count")
    casualties = ("Number of people killed or seriously injured on the roads", "count")
    assert _accepted("Number of people killed or seriously injured on roads", children, casualties) == casualties[0]
    assert _accepted("Number of women killed or seriously injured", children, casualties) == ""


def test_what_stands_before_a_list_is_among_the_first_three() -> None:
    """A score against some crimes is about these together; without a list nothing changes."""
    names = ("Theft of bicycles", "Number of burglaries", "Criminal damage", "Number of comparator crimes")
    catalogue = tuple(Indicator(indicator_id=name, name=name) for name in names)
    matcher = Matcher(catalogue, ABBREVIATIONS, GUARDS)
    listed = matcher.match("Comparator crimes; theft of bicycles, burglaries, criminal damage")
    assert names[3] in [i for i, _ in listed.candidates[:3]]
    alone = matcher.match("Theft of bicycles and burglaries")
    assert names[3] not in [i for i, _ in alone.candidates[:2]]
