"""A mixed agenda pack: prose, a budget, a risk register, attendance, and one page of indicators; LibreOffice."""

from html import escape
from pathlib import Path

import pypdfium2

from samples.make_pdf.office import print_office
from samples.make_pdf.prose import paragraphs
from samples.make_pdf.truth import Indicator, financial_year, quarter, rows_of, table

COUNCIL = "Wexmoor Borough Council"
PERIODS = (financial_year(2021), quarter(2022, 2), quarter(2022, 3))
MEASURES = """
Performance dashboard
WB1|Household waste recycled (%)|percent||48.9%|50.2%|49.1%~50%~A~down
WB2|Fly-tips reported|count||1,388|402|371~350~R~up
WB3|Major planning applications decided on time (%)|percent||91%|88%|95%~90%~G~up
WB4|Homelessness cases prevented (%)|percent||54%|57%|61%~55%~G~up
WB5|Households in temporary accommodation|count||88|97|104~90~R~down
WB6|Affordable homes completed|count||76|12|31~25~G~up
WB7|Council tax collected (%)|percent||97.8%|56.1%|83.4%~84%~A~up
WB8|Working days lost to sickness per employee|days||8.4|2.2|2.9~2.0~R~down
WB9|Calls answered within 60 seconds (%)|percent||71.3%|80.4%|82.6%~80%~G~up
WB10|Leisure centre visits|count||204,118|71,330|71,330~70,000~G~same
"""
FILLS = {"G": "#92d050", "A": "#ffc000", "R": "#ff6060", "": ""}
ARROWS = {"up": "↑", "same": "→", "down": "↓"}
BUDGET = (
    ("Planning and building control", 1840, 1795), ("Housing and homelessness", 2610, 2955),
    ("Waste and street cleaning", 4975, 5120), ("Parks and leisure", 1320, 1288), ("Revenues and benefits", 1105, 1090),
    ("Corporate and democratic services", 2230, 2241), ("Interest and borrowing", 640, 582),
)  # fmt: skip
RISKS = (
    ("CR1", "A cyber attack stops the council's main systems", 3, 5, "R", "Director of Resources"),
    ("CR2", "The leisure contractor hands back the contract", 2, 4, "A", "Head of Leisure"),
    ("CR3", "Homelessness demand outgrows the supply of rooms", 4, 4, "R", "Head of Housing"),
    ("CR4", "The local plan is found unsound", 2, 5, "A", "Head of Planning"),
    ("CR5", "Key posts cannot be filled", 3, 3, "A", "Head of People"),
    ("CR6", "A flood damages the depot", 1, 4, "G", "Head of Operations"),
)
ATTENDANCE = (
    ("Cllr A. Marsden", 8, 8), ("Cllr R. Oakshott", 8, 7), ("Cllr P. Tilney", 8, 8), ("Cllr J. Fairbrother", 8, 5),
    ("Cllr S. Quill", 6, 6), ("Cllr D. Hazelwood", 8, 6),
)  # fmt: skip
STYLE = """
@page { size: 21cm 29.7cm; margin: 2cm }
body, td, th, h1, h2 { font-family: "Liberation Sans"; font-size: 10.5pt } td, th { font-size: 9.5pt }
h1 { font-size: 17pt } h2 { font-size: 13pt } p { margin-bottom: 0.3cm; line-height: 130% }
"""
REPORTS = (
    "Disposal of land at Tanner's Row", "Review of the market byelaws", "Lease of the old harbour office",
    "Conservation area appraisal: Upper Wexmoor", "Report of the working group on public toilets",
    "Response to the county's consultation on bus shelters",
)  # fmt: skip


