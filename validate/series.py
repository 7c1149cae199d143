"""Checks that need several rows: a fact printed with two values, jumps, slipped decimal points, units that change."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from grammar.steps import printed_step
from grammar.units import base_unit
from records import Flag, Observation
from validate.notes import Note, doubted, plain, squeezed

FEWEST_POINTS = 4
JUMP_CHANGES = 10
JUMP_LEVEL = Decimal("0.5")
SLIP_FACTORS = (10, 100, 1000)
SLIP_TOLERANCE = Decimal("1.25")
STEADY_FACTOR = Decimal(2)
SMALL_COUNT = 20
WORDS_THAT_NAME = 3


def check_printed_differently(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """The same figure printed more than once in a document with values that differ by more than their rounding.

    Which one is right cannot be told from here: all of them get the flag. Two figures in one printed row are two
    columns that their names do not tell apart, not one figure printed twice: a question, no flag.
    """
    notes = []
    for rows in _groups(observations, _fact_key):
        values = sorted({row.value for row in rows if row.value is not None})
        if len(values) < 2 or _one_rounds_to_other(rows):
            continue
        if len({_printed_row(row) for row in rows}) < len(rows):
            message = f"one row prints {len(values)} figures under one name and period"
            question = f"What do the columns of “{rows[0].indicator_raw}” ({rows[0].period_label}) say?"
            notes.append(Note("columns_not_told_apart", "info", message, tuple(rows), question=question))
        else:
            told = " and ".join(plain(value) for value in values)
            message = f"the paper prints this figure as {told}"
            question = f"Which value of “{rows[0].indicator_raw}” ({rows[0].period_label}) is right: {told}?"
            flag = Flag("value", "printed_differently")
            notes.append(Note("printed_differently", "warning", message, tuple(rows), flag, question))
    return tuple(notes)


def check_duplicated_periods(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """One series that has two different values for one period in one document, under names that are not the same.

    The rows are read rightly, it is the matching that is in doubt: a question, no flag on a figure.
    """
    notes = []
    for rows in _groups(observations, _series_period_key):
        values = {row.value for row in rows if row.value is not None}
        names = sorted({row.indicator_raw for row in rows})
        if len(values) > 1 and len({squeezed(name) for name in names}) > 1:
            told = " / ".join(f"“{name}”" for name in names)
            question = f"Are these one indicator: {told}?"
            message = f"{told} stand in one series and have different values for {rows[0].period_label}"
            notes.append(Note("duplicated_period", "warning", message, tuple(rows), question=question))
    return tuple(notes)


def check_units(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Indicators whose unit is not the same everywhere in one area, scale aside. None printed is no other unit."""
    notes = []
    for rows in _groups((row for row in observations if row.unit), _indicator_key):
        units = sorted({row.unit for row in rows})
        if len({base_unit(unit)[0] for unit in units}) > 1:
            message = f"“{rows[0].indicator_raw}” has the units {', '.join(units)} in {rows[0].area or 'one area'}"
            question = f"Is “{rows[0].indicator_raw}” one indicator although its units are {', '.join(units)}?"
            notes.append(Note("unit_changes", "warning", message, tuple(rows), question=question))
    return tuple(notes)


