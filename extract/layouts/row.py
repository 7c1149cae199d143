"""One row of a table of indicators: its own statements, and what target, rating and arrow belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.columns import Column, Header
from extract.context import Context
from extract.figures import CellFigures, Figure, name_target, read_figures
from extract.layouts.legends import sense_of_header
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS
from grammar.accumulation import accumulation_of
from grammar.arrows import direction_of_word, find_arrows, parse_arrow, parse_arrow_word
from grammar.numbers import parse_quantity
from grammar.periods import financial_year_of, parse_period
from grammar.ratings import parse_rating
from grammar.units import unit_of_header, unit_of_name
from records import (
    Accumulation,
    Cell,
    Flag,
    Kind,
    Mark,
    Period,
    PeriodBasis,
    Quantity,
    Span,
    Statement,
    Step,
    TargetStatement,
)

_MISSING_WORDS = 25
"""Longest cell (characters) whose words stand in place of a figure as a sign ("not available"), not as a remark."""


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


def read_row(row: Row, context: Context, sink: Sink) -> None:
    """Write the row's own statements to the sink."""
    drafts = [draft for column in row.header.of("value", "previous") for draft in _drafts(row, column, context, sink)]
    drafts = _with_change_arrows(drafts, row, context, sink)
    newest = _newest(drafts)
    row_period = _row_period(row)
    targets = _targets(row, context, sink, drafts)
    marks = _marks(row, sink)
    if not drafts and (marks.any or _bare_target(row, targets)):
        newest = _valueless(row, context, row_period)
        drafts = [newest]
    drafts = [*drafts, *_future(row, drafts, targets, context)]
    if not drafts:
        _claim_empty(row, sink)
        return
    for draft in drafts:
        _give_target(draft, drafts, targets, row)
        _give_tolerance(draft, row)
    if newest is not None:
        _give_marks(newest, marks, context)
    _claim_names(row, sink)
    for draft in drafts:
        sink.statements.append(replace(draft.statement, steps=(*draft.statement.steps, *draft.steps)))


# ---------------------------------------------------------------------------------------- values
def _drafts(row: Row, column: Column, context: Context, sink: Sink) -> list[Draft]:
    cell = row.cell(column)
    if not cell.text:
        return []
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
        sink.targets.append(_target_statement(row, cell, target, "", "cell"))
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
    period = parse_period(label, year) if label else None
    if not label and column.role == "value" and not figure.comparator:
        basis, period = "report", context.report
    name = row.name
    item = figure.item if count > 1 else ""
    if item:
        name = f"{name}: {item}"
    flags: list[Flag] = []
    if figure.doubt:
        flags.append(Flag("value", figure.doubt))
    if column.role == "previous" and not label:
        flags.append(Flag("period", "not_printed"))
    start = cell.place.start
    place = (
        cell.place
        if start is None or count == 1
        else replace(cell.place, start=start + figure.span.start, end=start + figure.span.end)
    )
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
        unit=_unit_hint(row, column),
        polarity=_polarity_text(row) or context.polarity,
        flags=tuple(flags),
        steps=steps,
    )
    return Draft(statement, column, period)


def _accumulation(row: Row, column: Column, figure: Figure) -> Accumulation | None:
    if figure.rolling:
        return "rolling"
    if figure.year_to_date:
        return "cumulative"
    return accumulation_of(row.name) or accumulation_of(column.text)


def _unit_hint(row: Row, column: Column) -> str:
    printed = next((row.cell(c).text for c in row.header.of("unit") if row.cell(c).text), "")
    return unit_of_header(printed) or unit_of_header(column.text)


def _polarity_text(row: Row) -> str:
    return next((row.cell(c).text for c in row.header.of("polarity") if row.cell(c).text), "")


def _period_of(row: Row, column: Column, figure: Figure) -> tuple[str, PeriodBasis | None]:
    if column.period and not (figure.period and _narrower(figure.period, column.period)):
        return column.period, "header"
    if figure.period:
        label = (
            f"YTD {figure.period}" if figure.year_to_date and parse_period(f"YTD {figure.period}") else figure.period
        )
        return label, "cell"
    printed = _row_period(row)
    return (printed, "cell") if printed else ("", None)


def _narrower(inner: str, outer: str) -> bool:
    """A period in the cell stands against its header's only where it lies inside it."""
    a, b = parse_period(inner), parse_period(outer)
    return a is not None and b is not None and b.start <= a.start and a.end <= b.end and a != b


