"""Letters of ratings on colour are no digits: the edges of a fill are wiped out, and later readings decide."""

import numpy as np
import pytest

from extract.pdf.key import Key
from extract.pdf.layout import SeenCell, SeenPage, SeenTable, elements_of
from extract.pdf.scan_on_colour import letter_or_figure, without_edges
from records import Line
from tests.extract.pdf.scans_for_tests import cut_out


@pytest.mark.parametrize(
    ("first", "again", "said", "sure"),
    [
        ("4", ("R", "R"), "R", True),
        ("7", ("G", "G"), "G", True),
        ("4R", ("R", "R"), "R", True),
        ("4", ("4", "4"), "4", True),
        ("4", ("R", "4"), "4", False),
        ("6", ("", ""), "6", False),
        ("6", ("C", "C"), "6", False),
    ],
    ids=["a letter", "another", "a rim and a letter", "a figure", "either", "nothing", "no rating"],
)
def test_a_digit_on_colour(first: str, again: tuple[str, str], said: str, sure: bool) -> None:
    """Later readings make it a letter or leave it the figure it is; where they differ, it is doubted."""
    assert letter_or_figure(first, again) == (said, sure)


def test_the_edges_of_a_fill_are_wiped_out() -> None:
    """A dark rim beside a letter would be read as a part of it, or as a digit."""
    letter = cut_out("R")
    rimmed = np.pad(letter, 40, constant_values=255)
    rimmed[:, 2:12] = 40
    rimmed[2:12] = 40  # it reaches around the letter
    assert (without_edges(rimmed) < 200).sum() == (letter < 200).sum()


def test_a_box_of_a_title_and_its_rating_keeps_its_doubt() -> None:
    """What was unsure in the cells of the box is unsure in the lines that it becomes."""
    cells = [
        SeenCell(0, k, 1, 1, (100.0 * k, 10, 100.0 * k + 90, 30), text, (), None, bold=True, sure=sure)
        for k, (text, sure) in enumerate([("Calls answered in time", 0.97), ("R", 0.4)])
    ]
    table = SeenTable(1, (0, 10, 190, 30), (tuple(cells),), "pdf, ruled: lines part its cells")
    lines = [e for e in elements_of([SeenPage(1, 842, (table,), ())], Key()) if isinstance(e, Line)]
    assert [(line.text, line.sure) for line in lines] == [("Calls answered in time", 0.97), ("R", 0.4)]
