"""Repairs of ruled tables: double lines that part nothing."""

from extract.pdf.table_cells import Table, TableCell


def without_slivers(table: Table) -> Table:
    """Without rows and columns so thin that they can only be the space between double lines."""
    thin_rows = _thin(table, across=True)
    thin_columns = _thin(table, across=False)
    if not thin_rows and not thin_columns:
        return table
    row_at = _renumbered(table.rows, thin_rows)
    column_at_ = _renumbered(table.columns, thin_columns)
    cells = []
    for cell in table.cells:
        rows = [r for r in range(cell.row, cell.row + cell.row_span) if r not in thin_rows]
        columns = [c for c in range(cell.column, cell.column + cell.column_span) if c not in thin_columns]
        if rows and columns:
            cells.append(
                TableCell(row_at[rows[0]], column_at_[columns[0]], len(rows), len(columns), cell.box, cell.words)
            )
    return Table(
        table.box,
        tuple(cells),
        table.rows - len(thin_rows),
        table.columns - len(thin_columns),
        table.method,
        table.why,
    )


def _thin(table: Table, *, across: bool) -> frozenset[int]:
    count = table.rows if across else table.columns
    thin = set()
    for i in range(count):
        here = [
            c
            for c in table.cells
            if (c.row if across else c.column) <= i < (c.row + c.row_span if across else c.column + c.column_span)
        ]
        own = [c for c in here if (c.row_span if across else c.column_span) == 1]
        size = min((c.box[3] - c.box[1] if across else c.box[2] - c.box[0] for c in own), default=99.0)
        if size < 4.5 and not any(c.words for c in own):
            thin.add(i)
    return frozenset(thin)


def _renumbered(count: int, without: frozenset[int]) -> dict[int, int]:
    kept = [i for i in range(count) if i not in without]
    return {old: new for new, old in enumerate(kept)}
