"""Whole PDFs, made here: what a page shows ends in the same statements as a text dump would give."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from errors import DocumentError
from extract.pdf.evidence import picture_of
from extract.pdf.reading import read_pdf
from extract.reading import read_paper
from records import PaperReading
from tests.extract.paper_for_tests import OWN, SETTINGS, Fact, facts

GREEN, AMBER, RED, HEAD = (colors.HexColor(code) for code in ("#c6efce", "#ffeb9c", "#ffc7ce", "#d9d9d9"))
HEADER = ["Ref", "Indicator", "2017/18", "Q2 2018/19", "Target 2018/19"]
ROWS = [
    ["A1", "Calls answered in time (%)", "88.0%", "91.0%", "90.0%"],
    ["A2", "Number of missed bins", "40", "52", "45"],
    ["A3", "Complaints answered in ten days (%)", "80.1%", "79.4%", "80.0%"],
]
KEY = [["", "On or better than target"], ["", "Off target by up to 5%"], ["", "More than 5% off target"]]
STYLES = getSampleStyleSheet()


def table(rows: Sequence[Sequence[str]], fills: dict[tuple[int, int], colors.Color], *, ruled: bool = True) -> Table:
    """A table whose cells (row, column) are filled."""
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    style += [("BACKGROUND", (c, r), (c, r), fill) for (r, c), fill in fills.items()]
    return Table([list(row) for row in rows], style=style)


def pdf(*parts: object) -> bytes:
    """A paper of this council with these parts on its first page."""
    buffer = io.BytesIO()
    title = [Paragraph(OWN, STYLES["Title"]), Paragraph("Performance report: Quarter 2 2018/19", STYLES["Heading1"])]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build([*title, *parts])
    return buffer.getvalue()


def read(*parts: object) -> PaperReading:
    """The reading of such a paper."""
    return read_paper(pdf(*parts), "paper.pdf", SETTINGS)


def filled(*shades: colors.Color) -> dict[tuple[int, int], colors.Color]:
    """Fills of the newest figures, below a grey header."""
    return {**{(0, c): HEAD for c in range(5)}, **{(r, 3): shade for r, shade in enumerate(shades, start=1)}}


def test_fills_are_ratings_by_the_key() -> None:
    """Pale fills mean what the key says; the grey of the header means nothing."""
    key = table(KEY, {(0, 0): GREEN, (1, 0): AMBER, (2, 0): RED})
    reading = read(Paragraph("Key", STYLES["Heading2"]), key, table([HEADER, *ROWS], filled(GREEN, RED, AMBER)))
    assert [fact for fact in facts(reading) if fact.period.startswith("Q2")] == [
        Fact("Calls answered in time (%)", "91.0%", "Q2 2018/19", "90.0%", "G"),
        Fact("Number of missed bins", "52", "Q2 2018/19", "45", "R"),
        Fact("Complaints answered in ten days (%)", "79.4%", "Q2 2018/19", "80.0%", "A"),
    ]
    assert {s.rating.basis for s in reading.statements if s.rating} == {"fill"}


def test_every_figure_has_its_page_and_box() -> None:
    """A figure leads back to the spot on the page, which can be drawn."""
    data = pdf(table([HEADER, *ROWS], filled()))
    reading = read_paper(data, "paper.pdf", SETTINGS)
    assert reading.statements
    for statement in reading.statements:
        assert statement.place.page == 1 and statement.place.line is None and statement.place.bbox is not None
    box = reading.statements[0].place.bbox
    assert box is not None and picture_of(data, 1, box).startswith(b"\x89PNG")


def test_white_space_parts_a_table_without_lines() -> None:
    """The same table without any line gives the same figures."""
    ruled = facts(read(table([HEADER, *ROWS], {})))
    assert ruled and facts(read(table([HEADER, *ROWS], {}, ruled=False))) == ruled


def test_a_letter_outranks_the_colour_behind_it() -> None:
    """`R` printed on green is red, and says that the two differ."""
    rows = [[*HEADER[:4], "RAG"], ["A1", "Calls answered in time (%)", "88.0%", "91.0%", "R"]]
    rows.append(["A2", "Number of missed bins", "40", "52", "G"])
    reading = read(table(rows, {(1, 4): colors.green, (2, 4): colors.green}))
    marks = {s.indicator: s.rating for s in reading.statements if s.rating}
    assert {name: (mark.rag, mark.doubt) for name, mark in marks.items()} == {
        "Calls answered in time (%)": ("R", "contradicts_colour"),
        "Number of missed bins": ("G", ""),
    }


def test_pages_without_indicators_are_passed_over_and_named() -> None:
    """Triage says which pages were not read, and `--all-pages` reads them."""
    prose = [Paragraph("The committee met in the town hall and thanked the officers. " * 8, STYLES["Normal"])]
    data = pdf(table([HEADER, *ROWS], filled()), PageBreak(), *prose)
    (finding,) = [f for f in read_pdf(data).findings if f.code == "pages_skipped"]
    assert finding.message.endswith(": 2; `--all-pages` reads them")
    assert read_pdf(data, all_pages=True).findings == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF"], ids=["cut off", "empty"])
def test_a_broken_pdf_is_refused_with_advice(data: bytes) -> None:
    """What cannot be opened says what to do."""
    with pytest.raises(DocumentError, match="repair it"):
        read_pdf(data)


def test_reading_twice_gives_the_same() -> None:
    """Pure: the same bytes give the same reading."""
    data = pdf(table([HEADER, *ROWS], filled(GREEN, RED, AMBER)))
    assert read_paper(data, "paper.pdf", SETTINGS) == read_paper(data, "paper.pdf", SETTINGS)


def boxed(rows: list[list[str]], *spans: int) -> Table:
    """A table with some rows over all columns."""
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    return Table(rows, colWidths=[90] * 4, style=[*style, *(("SPAN", (0, r), (-1, r)) for r in spans)])


def test_the_title_over_figures_without_a_name_is_their_name() -> None:
    """One box for each indicator: title, quarters over figures, remarks whose figures are none of the indicator's."""
    rows = [["KPI 2: Repairs completed on time", "", "", ""], ["Q1 2018/19", "Q2 2018/19", "Target", "Status"]]
    rows += [["88.4%", "90.1%", "90%", "Green"], ["The backlog of £1.04m and 12% of homes remain.", "", "", ""]]
    assert facts(read(boxed(rows, 0, 3))) == [
        Fact("KPI 2: Repairs completed on time", "88.4%", "Q1 2018/19", "90%"),
        Fact("KPI 2: Repairs completed on time", "90.1%", "Q2 2018/19", "90%", "G"),
    ]


def test_the_first_row_over_a_table_of_names_names_no_row() -> None:
    """A title above a header with names: the names are those of the rows, however few they are."""
    rows = [["Housing", "", "", ""], ["Indicator", "Q1 2018/19", "Q2 2018/19", "Target"]]
    rows += [["Repairs on time", "88.4%", "90.1%", "90%"]]
    assert {fact.name for fact in facts(read(boxed(rows, 0)))} == {"Repairs on time"}
