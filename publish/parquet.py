"""Parquet files: true texts, real dates and numbers, nulls where CSV has empty cells.

Numbers are 64-bit floats, not decimals: pandas, R and DuckDB then read the very numbers that they read from the CSV
file and can calculate with them; a figure of up to 15 digits survives unchanged, and papers print no longer ones.
DuckDB writes the files from its own tables: that costs a third of the time and memory of building Arrow tables, which
drags in pandas. The bytes depend on the rows and the version of DuckDB alone: no time is written, one thread writes,
compression and the size of row groups are fixed.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from publish.duckdbfile import copy_command, if_memory_allows, literal, quoted, within_memory
from publish.schema import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_parquet(
    database: "DuckDBPyConnection", table: Table, path: Path, *, query: str = "", patient: bool = True
) -> bool:
    """Write one table of the database, or what a query gives as its rows; the file's metadata describe the table and,
    as JSON, its columns. Whether it is written: where memory is short, who is not patient leaves it."""
    columns = json.dumps({column.name: column.description for column in table.columns}, ensure_ascii=False)
    metadata = f"{{description: {literal(table.description)}, columns: {literal(columns)}}}"
    command = copy_command(f"({query})" if query else quoted(table.name), path, f", KV_METADATA {metadata}")
    if patient:
        within_memory(database, command)
        return True
    return if_memory_allows(lambda: database.execute(command)) is not None
