"""Printed arrows against the change of the figures beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from records import Flag, Observation
from validate.notes import Note, doubted, plain

BlockKey = tuple[object, ...]


def check_arrows(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Arrows that say improving where the figure got worse since the period before, or the other way round.

    Only in blocks that print an arrow for several periods, so that each compares with the one before; a single arrow
    may compare with last year or with a benchmark. Only with a printed polarity. Equal figures give a finding, no flag.
    """
    notes: list[Note] = []
    for rows in _blocks(observations):
        for before, row in _consecutive(rows):
            note = _note(before, row)
            if note is not None:
                notes.append(note)
    return tuple(notes)


def _blocks(observations: Iterable[Observation]) -> Iterator[list[Observation]]:
    """Rows of one indicator and area that one table prints, where at least two carry an arrow."""
    blocks: dict[BlockKey, list[Observation]] = defaultdict(list)
    for row in observations:
        if row.period_start is not None and row.period_end is not None and not row.comparator_of:
            blocks[_block_key(row)].append(row)
    for rows in blocks.values():
        if sum(row.arrow is not None for row in rows) >= 2:
            yield rows


def _block_key(row: Observation) -> BlockKey:
    return (
        row.document_id,
        row.table,
        row.section,
        row.indicator_code,
        row.indicator_raw,
        row.area,
        row.group,
        row.unit,
        row.period_type,
        row.accumulation,
    )


def _consecutive(rows: Sequence[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Pairs of neighbouring periods; a period that is printed twice pairs with nothing."""
    by_start: dict[object, list[Observation]] = defaultdict(list)
    by_end: dict[object, list[Observation]] = defaultdict(list)
    for row in rows:
        by_start[row.period_start].append(row)
        by_end[row.period_end].append(row)
    for row in rows:
        before = by_end.get(row.period_start - timedelta(days=1), []) if row.period_start else []
        if len(before) == 1 and len(by_start[row.period_start]) == 1:
            yield before[0], row


def _note(before: Observation, row: Observation) -> Note | None:
    if before.value is None or row.value is None or row.polarity not in ("higher", "lower"):
        return None
    if row.direction not in ("improving", "declining"):
        return None
    change = row.value - before.value if row.polarity == "higher" else before.value - row.value
    better = row.direction == "improving"
    if change and (change > 0) == better:
        return None
    told = f"the arrow says {row.direction}, the figure goes from {plain(before.value)} to {plain(row.value)}"
    if not change:
        return Note("arrow_without_change", "info", told, (row,))
    flag = None if doubted(row, "value", "arrow") or doubted(before, "value") else Flag("arrow", "contradicts_values")
    return Note("arrow_contradicts_values", "warning", f"{told}, {row.polarity} is better", (row,), flag)
