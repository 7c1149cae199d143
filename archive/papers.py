"""One paper from its place in the archive to its reading: opened, checked to be what was counted, read, or given up."""

import hashlib
from dataclasses import dataclass

from archive.limits import Failure, Limits, too_long
from errors import DocumentError, LimitError
from extract.reading import read_paper, rejected_reading
from extract.settings import ReadSettings
from records import PaperReading
from sources import Source, read_source


class PaperError(Exception):
    """A paper met a limit; `failure` says which."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Paper:
    """A source whose bytes have been seen: their hash, their number and what kind of file they are."""

    source: Source
    document_id: str
    size: int
    media: str


def read_one(paper: Paper, settings: ReadSettings, limits: Limits) -> PaperReading:
    """Read one paper. Whatever is wrong with it ends in its reading; PaperError where it meets a limit."""
    name = paper.source.name
    try:
        data = read_source(paper.source)
    except DocumentError as error:
        return rejected_reading(name, b"", str(error))
    if hashlib.sha256(data).hexdigest() != paper.document_id:
        return rejected_reading(name, data, "it was changed while it was being read: build again")
    try:
        reading = read_paper(data, name, settings)
    except MemoryError:
        raise
    except LimitError as error:
        raise PaperError(too_long(error.pages, limits)) from error
    except Exception as error:  # noqa: BLE001  the border of a document: a bug in one paper must not end the others
        return rejected_reading(
            name,
            data,
            f"the program failed on it ({type(error).__name__}: {error}); please report it with the file",
        )
    return reading
