"""Whether the rows keep what their descriptor promises: keys, references, required cells and closed sets.

A breach is a bug of an earlier stage. It must not cost anybody the rest of the dataset, nor stay hidden: it becomes
an issue, one for each promise that is broken.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from publish.columns import TABLES
from publish.duckdbfile import quoted, rows_said
from publish.schema import Table
from publish.tables import Row
from records import Finding

if TYPE_CHECKING:
    from publish.duckdbfile import Database

_SHOWN = 3


def breaches(database: "Database", sound: Collection[Table] = (), *, patient: bool = True) -> tuple[Finding, ...]:
    """What is broken, in the order of tables and columns. The database holds all tables but those that are known to be
    `sound`. Who is not patient gets the engine's error where memory is short."""
    found: list[Finding] = []
    for table in TABLES:
        if table not in sound:
            found += _key_breaches(database, table, patient)
            found += _column_breaches(database, table, patient)
            found += _reference_breaches(database, table, patient)
    return tuple(found)


def is_sound(table: Table, rows: Sequence[Row]) -> bool:
    """Whether in some rows of a table each key stands once, and each cell holds what it may."""
    columns = dict(zip(table.names, zip(*rows, strict=True), strict=False))
    keys = zip(*(columns.get(name, ()) for name in table.primary_key), strict=True)
    return (
        len(set(keys)) == len(rows)
        and not any(None in columns.get(column.name, ()) for column in table.columns if column.required)
        and all(
            {cell for cell in columns.get(column.name, ()) if cell} <= {*column.enum}
            for column in table.columns
            if column.enum
        )
    )


def _key_breaches(database: "Database", table: Table, patient: bool) -> list[Finding]:
    keys = ", ".join(map(quoted, table.primary_key))
    query = f"SELECT {keys} FROM {quoted(table.name)} GROUP BY {keys} HAVING count(*) > 1"  # noqa: S608 (our names)
    twice = [" ".join(map(str, key)) for key in rows_said(database, query, patient=patient)]
    return _finding(
        "duplicate_key", f"{table.name}: more than one row has the same {' + '.join(table.primary_key)}", twice
    )


def _column_breaches(database: "Database", table: Table, patient: bool) -> list[Finding]:
    """Cells that are empty and must not be, and those outside closed sets; all columns are looked through at once."""
    required = [column for column in table.columns if column.required]
    closed = [column for column in table.columns if column.enum]
    asked = [f"count(*) - count({quoted(column.name)})" for column in required]
    asked += [f"list(DISTINCT {quoted(column.name)})" for column in closed]
    if not asked:
        return []
    query = f"SELECT {', '.join(asked)} FROM {quoted(table.name)}"  # noqa: S608 (our names)
    (said,) = rows_said(database, query, patient=patient)
    found = []
    for column, empty in zip(required, said, strict=False):
        message = f"{table.name}.{column.name} is empty in {empty} rows and must not be"
        found += _finding("required_cell_empty", message, [""] if empty else [])
    for column, cells in zip(closed, said[len(required) :], strict=True):
        held: list[object] = cells if isinstance(cells, list) else []  # none where the table has no rows
        strange = {str(cell) for cell in held if cell} - set(column.enum)
        found += _finding("value_not_in_set", f"{table.name}.{column.name} holds a value that it cannot have", strange)
    return found


def _reference_breaches(database: "Database", table: Table, patient: bool) -> list[Finding]:
    found = []
    for key in table.foreign_keys:
        own, other = quoted(key.column), quoted(key.reference)
        query = (
            f"SELECT DISTINCT t.{own} FROM {quoted(table.name)} t ANTI JOIN {quoted(key.table)} o "  # noqa: S608
            f"ON t.{own} = o.{other} WHERE t.{own} IS NOT NULL"
        )
        lost = {str(cell) for (cell,) in rows_said(database, query, patient=patient)}
        message = f"{table.name}.{key.column} names a row that {key.table} does not have"
        found += _finding("broken_reference", message, lost)
    return found


def _finding(code: str, message: str, examples: Iterable[str]) -> list[Finding]:
    shown = sorted(examples)
    if not shown:
        return []
    text = ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else "")
    return [Finding(stage="publish", code=code, severity="error", message=message, text=text)]
