"""Points and commas counted in the ink of a figure, so that a lost one is noticed."""

import pytest

from extract.pdf.scan_points import EITHER, FIGURE, points_in, points_of
from records import Box
from tests.extract.pdf.scans_for_tests import Sheet, cut_out

SIZES = (8, 10, 14)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("printed", "points"),
    [("12.4", 1), ("5,100", 1), ("1,234.5", 2), ("124", 0), ("0.07", 1), ("£1,250", 1), ("-3.5", 1), ("1.1", 1)],
)
def test_points_are_counted_in_the_ink(printed: str, points: int, size: float) -> None:
    """As many as the figure prints, points and commas alike, in small print and in large."""
    assert points_in(cut_out(printed, size)) == points


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("printed", "points"), [("62%", 0), ("88.1%", 1), ("100%", 0), ("£5m", 0), ("48-50", 0)])
def test_signs_are_no_points(printed: str, points: int, size: float) -> None:
    """The rings of a percent sign, a pound and a dash are not counted."""
    assert points_in(cut_out(printed, size)) == points


@pytest.mark.parametrize(
    "speck",
    [(35, 12, 39, 16), (35, 24, 39, 28), (35, 37, 36, 38), (30, 2, 33, 5)],
    ids=["high", "half up", "dust", "over"],
)
def test_specks_are_no_points(speck: Box) -> None:
    """Dirt above the line or finer than a point does not make 12.4 of 124."""
    plain = cut_out("124")
    assert points_in(plain) == 0
    assert points_in(cut_out("124", specks=[speck])) == 0


@pytest.mark.parametrize(("width", "points"), [(6, 1), (18, 0)], ids=["point", "smear"])
def test_a_smear_on_the_line_is_too_wide_for_a_point(width: int, points: int) -> None:
    """Between two figures that stand apart: what is as wide as a digit is no point."""
    plain = cut_out("1      4")
    foot = plain.shape[0] - 10
    assert points_in(plain) == 0
    assert points_in(cut_out("1      4", specks=[(45, foot - 6, 45 + width, foot)])) == points


def test_a_point_before_or_behind_the_digits_is_none() -> None:
    """The full stop of a sentence parts no digits."""
    assert points_in(cut_out("124.")) == 0


def test_two_lines_cannot_be_told() -> None:
    """In a cell of several lines the line of a point is not known: no count instead of a wrong one."""
    sheet = Sheet(60, 40).text(5, 4, "12.4").text(5, 20, "13.5")
    assert points_in(sheet.pixels()[:, :, 0]) is None


def test_nothing_is_told_of_empty_and_tiny_cuts() -> None:
    """No ink, or ink too low to have points in it: no count."""
    assert points_in(Sheet(20, 10).pixels()[:, :, 0]) is None
    assert points_in(cut_out("12.4", 1.5)) is None


@pytest.mark.parametrize(("text", "points"), [("1,234.5%", 2), ("124", 0), ("£5,100", 1)])
def test_points_of_a_text(text: str, points: int) -> None:
    """What the recogniser wrote is counted the same way."""
    assert points_of(text) == points


def test_which_figures_are_looked_at() -> None:
    """Plain figures are; ranges, dates and words are not. Three digits behind a point may be thousands."""
    assert all(FIGURE.match(text) for text in ("12.4", "5,100", "£5.1m", "<3", "(2.4)", "91%"))
    assert not any(FIGURE.match(text) for text in ("2009/10", "Q1", "n/a", "3:1", "12 of 40"))
    assert all(EITHER.match(text) for text in ("5.100", "£12.400", "1.250.000"))
    assert not any(EITHER.match(text) for text in ("12.4", "0.125", "5,100", "1234.567", "12.45"))
