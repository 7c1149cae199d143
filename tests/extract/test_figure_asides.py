"""Cells with a second figure behind their own: changes, earlier figures, targets; and cells that only look alike."""

import pytest

from extract.figures import read_figures
from tests.extract.paper_for_tests import FINDER, Fact, facts_of, table


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("52 +5 on Q3", "52"), ("52 (+5)", "52"), ("52 (-3 on Q2)", "52"), ("£1.2m (+£0.3m)", "1200000"),
        ("40.1% (Q3: 42.6%)", "40.1"), ("40.1% (last year: 42.6%)", "40.1"), ("61% 11/18", "61"),
        ("100% 3 of 3", "100"),
    ],
)  # fmt: skip
def test_the_first_figure_is_the_cells_own(cell: str, value: str) -> None:
    """What stands behind it says how it has changed, what it was before, or what it was worked out from."""
    (figure,) = read_figures(cell, FINDER).figures
    assert str(figure.quantity.number) == value
    assert not figure.doubt


@pytest.mark.parametrize("cell", ["+5 on Q3", "-3 since April", "12 -14", "61% 3/4", "12 (10)", "84.1% / 85%"])
def test_a_change_alone_a_range_and_two_figures_are_no_figure(cell: str) -> None:
    """Nothing tells which is the value: a change without its figure, a fraction that gives another share."""
    assert [figure.quantity.number for figure in read_figures(cell, FINDER).figures] == [None]


def test_a_target_behind_the_figure_is_its_target() -> None:
    """`80.2%` over `target 82%` in one cell; the target column is for the year."""
    rows = table("Measure | Q2 2018/19 | 2018/19 target", "Calls answered | 80.2% target 82% | 85%")
    assert facts_of(rows) == [Fact("Calls answered", "80.2%", "Q2 2018/19", "82%")]


def test_a_cell_that_is_nothing_but_a_target_has_no_value() -> None:
    """`80% target`: no figure of the indicator."""
    read = read_figures("80% target", FINDER)
    assert (read.figures, read.targets) == ((), ("80%",))
