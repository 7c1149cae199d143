"""A row of a table of indicators and the statements in the making that its readers share."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.columns import Column, Header
from extract.context import Context
from extract.layouts.row_parts import WHOLE, Part
from grammar.accumulation import accumulation_of
from grammar.periods import parse_label
from grammar.units import PERCENT, canonical_unit, unit_of_header
from records import (
    Cell,
    Flag,
    Kind,
    Period,
    PeriodBasis,
    Statement,
    Step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row with the header above and the name they belong to."""

    cells: tuple[Cell, ...]
    header: Header
    name: str
    code: str
    name_cell: Cell | None
    group: str
    continued: bool
    kind: Kind
    report: Period | None = None
    short: bool = False
    under: str = ""
    """The period that a row of its own above names: `2014/15` over the rows of that year."""
    under_doubt: bool = False
    """Whether a heading stands between that row and this one."""
    part: Part = WHOLE
    """What the row is a part of, where a row above names that."""
    other: str = ""
    """The nation or council that the row names where others name an indicator: its figures are of the row above."""

    def cell(self, column: Column) -> Cell:
        """The cell under a column."""
        return self.cells[column.index]


@dataclass(slots=True)
class Draft:
    """A statement in the making, with the period it was read for."""

    statement: Statement
    column: Column
    period: Period | None
    steps: list[Step] = field(default_factory=list)

    @property
    def earlier(self) -> bool:
        """Stands in a column of earlier figures."""
        return self.column.role == "previous"

    def flag(self, field: str, code: str) -> None:
        """Doubt a field of the statement."""
        self.statement = replace(self.statement, flags=(*self.statement.flags, Flag(field, code)))

    @property
    def undated(self) -> bool:
        """Prints a period that cannot be dated, as its year is printed nowhere."""
        return bool(self.statement.period) and self.period is None


def unit_hint(row: Row, column: Column) -> str:
    printed = next((row.cell(c).text for c in row.header.of("unit") if row.cell(c).text), "")
    share = unit_of_header(column.last)  # `%` below a quarter; `Year` below one is no unit
    return (
        canonical_unit(printed)
        or unit_of_header(printed)
        or unit_of_header(column.text)
        or unit_of_header(column.text.replace(column.period, " ") if column.period else "")
        or (share if share == PERCENT else "")
    )


def polarity_text(row: Row) -> str:
    return next((row.cell(c).text for c in row.header.of("polarity") if row.cell(c).text), "")


def row_period(row: Row) -> str:
    return next((row.cell(c).text for c in row.header.of("period") if row.cell(c).text), row.under)


def previous_period(row: Row) -> str:
    return next((row.cell(c).text for c in row.header.of("previous_period") if row.cell(c).text), "")


def newest_of(drafts: Sequence[Draft]) -> Draft | None:
    """The council's own statement of the newest period that prints something."""
    own = [draft for draft in drafts if not draft.statement.comparator and (draft.statement.value or len(drafts) == 1)]
    current = [draft for draft in own if not draft.earlier] or own
    if any(draft.undated for draft in current) and any(draft.period is not None for draft in current):
        return None  # "Q2" of a year that is not printed beside "2018/19": which of them is newer cannot be told
    dated = [draft for draft in current if draft.period is not None]
    if dated:
        return max(dated, key=lambda draft: (draft.period.end, draft.column.index)) if dated else None  # type: ignore[union-attr]
    return current[-1] if current else None


def valueless(row: Row, context: Context, label: str) -> Draft:
    """A row with a rating, an arrow or a target but no figure."""
    columns = row.header.of("value")
    header = next((c for c in columns if c.period), None) if len([c for c in columns if c.period]) == 1 else None
    period = label or (header.period if header else "") or context.heading_period
    basis: PeriodBasis = "cell" if label else "header" if period else "report"
    column = columns[0] if columns else row.header.columns[0]
    cell = next(
        (row.cell(c) for c in row.header.of("rating", "arrow", "target", "annual_target") if row.cell(c).text), None
    )
    place = cell.place if cell is not None else (row.name_cell.place if row.name_cell else row.cells[0].place)
    unread = any(any(c.isdigit() for c in row.cell(c2).text) for c2 in columns if row.cell(c2).text)
    statement = Statement(
        flags=(Flag("value", "not_read"),) if unread else (),
        kind=row.kind,
        indicator=row.name,
        code=row.code,
        section=context.section,
        place=place,
        reader="table",
        period=period,
        period_basis=basis,
        accumulation=accumulation_of(row.name),
        unit=unit_hint(row, column),
        polarity=polarity_text(row) or context.polarity,
        steps=(Step("extract", "indicator", "row name", row.name, row.name_cell.place if row.name_cell else place),),
    )
    return Draft(statement, column, parse_label(period, context.report) if period else context.report)


def is_mark_only(cell: Cell) -> bool:
    """A rating stands where other rows print a figure: a letter, or a symbol that its stand-in shows."""
    rated = [mark for mark in cell.marks if mark.rag]
    shown = any(mark.basis not in ("word", "fill") for mark in rated) or cell.text == "■"
    return bool(rated) and shown and not any(c.isdigit() for c in cell.text) and len(cell.text) <= 3
