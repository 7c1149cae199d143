"""Columns of months or quarters without years that go over the end of the year: `Q3 | Q4 | Q1 | Q2` up to the report.

Each header alone would be taken for a part of the report's own year, and `Q3` for one to come.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.columns import Column
from grammar.dates import add_months, financial_year, financial_year_of
from grammar.periods import parse_label, parse_period
from records import Period

YEAR_NOT_PRINTED = "year_not_printed"
"""The doubt about a target whose quarter may be one of the year before, or the next one."""
_TARGETS = ("target", "annual_target")
_FEWEST = 3
"""Columns of a run, newest first: `Q1 | Q4` may look ahead, but nobody prints what is to come before what is."""


def with_years_of(columns: Sequence[Column], heading: Period | None, report: Period | None) -> list[Column]:
    """The columns with the years that their table's heading or the report gives them.

    Under `Performance, Quarter 1 2014/15` in a paper of 2016/17, `Q1` is the heading's, and `Q4` before it of the year
    before. A heading that names a year only, or another quarter than the columns end with, says nothing about them: it
    may speak of what is compared or of when something was agreed.
    """
    if heading is None or heading.type not in ("quarter", "month"):
        return with_years(columns, report)
    found = with_years(columns, heading)
    left = [period for column in found if (period := _bare(column, heading))]
    if not left or any(period.end != heading.end for period in left):
        return with_years(columns, report)
    year = financial_year_of(heading.end).label
    return [replace(column, period=f"{year} {column.period}") if _bare(column, heading) else column for column in found]


def with_years(columns: Sequence[Column], report: Period | None) -> list[Column]:
    """The columns, those of the year before with it, by the report's period.

    Only a run without gaps that ends with the report is sure; where a column says of each row which year it is of,
    headers say nothing about years.
    """
    if report is None or any(column.role == "period" for column in columns):
        return list(columns)
    run = [(column, period) for column in columns if column.role == "value" and (period := _bare(column, report))]
    if len(run) < 2 or len({period.type for _, period in run}) > 1:
        return list(columns)
    newest_first = run[0][1].end == report.end and run[-1][1].end != report.end
    if newest_first and len(run) < _FEWEST:
        return list(columns)
    turned = _turn([period for _, period in (reversed(run) if newest_first else run)], report)
    if not turned:
        return list(columns)
    before = financial_year(financial_year_of(report.end).start.year - 1).label
    older = [column for column, _ in (run[len(run) - turned :] if newest_first else run[:turned])]
    beside = _beside([column for column, _ in run], columns)
    planned = _planned(columns, report)
    found = []
    for column in columns:
        if _bare(column, report) and _goes_with(column, older, beside):
            found.append(replace(column, period=f"{before} {column.period}"))
        elif column.role in _TARGETS and column.index not in planned and column.period in {one.period for one in older}:
            found.append(replace(column, doubt=YEAR_NOT_PRINTED))
        else:
            found.append(column)
    return found


def _beside(run: Sequence[Column], columns: Sequence[Column]) -> frozenset[int]:
    """The distances at which every column of the run has one of its own month or quarter: its target, its rating, with
    others between (`Q4 | RAG | Target Q4`) or in a block of their own (`Q4 | Q1 | Target Q4 | Target Q1`)."""
    label_of = {column.index: column.period for column in columns if column.period}
    distances = {index - run[0].index for index in label_of}
    return frozenset(
        distance for distance in distances if all(label_of.get(one.index + distance) == one.period for one in run)
    )


def _goes_with(column: Column, older: Sequence[Column], beside: Collection[int]) -> bool:
    """A column of the older part of the run, or one of the same month or quarter that is surely its target or rating:
    at its side, or where all others of the run have theirs. What stands elsewhere may be still to come."""
    return any(
        column.period == one.period and (abs(column.index - one.index) <= 1 or column.index - one.index in beside)
        for one in older
    )


def _planned(columns: Sequence[Column], report: Period) -> frozenset[int]:
    """The columns of targets from the report's own month or quarter on, without a gap: a plan for what is to come."""
    months = {"month": 1, "quarter": 3}
    found: list[int] = []
    last: Period | None = None
    for column in columns:
        period = _bare(column, report) if column.role in _TARGETS else None
        if period is None:
            continue
        follows = last is not None and add_months(last.start, months[period.type]) == period.start
        last = period if period.end == report.end or follows else None
        if last is not None:
            found.append(column.index)
    return frozenset(found)


def _bare(column: Column, report: Period | None) -> Period | None:
    """The month or quarter that a header names without a year."""
    if not column.period or report is None or parse_period(column.period) is not None:
        return None
    period = parse_label(column.period, report)
    return period if period is not None and period.type in ("month", "quarter") and not period.accumulation else None


def _turn(periods: Sequence[Period], report: Period) -> int:
    """How many of the periods, oldest first, are of the year before; 0 where none is, or the run has gaps."""
    months = 3 if periods[0].type == "quarter" else 1
    turns = []
    for i, (one, then) in enumerate(pairwise(periods), start=1):
        if add_months(one.start, months) == then.start:
            continue
        if add_months(one.start, months - 12) != then.start:
            return 0
        turns.append(i)
    return turns[0] if len(turns) == 1 and periods[-1].end == report.end else 0
