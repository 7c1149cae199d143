"""Tables beside charts with labels, hidden and overprinted text, hyphenated names and ligatures; reportlab."""

from pathlib import Path

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.renderPDF import draw as draw_graphic
from reportlab.graphics.shapes import Drawing as Graphic
from reportlab.graphics.shapes import String
from reportlab.lib.colors import HexColor, black, white

from samples.make_pdf.sheet import Cell, Command, Sheet
from samples.make_pdf.truth import Indicator, financial_year, quarter, rows_of, table

COUNCIL = "Harrowmere District Council"
PERIODS = (financial_year(2015), financial_year(2016), quarter(2017, 1))
MEASURES = """
Environment
HM01|Household waste sent for reuse, recycling and composting|percent||46.1%|47.9%|49.3%~48%~G~up
HM02|Fly-tips cleared within two working days|percent||91.0%|88.4%|83.7%~92%~R~down
HM03|Satisfaction with the tidiness of parks and play areas|percent||74%|76%|76%~77%~A~same
HM04|Missed refuse collections|count||1,318|1,204|402~300~R~down
"""
FINANCE = """
Finance and staff
HM05|Effective use of buildings: offices in use|percent||81%|84%|86%~85%~G~up
HM06|Benefit claims decided within fourteen days|percent||77.2%|79.9%|84.4%~80%~G~up
HM07|Council tax collected|percent||98.0%|98.2%|29.1%~29.4%~A~down
HM08|Staff turnover|percent||11.9%|12.6%|3.2%~3.1%~A~same
HM09|Official complaints upheld by the ombudsman|count||5|3|2~1~R~down
"""
NAMES = {
    "HM01": "Household waste sent for reuse, recyc-<br/>ling and composting",
    "HM03": "Satisfaction with the tidi-<br/>ness of parks and play areas",
    "HM05": "Eﬀective use of buildings: oﬃces in use",
    "HM06": "Beneﬁt claims decided with-<br/>in fourteen days",
    "HM09": "Oﬃcial complaints upheld by the ombudsman",
}
ARROWS = {"up": "↑", "same": "→", "down": "↓"}
HEADS: list[Cell] = ["Ref", "Measure", "2015/16", "2016/17", "Q1 2017/18", "Target Q1", "RAG", "Trend"]
WIDTHS = (34, 188, 50, 50, 58, 54, 34, 36)
BLUE = HexColor("#3b6fb6")


def draw(sheet: Sheet, found: tuple[Indicator, ...]) -> None:
    """A heading and its table; what the table hides must not be read."""
    overprinted(sheet, found[0].section)
    rows: list[list[Cell]] = [HEADS]
    commands: list[Command] = []
    for indicator in found:
        before, last, now = indicator.readings
        rows.append([
            indicator.code, NAMES.get(indicator.code, indicator.name), before.raw, last.raw, now.raw,
            now.target, now.rag, ARROWS[now.arrow],
        ])  # fmt: skip
    sheet.table(rows, WIDTHS, "llrrrrcc", commands, size=8.5, padding=4)


def overprinted(sheet: Sheet, text: str) -> None:
    """A heading made bold by printing it twice, a third of a point apart, as old word processors do."""
    sheet.y -= 14
    sheet.canvas.setFillColor(black)
    sheet.canvas.setFont(sheet.font, 12)
    for shift in (0.0, 0.3):
        sheet.canvas.drawString(sheet.margin + shift, sheet.y, text)
    sheet.y -= 6


def hidden(sheet: Sheet) -> None:
    """Text that nobody sees: invisible (as under a scan), white on white, and beside the page."""
    canvas, y = sheet.canvas, sheet.y
    canvas.setFont(sheet.font, 8.5)
    canvas.setFillColor(black)
    for column, text in (
        (0, "HM98"),
        (34, "Households on the housing register"),
        (222, "1,204"),
        (272, "1,377"),
        (322, "1,402"),
    ):
        canvas.drawString(sheet.margin + column, y - 8, text, mode=3)
    canvas.setFillColor(white)
    for column, text in ((0, "HM99"), (34, "Visitors to the museum"), (222, "8,210"), (272, "8,433"), (322, "2,118")):
        canvas.drawString(sheet.margin + column, y - 22, text)
    canvas.setFillColor(black)
    for column, text in ((0, "HM97"), (34, "Tree orders made"), (222, "14"), (272, "19"), (322, "6")):
        canvas.drawString(sheet.width + 40 + column, y - 8, text)
    sheet.y -= 26


