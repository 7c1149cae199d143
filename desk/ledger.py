"""Appends to `judgements.csv`, and does nothing else to it.

A decision is written as one block of lines in one call, under a lock, and is on the disk before the next question is
asked: neither Ctrl-C nor a second reviewer loses or parts one. What is taken back is taken back by a further line, an
"unsure" that names the entry; no line is ever changed or removed.
"""

import csv
import fcntl
import io
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from errors import WorkspaceError
from publish.csvfile import protect
from records import Verdict
from workspace import TEMPLATES, csv_shape

FILE = "judgements.csv"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger, but for the day."""

    who: str
    raw_name: str
    organisation: str
    indicator_id: str
    judgement: Verdict
    why: str


def append(path: Path, lines: Sequence[Line], today: date) -> None:
    """Append the lines at the end of the ledger, in the columns, separator and line ends that it has.

    A ledger that does not exist is begun from the template. Raises WorkspaceError where it cannot be written.
    """
    if not path.exists():
        with suppress(FileExistsError), path.open("xb") as file:
            file.write((TEMPLATES / FILE).read_bytes())
    delimiter, header = csv_shape(path)
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            _write(handle, _block(handle, lines, today, delimiter, header))
        finally:
            os.close(handle)
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be written ({error.strerror}); close it elsewhere, or mend it") from error


def _write(handle: int, block: bytes) -> None:
    written = os.write(handle, block)
    if written < len(block):
        os.truncate(handle, os.fstat(handle).st_size - written)  # half a decision is none
        raise OSError(0, "the disk is full")
    os.fsync(handle)


def _block(handle: int, lines: Sequence[Line], today: date, delimiter: str, header: Sequence[str]) -> bytes:
    size = os.fstat(handle).st_size
    tail = os.pread(handle, min(size, 4096), max(0, size - 4096))
    newline = "\r\n" if b"\r\n" in tail else "\n"
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=newline)
    for line in lines:
        cells = {
            "when": today.isoformat(),
            "who": line.who,
            "raw_name": line.raw_name,
            "organisation": line.organisation,
            "indicator_id": line.indicator_id,
            "judgement": line.judgement,
            "why": line.why,
        }
        writer.writerow([protect(cells.get(name, "").strip()) for name in header])
    gap = "" if not tail or tail.endswith((b"\n", b"\r")) else newline
    return (gap + file.getvalue()).encode()
