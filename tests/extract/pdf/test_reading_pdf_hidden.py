"""What nobody sees on a page is not read, and print is read as it shows: whole PDFs, made here."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.reading import read_pdf
from extract.reading import read_paper
from records import Grid, PaperReading
from tests.extract.paper_for_tests import OWN, SETTINGS, Fact, facts

COLUMNS = (60, 290, 360, 430, 500)
HEADER = ("Measure", "2017/18", "2018/19", "Target", "RAG")
ROWS = (
    ("Calls answered in time", "88.0%", "91.0%", "90.0%", "G"),
    ("Number of missed bins", "40", "52", "45", "R"),
    ("Complaints answered", "80.1%", "79.4%", "80.0%", "A"),
)
GOING_ON = (
    ("Homes built for rent", "64", "47", "70", "R"),
    ("Days lost to sickness", "9.4", "8.5", "9.0", "G"),
    ("Food premises inspected", "91%", "94%", "95%", "A"),
    ("Library loans per head", "4.1", "3.8", "4.0", "A"),
)


class Paper:
    """A paper of this council, written page by page."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, invariant=1)
        self.canvas.drawString(60, 800, OWN)
        self.canvas.drawString(60, 780, "Performance report 2018/19")

    def rows(self, rows: Sequence[Sequence[str]], top: float = 740, *, ruled: bool = True) -> "Paper":
        """A table whose rows are 22 points high."""
        for i, row in enumerate(rows):
            for x, text in zip(COLUMNS, row, strict=False):
                self.canvas.drawString(x, top - 22 * i - 15, text)
        if ruled:
            ends = (54, 284, 354, 424, 494, 550)
            self.canvas.grid(ends, [top - 22 * i for i in range(len(rows) + 1)])
        return self

    def page(self) -> "Paper":
        """Go on on the next page."""
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._buffer.getvalue()

    def read(self) -> PaperReading:
        """What is read from it."""
        return read_paper(self.data(), "paper.pdf", SETTINGS)


def newest(reading: PaperReading) -> dict[str, str]:
    """The figure of 2018/19 by indicator."""
    return {fact.name: fact.value for fact in facts(reading) if fact.period == "2018/19"}


def table() -> Paper:
    """The paper with its table on the first page."""
    return Paper().rows([HEADER, *ROWS])


def test_the_table_without_anything_hidden() -> None:
    """What all tests below compare with."""
    assert newest(table().read()) == {row[0]: row[2] for row in ROWS}
    assert Fact(ROWS[0][0], "91.0%", "2018/19", "90.0%", "G") in facts(table().read())


def test_text_that_is_drawn_invisibly_is_not_read() -> None:
    """Render mode 3 paints nothing: a figure behind a figure, as tools leave it, does not join the one that shows."""
    paper = table()
    hidden = paper.canvas.beginText(392, 740 - 22 - 15)
    hidden.setTextRenderMode(3)
    hidden.textOut("99")
    paper.canvas.drawText(hidden)
    assert newest(paper.read())[ROWS[0][0]] == "91.0%"


def test_a_row_that_is_drawn_invisibly_is_no_row() -> None:
    """A whole row that does not show gives no statement."""
    paper = table()
    for x, text in zip(COLUMNS, GOING_ON[0], strict=True):
        hidden = paper.canvas.beginText(x, 740 - 22 * 4 - 15)
        hidden.setTextRenderMode(3)
        hidden.textOut(text)
        paper.canvas.drawText(hidden)
    assert facts(paper.read()) == facts(table().read())


def test_bold_that_is_printed_twice_is_read_once() -> None:
    """A figure drawn again a third of a point beside itself."""
    paper = table()
    for shift in (0.3, 0.6):
        paper.canvas.drawString(360 + shift, 740 - 22 - 15, "91.0%")
    assert newest(paper.read())[ROWS[0][0]] == "91.0%"


def test_the_raised_figure_of_a_note_is_no_digit() -> None:
    """`52` with a small raised 3 behind it is 52, not 523."""
    paper = Paper().rows([HEADER, ROWS[0], (*ROWS[1][:2], "", *ROWS[1][3:]), ROWS[2]])
    print_ = paper.canvas.beginText(360, 740 - 44 - 15)
    print_.textOut("52")
    print_.setRise(4)
    print_.setFont("Helvetica", 6)
    print_.textOut("3")
    paper.canvas.drawText(print_)
    data = paper.data()
    (grid,) = [element for element in read_pdf(data).layout.elements if isinstance(element, Grid)]
    assert grid.rows[2][2].text == "52³"
    said = read_paper(data, "paper.pdf", SETTINGS).statements
    (quantity,) = [s.quantity for s in said if s.indicator == ROWS[1][0] and s.period == "2018/19"]
    assert quantity is not None and quantity.number == 52


# ---------------------------------------------------------------------------------------- tables that go on
def test_a_table_goes_on_on_the_next_page_without_its_header() -> None:
    """The rows at the top of the next page have the columns of the table above."""
    reading = table().page().rows(GOING_ON).read()
    assert newest(reading) == {row[0]: row[2] for row in (*ROWS, *GOING_ON)}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_last_rows_of_a_table_are_read_on_a_page_of_their_own(count: int) -> None:
    """A row or two that did not fit on the page of their table are as good as twenty."""
    reading = table().page().rows(GOING_ON[:count]).read()
    assert newest(reading) == {row[0]: row[2] for row in (*ROWS, *GOING_ON[:count])}


def test_a_headerless_table_pages_later_is_no_continuation() -> None:
    """Two pages on a table without header is another table, though nothing but a blank page stands between."""
    every = replace(SETTINGS, all_pages=True)
    next_page, later = table().page().rows(GOING_ON).data(), table().page().page().rows(GOING_ON).data()
    assert len(newest(read_paper(next_page, "paper.pdf", every))) == len(ROWS) + len(GOING_ON)
    assert newest(read_paper(later, "paper.pdf", every)) == {row[0]: row[2] for row in ROWS}


def test_a_table_between_other_edges_is_no_continuation() -> None:
    """A narrower table of fewer columns that begins the next page takes no header from the one above."""
    paper = table().page()
    for i, (name, figure) in enumerate((("Wards", "24"), ("Parishes", "31"), ("Councillors", "48"))):
        paper.canvas.drawString(200, 725 - 22 * i, name)
        paper.canvas.drawString(300, 725 - 22 * i, figure)
    paper.canvas.grid((190, 290, 340), [740 - 22 * i for i in range(4)])
    assert newest(paper.read()) == {row[0]: row[2] for row in ROWS}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("far", ["1e18", "3.4e38", "1e39"])
def test_text_that_a_broken_matrix_puts_nowhere_is_on_no_page(far: str) -> None:
    """The table is read as if it were not there."""
    paper = Paper().rows((HEADER, *ROWS))
    paper.canvas._code.append(f"BT /F1 10 Tf {far} 0 0 {far} {far} {far} Tm (Lost) Tj ET")
    assert facts(paper.read()) == facts(Paper().rows((HEADER, *ROWS)).read())
