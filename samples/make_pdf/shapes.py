"""Marks drawn with paths: house-style stars and triangles, lamps, arrows turned by the page's matrix; reportlab."""

import math
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from samples.make_pdf.sheet import Cell, Drawing, Sheet
from samples.make_pdf.truth import Indicator, quarter, rows_of, table

COUNCIL = "Wexmoor Borough Council"
PERIODS = (quarter(2010, 2), quarter(2011, 1), quarter(2011, 2))
STARS = """
Priority 1: Clean and safe places
WX11|Recorded burglaries per 1,000 households|rate per 1,000||4.2|3.9|3.1~3.5~G~up
WX12|Household waste reused, recycled or composted|percent||47.3%|49.0%|48.2%~50%~A~up
WX13|Average time to remove fly-tipping (days)|days||1.9|2.2|2.6~2.0~R~down
WX14|Parks with a Green Flag|count||5|6|6~6~G~up
WX15|Streets with unacceptable levels of detritus (%)|percent||9%|9%|9%~8%~R~same
Priority 2: A thriving borough
WX21|Vacant shops in the town centre (%)|percent||11.4%|12.0%|12.1%~12%~A~down
WX22|Affordable homes completed|count||14|7|22~20~G~up
WX23|Unemployment claimants (%)|percent||3.6%|3.7%|3.7%~~~same
WX24|Market stalls let (%)|percent||86%|84%|91%~85%~G~up
"""
LAMPS = """
Priority 3: Helping people
WX31|Average time to process a housing benefit claim (days)|days||22.4|19.8|18.5~20~G~up
WX32|Disabled facilities grants completed|count||22|11|19~20~A~down
WX33|Homelessness prevented through advice|count||41|36|28~40~R~down
WX34|Meals delivered on time (%)|percent||98.8%|99.1%|99.1%~98%~G~up
Priority 4: An efficient council
WX41|Invoices paid within 30 days (%)|percent||96.0%|95.2%|97.9%~97%~G~up
WX42|Council tax collected (%)|percent||57.9%|29.6%|57.6%~58%~A~down
WX43|Working days lost to sickness per employee|days||2.1|1.8|2.9~2.0~R~down
"""
GREEN, AMBER, RED, GREY = HexColor("#2e9b4f"), HexColor("#f5a623"), HexColor("#d0312d"), HexColor("#b8b8b8")
Draw = Callable[[Canvas, float, float, float], None]
Point = tuple[float, float]


def polygon(canvas: Canvas, points: list[Point]) -> None:
    """A filled polygon without outline."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def star(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A green star with five points."""
    canvas.setFillColor(GREEN)
    middle, radii = size / 2, (size / 2, size / 4.8)
    polygon(canvas, [
        (x + middle + radii[i % 2] * math.sin(math.pi * i / 5), y + middle + radii[i % 2] * math.cos(math.pi * i / 5))
        for i in range(10)
    ])  # fmt: skip


def disc(canvas: Canvas, x: float, y: float, size: float) -> None:
    """An amber disc."""
    canvas.setFillColor(AMBER)
    canvas.circle(x + size / 2, y + size / 2, size / 2, stroke=0, fill=1)


