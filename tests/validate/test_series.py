"""Checks across rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from records import Flag, Observation
from validate.series import check_duplicated_periods, check_jumps, check_printed_differently, check_units

MakeRow = Callable[..., Observation]
MakeMonths = Callable[..., list[Observation]]


def test_a_figure_printed_with_two_values_is_flagged_in_both_places(row: MakeRow) -> None:
    """A table and its copy that disagree are both in doubt, and a person is asked."""
    rows = (row(value="43.1", section="Equality"), row(value="47.7", section="Measures"))
    (note,) = check_printed_differently(rows)
    assert (note.rows, note.flag) == (rows, Flag("value", "printed_differently"))
    assert note.question


def test_a_figure_repeated_or_rounded_is_left_alone(row: MakeRow) -> None:
    """The same figure with fewer digits in a second table is no contradiction."""
    rows = [row(value="43.12"), row(value="43.1"), row(value="43", value_raw="43%")]
    assert check_printed_differently(rows) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"document_id": "d2"},
        {"area": "England"},
        {"group": "girls"},
        {"unit": "count"},
        {"accumulation": "cumulative"},
        {"indicator_code": "CP 1.2"},
        {"period_start": date(2018, 8, 1)},
        {"period_start": None, "period_end": None},
    ],
)
def test_different_facts_are_left_alone(row: MakeRow, changes: dict[str, Any]) -> None:
    """Another paper, area, group, unit, period, code or way of counting may well have another value."""
    assert check_printed_differently([row(value="43"), row(value="12", **changes)]) == ()


def test_a_short_name_means_its_own_section_only(row: MakeRow) -> None:
    """`At Risk` in two sections names two figures."""
    rows = [row(value=value, indicator_raw="At Risk", section=section) for value, section in (("2", "A"), ("9", "B"))]
    assert check_printed_differently(rows) == ()


def test_two_columns_of_one_row_are_a_question_not_a_contradiction(row: MakeRow) -> None:
    """A change and a rate in one printed row, under headers that were not told apart, are two right figures."""
    (note,) = check_printed_differently([row(value=value, line=703, table=5, row=2) for value in ("8.1", "2.1")])
    assert (note.flag, bool(note.question)) == (None, True)


@pytest.mark.parametrize(
    ("values", "slipped"),
    [
        (["70.3", "71.2", "703", "69.9"], "703"),
        (["70.3", "0.71", "70.9", "69.9"], "0.71"),
        (["10054000", "9777000", "9777", "11400000"], "9777"),
        (["0.8", "81.4", "82.0", "83.1"], "0.8"),
    ],
)
def test_a_slipped_decimal_point_is_flagged(months: MakeMonths, values: list[str], slipped: str) -> None:
    """One value a power of ten away from a steady series is in doubt, the others are not."""
    (note,) = check_jumps(months(values, series_id="s"))
    assert (note.flag, note.rows[0].value_raw) == (Flag("value", "scale_slip"), slipped)


@pytest.mark.parametrize(
    "values",
    [
        ["0", "7", "3", "3", "0", "0"],  # small counts
        ["3", "4", "36", "3"],
        ["81", "61", "44", "49", "47", "36"],
        ["100", "100", "100", "100", "94.2"],
        ["271", "136", "89", "58", "73", "141", "125"],
        ["703", "70.3", "71"],  # too few to tell which
    ],
)
def test_series_that_move_as_series_do_are_left_alone(months: MakeMonths, values: list[str]) -> None:
    """Small counts, seasons and steady lines with one dip get no flag."""
    assert [note for note in check_jumps(months(values, series_id="s")) if note.flag] == []


def test_a_jump_is_a_question_without_flag(months: MakeMonths) -> None:
    """A figure far beyond the usual change may be right."""
    (note,) = check_jumps(months(["50", "51", "52", "51", "90", "91"], series_id="s"))
    assert (note.code, note.flag, note.rows[0].value_raw) == ("jump", None, "90")


def test_a_running_total_that_starts_again_is_left_alone(months: MakeMonths) -> None:
    """A paper with cumulative figures over the turn of its year gets no question."""
    values = ["4000", "4300", "4700", "5100", "379", "700"]
    assert check_jumps(months(values, series_id="s", accumulation="cumulative")) == ()


def test_rows_without_a_series_are_left_alone(months: MakeMonths) -> None:
    """Undecided indicators make no series."""
    assert check_jumps(months(["70.3", "71.2", "703", "69.9"])) == ()


def test_a_period_has_the_value_of_its_newest_paper(months: MakeMonths) -> None:
    """A slip that a later paper put right is no longer part of the series."""
    old = months(["70.3", "71.2", "703", "69.9"], series_id="s", document_id="old", report_period_end=date(2018, 9, 30))
    new = months(
        ["70.3", "71.2", "70.3", "69.9"], series_id="s", document_id="new", report_period_end=date(2018, 12, 31)
    )
    assert check_jumps([*new, *old]) == ()


def test_two_names_in_one_series_and_period_are_a_question(row: MakeRow) -> None:
    """Two indicators of one paper that matching made one: the matching is asked about, no figure is flagged."""
    rows = (
        row(value="9", series_id="s", indicator_raw="Under 18"),
        row(value="4", series_id="s", indicator_raw="Under 16"),
    )
    (note,) = check_duplicated_periods(rows)
    assert (note.flag, bool(note.question), note.rows) == (None, True, rows)


def test_a_name_repeated_in_one_series_is_left_alone(row: MakeRow) -> None:
    """A table and its copy stand in one series rightly."""
    rows = [row(value="9", series_id="s"), row(value="9", series_id="s", indicator_raw="Percentage (copy)")]
    assert check_duplicated_periods(rows) == ()


def test_a_unit_that_changes_is_a_question(row: MakeRow) -> None:
    """A count in one paper and a percentage in another are hardly one indicator."""
    (note,) = check_units([row(indicator_id="i"), row(indicator_id="i", unit="count")])
    assert (note.flag, note.code, bool(note.question)) == (None, "unit_changes", True)


def test_units_not_printed_or_of_other_areas_are_left_alone(row: MakeRow) -> None:
    """A paper that leaves the unit out somewhere, or a comparator in another unit, raises no question."""
    rows = [row(indicator_id="i"), row(indicator_id="i", unit=""), row(indicator_id="i", unit="count", area="England")]
    assert check_units([*rows, row(unit="count")]) == ()
