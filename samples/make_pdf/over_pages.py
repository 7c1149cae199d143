"""A table that runs over pages without repeating its headings, a row of it split by the page break; reportlab."""

from pathlib import Path

from samples.make_pdf.sheet import Cell, Command, Sheet
from samples.make_pdf.truth import Indicator, financial_year, rows_of, table

COUNCIL = "Brackenholt District Council"
PERIODS = (financial_year(2010), financial_year(2011), financial_year(2012))
MEASURES = """
Protecting the environment
BK01|Percentage of household waste sent for reuse, recycling and composting|percent|higher|41.6%|43.0%|45.8%~45%~G
BK02|Residual household waste per household (kg)|kg|lower|561|548|552~540~A
BK03|Number of fly-tips reported|count|lower|912|1,004|1,139~950~R
BK04|Percentage of streets with litter below an acceptable standard|percent|lower|6%|5%|5%~6%~G
BK05|Percentage of abandoned vehicles removed within 24 hours|percent|higher|94.7%|91.2%|96.0%~95%~G
Homes for all
BK06|Number of affordable homes delivered (gross)|count|higher|52|38|61~50~G
BK07|Average length of stay in bed and breakfast accommodation (weeks)|weeks|lower|3.1|4.6|5.2~4~R
BK08|Number of households prevented from becoming homeless by the council's advice|count|higher|118|133|129~130~A
BK09|Percentage of major planning applications decided in 13 weeks|percent|higher|72.4%|80.0%|83.3%~75%~G
BK10|Percentage of planning appeals allowed against the council's decision to refuse permission|percent|lower|31.0%|27.3%|34.8%~30%~R
BK11|Percentage of building control plans checked within three weeks of being received|percent|higher|88.9%|92.6%|90.4%~90%~G
Healthy lives
BK12|Visits to leisure centres per 1,000 population|rate per 1,000|higher|6,214|6,480|6,391~6,500~A
BK13|Percentage of food premises that are broadly compliant with food hygiene law|percent|higher|86%|89%|93%~90%~G
BK14|Number of people helped by the exercise referral scheme|count|higher|207|256|301~280~G
A well run council
BK15|Percentage of council tax collected in the year|percent|higher|98.1%|98.3%|98.2%~98.5%~A
BK16|Percentage of business rates collected in the year|percent|higher|98.9%|98.4%|87.4%~98.6%~R
BK17|Average time to process new benefit claims (days)|days|lower|23.7|20.5|19.9~21~G
BK18|Working days lost to sickness absence per employee|days|lower|8.2|7.9|9.4~8~R
BK19|Percentage of invoices paid within 30 days|percent|higher|97.7%|98.6%|98.8%~98%~G
BK20|Percentage of telephone calls answered within 20 seconds|percent|higher|78.3%|81.5%|80.9%~82%~A
BK21|Percentage of residents who are satisfied with the way the council runs things|percent|higher|58%|n/a|61%~60%~G
BK22|Number of complaints upheld by the ombudsman|count|lower|4|2|2~2~G
BK23|Return on the council's investments (%)|percent|higher|1.4%|1.2%|0.9%~1.0%~A
BK24|Average turnout at local by-elections (%)|percent|higher|31.5%|n/a|27.8%~30%~A
BK25|Percentage of land charge searches answered in five days|percent|higher|97.2%|99.0%|99.4%~98%~G
BK26|Carbon dioxide from council buildings and vehicles (tonnes)|tonnes|lower|2,318|2,204|2,251~2,150~A
"""  # noqa: E501
REMARKS = {
    "BK03": "More tips are reported since the phone app began. Two people were fined in March.",
    "BK07": "Fewer flats were let to families. A hostel of nine rooms opens in June.",
    "BK10": "Eight of 23 appeals were allowed, four of them against the advice of officers. The committee was trained "
    "in February.",
    "BK16": "One large firm left the district with its bill unpaid; recovery has begun.",
    "BK18": "Long absences of eleven people make up more than half of the days.",
}
GOOD = {"higher": "Higher", "lower": "Lower"}
HEADS: list[Cell] = [
    "Ref", "Indicator", "Better is", "2010/11", "2011/12", "2012/13", "Target 2012/13", "RAG", "Comment",
]  # fmt: skip
WIDTHS = (32, 142, 36, 44, 44, 44, 44, 26, 104)
COLUMNS = "llcrrrrcl"
FIRST, SECOND = 9, 11
"""Rows on the first page before the one that is split, and rows on the second page after it."""


