"""The figures of a row: a draft of a statement for each figure of each value column."""

import re
from dataclasses import replace

from extract.columns import Column
from extract.context import Context
from extract.figures import CellFigures, Figure, read_figures
from extract.layouts.earlier import is_earlier
from extract.layouts.row_dates import own_period
from extract.layouts.row_pairs import split_pair
from extract.layouts.row_targets import target_statement
from extract.layouts.row_types import Draft, Row, is_mark_only, polarity_text, previous_period, row_period, unit_hint
from extract.places import part_of
from extract.sink import Sink
from grammar.accumulation import accumulation_of
from grammar.arrows import find_arrows, parse_arrow
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, is_relative_year, parse_label, parse_period
from grammar.units import unit_of_name
from records import (
    Accumulation,
    Cell,
    Flag,
    Period,
    PeriodBasis,
    Quantity,
    Span,
    Statement,
    Step,
)

_MISSING_WORDS = 25
"""Longest cell (characters) whose words stand in place of a figure as a sign ("not available"), not as a remark."""


def value_drafts(row: Row, column: Column, context: Context, sink: Sink) -> list[Draft]:
    cell = row.cell(column)
    if not cell.text:
        return []
    if is_mark_only(cell):
        sink.claim(cell, "observation")
        return [_draft(row, column, cell, Figure("", Span(0, 0), Quantity("", None)), context, 1)]
    if column.pair:
        return _pair_draft(row, column, cell, context, sink)
    read = read_figures(cell.text, context.finder, unit_of_name(row.name))
    if _undated_without_figure(column, row, read):
        sink.claim(cell, "commentary", "no figure under a header without a period")
        return []
    if _change_without_period(cell, column, row):
        sink.claim(cell, "unread", "a figure with a change sign under a header without a period")
        sink.find("unread_cell", "a figure with a change sign under a header without a period", cell.place, cell.text)
        return []
    if not read.figures:
        return _words(row, column, cell, context, sink)
    drafts = [_draft(row, column, cell, figure, context, len(read.figures)) for figure in read.figures]
    for target in reversed(read.targets):
        sink.targets.append(target_statement(row, cell, target, "", "cell"))
        for draft in drafts:
            draft.statement = replace(draft.statement, target=target, target_scope="period")
    sink.claim(cell, "observation")
    if read.unread:
        sink.find(
            "figures_in_prose",
            f"{read.unread} figures in the words of this cell were not read",
            cell.place,
            cell.text,
            "info",
        )
    return drafts


def _pair_draft(row: Row, column: Column, cell: Cell, context: Context, sink: Sink) -> list[Draft]:
    """A cell of a figure and its target, in the order that the header gives; in doubt where it is no such pair."""
    sink.claim(cell, "observation")
    parts = split_pair(cell.text)
    if parts is None:
        quantity = parse_quantity(cell.text) or _no_quantity(cell.text)
        figure = Figure(cell.text, _span(cell), replace(quantity, number=None), doubt="not_told_apart")
        return [_draft(row, column, cell, figure, context, 1)]
    value, target = parts if column.pair == "value/target" else parts[::-1]
    draft = _draft(
        row, column, cell, Figure(value, _span(cell), parse_quantity(value) or _no_quantity(value)), context, 1
    )
    if any(c.isdigit() for c in target):
        sink.targets.append(target_statement(row, cell, target, column.period, "period", column.text, context))
        draft.statement = replace(draft.statement, target=target, target_scope="period")
        draft.steps.append(Step("extract", "target", f"second figure under {column.text!r}", target, cell.place))
    return [draft]


def _undated_without_figure(column: Column, row: Row, read: CellFigures) -> bool:
    """A sign that there is no figure says nothing under a header that names no period beside dated ones."""
    dated = any(other.period for other in row.header.of("value"))
    return dated and not column.period and not any(figure.quantity.number is not None for figure in read.figures)


