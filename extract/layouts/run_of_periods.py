"""Columns of months or quarters without years that go over the end of the year: `Q3 | Q4 | Q1 | Q2` up to the report.

Each header alone would be taken for a part of the report's own year, and `Q3` for one to come.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.columns import Column
from grammar.dates import add_months, financial_year_of
from grammar.periods import parse_label, parse_period
from records import Period

_FEWEST = 3
"""Columns of a run, newest first: `Q1 | Q4` may look ahead, but nobody prints what is to come before what is."""


def with_years(columns: Sequence[Column], report: Period | None) -> list[Column]:
    """The columns, those of the year before with it. Only a run without gaps that ends with the report is sure; where a
    column says of each row which year it is of, headers say nothing about years."""
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
    before = f"{financial_year_of(report.end).start.year - 1}/{financial_year_of(report.end).start.year % 100:02}"
    older = [column for column, _ in (run[len(run) - turned :] if newest_first else run[:turned])]
    return [
        replace(column, period=f"{before} {column.period}")
        if _bare(column, report) and _goes_with(column, older)
        else column
        for column in columns
    ]


def _goes_with(column: Column, older: Sequence[Column]) -> bool:
    """A column of the older part of the run, or one beside a figure of it and of the same quarter: its target. What
    stands elsewhere may be still to come."""
    return any(
        column.index == one.index or (column.period == one.period and abs(column.index - one.index) == 1)
        for one in older
    )


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