def cells(indicator: Indicator) -> list[Cell]:
    """The row of an indicator."""
    before, last, now = indicator.readings
    return [
        indicator.code, indicator.name, GOOD[indicator.polarity], before.raw, last.raw, now.raw, now.target, now.rag,
        REMARKS.get(indicator.code, ""),
    ]  # fmt: skip


def rows(found: tuple[Indicator, ...], before: str) -> tuple[list[list[Cell]], list[int]]:
    """Rows of indicators with their section headings over the whole width, and where those are."""
    made: list[list[Cell]] = []
    headings = []
    for indicator in found:
        if indicator.section != before:
            headings.append(len(made))
            made.append([f"<b>{indicator.section}</b>", *([""] * (len(WIDTHS) - 1))])
        before = indicator.section
        made.append(cells(indicator))
    return made, headings


def spans(headings: list[int], shift: int) -> list[Command]:
    """The merged cells of section headings."""
    return [("SPAN", (0, row + shift), (-1, row + shift)) for row in headings]


def split(indicator: Indicator, name: tuple[str, str], remark: tuple[str, str]) -> tuple[list[Cell], list[Cell]]:
    """The two parts of a row that the page break cuts; the figures stand in the upper one."""
    upper = cells(indicator)
    if (" ".join(name), " ".join(remark)) != (indicator.name, REMARKS[indicator.code]):
        raise ValueError(f"{indicator.code}: the parts are not the whole")
    lower: list[Cell] = ["", name[1], "", "", "", "", "", "", remark[1]]
    upper[1], upper[8] = name[0], remark[0]
    return upper, lower


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, "Annual performance report 2012/13", "Sans")
    sheet.start("", "Annual performance report 2012/13 | ")
    sheet.heading("Annual performance report 2012/13", 15)
    sheet.prose(f"Report of the chief executive of {COUNCIL} to the cabinet of 11 June 2013")
    sheet.prose(
        "This was the last year of the corporate plan. Recycling and new homes did better than hoped; fly-tipping, "
        "stays in bed and breakfast and sickness did not. What was done about each of these is said beside the figures."
    )
    sheet.prose("G: target met. A: within 10% of the target. R: more than 10% off the target.")
    measures = table(MEASURES, PERIODS)
    cut = measures[FIRST]
    upper, lower = split(
        cut,
        ("Percentage of planning appeals allowed against the", "council's decision to refuse permission"),
        (
            "Eight of 23 appeals were allowed, four of them",
            "against the advice of officers. The committee was trained in February.",
        ),
    )  # fmt: skip
    top, headings = rows(measures[:FIRST], "")
    open_below: list[Command] = [("VALIGN", (0, -1), (-1, -1), "TOP")]
    sheet.table([HEADS, *top, upper], WIDTHS, COLUMNS, [*spans(headings, 1), *open_below], size=9, padding=10.5)
    sheet.next_page()
    middle, headings = rows(measures[FIRST + 1 : FIRST + 1 + SECOND], cut.section)
    open_above: list[Command] = [("VALIGN", (0, 0), (-1, 0), "TOP")]
    sheet.table([lower, *middle], WIDTHS, COLUMNS, [*spans(headings, 1), *open_above], heads=0, size=9, padding=10.5)
    sheet.next_page()
    last, headings = rows(measures[FIRST + 1 + SECOND :], measures[FIRST + SECOND].section)
    sheet.table(last, WIDTHS, COLUMNS, spans(headings, 0), heads=0, size=9, padding=10.5)
    sheet.prose("The cabinet is asked to note this report and to refer BK03 and BK16 to the scrutiny committee.")
    sheet.save()
    return [
        row
        for at, item in enumerate(measures)
        for row in rows_of(item, COUNCIL, 1 if at <= FIRST else 2 if at <= FIRST + SECOND else 3)
    ]
