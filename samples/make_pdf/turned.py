"""Landscape pages, a page with /Rotate, a page whose text runs up without it, two tables side by side; reportlab."""

from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape

from samples.make_pdf.sheet import Cell, Command, Sheet
from samples.make_pdf.truth import Indicator, months, quarter, rows_of, table

COUNCIL = "Ostlerdale County Council"
QUARTERS = (quarter(2020, 3), quarter(2021, 1), quarter(2021, 2), quarter(2021, 3))
MONTHS = (months(2021, 10, 10), months(2021, 11, 11), months(2021, 12, 12))
WIDE = """
Children and families
CF1|Children in need per 10,000 children|rate per 10,000||312.4|318.9|321.0|325.6~315~A~down
CF2|Re-referrals to children's social care within 12 months|percent||21.3%|20.8%|19.6%|18.9%~20%~G~up
CF3|Initial child protection conferences held within 15 days|percent||88.0%|84.1%|82.7%|79.5%~90%~R~down
CF4|Care leavers in suitable accommodation|percent||90%|91%|91%|91%~92%~A~same
CF5|Children placed for adoption|count||9|12|8|14~11~G~up
"""
ROTATED = """
Adult social care
AS1|Permanent admissions to residential care per 100,000 people aged 65 and over|rate per 100,000||131.2|140.5|138.8|126.3~135~G~up
AS2|People still at home 91 days after leaving hospital with reablement|percent||81.0%|83.4%|82.9%|78.8%~84%~R~down
AS3|Direct payments as a share of all community services|percent||24.8%|25.1%|25.1%|25.1%~26%~A~same
AS4|Safeguarding enquiries closed with the person's wishes met|percent||93.6%|94.2%|95.5%|96.1%~95%~G~up
"""  # noqa: E501
SIDEWAYS = """
Highways and transport
HT1|Safety defects on roads repaired on time|percent||96.2%|97.7%|98.4%|98.8%~97%~G~up
HT2|People killed or seriously injured on roads|count||61|58|66|74~60~R~down
HT3|Street lights working as planned|percent||99.1%|99.0%|98.9%|98.9%~99%~A~same
HT4|Bus passenger journeys|count||1,120,480|1,684,002|1,902,355|2,015,610~1,900,000~G~up
"""
LEFT = """
Libraries
LB1|Visits to libraries|count||84,311|82,907|71,450~75,000~A
LB2|Books and e-books lent|count||120,662|118,020|109,874~105,000~G
LB3|Hours given by volunteers|hours||2,310|2,287|1,640~2,200~R
"""
RIGHT = """
Registration
RG1|Births registered within 42 days|percent||97.3%|98.0%|98.8%~98%~G
RG2|Deaths registered within 5 days|percent||81.5%|77.2%|69.4%~80%~R
RG3|Notices of marriage given within 14 days of the request|percent||93.0%|92.5%|94.6%~95%~A
"""
FILLS: dict[str, Color] = {"G": HexColor("#92d050"), "A": HexColor("#ffc000"), "R": HexColor("#ff5050")}
ARROWS = {"up": "↑", "same": "→", "down": "↓"}
HEADS: list[Cell] = [
    "Ref", "Measure", "Q3 2020/21", "Q1 2021/22", "Q2 2021/22", "Q3 2021/22", "Target Q3 2021/22", "RAG", "Trend",
]  # fmt: skip
WIDTHS = (36, 300, 62, 62, 62, 62, 66, 36, 40)
MONTH_HEADS: list[Cell] = ["Ref", "Measure", "Oct 2021", "Nov 2021", "Dec 2021", "Target Dec", "RAG"]
MONTH_WIDTHS = (30, 125, 44, 44, 44, 46, 30)
INTRODUCTION = {
    1: "Demand for help from families has grown since the schools opened again; conferences were moved in the autumn.",
    2: "Winter pressure in the hospitals brings more people out earlier in the day, and with greater needs.",
    3: "Storm damage in November was repaired by the contractor without extra cost to the county.",
    4: "Two services report month by month; they are shown side by side.",
}  # fmt: skip


def draw(sheet: Sheet, found: tuple[Indicator, ...], heads: list[Cell], widths: tuple[float, ...], x: float) -> None:
    """A table: names, figures of every period, target, rating on a fill, arrow if there is a column for it."""
    rows: list[list[Cell]] = [heads]
    commands: list[Command] = []
    for indicator in found:
        now = indicator.readings[-1]
        column = len(indicator.readings) + 3
        commands.append(("BACKGROUND", (column, len(rows)), (column, len(rows)), FILLS[now.rag]))
        row: list[Cell] = [indicator.code, indicator.name, *(r.raw for r in indicator.readings), now.target, now.rag]
        rows.append([*row, ARROWS[now.arrow]] if now.arrow else row)
    sheet.table(rows, widths, ("ll" + "r" * (len(heads) - 4) + "cc")[: len(heads)], commands, size=9, padding=5, x=x)


def page_of(sheet: Sheet, found: tuple[Indicator, ...]) -> None:
    """What stands on a wide page with one table."""
    sheet.heading(found[0].section)
    sheet.prose(INTRODUCTION[sheet.page])
    draw(sheet, found, HEADS, WIDTHS, sheet.margin)


def begin(sheet: Sheet, *, upright: bool, rotate: int = 0, first: bool = False) -> None:
    """A wide page: as a wide sheet, or as a tall one whose content is turned, with or without /Rotate saying so."""
    if not first:
        sheet.canvas.showPage()
        sheet.page += 1
    # reportlab swaps the sides of a page that has /Rotate
    sheet.canvas.setPageSize(landscape(A4) if upright or rotate else A4)
    sheet.canvas.setPageRotation(rotate)
    if not upright:
        sheet.canvas.translate(A4[0], 0)
        sheet.canvas.rotate(90)
    sheet.restart()


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, "Quarterly performance report, Q3 2021/22", "Sans", landscape(A4))
    wide, rotated, sideways = (table(text, QUARTERS) for text in (WIDE, ROTATED, SIDEWAYS))
    left, right = table(LEFT, MONTHS), table(RIGHT, MONTHS)
    sheet.header, sheet.footer = f"{COUNCIL} - Cabinet 8 February 2022", "Quarterly performance report - "
    begin(sheet, upright=True, first=True)
    sheet.heading("Quarterly performance report: quarter 3 of 2021/22 (October to December 2021)", 16)
    sheet.prose(
        "Ratings: G on target, A within tolerance, R outside tolerance. Trend: ↑ improving, → steady, ↓ getting worse."
    )
    page_of(sheet, wide)
    begin(sheet, upright=False, rotate=90)
    page_of(sheet, rotated)
    begin(sheet, upright=False)
    page_of(sheet, sideways)
    begin(sheet, upright=True)
    sheet.heading("Libraries and registration")
    sheet.prose(INTRODUCTION[4])
    start = sheet.y
    for x, part in ((sheet.margin, left), (sheet.margin + sum(MONTH_WIDTHS) + 30, right)):
        sheet.y = start
        sheet.label(part[0].section, x)
        draw(sheet, part, MONTH_HEADS, MONTH_WIDTHS, x)
    sheet.save()
    parts = ((1, wide), (2, rotated), (3, sideways), (4, left), (4, right))
    return [row for page, part in parts for item in part for row in rows_of(item, COUNCIL, page)]
