"""One indicator as labelled rows under a row of periods: Actual, Target and Rating, several series, comparators.

The title stands above the grid, as a heading or as labelled lines ("Title: …", "Polarity: …"). Each row says by its
label what it prints; a label that is neither a role nor an area names a series of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extract.columns import NO_HINTS, describe
from extract.context import Context
from extract.headers import is_value_like
from extract.layouts.earlier import earlier_period, go_on, is_earlier, year_of
from extract.layouts.key_words import is_label_word
from extract.roles import role_of
from extract.sink import Sink
from extract.vocabulary import label_of
from grammar.accumulation import accumulation_of
from grammar.codes import split_code
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, is_relative_year, parse_label, same_financial_year
from grammar.ratings import parse_rating
from records import Cell, Flag, Grid, Mark, Statement, Step, TargetStatement

_GENERIC = frozenset({"actual", "actuals", "value", "result", "outturn", "performance", "achieved", "figure", "score"})
_TARGETS = frozenset({"target", "targets", "milestone", "trajectory", "plan", "goal", "annual target"})


_RANK = re.compile(r"^(?:(?:national|our|family|peer|regional|overall) )?(?:rank(?:ing|ed)?|quartile|decile)\b")
_SHORT = 3
"""Words of a label that says what its row is (`% change`, `Gap to target`); more of them name something."""


@dataclass(slots=True)
class _Rows:
    """The rows of a matrix by what they print."""

    values: list[tuple[str, str, tuple[Cell, ...]]] = field(default_factory=list)
    """(series name, comparator area, cells)"""
    earlier: list[tuple[Cell, ...]] = field(default_factory=list)
    targets: tuple[Cell, ...] | None = None
    ratings: tuple[Cell, ...] | None = None
    arrows: tuple[Cell, ...] | None = None


def is_matrix(grid: Grid, context: Context) -> bool:
    """A row of periods over labelled rows, with a title above and a target, a rating or an area among the labels."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if len(rows) < 2 or not context.title or grid.width < 2 or rows[0][0].text:
        return False
    periods = _periods(rows[0], context)
    heads = [cell for cell in rows[0][1:] if cell.text]
    if not periods or len(periods) != len(heads):
        return False
    labels = [row[0].text for row in rows[1:]]
    if not all(labels) or any(is_value_like(label) and not is_earlier(label) for label in labels):
        return False
    return any(_kind(label, context) not in ("series", "text") for label in labels if year_of(label) is None)


def _periods(row: Sequence[Cell], context: Context) -> dict[int, str]:
    """Columns with the period each names; "Baseline 2013/14" is that year."""
    found = {}
    for c, cell in enumerate(row):
        if len(find_periods(cell.text)) > 1:
            continue  # two columns that were read as one
        label = describe(c, cell.text, hints=NO_HINTS).period if c and cell.text else ""
        label = label or (cell.text if c and cell.text else "")
        if label and parse_label(label, context.report) is not None:
            found[c] = label
    return found


def _kind(label: str, context: Context) -> str:
    text = label.strip(" :").lower()
    if text in _TARGETS:
        return "target"
    if (year := year_of(label)) is not None and context.report is not None:
        return "value" if same_financial_year(year, context.report) else "earlier"
    if is_earlier(label):
        return "earlier"
    if text in _GENERIC or is_relative_year(label):
        return "value"
    if role_of(label) in ("rating", "arrow"):
        return str(role_of(label))
    if role_of(label) == "comment" and (label_of(label) or is_label_word(label) or _RANK.match(text)):
        return "text"
    if role_of(label) in ("change", "fraction", "tolerance") and len(text.split()) <= _SHORT:
        return "text"
    areas = context.finder.find(label)
    if areas and len(areas[0].text) * 3 >= len(text) * 2:
        return "comparator" if areas[0].comparator else "value"
    return "series"


