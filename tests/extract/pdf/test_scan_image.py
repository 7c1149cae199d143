"""The picture of a scanned page made ready: straight, upright, its rules found, its words dark on white."""

import numpy as np
import pytest

from extract.pdf.objects import Pixels
from extract.pdf.scan_image import LOOK, SCALE, ScanImage, scan_image
from tests.extract.pdf.scans_for_tests import BLACK, WHITE, WORDS, Colour, Sheet

GREY, PALE, TINT, BLUE, NAVY = (90, 90, 90), (205, 205, 205), (198, 239, 206), (120, 150, 210), (31, 56, 100)


def inked(image: ScanImage, box: tuple[float, float, float, float]) -> float:
    """The part of a box (in points) that is ink."""
    x0, top, x1, bottom = (round(edge * SCALE) for edge in box)
    return float((image.ink[top:bottom, x0:x1] < 128).mean())


LONG = [f"{WORDS[i % 5]}, {WORDS[(i * 3 + 1) % 5].lower()}" for i in range(24)]


def paragraphs(turned: float = 0.0) -> Pixels:
    """A page of close print, laid askew by so many degrees clockwise."""
    return Sheet(500, 420).lines(LONG, step=16).pixels(turned)


@pytest.mark.parametrize("turned", [-3.1, -0.75, 0.0, 0.15, 0.4, 1.3, 3.6])
def test_skew_is_found(turned: float) -> None:
    """The slope of a page of print that was laid askew, to a twentieth of a degree."""
    assert scan_image(paragraphs(turned)).skew == pytest.approx(turned, abs=0.05)


@pytest.mark.parametrize("turned", [-2.2, 0.0, 0.15, 0.9])
def test_skew_is_undone(turned: float) -> None:
    """A table laid askew has level lines afterwards, to a twentieth of a degree: each is one rule from end to end."""
    sheet = Sheet(420, 300)
    for row in range(10):
        sheet.text(40, 34 + row * 24, WORDS[row % 5]).text(330, 34 + row * 24, f"{90 + row}.2%")
        sheet.box((30, 30 + row * 24, 390, 30.75 + row * 24), BLACK)
    image = scan_image(sheet.pixels(turned))
    assert len([rule for rule in image.rules if rule.horizontal and rule.end - rule.start > 340]) == 10
    assert image.skew == pytest.approx(turned, abs=0.05)


def test_an_empty_page_has_no_skew_and_no_rules() -> None:
    """Nothing to go by: the page stays as it is."""
    image = scan_image(Sheet().pixels())
    assert (image.skew, image.turn, image.rules) == (0.0, 0, ())


@pytest.mark.parametrize("quarters", [1, 3], ids=["anticlockwise", "clockwise"])
def test_a_sideways_page_is_turned(quarters: int) -> None:
    """A page whose lines stand upright is turned until they lie; which way up is left to the words."""
    upright = paragraphs()
    turned = scan_image(np.rot90(upright, quarters))
    assert (scan_image(upright).turn, turned.turn) == (0, 1)
    assert turned.ink.shape == scan_image(upright).ink.shape


def test_a_page_can_be_asked_to_be_turned_further() -> None:
    """Half a turn more, for pages that stand on their head, adds to the quarter turn of a sideways page."""
    upright = paragraphs()
    over = scan_image(np.rot90(upright, 3), turn=2)
    assert over.turn == 3
    assert np.array_equal(over.ink, scan_image(upright).ink)


def test_a_page_of_narrow_columns_is_not_sideways() -> None:
    """Short words below each other, parted by upright lines, make no upright lines of print."""
    sheet = Sheet(300, 400)
    for row in range(16):
        for column, word in enumerate(("Homes", "Calls", "91.2%", "90.0%", "88.1%")):
            sheet.text(20 + column * 54, 20 + row * 22, word)
    for column in range(6):
        sheet.box((14 + column * 54, 14, 15 + column * 54, 372), BLACK)
    assert scan_image(sheet.pixels()).turn == 0


# ---------------------------------------------------------------------------------------- rules
def ruled(ground: Colour, line: Colour, thick: float = 0.75) -> ScanImage:
    """Four cells on a ground, parted and framed by lines, with a word in each."""
    sheet = Sheet(260, 120).box((30, 20, 230, 100), ground)
    for x, y in ((40, 32), (140, 32), (40, 72), (140, 72)):
        sheet.text(x, y, "Actual")
    for y in (20, 60, 100):
        sheet.box((30, y, 230 + thick, y + thick), line)
    for x in (30, 130, 230):
        sheet.box((x, 20, x + thick, 100 + thick), line)
    return scan_image(sheet.pixels())


@pytest.mark.parametrize(
    ("ground", "line"),
    [(WHITE, BLACK), (WHITE, GREY), (WHITE, PALE), (TINT, GREY), (TINT, BLACK), (BLUE, BLACK)],
    ids=["black", "grey", "pale", "grey on a tint", "black on a tint", "black on blue"],
)
def test_rules_are_found_whatever_the_ground(ground: Colour, line: Colour) -> None:
    """Lines are darker than what is on both sides of them, however pale they or their cells are."""
    found = ruled(ground, line).rules
    across, down = [rule for rule in found if rule.horizontal], [rule for rule in found if not rule.horizontal]
    assert sorted(round(rule.at) for rule in across) == [20, 60, 100]
    assert sorted(round(rule.at) for rule in down) == [30, 130, 230]
    assert all(abs(rule.start - 30) <= 3 and abs(rule.end - 230) <= 3 for rule in across)
    assert all(abs(rule.start - 20) <= 3 and abs(rule.end - 100) <= 3 for rule in down)


