"""The other side of `expected`: a process that loads Great Expectations, and little else, to check pieces with it."""

from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from archive.processes import end_with
from validate.expectations import checked_parts, load_engine

IN_PIECES = ("observations", "series", "targets", "summaries")
"""Tables whose rules about rows are checked piece by piece."""
_WHOLE = ("indicators", "areas", "documents")

Files = Mapping[str, Path]
"""The Parquet files of a piece, by table."""


def serve(connection: Connection, parent: int, hidden: Sequence[str]) -> None:
    """Check batches of pieces, whose files have the columns `hidden` beside their own, then the small tables of the
    folder that is named next; say whether all rules about rows hold."""
    end_with(parent)
    load_engine()
    try:
        batches: Sequence[Sequence[Files]] = connection.recv()  # from our own parent, through a pipe of nobody else's
        passed = all(_passes(batch, hidden) for batch in batches)
        folder: Path = connection.recv()
    except EOFError:  # there will be nothing to check
        return
    connection.send(passed and checked_parts({name: [folder / f"{name}.parquet"] for name in _WHOLE}, ()))


def _passes(batch: Sequence[Files], hidden: Sequence[str]) -> bool:
    files = {name: [piece[name] for piece in batch if name in piece] for name in IN_PIECES}
    return checked_parts(files, hidden)