def check_jumps(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Figures far off the rest of their series: a slipped decimal point is flagged, any other jump is a question.

    The newest paper's row speaks for a period. Running totals start again each year: there only slips are looked for.
    """
    notes: list[Note] = []
    for rows in _groups(map(_unscaled, observations), _series_key):
        points = _newest_of_each_period(rows)
        if len(points) >= FEWEST_POINTS:
            notes += _slips(points) or ([] if points[0].accumulation == "cumulative" else _jumps(points))
    return tuple(notes)


def _unscaled(row: Observation) -> Observation:
    """The row in its unit without scale, as a line may hold thousands of pounds beside pounds."""
    scale = base_unit(row.unit)[1]
    return row if row.value is None or scale == 1 else replace(row, value=row.value * scale)


def _groups(
    observations: Iterable[Observation], key: Callable[[Observation], Hashable | None]
) -> Iterator[list[Observation]]:
    """Rows with the same key, two or more, in the order of their first row; rows with the key `None` are left out."""
    groups: dict[Hashable, list[Observation]] = defaultdict(list)
    for row in observations:
        found = key(row)
        if found is not None:
            groups[found].append(row)
    return (rows for rows in groups.values() if len(rows) > 1)


def _fact_key(row: Observation) -> Hashable | None:
    if row.value is None or row.period_start is None:
        return None
    # "Total" or "At risk" name something only together with their section
    generic = len(row.indicator_raw.split()) < WORDS_THAT_NAME and not row.indicator_code
    return (
        row.document_id,
        row.kind,
        squeezed(row.indicator_raw),
        row.indicator_code,
        (row.section, row.table) if generic else None,
        squeezed(row.area),
        row.group,
        row.period_start,
        row.period_end,
        row.accumulation,
        row.unit,
    )


def _series_period_key(row: Observation) -> Hashable | None:
    if not row.series_id or row.period_end is None:
        return None
    return (row.document_id, row.series_id, row.period_start, row.period_end)


def _indicator_key(row: Observation) -> Hashable | None:
    return (row.indicator_id, row.area_id or row.area, row.group) if row.indicator_id else None


def _series_key(row: Observation) -> Hashable | None:
    return row.series_id if row.series_id and row.value is not None and row.period_end is not None else None


def _printed_row(row: Observation) -> Hashable:
    if row.row is None and row.line is None:
        return row.observation_id
    return (row.page, row.table, row.row, row.line)


def _one_rounds_to_other(rows: Sequence[Observation]) -> bool:
    """Whether the most exact printing rounds to each of the others (`43.12%` and `43%`)."""
    figures = [(printed_step(row.value_raw, row.value), row.value) for row in rows if row.value is not None]
    exact = min(figures)[1]
    return all(abs(value - exact) <= step / 2 for step, value in figures)


def _newest_of_each_period(rows: Iterable[Observation]) -> list[Observation]:
    newest: dict[tuple[date, date], Observation] = {}
    for row in sorted(rows, key=_age):
        if row.period_end is not None:
            newest[row.period_start or row.period_end, row.period_end] = row
    return [newest[period] for period in sorted(newest, key=lambda period: (period[1], period[0]))]


def _age(row: Observation) -> tuple[date, date, str, str]:
    return (row.report_period_end or date.min, row.published_on or date.min, row.document_id, row.observation_id)


def _slips(points: Sequence[Observation]) -> list[Note]:
    """Points that are 10, 100 or 1000 times the rest, or that part of it, where the rest is steady."""
    notes = []
    for index, row in enumerate(points):
        rest = [other.value for at, other in enumerate(points) if at != index and other.value is not None]
        factor = _slip_factor(row.value or Decimal(0), rest)
        if factor:
            level = plain(median(rest))
            message = f"{plain(row.value or Decimal(0))} is about {factor} the rest of its series, around {level}"
            question = f"Is {row.value_raw} for {row.period_label} right?"
            flag = None if doubted(row, "value") else Flag("value", "scale_slip")
            notes.append(Note("scale_slip", "warning", message, (row,), flag, question))
    return notes


def _slip_factor(value: Decimal, rest: Sequence[Decimal]) -> str:
    """`10 times`, `a hundredth of` ...; empty where the value is no power of ten away from a steady rest."""
    sizes = [abs(other) for other in rest]
    if not value or min(sizes) == 0 or max(sizes) > STEADY_FACTOR * min(sizes):
        return ""
    level = median(sizes)
    for factor in SLIP_FACTORS:
        # small counts do grow tenfold
        if factor == SLIP_FACTORS[0] and min(level, abs(value)) < SMALL_COUNT and _all_whole([value, *rest]):
            continue
        for ratio, told in ((abs(value) / level, f"{factor} times"), (level / abs(value), f"1/{factor} of")):
            if factor / SLIP_TOLERANCE <= ratio <= factor * SLIP_TOLERANCE:
                return told
    return ""


def _all_whole(values: Iterable[Decimal]) -> bool:
    return all(value == value.to_integral_value() for value in values)


def _jumps(points: Sequence[Observation]) -> list[Note]:
    values = [row.value for row in points if row.value is not None]
    changes = [later - earlier for earlier, later in pairwise(values)]
    usual = median(abs(change) for change in changes)
    level = median(abs(value) for value in values)
    notes = []
    for row, earlier, change in zip(points[1:], values[:-1], changes, strict=True):
        if usual and abs(change) > JUMP_CHANGES * usual and abs(change) > JUMP_LEVEL * level:
            message = (
                f"from {plain(earlier)} to {plain(earlier + change)}, more than {JUMP_CHANGES} times the usual change "
                f"of {plain(usual)}"
            )
            question = f"Is {row.value_raw} for {row.period_label} right?"
            notes.append(Note("jump", "info", message, (row,), question=question))
    return notes
