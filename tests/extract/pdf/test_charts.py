"""Charts: a figure is read only where each bar prints one label over one period; all others are listed."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.pdfgen.canvas import Canvas

from extract.reading import read_paper
from records import PaperReading
from tests.extract.paper_for_tests import OWN, SETTINGS

YEARS = ("2009/10", "2010/11", "2011/12", "2012/13")
FIGURES = (42.1, 48.7, 45.3, 51.9)
TITLE = "Household waste sent for recycling (%)"
Draw = Callable[[Canvas], None]


def plot(
    labels: Sequence[str] = tuple(map(str, FIGURES)),
    *,
    periods: Sequence[str] = YEARS,
    heights: Sequence[float] = FIGURES,
    title: str = TITLE,
    colours: Sequence[str] = ("#1f77b4",),
    frame: bool = True,
) -> Draw:
    """A chart as plotting programs draw it: a frame, ticks, gridlines, bars as filled rectangles, text."""

    def draw(canvas: Canvas) -> None:
        x, y, step = 120.0, 400.0, 70.0
        canvas.setFont("Helvetica", 11)
        canvas.drawCentredString(x + 140, y + 172, title)
        canvas.setFont("Helvetica", 8)
        if frame:
            canvas.rect(x, y, 290, 160, stroke=1, fill=0)
        for tick in range(0, 61, 20):
            canvas.line(x - 4, y + tick * 2.4, x, y + tick * 2.4)
            canvas.drawRightString(x - 6, y + tick * 2.4 - 3, str(tick))
        for i, (period, height) in enumerate(zip(periods, heights, strict=True)):
            left = x + 20 + i * step
            canvas.setFillColor(colours[i % len(colours)])
            canvas.rect(left, y, 40, height * 2.4, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(left + 20, y - 12, period)
            if labels:
                canvas.drawCentredString(left + 20, y + height * 2.4 + 3, labels[i])

    return draw


def read(*draw: Draw) -> PaperReading:
    """A paper with nothing but these drawings under its title."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 800, OWN)
    canvas.drawString(60, 780, "Performance report 2012/13: indicators and targets")
    for one in draw:
        one(canvas)
    canvas.save()
    return read_paper(buffer.getvalue(), "paper.pdf", SETTINGS)


def told(reading: PaperReading) -> list[tuple[str, str, str]]:
    """Name, period and figure of each statement."""
    return [(s.indicator, s.period, s.value) for s in reading.statements]


def codes(reading: PaperReading) -> list[str]:
    """The codes of its findings about charts."""
    return [f.code for f in reading.findings if "chart" in f.code]


WANTED = [(TITLE, year, str(figure)) for year, figure in zip(YEARS, FIGURES, strict=True)]


@pytest.mark.parametrize("framed", [True, False], ids=["frame", "axes"])
def test_a_label_at_each_bar_over_its_year(framed: bool) -> None:
    """The title names the indicator; every figure says that it is from a chart and is flagged."""
    reading = read(plot(frame=framed))
    assert told(reading) == WANTED
    assert {s.value_basis for s in reading.statements} == {"chart"}
    assert {str(f) for s in reading.statements for f in s.flags} == {"value:from_chart"}


def test_a_chart_of_reportlab() -> None:
    """Another program that draws charts."""

    def draw(canvas: Canvas) -> None:
        drawing, chart = Drawing(400, 200), VerticalBarChart()
        chart.x, chart.y, chart.width, chart.height = 40, 30, 340, 120
        chart.data, chart.categoryAxis.categoryNames = [list(FIGURES)], list(YEARS)
        chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, 60, 20
        chart.barLabelFormat, chart.barLabels.nudge, chart.barLabels.fontSize = "%0.1f", 8, 8
        drawing.add(chart)
        drawing.add(String(120, 170, f"Figure 3: {TITLE}", fontSize=11))
        drawing.drawOn(canvas, 60, 400)

    reading = read(draw)
    assert told(reading) == WANTED