def _change_without_period(cell: Cell, column: Column, row: Row) -> bool:
    dated = any(other.period for other in row.header.of("value"))
    return bool(dated and not column.period and find_arrows(cell.text) and parse_arrow(cell.text) is None)


def _words(row: Row, column: Column, cell: Cell, context: Context, sink: Sink) -> list[Draft]:
    """No figure: a sign that there is none ("n/a", "tbc", "-") is printed as such; words are a remark."""
    mark = parse_arrow(cell.text)
    if mark is not None:
        return []
    quantity = parse_quantity(cell.text)
    short = len(cell.text) <= _MISSING_WORDS
    if (
        quantity is not None
        and quantity.missing
        and short
        and not (column.role == "previous" and len(cell.text.split()) > 2)
    ):
        sink.claim(cell, "observation", "no figure")
        return [_draft(row, column, cell, Figure(cell.text, _span(cell), quantity), context, 1)]
    if short and len(cell.text.split()) <= 3 and column.role == "value" and quantity is None:
        sink.claim(cell, "observation", "words in place of a figure")
        figure = Figure(cell.text, _span(cell), quantity or _no_quantity(cell.text), doubt="not_a_number")
        return [_draft(row, column, cell, figure, context, 1)]
    sink.claim(cell, "commentary", "words in place of a figure")
    sink.find("no_figure", "words in place of a figure", cell.place, cell.text, "info")
    return []


def _span(cell: Cell) -> Span:
    return Span(0, len(cell.text))


def _no_quantity(text: str) -> Quantity:
    return Quantity(text, None, missing="words")


def _draft(row: Row, column: Column, cell: Cell, figure: Figure, context: Context, count: int) -> Draft:
    label, basis = _period_of(row, column, figure)
    year = context.report
    flags: list[Flag] = []
    if not label and column.role == "value" and not figure.comparator and context.heading_period:
        label, basis = context.heading_period, "header"
        flags += [Flag("period", "by_heading")] if context.heading_doubt else []
    if not label and column.role == "value" and not figure.comparator:
        label, doubt = own_period(row)
        basis = "cell" if label else basis
        flags += [Flag("period", doubt)] if doubt else []
    period = parse_label(label, year) if label else None
    if not label and column.role == "value" and not figure.comparator:
        basis, period = "report", context.report
    name = row.name
    item = figure.item if count > 1 else ""
    if item:
        name = f"{name}: {item}"
    if _sums_up(column, row) and (not label or _is_running(period, context.report)):
        label, basis, period = "", None, None
        flags.append(Flag("period", "not_printed"))
    elif not flags and _is_part_of_year(column, period, context.report):
        flags.append(Flag("period", "part_of_year"))
    if figure.doubt:
        flags.append(Flag("row" if figure.doubt == "not_told_apart" else "value", figure.doubt))
    if column.role == "previous" and not label:
        flags.append(Flag("period", "not_printed"))
    if row.under_doubt and row.under and label.startswith(row.under):
        flags.append(Flag("period", "by_heading"))
    if column.doubt:
        flags.append(Flag("value", column.doubt))
    span = figure.span
    place = cell.place if count == 1 else part_of(cell, span.start, span.end - span.start)
    steps = (
        Step("extract", "value", f"column {column.text or column.index + 1!r} ({column.role})", cell.text, cell.place),
        Step(
            "extract",
            "indicator",
            "continuation row: name from above" if row.continued else "row name",
            name,
            row.name_cell.place if row.name_cell else cell.place,
        ),
        Step(
            "extract",
            "period",
            {"cell": "in the cell", "header": "column header", "report": "report period"}.get(
                basis or "", "none printed"
            ),
            label,
            cell.place,
        ),
    )
    statement = Statement(
        kind=row.kind,
        indicator=name,
        code=row.code,
        section=context.section,
        place=place,
        reader="table",
        area=figure.area,
        comparator=figure.comparator,
        group=figure.group or row.group if figure.group else "",
        period=label,
        period_basis=basis,
        accumulation=_accumulation(row, column, figure),
        value=figure.raw,
        quantity=figure.quantity,
        qualifiers=tuple(name for name, words in _QUALIFIERS if words.search(column.text)),
        unit=unit_hint(row, column),
        polarity=polarity_text(row) or context.polarity,
        flags=tuple(flags),
        steps=steps,
    )
    return Draft(statement, column, period)


