"""Units that headers and names print without brackets."""

import pytest

from grammar.units import scaled_pounds, unit_of_header, unit_of_name


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Spend £'000s", "GBP thousand"),
        ("Net budget £m", "GBP million"),
        ("Savings £000 2018/19", "GBP thousand"),
        ("Actual £k", "GBP thousand"),
        ("Spending (£000)", "GBP thousand"),
    ],
)
def test_pounds_in_thousands_and_millions(text: str, unit: str) -> None:
    """In headers, names and captions alike."""
    assert (unit_of_header(text), unit_of_name(text), scaled_pounds(text)) == (unit, unit, unit)


@pytest.mark.parametrize("text", ["Contracts over £1m", "Grants below £50,000", "Cost £", "£000 or £m"])
def test_an_amount_in_a_name_is_no_scale(text: str) -> None:
    """Counter-example: digits between the sign and the letters, or two scales."""
    assert scaled_pounds(text) == ""


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Percentage point gap between pupils on free meals and others", "percentage points"),
        ("% point difference in attainment", "percentage points"),
        ("Percentage of schools with a 5 percentage point rise", ""),
        ("Percentage of waste recycled", "percent"),
        ("Number of kilograms of household waste collected per head", "kg"),
        ("Number of tonnes of waste", "tonnes"),
        ("Number of missed collections", "count"),
    ],
)
def test_units_in_the_words_of_names(name: str, unit: str) -> None:
    """Points are no percentages, kilograms no count; two units are none."""
    assert unit_of_name(name) == unit
