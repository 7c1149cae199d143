"""Keys of symbols: one shape in several colours, several shapes in one colour, and what no key explains."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.reading import read_pdf
from records import Grid, Line

_SYMBOLS = {"●": ("ZapfDingbats", "\u25cf"), "■": ("ZapfDingbats", "\u25a0"), "▲": ("ZapfDingbats", "\u25b2"),
            "▼": ("ZapfDingbats", "\u25bc"), "★": ("ZapfDingbats", "\u2605"), "↑": ("Symbol", "\u2191"),
            "→": ("Symbol", "\u2192"), "↓": ("Symbol", "\u2193")}  # fmt: skip
GREEN, AMBER, RED, BLUE, ORANGE = (0.1, 0.55, 0.25), (0.95, 0.6, 0), (0.77, 0.13, 0.12), (0.1, 0.3, 0.8), (0.93, 0.5, 0)
GREY, BLACK, PURPLE = (0.65, 0.65, 0.65), (0, 0, 0), (0.5, 0.1, 0.6)
Colour = tuple[float, float, float]
Shown = tuple[str, Colour] | None


class Paper:
    """A page with a key in lines and one ruled table whose last columns hold symbols."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, A4, invariant=1)
        self._y = 780.0
        self.line("Performance report: Quarter 2 2018/19")

    def _symbol(self, x: float, y: float, shown: Shown) -> None:
        if shown is not None:
            font, char = _SYMBOLS[shown[0]]
            self._canvas.setFont(font, 9)
            self._canvas.setFillColorRGB(*shown[1])
            self._canvas.drawString(x, y, char)
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.setFont("Helvetica", 9)

    def line(self, text: str) -> None:
        """A line of words."""
        self._canvas.setFont("Helvetica", 9)
        self._canvas.drawString(60, self._y, text)
        self._y -= 24

    def key(self, *entries: tuple[Shown, str]) -> None:
        """A symbol and its meaning on each line."""
        for shown, meaning in entries:
            self._symbol(60, self._y, shown)
            self._canvas.drawString(80, self._y, meaning)
            self._y -= 24

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Shown]]) -> list[tuple[str, ...]]:
        """The ratings and arrows, joined by "+", that are read in the symbol cells of each row."""
        edges = [60, 250, 310, *(310 + 70 * (i + 1) for i in range(len(heads)))]
        lines = [
            ["Indicator", "Actual", *heads],
            *([f"Calls answered by team {i}", f"{80 + i}%"] for i in range(len(rows))),
        ]
        top = self._y + 14
        for number, texts in enumerate(lines):
            for x, text in zip(edges, texts, strict=False):
                self._canvas.drawString(x + 4, self._y, text)
            for x, shown in zip(edges[2:], rows[number - 1] if number else (), strict=False):
                self._symbol(x + 20, self._y, shown)
            self._canvas.line(edges[0], self._y + 14, edges[-1], self._y + 14)
            self._y -= 20
        for x in edges:
            self._canvas.line(x, top, x, self._y + 14)
        self._canvas.line(edges[0], self._y + 14, edges[-1], self._y + 14)
        self._canvas.save()
        elements = read_pdf(self._buffer.getvalue(), all_pages=True).layout.elements
        (grid,) = [element for element in elements if isinstance(element, Grid)]
        self.lines = [element for element in elements if isinstance(element, Line)]
        return [
            tuple("+".join(m.rag or m.arrow or "" for m in cell.marks) for cell in row[2:]) for row in grid.rows[1:]
        ]


def ratings(paper: Paper, *symbols: Shown) -> list[str]:
    """What is read in a column of ratings that holds these symbols."""
    return [row[0] for row in paper.table(["RAG"], [[symbol] for symbol in symbols])]


def test_one_shape_in_three_colours_is_told_apart_by_colour() -> None:
    """Three dots of a key differ in nothing but their colour."""
    paper = Paper()
    paper.key((("●", GREEN), "On target"), (("●", AMBER), "Slightly below target"), (("●", RED), "Well below target"))
    assert ratings(paper, ("●", RED), ("●", GREEN), ("●", AMBER)) == ["R", "G", "A"]


def test_one_colour_with_three_shapes_is_told_apart_by_shape() -> None:
    """A key that is printed in blue throughout."""
    paper = Paper()
    paper.key((("★", BLUE), "On target"), (("●", BLUE), "Slightly below target"), (("■", BLUE), "Well below target"))
    assert ratings(paper, ("■", BLUE), ("★", BLUE), ("●", BLUE)) == ["R", "G", "A"]


