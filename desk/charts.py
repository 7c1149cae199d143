"""A comparison as a picture (SVG) and as a page (HTML) with the picture, the figures and the notes.

Both stand alone: nothing is fetched and nothing is run, and whatever a paper printed is escaped. A line joins the
points of one series and no others. Marks do not rest on colour alone: what is not final is hollow, what is flagged
bears a `!`, what was revised keeps a small ring at its first value.
"""

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from desk.comparison import Panel, Point, Series
from desk.comparison_text import definition_note, panel_facts, point_marks, point_note, shown

WIDTH, PLOT = 760, 230
LEFT, RIGHT, BELOW = 66, 206, 44
COLOURS = ("#0072b2", "#c04a00", "#00795a", "#a8457f", "#4a5fc1", "#8a6100", "#333333", "#7a4b3a")
_STEPS = {"month": 31, "quarter": 92, "half_year": 184, "financial_year": 366, "academic_year": 366}
_STEPS |= {"calendar_year": 366, "rolling_year": 366}
"""Days from one period to the next: what is further apart has periods missing between."""

GREY, AMBER = "#666666", "#a35a00"
_TITLE, _FACTS = 86, 112
_NAME = 29


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a panel's figures stand on the picture, in pixels."""

    top: float
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        part = (day - self.first).days / days if days else 0.5
        return LEFT + 22 + part * (WIDTH - LEFT - RIGHT - 44)

    def y(self, value: Decimal | float) -> float:
        return self.top + PLOT - (float(value) - self.low) / (self.high - self.low) * PLOT


def comparison_picture(panels: Sequence[Panel]) -> str:
    """All panels below one another as one SVG file."""
    heights, elements, top = [], list[str](), 0.0
    colours = _colours(panels)
    for panel in panels:
        drawn, height = _panel(panel, top, colours)
        elements += drawn
        heights.append(height)
        top += height
    words = " and ".join(dict.fromkeys(panel.indicator for panel in panels))
    return f"{_svg(elements, sum(heights), words)}\n"


def comparison_page(panels: Sequence[Panel]) -> str:
    """The page: each panel's picture, its figures as a table, its notes."""
    title = _safe(" · ".join(dict.fromkeys(panel.indicator for panel in panels)))
    colours = _colours(panels)
    body = "\n".join(_section(panel, colours) for panel in panels)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<main>\n{body}\n{_KEY}\n</main>\n</body>\n</html>\n"
    )


def _colours(panels: Sequence[Panel]) -> dict[str, str]:
    """The colour of each line by its name, the same in all panels."""
    names = sorted({line.name for panel in panels for line in panel.lines})
    return {name: COLOURS[number % len(COLOURS)] for number, name in enumerate(names)}


def _svg(elements: Sequence[str], height: float, title: str) -> str:
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img"'
    style = 'font-family="system-ui, sans-serif" font-size="12" fill="#222222"'
    back = '<rect width="100%" height="100%" fill="white"/>'
    return f"<svg {frame} {style}>\n<title>{_safe(title)}</title>\n{back}\n" + "\n".join(elements) + "\n</svg>"


# ---------------------------------------------------------------------------------------------- one panel
def _panel(panel: Panel, top: float, colours: Mapping[str, str]) -> tuple[list[str], float]:
    """The elements of a panel and its height."""
    elements, y = [], top + 26
    for words in textwrap.wrap(panel.indicator, _TITLE):
        elements.append(_text(16, y, words, 'font-weight="bold" font-size="15"'))
        y += 19
    notes = [panel_facts(panel), *textwrap.wrap(definition_note(panel), _FACTS)]
    for number, words in enumerate(notes):
        elements.append(_text(16, y, words, f'fill="{AMBER if number else GREY}"'))
        y += 17
    values = [float(value) for line in panel.lines for point in line.points for value in _drawn(point, panel)]
    if not values:
        elements.append(_text(16, y + 12, "No numbers are printed for it.", f'fill="{GREY}"'))
        return elements, y + 30 - top
    low, high, step = _scale(min(values), max(values))
    frame = _Frame(y + 10, panel.ends[0], panel.ends[-1], low, high)
    elements += [*_axes(panel, frame, step), *_break_line(panel, frame)]
    for line in panel.lines:
        elements += _line(line, panel, frame, colours[line.name])
    elements += _names(panel, frame, colours)
    return elements, frame.top + PLOT + BELOW - top


