"""Great Expectations over a dataset in pieces: each piece is checked once, in batches that fit into memory.

Rules about rows are checked piece by piece, and what came of it is kept with the piece. Rules that need all rows at
once (keys that stand once, references that lead somewhere) are asked of the database. Where everything holds, the
result is that of checking whole tables; where anything fails, whole tables are checked, so that the page names all.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from assembly.context import Context
from assembly.engine import IN_PIECES, Files, serve
from assembly.finished import Piece, files_of
from assembly.run import Assembly
from publish.duckdbfile import quoted, rows_in
from publish.pieces import HIDDEN
from validate.expectations import engine_name, run_expectations, write_result
from validate.suites import SUITES, ExpectationResult, Outcome, Rule, Suite, TableResult

_BATCH = 100_000
_OF_ALL_ROWS = ("unique", "known")


@dataclass(frozen=True, slots=True)
class _Passed:
    """Says that all rules about rows hold in a piece."""

    passed: bool = True


class Checking:
    """The checks of pieces, in a process of its own beside everything else: the engine takes seconds to load, which it
    does while the last papers are read and the pieces are made, and its memory goes with the process."""

    def __init__(self) -> None:
        self._missing: list[Piece] = []
        self._connection, self._theirs = get_context("spawn").Pipe()
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Have the engine loaded, if it is not under way."""
        if self._process is None:
            hidden = tuple(column.name for column in HIDDEN)
            process = get_context("spawn").Process(target=serve, args=(self._theirs, os.getpid(), hidden))
            process.start()
            self._process = process
            self._theirs.close()

    def begin(self, assembly: Assembly, context: Context) -> None:
        """Have the pieces checked that have not been, while the release is written. The engine is started."""
        self._missing = [piece for piece in assembly.pieces if context.find(_key(piece), _Passed) is None]
        with suppress(OSError):  # it is gone, as will be heard
            self._connection.send([[_files(piece, context) for piece in batch] for batch in _batches(self._missing)])

    def go_on(self, folder: Path) -> None:
        """Have the small tables checked, whose Parquet files are in the folder."""
        with suppress(OSError):
            self._connection.send(folder)

    def result(self, folder: Path, database: str, context: Context) -> ExpectationResult:
        """Wait for the checks, add those of keys and references, and write the result."""
        queries = [_breaking(suite, rule) for suite in SUITES for rule in suite.rules if rule.kind in _OF_ALL_ROWS]
        counts = [f"SELECT count(*) FROM {quoted(suite.table)}" for suite in SUITES]  # noqa: S608 (our names)
        broken = rows_in(folder / database, [*queries, *counts])
        rows = [int(str(count)) for ((count,),) in broken[len(queries) :]]
        if any(broken[: len(queries)]) or not self._heard():
            return run_expectations(folder)
        for piece in self._missing:
            context.keep(_key(piece), _Passed())
        tables = (
            TableResult(suite.table, count, tuple(Outcome(rule, True) for rule in suite.rules))
            for suite, count in zip(SUITES, rows, strict=True)
        )
        result = ExpectationResult(engine_name(), tuple(tables))
        write_result(folder, result)
        return result

    def _heard(self) -> bool:
        """Whether everything passed; not if the process ended before it could say so."""
        try:
            return bool(self._connection.recv())
        except (EOFError, OSError):
            return False

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._theirs.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()


def _key(piece: Piece) -> str:
    return f"{piece.key}-expected"


def _files(piece: Piece, context: Context) -> Files:
    return {name: files_of(piece, name, context).parquet for name in IN_PIECES if name in piece.tables}


def _batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    rows = 0
    for piece in pieces:
        size = sum(table.rows for table in piece.tables.values())
        if batch and rows + size > _BATCH:
            yield batch
            batch, rows = [], 0
        batch.append(piece)
        rows += size
    if batch:
        yield batch


def _breaking(suite: Suite, rule: Rule) -> str:
    """A query for what breaks a rule about keys or references; at most one row."""
    table = quoted(suite.table)
    if rule.kind == "unique":
        keys = ", ".join(map(quoted, rule.columns))
        return f"SELECT {keys} FROM {table} GROUP BY {keys} HAVING count(*) > 1 LIMIT 1"  # noqa: S608 (our names)
    own = quoted(rule.columns[0])
    places = [place.split(".") for place in rule.known_in]
    known = " UNION ALL ".join(f"SELECT {quoted(column)} AS k FROM {quoted(other)}" for other, column in places)  # noqa: S608
    joined = f"FROM {table} t ANTI JOIN ({known}) o ON t.{own} = o.k"
    return f"SELECT t.{own} {joined} WHERE t.{own} IS NOT NULL LIMIT 1"
