"""All steps in order: units by themselves, what they agree on, units again, what they share, the pieces.

    observed    each unit     readings -> observations, names followed
                all           names agreed on
    named       each unit     indicators, series ids, first checks
    compared    each bucket   rows of areas that several units print figures of
    finished    each unit     last checks, rows as they are published
                each bucket   series of several units

Each piece is kept under the hash of all that it is made of, so that a step whose inputs are as before costs a look.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from archive.cards import Kept
from assembly.across import Across, Order, Sender, bucket_keys, compared, given_rows
from assembly.ahead import work_ahead
from assembly.context import Context, PieceLostError
from assembly.finished import (
    Piece,
    find_piece,
    finish_bucket,
    finish_rest,
    finish_unit,
    is_whole,
    known_piece,
)
from assembly.named import Sent, Sharing, is_named, named, of_unit
from assembly.observed import Told, corrected_by, is_looked_through, is_observed, observed, observed_key
from assembly.units import Unit, units_of
from normalise.area_questions import UnknownArea, ask_areas
from normalise.corrections import correct
from normalise.outlines import Agreement, agree_on_names
from normalise.resolve import followed_findings, judged_proposals, taken_ids
from records import Area, DocumentRow, Finding, Flag, Indicator, Judgement, Observation

_ROWS_OF_A_BUCKET = 1000
_MOST_BUCKETS = 256
_SIDE_BY_SIDE = 2
"""Pieces whose files are looked through at a time."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """All pieces, and the tables that do not come in pieces."""

    pieces: tuple[Piece, ...]
    documents: tuple[DocumentRow, ...]
    indicators: tuple[Indicator, ...]
    areas: tuple[Area, ...]


_NONE_SHARED = Sharing(frozenset(), 0)
_NOTHING_SENT = Sent((), {})


@dataclass(frozen=True, slots=True)
class _Step:
    """A unit on its way: its keys, and what it has told and sent."""

    unit: Unit
    observed_key: str
    told: Told
    named_key: str = ""
    sharing: Sharing = _NONE_SHARED
    sent: Sent = _NOTHING_SENT


def assemble_pieces(readings: Sequence[Kept], context: Context) -> Assembly:
    """The pieces of the dataset, made or found. The order of readings tells that of papers of the same name."""
    lost: set[str] = set()
    while True:
        try:
            return _assembled(readings, context)
        except PieceLostError as error:  # a damaged file of the cache: the step that made it takes place again
            if error.key in lost:
                raise
            lost.add(error.key)


def _assembled(readings: Sequence[Kept], context: Context) -> Assembly:
    order = {(kept.card.source, kept.card.document_id): place for place, kept in reversed([*enumerate(readings)])}
    corrected, corrections = _corrected(readings, order, context)
    steps = _observe(readings, corrected, context)
    agreement = agree_on_names(
        [step.told.outline for step in steps], taken_ids(context.workspace.catalogue, _judgements(context))
    )
    steps = _name(steps, agreement, context)
    senders = [Sender(f"{step.named_key}-given", step.sent.digests) for step in steps if step.sent.digests]
    across = compared(senders, order, context)
    units = _finish(steps, across, context)
    buckets = _finish_buckets(units, across, order, context)
    findings = (*followed_findings([step.told.judged for step in steps], _judgements(context)), *corrections)
    rest = _finish_rest(findings, units, order, context)
    proposed = (*agreement.proposed, *judged_proposals(found for step in steps for found in step.sent.judged))
    pieces = (*units, *buckets, rest)
    return Assembly(
        pieces,
        tuple(sorted((row for piece in units for row in piece.documents), key=lambda row: _place(row, order))),
        _used_indicators(proposed, pieces, context),
        _used_areas(pieces, context),
    )


def _judgements(context: Context) -> Sequence[Judgement]:
    return context.workspace.judgements


def _place(row: DocumentRow, order: Order) -> tuple[str, str, int]:
    return row.source, row.document_id, order[row.source, row.document_id]


# ---------------------------------------------------------------------------------------------- corrections
def _corrected(
    readings: Sequence[Kept], order: Order, context: Context
) -> tuple[Mapping[str, Observation], tuple[Finding, ...]]:
    """The observations that corrections change, by id, and what is to be said of corrections."""
    corrections = context.workspace.corrections
    if not corrections:
        return {}, ()
    units = units_of(readings)
    _ahead([partial(corrected_by, unit, context) for unit in units if not is_looked_through(unit, context)], context)
    rows = [row for unit in units for row in corrected_by(unit, context)]
    rows.sort(key=lambda row: order[row.source, row.document_id])
    changed, findings = correct(rows, corrections)
    return {old.observation_id: new for old, new in zip(rows, changed, strict=True) if old is not new}, findings


def _moved(readings: Sequence[Kept], corrected: Mapping[str, Observation]) -> list[tuple[str, str]]:
    """Pairs of councils that a correction of a row's organisation brings together."""
    heads = {kept.card.document_id: kept.card.organisation for kept in readings if kept.card.statements}
    pairs = ((heads[row.document_id], row.organisation) for row in corrected.values())
    return [(head, new) for head, new in pairs if head and new and head != new]


# ---------------------------------------------------------------------------------------------- steps
def _observe(readings: Sequence[Kept], corrected: Mapping[str, Observation], context: Context) -> list[_Step]:
    found = []
    for unit in units_of(readings, _moved(readings, corrected)):
        documents = {kept.card.document_id for kept in unit.kept}
        own = tuple(row for row in corrected.values() if row.document_id in documents)
        found.append((observed_key(unit, own, context), unit, own))
    _ahead([partial(observed, *step, context) for step in found if not is_observed(step[0], context)], context)
    return [_Step(unit, key, observed(key, unit, own, context)) for key, unit, own in found]


