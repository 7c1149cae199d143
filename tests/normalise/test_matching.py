"""Matching: precision first, doubt goes to review, what is unlike is new."""

import csv
from pathlib import Path

import pytest

from errors import InputError
from normalise.match_list import match_file
from normalise.matching import Matcher
from records import Indicator
from tests.normalise.vocabulary_for_tests import ABBREVIATIONS, GUARDS

CATALOGUE = (
    Indicator(indicator_id="cla-number", name="Number of children looked after", unit="count"),
    Indicator(indicator_id="cla-rate", name="Children looked after per 10,000 aged under 18", unit="rate per 10,000"),
    Indicator(indicator_id="major", name="Percentage of major planning applications determined within 13 weeks",
              unit="percent", polarity="higher", frameworks=("NI 157a", "BV 109a")),
    Indicator(indicator_id="minor", name="Percentage of minor planning applications determined within 8 weeks",
              unit="percent", frameworks=("NI 157b",)),
    Indicator(indicator_id="injury", name="Number of violence with injury offences", unit="count"),
    Indicator(indicator_id="no-injury", name="Number of violence without injury offences", unit="count"),
    Indicator(indicator_id="dp-carers", name="Proportion of carers who receive direct payments", unit="percent",
              frameworks=("ASCOF 1C(2B)",)),
    Indicator(indicator_id="reception", name="Excess weight among children in Reception (age 4-5)", unit="percent",
              frameworks=("PHOF 2.06i",)),
    Indicator(indicator_id="libraries", name="Number of visits to libraries", unit="count", aliases=("Footfall",)),
)  # fmt: skip
MATCHER = Matcher(CATALOGUE, ABBREVIATIONS, GUARDS)


@pytest.mark.parametrize(
    ("name", "indicator_id"),
    [
        ("number of  children looked after", "cla-number"),
        ("FOOTFALL", "libraries"),
        ("No. of CLA at period end", "cla-number"),
        ("CiC per 10,000 under-18s [Monthly Snapshot]", "cla-rate"),
        ("NI 157a", "major"),
        ("BV109a", "major"),
        ("Majors in 13 wks %", "major"),
        ("Minor planning applications decided in eight weeks", "minor"),
        ("Violence against the person - with injury", "injury"),
        ("Violence wlthout lnjury", "no-injury"),
        ("ASC 1C part 2B Carers receiving direct payments", "dp-carers"),
        ("2.06i - Overweight and obese 4-5 year olds", "reception"),
        ("Number of vists to libaries", "libraries"),
    ],
)
def test_names_of_an_entry_are_accepted(name: str, indicator_id: str) -> None:
    """Own wordings, codes, abbreviations, rewordings and damage lead to the entry, which is the first candidate."""
    result = MATCHER.match(name)
    assert (result.decision, result.indicator_id) == ("accept", indicator_id)
    assert result.candidates[0][0] == indicator_id
    assert 0 < result.score <= 1
    assert result.reasons


@pytest.mark.parametrize(
    "name",
    [
        "Children looked after",  # the number or the rate
        "Percentage of children looked after",
        "Number of major planning applications determined within 13 weeks",
        "Percentage of major planning applications determined within 16 weeks",
        "Percentage of major planning applications not determined within 13 weeks",
        "Percentage of planning applications determined within 8 weeks",
        "Violence offences",
        "Proportion of young carers who receive direct payments",
        "Proportion of service users who receive direct payments",
        "Excess weight among children in Year 6 (age 10-11)",
        "Underweight among children in Reception",
        "NI 157c Percentage of minor planning applications determined within 8 weeks",
        "NI 157a Excess weight among children in Reception",
        "NI 157",
        "Number of visits to museums",
        "Number of online visits to libraries",
        "Social media followers",
        "",
        "—",
    ],
)
def test_traps_are_never_accepted(name: str) -> None:
    """However alike: another age, measure, limit, group or code, or too little said."""
    result = MATCHER.match(name)
    assert result.decision != "accept"
    assert result.indicator_id == ""


def test_what_is_alike_is_reviewed_and_what_is_not_is_new() -> None:
    """A near miss asks a person and lists what it may be; a name of something else proposes a new indicator."""
    near = MATCHER.match("Children looked after")
    assert near.decision == "review"
    assert {i for i, _ in near.candidates[:2]} == {"cla-number", "cla-rate"}
    assert MATCHER.match("Social media followers").decision == "new"
    assert MATCHER.match("NI 179").decision == "new"


def test_unit_and_polarity_take_an_acceptance_back() -> None:
    """A printed unit or polarity that contradicts the entry is a question, even under its own name."""
    name = CATALOGUE[2].name
    assert MATCHER.match(name, unit="percent", polarity="higher").decision == "accept"
    assert MATCHER.match(name, unit="count").reasons[-1] == "unit: count against percent"
    assert MATCHER.match(name, polarity="lower").decision == "review"


def test_a_code_beside_the_name_counts() -> None:
    """The code may be printed in a column of its own."""
    assert MATCHER.match("Major applications", code="NI 157a").indicator_id == "major"


