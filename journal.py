"""The log of a build: one JSON object on a line for each thing that happened, for programs that watch it.

    {"time": "2026-01-31T08:15:02.123+00:00", "event": "paper", "paper": "2019/q1.pdf", "state": "read", ...}

All signs beyond ASCII are written as escapes, and nothing of a paper can end a line: what stands between two line
breaks was written by this program. A log that is there already is gone on with.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TypeVar

from errors import InputError, KpiBackfillError


class Note(Protocol):
    """Writes one line: what happened, and its particulars."""

    def __call__(self, event: str, **fields: object) -> None: ...


class Event(Protocol):
    """Something that happened, which knows what to say of itself: its `event`, and its particulars."""

    def said(self) -> Mapping[str, object]: ...


Told = TypeVar("Told", bound=Event)


def noting(note: Note, watch: Callable[[Told], None]) -> Callable[[Told], None]:
    """Who watches a build, and writes down each event too."""

    def both(event: Told) -> None:
        fields = dict(event.said())
        note(str(fields.pop("event")), **fields)
        watch(event)

    return both


@contextmanager
def opened(path: Path | None) -> Iterator[Note]:
    """A log that is written to a file, line by line as things happen; into nothing without one. Raises InputError."""
    if path is None:
        yield _nothing
        return
    try:
        file = path.open("a", encoding="ascii", newline="\n")
    except OSError as error:
        raise _unwritten(path, error) from error
    with file:
        note = _writer(file, path)
        try:
            yield note
        except KpiBackfillError as error:
            note("failed", reason=str(error))
            raise
        except KeyboardInterrupt:
            note("stopped")
            raise


def _writer(file: TextIOWrapper, path: Path) -> Note:
    def note(event: str, **fields: object) -> None:
        said = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
        try:
            file.write(json.dumps(said, ensure_ascii=True) + "\n")
            file.flush()
        except OSError as error:
            raise _unwritten(path, error) from error

    return note


def _unwritten(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: the log cannot be written ({error.strerror}); name another file")


def _nothing(event: str, **fields: object) -> None:
    pass
