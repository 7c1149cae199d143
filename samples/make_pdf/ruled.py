"""A ruled table with headings of three levels, merged cells, wrapped names, letters and arrows; reportlab."""

from pathlib import Path

from samples.make_pdf.sheet import Cell, Command, Sheet
from samples.make_pdf.truth import Indicator, financial_year, quarter, rows_of, table

COUNCIL = "Thornwade Metropolitan Borough Council"
PERIODS = (financial_year(2017), quarter(2018, 1), quarter(2018, 2))
MEASURES = """
Waste and streets
TW01|Percentage of household waste sent for reuse, recycling and composting|percent|higher|44.1%|46.3%~45%~G|45.2%~45%~G~down
TW02|Residual waste per household (kg)|kg|lower|538|131~135~G|139~135~A~down
TW03|Number of fly-tips reported|count|lower|2,604|688~640~R|671~640~A~up
TW04|Street lights repaired within five working days of a report (%)|percent|higher|91.4%|88.0%~92%~A|82.5%~92%~R~down
TW05|Missed bin collections per 100,000 collections|rate per 100,000|lower|61|58~60~G|58~60~G~same
Homes and places
TW06|Number of affordable homes delivered (gross)|count|higher|148|31~35~R|42~35~G~up
TW07|Households living in temporary accommodation|count|lower|97|104~90~R|94~90~A~up
TW08|Average time to relet an empty council home (days)|days|lower|27.9|26.4~26~A|25.1~26~G~up
TW09|Rent collected as a percentage of rent due|percent|higher|98.62%|97.90%~98.0%~A|98.05%~98.0%~G~up
TW10|Percentage of major planning applications decided within 13 weeks or the time agreed|percent|higher|87.5%|90.9%~85%~G|84.6%~85%~A~down
People and communities
TW11|Delayed transfers of care per 100,000 population|rate per 100,000|lower|7.8|8.1~7.5~R|7.5~7.5~G~up
TW12|Percentage of children in care with three or more placements in the year|percent|lower|10.6%|10.4%~10%~A|11.8%~10%~R~down
TW13|Repeat referrals to children's social care within 12 months (%)|percent|lower|19.3%|18.7%~20%~G|18.7%~20%~G~same
TW14|Visits to leisure centres|count|higher|1,204,518|311,044~300,000~G|298,700~300,000~A~down
TW15|Young people aged 16 to 17 not in education, employment or training (%)|percent|lower|3.4%|n/a~3.5%|3.9%~3.5%~R
Running the council
TW16|Percentage of council tax collected|percent|higher|95.84%|28.31%~28.5%~A|55.40%~55.0%~G~up
TW17|Working days lost to sickness absence per full-time equivalent|days|lower|10.2|2.4~2.3~A|4.9~4.6~R~down
TW18|Percentage of calls to the contact centre answered within 60 seconds|percent|higher|72.0%|74.6%~80%~R|79.2%~80%~A~up
"""  # noqa: E501
BREAK = 13
"""How many measures stand on the first page: the break is inside a service."""
ARROWS = {"up": "↑", "same": "→", "down": "↓", "": "–"}
WORDS = {"higher": "High", "lower": "Low"}
WIDTHS = (56, 32, 128, 30, 46, 42, 40, 24, 42, 40, 24, 22)
HEADS: list[list[Cell]] = [
    ["Service", "Ref", "Measure", "Good is", "2017/18", "2018/19", "", "", "", "", "", ""],
    ["", "", "", "", "", "Quarter 1", "", "", "Quarter 2", "", "", ""],
    ["", "", "", "", "Outturn", "Actual", "Target", "RAG", "Actual", "Target", "RAG", "DoT"],
]
HEAD_SPANS: list[Command] = [
    *(("SPAN", (c, 0), (c, 2)) for c in range(4)), ("SPAN", (4, 0), (4, 1)), ("SPAN", (5, 0), (11, 0)),
    ("SPAN", (5, 1), (7, 1)), ("SPAN", (8, 1), (11, 1)),
]  # fmt: skip


def draw(sheet: Sheet, found: tuple[Indicator, ...]) -> None:
    """One page's part of the table, headings first; the service's cell is merged over its rows."""
    rows: list[list[Cell]] = list(HEADS)
    commands: list[Command] = list(HEAD_SPANS)
    start, last = len(rows), ""
    for indicator in found:
        if indicator.section != last:
            commands.append(("SPAN", (0, start), (0, len(rows) - 1))) if len(rows) > 3 else None
            start = len(rows)
        last, before = indicator.section, last
        year, first, second = indicator.readings
        rows.append([
            indicator.section if indicator.section != before else "", indicator.code, indicator.name,
            WORDS[indicator.polarity], year.raw, first.raw, first.target, first.rag or "–", second.raw, second.target,
            second.rag, ARROWS[second.arrow],
        ])  # fmt: skip
    commands.append(("SPAN", (0, start), (0, len(rows) - 1)))
    sheet.table(rows, WIDTHS, "lllcrrrcrrcc", commands, heads=3, size=8, padding=6)


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, "Council plan: performance in quarter 2 of 2018/19", "Sans")
    sheet.margin = 35
    sheet.start("Thornwade MBC – Cabinet, 20 November 2018 – Agenda item 9", "Page ")
    sheet.heading("Council plan: performance in quarter 2 of 2018/19", 15)
    sheet.prose(COUNCIL)
    sheet.prose(
        "This report shows how the council did against the targets of its plan between July and September 2018. Of the "
        "18 measures, those that are off track are followed up by the service boards."
    )
    sheet.prose(
        "<b>Key</b> – G: on or better than target. A: within five per cent of target. R: more than five per cent worse "
        "than target. Direction of travel (DoT) compares with the quarter before: ↑ better, → the same, ↓ worse."
    )
    sheet.prose(
        "Waste collected rose after the hot spring, and the second treatment plant was shut for repairs in August. "
        "Work on the first homes at the old depot began in July. Recruitment of foster carers remains hard in all four "
        "districts of the borough; a campaign starts in the new year. Cabinet is asked to note the performance and the "
        "actions taken where a measure is red, and to agree that the service boards report back in February."
    )
    measures = table(MEASURES, PERIODS)
    first, second = measures[:BREAK], measures[BREAK:]
    draw(sheet, first)
    sheet.next_page()
    draw(sheet, second)
    sheet.prose("Figures for quarter 2 are provisional until the auditors have seen them in January.")
    sheet.save()
    return [
        row for page, part in ((1, first), (2, second)) for item in part for row in rows_of(item, COUNCIL, page)
    ]  # fmt: skip
