"""Which fills of cells are ratings."""

import io
from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table

from extract.pdf.mark_fills import fill_of
from extract.pdf.reading import read_pdf
from records import Grid
from tests.extract.pdf.test_marks import Paper

G, A, R, B = (colors.HexColor(code) for code in ("#b7e1cd", "#fce8b2", "#f4c7c3", "#9dc3e6"))
HEAD = ["Indicator", "Q1 2018/19", "Q2 2018/19", "Q3 2018/19", "RAG"]
NAMES = (
    "Calls answered in time (%)",
    "Days lost to sickness",
    "Missed bins",
    "Invoices paid in time (%)",
    "Rent due (%)",
)


def marks(fills: Sequence[Sequence[colors.Color | None]], *, head: Sequence[str] = HEAD, first: int = 1) -> list[str]:
    """The ratings of each row, a dot for none, of a ruled table whose cells from column `first` on are filled."""
    rows = [list(head), *([name, "91.0", "92.5", "93.4", ""] for name in NAMES[: len(fills)])]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    for r, row in enumerate(fills, start=1):
        for c, fill in enumerate(row, start=first):
            style += [("BACKGROUND", (c, r), (c, r), fill)] if fill is not None else []
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build([Table(rows, style=style)])
    elements = read_pdf(buffer.getvalue(), all_pages=True).layout.elements
    (grid,) = [element for element in elements if isinstance(element, Grid)]
    return ["".join(next((m.rag or "" for m in c.marks if m.rag), ".") for c in row[first:]) for row in grid.rows[1:]]


def test_a_row_may_be_filled_alike() -> None:
    """Three amber figures in a table whose figures are filled one by one, even where the name is filled as well."""
    assert marks([[G, A, R], [A, A, A], [R, G, G], [G, G, R]]) == ["GAR.", "AAA.", "RGG.", "GGR."]


def test_a_band_over_a_whole_row_is_no_rating() -> None:
    """A row filled alike from the name to the last cell, among rows that are not filled, is a heading or a total."""
    found = marks([[None] * 5, [G] * 5, [None] * 5], first=0)
    assert "".join(found).strip(".") == ""


def test_a_tinted_column_of_figures_is_no_rating() -> None:
    """The newest figures stand on green from top to bottom: that is the house style."""
    assert marks([[None, None, G]] * 5) == ["...."] * 5


def test_a_column_of_ratings_may_be_all_green() -> None:
    """Below `RAG` a green cell that prints nothing is a rating, also where all are green."""
    assert marks([[None, None, None, G]] * 5) == ["...G"] * 5


def test_blue_bands_are_no_ratings() -> None:
    """Some cells of a column of figures on blue, with no key: blue stands for no rating there."""
    assert marks([[B, None, None], [None, None, None], [B, None, None], [B, None, None]]) == ["...."] * 4


def test_blue_among_green_and_red_is_one() -> None:
    """Completed, in papers that also print the other colours."""
    assert marks([[None, None, None, c] for c in (G, B, R)]) == ["...G", "...B", "...R"]


def test_coloured_words_are_no_fill() -> None:
    """Strokes of blue print in a tight cell look like a hatched ground, unless a fill lies behind them."""
    paper = Paper()
    for i in range(24):
        paper._pen.line([(160 + 26 * i, 160), (160 + 26 * i, 240)], fill="#005eb8", width=12)
    cell = (20.0, 20.0, 96.0, 30.0)
    assert fill_of(paper.page(), cell) is not None
    assert fill_of(paper.page(), cell, {0x005EB8}) is None
    paper.fill(cell, 0x005EB8)
    assert fill_of(paper.page(), cell, {0x005EB8}) == (0x005EB8, "blue")