def test_rules_are_taken_out_of_the_ink() -> None:
    """What is read holds no lines, which pass for letters; the words stay."""
    image = ruled(WHITE, BLACK)
    assert inked(image, (32, 59, 128, 62)) == 0
    assert inked(image, (40, 32, 75, 46)) > 0.05


def test_the_edge_of_a_filled_cell_is_no_rule() -> None:
    """A tinted row without lines has edges, but nothing darker than what is on both sides."""
    image = scan_image(Sheet(260, 120).box((30, 20, 230, 60), TINT).text(40, 32, "Actual").pixels())
    assert image.rules == ()


@pytest.mark.parametrize("size", [7, 10, 14, 18, 20, 24, 28])
def test_print_holds_no_rules(size: float) -> None:
    """Strokes of letters and rows of dashes and stops are no lines of a table, small or as large as a title."""
    sheet = Sheet(500, 200)
    lines = ("HILL TITLE FLEET EEL illicit", "ELIHTF 1171 / 1117 ll", "T. . . . . . . . . . - - - - - 4")
    for i, line in enumerate(lines):
        sheet.text(20, 20 + i * 2 * size, line, size)
    assert scan_image(sheet.pixels()).rules == ()


# ---------------------------------------------------------------------------------------- ground
def test_white_words_on_a_dark_bar_read_as_black_on_white() -> None:
    """The ink of a header in white on navy is that of the same words in black on white."""
    bar = Sheet(260, 100).box((20, 20, 240, 60), NAVY).text(40, 32, "Indicator", 12, WHITE)
    plain = Sheet(260, 100).text(40, 32, "Indicator", 12)
    dark, light = scan_image(bar.pixels()), scan_image(plain.pixels())
    letters = (40, 32, 95, 48)
    assert inked(dark, letters) == pytest.approx(inked(light, letters), rel=0.25)
    assert inked(dark, (120, 26, 230, 54)) == 0


def test_the_strokes_of_a_bold_title_are_no_dark_bar() -> None:
    """They stand so close that their ground seems dark: between them stays white."""
    sheet = Sheet(260, 100)
    for i in range(3):
        sheet.box((40 + i * 4, 32, 42.75 + i * 4, 44), BLACK)
    image = scan_image(sheet.pixels())
    assert inked(image, (44.25, 33, 46.5, 43)) == 1
    assert inked(image, (47, 33, 47.75, 43)) == 0


def test_the_edges_of_a_dark_bar_are_no_ink() -> None:
    """White above and below it, also where it does not end where blocks of pixels do."""
    image = scan_image(
        Sheet(260, 100).box((21.5, 22.5, 241.5, 61.5), NAVY).text(40, 36, "Indicator", 12, WHITE).pixels(), sharp=True
    )
    assert inked(image, (4, 4, 256, 34)) < 0.0005
    assert inked(image, (4, 52, 256, 96)) < 0.0005
    assert inked(image, (40, 36, 95, 52)) > 0.05


def test_pale_lines_part_the_cells_of_a_dark_bar() -> None:
    """The head of a table in white on navy has cells like the rows below it."""
    sheet = Sheet(260, 120).box((30, 20, 230, 50), NAVY)
    for x, word in ((40, "Indicator"), (140, "Actual")):
        sheet.text(x, 28, word, 10, WHITE).text(x, 58, word)
    for x in (30, 130, 230):
        sheet.box((x, 20, x + 1, 81), PALE)
    for y in (20, 50, 80):
        sheet.box((30, y, 231, y + 1), PALE)
    down = [rule for rule in scan_image(sheet.pixels(), sharp=True).rules if not rule.horizontal]
    assert any(abs(rule.at - 130) < 1.5 and rule.start < 24 and rule.end > 76 for rule in down)


@pytest.mark.parametrize("paper", [(236, 228, 205), (205, 208, 214), (255, 240, 240)], ids=["cream", "grey", "pink"])
def test_tinted_paper_is_white_paper(paper: Colour) -> None:
    """Old paper is not white: its colour is taken for white, its print stays black."""
    image = scan_image(Sheet(paper=paper).lines().pixels())
    assert inked(image, (0, 160, 300, 220)) == 0
    assert inked(image, (30, 30, 200, 42)) > 0.05
    assert image.colours[-40:, :].min() > 245


def test_words_on_tinted_cells_are_ink_and_the_tint_is_none() -> None:
    """A cell in the green of its rating reads like a white one."""
    image = scan_image(Sheet(260, 100).box((20, 20, 240, 60), TINT).text(40, 32, "91.2%", 12).pixels())
    assert inked(image, (120, 26, 230, 54)) == 0
    assert inked(image, (40, 32, 80, 48)) > 0.08


def test_both_pictures_show_the_same_page() -> None:
    """Colours at `LOOK`, ink at `SCALE`: pixels per point of one page."""
    image = scan_image(Sheet(260, 100).lines().pixels())
    assert image.colours.shape == (round(100 * LOOK), round(260 * LOOK), 3)
    assert image.ink.shape == (round(100 * SCALE), round(260 * SCALE))