def read_matrix(grid: Grid, context: Context, sink: Sink) -> None:
    """Write a statement for each figure (and each target of a period still to come)."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    periods = _periods(rows[0], context)
    for cell in rows[0]:
        sink.claim(cell, "header")
    found = _sort(rows[1:], context, sink)
    newest = max(periods, key=lambda c: _end(periods[c], context))
    found.ratings, found.arrows = (_of_newest(row, newest, sink) for row in (found.ratings, found.arrows))
    bare = _Rows()  # targets and marks are of the current figures; where `Actual` says which these are, of no others
    titled = any(name == context.title and not area for name, area, _ in found.values)
    for name, area, cells in found.values:
        yardsticks = found if name == context.title or not titled else bare
        for c, label in periods.items():
            _write(name, area, cells, c, label, yardsticks, context, sink)
    current = {periods[c] for _, area, cells in found.values for c in periods if not area and cells[c].text}
    turned = go_on(current, context.report)
    for cells in found.earlier:
        for c, label in periods.items():
            earlier = "" if turned else earlier_period(cells[0].text.strip(" :*"), label)
            _write(context.title, "", cells, c, earlier, bare, context, sink)
    if not found.values:
        sink.find("block_not_read", "targets and ratings without a row of figures", rows[0][0].place, context.title)


def _sort(rows: Sequence[tuple[Cell, ...]], context: Context, sink: Sink) -> _Rows:
    found = _Rows()
    for row in rows:
        kind, label = _kind(row[0].text, context), row[0].text.strip(" :")
        sink.claim(row[0], "header")
        if kind == "target":
            found.targets = row
        elif kind == "rating":
            found.ratings = row
        elif kind == "arrow":
            found.arrows = row
        elif kind == "earlier":
            found.earlier.append(row)
        elif kind == "text":
            for cell in row[1:]:
                sink.claim(cell, "commentary", label)
        elif kind == "comparator":
            found.values.append((context.title, label, row))
        elif kind == "value":
            found.values.append((context.title, "", row))
        elif any(parse_quantity(cell.text) is not None for cell in row[1:] if cell.text):
            found.values.append((f"{context.title}: {label}", "", row))
        else:
            _set_aside(row, label, sink)
    return found


def _set_aside(row: Sequence[Cell], label: str, sink: Sink) -> None:
    """A row of words is no series: a description, or something that is not read."""
    for cell in row[1:]:
        if cell.text and label_of(label) == "description":
            sink.claim(cell, "commentary", label)
        elif cell.text:
            sink.find("unread_cell", "no figure under this period", cell.place, cell.text)


def _write(
    name: str,
    area: str,
    cells: tuple[Cell, ...],
    c: int,
    label: str,
    found: _Rows,
    context: Context,
    sink: Sink,
) -> None:
    cell = cells[c]
    target = found.targets[c] if found.targets is not None and not area else None
    aimed = target.text if target is not None and target.text else ""
    if target is not None and aimed:
        sink.claim(target, "target")
        sink.targets.append(
            TargetStatement(
                indicator=name,
                target=aimed,
                place=target.place,
                section=context.section,
                period=label,
                scope="period",
                header="Target",
            )
        )
    quantity = parse_quantity(cell.text) if cell.text else None
    if cell.text and quantity is None:
        sink.find("unread_cell", "no figure under this period", cell.place, cell.text)
        return
    if not cell.text and not (aimed and (parsed := parse_quantity(aimed)) is not None and parsed.number is not None):
        return
    rating, arrow = (_mark(found.ratings, c, sink), _mark(found.arrows, c, sink)) if not area else (None, None)
    sink.claim(cell, "observation")
    place = cell.place if cell.text or target is None else target.place
    sink.statements.append(
        Statement(
            kind="measure",
            indicator=name,
            code=context.code or split_code(context.title)[0],
            section=context.section if context.section != context.title else "",
            place=place,
            reader="matrix",
            area=area,
            comparator=bool(area),
            period=label,
            period_basis="header" if label else None,
            accumulation=accumulation_of(name),
            value=cell.text,
            target=aimed,
            target_scope="period" if aimed else None,
            rating=rating if rating is not None and rating.rag else None,
            rag_scope="period" if rating is not None and rating.rag else None,
            arrow=arrow if arrow is not None and arrow.arrow else None,
            arrow_sense=(context.legend.arrow_sense or None) if arrow is not None else None,  # type: ignore[arg-type]
            polarity="" if area else context.polarity,
            flags=() if label else (Flag("period", "not_printed"),),
            steps=(
                Step("extract", "value", f"row {cells[0].text!r} under the period", cell.text, cell.place),
                Step("extract", "indicator", "title above the grid", name),
                Step("extract", "period", "row of periods", label),
            ),
        )
    )


def _end(label: str, context: Context) -> date:
    period = parse_label(label, context.report)
    return period.end if period is not None else date.min


def _of_newest(row: tuple[Cell, ...] | None, newest: int, sink: Sink) -> tuple[Cell, ...] | None:
    """A mark alone in its row whose cell is merged over several periods is the newest period's.

    A text does not say whether a mark alone below an older period is merged: of which period it is cannot be told.
    """
    marks = [cell for cell in row[1:] if cell.text] if row is not None else []
    if row is None or len(marks) != 1 or row[newest].text:
        return row
    (mark,) = marks
    if mark.column_span > 1:
        return tuple(mark if c == newest else replace(cell, text="", marks=()) for c, cell in enumerate(row))
    if mark.place.bbox is not None or len(row) == 2:
        return row
    message = "a mark alone in its row: of which period it is cannot be told"
    sink.find("rating_not_assigned", message, mark.place, mark.text)
    return None


def _mark(row: tuple[Cell, ...] | None, c: int, sink: Sink) -> Mark | None:
    if row is None or not row[c].text:
        return None
    sink.claim(row[c], "observation")
    return next(iter(row[c].marks), None) or parse_rating(row[c].text, symbols=True)