def test_the_organisation_says_nothing_about_the_indicator() -> None:
    """Its own name is left out of the comparison."""
    assert MATCHER.match("Number of visits to Fenmarsh libraries").decision != "accept"
    found = MATCHER.match("Number of visits to Fenmarsh libraries", organisation="Fenmarsh Borough Council")
    assert found.indicator_id == "libraries"


def test_one_name_in_two_entries_is_reviewed() -> None:
    """The same literal name cannot decide between two entries."""
    twice = Matcher((*CATALOGUE, Indicator(indicator_id="other", name="Footfall")), (), GUARDS)
    result = twice.match("Footfall")
    assert result.decision == "review"
    assert {"libraries", "other"} <= {i for i, _ in result.candidates}


def test_a_list_is_matched_row_by_row(tmp_path: Path) -> None:
    """Every row is answered in order, and its other columns are handed through."""
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    catalogue = [Indicator(indicator_id="lib", name="Visits to libraries", unit="count", frameworks=("NI 9",))]
    names.write_text("raw_name,year,indicator_id,unit\nNI 9,2009,x,\nPotholes,,y,\nVisits to libraries,,,percent\n")
    assert match_file(names, catalogue, out, guards=GUARDS) == {"accept": 1, "review": 1, "new": 1}
    with out.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert [(r["raw_name"], r["decision"], r["indicator_id"]) for r in rows] == [
        ("NI 9", "accept", "lib"), ("Potholes", "new", ""), ("Visits to libraries", "review", ""),
    ]  # fmt: skip
    assert [(r["year"], r["names_indicator_id"], r["candidates"]) for r in rows[:2]] == [
        ("2009", "x", "lib"), ("", "y", ""),
    ]  # fmt: skip


def test_an_unusable_list_is_named(tmp_path: Path) -> None:
    """A list without `raw_name` is refused before anything is written."""
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_text("name\nA\n")
    with pytest.raises(InputError, match="raw_name is missing"):
        match_file(names, [], out)
    assert not out.exists()


def test_the_result_never_replaces_what_it_is_made_from(tmp_path: Path) -> None:
    """A list of names is somebody's work: it stays as it is, however the result is named."""
    names = tmp_path / "names.csv"
    names.write_text("raw_name\nA\n", "utf-8")
    for out in (names, tmp_path / "." / "names.csv"):
        with pytest.raises(InputError, match="would be lost"):
            match_file(names, [], out)
    assert names.read_text("utf-8") == "raw_name\nA\n"


def test_a_printed_unit_tells_two_measures_apart() -> None:
    """ "Children looked after" may be the number or the rate: the unit beside it says which, a bare count does not."""
    assert MATCHER.match("Children looked after", unit="rate per 10,000").indicator_id == "cla-rate"
    assert MATCHER.match("Children looked after", unit="count").decision == "review"


@pytest.mark.parametrize(
    ("name", "indicator_id"),
    [
        ("Number of chiIdren Iooked after", "cla-number"),  # l/I
        ("Nurnber of children looked after", "cla-number"),  # rn/m
        ("Number of chi1dren 1ooked after", "cla-number"),  # l/1
        ("Number of childrenlooked after", "cla-number"),  # a space lost
        ("Number of chil dren looked after", "cla-number"),  # a space too many
        ("Percentage of major plan-\nning applications determined within 13 weeks", "major"),  # broken line
        ("Violence without in\ufb02iction of injury", ""),  # a ligature, but not the entry's words
        ("Percentage of major p1anning app1ications deterrnined within l3 weeks", "major"),
    ],
)
def test_damage_of_recognising_is_read_through(name: str, indicator_id: str) -> None:
    """What converting and recognising do to words is undone where only one known word can have been meant."""
    assert MATCHER.match(name).indicator_id == indicator_id


def test_an_aside_that_nobody_knows_is_a_question() -> None:
    """It may be a place, or what tells two indicators apart; the answer stands first."""
    for name in ("Number of visits to libraries (Fenmarsh and Oldmere)", "Number of visits to libraries (online)"):
        found = MATCHER.match(name)
        assert found.decision != "accept" and found.candidates[0][0] == "libraries"
    assert MATCHER.match("Museums: number of visits").decision != "accept"


def test_initials_that_nobody_knows_are_no_aside() -> None:
    """They may be all that the name is about."""
    assert MATCHER.match("PPA - number of visits to libraries").decision != "accept"


def test_words_said_one_by_one_count_for_what_is_said_in_a_phrase() -> None:
    """A guard that only one side says as a phrase is explained where the other side says all its words."""
    entry = Indicator(indicator_id="a", name="Percentage of council tax due for the year collected", unit="percent")
    found = Matcher((entry,), ABBREVIATIONS, GUARDS).match("Council tax collected")
    assert found.candidates[0][0] == "a" and found.candidates[0][1] > 0.3


def test_candidates_are_filled_up_with_what_shares_words() -> None:
    """A person who looks at a question is shown what may be meant, however little speaks for it."""
    found = MATCHER.match("Libraries weighed for carers")
    assert found.decision != "accept"
    assert {"libraries", "dp-carers"} <= {candidate for candidate, _ in found.candidates}