def bars(sheet: Sheet, title: str, labels: list[str], values: list[float], top: float) -> None:
    """A column chart with an axis, its labels, and the figure above each column."""
    graphic = Graphic(480, 160)
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 25, 420, 110
    chart.data = [values]
    chart.categoryAxis.categoryNames = labels
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = chart.barLabels.fontName = sheet.font
    chart.categoryAxis.labels.fontSize = chart.valueAxis.labels.fontSize = chart.barLabels.fontSize = 7
    chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, top, top / 5
    chart.valueAxis.labelTextFormat = chart.barLabelFormat = "%0.0f%%"
    chart.barLabels.nudge = 7
    chart.bars[0].fillColor = BLUE
    graphic.add(chart)
    graphic.add(String(40, 146, title, fontName=sheet.bold, fontSize=9))
    place(sheet, graphic)


def curve(sheet: Sheet, title: str, values: list[float], labels: list[str]) -> None:
    """A line chart over months whose axis alone has figures."""
    graphic = Graphic(480, 170)
    chart = LinePlot()
    chart.x, chart.y, chart.width, chart.height = 40, 25, 420, 120
    chart.data = [list(enumerate(values))]
    chart.lines[0].strokeColor = BLUE
    chart.xValueAxis.valueSteps = list(range(len(values)))
    chart.xValueAxis.labelTextFormat = labels
    chart.xValueAxis.labels.fontName = chart.yValueAxis.labels.fontName = sheet.font
    chart.xValueAxis.labels.fontSize = chart.yValueAxis.labels.fontSize = 7
    chart.yValueAxis.valueMin, chart.yValueAxis.valueMax, chart.yValueAxis.valueStep = 0, 200, 50
    graphic.add(chart)
    graphic.add(String(40, 156, title, fontName=sheet.bold, fontSize=9))
    place(sheet, graphic)


def place(sheet: Sheet, graphic: Graphic) -> None:
    """Put a chart below what was drawn last."""
    sheet.y -= graphic.height + 6
    draw_graphic(graphic, sheet.canvas, sheet.margin, sheet.y)
    sheet.y -= 10


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, "Performance report, quarter 1 of 2017/18", "Sans")
    sheet.start(f"{COUNCIL}: Cabinet, 12 September 2017", "Page ")
    sheet.heading("Performance report, quarter 1 of 2017/18", 15)
    sheet.prose(
        "The ﬁrst quarter brought more recycling and faster beneﬁt decisions. Fly-tips were cleared more slowly: two "
        "of the four crews worked on the ﬂood defences in May. RAG: G at or above target, A within ﬁve per cent, R "
        "below. Trend: ↑ better than the year before, → the same, ↓ worse."
    )
    measures, finance = table(MEASURES, PERIODS), table(FINANCE, PERIODS)
    draw(sheet, measures)
    hidden(sheet)
    bars(sheet, "Fly-tips cleared within two working days", ["2015/16", "2016/17", "Q1 2017/18"], [91, 88, 84], 100)
    sheet.prose("Missed collections rose in June, when the rounds were changed; the ﬁgures of July are back to normal.")
    curve(
        sheet, "Missed refuse collections by month", [96, 104, 99, 87, 92, 101, 90, 97, 98, 92, 130, 118, 131, 97, 174],
        [f"{month} {year}" for year, of in ((16, "AMJJASOND"), (17, "JFMAMJ")) for month in of],
    )  # fmt: skip
    sheet.next_page()
    draw(sheet, finance)
    bars(
        sheet, "Oﬃces in use, share of ﬂoor space",
        ["2012/13", "2013/14", "2014/15", "2015/16", "2016/17", "Q1 2017/18"],
        [70, 73, 78, 81, 84, 86], 100,
    )  # fmt: skip
    sheet.prose(
        "Staﬀ turnover is measured over the quarter. Two complaints about a planning oﬃcer were upheld in April."
    )
    sheet.save()
    return [
        row for page, part in ((1, measures), (2, finance)) for item in part for row in rows_of(item, COUNCIL, page)
    ]  # fmt: skip
