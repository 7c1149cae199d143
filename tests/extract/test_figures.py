"""Cells that hold more than a plain figure: each shape that comparison tables print, and what must not be read."""

from decimal import Decimal

import pytest

from extract.figures import Figure, name_target, read_figures
from tests.extract.paper_for_tests import FINDER


def one(text: str, unit: str = "") -> Figure:
    """The only figure of a cell."""
    (figure,) = read_figures(text, FINDER, unit).figures
    return figure


def brief(text: str, unit: str = "") -> list[tuple[str, str, str]]:
    """Number, period and area of each figure of a cell."""
    return [(str(f.quantity.number), f.period, f.area) for f in read_figures(text, FINDER, unit).figures]


@pytest.mark.parametrize(
    ("text", "number", "unit", "period", "area"),
    [
        ("12.9%", "12.9", "percent", "", ""),
        ("12.9% 2015/16", "12.9", "percent", "2015/16", ""),
        ("47.1% (2016/17)", "47.1", "percent", "2016/17", ""),
        ("89.7% (March 18)", "89.7", "percent", "March 18", ""),
        ("1% South West August 2017", "1", "percent", "August 2017", "South West"),
        ("48.2 Rate per 10,000 Mar 17", "48.2", "rate per 10,000", "Mar 17", ""),
        ("301 rate per 100,000 Oct 15 to Sept 16", "301", "rate per 100,000", "Oct 15 to Sept 16", ""),
        ("304 rate per 100,000 (Oct 16 to Sept 17)", "304", "rate per 100,000", "Oct 16 to Sept 17", ""),
        ("56% 2017", "56", "percent", "2017", ""),
        ("£10.5M", "10500000", "GBP", "", ""),
        ("Mar 17 5,204", "5204", "", "Mar 17", ""),
    ],
)
def test_a_figure_with_its_period_unit_or_area(text: str, number: str, unit: str, period: str, area: str) -> None:
    """What stands beside the figure is cut out and kept, and the rest is the figure."""
    figure = one(text)
    assert figure.quantity.number == Decimal(number)
    assert (figure.quantity.unit, figure.period, figure.area, figure.doubt) == (unit, period, area, "")


@pytest.mark.parametrize(
    ("text", "number", "numerator", "denominator"),
    [
        ("91.2% (186/204) Mar 17", "91.2", "186", "204"),
        ("4 out of 412 (0.97%) Mar 17", "0.97", "4", "412"),
        ("136 / 234", "None", "136", "234"),
    ],
)
def test_a_figure_with_its_fraction(text: str, number: str, numerator: str, denominator: str) -> None:
    """The percentage is the figure; how many of how many is kept beside it."""
    quantity = one(text).quantity
    assert (str(quantity.number), str(quantity.numerator), str(quantity.denominator)) == (
        number,
        numerator,
        denominator,
    )


def test_a_rolling_year_and_a_year_to_date_are_told() -> None:
    """`(R12M)` and `YTD` say how the figure adds up, and are no part of the period."""
    assert (one("21,480 (R12M) Mar 17").quantity.number, one("21,480 (R12M) Mar 17").period) == (
        Decimal(21480),
        "Mar 17",
    )
    assert (one("402 YTD Mar 17").quantity.number, one("402 YTD Mar 17").period) == (Decimal(402), "YTD Mar 17")
    assert (one("35 in the last 12 months").quantity.number, one("35 in the last 12 months").rolling) == (
        Decimal(35),
        True,
    )


def test_a_group_of_people_is_told() -> None:
    """Boys and girls in one cell are groups of the figure, not other words."""
    figure = one("48% (Secondary Boys) 2016")
    assert (figure.quantity.number, figure.group, figure.period) == (Decimal(48), "Secondary Boys", "2016")


def test_two_areas_in_one_cell() -> None:
    """Areas before their figures: each figure takes the area just before it."""
    assert brief("England, 58.6% South West, 60.2%") == [("58.6", "", "England"), ("60.2", "", "South West")]


def test_two_areas_behind_their_figures() -> None:
    """Areas after their figures, and one period that closes the cell for both."""
    assert brief("58.6% England 60.2% South West Mar 17") == [
        ("58.6", "Mar 17", "England"),
        ("60.2", "Mar 17", "South West"),
    ]


def test_a_list_of_items_in_a_cell() -> None:
    """Three or more items with a dash before each figure are items of the indicator, not values of it."""
    figures = read_figures("Very good – 41% Fairly good – 38% Poor – 21%", FINDER).figures
    assert [(figure.item, str(figure.quantity.number)) for figure in figures] == [
        ("Very good", "41"),
        ("Fairly good", "38"),
        ("Poor", "21"),
    ]


def test_a_target_in_words_is_no_value() -> None:
    """`(target 90%)` beside a value is its target."""
    found = read_figures("86.4% (target 90%)", FINDER, "percent")
    assert [str(figure.quantity.number) for figure in found.figures] == ["86.4"]
    assert found.targets == ("90%",)


def test_a_misprinted_figure_is_kept_as_unreadable() -> None:
    """`13,.8` is no number: it is not guessed and not dropped."""
    figures = read_figures("13,.8 Mar 17", FINDER).figures
    assert [(figure.quantity.number, figure.quantity.missing) for figure in figures] == [(None, "unreadable")]


@pytest.mark.parametrize("text", ["Not available", "n/a", "-", "tbc"])
def test_signs_that_there_is_no_figure(text: str) -> None:
    """A missing figure is a figure without a number, with the reason."""
    assert one(text).quantity.number is None
    assert one(text).quantity.missing


def test_prose_gives_only_figures_of_the_unit_and_in_doubt() -> None:
    """In a sentence a count beside a percentage is not read, and what is read carries a doubt."""
    text = (
        "In total 1,234 people came to the 14 sessions. The share of residents who felt safe was 81.5% in March 2018."
    )
    found = read_figures(text, FINDER, "percent")
    assert [(str(figure.quantity.number), figure.period, figure.doubt) for figure in found.figures] == [
        ("81.5", "March 2018", "prose")
    ]
    assert found.unread == 2


@pytest.mark.parametrize("text", ["Lower than the year before", "Improving", "", "see note", "A recovery plan is due"])
def test_words_without_figures_give_none(text: str) -> None:
    """No number is made up from words."""
    assert [figure for figure in read_figures(text, FINDER).figures if figure.quantity.number is not None] == []


def test_words_that_are_not_understood_are_a_doubt() -> None:
    """Figures side by side among unknown words are read with a doubt, never as sure."""
    figures = read_figures("41 open cases, 12 closed cases", FINDER).figures
    assert figures and all(figure.doubt for figure in figures)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Calls answered (95% target)", "95%"),
        ("Waiting days (<30 target)", "<30"),
        ("Children aged 5 (95%)", ""),
        ("A", ""),
    ],
)
def test_a_target_inside_a_name(name: str, target: str) -> None:
    """Brackets that call their figure a target hold one."""
    assert name_target(name) == target