def warning(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A red triangle."""
    canvas.setFillColor(RED)
    polygon(canvas, [(x, y), (x + size / 2, y + size), (x + size, y)])


def empty(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A grey square for what has no target."""
    canvas.setFillColor(GREY)
    canvas.rect(x, y, size, size, stroke=0, fill=1)


def arrow(degrees: float) -> Draw:
    """An arrow that points right, turned about its middle."""

    def draw(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.saveState()
        canvas.translate(x + size / 2, y + size / 2)
        canvas.rotate(degrees)
        canvas.scale(size, size)
        canvas.setFillColor(black)
        polygon(canvas, [
            (-0.45, -0.12), (-0.45, 0.12), (0.05, 0.12), (0.05, 0.38), (0.48, 0), (0.05, -0.38), (0.05, -0.12),
        ])  # fmt: skip
        canvas.restoreState()

    return draw


def lamps(lit: str) -> Draw:
    """A traffic light that lies on its side, one of its lamps lit."""

    def draw(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setFillColor(HexColor("#333333"))
        canvas.roundRect(x - size, y, 3 * size, size, size / 3, stroke=0, fill=1)
        for step, (name, colour) in enumerate((("R", RED), ("A", AMBER), ("G", GREEN))):
            canvas.setFillColor(colour if name == lit else HexColor("#777777"))
            canvas.circle(x + size * (step - 0.5), y + size / 2, size * 0.36, stroke=0, fill=1)

    return draw


def triangle(direction: str) -> Draw:
    """A triangle for better and worse, a bar for the same."""

    def draw(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setStrokeColor(black)
        canvas.setFillColor(white)
        tip, foot = (y + size, y) if direction == "up" else (y, y + size)
        path = canvas.beginPath()
        path.moveTo(x, foot)
        path.lineTo(x + size / 2, tip)
        path.lineTo(x + size, foot)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)

    return draw


RATINGS: dict[str, Draw] = {"G": star, "A": disc, "R": warning, "": empty}
ARROWS = {"up": arrow(90), "same": arrow(0), "down": arrow(-90)}
HEADS: list[Cell] = ["Ref", "Measure", "Q2 2010/11", "Q1 2011/12", "Q2 2011/12", "Target Q2", "Status", "Trend"]
WIDTHS = (36, 190, 55, 55, 55, 50, 42, 32)


def draw_part(sheet: Sheet, found: tuple[Indicator, ...], ratings: dict[str, Draw], arrows: dict[str, Draw]) -> None:
    """A table with the priorities as rows over its whole width."""
    rows: list[list[Cell]] = [HEADS]
    commands: list[tuple[object, ...]] = []
    for before, indicator in zip((None, *found), found, strict=False):
        if before is None or before.section != indicator.section:
            commands.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([f"<b>{indicator.section}</b>", "", "", "", "", "", "", ""])
        year, last, now = indicator.readings
        rows.append([
            indicator.code, indicator.name, year.raw, last.raw, now.raw, now.target or "-",
            Drawing(ratings[now.rag], 10), Drawing(arrows[now.arrow], 10),
        ])  # fmt: skip
    sheet.table(rows, WIDTHS, "llrrrrcc", commands, size=8.5, padding=4)


def key(sheet: Sheet, marks: list[tuple[Draw, str]]) -> None:
    """The key: mark and meaning."""
    sheet.table([[Drawing(draw, 11), text] for draw, text in marks], (40, 380), "cl", heads=0, size=9.5, ruled=False)


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, "Performance monitoring, quarter 2 of 2011/12")
    sheet.start("", "Performance monitoring - page ")
    sheet.heading(COUNCIL, 16)
    sheet.heading("Performance monitoring: second quarter of 2011/12 (July to September 2011)", 12)
    sheet.prose(
        "This paper shows how far the council is with the four priorities of its plan. The next pages compare the "
        "second quarter with its target and with the same quarter of last year."
    )
    sheet.heading("Key to the symbols", 11)
    key(sheet, [
        (star, "Green: on target or better"), (disc, "Amber: off target, but within the tolerance"),
        (warning, "Red: off target by more than the tolerance"), (empty, "No target is set"),
    ])  # fmt: skip
    key(sheet, [
        (ARROWS["up"], "Performance has improved on the same quarter of last year"),
        (ARROWS["same"], "Performance is unchanged"), (ARROWS["down"], "Performance has worsened"),
    ])  # fmt: skip
    sheet.prose("Priorities 3 and 4 are shown with traffic lights and triangles; the lit lamp is the rating.")
    sheet.heading("Summary", 11)
    sheet.prose(
        "The council is on course with clean and safe places and with the economy of the borough. Three new companies "
        "have moved to the business park, and the market has more stalls than in any summer since it was moved. "
        "Homelessness work and fly-tipping need attention, and the boards concerned will look at both in November."
    )
    sheet.prose(
        "Members asked in July how the tolerance is set. It is five per cent of the target for all measures, except "
        "for council tax, where it is one per cent. The audit committee will review this before the next plan "
        "is written."
    )
    stars, lights = table(STARS, PERIODS), table(LAMPS, PERIODS)
    sheet.next_page()
    sheet.heading("Places and the economy", 12)
    draw_part(sheet, stars, RATINGS, ARROWS)
    sheet.next_page()
    sheet.heading("People and the council", 12)
    key(sheet, [(triangle("up"), "Better than the same quarter of last year"), (triangle("down"), "Worse")])
    draw_part(sheet, lights, {m: lamps(m) for m in "GAR"}, {m: triangle(m) for m in ("up", "down")})
    sheet.prose(
        "The homelessness team moved offices in August and opened fewer cases. Sickness was high among the collection "
        "crews; managers now meet each person who has been away for more than ten days."
    )
    sheet.save()
    return [
        row for page, part in ((2, stars), (3, lights)) for item in part for row in rows_of(item, COUNCIL, page)
    ]  # fmt: skip