def html_table(heads: list[str], rows: list[list[str]]) -> str:
    """A ruled table; cells come with their td."""
    head = "".join(f'<th bgcolor="#d9e2ec">{text}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="1" cellpadding="4" cellspacing="0" width="100%"><tr>{head}</tr>{body}</table>'


def cell(text: str, align: str = "left", fill: str = "") -> str:
    """A cell."""
    colour = f' bgcolor="{fill}"' if fill else ""
    return f'<td align="{align}"{colour}>{escape(text)}</td>'


def report(number: int, title: str) -> str:
    """A page of prose."""
    text = "".join(
        f"<p>{number}.{at} {part}</p>" for at, part in enumerate(paragraphs(number, 6, 2), start=1)
    )  # fmt: skip
    return (
        f"<h2>Item {number + 3}: {title}</h2><p>Report of the chief executive. Wards affected: all.</p>"
        f"<p><b>Recommendation:</b> that the cabinet agrees to the course of action set out below.</p>{text}"
    )


def budget() -> str:
    """The page of the budget."""
    rows = [
        [cell(name), *(cell(f"{figure:,}", "right") for figure in (plan, now, now - plan))]
        for name, plan, now in BUDGET
    ]
    plan, now = sum(row[1] for row in BUDGET), sum(row[2] for row in BUDGET)
    rows.append([cell("Net cost of services"), *(cell(f"{figure:,}", "right") for figure in (plan, now, now - plan))])
    return (
        "<h2>Item 10: Revenue budget monitoring</h2><p>The table compares the forecast for the year with the budget "
        "that was agreed in February 2022.</p>"
        + html_table(["Service", "Budget 2022/23 £000", "Forecast 2022/23 £000", "Variance £000"], rows)
        + f"<p>{paragraphs(31, 1, 2)[0]}</p>"
    )


def risks() -> str:
    """The page of the risk register."""
    rows = [
        [cell(code), cell(text), cell(str(chance), "center"), cell(str(harm), "center"),
         cell(str(chance * harm), "center", FILLS[mark]), cell(owner)]
        for code, text, chance, harm, mark, owner in RISKS
    ]  # fmt: skip
    return "<h2>Item 11: Corporate risk register</h2><p>Scores are likelihood times impact.</p>" + html_table(
        ["Ref", "Risk", "Likelihood", "Impact", "Score", "Owner"], rows
    )


def attendance() -> str:
    """The page of the attendance of councillors."""
    rows = [
        [cell(name), cell(str(due), "right"), cell(str(came), "right"), cell(f"{100 * came / due:.0f}%", "right")]
        for name, due, came in ATTENDANCE
    ]
    return "<h2>Item 12: Attendance of members at cabinet, May to December 2022</h2>" + html_table(
        ["Councillor", "Meetings", "Attended", "Attendance"], rows
    )


def dashboard(found: tuple[Indicator, ...]) -> str:
    """The page of the indicators."""
    rows = []
    for indicator in found:
        year, before, now = indicator.readings
        rows.append([
            cell(indicator.code), cell(indicator.name), cell(year.raw, "right"), cell(before.raw, "right"),
            cell(now.raw, "right", FILLS[now.rag]), cell(now.target, "right"), cell(ARROWS[now.arrow], "center"),
        ])  # fmt: skip
    heads = ["Ref", "Measure", "2021/22", "Q2 2022/23", "Q3 2022/23", "Target Q3", "Trend"]
    return (
        "<h2>Item 13: Performance dashboard, quarter 3 of 2022/23</h2><p>The colour of the cell is the rating: green "
        "is on target, amber within five per cent of it, red further off. ↑ better than the quarter before, → "
        f"the same, ↓ worse.</p>{html_table(heads, rows)}"
    )


def make(path: Path) -> list[dict[str, str]]:
    """Print the pack; the rows of its truth. Raises RuntimeError where the pages come out otherwise than planned."""
    found = table(MEASURES, PERIODS)
    cover = (
        f"<h1>{COUNCIL}</h1><h1>Cabinet: agenda and papers</h1><p>Tuesday 24 January 2023 at 6.30 pm, Guildhall</p>"
        + "".join(f"<p>{at}. {title}</p>" for at, title in enumerate((
            "Apologies", "Minutes of the last meeting", "Declarations of interest", *REPORTS,
            "Revenue budget monitoring", "Corporate risk register", "Attendance of members", "Performance dashboard",
        ), start=1))
    )  # fmt: skip
    pages = [cover, *(report(at, title) for at, title in enumerate(REPORTS, start=1))]
    pages += [budget(), risks(), attendance(), dashboard(found)]
    body = "".join(text.replace("<h2>", '<h2 style="page-break-before: always">') for text in pages)
    print_office(
        path,
        f'<html><head><meta charset="utf-8"><title>Cabinet papers</title><style>{STYLE}</style></head>{body}</html>',
    )
    document = pypdfium2.PdfDocument(path)
    printed = len(document)
    last = document[printed - 1].get_textpage().get_text_range()
    document.close()
    if printed != len(pages) or "Item 13" not in last:
        raise RuntimeError(f"{path.name}: {printed} pages were printed, not {len(pages)}")
    return [row for item in found for row in rows_of(item, COUNCIL, len(pages))]
