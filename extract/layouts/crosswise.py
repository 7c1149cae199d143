"""Tables with an indicator in each column: rows of authorities, or of months, below the names of what is measured.

Read last of all, and only where the rows can be nothing else: areas with the paper's own among them, or periods.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.columns import Column, Hints, describe
from extract.context import Context
from extract.headers import is_value_like
from extract.roles import role_of
from extract.sink import Sink
from grammar.accumulation import accumulation_of
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label, parse_period
from grammar.units import GBP, unit_of_name
from records import Cell, Grid, PeriodBasis, Statement, Step, TargetStatement

_FRAME = ("target", "annual_target", "tolerance", "rating", "arrow", "change", "comment", "code", "polarity", "name")
_TARGET = re.compile(r"^(?:target|standard|goal)s?(?: (?:\d{4}.\d\d|per month|monthly))?$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class _Measure:
    """One column: the indicator that its header names, and the period that it names with it."""

    column: int
    name: str
    period: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: whose figures it prints, and of when."""

    cells: tuple[Cell, ...]
    area: str = ""
    comparator: bool = False
    period: str = ""


def read_crosswise(grid: Grid, context: Context, sink: Sink) -> bool:
    """Write a statement for each figure; False, and nothing written, where the grid is no such table."""
    measures = _measures(grid, context)
    if not measures or len(grid.rows) < 3:
        return False
    rows = [row for row in grid.rows[1:] if any(cell.text for cell in row)]
    lines = _areas(grid, rows, context) or _periods(grid, rows, measures, context)
    if not lines or not _holds_figures(lines, measures):
        return False
    for cell in grid.rows[0]:
        sink.claim(cell, "header")
    for line in lines:
        sink.claim(line.cells[0], "observation", "area or period of the row")
        for measure in measures:
            _write(line, measure, context, sink)
    for row in rows:
        if _TARGET.match(row[0].text):
            _write_targets(row, measures, context, sink)
    return True


def _measures(grid: Grid, context: Context) -> list[_Measure]:
    """The columns whose headers name something that is measured: words, and none of those that head plain figures."""
    first, *heads = grid.rows[0]
    if not first.text or not heads or any(not cell.text for cell in heads):
        return []
    found = []
    for c, cell in enumerate(heads, start=1):
        column = describe(c, cell.text, hints=Hints(year=context.report))
        name = _name_of(column)
        if column.role not in _FRAME and len(_WORDS.findall(name)) >= 2 and not context.finder.find(name):
            found.append(_Measure(c, name, column.period, cell))
    return found


def _name_of(column: Column) -> str:
    """The words of a header without its period."""
    name = column.text.replace(column.period, " ") if column.period else column.text
    return " ".join(re.sub(r"\(\s*\)", " ", name).split()).strip(" -–:,")


def _areas(grid: Grid, rows: Sequence[tuple[Cell, ...]], context: Context) -> list[_Line]:
    """A row for each of several areas, the paper's own among them."""
    if role_of(grid.rows[0][0].text) not in ("area", "comparator"):
        return []
    lines = []
    for row in rows:
        label = " ".join(row[0].text.split())
        own = label in context.finder.own
        lines.append(_Line(row, "" if own else label, not own))
    known = [line for line in lines if not line.comparator or _is_known(line.area, context)]
    of_own = sum(not line.comparator for line in lines)
    return (
        lines
        if of_own == 1 and len(lines) >= 2 and all(line.cells[0].text for line in lines) and len(known) >= 2
        else []
    )


def _is_known(area: str, context: Context) -> bool:
    return context.finder.is_other_council(area) or bool(context.finder.comparator_in(area))


def _periods(
    grid: Grid, rows: Sequence[tuple[Cell, ...]], measures: Sequence[_Measure], context: Context
) -> list[_Line]:
    """A row for each of several periods; what the columns measure has a unit, or a target of its own."""
    if role_of(grid.rows[0][0].text) != "period" or any(measure.period for measure in measures):
        return []
    dated = [(row, _label(row[0].text, context)) for row in rows if not _TARGET.match(row[0].text)]
    if len(dated) < 2 or not all(label for _, label in dated):
        return []
    units = [unit_of_name(measure.name) for measure in measures]
    told = any(unit not in ("", "count", GBP) for unit in units) or len(dated) < len(rows)
    return [_Line(row, period=label) for row, label in dated] if told else []


def _label(text: str, context: Context) -> str:
    """The period of a row; one without a year is of the year in the table's heading, or of the report's."""
    if parse_period(text) is not None:
        return text
    heading = find_periods(context.section or context.title)
    year = heading[-1].period.label if heading else context.heading_period
    if year and parse_label(f"{year} {text}", context.report) is not None:
        return f"{year} {text}"
    return text if not year and parse_label(text, context.report) is not None else ""


def _holds_figures(lines: Sequence[_Line], measures: Sequence[_Measure]) -> bool:
    texts = [line.cells[m.column].text for line in lines for m in measures if line.cells[m.column].text]
    return len(texts) >= 4 and sum(map(is_value_like, texts)) * 5 >= len(texts) * 4


def _write(line: _Line, measure: _Measure, context: Context, sink: Sink) -> None:
    cell = line.cells[measure.column]
    if not cell.text or parse_quantity(cell.text) is None:
        return
    label = line.period or measure.period
    basis: PeriodBasis | None = "cell" if line.period else "header" if label else None if line.comparator else "report"
    rating = next((mark for mark in cell.marks if mark.rag and mark.basis != "word"), None)
    sink.claim(cell, "observation")
    sink.statements.append(
        Statement(
            kind="measure",
            indicator=measure.name,
            section=context.section,
            place=cell.place,
            reader="crosswise",
            area=line.area,
            comparator=line.comparator,
            period=label,
            period_basis=basis,
            accumulation=accumulation_of(measure.cell.text),
            value=cell.text,
            rating=rating if not line.comparator else None,
            rag_scope="period" if rating is not None and not line.comparator else None,
            steps=(
                Step("extract", "value", f"row {line.cells[0].text!r} of the column", cell.text, cell.place),
                Step("extract", "indicator", "header of the column", measure.name, measure.cell.place),
                Step("extract", "period", "row or header", label, line.cells[0].place),
            ),
        )
    )


def _write_targets(row: tuple[Cell, ...], measures: Sequence[_Measure], context: Context, sink: Sink) -> None:
    """A last row of targets: of which of the periods above they are, it does not say."""
    sink.claim(row[0], "header")
    for measure in measures:
        cell = row[measure.column]
        if cell.text:
            sink.claim(cell, "target")
            sink.targets.append(
                TargetStatement(
                    indicator=measure.name,
                    target=cell.text,
                    place=cell.place,
                    section=context.section,
                    scope="period",
                    header=row[0].text,
                )
            )
