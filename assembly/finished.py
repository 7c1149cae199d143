"""Third step, for each unit and each bucket: the last checks, the series, and the rows as they are published."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.codec import digest_of
from assembly.across import Across
from assembly.context import Context
from assembly.named import Given, NamedUnit, Sharing, give_out
from assembly.observed import Observed, counted
from normalise.area_questions import UnknownArea, unknown_areas
from normalise.series import series_of
from publish.entries import PIECED, Records, entries_of, steps_are_sound
from publish.pieces import Entry, Key, PieceFiles, write_piece
from publish.schema import Table
from records import DocumentRow, Finding, Flag, Observation, Review, SeriesPoint
from validate.rules import OF_A_PAPER_LAST, OF_A_PAPER_THEN, OF_A_SERIES, OF_AN_AREA, run_checks
from validate.totals import reconcile

_CSV, _INDEX, _PARQUET = "csv", "index", "parquet"


@dataclass(frozen=True, slots=True)
class TablePiece:
    """The rows of a table that a piece holds, and the hashes of its files. `sound`: nothing is broken in them, and no
    other piece can hold rows with their keys, unless `observations` has a key twice."""

    rows: int
    hashes: dict[str, str]
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished part of the dataset. `used` are the ids of indicators and areas in it; `digests` are of the rows that
    it gives out for the series of several units."""

    key: str
    tables: dict[str, TablePiece]
    documents: tuple[DocumentRow, ...] = ()
    unknown: tuple[UnknownArea, ...] = ()
    indicators: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    digests: dict[int, str] | None = None
    flagged: int = 0
    severities: dict[str, int] | None = None


def find_piece(key: str, context: Context) -> Piece | None:
    """The piece that is kept under the key, with all its files whole; None where anything is missing."""
    piece = known_piece(key, context)
    return piece if piece is not None and is_whole(piece, context) else None


def known_piece(key: str, context: Context) -> Piece | None:
    """What is kept under the key of a piece; its files are not looked at."""
    piece = context.find(key, Piece)
    given = piece is None or not piece.digests or context.has(f"{key}-given")
    return piece if given else None


def is_whole(piece: Piece, context: Context) -> bool:
    """Whether all files of a piece are there, as they were written. May be asked by any thread."""
    return all(
        context.store.has_file(_file_key(piece.key, name, kind), digest)
        for name, table in piece.tables.items()
        for kind, digest in table.hashes.items()
    )


def files_of(piece: Piece, table: str, context: Context) -> PieceFiles:
    """The files of one table of a piece."""
    paths = (context.store.path(_file_key(piece.key, table, kind)) for kind in (_CSV, _INDEX, _PARQUET))
    return PieceFiles(*paths)


def finish_unit(
    key: str,
    keys: tuple[str, str],
    flags: Mapping[str, Mapping[str, tuple[Flag, ...]]],
    sharing: Sharing,
    context: Context,
) -> Piece:
    """Finish a unit; `keys` are those of its first and second step, `flags` what came of comparing beyond it."""
    unit, named = context.need(keys[0], Observed), context.need(keys[1], NamedUnit)
    findings = [*unit.findings, *named.named.findings, *named.findings]
    reviews = [*named.reviews]

    def run(rows: Sequence[Observation], checks: Sequence[Callable[..., object]]) -> tuple[Observation, ...]:
        checked = run_checks(rows, checks)  # type: ignore[arg-type]
        findings.extend(checked.findings)
        reviews.extend(checked.reviews)
        return checked.observations

    rows = [_with_flags(row, flags.get(row.document_id, {})) for row in named.observations]
    own = [row for row in rows if sharing.bucket(row) is None]
    of_series = {row.observation_id: row for row in run(own, OF_A_SERIES)}
    rows = list(run([of_series.get(row.observation_id, row) for row in rows], OF_A_PAPER_THEN))
    own = [row for row in rows if sharing.bucket(row) is None]
    run(own, OF_AN_AREA)
    rows = list(run(rows, OF_A_PAPER_LAST))
    summaries, differences = reconcile(unit.summaries, rows)
    findings += differences
    superseded = frozenset(unit.supersedes.values())
    given = give_out(rows, named.named, superseded, sharing)
    context.keep(f"{key}-given", given)
    records = Records(
        observations=rows,
        series=series_of(own, named.named.lines, superseded),
        targets=named.named.targets,
        summaries=summaries,
        findings=findings,
        reviews=[*_named_reviews(named), *checked_reviews(reviews)],
    )
    heads = {row.area_id for row in unit.documents}
    piece = Piece(
        key,
        {},
        counted(unit.documents, rows),
        unknown_areas(rows, context.ready.areas),
        frozenset({*(row.indicator_id for row in rows), *(row.indicator_id for row in named.named.targets)}),
        frozenset({row.area_id for row in rows} | heads),
        {bucket: digest_of(data) for bucket, data in given.buckets.items()},
        sum(bool(row.flags) for row in rows),
        _severities(findings),
    )
    return keep_piece(piece, records, context)


