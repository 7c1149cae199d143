"""A comparison as text of 80 columns: a table of periods and areas, a sparkline for each line, notes on its figures."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desk.comparison import Panel, Point, Series
from publish.csvfile import plain_number

WIDTH = 80
_BARS = "▁▂▃▄▅▆▇█"
_COLUMN = 20
_WORDS = {"higher": "higher is better", "lower": "lower is better", "target": "closest to target is best"}


def comparison_lines(panels: Sequence[Panel]) -> list[str]:
    """All panels, one below the other."""
    lines: list[str] = []
    for number, panel in enumerate(panels):
        before = panels[number - 1] if number else None
        apart = before is not None and before.indicator_id == panel.indicator_id and before.since != panel.since
        lines += ["", *_head(panel, apart), "", *_table(panel), "", *_sparklines(panel), *_notes(panel)]
    return [*lines[1:], ""]


def panel_facts(panel: Panel) -> str:
    """Unit, sort of period, way of counting, polarity: what all lines of a panel have in common."""
    kind = panel.period_type.replace("_", " ")
    parts = (panel.unit or "no unit", kind, panel.accumulation, _WORDS.get(panel.polarity, ""))
    return " · ".join(part for part in parts if part)


def definition_note(panel: Panel) -> str:
    """What to say of a definition that came later; "" where the panel has the first one."""
    why = f" ({panel.why})" if panel.why else ""
    return f"Definition since {panel.since}{why}: not comparable with what was before." if panel.since else ""


def _head(panel: Panel, apart: bool) -> list[str]:
    title = textwrap.wrap(panel.indicator, WIDTH)
    lines = [*title, f"{panel.indicator_id} · {panel_facts(panel)}"[:WIDTH]]
    if note := definition_note(panel):
        lines += textwrap.wrap(("── break ── " if apart else "") + note, WIDTH)
    return lines


def _table(panel: Panel) -> Iterator[str]:
    rows = {(line.series_id, point.end, point.start): point for line in panel.lines for point in line.points}
    periods = sorted({(point.end, point.start, point.label) for point in rows.values()})
    first = max(len(label) for _, _, label in periods) + 2
    across = max(1, (WIDTH - first) // _COLUMN)
    decimals = max((_decimals(point.value) for point in rows.values() if point.value is not None), default=0)
    for begin in range(0, len(panel.lines), across):
        some = panel.lines[begin : begin + across]
        heads = [textwrap.wrap(line.name, _COLUMN - 2) for line in some]
        if begin:
            yield ""
        for row in range(max(map(len, heads))):
            yield "".join((" " * first, *(f"{_at(head, row):>{_COLUMN}}" for head in heads))).rstrip()
        for end, start, label in periods:
            cells = [rows.get((line.series_id, end, start)) for line in some]
            if len(panel.lines) <= across or any(cells):
                yield f"{label:<{first}}{''.join(_cell(point, decimals) for point in cells)}".rstrip()


def _at(parts: Sequence[str], index: int) -> str:
    return parts[index] if index < len(parts) else ""


def _cell(point: Point | None, decimals: int) -> str:
    """The figure with its decimal point below that of the others, and its marks."""
    if point is None:
        return " " * _COLUMN
    text = " ".join((point.value_raw or point.rag or "…").split())
    if point.value is not None:
        own = _decimals(point.value)
        text = shown(point.value) + " " * (decimals - own + (not own and decimals > 0))
    return f"{text[: _COLUMN - 5]:>{_COLUMN - 3}}{point_marks(point):<3}"


def _decimals(value: Decimal) -> int:
    return len(plain_number(value).partition(".")[2])


def point_marks(point: Point) -> str:
    """`r` revised, `p` not final, `!` flagged."""
    return ("r" if point.revised else "") + ("" if point.final else "p") + ("!" if point.flags else "")


def shown(number: Decimal) -> str:
    """A number with thousands marks."""
    whole, dot, rest = plain_number(number).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{dot}{rest}"


def _sparklines(panel: Panel) -> Iterator[str]:
    values = [point.value for line in panel.lines for point in line.points if point.value is not None]
    if not values or len(panel.ends) < 2:
        return
    low, high = min(values), max(values)
    drawn = [(line, [point for point in line.points if point.value is not None]) for line in panel.lines]
    drawn = [(line, numbers) for line, numbers in drawn if len(numbers) > 1]
    name = min(34, max((len(line.name) for line, _ in drawn), default=0))
    for line, numbers in drawn:
        change = _change(numbers[0], numbers[-1], panel.unit)
        yield f"{line.name[:name]:<{name}}  {_spark(line, panel.ends, low, high)}  {change}"[:WIDTH].rstrip()
    if drawn:
        yield f"{'':<{name}}  scale {shown(low)} to {shown(high)}"


def _spark(line: Series, ends: Sequence[date], low: Decimal, high: Decimal) -> str:
    """A bar for each period of the panel, on the scale of the panel; a blank where the line has no number."""
    values = {point.end: point.value for point in line.points}
    bars = []
    for end in ends:
        value = values.get(end)
        part = (value - low) / (high - low) if value is not None and high != low else Decimal("0.5")
        bars.append(" " if value is None else _BARS[min(len(_BARS) - 1, int(part * len(_BARS)))])
    return "".join(bars)


def _change(first: Point, last: Point, unit: str) -> str:
    if first.value is None or last.value is None:
        return ""
    difference = last.value - first.value
    sign = "+" if difference > 0 else ""
    points = " points" if unit == "percent" else ""
    return f"{shown(first.value)} → {shown(last.value)} ({sign}{shown(difference)}{points})"


def _notes(panel: Panel) -> Iterator[str]:
    notes = [note for line in panel.lines for point in line.points if (note := point_note(line, point, panel))]
    if notes:
        yield ""
    for note in notes:
        yield from textwrap.wrap(note, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def point_note(line: Series, point: Point, panel: Panel) -> str:
    """What is to be known of one figure; "" where there is nothing."""
    parts = []
    if point.revised and point.first_value is not None:
        parts.append(f"revised, first printed {shown(point.first_value)} ({point.vintages} papers)")
    if not point.final:
        parts.append(", ".join(word for word in point.qualifiers))
    if point.flags:
        parts.append(f"flagged {', '.join(point.flags)}")
    where = f"{point.label}, {line.name}" if len(panel.lines) > 1 else point.label
    marks = point_marks(point)
    return f"{marks}  {where}: {'; '.join(parts)} [{point.source}]" if parts else ""
