"""Guards: what keeps two names apart, and how strongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.guards import Feature, compare_features, guard_conflicts, read_figures
from normalise.labels import label_form
from normalise.matching import Matcher
from normalise.vocabulary import Vocabulary
from records import Indicator
from tests.normalise.vocabulary_for_tests import ABBREVIATIONS, GUARDS, VOCABULARY

APART = [
    ("Admissions to care homes, aged 18-64", "Admissions to care homes, aged 65 and over"),
    ("Under 18 conceptions", "Under 16 conceptions"),
    ("Boys at the expected standard", "Girls at the expected standard"),
    ("Expected standard in maths at KS1", "Expected standard in maths at KS2"),
    ("Expected standard in reading", "Expected standard in writing"),
    ("Number of missed bin collections", "Percentage of missed bin collections"),
    ("Missed bins per 100,000 collections", "Missed bins per 1,000 collections"),
    ("Violence with injury", "Violence without injury"),
    ("First-time entrants to youth justice", "Repeat entrants to youth justice"),
    ("Major planning applications decided", "Minor planning applications decided"),
    ("Primary school exclusions", "Secondary school exclusions"),
    ("Excess weight in Reception", "Excess weight in Year 6"),
    ("Permanent exclusions", "Fixed-term exclusions"),
    ("Schools judged inadequate", "Schools judged outstanding"),
    ("A&E patients seen within 4 hours", "A&E patients seen within 2 hours"),
    ("Invoices paid in 30 days", "Invoices paid in 28 days"),
    ("Homes delivered (gross)", "Homes delivered (net)"),
    ("Internal audits completed", "External audits completed"),
    ("Life expectancy at birth", "Healthy life expectancy at birth"),
    ("Level 2 qualification at 19", "Level 3 qualification at 19"),
    ("Standard pass in English and maths", "Strong pass in English and maths"),
    ("Theft of a vehicle", "Theft from a vehicle"),
    ("Adults in contact with services", "Older people in contact with services"),
    ("Breastfeeding initiation", "Baby's first feed breastmilk"),
    ("Two levels of progress in English", "Three levels of progress in English"),
    ("Progress in maths between Key Stages 2 and 3", "Progress in maths between Key Stages 3 and 4"),
    ("Low birth weight of all babies", "Low birth weight of term babies"),
    ("Re-offences per young offender", "Re-offences per re-offender"),
    ("Schools in special measures", "Schools judged outstanding"),
    ("Enquiries where risk was removed", "Enquiries where risk remained"),
    ("Alcohol-specific admissions, all ages", "Alcohol-specific admissions, under 18"),
    ("Vulnerable people achieving independent living", "Vulnerable people maintaining independent living"),
    ("Extra care housing units", "People living in extra care housing"),
    ("Library users satisfied with the library", "Residents satisfied with the library"),
]


@pytest.mark.parametrize(("left", "right"), APART)
def test_opposed_names_are_kept_apart_both_ways(left: str, right: str) -> None:
    """Names that are alike but mean different things differ in a guard, whichever is the printed one."""
    a, b = label_form(left, VOCABULARY), label_form(right, VOCABULARY)
    for one, other in ((a, b), (b, a)):
        assert "differs" in {conflict.kind for conflict in compare_features(one, other)}


@pytest.mark.parametrize(
    ("name", "entry", "kind"),
    [
        ("Complaints answered", "Complaints not answered", "missing"),
        ("Complaints not answered", "Complaints answered", "extra"),
        ("Persistent absence of boys", "Persistent absence", "extra"),
        ("Good level of development", "Good level of development of disadvantaged pupils", "missing"),
        ("Repeat child protection plans", "Repeat child protection plans within two years", "missing"),
        ("Reoffending", "Reoffending, aged 10-17", None),
        ("Reoffending, aged 10-17", "Reoffending", "extra"),
    ],
)
def test_one_sided_features_are_weaker_than_opposed_ones(name: str, entry: str, kind: str | None) -> None:
    """What only one side says blocks as `extra` or `missing`, an age that only the entry prints not at all."""
    kinds = {c.kind for c in compare_features(label_form(name, VOCABULARY), label_form(entry, VOCABULARY))}
    assert kinds == ({kind} if kind else set())


def test_a_bare_rate_may_be_a_percentage_but_not_a_count() -> None:
    """`rate` without a base is printed for percentages and for rates per so many."""
    rate = label_form("Reoffending rate", VOCABULARY)
    assert guard_conflicts(rate, label_form("Percentage reoffending", VOCABULARY)) == ()
    assert guard_conflicts(rate, label_form("Reoffending per 1,000", VOCABULARY)) == ()
    assert guard_conflicts(rate, label_form("Number reoffending", VOCABULARY)) == ("measure: rate against count",)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("aged 10-17", Feature("age", "10-17", "mild")),
        ("under 18", Feature("age", "0-17", "mild")),
        ("aged 65 and over", Feature("age", "65+", "mild")),
        ("75 or above", Feature("age", "75+", "mild")),
        ("5 year old", Feature("age", "5", "mild")),
        ("per 10000 person", Feature("measure", "rate per 10000")),
        ("within 6-8 week", Feature("number", "6-8 week", "mild")),
        ("within 20 working day", Feature("number", "20 working day", "mild")),
        ("at 2.5 year", Feature("number", "2.5 year", "mild")),
        ("level 3", Feature("level", "level 3")),
    ],
)
def test_figures_say_what_they_count(text: str, feature: Feature) -> None:
    """Ages, bases, durations and levels are told apart by the words beside them."""
    assert read_figures(text)[1] == (feature,)


def test_years_are_neutral() -> None:
    """A year names a period: two years of one indicator do not differ."""
    assert read_figures("visits 2017/18")[1] == ()


@given(st.text(alphabet="abc 0123456789-+.", max_size=40))
def test_reading_figures_never_leaves_a_plain_number(text: str) -> None:
    """Every number that stands alone is read as something or is a year; nothing is read twice."""
    rest, _ = read_figures(text)
    assert read_figures(rest)[1] == ()


FRAMES = (
    "Percentage of {} seen in time",
    "{}: share answered",
    "Rate of {} in the area",
    "Quality of {} (local measure)",
)
DIFFERENCES = [
    ("aged 18-64", "aged 65 and over"),
    ("under 16", "under 18"),
    ("boys", "girls"),
    ("men", "women"),
    ("at Key Stage 1", "at Key Stage 2"),
    ("reading", "writing"),
    ("English", "maths"),
    ("per 10,000", "per 100,000"),
    ("with injury", "without injury"),
    ("initial conferences", "review conferences"),
    ("initial assessments", "core assessments"),
    ("major applications", "minor applications"),
    ("minor applications", "other applications"),
    ("primary schools", "secondary schools"),
    ("children in Reception", "children in Year 6"),
    ("whole system delays", "delays attributable to adult social care"),
    ("new claims", "changes of circumstances"),
    ("new cases", "existing cases"),
    ("breastfeeding initiation", "breastfeeding at 6-8 weeks"),
    ("life expectancy", "healthy life expectancy"),
    ("decent council homes", "non-decent council homes"),
    ("complaints answered", "complaints not answered"),
    ("pupils who passed", "pupils who failed"),
    ("permanent exclusions", "fixed-term exclusions"),
    ("stage 1 complaints", "stage 2 complaints"),
    ("opiate users", "non-opiate users"),
    ("gross spend", "net spend"),
    ("residential care", "nursing care"),
    ("self-directed support", "direct payments"),
    ("council tax", "business rates"),
    ("theft of a vehicle", "theft from a vehicle"),
    ("household waste", "municipal waste"),
    ("revenue outturn", "capital outturn"),
    ("calls answered", "calls abandoned"),
    ("prevention duty", "relief duty"),
    ("short-term sickness", "long-term sickness"),
    ("children's social workers", "adult social workers"),
    ("tenants satisfied", "tenants evicted"),
    ("working days lost", "invoices paid"),
    ("investigators", "investigations"),
    ("employers", "employees"),
    ("inspectors", "inspections"),
    ("all planning applications", "other planning applications"),
    ("major applications received", "major applications determined"),
    ("bus journeys", "concessionary bus journeys"),
    ("children in temporary accommodation", "children in bed and breakfast"),
    ("families in temporary accommodation", "single people in temporary accommodation"),
    ("licensed HMOs", "HMO licence applications"),
    ("households owed a relief duty", "households owed a prevention duty"),
    ("rough sleepers", "reports of rough sleeping"),
    ("extra care schemes", "extra care flats"),
    ("emissions from council buildings", "emissions from the council fleet"),
    ("residents satisfied with buses", "users satisfied with buses"),
    ("recycling", "recycling at household waste recycling centres"),
    ("house prices", "lower quartile house prices"),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENCES)
@pytest.mark.parametrize("frame", FRAMES)
def test_names_that_differ_in_one_guard_never_match(frame: str, left: str, right: str) -> None:
    """Whatever stands around it, and whichever of the two the catalogue has."""
    for printed, listed in ((left, right), (right, left)):
        entry = Indicator(indicator_id="entry", name=frame.format(listed))
        result = Matcher((entry,), ABBREVIATIONS, GUARDS).match(frame.format(printed))
        assert result.decision != "accept"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Number of complaints", "Percentage of complaints"),
        ("Complaints per 1,000 people", "Number of complaints"),
        ("Complaints per 1,000 people", "Complaints per 10,000 people"),
        ("Average days to answer complaints", "Percentage of complaints answered"),
    ],
)
def test_names_that_differ_in_their_measure_never_match(left: str, right: str) -> None:
    """A number, a share, a rate and its base are different things of one subject."""
    for printed, listed in ((left, right), (right, left)):
        matcher = Matcher((Indicator(indicator_id="entry", name=listed),), ABBREVIATIONS, GUARDS)
        assert matcher.match(printed).decision != "accept"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Number of rape offences recorded", "Number of sexual offences recorded"),
        ("Number of hoax calls attended", "Number of automatic fire alarms attended"),
        ("Number of unique visitors to the website", "Number of visits to the website"),
        ("Percentage of spend with local suppliers", "Percentage of spend with small and medium-sized enterprises"),
        ("Number of jobs created", "Number of jobs created and safeguarded"),
        ("Turnout at local elections", "Turnout at the general election"),
        ("Percentage of calls answered", "Percentage of calls answered within 20 seconds"),
        ("Number of audit recommendations made", "Number of audit recommendations implemented"),
        ("Mean gender pay gap", "Median gender pay gap"),
        ("Earmarked reserves", "General Fund balance"),
        ("Gross value added per head", "Gross value added per hour worked"),
        ("Percentage of adult offenders who reoffend", "Percentage of young offenders who reoffend"),
        ("Deaths in accidental dwelling fires", "Injuries in accidental dwelling fires"),
    ],
)
def test_measures_of_one_service_are_kept_apart(left: str, right: str) -> None:
    """Whichever of the two the catalogue has."""
    for printed, listed in ((left, right), (right, left)):
        matcher = Matcher((Indicator(indicator_id="entry", name=listed),), ABBREVIATIONS, GUARDS)
        assert matcher.match(printed).decision != "accept"


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        (
            "FOI and EIR requests dealt with inside the statutory 20 days",
            "Percentage of freedom of information requests answered within 20 working days",
        ),
        ("Contact Centre abandon rate", "Percentage of calls abandoned"),
        ("Projected General Fund over/(under)spend", "General fund revenue budget variance"),
        ("Leavers in the past 12 months as a proportion of the average workforce", "Staff turnover rate"),
        ("How satisfied residents are with the way the council runs things", "Resident satisfaction with the council"),
        ("Thefts from cars and vans", "Number of thefts from a vehicle"),
        ("Casualties in accidental dwelling fires", "Number of injuries in accidental dwelling fires"),
        ("Businesses assisted", "Number of businesses supported"),
        ("Young people new to the youth justice system", "First-time entrants to the youth justice system"),
        ("RTW interviews", "Number of return to work interviews"),
    ],
)
def test_plain_words_and_words_of_the_trade_say_the_same(printed: str, listed: str) -> None:
    """As papers of different councils word one thing."""
    matcher = Matcher((Indicator(indicator_id="entry", name=listed),), ABBREVIATIONS, GUARDS)
    assert matcher.match(printed).decision == "accept"


@pytest.mark.parametrize(
    ("listed", "same", "another"),
    [
        ("Dementia diagnosis rate", "Dementia diagnosis rate (65+)", "Dementia diagnosis rate (75+)"),
        ("Older people offered reablement", "People aged 65+ offered reablement", "People aged 85+ offered reablement"),
        ("Obesity in Reception", "Obesity in Reception (4-5 years)", "Obesity in Reception (10-11 years)"),
    ],
)
def test_an_age_that_goes_without_saying_may_be_printed(listed: str, same: str, another: str) -> None:
    """What is always kept for one age is the same with that age in print, and with no other."""
    matcher = Matcher((Indicator(indicator_id="entry", name=listed),), ABBREVIATIONS, GUARDS)
    assert matcher.match(same).indicator_id == "entry"
    assert matcher.match(another).decision != "accept"


def test_wordings_of_one_thing_agree_whichever_is_read_first() -> None:
    """Every wording of `guards.csv` comes to the same words as its value: else two rows quarrel."""
    for rule in VOCABULARY.rules:
        if rule.role == "same":
            meant = VOCABULARY.canonical(rule.value)
            quarrels = [wording for wording in rule.wordings if VOCABULARY.canonical(wording) != meant]
            assert (rule.value, quarrels) == (rule.value, [])


def test_guards_are_data() -> None:
    """A vocabulary without rules keeps only figures and measures apart."""
    empty = Vocabulary(())
    assert guard_conflicts(label_form("Boys", empty), label_form("Girls", empty)) == ()
    assert guard_conflicts(label_form("Boys under 16", empty), label_form("Boys under 18", empty)) != ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("19 20 and 21 year old care leaver", {("age", "19-21")}),
        ("3 and 4 year old", {("age", "3-4")}),
        ("5 and 16 year old", {("number", "5"), ("age", "16")}),
        ("care leaver at 19", {("age", "19")}),
        ("at their 19th birthday", {("age", "19")}),
        ("at 19 month", {("number", "19 month")}),
        ("within 24 month", {("number", "2 year")}),
        ("within 28 day", {("number", "4 week")}),
        ("within 7 day", {("number", "7 day")}),
        ("within 30 working day", {("number", "30 working day")}),
    ],
)
def test_ages_and_spans_however_they_are_put(text: str, said: set[tuple[str, str]]) -> None:
    """Whole years and weeks are the same in months and days; a week of five days is none."""
    assert {(feature.guard, feature.value) for feature in read_figures(text)[1]} == said
