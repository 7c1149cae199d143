"""Raised figures of notes inside cells that print more than the figure."""

from decimal import Decimal

import pytest

from extract.figures import read_figures
from tests.extract.paper_for_tests import FINDER


def test_a_raised_note_before_a_rating_is_not_part_of_the_figure() -> None:
    """`10.71¹ G`: the figure is 10.71."""
    (figure,) = read_figures("10.71¹ G", FINDER).figures
    assert figure.quantity.number == Decimal("10.71")


def test_a_square_metre_keeps_its_raised_figure() -> None:
    """Counter-example: behind a letter it belongs to the unit."""
    (figure,) = read_figures("410 kWh/m²", FINDER).figures
    assert (figure.quantity.number, figure.quantity.unit) == (Decimal(410), "kWh per square metre")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-12² R", "-12"),
        ("March 2018 -5.2%", "-5.2"),
        ("Q1 2018/19: –3", "-3"),
        ("March 2018 - 5.2%", "5.2"),
        ("2017/18-5.2%", "5.2"),
    ],
)
def test_the_sign_of_a_figure_is_no_dash_between_words(text: str, number: str) -> None:
    """A dash right before the digits with a space before it is a sign; any other joins the figure to its period."""
    (figure,) = read_figures(text, FINDER).figures
    assert figure.quantity.number == Decimal(number)
