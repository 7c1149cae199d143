"""The targets of a row, and which of its figures each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.columns import Column
from extract.context import Context
from extract.figures import name_target
from extract.layouts.row_types import Draft, Row, row_period, valueless
from extract.layouts.run_of_periods import YEAR_NOT_PRINTED
from extract.sink import Sink
from grammar.numbers import parse_quantity
from grammar.periods import financial_year_of, parse_label
from grammar.targets import is_of_change
from grammar.units import PERCENT, unit_of_header
from records import (
    Cell,
    Flag,
    Period,
    Statement,
    Step,
    TargetScope,
    TargetStatement,
    changed,
)

_EACH = re.compile(r"\b(month|quarter|in[- ]month)(?:ly)?\b", re.IGNORECASE)
_PROFILE = re.compile(r"\bprofiled?\b", re.IGNORECASE)
_BARE = re.compile(r"^(?:the |our |local |council )?(?:target|tgt|aim|goal|plan|standard)s?$", re.IGNORECASE)
"""Heads the council's own target, where another column heads one with more words (`Stretch target`)."""


@dataclass(frozen=True, slots=True)
class RowTarget:
    column: Column
    cell: Cell
    period: Period | None
    annual: bool

    def is_for_less(self, draft: Draft) -> bool:
        """A target for each month, or quarter, is none for the figure of a longer time."""
        part = _EACH.search(self.column.text)
        told = draft.statement.period_basis == "header" and not _EACH.search(draft.column.text)
        if part is None or draft.period is None or not told:
            return False
        longest = 92 if part.group(1).lower() == "quarter" else 31
        return draft.period.accumulation == "cumulative" or (draft.period.end - draft.period.start).days > longest


Given = tuple[Draft, RowTarget]
"""A figure, and the target that it took."""


def row_targets(row: Row, context: Context, sink: Sink) -> list[RowTarget]:
    """The targets that a row prints, left to right."""
    found: list[RowTarget] = []
    for column in row.header.of("target", "annual_target"):
        cell = row.cell(column)
        if not cell.text:
            continue
        annual = column.role == "annual_target"
        period = parse_label(column.period, context.report) if column.period else None
        found.append(RowTarget(column, cell, period, annual))
        sink.claim(cell, "target")
    return found


def write_targets(
    row: Row,
    targets: Sequence[RowTarget],
    drafts: Sequence[Draft],
    given: Sequence[Given],
    context: Context,
    sink: Sink,
) -> None:
    """The targets as the row prints them, each with the period of its header, or of the figures that took it."""
    for target in targets:
        scope = "year_end" if target.annual else "period"
        label = _told_period(target.column) or _period_of_figures(row, target, drafts, given)
        sink.targets.append(
            target_statement(row, target.cell, target.cell.text, label, scope, target.column.text, context)
        )


def _period_of_figures(row: Row, target: RowTarget, drafts: Sequence[Draft], given: Sequence[Given]) -> str:
    """The period that all the figures have which a target without one was given to; "" where they have several. A
    target that none of them took is of their time too, if they have but one."""
    if target.annual or target.column.doubt:
        return ""
    own = [draft for draft in drafts if not draft.earlier and not draft.statement.comparator]
    if not own:
        return row_period(row)
    took = [draft for draft, chosen in given if chosen is target]
    labels = {draft.statement.period for draft in took or own}
    return labels.pop() if len(labels) == 1 and (took or not target.is_for_less(own[0])) else ""


def _told_period(column: Column) -> str:
    return "" if column.doubt == YEAR_NOT_PRINTED else column.period


def target_statement(
    row: Row, cell: Cell, text: str, period: str, scope: str, header: str = "", context: Context | None = None
) -> TargetStatement:
    return TargetStatement(
        indicator=f"{row.name}: {row.part.group}" if row.part.group else row.name,
        code=row.code,
        target=text,
        place=cell.place,
        section=context.section if context else "",
        period=period,
        scope="year_end" if scope == "year_end" else "period",
        header=header or scope,
    )


def write_target_row(row: Row, columns: Sequence[Column], context: Context, sink: Sink) -> None:
    """A row that says "Target" where others name their year: targets of the row above, column by column."""
    for column in columns:
        cell = row.cell(column)
        if not cell.text:
            continue
        sink.claim(cell, "target")
        above = _said_above(row, cell, context, sink)
        period = column.period if above is None else sink.statements[above].period
        sink.targets.append(target_statement(row, cell, cell.text, period, "period", row_period(row), context))
        if above is not None:
            step = Step("extract", "target", "row of targets below", cell.text, cell.place)
            said = sink.statements[above]
            sink.statements[above] = changed(said, target=cell.text, target_scope="period", steps=(*said.steps, step))