_QUALIFIERS = (
    (
        "forecast",
        re.compile(
            r"\b(?:forecast(?:ed)?|f['\u2019]?cast|fcst|project(?:ed|ions?)|predicted|anticipated|expected|likely|outlook)\b",
            re.IGNORECASE,
        ),
    ),
    ("provisional", re.compile(r"\b(?:prov(?:isional)?|unaudited|unvalidated|draft)\b", re.IGNORECASE)),
    ("estimate", re.compile(r"\best(?:imated?)?\b", re.IGNORECASE)),
)
"""Header words that say that a figure is not final, and the qualifier of all figures below."""
_SUM = re.compile(
    r"^(?:grand )?(?:total|sum|overall|cumulative(?: (?:total|actual|figure|to date))?|average|mean|outturn|year|"
    r"full year)s?$",
    re.I,
)


def _sums_up(column: Column, row: Row) -> bool:
    """A total beside dated columns is of all of them together: which period that is, its header does not print."""
    dated = [other for other in row.header.of("value", "previous") if other.period]
    return column.role == "value" and len(dated) >= 2 and bool(_SUM.match(column.text.strip()))


def _is_running(period: Period | None, report: Period | None) -> bool:
    """A year that was not over when the paper was written: its total is of a part that no header names."""
    return period is not None and report is not None and period.start <= report.end < period.end


def _is_part_of_year(column: Column, period: Period | None, report: Period | None) -> bool:
    """`2013/14 Actual` in a report for its second quarter: of a year that has not ended nobody has all figures."""
    whole = period is not None and period.type in ("financial_year", "calendar_year")
    return whole and column.role == "value" and not column.forecast and _is_running(period, report)


def _accumulation(row: Row, column: Column, figure: Figure) -> Accumulation | None:
    if figure.rolling:
        return "rolling"
    if figure.year_to_date:
        return "cumulative"
    return accumulation_of(row.name) or accumulation_of(column.text)


def _period_of(row: Row, column: Column, figure: Figure) -> tuple[str, PeriodBasis | None]:
    if column.period and not (figure.period and _narrower(figure.period, column.period)):
        within = _of_the_rows_year(row, column)
        return (within, "cell") if within else (column.period, "header")
    if figure.period:
        label = (
            f"YTD {figure.period}" if figure.year_to_date and parse_period(f"YTD {figure.period}") else figure.period
        )
        return label, "cell"
    printed = previous_period(row) if column.role == "previous" else row_period(row)
    return (printed, "cell") if printed else ("", None)


def _of_the_rows_year(row: Row, column: Column) -> str:
    """`Quarter 1` above and `2022/23` or `Last year` in the row: the quarter of that year; "" where the header names
    its own year."""
    year = row_period(row)
    if not year or parse_period(column.period) is not None:
        return ""
    joined = f"{year} {column.period}"  # also where nobody can tell which year `Two years ago` is
    named = parse_period(joined) is not None or is_relative_year(year) or is_earlier(year)
    return joined if named or find_periods(year) or _ADDED_UP.search(year) else ""


_ADDED_UP = re.compile(r"\b(?:cumulative|cum|ytd|year to date|rolling)\b", re.IGNORECASE)
"""`Cumulative` in the row: under `May` it is not the figure of May alone."""


def _narrower(inner: str, outer: str) -> bool:
    """A period in the cell stands against its header's only where it lies inside it."""
    a, b = parse_period(inner), parse_period(outer)
    return a is not None and b is not None and b.start <= a.start and a.end <= b.end and a != b
