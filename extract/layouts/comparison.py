"""Comparators of a row: columns of a nation, region or neighbours, and cells that hold several areas.

A comparator carries no target, no rating and no arrow, and has no period unless one is printed with it.
"""

from extract.columns import Column
from extract.context import Context
from extract.figures import Figure, read_figures
from extract.layouts.row_area import give_area
from extract.layouts.row_types import Row, row_period, unit_hint
from extract.places import part_of
from extract.roles import role_of
from extract.sink import Sink
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label
from grammar.units import unit_of_header, unit_of_name
from records import Cell, Flag, Statement, Step

_NO_COMPARISON = (
    "local measure",
    "local indicator",
    "no comparator",
    "not applicable",
    "none",
    "no benchmark",
    "local pi",
)


def comparison_statements(row: Row, context: Context, sink: Sink) -> None:
    """Write the statements of the row's comparator columns and benchmark cells to the sink.

    What was read from the row before is given the area that the row itself names.
    """
    give_area(row, context, sink)
    for column in row.header.of("comparator", "benchmark"):
        cell = row.cell(column)
        if not cell.text:
            continue
        if cell.text.strip().lower().strip(".") in _NO_COMPARISON:
            sink.claim(cell, "commentary", "no comparison")
            continue
        _read(row, column, cell, context, sink)


def _read(row: Row, column: Column, cell: Cell, context: Context, sink: Sink) -> None:
    text, item = cell.text, ""
    if column.role == "benchmark":
        text, item = _without_other_measure(cell.text, context)
    read = read_figures(text, context.finder, unit_of_name(item or row.name))
    if not read.figures:
        quantity = parse_quantity(cell.text)
        blank = quantity is not None and bool(quantity.missing)
        sink.claim(cell, "commentary", "no figure" if blank else "words in place of a figure")
        if not blank:
            sink.find("no_figure", "a comparator's cell without a figure", cell.place, cell.text, "info")
        return
    header_area = _header_area(column, context)
    offset = len(cell.text) - len(text)
    written = False
    for figure in read.figures:
        written |= _write(row, column, cell, figure, header_area, item, offset, len(read.figures), context, sink)
    sink.claim(cell, "observation" if written else "unread", "" if written else "figures of unnamed areas")
    if not written:
        sink.find("unread_cell", "figures whose area is not named", cell.place, cell.text)


def _header_area(column: Column, context: Context) -> str:
    """The comparator that a header names: the known name, or all of the header where that is only a part of it."""
    if column.role != "comparator":
        return context.finder.comparator_in(column.text)
    printed = column.last
    for found in find_periods(printed):
        printed = printed.replace(found.period.label, " ")
    printed = " ".join(printed.split()).strip(" ()-–:,")
    named = context.finder.comparator_in(printed)
    known = named or context.finder.comparator_in(column.text)
    if known and not named and role_of(printed) in ("value", "unit", "fraction"):
        return known  # "Value (95% CI)" under "England"
    return known if known and len(known) * 5 >= len(printed) * 3 else printed or known


def _without_other_measure(text: str, context: Context) -> tuple[str, str]:
    """Words before the first area name another measure: the text from that area on, and the measure's words."""
    areas = context.finder.find(text)
    if not areas:
        return text, ""
    prefix = text[: areas[0].span.start].strip(" ,:;-–")
    if len(prefix.split()) < 3:
        return text, ""
    return text[areas[0].span.start :], " ".join(prefix.split())


def _write(
    row: Row,
    column: Column,
    cell: Cell,
    figure: Figure,
    header_area: str,
    item: str,
    offset: int,
    count: int,
    context: Context,
    sink: Sink,
) -> bool:
    area = figure.area or header_area
    if not area:
        return False
    own = bool(figure.area) and not figure.comparator
    name = ": ".join(part for part in (row.name, item, figure.item if count > 1 else "") if part)
    label = (column.period if column.period and not figure.period else figure.period) or row_period(row)
    field = "row" if figure.doubt == "not_told_apart" else "value"
    flags = [Flag(field, figure.doubt)] if figure.doubt else []
    place = part_of(cell, offset + figure.span.start, len(figure.raw)) if count > 1 else cell.place
    sink.statements.append(
        Statement(
            kind=row.kind,
            indicator=name,
            code=row.code,
            section=context.section,
            place=place,
            reader="table",
            area="" if own else area,
            comparator=not own,
            group=figure.group,
            period=label if label and parse_label(label, context.report) else "",
            period_basis=("header" if label == column.period else "cell") if label else None,
            accumulation="rolling" if figure.rolling else "cumulative" if figure.year_to_date else None,
            value=figure.raw,
            quantity=figure.quantity,
            unit=unit_of_name(item) or unit_of_header(column.text) or unit_hint(row, column),
            flags=tuple(flags),
            steps=(
                Step("extract", "value", f"comparator in column {column.text!r}", cell.text, cell.place),
                Step("extract", "area", "named in the cell" if figure.area else "column header", area, cell.place),
                Step("extract", "indicator", "row name" + (" and the measure named in the cell" if item else ""), name),
            ),
        )
    )
    return True
