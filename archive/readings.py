"""The readings of all sources: from the cache where they are known, else read, and then kept.

In the order of the sources, whoever read them and whenever they were ready.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.cache import Cache
from archive.crew import Answered, Outcome, read_papers
from archive.fingerprint import key_of, settings_digest
from archive.limits import Limits, too_long
from archive.papers import Paper, PaperError, Read, given_up, looked_at, read_one
from archive.worker import Orders
from errors import DocumentError
from extract.reading import rejected_reading
from extract.settings import ReadSettings
from records import PaperReading
from sources import Source

Heard = Callable[[Source, PaperReading, float | None], None]
"""Is told of each source, its reading, and the seconds that it took to read now, None where it was not."""


@dataclass(frozen=True, slots=True)
class Means:
    """How readings are come by: the cache, if any; how many processes (0: in this one, without limits of time and
    memory); what one paper may cost."""

    cache: Cache | None = None
    workers: int = 1
    limits: Limits = field(default_factory=Limits)


def readings_of(
    sources: Sequence[Source], settings: ReadSettings, means: Means, heard: Heard
) -> tuple[PaperReading, ...]:
    """The reading of each source, in order; `heard` is called with each as soon as it is there."""
    settings = replace(settings, max_pages=means.limits.pages)
    digest = settings_digest(settings)
    found: dict[int, PaperReading] = {}
    asked: list[tuple[int, Paper]] = []
    for number, paper in enumerate(_opened(sources)):
        known = paper if isinstance(paper, PaperReading) else _kept(paper, digest, means)
        if known is not None:
            found[number] = known
            heard(sources[number], known, None)
        elif isinstance(paper, Paper):
            asked.append((number, paper))
    for place, outcome, seconds in _read([paper for _, paper in asked], settings, means):
        number, paper = asked[place]
        reading = _settled(paper, outcome)
        if means.cache is not None and isinstance(outcome, Read) and _is_lasting(reading):
            means.cache.put(key_of(paper.document_id, paper.source.name, paper.media, digest), outcome.encoded)
        found[number] = reading
        heard(sources[number], reading, seconds)
    return tuple(found[number] for number in range(len(sources)))


def _opened(sources: Sequence[Source]) -> Iterator[Paper | PaperReading]:
    """Each source with its hash; those that cannot be opened, and copies, as what becomes of them."""
    first: dict[str, str] = {}
    for source in sources:
        try:
            paper = looked_at(source)
        except DocumentError as error:
            yield rejected_reading(source.name, b"", str(error))
            continue
        if paper.size and paper.document_id in first:
            yield given_up(paper, f"the same bytes as {first[paper.document_id]}: read once", "info")
            continue
        first[paper.document_id] = source.name
        yield paper


def _kept(paper: Paper, digest: str, means: Means) -> PaperReading | None:
    if means.cache is None:
        return None
    reading = means.cache.get(key_of(paper.document_id, paper.source.name, paper.media, digest))
    if reading is not None and reading.pages > means.limits.pages:
        return _settled(paper, too_long(reading.pages, means.limits))
    return reading


def _read(papers: Sequence[Paper], settings: ReadSettings, means: Means) -> Iterator[Answered]:
    orders = Orders(settings, means.limits)
    if means.workers:
        yield from read_papers(papers, orders, means.workers)
        return
    for number, paper in enumerate(papers):
        start = time.monotonic()
        outcome: Outcome
        try:
            outcome = read_one(paper, settings, means.limits)
        except PaperError as error:
            outcome = error.failure
        yield number, outcome, time.monotonic() - start


def _settled(paper: Paper, outcome: Outcome) -> PaperReading:
    """What becomes of a paper: its reading, or one that says why there is none."""
    return outcome.reading if isinstance(outcome, Read) else given_up(paper, outcome.reason)


def _is_lasting(reading: PaperReading) -> bool:
    """Whether it would be read in the same way again: what was rejected may be for want of a password or of a quiet
    machine, and costs little to reject again."""
    passing = {"scanned_page", "second_reading_failed"}
    return reading.state != "rejected" and not any(finding.code in passing for finding in reading.findings)