def _name(steps: Sequence[_Step], agreement: Agreement, context: Context) -> list[_Step]:
    sharing = _sharing(steps)
    found = []
    for step, naming in zip(steps, agreement.namings, strict=True):
        own = of_unit(sharing, step.told.areas)
        called = (sorted(naming.borrowed.items()), sorted(naming.proposed.items()))
        found.append((context.key("named", step.observed_key, called, own), step.observed_key, naming, own))
    _ahead([partial(named, *work, context) for work in found if not is_named(work[0], context)], context)
    return [
        replace(step, named_key=work[0], sharing=work[3], sent=named(*work, context))
        for step, work in zip(steps, found, strict=True)
    ]


def _sharing(steps: Sequence[_Step]) -> Sharing:
    """Areas that several units print figures of; as many buckets as their rows may need, a power of two."""
    units = Counter(area for step in steps for area in step.told.areas)
    shared = frozenset(area for area, count in units.items() if count > 1)
    rows = sum(kept.card.statements for step in steps for kept in step.unit.kept) if shared else 0
    buckets = 1
    while buckets < _MOST_BUCKETS and buckets * _ROWS_OF_A_BUCKET * 4 < rows:
        buckets *= 2
    return Sharing(shared, buckets)


def _flags_of(unit: Unit, across: Sequence[Across]) -> dict[str, dict[str, tuple[Flag, ...]]]:
    """The flags that comparing beyond units gave to the papers of one."""
    found: dict[str, dict[str, tuple[Flag, ...]]] = {}
    for kept in unit.kept:
        for part in across:
            if kept.card.document_id in part.flags:
                found.setdefault(kept.card.document_id, {}).update(part.flags[kept.card.document_id])
    return found


def _finish(steps: Sequence[_Step], across: Sequence[Across], context: Context) -> list[Piece]:
    flags = [_flags_of(step.unit, across) for step in steps]
    keys = [context.key("finished", step.named_key, given) for step, given in zip(steps, flags, strict=True)]
    works = [partial(_finished, *work, context) for work in zip(keys, steps, flags, strict=True)]
    known = [known_piece(key, context) for key in keys]
    _ahead([work for work, piece in zip(works, known, strict=True) if piece is None], context)
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as crew:  # once there is nothing to copy a process for
        whole = [crew.submit(is_whole, piece, context) if piece else None for piece in known]
        try:
            made = [piece or work() for work, piece in zip(works, known, strict=True)]
            return [
                piece if look is None or look.result() else work()
                for work, piece, look in zip(works, made, whole, strict=True)
            ]
        finally:
            crew.shutdown(cancel_futures=True)


def _finished(key: str, step: _Step, flags: Mapping[str, dict[str, tuple[Flag, ...]]], context: Context) -> Piece:
    piece = find_piece(key, context)
    return piece or finish_unit(key, (step.observed_key, step.named_key), flags, step.sharing, context)


def _ahead(works: Sequence[Callable[[], object]], context: Context) -> None:
    if context.copies > 1 and len(works) > 1:
        context.ready.prepare()  # once, for all copies
        work_ahead(works, context.copies)


def _finish_buckets(
    units: Sequence[Piece], across: Sequence[Across], order: Order, context: Context
) -> tuple[Piece, ...]:
    senders = [Sender(f"{piece.key}-given", piece.digests) for piece in units if piece.digests]
    keys = bucket_keys("series", senders, order, context)
    found = {bucket: find_piece(key, context) for bucket, key in keys.items()}
    missing = {bucket for bucket, piece in found.items() if piece is None}
    by_bucket = dict(zip(sorted(keys), across, strict=True))
    for bucket, rows in given_rows(senders, missing, order, context):
        found[bucket] = finish_bucket(keys[bucket], rows, by_bucket[bucket], context)
    return tuple(piece for _, piece in sorted(found.items()) if piece is not None)


def _finish_rest(findings: Sequence[Finding], units: Sequence[Piece], order: Order, context: Context) -> Piece:
    unknown = [_in_order(area, order) for piece in units for area in piece.unknown]
    areas: dict[tuple[str, tuple[str, ...]], list[tuple[str, str, str]]] = {}
    for area in unknown:
        areas.setdefault((area.name, area.candidates), []).extend(area.rows)
    asked = ask_areas(_in_order(UnknownArea(*names, tuple(rows)), order) for names, rows in areas.items())
    key = context.key("rest", findings, asked)
    return find_piece(key, context) or finish_rest(key, findings, asked, context)


def _in_order(area: UnknownArea, order: Order) -> UnknownArea:
    rows = sorted(area.rows, key=lambda row: order[row[0], row[1]])
    return UnknownArea(area.name, area.candidates, tuple(rows))


# ---------------------------------------------------------------------------------------------- what is used
def _used_indicators(proposed: Sequence[Indicator], pieces: Sequence[Piece], context: Context) -> tuple[Indicator, ...]:
    """The catalogue as this dataset uses it: entries with rows, and proposals."""
    known = {**context.ready.catalogue, **{entry.indicator_id: entry for entry in proposed}}
    used = {name for piece in pieces for name in piece.indicators}
    return tuple(known[key] for key in sorted(known) if key in used)


def _used_areas(pieces: Sequence[Piece], context: Context) -> tuple[Area, ...]:
    ids = {name for piece in pieces for name in piece.areas}
    return tuple(area for area in context.workspace.areas if area.area_id in ids or (area.gss and area.gss in ids))
