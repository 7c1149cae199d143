"""One row of a table of indicators: its own statements, and what target, rating and arrow belong to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.context import Context
from extract.headers import is_value_like
from extract.layouts.row_marks import RowMark, give_marks, row_marks, with_change_arrows
from extract.layouts.row_targets import (
    bare_target,
    future_drafts,
    give_target,
    give_tolerance,
    row_targets,
    write_target_row,
    write_targets,
)
from extract.layouts.row_types import Draft, Row, is_mark_only, row_period, valueless
from extract.layouts.row_values import value_drafts
from extract.roles import role_of
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS
from grammar.accumulation import accumulation_of
from grammar.periods import parse_label
from records import (
    Cell,
    Mark,
    Statement,
    Step,
    changed,
)

_PART_OF_YEAR = re.compile(
    r"^(?:q(?:tr|uarter)? ?[1-4]|(?:first|second|third|fourth) quarter|h[12]|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)"
    r"(?: (?:actual|result|performance|outturn|figure|value))?$",
    re.IGNORECASE,
)


def read_row(row: Row, context: Context, sink: Sink) -> None:
    """Write the row's own statements to the sink."""
    columns = row.header.of("value", "previous")
    if role_of(row_period(row)) in ("target", "annual_target"):
        write_target_row(row, columns, context, sink)
        _claim_names(row, sink)
        return
    drafts = [draft for column in columns for draft in value_drafts(row, column, context, sink)]
    drafts = with_change_arrows(drafts, row, context.legend.arrow_sense, sink)
    targets = row_targets(row, context, sink)
    marks = row_marks(row, sink)
    if not drafts and (marks or bare_target(row, targets)):
        drafts = _rated_periods(row, marks, context) or [valueless(row, context, row_period(row))]
    drafts = [*drafts, *future_drafts(row, drafts, targets, context)]
    if not drafts:
        write_targets(row, targets, (), (), context, sink)
        _claim_empty(row, sink)
        return
    if _undated_figures(row):
        write_targets(row, targets, (), (), context, sink)
        _keep_apart(drafts, marks, sink)
    else:
        given = [pair for draft in drafts for pair in give_target(draft, drafts, targets, row)]
        write_targets(row, targets, drafts, given, context, sink)
        for draft in drafts:
            give_tolerance(draft, row)
        give_marks(drafts, marks, row, context, sink)
    doubt = "shifted" if _is_shifted(row) else "short" if row.short else ""
    for draft in drafts if doubt else ():
        draft.flag("row", doubt)
    _flag_the_same(drafts)
    if all(is_mark_only(row.cell(draft.column)) for draft in drafts) and not targets:
        for draft in drafts:
            draft.statement = replace(draft.statement, kind="project", rag_scope="overall")
    _claim_names(row, sink)
    for draft in drafts:
        sink.statements.append(changed(draft.statement, steps=(*draft.statement.steps, *draft.steps)))


def _rated_periods(row: Row, marks: Sequence[RowMark], context: Context) -> list[Draft]:
    """A project that prints no figure but a rating for each of several periods: a statement for each of them."""
    dated = [mark.column for mark in marks if mark.kind == "rating" and mark.column.period]
    if len(dated) < 2 or row.header.of("value", "previous"):
        return []
    found = []
    for column in dated:
        draft = valueless(row, context, column.period)
        statement = replace(draft.statement, place=row.cell(column).place, period_basis="header")
        found.append(Draft(statement, column, parse_label(column.period, context.report)))
    return found


def _undated_figures(row: Row) -> bool:
    """Figures under `Q1`, `Apr`, where nothing says of which year: they are not read, and may be the newest."""
    return any(
        column.role == "none" and _PART_OF_YEAR.match(column.text.strip()) and is_value_like(row.cell(column).text)
        for column in row.header.columns
    )


def _keep_apart(drafts: Sequence[Draft], marks: Sequence[RowMark], sink: Sink) -> None:
    """Targets, ratings and arrows that may belong to figures which were not read are given to no other figure."""
    for mark in marks:
        message = f"{mark.column.text!r} may belong to a figure of a column that cannot be dated"
        sink.find("mark_without_figure", message, mark.cell.place, mark.cell.text)
    for draft in drafts:
        draft.flag("row", "columns_not_dated")


