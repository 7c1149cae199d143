"""The whole path on one screen: sources -> readings -> observations -> matched -> validated -> published.

Each document stands alone: whatever one of them does, the others are read (see `archive`).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.readings import Means, readings_of
from errors import DocumentError, InputError
from extract.reading import layout_of_bytes, read_paper
from extract.settings import ReadSettings
from normalise.area_questions import ask_areas
from normalise.areas import AreaIndex
from normalise.corrections import correct
from normalise.matching import Matcher
from normalise.observations import observe, summaries_of, targets_of
from normalise.reissues import find_reissues
from normalise.resolve import resolve
from normalise.series import series_of, with_series
from records import (
    Area,
    Dataset,
    DocumentRow,
    Finding,
    Grid,
    Indicator,
    Observation,
    PaperReading,
    Summary,
    Target,
)
from sources import Source, find_sources
from validate.rules import validate
from workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class BuildOptions:
    """What a build depends on."""

    sources: tuple[Path, ...]
    out: Path
    workspace: Workspace
    expectations: bool = True
    all_pages: bool = False
    passwords: tuple[str, ...] = ()
    means: Means = field(default_factory=Means)
    version: str = ""


@dataclass(frozen=True)
class Progress:
    """One document done. `seconds` is how long it took to read, None where it was known or not read at all."""

    done: int
    total: int
    source: str
    state: str
    observations: int
    document_id: str = ""
    pages: int = 0
    reason: str = ""
    seconds: float | None = None

    def said(self) -> dict[str, object]:
        """For the log."""
        return {
            "event": "paper",
            "paper": self.source,
            "document_id": self.document_id,
            "state": self.state,
            "reason": self.reason,
            "pages": self.pages,
            "observations": self.observations,
            "seconds": None if self.seconds is None else round(self.seconds, 3),
            "done": self.done,
            "papers": self.total,
        }


@dataclass(frozen=True)
class StageDone:
    """One stage of a build done, and how long it took."""

    stage: str
    seconds: float

    def said(self) -> dict[str, object]:
        """For the log."""
        return {"event": "stage", "stage": self.stage, "seconds": self.seconds}


Event = Progress | StageDone
Watch = Callable[[Event], None]
"""Who is told how far a build has come."""


@dataclass(frozen=True)
class BuildResult:
    """What a build made. `seconds` is by stage."""

    folder: Path
    dataset: Dataset
    expectations_passed: bool | None
    seconds: Mapping[str, float]


def build(options: BuildOptions, watch: Watch) -> BuildResult:
    """Read all sources and publish the dataset. Raises InputError and DatasetError; data problems are findings."""
    from publish.lock import hold
    from publish.release import check_target

    clock = _Clock(watch)
    with hold(options.out) as lock, TemporaryDirectory(prefix="kpi-backfill-") as temporary:
        unpacked = Path(temporary)
        check_target(lock.target)
        with clock.stage("find"):
            sources = find_sources(options.sources, keep_out=_ours(options), unpacked=unpacked)
        with clock.stage("read"):
            settings = _settings(options.workspace, all_pages=options.all_pages, passwords=options.passwords)
            readings = _read_all(sources, settings, options.means, watch)
        with clock.stage("normalise"):
            dataset = assemble(readings, options.workspace)
        return _publish(dataset, options, clock, lock)


def _publish(dataset: Dataset, options: BuildOptions, clock: "_Clock", lock: object) -> BuildResult:
    from publish.release import write_release

    passed: list[bool] = []

    def check(folder: Path) -> None:
        from validate.expectations import run_expectations

        with clock.stage("expectations"):
            passed.append(run_expectations(folder).success)

    with clock.stage("publish"):
        run = {
            "version": options.version,
            "sources": [str(path.resolve()) for path in options.sources],
            "expectations": options.expectations,
            "options": _said(options),
            "documents": len(dataset.documents),
            "states": dict(sorted(Counter(row.state for row in dataset.documents).items())),
            "observations": len(dataset.observations),
            "seconds": clock.seconds,
        }
        folder = write_release(dataset, options.out, run, check if options.expectations else None, lock)  # type: ignore[arg-type]
    return BuildResult(folder, dataset, passed[0] if passed else None, clock.seconds)


# ---------------------------------------------------------------------------------------- reading
def _ours(options: BuildOptions) -> tuple[Path, ...]:
    """Folders that hold no papers, wherever they are."""
    cache = options.means.cache
    return (options.out, cache.folder) if cache else (options.out,)


def _said(options: BuildOptions) -> dict[str, object]:
    """The options, for the run record; of passwords, how many there were."""
    means = options.means
    return {
        "workspace": str(options.workspace.folder.resolve()) if options.workspace.folder else None,
        "all_pages": options.all_pages,
        "passwords": len(options.passwords),
        "cache": str(means.cache.folder.resolve()) if means.cache else None,
        "workers": means.workers,
        "limits": asdict(means.limits),
    }


def _read_all(
    sources: Sequence[Source], settings: ReadSettings, means: Means, watch: Watch
) -> tuple[PaperReading, ...]:
    done = 0

    def heard(source: Source, reading: PaperReading, seconds: float | None) -> None:
        nonlocal done
        done += 1
        watch(
            Progress(
                done,
                len(sources),
                source.name,
                reading.state,
                len(reading.statements),
                document_id=reading.document_id,
                pages=reading.pages,
                reason=reading.reason,
                seconds=seconds,
            )
        )

    return readings_of(sources, settings, means, heard)


def _settings(workspace: Workspace, *, all_pages: bool = False, passwords: tuple[str, ...] = ()) -> ReadSettings:
    return ReadSettings(workspace.areas, workspace.profiles, all_pages, passwords=passwords)


def read_file(path: Path, workspace: Workspace, *, all_pages: bool = False) -> PaperReading:
    """The reading of one file, for `extract`. Raises InputError (not opened) or DocumentError (rejected)."""
    reading = read_paper(_bytes_of(path), path.name, _settings(workspace, all_pages=all_pages))
    if reading.state == "rejected":
        raise DocumentError(f"{path}: {reading.reason}")
    return reading


def observations_of(reading: PaperReading, workspace: Workspace) -> tuple[Observation, ...]:
    """The observations of one reading, not yet matched."""
    return observe(reading, AreaIndex(workspace.areas))


def grids_of(path: Path, *, all_pages: bool = False) -> list[dict[str, object]]:
    """The grids of one file as plain values, for `extract --grids`."""
    try:
        layout = layout_of_bytes(_bytes_of(path), all_pages=all_pages)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error
    return [_plain_grid(element) for element in layout.elements if isinstance(element, Grid)]


def _plain_grid(grid: Grid) -> dict[str, object]:
    return {
        "table": grid.number,
        "origin": grid.origin,
        "page": grid.place.page,
        "line": grid.place.line,
        "rows": [[cell.text for cell in row] for row in grid.rows],
        "cells": [
            {
                "row": cell.place.row,
                "column": cell.place.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "line": cell.place.line,
                "bbox": cell.place.bbox,
                "text": cell.text,
                "marks": [m.rag or m.arrow for m in cell.marks],
            }
            for row in grid.rows
            for cell in row
            if cell.text
        ],
    }


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}") from error


# ---------------------------------------------------------------------------------------- from readings to tables
def assemble(readings: Sequence[PaperReading], workspace: Workspace) -> Dataset:
    """All tables of the dataset from the readings of all papers. Pure: the same readings give the same tables."""
    areas = AreaIndex(workspace.areas)
    observations: list[Observation] = []
    targets: list[Target] = []
    summaries: list[Summary] = []
    for reading in readings:
        observations += observe(reading, areas)
        targets += targets_of(reading, areas)
        summaries += summaries_of(reading)
    supersedes = find_reissues(readings)
    corrected, corrections = correct(observations, workspace.corrections)
    matcher = Matcher(workspace.catalogue, workspace.abbreviations, workspace.guards)
    resolved = resolve(corrected, targets, matcher, workspace.judgements)
    known = {indicator.indicator_id: indicator for indicator in (*workspace.catalogue, *resolved.proposed)}
    checked = validate(with_series(resolved.observations, known, resolved.lines), summaries)
    own = [finding for reading in readings for finding in _placed(reading)]
    return Dataset(
        observations=checked.observations,
        series=series_of(checked.observations, resolved.lines, frozenset(supersedes.values())),
        targets=resolved.targets,
        summaries=checked.summaries,
        indicators=_used_indicators(known, resolved.observations, resolved.targets),
        areas=_used_areas(workspace.areas, checked.observations, readings),
        documents=tuple(_document_row(reading, checked.observations, supersedes) for reading in readings),
        findings=(*own, *corrections, *resolved.findings, *checked.findings),
        reviews=(*resolved.reviews, *checked.reviews, *ask_areas(checked.observations, areas)),
    )


def _placed(reading: PaperReading) -> Iterator[Finding]:
    for finding in reading.findings:
        yield replace(finding, source=reading.source, document_id=reading.document_id)


def _used_indicators(
    known: Mapping[str, Indicator], observations: Sequence[Observation], targets: Sequence[Target]
) -> tuple[Indicator, ...]:
    """The catalogue as this dataset uses it: entries with rows, and proposals."""
    used = {row.indicator_id for row in observations} | {target.indicator_id for target in targets}
    return tuple(known[key] for key in sorted(known) if key in used)


def _used_areas(
    areas: Sequence[Area], observations: Sequence[Observation], readings: Sequence[PaperReading]
) -> tuple[Area, ...]:
    ids = {row.area_id for row in observations} | {reading.head.area_id for reading in readings}
    return tuple(area for area in areas if area.area_id in ids or (area.gss and area.gss in ids))


def _document_row(
    reading: PaperReading, observations: Sequence[Observation], supersedes: Mapping[str, str]
) -> DocumentRow:
    own = [row for row in observations if row.document_id == reading.document_id and row.source == reading.source]
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
        observations=len(own),
        targets=len(reading.targets),
        summaries=len(reading.summaries),
        flagged=sum(1 for row in own if row.flags),
        cells=sum(uses.values()),
        cells_unread=uses["unread"],
        prose_figures=reading.prose_figures,
        supersedes=supersedes.get(reading.document_id, ""),
    )


class _Clock:
    """Seconds by stage, for run.json, and for who watches."""

    def __init__(self, watch: Watch) -> None:
        self.seconds: dict[str, float] = {}
        self._watch = watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(time.perf_counter() - start, 4)
            self._watch(StageDone(name, self.seconds[name]))
