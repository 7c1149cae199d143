"""The readings of all sources: from the cache where they are known, else read, and then kept.

In the order of the sources, whoever read them and whenever they were ready. None is held in memory: what does not last
is kept in a cache that goes with the build.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from archive.cache import Cache
from archive.cards import Kept
from archive.codec import encoded
from archive.crew import Answered, Crew, Meanwhile, Outcome, hired_ahead, read_papers
from archive.fingerprint import key_of, settings_digest
from archive.limits import Limits, too_long
from archive.papers import Paper, PaperError, Read, given_up, looked_at, read_one
from archive.worker import Orders
from errors import DocumentError
from extract.rejected import rejected_reading
from extract.settings import ReadSettings
from records import Card, PaperReading
from sources import Source

_MANY = 200
"""Sources that take about as long to look through as a worker takes to get ready."""
Heard = Callable[[Source, Card, float | None], None]
"""Is told of each source, the card of its reading, and the seconds that it took to read now, None where it was not."""


@dataclass(frozen=True, slots=True)
class Means:
    """How readings are come by: the cache, if any; how many processes (0: in this one, without limits of time and
    memory); what one paper may cost."""

    cache: Cache | None = None
    workers: int = 1
    limits: Limits = field(default_factory=Limits)


def keep_readings(
    sources: Sequence[Source],
    settings: ReadSettings,
    means: Means,
    passing: Cache,
    heard: Heard,
    meanwhile: Meanwhile = bool,
) -> tuple[Kept, ...]:
    """Where the reading of each source lies, in order; `heard` is called with the card of each as soon as it is there.

    `passing` takes what is not to outlive the build: all readings where `means` names no cache. `meanwhile` is called
    while workers read.
    """
    settings = replace(settings, max_pages=means.limits.pages)
    digest = settings_digest(settings)
    found: dict[int, Kept] = {}
    asked: list[tuple[int, Paper]] = []

    def keep(number: int, read: Read, lasting: Cache | None, key: str, seconds: float | None = None) -> None:
        cache = lasting or passing
        found[number] = Kept(cache.put(key, read.reading, read.encoded), cache, key)
        heard(sources[number], found[number].card, seconds)

    orders = Orders(settings, means.limits, any(source.name.lower().endswith(".pdf") for source in sources))
    with _hired_ahead(len(sources), orders, means) as crew:
        for number, paper in enumerate(_opened(sources)):
            known = paper if isinstance(paper, PaperReading) else _kept(paper, digest, means)
            if isinstance(known, PaperReading):
                keep(number, Read(known, encoded(known)), None, _passing_key(number))
            elif known is not None:
                found[number] = known
                heard(sources[number], known.card, None)
            elif isinstance(paper, Paper):
                asked.append((number, paper))
        for place, outcome, seconds in _read([paper for _, paper in asked], orders, means, meanwhile, crew):
            number, paper = asked[place]
            read = _settled(paper, outcome)
            if means.cache is not None and isinstance(outcome, Read) and _is_lasting(read.reading):
                key = key_of(paper.document_id, paper.source.name, paper.media, digest)
                keep(number, read, means.cache, key, seconds)
            else:
                keep(number, read, None, _passing_key(number), seconds)
    return tuple(found[number] for number in range(len(sources)))


def _passing_key(number: int) -> str:
    return hashlib.sha256(f"passing {number}".encode()).hexdigest()


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


def _kept(paper: Paper, digest: str, means: Means) -> Kept | PaperReading | None:
    if means.cache is None:
        return None
    key = key_of(paper.document_id, paper.source.name, paper.media, digest)
    card = means.cache.card(key)
    if card is not None and card.pages > means.limits.pages:
        return given_up(paper, too_long(card.pages, means.limits).reason)
    return None if card is None else Kept(card, means.cache, key)


def _hired_ahead(sources: int, orders: Orders, means: Means) -> AbstractContextManager[Crew]:
    """A worker gets ready while a large archive is looked through for what is new."""
    if means.workers and means.cache is not None and sources >= _MANY:
        return hired_ahead(orders)
    return nullcontext([])


def _read(
    papers: Sequence[Paper], orders: Orders, means: Means, meanwhile: Meanwhile, crew: Crew
) -> Iterator[Answered]:
    if means.workers:
        yield from read_papers(papers, orders, means.workers, meanwhile=meanwhile, crew=crew)
        return
    for number, paper in enumerate(papers):
        start = time.monotonic()
        outcome: Outcome
        try:
            outcome = read_one(paper, orders.settings, orders.limits)
        except PaperError as error:
            outcome = error.failure
        yield number, outcome, time.monotonic() - start


def _settled(paper: Paper, outcome: Outcome) -> Read:
    """What becomes of a paper: its reading, or one that says why there is none."""
    if isinstance(outcome, Read):
        return outcome
    reading = given_up(paper, outcome.reason)
    return Read(reading, encoded(reading))


def _is_lasting(reading: PaperReading) -> bool:
    """Whether it would be read in the same way again: what was rejected may be for want of a password or of a quiet
    machine, and costs little to reject again."""
    passing = {"scanned_page", "second_reading_failed"}
    return reading.state != "rejected" and not any(finding.code in passing for finding in reading.findings)