def _row_period(row: Row) -> str:
    return next((row.cell(c).text for c in row.header.of("period") if row.cell(c).text), "")


def _newest(drafts: Sequence[Draft]) -> Draft | None:
    """The council's own statement of the newest period that prints something."""
    own = [draft for draft in drafts if not draft.statement.comparator]
    current = [draft for draft in own if not draft.earlier] or own
    dated = [draft for draft in current if draft.period is not None]
    if dated:
        return max(dated, key=lambda draft: (draft.period.end, draft.period.start)) if dated else None  # type: ignore[union-attr]
    return current[-1] if current else None


def _valueless(row: Row, context: Context, label: str) -> Draft:
    """A row with a rating, an arrow or a target but no figure."""
    columns = row.header.of("value")
    header = next((c for c in columns if c.period), None) if len([c for c in columns if c.period]) == 1 else None
    period = label or (header.period if header else "")
    basis: PeriodBasis = "cell" if label else "header" if header else "report"
    column = columns[0] if columns else row.header.columns[0]
    cell = next(
        (row.cell(c) for c in row.header.of("rating", "arrow", "target", "annual_target") if row.cell(c).text), None
    )
    place = cell.place if cell is not None else (row.name_cell.place if row.name_cell else row.cells[0].place)
    statement = Statement(
        kind=row.kind,
        indicator=row.name,
        code=row.code,
        section=context.section,
        place=place,
        reader="table",
        period=period,
        period_basis=basis,
        accumulation=accumulation_of(row.name),
        unit=_unit_hint(row, column),
        polarity=_polarity_text(row) or context.polarity,
        steps=(Step("extract", "indicator", "row name", row.name, row.name_cell.place if row.name_cell else place),),
    )
    return Draft(statement, column, parse_period(period, context.report) if period else context.report)


# ---------------------------------------------------------------------------------------- targets
@dataclass(frozen=True, slots=True)
class _Target:
    column: Column
    cell: Cell
    period: Period | None
    annual: bool


def _targets(row: Row, context: Context, sink: Sink, drafts: Sequence[Draft]) -> list[_Target]:
    found: list[_Target] = []
    for column in row.header.of("target", "annual_target"):
        cell = row.cell(column)
        if not cell.text:
            continue
        annual = column.role == "annual_target"
        period = parse_period(column.period, context.report) if column.period else None
        found.append(_Target(column, cell, period, annual))
        sink.claim(cell, "target")
        label = column.period or (
            "" if annual else next((d.statement.period for d in drafts if not d.earlier), _row_period(row))
        )
        sink.targets.append(
            _target_statement(row, cell, cell.text, label, "year_end" if annual else "period", column.text, context)
        )
    return found


def _target_statement(
    row: Row, cell: Cell, text: str, period: str, scope: str, header: str = "", context: Context | None = None
) -> TargetStatement:
    return TargetStatement(
        indicator=row.name,
        code=row.code,
        target=text,
        place=cell.place,
        section=context.section if context else "",
        period=period,
        scope="year_end" if scope == "year_end" else "period",
        header=header or scope,
    )


def _future(row: Row, drafts: Sequence[Draft], targets: Sequence[_Target], context: Context) -> list[Draft]:
    """A target whose header names a period of its own, for which the row prints no figure (yet)."""
    found = []
    for target in targets:
        covered = any(
            d.period is not None and target.period is not None and _covers(target.period, d.period) for d in drafts
        )
        if target.annual or target.period is None or covered or not drafts or not _sets_number(target.cell.text):
            continue
        draft = _valueless(row, context, "")
        statement = replace(
            draft.statement, period=target.column.period, period_basis="header", place=target.cell.place
        )
        found.append(Draft(statement, target.column, target.period))
    return found


def _sets_number(text: str) -> bool:
    quantity = parse_quantity(text)
    return quantity is not None and quantity.number is not None


def _bare_target(row: Row, targets: Sequence[_Target]) -> bool:
    """A target alone makes a row only where the table prints one period a row (a future month), not a year's quarters."""
    if not targets or all(parse_quantity(t.cell.text) is None or parse_quantity(t.cell.text).missing for t in targets):  # type: ignore[union-attr]
        return False
    return len(row.header.of("value", "previous")) <= 1


