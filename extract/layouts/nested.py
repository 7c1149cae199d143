"""Tables inside a cell, and the flattened copies that converters leave beside and below them."""

from collections.abc import Callable, Sequence

from extract.columns import Header
from extract.context import Context
from extract.layouts.row import direct_statement
from extract.sink import Sink
from grammar.arrows import find_arrows
from grammar.numbers import parse_quantity
from grammar.periods import parse_period
from records import Cell, Grid, Mark, Statement

Finish = Callable[[Sequence[Cell]], None]


def nested_statements(cell: Cell, context: Context, header: Header, sink: Sink) -> Finish:
    """Read the tables inside `cell` as statements of the row's indicator.

    Three shapes: periods across with named rows, a period and a figure per row, and names above figures. Returns a
    function that hands the row's remaining cells (a change with its arrow) to these statements.
    """
    outer = _outer_period(cell, header)
    drafts: list[Statement] = []
    for grid in cell.nested:
        drafts.extend(_read(grid, context, outer))
    if not drafts:
        sink.find("table_not_read", "a table inside a cell was not understood", cell.place, cell.text)

    def finish(rest: Sequence[Cell]) -> None:
        mark, arrow_cell = _change_arrow(rest)
        for statement in drafts:
            if mark is not None and arrow_cell is not None:
                statement = direct_statement(statement, arrow=mark, arrow_sense="value", arrow_cell=arrow_cell)
            sink.statements.append(statement)
        for other in rest:
            sink.claim(other, "observation" if other is arrow_cell else "unread", "beside a table inside a cell")
            if other is not arrow_cell:
                sink.find("unread_cell", "beside a table inside a cell", other.place, other.text)

    return finish


def _outer_period(cell: Cell, header: Header) -> str:
    """The period of the column that the cell stands in, or of the only dated value column."""
    column = cell.place.column
    if column is not None and column < len(header.columns) and header.columns[column].period:
        return header.columns[column].period
    dated = [c.period for c in header.of("value") if c.period]
    return dated[0] if len(dated) == 1 else ""


def _read(grid: Grid, context: Context, outer: str) -> list[Statement]:
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not rows:
        return []
    heads = [parse_period(cell.text) is not None for cell in rows[0]]
    if sum(heads) >= 1 and not rows[0][0].text:
        return _periods_across(rows, context)
    if all(parse_period(row[0].text) is not None for row in rows) and len(rows[0]) >= 2:
        return [
            _statement(context, context.title, row[1], row[0].text, "cell")
            for row in rows
            if row[1].text and _figure(row[1].text)
        ]
    if len(rows) == 2 and all(_figure(cell.text) for cell in rows[1] if cell.text):
        basis = "header" if outer else "report"
        return [
            _statement(context, f"{context.title}: {name.text}", value, outer, basis)
            for name, value in zip(rows[0], rows[1], strict=True)
            if name.text and value.text
        ]
    return []


def _periods_across(rows: Sequence[Sequence[Cell]], context: Context) -> list[Statement]:
    labels = [cell.text for cell in rows[0]]
    return [
        _statement(context, f"{context.title}: {row[0].text}" if row[0].text else context.title, cell, label, "header")
        for row in rows[1:]
        for cell, label in zip(row[1:], labels[1:], strict=True)
        if label and cell.text and parse_period(label) is not None
    ]


def _figure(text: str) -> bool:
    quantity = parse_quantity(text)
    return quantity is not None and (quantity.number is not None or bool(quantity.missing))


def _statement(context: Context, name: str, cell: Cell, period: str, basis: str) -> Statement:
    return direct_statement(
        None, name=name, cell=cell, period=period, basis=basis, context=context, rule="table inside a cell"
    )


def _change_arrow(cells: Sequence[Cell]) -> tuple[Mark | None, Cell | None]:
    for cell in cells:
        arrows = find_arrows(cell.text)
        if arrows:
            return Mark(cell.text, arrows[0][0].basis, arrow=arrows[0][0].arrow), cell
    return None, None


def repeats_nested(grid: Grid, r: int, nested: Cell, rows: Sequence[int], sink: Sink) -> tuple[list[Cell], set[int]]:
    """Claim the flattened copies of a nested table as repeats. Returns the cells right of it that are none, and the
    rows below that were copies."""
    parts = [cell.text for table in nested.nested for line in table.rows for cell in line if cell.text]
    kept: list[Cell] = []
    remaining = list(parts)
    for cell in grid.rows[r][(nested.place.column or 0) + 1 :]:
        if not cell.text:
            continue
        if remaining and cell.text == remaining[0]:
            remaining.pop(0)
            sink.claim(cell, "repeat", "flattened copy of the table inside the cell")
        else:
            kept.append(cell)
    lines = [
        [cell.text for cell in line if cell.text]
        for table in nested.nested
        for line in table.rows
        if any(c.text for c in line)
    ]
    used: set[int] = set()
    for below in [row for row in rows if row > r]:
        texts = [cell.text for cell in grid.rows[below] if cell.text]
        if not texts or texts not in lines:
            break
        lines.remove(texts)
        used.add(below)
        for cell in grid.rows[below]:
            sink.claim(cell, "repeat", "flattened copy of the table inside the cell above")
    return kept, used
