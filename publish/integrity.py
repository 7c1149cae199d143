"""Whether the rows keep what their descriptor promises: keys, references, required cells and closed sets.

A breach is a bug of an earlier stage. It must not cost anybody the rest of the dataset, nor stay hidden: it becomes
an issue, one for each promise that is broken.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from publish.columns import TABLES
from publish.schema import Column, Table
from publish.tables import Row
from records import Finding

_SHOWN = 3


def breaches(rows: Mapping[str, Sequence[Row]]) -> tuple[Finding, ...]:
    """What is broken, in the order of tables and columns. `rows` are those of every table, by its name."""
    found: list[Finding] = []
    for table in TABLES:
        found += _key_breaches(table, rows[table.name])
        for index, column in enumerate(table.columns):
            found += _column_breaches(table, column, [row[index] for row in rows[table.name]])
        found += _reference_breaches(table, rows)
    return tuple(found)


def _key_breaches(table: Table, rows: Sequence[Row]) -> list[Finding]:
    places = [table.position(name) for name in table.primary_key]
    counts = Counter(tuple(row[place] for place in places) for row in rows)
    twice = [" ".join(map(str, key)) for key, count in counts.items() if count > 1]
    return _finding(
        "duplicate_key", f"{table.name}: more than one row has the same {' + '.join(table.primary_key)}", twice
    )


def _column_breaches(table: Table, column: Column, cells: Sequence[object]) -> list[Finding]:
    found = []
    if column.required and None in cells:
        message = f"{table.name}.{column.name} is empty in {cells.count(None)} rows and must not be"
        found += _finding("required_cell_empty", message, [""])
    if column.enum:
        strange = {str(cell) for cell in cells if cell is not None} - set(column.enum)
        found += _finding("value_not_in_set", f"{table.name}.{column.name} holds a value that it cannot have", strange)
    return found


def _reference_breaches(table: Table, rows: Mapping[str, Sequence[Row]]) -> list[Finding]:
    found = []
    tables = {other.name: other for other in TABLES}
    for key in table.foreign_keys:
        place = tables[key.table].position(key.reference)
        known = {row[place] for row in rows[key.table]}
        column = table.position(key.column)
        lost = {str(row[column]) for row in rows[table.name] if row[column] is not None and row[column] not in known}
        message = f"{table.name}.{key.column} names a row that {key.table} does not have"
        found += _finding("broken_reference", message, lost)
    return found


def _finding(code: str, message: str, examples: Iterable[str]) -> list[Finding]:
    shown = sorted(examples)
    if not shown:
        return []
    text = ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else "")
    return [Finding(stage="publish", code=code, severity="error", message=message, text=text)]
