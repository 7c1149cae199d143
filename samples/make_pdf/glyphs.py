"""Marks that are glyphs of symbol fonts, in every way a PDF can map their codes; reportlab."""

from pathlib import Path

from reportlab.lib.colors import Color, HexColor, black
from reportlab.platypus import Flowable

from samples.make_pdf.sheet import Cell, Drawing, Sheet, glyph
from samples.make_pdf.symbols import Mapping, register
from samples.make_pdf.truth import Indicator, financial_year, quarter, rows_of, table

COUNCIL = "Saltermouth Borough Council"
PERIODS = (financial_year(2013), quarter(2014, 1))
SEAFRONT = """
Seafront and streets
SM01|Streets free of litter when inspected (%)|percent||93.1%|95.6%~95%~G~up
SM02|Household waste recycled or composted (%)|percent||39.8%|38.1%~42%~R~down
SM03|Number of abandoned vehicles reported|count||214|52~50~A~same
SM04|Graffiti removed within two working days (%)|percent||88.0%|97.2%~90%~G~up
SM05|Number of visits to the pier museum|count||48,210|12,904~12,500~G~down
"""
HOMES = """
Homes and planning
SM06|Affordable homes completed|count||64|9~15~R~down
SM07|Minor planning applications decided in 8 weeks (%)|percent||81.7%|84.9%~85%~A~up
SM08|Householder planning applications decided in 8 weeks (%)|percent||90.2%|93.0%~90%~G~up
SM09|Average days to relet a council home|days||24.6|24.6~24~A~same
SM10|Households in bed and breakfast at the end of the quarter|count||31|22~28~G~up
"""
SERVICE = """
Customer service
SM11|Telephone calls answered (%)|percent||91.5%|94.0%~93%~G
SM12|Complaints answered within 10 working days (%)|percent||84.1%|79.6%~90%~R
SM13|Council tax collected (%)|percent||97.3%|29.7%~29.5%~G
SM14|Days lost to sickness per employee|days||8.9|2.6~2.2~R
"""
HEALTH = """
Health and leisure
SM15|Swims at the leisure pool|count||201,337|55,120~52,000~G~up
SM16|Adults who do sport once a week (%)|percent||36.2%|35.9%~37%~A~same
SM17|Food premises rated 3 or better (%)|percent||92.4%|90.8%~95%~R~down
SM18|Taxi licences issued within 5 days (%)|percent||99.0%|99.4%~98%~G~up
"""
GREEN, AMBER, RED = HexColor("#1e8e3e"), HexColor("#f29900"), HexColor("#c5221f")
COLOURS = {"G": GREEN, "A": AMBER, "R": RED}
WIDTHS = (40, 220, 60, 60, 60, 40, 35)


def one(font: str, codes: dict[str, int], mark: str, *, coloured: bool = False) -> Flowable | str:
    """The mark's glyph, or nothing."""
    if mark not in codes:
        return ""
    colour: Color = COLOURS.get(mark, black) if coloured else black
    return Drawing(glyph(font, codes[mark], colour), 9)


def standard(font: str, chars: dict[str, str], mark: str, *, coloured: bool = False) -> Flowable | str:
    """A glyph of one of the symbol fonts that every viewer has."""
    return one(font, {key: ord(char) for key, char in chars.items()}, mark, coloured=coloured)


Kind = tuple[dict[str, Flowable | str], dict[str, Flowable | str]]


