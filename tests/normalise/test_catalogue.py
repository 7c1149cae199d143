"""The catalogue and the vocabulary: reading them, and saying what is wrong with them."""

from pathlib import Path

import pytest

from errors import WorkspaceError
from normalise.catalogue import check_catalogue, load_guards
from records import Indicator
from tests.normalise.vocabulary_for_tests import STARTERS, VOCABULARY


def test_faults_of_guards_are_named(tmp_path: Path) -> None:
    """An unknown role, a column that is missing and a file in another encoding stop the load with their place."""
    guards = tmp_path / "guards.csv"
    for text, said in (
        (b"guard,value,wordings,role\nsex,male,boys,apartt\n", "line 2: role is 'apartt'"),
        (b"guard,value,wordings,role\nsex,,boys,part\n", "line 2: "),
        (b"guard,value,wordings,role\nsex,male,boys, girls,part\n", "line 2: more cells than columns"),
        (b"guard,wordings,role\n", "line 1: column value is missing"),
        (b"guard,value,wordings,role\nsex,male,b\xe9,part\n", "UTF-8"),
    ):
        guards.write_bytes(text)
        with pytest.raises(WorkspaceError, match=rf"guards\.csv.*{said}"):
            load_guards(guards)
    with pytest.raises(WorkspaceError, match="no such file"):
        load_guards(tmp_path / "none.csv")


def found(*entries: Indicator) -> list[str]:
    """The codes of what the check finds."""
    return [finding.code for finding in check_catalogue(entries, VOCABULARY)]


def test_a_sound_catalogue_has_no_findings() -> None:
    """Entries that can be told apart raise nothing."""
    assert (
        found(
            Indicator(indicator_id="a", name="Missed bins", unit="count", frameworks=("NI 1", "DfE table")),
            Indicator(
                indicator_id="b", name="Missed bins per 1,000", unit="rate per 1,000", aliases=("Bins missed rate",)
            ),
        )
        == []
    )


def test_entries_that_cannot_be_told_apart_are_found() -> None:
    """Ids, names and aliases that hit two entries are errors, each reported once."""
    one = Indicator(indicator_id="a", name="Missed bins")
    assert found(one, Indicator(indicator_id="a", name="Library visits")) == ["duplicate_id"]
    assert found(one, Indicator(indicator_id="b", name="missed  BINS")) == ["duplicate_name"]
    assert found(one, Indicator(indicator_id="b", name="Library visits", aliases=("Missed bins",))) == [
        "ambiguous_alias"
    ]


def test_unknown_words_of_an_entry_are_found() -> None:
    """Units nobody knows, codes that are none, and aliases that a guard keeps from their entry."""
    assert found(Indicator(indicator_id="a", name="A", unit="bananas")) == ["unknown_unit"]
    assert found(Indicator(indicator_id="a", name="A", frameworks=("NI 12345",))) == ["malformed_code"]
    kept = Indicator(indicator_id="a", name="Reading at Key Stage 2", aliases=("Reading at Key Stage 1",))
    assert found(kept) == ["alias_kept_apart"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Indicator(indicator_id="Two words", name="A"), "odd_id"),
        (Indicator(indicator_id="a", name="Percentage of bins missed", unit="count"), "unit_against_name"),
        (Indicator(indicator_id="a", name="Number of bins missed", unit="percent"), "unit_against_name"),
        (Indicator(indicator_id="a", name="Bins missed per 1,000", unit="rate per 10,000"), "unit_against_name"),
        (Indicator(indicator_id="a", name="A", definition_breaks=("2013/14 new",)), "unreadable_break"),
        (Indicator(indicator_id="a", name="A", definition_breaks=("2013-02-30 new",)), "unreadable_break"),
        (Indicator(indicator_id="a", name="A", definition_breaks=("2013-04-01",)), "break_without_reason"),
        (Indicator(indicator_id="a", name="A", definition_breaks=("2013 new", "2009 old")), "unordered_breaks"),
    ],
)
def test_details_that_contradict_are_found(entry: Indicator, code: str) -> None:
    """Names that say percentage beside a count, breaks that no day can be read from."""
    assert found(entry) == [code]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Percentage of bins missed", "percent"),
        ("Percentage gap between pupils", "percentage points"),
        ("Number of bins missed", "rate per 1,000"),
        ("Percentages published", "count"),
        ("Bins missed per 100,000", "rate per 100,000"),
        ("Number of days to mend a street light", "days"),
    ],
)
def test_names_that_fit_their_unit_are_left_alone(name: str, unit: str) -> None:
    """Official titles say "number" of a rate, and "percentage" of a gap."""
    assert found(Indicator(indicator_id="a", name=name, unit=unit)) == []


def test_entries_that_say_the_same_are_found_once() -> None:
    """Two wordings of one thing are one pair; what a guard keeps apart is none."""
    one = Indicator(indicator_id="a", name="Adults with learning disabilities in paid employment", unit="percent")
    other = Indicator(indicator_id="b", name="Proportion of adults with LD in paid employment", unit="percent")
    assert found(one, other) == ["alike"]
    boys = Indicator(indicator_id="a", name="Obesity of boys", unit="percent")
    girls = Indicator(indicator_id="b", name="Obesity of girls", unit="percent")
    assert found(boys, girls) == []


def test_a_code_of_two_entries_is_told() -> None:
    """Frameworks give one code to both sexes, so it is no error."""
    one = Indicator(indicator_id="a", name="Life expectancy of men", frameworks=("PHOF 0.1ii",))
    other = Indicator(indicator_id="b", name="Life expectancy of women", frameworks=("PHOF 0.1ii",))
    assert found(one, other) == ["shared_code"]


def test_the_starter_vocabulary_loads() -> None:
    """The shipped guards load, and each class that keeps apart has a value."""
    rules = load_guards(STARTERS / "guards.csv")
    assert {rule.role for rule in rules} == {"same", "filler", "weak", "apart", "mild", "default"}
    assert all(rule.value for rule in rules if rule.role in ("same", "apart", "mild", "default"))
