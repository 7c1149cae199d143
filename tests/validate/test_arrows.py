"""Printed arrows against the figures beside them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from records import Flag, Observation
from validate.arrows import check_arrows

MakeMonths = Callable[..., list[Observation]]
SENSES = {"up": "improving", "same": "steady", "down": "declining"}


def _block(months: MakeMonths, values: list[str], arrows: list[str], **changes: Any) -> list[Observation]:
    directions = [SENSES[arrow] for arrow in arrows]
    return months(values, **({"arrow": arrows, "direction": directions, "polarity": "higher", "table": 3} | changes))


def test_an_arrow_against_the_change_is_flagged(months: MakeMonths) -> None:
    """Improving from 97.8 to 97.0 where higher is better cannot be."""
    rows = _block(months, ["97.8", "97.0"], ["same", "up"])
    (note,) = check_arrows(rows)
    assert (note.flag, note.rows) == (Flag("arrow", "contradicts_values"), (rows[1],))


def test_a_block_whose_arrows_fit_is_left_alone(months: MakeMonths) -> None:
    """Arrows that follow performance, up where lower is better and the figure falls, get neither flag nor finding."""
    values, arrows = ["20.1", "12.1", "17.7", "16.8", "20.2"], ["same", "up", "down", "up", "down"]
    assert check_arrows(_block(months, values, arrows, polarity="lower")) == ()


def test_steady_beside_a_small_change_is_left_alone(months: MakeMonths) -> None:
    """What counts as steady is the paper's own affair."""
    assert check_arrows(_block(months, ["95.0", "94.9"], ["up", "same"])) == ()


def test_equal_figures_with_an_arrow_are_a_finding_only(months: MakeMonths) -> None:
    """Both may be right once the figures are rounded."""
    (note,) = check_arrows(_block(months, ["85", "85"], ["up", "up"]))
    assert (note.flag, note.severity) == (None, "info")


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": None},
        {"polarity": "target"},
        {"direction": ["increasing", "increasing"]},
        {"comparator_of": "Own Council"},
        {"table": [3, 4]},
        {"group": ["girls", "boys"]},
        {"arrow": [None, "up"]},
    ],
)
def test_what_does_not_compare_with_the_period_before_is_left_alone(
    months: MakeMonths, changes: dict[str, Any]
) -> None:
    """Without polarity, with arrows of value, across tables or groups, and with a single arrow nothing is said."""
    assert check_arrows(_block(months, ["97.8", "97.0"], ["up", "up"], **changes)) == ()


def test_a_gap_between_the_periods_is_left_alone(months: MakeMonths) -> None:
    """April and June are not consecutive."""
    april, _, june = _block(months, ["97.8", "97.5", "97.0"], ["same", "down", "up"])
    assert check_arrows([april, june]) == ()


def test_a_doubtful_figure_needs_no_flag_on_the_arrow(months: MakeMonths) -> None:
    """Where the figure before is in doubt the contradiction is reported without a second flag."""
    rows = _block(months, ["97.8", "97.0"], ["same", "up"], flags=[(Flag("value", "scale_slip"),), ()])
    (note,) = check_arrows(rows)
    assert note.flag is None


def test_quarters_over_the_turn_of_the_year_are_consecutive(row: Callable[..., Observation]) -> None:
    """October to December is followed by January to March."""
    shared = {"polarity": "higher", "period_type": "quarter", "arrow": "up", "direction": "improving"}
    before = row(value="90", period_start=date(2017, 10, 1), period_end=date(2017, 12, 31), **shared)
    after = row(value="80", period_start=date(2018, 1, 1), period_end=date(2018, 3, 31), **shared)
    assert [note.rows for note in check_arrows([after, before])] == [(after,)]
