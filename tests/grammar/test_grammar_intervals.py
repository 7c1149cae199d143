"""Figures with confidence intervals, and times that are no figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.numbers import parse_quantity


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("77.1 (74.0-80.2)", "77.1", ""),
        ("2,311 (2,219- 2,403)", "2311", ""),
        ("45.2% (95% CI 43.1 to 47.3)", "45.2", "percent"),
        ("45.2 [43.1, 47.3]", "45.2", ""),
        ("-0.2 (-1.0 to 0.6)", "-0.2", ""),
    ],
)
def test_a_figure_before_its_interval(text: str, number: str, unit: str) -> None:
    """The figure is published, the interval is not."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["4 (5-7)", "90 (10-20)"])
def test_a_bracket_that_does_not_hold_the_figure_is_no_interval(text: str) -> None:
    """Counter-example: what the bracket says is not known."""
    quantity = parse_quantity(text)
    assert quantity is None or quantity.number is None


@given(st.integers(0, 10_000), st.integers(0, 500), st.integers(0, 500))
def test_any_interval_around_a_figure_leaves_the_figure(value: int, below: int, above: int) -> None:
    """Property: one decimal throughout."""
    low, high = max(0, value - below), value + above
    quantity = parse_quantity(f"{value / 10:.1f} ({low / 10:.1f}-{high / 10:.1f})")
    assert quantity is not None
    assert quantity.number == Decimal(value) / 10


@pytest.mark.parametrize("text", ["1:30", "12:45", "1:05:00"])
def test_a_time_is_no_figure(text: str) -> None:
    """Minutes or hours: the cell does not say which, nor that it is a ratio."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.number, quantity.unit, quantity.missing) == (None, "", "unreadable")


@pytest.mark.parametrize("text", ["tbc 1", "N/A 2", "tbc¹", "not available (3)"])
def test_the_number_of_a_note_behind_a_word_is_no_figure(text: str) -> None:
    """`tbc ¹` prints no figure."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.number is None
    assert quantity.missing


@pytest.mark.parametrize("text", ["- 5", "5", "£5"])
def test_a_sign_before_a_digit_is_no_word(text: str) -> None:
    """Counter-example: the digit is the figure."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.number is not None
