"""The whole path on one screen: sources -> readings -> observations -> matched -> validated -> published.

Each document stands alone: whatever one of them does, the others are read (see `archive`).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archive.cache import Cache
from archive.cards import Kept
from archive.codec import digest_of
from archive.crew import Meanwhile, room_for
from archive.fingerprint import made_version
from archive.processes import may_fork
from archive.readings import Means, keep_readings
from assembly.context import Context, Ready
from assembly.expected import Checking
from assembly.observed import counted, document_row, placed
from assembly.outcome import counts_in, merged_of
from assembly.run import Assembly, assemble_pieces
from errors import DocumentError, InputError
from extract.settings import ReadSettings
from normalise.area_questions import ask_areas, unknown_areas
from normalise.areas import AreaIndex
from normalise.corrections import correct
from normalise.matching import Matcher
from normalise.observations import observe, summaries_of, targets_of
from normalise.reissues import find_reissues
from normalise.resolve import resolve
from normalise.series import series_of, with_series
from publish.duckdbfile import Scratch, load_database
from publish.lock import Lock
from records import (
    Area,
    Card,
    Counts,
    Dataset,
    Grid,
    Indicator,
    Observation,
    PaperReading,
    Summary,
    Target,
)
from sources import Source, find_sources
from validate.rules import validate
from workspace import Settings, Workspace

_ADVICE = "make room beside the dataset, or choose another folder with --out"
_MANY = 5_000
"""Statements from which it pays to put the dataset together in several processes."""
_COPY = 500 * 2**20
"""Bytes that must be free for each of them."""
_DAYS = 30.0
"""For how long pieces are kept that no build uses."""


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
    """What a build made. `seconds` is by stage; `published` is false where the dataset was as it is already."""

    folder: Path
    counts: Counts
    expectations_passed: bool | None
    seconds: Mapping[str, float]
    published: bool = True


def build(options: BuildOptions, watch: Watch) -> BuildResult:
    """Read all sources and publish the dataset. Raises InputError and DatasetError; data problems are findings."""
    from publish.lock import hold
    from publish.release import check_target, unchanged
    from publish.work import work_folder

    clock = _Clock(watch)
    with hold(options.out) as lock, work_folder(lock) as work, _checking(options) as checking:
        check_target(lock.target)
        with clock.stage("find"):
            keep_out = (*_ours(options), work)
            sources = find_sources(options.sources, keep_out=keep_out, unpacked=work / "unpacked")
        with clock.stage("read"):
            settings = _settings(options.workspace, all_pages=options.all_pages, passwords=options.passwords)
            passing = Cache(work / "passing", "readings", advice=_ADVICE)
            cache = options.means.cache
            ready = Ready(options.workspace, made_version(), cache.made if cache else None)
            meanwhile = _Preparation(ready, checking)
            readings = _read_all(sources, settings, options.means, passing, watch, meanwhile)
        with clock.stage("compare"):
            seal = _seal(options, readings)
            before = unchanged(lock.target, seal)
        if before is not None:
            return _as_before(lock.target, before, clock)
        with _context(options, ready, passing, readings, work) as context:
            if checking:
                checking.start()
            with clock.stage("assemble"):
                assembly = assemble_pieces(readings, context)
            return _publish(assembly, context, options, seal, clock, lock, checking)


@contextmanager
def _context(
    options: BuildOptions, ready: Ready, passing: Cache, readings: Sequence[Kept], work: Path
) -> Iterator[Context]:
    """What all steps share. Pieces are kept with the readings, and unused ones not for ever."""
    cache, database = options.means.cache, Scratch()
    store = (cache or passing).made
    copies = _copies(options.means.workers, sum(kept.card.statements for kept in readings))
    lasting = cache is not None or copies > 1
    try:
        yield Context(ready, store, database, work, lasting, copies)
    finally:
        database.close()
    store.drop_unused(_DAYS)


class _Preparation:
    """What can be done while papers are being read."""

    def __init__(self, ready: Ready, checking: Checking | None) -> None:
        self._ready, self._checking, self._is_ready = ready, checking, False

    def __call__(self, waiting: int) -> None:
        """Do the next of it. What takes much memory is not loaded before the last papers are being read, nor for
        papers that are rejected at once, as they were before."""
        if not self._is_ready:
            self._ready.prepare()
            self._is_ready = True
        elif not waiting:
            if self._checking:
                self._checking.start()
            load_database()


def _checking(options: BuildOptions) -> AbstractContextManager[Checking | None]:
    return closing(Checking()) if options.expectations else nullcontext()


def _copies(workers: int, statements: int) -> int:
    """How many processes put the dataset together: as many as read it, if it pays and memory is enough for them."""
    if workers < 2 or statements < _MANY or not may_fork():
        return 1
    return max(1, min(workers, room_for(_COPY)))


def _seal(options: BuildOptions, readings: Sequence[Kept]) -> str:
    """Hash of all that the files of the dataset depend on: code, what people decided, options, what the papers say."""
    said = [kept.card.digest for kept in readings]
    places = [str(path.resolve()) for path in options.sources]
    workspace = replace(options.workspace, settings=Settings())
    return digest_of((made_version(), options.version, workspace, options.expectations, places, said))


def _as_before(folder: Path, run: Mapping[str, object], clock: "_Clock") -> BuildResult:
    counts, passed = run["counts"], run["expectations_passed"]
    return BuildResult(folder, Counts(**counts), passed, clock.seconds, published=False)  # type: ignore[arg-type]


def gather(options: BuildOptions, watch: Watch = lambda _: None) -> Dataset:
    """All tables of a build, in memory, published nowhere."""
    with TemporaryDirectory(prefix="kpi-backfill-") as temporary:
        sources = find_sources(options.sources, keep_out=_ours(options), unpacked=Path(temporary) / "unpacked")
        settings = _settings(options.workspace, all_pages=options.all_pages, passwords=options.passwords)
        passing = Cache(Path(temporary) / "passing", "readings")
        readings = _read_all(sources, settings, options.means, passing, watch)
        return assemble([kept.reading() for kept in readings], options.workspace)


def _publish(
    assembly: Assembly,
    context: Context,
    options: BuildOptions,
    seal: str,
    clock: "_Clock",
    lock: Lock,
    checking: Checking | None,
) -> BuildResult:
    from publish.release import DATABASE, write_merged

    counts = counts_in(assembly)
    if checking:
        checking.begin(assembly, context)

    def check(folder: Path) -> None:
        with clock.stage("expectations"):
            run["expectations_passed"] = checking.result(folder, DATABASE, context).success if checking else None

    with clock.stage("publish"):
        run: dict[str, Any] = {
            "version": options.version,
            "sources": [str(path.resolve()) for path in options.sources],
            "expectations": options.expectations,
            "options": _said(options),
            "documents": len(assembly.documents),
            "states": dict(sorted(Counter(row.state for row in assembly.documents).items())),
            "observations": counts.observations,
            "counts": asdict(counts),
            "expectations_passed": None,
            "seal": seal,
            "seconds": clock.seconds,
        }
        merged = merged_of(assembly, context)
        checks, early = (check, checking.go_on) if checking else (None, bool)
        folder = write_merged(merged, options.out, run, checks, lock, early)
    return BuildResult(folder, counts, run["expectations_passed"], clock.seconds)


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
    sources: Sequence[Source],
    settings: ReadSettings,
    means: Means,
    passing: Cache,
    watch: Watch,
    meanwhile: Meanwhile = bool,
) -> tuple[Kept, ...]:
    done = 0

    def heard(source: Source, card: Card, seconds: float | None) -> None:
        nonlocal done
        done += 1
        watch(
            Progress(
                done,
                len(sources),
                source.name,
                card.state,
                card.statements,
                document_id=card.document_id,
                pages=card.pages,
                reason=card.reason,
                seconds=seconds,
            )
        )

    return keep_readings(sources, settings, means, passing, heard, meanwhile)


def _settings(workspace: Workspace, *, all_pages: bool = False, passwords: tuple[str, ...] = ()) -> ReadSettings:
    return ReadSettings(workspace.areas, workspace.profiles, all_pages, passwords=passwords)


def read_file(path: Path, workspace: Workspace, *, all_pages: bool = False) -> PaperReading:
    """The reading of one file, for `extract`. Raises InputError (not opened) or DocumentError (rejected)."""
    from extract.reading import read_paper

    reading = read_paper(_bytes_of(path), path.name, _settings(workspace, all_pages=all_pages))
    if reading.state == "rejected":
        raise DocumentError(f"{path}: {reading.reason}")
    return reading


def observations_of(reading: PaperReading, workspace: Workspace) -> tuple[Observation, ...]:
    """The observations of one reading, not yet matched."""
    return observe(reading, AreaIndex(workspace.areas))


def grids_of(path: Path, *, all_pages: bool = False) -> list[dict[str, object]]:
    """The grids of one file as plain values, for `extract --grids`."""
    from extract.reading import layout_of_bytes

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
    own = [finding for reading in readings for finding in placed(reading)]
    return Dataset(
        observations=checked.observations,
        series=series_of(checked.observations, resolved.lines, frozenset(supersedes.values())),
        targets=resolved.targets,
        summaries=checked.summaries,
        indicators=_used_indicators(known, resolved.observations, resolved.targets),
        areas=_used_areas(workspace.areas, checked.observations, readings),
        documents=counted([document_row(reading, supersedes) for reading in readings], checked.observations),
        findings=(*own, *corrections, *resolved.findings, *checked.findings),
        reviews=(*resolved.reviews, *checked.reviews, *ask_areas(unknown_areas(checked.observations, areas))),
    )


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