def _give_target(draft: Draft, drafts: Sequence[Draft], targets: Sequence[_Target], row: Row) -> None:
    """The target whose header names the statement's period; an unnamed one to every period of the newest year."""
    if draft.statement.comparator or draft.earlier:
        return
    if draft.statement.target:
        return
    chosen = _choose_target(draft, drafts, targets, row)
    if chosen is not None:
        scope = "year_end" if chosen.annual else "period"
        draft.statement = replace(draft.statement, target=chosen.cell.text, target_scope=scope)
        draft.steps.append(
            Step("extract", "target", f"column {chosen.column.text!r}", chosen.cell.text, chosen.cell.place)
        )
        return
    printed = name_target(row.name)
    if printed and not targets:
        draft.statement = replace(draft.statement, target=printed, target_scope="period")
        draft.steps.append(Step("extract", "target", "in the indicator's name", printed))


def _give_tolerance(draft: Draft, row: Row) -> None:
    cell = next((row.cell(c) for c in row.header.of("tolerance") if row.cell(c).text), None)
    if cell is not None and draft.statement.target:
        draft.statement = replace(draft.statement, tolerance=cell.text)
        draft.steps.append(Step("extract", "tolerance", "tolerance column", cell.text, cell.place))


def _choose_target(draft: Draft, drafts: Sequence[Draft], targets: Sequence[_Target], row: Row) -> _Target | None:
    period = draft.period
    for target in targets:
        if target.period and period and not target.annual and _covers(target.period, period):
            return target
    plain = [t for t in targets if not t.annual and t.period is None]
    if plain and _in_newest_year(draft, drafts, row):
        return _nearest(draft.column, plain)
    annual = [t for t in targets if t.annual]
    if annual and not any(not t.annual for t in targets):
        fitting = [t for t in annual if t.period is None or (period and _covers(t.period, period))]
        if fitting and _in_newest_year(draft, drafts, row):
            return fitting[0]
    return None


def _covers(target: Period, period: Period) -> bool:
    return target.start <= period.start and period.end <= target.end


def _in_newest_year(draft: Draft, drafts: Sequence[Draft], row: Row) -> bool:
    dated = [d.period for d in drafts if d.period is not None and not d.statement.comparator and not d.earlier]
    headed = [p for p in dated if p is not None]
    if not headed or draft.period is None:
        return True
    printed = [p for c in row.header.of("value") if c.period and (p := parse_period(c.period)) is not None]
    newest = max(p.end for p in (*headed, *printed))
    return financial_year_of(draft.period.end) == financial_year_of(newest)


def _nearest(column: Column, targets: Sequence[_Target]) -> _Target:
    return min(targets, key=lambda target: abs(target.column.index - column.index))


# ---------------------------------------------------------------------------------------- marks
@dataclass(frozen=True, slots=True)
class _Marks:
    rating: Mark | None = None
    rating_cell: Cell | None = None
    rating_column: Column | None = None
    arrow: Mark | None = None
    arrow_cell: Cell | None = None
    fraction: Cell | None = None
    direction_cell: Cell | None = None
    arrow_header: str = ""

    @property
    def any(self) -> bool:
        """A rating or an arrow is printed."""
        return self.rating is not None or self.arrow is not None or self.direction_cell is not None


def _marks(row: Row, sink: Sink) -> _Marks:
    found = _Marks()
    for column in row.header.of("rating", "arrow"):
        cell = row.cell(column)
        if not cell.text and not cell.marks:
            continue
        rating = (
            _rating(cell)
            if column.role == "rating"
            else next((m for m in cell.marks if m.rag and m.rag != "not_rated"), None)
        )
        arrow = next((m for m in cell.marks if m.arrow), None) or (
            _worded_arrow(cell.text) if column.role == "arrow" else None
        )
        if rating is not None and found.rating is None:
            found = replace(found, rating=rating, rating_cell=cell, rating_column=column)
            sink.claim(cell, "observation")
        if arrow is not None and found.arrow is None:
            found = replace(found, arrow=arrow, arrow_cell=cell, arrow_header=column.text)
            sink.claim(cell, "observation")
        if rating is None and arrow is None and direction_of_word(cell.text) and column.role == "arrow":
            found = replace(found, direction_cell=found.direction_cell or cell)
            sink.claim(cell, "observation", "direction in words")
        elif rating is None and arrow is None:
            quantity = parse_quantity(cell.text)
            blank = quantity is not None and bool(quantity.missing)
            sink.claim(cell, "commentary" if blank else "unread", "no mark" if blank else "no known mark")
            if not blank:
                sink.find(
                    "unread_mark", f"the column {column.text!r} holds no mark that is known", cell.place, cell.text
                )
    for column in row.header.of("fraction"):
        cell = row.cell(column)
        if cell.text:
            quantity = parse_quantity(cell.text)
            useful = quantity is not None and quantity.numerator is not None
            sink.claim(cell, "observation" if useful else "commentary", "numerator and denominator")
            found = replace(found, fraction=cell) if useful else found
    return found