def _drawn(point: Point, panel: Panel) -> Iterator[Decimal]:
    """The numbers of a point that are drawn: its value, its first value if revised, its target if there is one line."""
    if point.value is not None:
        yield point.value
        if point.revised and point.first_value is not None:
            yield point.first_value
        if point.target is not None and len(panel.lines) == 1:
            yield point.target


def _scale(low: float, high: float) -> tuple[float, float, float]:
    """Ends of the axis and the step of its marks: round numbers, from 0 where the figures come near it."""
    if 0 < low < high * 0.35:
        low = 0
    spread = (high - low) or abs(high) or 1.0
    raw = spread / 4
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)
    start, end = math.floor(low / step) * step, math.ceil(high / step) * step
    return start, end if end > start else start + step, step


def _axes(panel: Panel, frame: _Frame, step: float) -> Iterator[str]:
    right = WIDTH - RIGHT
    for number in range(round((frame.high - frame.low) / step) + 1):
        value = frame.low + number * step
        y = frame.y(value)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#dddddd"/>'
        label = shown(Decimal(f"{value:.10g}"))
        yield _text(LEFT - 8, y + 4, label, f'text-anchor="end" fill="{GREY}"')
    labels = {point.end: point.label for line in panel.lines for point in line.points}
    taken = -math.inf
    for end in panel.ends:
        half = len(labels[end]) * 3.3
        x = frame.x(end)
        yield f'<path d="M{x:.1f} {frame.top + PLOT:.1f}v4" stroke="{GREY}"/>'
        if x - half > taken + 6:
            yield _text(x, frame.top + PLOT + 18, labels[end], f'text-anchor="middle" fill="{GREY}"')
            taken = x + half


def _break_line(panel: Panel, frame: _Frame) -> Iterator[str]:
    if panel.since:
        yield (
            f'<path d="M{LEFT} {frame.top:.1f}v{PLOT}" stroke="{AMBER}" stroke-width="2" stroke-dasharray="5 4">'
            f"<title>{_safe(definition_note(panel))}</title></path>"
        )


def _line(line: Series, panel: Panel, frame: _Frame, colour: str) -> Iterator[str]:
    """The points of a line, joined; thin and dashed where periods between two of them are missing."""
    numbers = [(point, point.value) for point in line.points if point.value is not None]
    usual = _STEPS.get(panel.period_type, math.inf) * 1.5
    for (point, value), (after, following) in pairwise(numbers):
        style = 'stroke-width="2"' if (after.end - point.end).days <= usual else 'stroke-dasharray="3 4"'
        path = f"M{frame.x(point.end):.1f} {frame.y(value):.1f}L{frame.x(after.end):.1f} {frame.y(following):.1f}"
        yield f'<path d="{path}" stroke="{colour}" {style}/>'
    around = [None, *(value for _, value in numbers), None]
    for index, (point, value) in enumerate(numbers, start=1):
        beside = [other for other in (around[index - 1], around[index + 1]) if other is not None]
        valley = bool(beside) and all(other > value for other in beside)
        yield from _point(point, value, line, panel, frame, colour, valley)


def _point(
    point: Point, value: Decimal, line: Series, panel: Panel, frame: _Frame, colour: str, valley: bool
) -> Iterator[str]:
    """A figure with its marks. Its number stands above it, or below it where the line comes down to it."""
    x, y = frame.x(point.end), frame.y(value)
    if point.target is not None and len(panel.lines) == 1:
        at = frame.y(point.target)
        yield f'<path d="M{x - 13:.1f} {at:.1f}h26" stroke="{GREY}" stroke-width="2" stroke-dasharray="4 3"/>'
    if point.revised and point.first_value is not None:
        at = frame.y(point.first_value)
        yield f'<path d="M{x:.1f} {at:.1f}V{y:.1f}" stroke="{colour}"/>'
        yield f'<circle cx="{x:.1f}" cy="{at:.1f}" r="3" fill="white" stroke="{colour}"/>'
    note = point_note(line, point, panel)
    fill = colour if point.final else "white"
    told = f"{line.name}, {point.label}: {point.value_raw}" + (f" ({note.strip()})" if note else "")
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{colour}" stroke-width="2">'
        f"<title>{_safe(told)}</title></circle>"
    )
    if point.flags:
        yield _text(x, y - 9, "!", f'text-anchor="middle" font-weight="bold" fill="{AMBER}"')
    elif len(panel.lines) == 1:
        halo = 'stroke="white" stroke-width="3" paint-order="stroke"'
        yield _text(x, y + (19 if valley else -10), shown(value), f'text-anchor="middle" fill="{colour}" {halo}')