def kinds() -> list[Kind]:
    """Rating marks and arrows of the four tables."""
    faces = {"G": 0x4A, "A": 0x4B, "R": 0x4C}
    arrows = {"up": 0xE9, "same": 0xE8, "down": 0xEA}
    triangles = {"up": 0x70, "same": 0x75, "down": 0x71}
    checks = {"G": 0x50, "R": 0x4F}
    balls = {"G": "\u25cf", "A": "\u25cf", "R": "\u25cf"}
    plain_arrows = {"up": "\u2191", "same": "\u2192", "down": "\u2193"}
    return [
        ({m: one("letters", faces, m) for m in faces}, {m: one("letters", arrows, m) for m in arrows}),
        (
            {m: one("private1", {m: 0x6C}, m, coloured=True) for m in "GAR"},
            {m: one("private3", triangles, m) for m in triangles},
        ),
        ({m: one("nothing", checks, m) for m in checks}, {}),
        (
            {m: standard("ZapfDingbats", balls, m, coloured=True) for m in balls},
            {m: standard("Symbol", plain_arrows, m) for m in plain_arrows},
        ),
    ]


def draw(sheet: Sheet, found: tuple[Indicator, ...], kind: Kind) -> None:
    """A heading and its table."""
    ratings, arrows = kind
    sheet.heading(found[0].section, 11)
    rows: list[list[Cell]] = [
        ["Ref", "Measure", "2013/14", "Q1 2014/15", "Target Q1", "Status", *(["Trend"] if arrows else [])]
    ]
    for indicator in found:
        year, now = indicator.readings
        row: list[Cell] = [indicator.code, indicator.name, year.raw, now.raw, now.target, ratings[now.rag]]
        rows.append([*row, *([arrows[now.arrow]] if arrows else [])])
    sheet.table(rows, WIDTHS[: len(rows[0])], "llrrrcc"[: len(rows[0])], size=8.5)
    sheet.y -= 6


def key(sheet: Sheet, marks: dict[str, Flowable | str], words: dict[str, str]) -> None:
    """A little key: marks and what they mean."""
    sheet.table([[marks[mark], text] for mark, text in words.items()], (24, 280), "cl", heads=0, size=8.5, ruled=False)


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    register("letters", "ABCDEE+Wingdings-Regular", "symbols1.ttf", Mapping.LETTERS)
    register("private1", "ABCDEF+Wingdings-Regular", "symbols1.ttf", Mapping.PRIVATE)
    register("private3", "ABCDEG+Wingdings3", "symbols3.ttf", Mapping.PRIVATE)
    register("nothing", "ABCDEH+Wingdings2", "symbols2.ttf", Mapping.NOTHING)
    sheet = Sheet(path, "Performance report, quarter 1 of 2014/15")
    sheet.start(f"{COUNCIL}: Cabinet 15 July 2014", "")
    sheet.heading("Performance report for quarter 1 (April to June 2014)", 15)
    sheet.prose(
        "The tables show last year's result, the result of the quarter and its target. The marks of the services "
        "differ, as each keeps its own records; the key above or below each table says what they mean."
    )
    parts = [table(text, PERIODS) for text in (SEAFRONT, HOMES, SERVICE, HEALTH)]
    looks = kinds()
    better = {"up": "Better than last year", "same": "No change", "down": "Worse than last year"}
    key(
        sheet, looks[0][0], {"G": "Green: target met", "A": "Amber: within 5% of the target", "R": "Red: target missed"}
    )
    key(sheet, looks[0][1], better)
    draw(sheet, parts[0], looks[0])
    draw(sheet, parts[1], looks[1])
    key(sheet, looks[1][0], {"G": "On or above target", "A": "Slightly below target", "R": "Well below target"})
    key(sheet, looks[1][1], better)
    sheet.next_page()
    key(sheet, looks[2][0], {"G": "Green - target met", "R": "Red - target not met"})
    draw(sheet, parts[2], looks[2])
    sheet.prose("Calls were fewer than last summer. Complaints about the new parking machines took longer to answer.")
    draw(sheet, parts[3], looks[3])
    key(sheet, looks[3][0], {"G": "On target", "A": "Near target", "R": "Off target"})
    key(sheet, looks[3][1], better)
    sheet.save()
    pages = (1, 1, 2, 2)
    return [
        row for page, part in zip(pages, parts, strict=True) for item in part for row in rows_of(item, COUNCIL, page)
    ]  # fmt: skip