def _worded_arrow(text: str) -> Mark | None:
    """An arrow lost to a symbol font (`é`), or spelled out ("Up"); words of meaning ("No change") are directions."""
    if direction_of_word(text) is not None:
        return None
    return (parse_arrow(text, symbol_font=True) if len(text) <= 2 else None) or parse_arrow_word(text)


def _rating(cell: Cell) -> Mark | None:
    mark = next((m for m in cell.marks if m.rag), None)
    return mark or parse_rating(cell.text, symbols=True)


def _give_marks(draft: Draft, marks: _Marks, context: Context) -> None:
    if marks.rating is not None and marks.rating_column is not None and marks.rating_cell is not None:
        forecast = marks.rating_column.forecast
        status = _status_word(marks.rating_cell.text)
        scope = "year_end_forecast" if forecast else "overall" if draft.statement.kind == "project" else "period"
        draft.statement = replace(draft.statement, rating=marks.rating, rag_scope=scope, status=status)  # type: ignore[arg-type]
        draft.steps.append(
            Step(
                "extract",
                "rag",
                f"column {marks.rating_column.text!r}",
                marks.rating_cell.text,
                marks.rating_cell.place,
            )
        )
    if marks.arrow is not None and marks.arrow_cell is not None:
        sense = context.legend.arrow_sense or sense_of_header(marks.arrow_header)
        draft.statement = replace(draft.statement, arrow=marks.arrow, arrow_sense=sense or None)  # type: ignore[arg-type]
        draft.steps.append(Step("extract", "arrow", "arrow column", marks.arrow_cell.text, marks.arrow_cell.place))
    if marks.direction_cell is not None and marks.arrow is None:
        draft.statement = replace(draft.statement, direction=marks.direction_cell.text)
        draft.steps.append(
            Step(
                "extract",
                "direction",
                "word in the direction column",
                marks.direction_cell.text,
                marks.direction_cell.place,
            )
        )
    if marks.fraction is not None:
        draft.statement = replace(draft.statement, fraction=marks.fraction.text)
        draft.steps.append(
            Step(
                "extract", "numerator", "column of numerator and denominator", marks.fraction.text, marks.fraction.place
            )
        )


def _status_word(text: str) -> str:
    word = text.strip().strip(".").lower()
    known = {
        "completed": "completed",
        "complete": "completed",
        "closed": "closed",
        "discontinued": "discontinued",
        "not started": "not_started",
        "on hold": "on_hold",
    }
    return known.get(word, "")


def _with_change_arrows(drafts: list[Draft], row: Row, context: Context, sink: Sink) -> list[Draft]:
    """`↑8.1` in a column of changes: the sign of the change of the value column to its left, not its meaning."""
    for column in row.header.of("change"):
        cell = row.cell(column)
        if not cell.text:
            continue
        arrows = find_arrows(cell.text)
        left = [draft for draft in drafts if draft.column.index < column.index]
        if arrows and left:
            nearest = max(left, key=lambda draft: draft.column.index)
            mark = replace(arrows[0][0], raw=cell.text)
            for draft in [d for d in left if d.column.index == nearest.column.index]:
                draft.statement = replace(draft.statement, arrow=mark, arrow_sense="value")
                draft.steps.append(
                    Step("extract", "arrow", f"sign of the change in column {column.text!r}", cell.text, cell.place)
                )
            sink.claim(cell, "observation", "sign of a change")
        else:
            sink.claim(cell, "commentary", "change, not a figure of its own")
    return drafts


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
        if column.role in ("name", "code", "polarity", "period", "unit") or (
            column.role == "none" and cell.text == row.code
        ):
            sink.claim(cell, "observation")
        elif column.role in ("comment", "description"):
            sink.claim(cell, "commentary")
        elif column.role == "tolerance":
            sink.claim(cell, "observation", "tolerance")


# ---------------------------------------------------------------------------------------- statements made directly
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