def _said_above(row: Row, cell: Cell, context: Context, sink: Sink) -> int | None:
    """Which statement a target below is of: the figure of the newest year that the rows of that name print above it, in
    its column; where none is dated, the one directly above. None where that has a target already."""
    above = []
    for number in range(len(sink.statements) - 1, -1, -1):
        said = sink.statements[number]
        if said.indicator != row.name or said.place.table != cell.place.table:
            break
        if not said.comparator:
            above.append((number, said, parse_label(said.period, context.report) if said.period else None))
    years = [financial_year_of(period.end).start for _, _, period in above if period is not None]
    for number, said, period in above:
        if said.place.column != cell.place.column:
            continue
        if period is None:
            is_it = not years and _is_next_row(said, cell)
        else:
            is_it = financial_year_of(period.end).start == max(years) and not _adds_up(said, period)
        if is_it:
            return None if said.target else number
    return None


def _is_next_row(said: Statement, cell: Cell) -> bool:
    return said.place.row is not None and cell.place.row == said.place.row + 1


def _adds_up(said: Statement, period: Period) -> bool:
    return "cumulative" in (said.accumulation, period.accumulation)


def future_drafts(row: Row, drafts: Sequence[Draft], targets: Sequence[RowTarget], context: Context) -> list[Draft]:
    """A target whose header names a period of its own, for which the row prints no figure (yet)."""
    found = []
    for target in targets:
        covered = any(
            d.period is not None and target.period is not None and _covers(target.period, d.period) for d in drafts
        )
        if target.annual or target.period is None or covered or not drafts or not _sets_number(target.cell.text):
            continue
        draft = valueless(row, context, "")
        label = _told_period(target.column)
        statement = replace(
            draft.statement,
            flags=() if label else (Flag("period", "not_printed"),),
            period=label,
            period_basis="header" if label else None,
            place=target.cell.place,
        )
        found.append(Draft(statement, target.column, target.period))
    return found


def _sets_number(text: str) -> bool:
    quantity = parse_quantity(text)
    return quantity is not None and quantity.number is not None


def bare_target(row: Row, targets: Sequence[RowTarget]) -> bool:
    """A target alone makes a row only where a row has one period (a month to come), not over a year's quarters."""
    if not any(_sets_number(target.cell.text) for target in targets):
        return False
    return len(row.header.of("value", "previous")) <= 1


def give_target(draft: Draft, drafts: Sequence[Draft], targets: Sequence[RowTarget], row: Row) -> list[Given]:
    """The target whose header names the statement's period; an unnamed one to every period of the newest year."""
    if draft.statement.comparator or draft.earlier or draft.statement.target:
        return []
    chosen = _choose_target(draft, drafts, targets, row)
    if chosen is not None:
        scope: TargetScope = "year_end" if chosen.annual or _is_of_the_year(chosen, draft) else "period"
        draft.statement = changed(draft.statement, target=chosen.cell.text, target_scope=scope)
        if is_of_change(chosen.column.text, row.name):
            draft.flag("target", "of_change")
        draft.steps.append(
            Step("extract", "target", f"column {chosen.column.text!r}", chosen.cell.text, chosen.cell.place)
        )
        return [(draft, chosen)]
    printed = name_target(row.name)
    if printed and not targets:
        draft.statement = replace(draft.statement, target=printed, target_scope="period")
        draft.steps.append(Step("extract", "target", "in the indicator's name", printed))
    return []


def _is_of_the_year(chosen: RowTarget, draft: Draft) -> bool:
    """A target for the financial year beside the figure of a part of it, or of the year so far: due by its end."""
    year, part = chosen.period, draft.period
    if year is None or part is None or year.type != "financial_year" or not _covers(year, part):
        return False
    return (part.start, part.end) != (year.start, year.end)


def give_tolerance(draft: Draft, row: Row) -> None:
    cell = next((row.cell(c) for c in row.header.of("tolerance") if row.cell(c).text), None)
    if cell is not None and draft.statement.target:
        draft.statement = replace(draft.statement, tolerance=cell.text)
        draft.steps.append(Step("extract", "tolerance", "tolerance column", cell.text, cell.place))


