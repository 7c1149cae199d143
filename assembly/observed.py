"""First step, for each unit: its readings as observations, their names followed through its papers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from archive.codec import packed
from assembly.context import Context
from assembly.units import Unit
from errors import InputError
from normalise.corrections import concerned
from normalise.observations import observe, summaries_of, targets_of
from normalise.outlines import Outline
from normalise.reissues import find_reissues
from normalise.resolve import Followed, Resolver
from normalise.threads import KeptThreads
from records import DocumentRow, Finding, Observation, PaperReading, Summary, Target


@dataclass(frozen=True, slots=True)
class Observed:
    """What the papers of a unit say, corrected, and their names followed. `supersedes` is by document id."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    summaries: tuple[Summary, ...]
    documents: tuple[DocumentRow, ...]
    findings: tuple[Finding, ...]
    supersedes: dict[str, str]
    followed: Followed


@dataclass(frozen=True, slots=True)
class Told:
    """What other units and the whole need to know of a unit: names, judgements, areas that it prints figures of."""

    outline: Outline
    judged: Followed
    areas: frozenset[str]


def is_looked_through(unit: Unit, context: Context) -> bool:
    """Whether `corrected_by` is known."""
    return context.has(_concerned_key(unit, context))


def _concerned_key(unit: Unit, context: Context) -> str:
    return context.key("concerned", unit.digests)


def corrected_by(unit: Unit, context: Context) -> tuple[Observation, ...]:
    """The observations of a unit that corrections may be about."""
    corrections = context.workspace.corrections
    if not corrections:
        return ()
    return context.made(
        _concerned_key(unit, context),
        tuple[Observation, ...],
        lambda: concerned(_observed(unit.readings(), context), corrections),
    )


def observed_key(unit: Unit, corrected: Sequence[Observation], context: Context) -> str:
    """The key of the first step. `corrected` are the unit's observations that corrections have changed."""
    return context.key("observed", unit.digests, corrected)


def is_observed(key: str, context: Context) -> bool:
    """Whether the first step was taken."""
    return context.has(f"{key}-told") and context.has(key)


def observed(key: str, unit: Unit, corrected: Sequence[Observation], context: Context) -> Told:
    """Take the first step, if it was not taken already. The observations themselves are kept under the key
    (`observed_key`), and not given back."""
    told = context.find(f"{key}-told", Told)
    if told is not None and context.has(key):
        return told
    found, told = _step(unit.readings(), {row.observation_id: row for row in corrected}, context)
    context.made(key, Observed, lambda: found)
    return context.made(f"{key}-told", Told, lambda: told)


@dataclass(frozen=True, slots=True)
class _Memory:
    """Threads kept with the pieces: where a paper more follows those that were there, names are followed from there."""

    context: Context

    def mark(self, before: str, said: object) -> str:
        return self.context.key("threads", before, said)

    def find(self, mark: str) -> KeptThreads | None:
        return self.context.find(mark, KeptThreads)

    def keep(self, mark: str, threads: KeptThreads) -> None:
        with suppress(InputError):  # it is a saving, and nobody asks for it again in this build
            self.context.store.put(mark, packed(threads))


def _step(
    readings: Sequence[PaperReading], corrected: Mapping[str, Observation], context: Context
) -> tuple[Observed, Told]:
    observations = tuple(corrected.get(row.observation_id, row) for row in _observed(readings, context))
    memory = _Memory(context) if context.lasting else None
    resolver = Resolver(observations, context.ready.matcher, context.workspace.judgements, memory)
    followed = resolver.follow()
    supersedes = find_reissues(readings)
    found = Observed(
        observations=observations,
        targets=tuple(row for reading in readings for row in targets_of(reading, context.ready.areas)),
        summaries=tuple(row for reading in readings for row in summaries_of(reading)),
        documents=tuple(document_row(reading, supersedes) for reading in readings),
        findings=tuple(finding for reading in readings for finding in placed(reading)),
        supersedes=supersedes,
        followed=followed,
    )
    areas = frozenset(row.area_id or row.area for row in observations)
    return found, Told(resolver.outline(), replace(followed, answers=(), threads=()), areas)


def _observed(readings: Sequence[PaperReading], context: Context) -> tuple[Observation, ...]:
    return tuple(row for reading in readings for row in observe(reading, context.ready.areas))


def placed(reading: PaperReading) -> Iterator[Finding]:
    """The findings of a reading, with the paper that they are about."""
    for finding in reading.findings:
        yield replace(finding, source=reading.source, document_id=reading.document_id)


def document_row(reading: PaperReading, supersedes: Mapping[str, str]) -> DocumentRow:
    """The row of a paper, its observations not yet counted."""
    uses = Counter(use.kind for use in reading.uses)
    head = reading.head
    return DocumentRow(
        document_id=reading.document_id,
        source=reading.source,
        bytes=reading.size,
        pages=reading.pages,
        kind=reading.media,
        organisation=head.organisation,
        area_id=head.area_id,
        report_title=head.title,
        report_period_start=head.period.start if head.period else None,
        report_period_end=head.period.end if head.period else None,
        published_on=head.published_on,
        state=reading.state,
        reason=reading.reason,
        encoding=reading.encoding,
        lines=reading.lines,
        targets=len(reading.targets),
        summaries=len(reading.summaries),
        cells=sum(uses.values()),
        cells_unread=uses["unread"],
        prose_figures=reading.prose_figures,
        supersedes=supersedes.get(reading.document_id, ""),
    )


def counted(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> tuple[DocumentRow, ...]:
    """The papers with the number of their observations, and of those that have flags."""
    found = Counter((row.document_id, row.source) for row in observations)
    flagged = Counter((row.document_id, row.source) for row in observations if row.flags)
    return tuple(
        replace(row, observations=found[row.document_id, row.source], flagged=flagged[row.document_id, row.source])
        for row in documents
    )
