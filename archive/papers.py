"""One paper from its place in the archive to its reading: opened, checked to be what was counted, read, or given up."""

import hashlib
from dataclasses import dataclass, replace

from archive.codec import encoded
from archive.limits import Failure, Limits, too_long
from errors import DocumentError, LimitError
from extract.decoding import media_of
from extract.rejected import rejected_reading
from extract.settings import ReadSettings
from records import PaperReading, Severity
from sources import Source, pieces_of, read_source


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


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, and the same as `codec.encoded` gives it."""

    reading: PaperReading
    encoded: bytes


def looked_at(source: Source) -> Paper:
    """A source with its hash, its size and its kind. Raises DocumentError where it cannot be opened."""
    digest, size, head = hashlib.sha256(), 0, b""
    for piece in pieces_of(source):
        head = head or piece
        digest.update(piece)
        size += len(piece)
    return Paper(source, digest.hexdigest(), size, media_of(head))


def read_one(paper: Paper, settings: ReadSettings, limits: Limits) -> Read:
    """Read one paper. Whatever is wrong with it ends in its reading; PaperError where it meets a limit."""
    try:
        reading = _read(paper, settings)
        return Read(reading, encoded(reading))
    except MemoryError:
        raise
    except LimitError as error:
        raise PaperError(too_long(error.pages, limits)) from error
    except Exception as error:  # noqa: BLE001  the border of a document: a bug in one paper must not end the others
        failed = ascii(f"{type(error).__name__}: {error}")[1:-1]
        reading = given_up(paper, f"the program failed on it ({failed}); please report it with the file")
        return Read(reading, encoded(reading))


def _read(paper: Paper, settings: ReadSettings) -> PaperReading:
    try:
        data = read_source(paper.source)
    except DocumentError as error:
        return given_up(paper, str(error))
    if hashlib.sha256(data).hexdigest() != paper.document_id:
        return given_up(paper, "it was changed while it was being read: build again")
    from extract.reading import read_paper  # not needed where all papers are known

    return read_paper(data, paper.source.name, settings)


def given_up(paper: Paper, reason: str, severity: Severity = "warning") -> PaperReading:
    """The reading of a paper that is not read, and why."""
    reading = rejected_reading(paper.source.name, b"", reason, severity)
    finding = replace(reading.findings[0], document_id=paper.document_id)
    return replace(reading, document_id=paper.document_id, size=paper.size, media=paper.media, findings=(finding,))