@pytest.mark.parametrize(
    "draw",
    [
        plot(()),
        plot(("42.1", "48.7", "", "51.9")),
        plot(colours=("#1f77b4", "#ff7f0e")),
        plot(periods=("North", "South", "East", "West")),
        plot(periods=("Q1", "Q2", "Q3", "Q3")),
        plot(periods=("2009/10", "2010/11", "2011/12", "Q1 2012/13")),
        plot(("51.9", "45.3", "48.7", "42.1")),
        plot(("12%", "30%", "30%", "n/a")),
        plot(title="2012"),
        plot(title="The rate fell in the last year because crews were moved to flood defences."),
    ],
    ids=[
        "no labels", "a label missing", "two colours", "wards", "a quarter twice", "mixed periods", "labels of others",
        "no figure", "no title", "a sentence above",
    ],
)  # fmt: skip
def test_a_chart_that_is_not_read(draw: Draw) -> None:
    """Whatever leaves open whose figure a label is, nothing is read, and the chart is listed."""
    reading = read(draw)
    assert told(reading) == []
    assert codes(reading) == ["chart_not_read"]


def test_bars_beside_each_other_for_two_years() -> None:
    """Two series: whose label is whose is not told by colour alone."""

    def draw(canvas: Canvas) -> None:
        plot()(canvas)
        canvas.setFillColor("#ff7f0e")
        for i, height in enumerate((30, 35, 33, 37)):
            canvas.rect(182 + i * 70, 400, 14, height * 2.4, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(189 + i * 70, 403 + height * 2.4, f"{height}.5")
            canvas.setFillColor("#ff7f0e")

    assert told(read(draw)) == []


def test_bars_on_bars() -> None:
    """Stacked: a label is of a part or of the whole."""

    def draw(canvas: Canvas) -> None:
        plot()(canvas)
        canvas.setFillColor("#ff7f0e")
        for i, height in enumerate(FIGURES):
            canvas.rect(140 + i * 70, 400 + height * 2.4, 40, 20, stroke=0, fill=1)

    assert told(read(draw)) == []


def test_a_legend_of_two_series() -> None:
    """Swatches beside the bars: a second series stands somewhere, as a line maybe."""

    def draw(canvas: Canvas) -> None:
        plot()(canvas)
        for i, colour in enumerate(("#1f77b4", "#2ca02c")):
            canvas.setFillColor(colour)
            canvas.rect(430, 500 - 14 * i, 8, 8, stroke=0, fill=1)

    assert told(read(draw)) == []


def test_a_table_below_a_chart_is_read_as_ever() -> None:
    """The labels of the chart give nothing to the table, nor the table to the chart."""

    def table(canvas: Canvas) -> None:
        columns = (60, 290, 360, 430, 500)
        rows = (("Measure", "2011/12", "2012/13", "Target", "RAG"), ("Missed bins", "40", "52", "45", "R"))
        for i, row in enumerate((*rows, ("Calls answered", "80%", "81%", "80%", "G"))):
            for x, text in zip(columns, row, strict=True):
                canvas.drawString(x, 300 - 22 * i - 15, text)
        canvas.grid((54, 284, 354, 424, 494, 550), [300 - 22 * i for i in range(4)])

    alone = told(read(table))
    assert alone
    assert sorted(told(read(plot(), table))) == sorted([*WANTED, *alone])


def test_filled_cells_are_no_bars() -> None:
    """Ratings below each other, and cards of different heights with words in them."""

    def cards(canvas: Canvas) -> None:
        for i, high in enumerate((90, 120, 150)):
            canvas.setFillColor("#ddeeff")
            canvas.rect(60 + 150 * i, 400, 130, high, stroke=0, fill=1)
            canvas.setFillGray(0)
            for j, text in enumerate(("Missed bins in the year", "Latest: 52", "Target: 45")):
                canvas.drawString(66 + 150 * i, 470 - 14 * j, text)

    assert codes(read(cards)) == []
