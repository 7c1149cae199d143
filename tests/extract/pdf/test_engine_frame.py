"""From the file's coordinates to the page as shown: many boxes at once are what each would be alone."""

import random

import numpy as np
import pytest

from extract.pdf.engine_frame import Frame, rounded

HALVES = [0.125, 0.375, -0.125, 46.125, 1.005, 2.675, -2.675, 1e9 + 0.125, 0.0, -0.001]


def test_arrays_are_rounded_as_single_numbers_are() -> None:
    """Halves too: those that a float holds exactly, and those that it only seems to hold."""
    numbers = random.Random(1)  # noqa: S311  any figures will do
    values = [*HALVES, *(numbers.uniform(-900, 900) for _ in range(5000)), *(n / 1000 for n in range(-3000, 3000))]
    assert rounded(np.array(values)).tolist() == [round(value, 2) for value in values]


@pytest.mark.parametrize(
    ("turn", "shown"),
    [(0, (10, 60, 30, 70)), (1, (30, 10, 40, 30)), (2, (170, 30, 190, 40)), (3, (60, 170, 70, 190))],
)
def test_boxes_of_a_turned_page(turn: int, shown: tuple[float, ...]) -> None:
    """A box low on the left of the file, on a page of 200 by 100 points that is shown turned."""
    frame = Frame(200, 100, turn, 0, 0, 200, 100)
    assert frame.box(10, 30, 30, 40) == shown