def _flag_the_same(drafts: Sequence[Draft]) -> None:
    """Figures of several columns that one row prints for one thing and one period: a header was lost or misread, so
    none of them is sure to be what it is published as."""
    same: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        said = draft.statement
        if said.quantity is None or said.quantity.number is None or "not_told_apart" in {f.code for f in said.flags}:
            continue
        period = (draft.period.start, draft.period.end) if draft.period else said.period
        units = ("" if said.unit == "count" else said.unit, said.quantity.unit)  # a bare figure may be a count too
        key = (said.indicator, said.area, said.group, period, said.accumulation, *units)
        same.setdefault((*key, said.qualifiers, draft.earlier), []).append(draft)
    for group in same.values():
        if len({draft.column.index for draft in group}) > 1:
            for draft in group:
                draft.flag("row", "not_told_apart")


def _is_shifted(row: Row) -> bool:
    """The cells do not fit their headers: a rating under Target, or a figure where the name should stand."""
    targets = [row.cell(column).text for column in row.header.of("target", "annual_target")]
    if any(text.upper() in ("G", "A", "R", "GREEN", "AMBER", "RED") for text in targets):
        return True
    named = [row.cell(column).text for column in row.header.of("name")[:1] if not row.part.whole]
    return any(map(is_value_like, named))


def _claim_empty(row: Row, sink: Sink) -> None:
    """A name or a period that prints nothing beside it: a month still to come, a heading inside the table."""
    others = [row.cell(c) for c in row.header.of("comparator", "benchmark") if row.cell(c).text]
    for column in row.header.columns:
        cell = row.cells[column.index]
        if column.role in ("period", "polarity", "unit"):
            sink.claim(cell, "context", "nothing is printed for it")
        elif column.role in ("name", "code") and cell.text:
            sink.claim(cell, "context", "nothing is printed for it")
            if column.role == "name" and not others:
                sink.find(
                    "name_without_figure", "a name beside which nothing is printed", cell.place, cell.text, "info"
                )
        elif column.role in ("comment", "description"):
            sink.claim(cell, "commentary")


def _claim_names(row: Row, sink: Sink) -> None:
    for column in row.header.columns:
        cell = row.cells[column.index]
        if not cell.text:
            continue
        if column.role in ("name", "code", "polarity", "period", "previous_period", "unit") or (
            column.role == "none" and cell.text == row.code
        ):
            sink.claim(cell, "observation")
        elif column.role in ("comment", "description"):
            sink.claim(cell, "commentary")
        elif column.role == "tolerance":
            sink.claim(cell, "observation", "tolerance")


def direct_statement(
    base: Statement | None,
    *,
    name: str = "",
    cell: Cell | None = None,
    period: str = "",
    basis: str = "",
    context: Context | None = None,
    rule: str = "",
    arrow: Mark | None = None,
    arrow_sense: str = "",
    arrow_cell: Cell | None = None,
) -> Statement:
    """A statement of one cell with a known name and period, or `base` with an arrow added."""
    if base is not None:
        steps = base.steps
        if arrow_cell is not None:
            steps = (*steps, Step("extract", "arrow", "sign of a change beside it", arrow_cell.text, arrow_cell.place))
        return replace(base, arrow=arrow, arrow_sense=arrow_sense or None, steps=steps)  # type: ignore[arg-type]
    if cell is None or context is None:
        raise ValueError("a new statement needs its cell and its context")
    return Statement(
        kind="finance" if FINANCE_WORDS.search(name) else "measure",
        indicator=name,
        code=context.code,
        section=context.section,
        place=cell.place,
        reader="nested",
        period=period,
        period_basis=basis or None,  # type: ignore[arg-type]
        accumulation=accumulation_of(name),
        value=cell.text,
        polarity=context.polarity,
        steps=(
            Step("extract", "value", rule, cell.text, cell.place),
            Step("extract", "indicator", "title and item", name, cell.place),
        ),
    )
