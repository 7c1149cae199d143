"""Blocks: one indicator in a table of labelled rows, with a row of periods, a row of values and a row of ratings.

Titles and overall ratings stand above (or are lost). Period columns start anywhere; rating and arrow may share a
cell or stand in two. Values belong to the period column above them; ratings to the values in order, and only where
there are as many pairs as values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.context import Context
from extract.headers import header_at
from extract.layouts.earlier import earlier_period, go_on, is_earlier
from extract.layouts.row_roles import role_column
from extract.layouts.sentences import benchmark_statements, count_figures, is_single_figure
from extract.roles import role_of
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS, label_of, split_label
from grammar.accumulation import accumulation_of
from grammar.periods import parse_label
from grammar.units import unit_of_name
from records import Cell, Flag, Grid, Kind, Mark, Period, Statement, Step, TargetStatement

_GENERIC_LABELS = frozenset(
    {"value", "actual", "performance", "result", "outturn", "figure", "rag", "status", "latest", "score", "data"}
)


@dataclass(slots=True)
class Labels:
    """What the labelled cells of a block print."""

    description: str = ""
    polarity: str = ""
    target: Cell | None = None
    target_text: str = ""
    targets: tuple[Cell, ...] = ()
    """A row of targets, each below its period."""
    tolerance: str = ""
    unit: str = ""
    benchmarks: list[Cell] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Series:
    """One row of values under a row of periods."""

    label: Cell | None
    periods: dict[int, Cell]
    values: tuple[Cell, ...]


def is_block(grid: Grid, context: Context) -> bool:
    """Labelled rows, or (inside a titled block) a row of periods above values."""
    firsts = [next((cell.text for cell in row if cell.text), "") for row in grid.rows]
    kinds = {
        label
        for row, first in zip(grid.rows, firsts, strict=True)
        if label_of(first) and _labels_something(row)
        for cell in row
        if (label := label_of(cell.text))
    }
    labelled = len(kinds & {"description", "benchmark", "polarity", "target"})
    periods = any(_period_row(row, context) for row in grid.rows)
    if periods and _lists_indicators(grid):
        return False
    if labelled >= 2 or (labelled >= 1 and periods):
        return True
    return periods and context.titled and _starts_with_periods(grid, context)


def _lists_indicators(grid: Grid) -> bool:
    """A head of names and periods, a column of Actual, Target, RAG below its blank: several indicators, no block."""
    header = header_at(grid, 0)
    if header is None or not header.of("name"):
        return False
    column = role_column(grid, header, range(header.last_row + 1, len(grid.rows)))
    return column is not None and column > header.of("name")[0].index and not header.columns[column].text


def goes_with(grid: Grid, after: Grid, context: Context) -> bool:
    """Whether a table of labels alone goes on in the next one, which begins with periods."""
    if any(_period_row(row, context) for row in grid.rows) or not is_block(grid, context):
        return False
    return _starts_with_periods(after, context) and not any(label_of(row[0].text) for row in after.rows)


def _labels_something(row: Sequence[Cell]) -> bool:
    """The cell behind the first label is text or a figure, not another label or header word."""
    cells = [cell.text for cell in row if cell.text]
    if len(cells) < 2 or label_of(cells[1]):
        return False
    return len(cells[1].split()) > 2 or role_of(cells[1]) not in ("value", "target", "rating", "arrow")


def _starts_with_periods(grid: Grid, context: Context) -> bool:
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not rows or len(rows) < 2:
        return False
    first = _period_row(rows[0], context)
    return (
        len(first) >= 2
        and sum(1 for c in first if is_single_figure(rows[1][c].text)) * 2 >= len(first)
        and (0 in first or not rows[1][0].text)
    )


def read_block(grid: Grid, context: Context, sink: Sink) -> None:
    """Write the statements of one block to the sink."""
    start = len(sink.statements)
    labels = read_labels(grid, sink)
    kind: Kind = "finance" if FINANCE_WORDS.search(context.title) else "measure"
    series, ratings = _series(grid, context, sink)
    turned = go_on((h.text for one in series if not _earlier(one) for _, h in _place_values(one)[0]), context.report)
    for index, one in enumerate(series):
        _write_series(one, ratings.get(index), labels, kind, len(series), turned, context, sink)
    name = context.title or (series[0].label.text if len(series) == 1 and series[0].label else "")
    for cell in labels.benchmarks:
        inner = replace(context, polarity=labels.polarity or context.polarity)
        found = benchmark_statements(cell, name, inner, kind) if name else []
        sink.statements.extend(found)
        sink.claim(cell, "observation" if found else "commentary", "benchmark in words")
        sink.prose_figures += 0 if found else count_figures(cell.text)
    _write_targets(labels, name or context.section, series, context, sink)
    if labels.target is not None:
        sink.targets.append(_target_statement(name or context.section, labels.target, "", context))
    _finish_overall(sink, start, context)


def read_labels(grid: Grid, sink: Sink) -> Labels:
    """Read all label / text pairs of a grid and claim their cells."""
    labels = Labels()
    for row in grid.rows:
        cells = [cell for cell in row if cell.text]
        position = 0
        while position < len(cells):
            cell = cells[position]
            kind, rest = label_of(cell.text), ""
            if not kind:
                kind, rest = split_label(cell.text)
                rest = rest if kind else ""
            if not kind:
                position += 1
                continue
            labels.count += 1
            value = (
                cells[position + 1] if position + 1 < len(cells) and not label_of(cells[position + 1].text) else None
            )
            if rest:
                take_label(labels, kind, replace(cell, text=rest), sink)
                sink.claim(cell, "header")
                position += 1
                continue
            sink.claim(cell, "header")
            if kind == "target" and position == 0 and len(cells) > 2 and _are_figures(cells[1:]):
                labels.targets = tuple(cells[1:])
                break
            if value is not None:
                take_label(labels, kind, value, sink)
                position += 1
            position += 1
    return labels


def _are_figures(cells: Sequence[Cell]) -> bool:
    return all(is_single_figure(cell.text) for cell in cells)


def take_label(labels: Labels, kind: str, value: Cell, sink: Sink) -> None:
    """Keep the text of one labelled cell."""
    if kind == "description":
        labels.description = labels.description or value.text
        sink.claim(value, "commentary", "description")
    elif kind == "benchmark":
        labels.benchmarks.append(value)
    elif kind == "polarity":
        labels.polarity = value.text
        sink.claim(value, "observation", "polarity")
    elif kind == "target":
        labels.target, labels.target_text = value, value.text
        sink.claim(value, "target")
    elif kind == "tolerance":
        labels.tolerance = value.text
        sink.claim(value, "observation", "tolerance")
    elif kind == "unit":
        labels.unit = value.text
        sink.claim(value, "observation", "unit")
    elif kind == "text":
        sink.claim(value, "commentary")


def _period_row(row: Sequence[Cell], context: Context) -> dict[int, Cell]:
    """Columns of a row that are periods, where the row holds nothing else but a label before them."""
    periods: dict[int, Cell] = {}
    others: list[int] = []
    for c, cell in enumerate(row):
        if cell.text and parse_label(cell.text, context.report) is not None:
            periods[c] = cell
        elif cell.text:
            others.append(c)
            if len(others) > 1:
                return {}
    if not periods or (others and others[0] > min(periods)):
        return {}
    return periods


def _series(grid: Grid, context: Context, sink: Sink) -> tuple[list[_Series], dict[int, list[Cell]]]:
    """Rows of values with the periods above them, and the rating row of each."""
    series: list[_Series] = []
    ratings: dict[int, list[Cell]] = {}
    periods: dict[int, Cell] = {}
    period_label: Cell | None = None
    for row in grid.rows:
        cells = [cell for cell in row if cell.text]
        if not cells or label_of(cells[0].text) in (
            "description",
            "benchmark",
            "polarity",
            "target",
            "text",
            "tolerance",
        ):
            continue
        found = _period_row(row, context)
        if found:
            periods = found
            period_label = next((cell for cell in cells if cell not in found.values()), None)
            for cell in cells:
                sink.claim(cell, "header" if cell in found.values() else "observation", "period row")
            continue
        if not periods:
            continue
        label = cells[0] if not is_single_figure(cells[0].text) and not cells[0].marks else None
        body = [cell for cell in cells if cell is not label]
        if body and all(cell.marks for cell in body):
            if series:
                ratings[len(series) - 1] = body
            continue
        values = [cell for cell in body if is_single_figure(cell.text)]
        if values and len(values) == len(body):
            series.append(_Series(label or period_label, periods, tuple(values)))
        elif series and not values:
            for cell in cells:
                sink.claim(cell, "commentary", "words beside the values")
    return series, ratings


def _write_series(
    one: _Series,
    ratings: list[Cell] | None,
    labels: Labels,
    kind: Kind,
    count: int,
    turned: bool,
    context: Context,
    sink: Sink,
) -> None:
    name = _name(one, context, count)
    if context.title and name != context.title:
        context = replace(context, section=context.title)  # the title groups its series
    placed, in_order = _place_values(one)
    pairs = _pairs(ratings or [])
    matched = len(pairs) == len(one.values)
    flags: list[Flag] = []
    if ratings and not matched:
        flags = [Flag("rag", "count_mismatch"), Flag("arrow", "count_mismatch")]
        sink.find(
            "rating_count",
            f"{len(pairs)} ratings stand under {len(one.values)} values; none was assigned",
            ratings[0].place,
            " ".join(c.text for c in ratings),
        )
    for cell in ratings or []:
        sink.claim(
            cell, "observation" if matched else "unread", "" if matched else "ratings that do not fit the values"
        )
    if not placed:
        for cell in one.values:
            sink.claim(cell, "unread", "values that stand under no period")
            sink.find("unread_cell", "values that stand under no period", cell.place, cell.text)
        return
    if one.label is not None:
        sink.claim(one.label, "observation", "name of the series")
    if earlier := _earlier(one):
        said = "" if turned else earlier
        placed = [(cell, replace(header, text=earlier_period(said, header.text))) for cell, header in placed]
        labels = replace(labels, target=None, target_text="", targets=(), tolerance="")  # of the current figures
    targets = {} if in_order else {target.place.column: target for target in labels.targets}
    for index, (cell, header) in enumerate(placed):
        sink.claim(cell, "observation")
        rating, arrow, mark_cell = pairs[index] if matched and index < len(pairs) else (None, None, None)
        sink.statements.append(
            _statement(
                name,
                kind,
                cell,
                header,
                rating,
                arrow,
                mark_cell,
                _with_own_target(labels, targets.get(cell.place.column)),
                (
                    *flags,
                    *([Flag("period", "by_order")] if in_order else []),
                    *([] if header.text else [Flag("period", "not_printed")]),
                ),
                context,
            )
        )


def _earlier(one: _Series) -> str:
    """The label of a row of older figures, "" for any other row."""
    label = one.label.text.strip(" :*") if one.label is not None else ""
    return label if is_earlier(label) else ""


def _with_own_target(labels: Labels, target: Cell | None) -> Labels:
    """Where a row prints targets, a figure has the one that stands in its column, or none."""
    if not labels.targets:
        return labels
    return replace(labels, target=target, target_text=target.text if target is not None else "")


def _write_targets(labels: Labels, name: str, series: Sequence[_Series], context: Context, sink: Sink) -> None:
    """Targets of a row, with the period of each; what stands under no period is unread."""
    periods = {c: cell for one in series for c, cell in one.periods.items()}
    for cell in labels.targets:
        header = periods.get(cell.place.column) if cell.place.column is not None else None
        if header is None or not name:
            sink.claim(cell, "unread", "a target under no period")
            sink.find("unread_cell", "a target under no period", cell.place, cell.text)
            continue
        sink.claim(cell, "target")
        sink.targets.append(_target_statement(name, cell, header.text, context))


def _name(one: _Series, context: Context, count: int) -> str:
    label = one.label.text.strip(" :") if one.label else ""
    if not label or is_earlier(label) or label.lower() in _GENERIC_LABELS or label_of(label):
        return context.title
    return label


def _place_values(one: _Series) -> tuple[list[tuple[Cell, Cell]], bool]:
    """Values with the header above each: by column, or in order where the counts agree and no column does."""
    straight = [
        (cell, one.periods[c]) for cell in one.values if (c := cell.place.column) is not None and c in one.periods
    ]
    if len(straight) == len(one.values):
        return straight, False
    if len(one.values) == len(one.periods):
        return list(zip(one.values, one.periods.values(), strict=True)), True
    return [], False


def _pairs(cells: Sequence[Cell]) -> list[tuple[Mark | None, Mark | None, Cell]]:
    """Ratings and arrows of a row as pairs, fused in a cell or split over two."""
    pairs: list[tuple[Mark | None, Mark | None, Cell]] = []
    for cell in cells:
        for mark in cell.marks:
            if mark.rag is not None:
                pairs.append((mark, None, cell))
            elif pairs and pairs[-1][1] is None and pairs[-1][0] is not None:
                pairs[-1] = (pairs[-1][0], mark, pairs[-1][2])
            else:
                pairs.append((None, mark, cell))
    return pairs


def _statement(
    name: str,
    kind: Kind,
    cell: Cell,
    header: Cell,
    rating: Mark | None,
    arrow: Mark | None,
    mark_cell: Cell | None,
    labels: Labels,
    flags: tuple[Flag, ...],
    context: Context,
) -> Statement:
    steps = [
        Step("extract", "value", "row of values", cell.text, cell.place),
        Step("extract", "period", "row of periods", header.text, header.place),
    ]
    if context.title_cell is not None:
        steps.append(Step("extract", "indicator", "title above the block", name, context.title_cell.place))
    if mark_cell is not None:
        steps.append(Step("extract", "rag", "row of ratings, in order", mark_cell.text, mark_cell.place))
    if labels.target is not None:
        steps.append(Step("extract", "target", "labelled cell", labels.target_text, labels.target.place))
    sense = context.legend.arrow_sense or None
    return Statement(
        kind=kind,
        indicator=name,
        code=context.code,
        section=context.section,
        place=cell.place,
        reader="block",
        period=header.text,
        period_basis="header" if header.text else None,
        accumulation=accumulation_of(name),
        value=cell.text,
        unit=labels.unit or _described_unit(name, labels.description),
        target=labels.target_text,
        target_scope="period" if labels.target_text else None,
        tolerance=labels.tolerance,
        rating=rating,
        rag_scope="period" if rating else None,
        arrow=arrow,
        arrow_sense=sense if arrow else None,  # type: ignore[arg-type]
        polarity=labels.polarity or context.polarity,
        flags=flags,
        steps=tuple(steps),
    )


def _described_unit(name: str, description: str) -> str:
    return "" if unit_of_name(name) else unit_of_name(description.split(". ")[0])


def _target_statement(name: str, cell: Cell, period: str, context: Context) -> TargetStatement:
    return TargetStatement(
        indicator=name,
        code=context.code,
        target=cell.text,
        place=cell.place,
        section=context.section,
        period=period,
        scope="period",
        header="Target",
    )


def _finish_overall(sink: Sink, start: int, context: Context) -> None:
    """The rating above a block: a check on the newest period's; the rating itself where the block prints none."""
    if context.overall is None or context.overall_cell is None:
        return
    own = [
        i
        for i in range(start, len(sink.statements))
        if not sink.statements[i].comparator and sink.statements[i].reader == "block"
    ]
    names = {sink.statements[i].indicator for i in own}
    if not own or len(names) > 1 or any(sink.statements[i].rating or _mismatch(sink.statements[i]) for i in own):
        sink.claim(context.overall_cell, "context", "overall rating of the block")
        return
    newest = max(own, key=lambda i: _end(sink.statements[i], context.report))
    sink.statements[newest] = replace(
        sink.statements[newest],
        rating=context.overall,
        rag_scope="overall",
        steps=(
            *sink.statements[newest].steps,
            Step("extract", "rag", "rating above the block", context.overall.raw, context.overall_cell.place),
        ),
    )
    sink.claim(context.overall_cell, "observation")


def _mismatch(statement: Statement) -> bool:
    return any(flag.code == "count_mismatch" for flag in statement.flags)


def _end(statement: Statement, report: Period | None) -> str:
    period = parse_label(statement.period, report)
    return period.end.isoformat() if period else ""