def test_a_key_of_other_colours_is_believed() -> None:
    """Palettes for the colour-blind have no green and no red."""
    paper = Paper()
    paper.key((("●", BLUE), "On target"), (("●", ORANGE), "Off target"))
    assert ratings(paper, ("●", ORANGE), ("●", BLUE)) == ["R", "G"]


def test_a_colour_of_another_palette_is_no_rating() -> None:
    """Where blue is good, a stray green dot is not known to be good as well."""
    paper = Paper()
    paper.key((("●", BLUE), "On target"), (("●", ORANGE), "Off target"))
    assert ratings(paper, ("●", GREEN), ("●", BLUE)) == ["", "G"]


def test_amber_that_a_finer_scale_calls_below_target_stays_amber() -> None:
    """Beside a red of "well below" the words "below target" are no red."""
    paper = Paper()
    paper.key((("●", GREEN), "On target"), (("●", AMBER), "Below target"), (("●", RED), "Well below target"))
    assert ratings(paper, ("●", AMBER), ("●", RED)) == ["A", "R"]


def test_plain_colours_need_no_key() -> None:
    """Without a key green, amber and red are what they are for everybody; purple and grey are nothing."""
    shown = [("●", colour) for colour in (GREEN, AMBER, RED, PURPLE, GREY)]
    assert ratings(Paper(), *shown) == ["G", "A", "R", "", ""]


def test_a_colour_that_the_key_leaves_out_is_plain() -> None:
    """Nothing speaks against amber in a key of green and red."""
    paper = Paper()
    paper.key((("●", GREEN), "Target met"), (("●", RED), "Target missed"))
    assert ratings(paper, ("●", AMBER), ("●", RED)) == ["A", "R"]


@pytest.mark.parametrize(
    ("meaning", "rating"), [("No target is set", ""), ("Status not known: awaiting data", "not_rated")]
)
def test_grey_is_no_rating_but_may_say_so(meaning: str, rating: str) -> None:
    """Where there is no target, nothing is rated; a status that is not known is printed as such."""
    paper = Paper()
    paper.key((("●", GREEN), "Target met"), (("●", GREY), meaning))
    assert ratings(paper, ("●", GREY), ("●", GREEN)) == [rating, "G"]


def test_a_triangle_that_the_key_rates_is_no_arrow() -> None:
    """The same shape may rate in red and point in black."""
    paper = Paper()
    paper.key((("★", GREEN), "On target"), (("▲", RED), "Off target"))
    paper.key((("▲", BLACK), "Better than last year"), (("▼", BLACK), "Worse than last year"))
    rows = paper.table(["Status", "Trend"], [[("▲", RED), ("▼", BLACK)], [("★", GREEN), ("▲", BLACK)]])
    assert rows == [("R", "down"), ("G", "up")]


def test_without_a_key_the_headers_tell_ratings_from_arrows() -> None:
    """Triangles of two kinds: those below `RAG` rate by their colour, those below `DoT` point."""
    rows = Paper().table(
        ["RAG", "DoT"], [[("▲", GREEN), ("▲", GREEN)], [("▼", RED), ("▲", RED)], [("▲", AMBER), ("▼", RED)]]
    )
    assert rows == [("G", "up"), ("R", "up"), ("A", "down")]


def test_coloured_arrows_are_no_ratings_unless_the_key_says_so() -> None:
    """An arrow in red may go down where down is good."""
    paper = Paper()
    paper.key((("↑", GREEN), "Improving"), (("→", AMBER), "No change"), (("↓", RED), "Getting worse"))
    assert [row[0] for row in paper.table(["Trend"], [[("↓", RED)], [("↑", GREEN)]])] == ["down", "up"]


def test_coloured_bullets_of_a_list_are_no_key() -> None:
    """Green dots before sentences on targets say nothing about green dots in a table."""
    paper = Paper()
    paper.key(
        (("●", GREEN), "Calls answered are below target"), (("●", GREEN), "Recycling is above target"),
        (("●", GREEN), "Two measures missed their target"), (("●", GREEN), "Sickness is close to target"),
    )  # fmt: skip
    assert ratings(paper, ("●", GREEN), ("●", RED)) == ["G", "R"]


def test_one_bad_bullet_does_not_turn_green_into_red() -> None:
    """A single green bullet beside bad news is believed as little."""
    paper = Paper()
    paper.key((("●", GREEN), "Recycling is below target"))
    assert ratings(paper, ("●", GREEN), ("●", RED)) == ["G", "R"]
