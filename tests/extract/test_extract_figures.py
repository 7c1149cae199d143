"""Cells that hold more than one plain figure, and prose whose figures are not read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.areas import AreaFinder
from extract.figures import name_target, read_figures

FINDER = AreaFinder(("England", "South East", "South West"), ("Wexmoor",))


@pytest.mark.parametrize(
    ("text", "number", "period"),
    [
        ("81.4%", "81.4", ""),
        ("12.9% 2015/16", "12.9", "2015/16"),
        ("47.1% (2016/17)", "47.1", "2016/17"),
        ("91.2% (186/204) Mar 17", "91.2", "Mar 17"),
        ("4 out of 412 (0.97%) Mar 17", "0.97", "Mar 17"),
        ("402 YTD Mar 17", "402", "YTD Mar 17"),
        ("301 rate per 100,000 Oct 15 to Sept 16", "301", "Oct 15 to Sept 16"),
    ],
)
def test_one_figure_with_what_stands_beside_it(text: str, number: str, period: str) -> None:
    """Period, fraction and words of a cell with one figure are told apart from the figure."""
    (figure,) = read_figures(text, FINDER).figures
    assert (figure.quantity.number, figure.period, figure.doubt) == (Decimal(number), period, "")


def test_two_areas_in_one_cell_are_two_figures() -> None:
    """`England, 58.6% South East, 60.2%`: each figure has the area printed before it."""
    figures = read_figures("England, 58.6% South East, 60.2%", FINDER).figures
    assert [(figure.area, figure.quantity.number) for figure in figures] == [
        ("England", Decimal("58.6")),
        ("South East", Decimal("60.2")),
    ]
    assert all(figure.comparator for figure in figures)


def test_a_group_of_people_is_kept_with_its_figure() -> None:
    """`48% (Secondary Boys) 2016` is a figure about boys."""
    (figure,) = read_figures("48% (Secondary Boys) 2016", FINDER).figures
    assert (figure.group.lower(), figure.period) == ("secondary boys", "2016")


def test_a_list_of_items_in_a_cell_gives_each_its_name() -> None:
    """Answers of a survey in one cell are figures of their own."""
    figures = read_figures("Very good – 41% Fairly good – 38% Poor – 21%", FINDER).figures
    assert [(figure.item, figure.quantity.number) for figure in figures] == [
        ("Very good", Decimal(41)),
        ("Fairly good", Decimal(38)),
        ("Poor", Decimal(21)),
    ]


def test_what_the_words_call_a_target_is_no_value() -> None:
    """A target in the words of a value's cell is handed over as target, and the value before it is no target."""
    read = read_figures("58% against a target of 60%", FINDER)
    assert read.targets == ("60%",)
    assert [figure.quantity.number for figure in read.figures] == [Decimal(58)]


@pytest.mark.parametrize(
    "text",
    [
        "Members heard that 12 of the 40 posts are vacant and that 3 people left.\nA report follows.",
        "Work has begun in all 4 districts and 2,150 premises can now be connected to the new network this year.",
    ],
)
def test_prose_gives_no_figure_of_another_unit(text: str) -> None:
    """Sentences beside a percentage print counts: none is taken for the percentage, all are counted as unread."""
    read = read_figures(text, FINDER, "percent")
    assert read.figures == () and read.unread >= 2


def test_a_figure_of_the_right_unit_in_prose_carries_a_doubt() -> None:
    """What is read from a sentence is flagged."""
    read = read_figures(
        "Performance fell to 81% in the quarter because of vacancies and sickness in the team.", FINDER, "percent"
    )
    assert [(figure.quantity.number, figure.doubt) for figure in read.figures] == [(Decimal(81), "prose")]


@pytest.mark.parametrize("text", ["", "New measure", "Not available", "Fewer than before", "see comments"])
def test_words_without_a_figure_give_no_number(text: str) -> None:
    """Nothing is invented where no digit is printed."""
    assert all(figure.quantity.number is None for figure in read_figures(text, FINDER).figures)


def test_misprinted_digits_are_not_repaired() -> None:
    """`13,.8` is unreadable: neither 13.8 nor 138."""
    assert [figure.quantity.number for figure in read_figures("13,.8", FINDER).figures] in ([], [None])


@pytest.mark.parametrize(
    ("name", "target"),
    [("Calls answered (95% target)", "95%"), ("Calls answered (95%)", ""), ("Calls answered on target", "")],
)
def test_a_target_in_a_name_needs_the_word(name: str, target: str) -> None:
    """Only a bracket that says target sets one."""
    assert name_target(name) == target


@given(st.text(" 0123456789.,%£()/-–abcEnglad:\n", max_size=60))
def test_a_figure_is_always_printed_in_its_cell(text: str) -> None:
    """Whatever a cell holds: the span lies in the cell, and every digit of the number is printed there."""
    for figure in read_figures(text, FINDER, "percent").figures:
        assert 0 <= figure.span.start <= figure.span.end <= len(text)
        if figure.quantity.number is not None:
            printed = {c for c in text if c.isdigit()}
            digits = {c for c in f"{figure.quantity.number:f}" if c.isdigit()} - {"0"}
            assert digits <= printed
