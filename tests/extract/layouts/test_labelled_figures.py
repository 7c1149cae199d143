"""Figures with a label outside any table: those that no reader takes are listed."""

import pytest

from extract.layouts.labelled import is_labelled_figure


@pytest.mark.parametrize("text", ["Target: 120", "Q1 2024/25: 118", "Target 120", "Q2 68.0%", "2021/22 45%"])
def test_a_label_and_a_figure(text: str) -> None:
    """With a colon or without: the name of the indicator stands elsewhere."""
    assert is_labelled_figure(text)


@pytest.mark.parametrize(
    "text", ["Page 3", "March 31", "Q2 2021", "Target 2021/22", "Performance 2019", "Rule 2: four"]
)
def test_dates_and_numbers_of_pages_are_none(text: str) -> None:
    """What only names a day, a year or a page is no figure of an indicator."""
    assert not is_labelled_figure(text)