def _choose_target(draft: Draft, drafts: Sequence[Draft], targets: Sequence[RowTarget], row: Row) -> RowTarget | None:
    period = draft.period
    targets = [t for t in targets if not _is_of_share(t, draft, drafts)]
    profile = next((t for t in targets if _is_profile_to_date(t, drafts)), None)
    if profile is not None and _is_to_date(draft, profile):
        return profile
    dated = [t for t in targets if t.period and period and not t.annual and _fits(t.period, period)]
    dated = [t for t in dated if t is not profile]
    if dated and period is not None:
        return min(dated, key=lambda t: _distance(t.period, period))
    plain = [t for t in targets if not t.annual and t.period is None and not t.is_for_less(draft)]
    if plain and _in_newest_year(draft, drafts, row):
        return _nearest(draft.column, _told_apart(draft, plain))
    annual = [t for t in targets if t.annual]
    if annual and not any(not t.annual for t in targets):
        fitting = [t for t in annual if t.period is None or (period and _covers(t.period, period))]
        if fitting and _in_newest_year(draft, drafts, row):
            return fitting[0]
    return None


def _is_of_share(target: RowTarget, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """`60%` beside a count and its percentage is the target of the percentage."""
    share = unit_of_header(target.column.text) == PERCENT or target.cell.text.rstrip().endswith("%")
    return share and not _is_share(draft) and any(_is_share(d) and d.period == draft.period for d in drafts)


def _is_share(draft: Draft) -> bool:
    quantity = draft.statement.quantity
    return PERCENT in (draft.statement.unit, quantity.unit if quantity is not None else "")


def _is_profile_to_date(target: RowTarget, drafts: Sequence[Draft]) -> bool:
    """`Profiled target Q2` is where the year to date should stand by then: not for the quarter's figure beside it."""
    profiled = target.period is not None and not target.annual and _PROFILE.search(target.column.text) is not None
    return profiled and any(_is_to_date(draft, target) for draft in drafts)


def _is_to_date(draft: Draft, target: RowTarget) -> bool:
    """Of the year up to the end of the target's period."""
    if draft.period is None or target.period is None or draft.statement.comparator:
        return False
    return draft.period.accumulation == "cumulative" and draft.period.end == target.period.end


def _told_apart(draft: Draft, targets: Sequence[RowTarget]) -> Sequence[RowTarget]:
    """Of several columns of targets the one that is called a target and no more; all of them, and a doubt, where each
    is called something else (`Minimum target`, `Stretch target`)."""
    bare = [target for target in targets if _BARE.match(target.column.text.strip(" :"))]
    if bare:
        return bare
    if len({t.column.text for t in targets}) > 1 and len({t.cell.text for t in targets}) > 1:
        draft.flag("target", "two_printed")
    return targets


def _fits(target: Period, period: Period) -> bool:
    """A target covers the period; one for the year to date is none for the single months in it."""
    to_date = target.accumulation == "cumulative" or (target.type == "range" and (target.end - target.start).days < 364)
    if to_date and period.accumulation != "cumulative":
        return (target.start, target.end) == (period.start, period.end)
    return _covers(target, period)


def _distance(target: Period | None, period: Period) -> tuple[bool, int]:
    """How far a target's period is from the figure's: whether it is added up otherwise, and the days it is longer."""
    if target is None:
        return False, 0
    days = (target.end - target.start).days - (period.end - period.start).days
    return target.accumulation != period.accumulation, days


def _covers(target: Period, period: Period) -> bool:
    return target.start <= period.start and period.end <= target.end


def _in_newest_year(draft: Draft, drafts: Sequence[Draft], row: Row) -> bool:
    dated = [d.period for d in drafts if d.period is not None and not d.statement.comparator and not d.earlier]
    headed = [p for p in dated if p is not None]
    if not headed or draft.period is None:
        return True
    if any(d.undated and not d.earlier for d in drafts):
        return False
    printed = [p for c in row.header.of("value") if c.period and (p := parse_label(c.period, row.report)) is not None]
    newest = financial_year_of(max(p.end for p in (*headed, *printed)))
    within = [p for p in headed if newest.start <= p.start and p.end <= newest.end]
    if draft.period.start < newest.start and within:
        return False  # twelve months to February: the target may be for the year that the other figures are of
    return financial_year_of(draft.period.end) == newest


def _nearest(column: Column, targets: Sequence[RowTarget]) -> RowTarget:
    return min(targets, key=lambda target: abs(target.column.index - column.index))