def _names(panel: Panel, frame: _Frame, colours: Mapping[str, str]) -> Iterator[str]:
    """The name of each line beside its last point; names that would overlap are moved apart, with a thin lead."""
    ends = []
    for line in panel.lines:
        last = next((point for point in reversed(line.points) if point.value is not None), None)
        if last is not None and last.value is not None:
            rows = textwrap.wrap(line.name, _NAME)[:2]
            ends.append((frame.y(last.value), frame.x(last.end), rows, colours[line.name]))
    floor = frame.top - 4
    placed = []
    for y, x, rows, colour in sorted(ends, key=lambda end: end[0]):
        at = max(y, floor)
        floor = at + 14 * len(rows) + 3
        placed.append((at, y, x, rows, colour))
    for at, y, x, rows, colour in placed:
        start = WIDTH - RIGHT + 8
        yield f'<path d="M{x + 7:.1f} {y:.1f}L{start - 3} {at:.1f}" stroke="{colour}" stroke-opacity="0.35"/>'
        for number, row in enumerate(rows):
            yield _text(start, at + 4 + 14 * number, row, f'fill="{colour}"')


def _text(x: float, y: float, words: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{_safe(words)}</text>'


def _safe(text: str) -> str:
    """A text as XML holds it: escaped, with spaces for control characters, which papers do print."""
    return escape("".join(char if char.isprintable() else " " for char in text))


# ---------------------------------------------------------------------------------------------- the page
_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;color:#222;margin:0;background:#fff}
main{max-width:62rem;margin:0 auto;padding:1rem}
section{margin:0 0 2.5rem}svg{width:100%;height:auto;max-width:760px}
div{overflow-x:auto}table{border-collapse:collapse;font-size:13px}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd;vertical-align:top}
th:first-child{text-align:left;white-space:nowrap}thead th{border-bottom:2px solid #888;max-width:13rem}
ul{font-size:13px;color:#444;padding-left:1.2rem}abbr{color:#a35a00;text-decoration:none;font-weight:bold}
footer{font-size:13px;color:#555;border-top:1px solid #ddd;padding-top:.5rem}
"""
_KEY = (
    "<footer>r: revised, a small ring marks the first value. p: not final, drawn hollow. !: flagged. "
    "A dashed grey mark is a target. Points are joined only within one series of the dataset, thinly where periods "
    "are missing; what is defined or counted otherwise has a picture of its own.</footer>"
)


def _section(panel: Panel, colours: Mapping[str, str]) -> str:
    drawn, height = _panel(panel, 0, colours)
    notes = [note for line in panel.lines for point in line.points if (note := point_note(line, point, panel))]
    listed = "".join(f"<li>{_safe(note)}</li>" for note in notes)
    return (
        f"<section id={quoteattr(_anchor(panel))}>\n{_svg(drawn, height, panel.indicator)}\n<div>{_html_table(panel)}"
        f"</div>\n{f'<ul>{listed}</ul>' if listed else ''}\n</section>"
    )


def _anchor(panel: Panel) -> str:
    parts = (panel.indicator_id, panel.unit, panel.period_type, panel.accumulation, panel.since)
    return "-".join(part.replace(" ", "-") for part in parts if part)


def _html_table(panel: Panel) -> str:
    cells = {(line.series_id, p.end, p.start): p for line in panel.lines for p in line.points}
    periods = sorted({(point.end, point.start, point.label) for point in cells.values()})
    head = "".join(f'<th scope="col">{_safe(line.name)}</th>' for line in panel.lines)
    rows = "\n".join(
        f'<tr><th scope="row">{_safe(label)}</th>'
        + "".join(_html_cell(cells.get((line.series_id, end, start))) for line in panel.lines)
        + "</tr>"
        for end, start, label in periods
    )
    return f"<table><thead><tr><th>Period</th>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _html_cell(point: Point | None) -> str:
    if point is None:
        return "<td></td>"
    marks = f" <abbr>{point_marks(point)}</abbr>" if point_marks(point) else ""
    text = shown(point.value) if point.value is not None else point.value_raw or point.rag
    return f"<td>{_safe(text)}{marks}</td>"