def finish_bucket(key: str, rows: Sequence[Given], across: Across, context: Context) -> Piece:
    """The series of a bucket, and what came of comparing it."""
    lines = {given.row.observation_id: given.line for given in rows}
    superseded = frozenset(given.row.document_id for given in rows if given.superseded)
    points: tuple[SeriesPoint, ...] = series_of([given.row for given in rows], lines, superseded)
    records = Records(series=points, findings=across.findings, reviews=checked_reviews(across.reviews))
    severities = _severities(across.findings)
    return keep_piece(Piece(key, {}, severities=severities), records, context)


def finish_rest(key: str, findings: Sequence[Finding], reviews: Sequence[Review], context: Context) -> Piece:
    """What belongs to no unit: findings about people's files, questions about areas."""
    asked = [(("2", f"{number:08d}"), review) for number, review in enumerate(reviews)]
    severities = _severities(findings)
    return keep_piece(Piece(key, {}, severities=severities), Records(findings=findings, reviews=asked), context)


def checked_reviews(reviews: Sequence[Review]) -> list[tuple[Key, Review]]:
    """Questions of checks: after those about names that have the same id."""
    return [(("1", f"{number:08d}"), review) for number, review in enumerate(reviews)]


def _named_reviews(unit: NamedUnit) -> list[tuple[Key, Review]]:
    return [
        (("0", str(kind), proposal, home, f"{number:08d}"), asked.review)
        for asked in unit.named.asked
        for kind, proposal, home, number in (asked.order,)
    ]


def _severities(findings: Sequence[Finding]) -> dict[str, int]:
    return dict(Counter(str(finding.severity) for finding in findings))


def _with_flags(row: Observation, flags: Mapping[str, tuple[Flag, ...]]) -> Observation:
    more = flags.get(row.observation_id, ())
    return replace(row, flags=(*row.flags, *more)) if more else row


def keep_piece(piece: Piece, records: Records, context: Context) -> Piece:
    """Write the rows of a piece to the store, with what is known of them."""
    entries = entries_of(records)
    tables = {table.name: _table(piece.key, table, entries[table.name], context) for table in PIECED}
    tables["lineage"] = replace(tables["lineage"], sound=steps_are_sound(entries))
    piece = replace(piece, tables={name: table for name, table in tables.items() if table.rows})
    return context.made(piece.key, Piece, lambda: piece)


def _table(key: str, table: Table, entries: Sequence[Entry], context: Context) -> TablePiece:
    if not entries:
        return TablePiece(0, {})
    keys = {kind: _file_key(key, table.name, kind) for kind in (_CSV, _INDEX, _PARQUET)}
    drafts = [context.store.draft(name) for name in keys.values()]
    try:
        rows = write_piece(table, entries, PieceFiles(*drafts), context.database)
    except OSError as error:
        for draft in drafts:
            draft.unlink(missing_ok=True)
        raise context.store.refused(error) from error
    return TablePiece(rows, {kind: context.store.keep_draft(name) for kind, name in keys.items()})


def _file_key(key: str, table: str, kind: str) -> str:
    return f"{key}-{table}.{kind}"
