"""Printed ratings against printed targets."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Flag, Observation
from validate.ratings import check_ratings

MakeRow = Callable[..., Observation]
YEAR = {"period_start": date(2018, 4, 1), "period_end": date(2019, 3, 31), "period_type": "financial_year"}


@pytest.mark.parametrize(
    ("rag", "value", "target", "comparator", "polarity", "unit"),
    [
        ("G", "611", "638", ">=", None, "count"),
        ("G", "59.10", "60.0", "", "higher", "percent"),
        ("A", "12.1", "12.6", "", "lower", "days"),
        ("R", "7", "20", "<", "lower", "count"),
        ("R", "20", "20", "", "lower", "count"),
    ],
)
def test_a_clear_contradiction_puts_one_flag_on_the_rating(
    row: MakeRow, rag: str, value: str, target: str, comparator: str, polarity: str | None, unit: str
) -> None:
    """Green although missed, amber and red although met, by polarity or by the target's comparator."""
    read = row(rag=rag, value=value, target=target, target_comparator=comparator, polarity=polarity, unit=unit)
    (note,) = check_ratings([read])
    assert (note.flag, note.rows) == (Flag("rag", "contradicts_target"), (read,))


@pytest.mark.parametrize(
    "changes",
    [
        {"rag": "A", "value": "94.2", "target": "97"},  # amber beside a miss: within a tolerance that is not printed
        {"rag": "R", "value": "5.26", "target": "6.76"},
        {"rag": "G", "value": "97.0", "target": "97"},
        {"rag": "G", "value": "80", "target": "80.4", "target_raw": "80.4"},  # 80 may stand for 80.4
        {"rag": "A", "value": "10.00", "target": "10.00"},  # may stand for 9.998
        {"rag": "not_rated", "value": "65", "target": "80"},
        {"rag": "B", "value": "65", "target": "80"},
        {"rag": None, "value": "65", "target": "80"},
    ],
)
def test_ratings_that_fit_are_left_alone(row: MakeRow, changes: dict[str, Any]) -> None:
    """A paper that rates by its targets, with tolerances and rounding of its own, gets no flag."""
    assert check_ratings([row(polarity="higher", **changes)]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": None},
        {"polarity": "target"},
        {"target_comparator": "<"},
        {"rag_scope": "year_end_forecast"},
        {"rag_scope": "overall"},
        {"target_scope": "year_end"},
        {"accumulation": "cumulative"},
        {"comparator_of": "Own Council"},
        {"target_raw": "increase the number by 90"},
        {"target_raw": "90%", "unit": "count"},
        {"target_raw": "£90"},
        {"value_raw": "<5"},
    ],
)
def test_what_cannot_be_compared_is_left_alone(row: MakeRow, changes: dict[str, Any]) -> None:
    """A green 5 beside a target of 90 says nothing where direction, period or unit of the target is another's."""
    given_first = {"rag": "G", "value": "5", "target": "90", "polarity": "higher"}
    assert len(check_ratings([row(**given_first)])) == 1
    assert check_ratings([row(**(given_first | changes))]) == ()


def test_a_year_end_target_is_compared_with_the_years_own_figure(row: MakeRow) -> None:
    """At the end of the year the year-end target is the target of the period."""
    assert check_ratings([row(rag="G", value="5", target="90", polarity="higher", target_scope="year_end", **YEAR)])


def test_an_explained_target_is_still_a_level(row: MakeRow) -> None:
    """A target that says what it is the average of is no target of change."""
    raw = "≥638 (an average of the previous 2 years)"
    read = row(rag="G", value="531", target="638", target_raw=raw, target_comparator=">=", unit="count")
    assert len(check_ratings([read])) == 1


def test_a_doubtful_figure_needs_no_second_flag(row: MakeRow) -> None:
    """Where the value is in doubt already the contradiction is reported, the rating keeps its good name."""
    doubtful = row(rag="G", value="5", target="90", polarity="higher", flags=(Flag("value", "ocr_doubt"),))
    (note,) = check_ratings([doubtful])
    assert note.flag is None


def test_amber_below_a_printed_floor_is_a_contradiction(row: MakeRow) -> None:
    """Where the paper prints its floor, amber ends there, and red above it is wrong as well."""
    given_first = {"target": "95", "polarity": "higher", "tolerance": "90", "tolerance_raw": "Floor 90%"}
    assert len(check_ratings([row(rag="A", value="85.0", **given_first)])) == 1
    assert len(check_ratings([row(rag="R", value="92.0", **given_first)])) == 1
    assert check_ratings([row(rag="A", value="92.0", **given_first), row(rag="R", value="85.0", **given_first)]) == ()


def test_a_tolerance_printed_as_a_margin_is_left_alone(row: MakeRow) -> None:
    """`2%` is a margin, not a level: amber at 94 is right."""
    margin = {"tolerance": "2", "tolerance_raw": "2%"}
    assert check_ratings([row(rag="A", value="94.0", target="95", polarity="higher", **margin)]) == ()


def _paper(row: MakeRow, green: list[str], red: list[str]) -> list[Observation]:
    rated = [("G", value) for value in green] + [("R", value) for value in red]
    return [
        row(rag=rag, value=value, target="100", polarity="higher", unit="days", indicator_raw=f"Measure {index}")
        for index, (rag, value) in enumerate(rated)
    ]


def test_a_paper_that_rates_small_misses_green_has_a_tolerance_of_its_own(row: MakeRow) -> None:
    """Four green misses, all smaller than all red ones: one finding for the paper, no flag on any row."""
    notes = check_ratings(_paper(row, ["98", "97", "96", "95"], ["90", "85", "70"]))
    assert [(note.code, note.flag) for note in notes] == [("green_within_tolerance", None)]


def test_ratings_that_slipped_by_a_column_are_no_tolerance(row: MakeRow) -> None:
    """Green misses larger than red ones follow no rule: each is flagged."""
    notes = check_ratings(_paper(row, ["98", "97", "80", "60"], ["90", "85", "70"]))
    assert [note.flag for note in notes] == [Flag("rag", "contradicts_target")] * 4


@given(value=st.integers(0, 200), target=st.integers(1, 200), rag=st.sampled_from(["G", "A", "R"]))
def test_a_rating_never_contradicts_both_ways(value: int, target: int, rag: str) -> None:
    """Whatever is printed, a rating that contradicts with one polarity fits, or is silent, with the other."""
    rows = [
        Observation(
            observation_id=polarity,
            document_id="d",
            source="s",
            value_raw=str(value),
            value=value,  # type: ignore[arg-type]
            target_raw=str(target),
            target=target,  # type: ignore[arg-type]
            unit="count",
            rag=rag,  # type: ignore[arg-type]
            polarity=polarity,
        )
        for polarity in ("higher", "lower")
    ]
    contradicted = check_ratings(rows)
    assert len(contradicted) == (1 if value != target else 0 if rag == "G" else 2)
