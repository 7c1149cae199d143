"""A box with a history: a title, a row of periods, `Value | Target` below each, then rows that a label names.

`Result | 46.9% | 48.1% | …`, `Status | (mark)`, `Short trend | (arrow) | Long trend | (arrow)`, `Managed by | …`. What
stands beside the columns of the periods (a chart) is no part of it. A mark that stands alone in its row is of the
newest period where its cell is merged over all; of its own period where it stands below one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.context import Context
from extract.layouts.boxes_labels import read_label
from extract.layouts.boxes_parts import Cells, filled, is_title, lone_marks, polarity_of
from extract.layouts.key_words import is_label_word
from extract.roles import role_of
from extract.vocabulary import label_of
from grammar.codes import is_code
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Cell, Grid, Mark, Period

_SHORT = re.compile(r"\bshort\b", re.IGNORECASE)
_LONG = re.compile(r"\blong\b", re.IGNORECASE)
_PIECES = re.compile(r"\s*[;|·•]\s*")
_OF_COLUMNS: frozenset[str] = frozenset({"latest", "target", "annual_target"})


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a box, with its header, the column of its figures and that of its targets (-1: none)."""

    header: Cell
    period: Period
    columns: range
    value: int
    target: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its cell and its label; `of_box`: its row holds several labels, so its column says nothing."""

    mark: Mark
    cell: Cell
    label: Cell
    of_box: bool


@dataclass(slots=True)
class History:
    """All rows of a box with a history by what their labels say; `reason` says why it cannot be read."""

    title: Cell | None
    code: str
    columns: list[Column]
    headers: list[Cell] = field(default_factory=list)
    values: Cells = ()
    targets: Cells = ()
    ratings: list["Marked"] = field(default_factory=list)
    arrows: list["Marked"] = field(default_factory=list)
    polarity: tuple[str, Cell] | None = None
    unit: str = ""
    words: list[Cell] = field(default_factory=list)
    beside: list[Cell] = field(default_factory=list)
    reason: str = ""


def history_of(grid: Grid, context: Context) -> History | None:
    """The box that a grid is, None where it is none: rows that name indicators of their own make a table of it."""
    rows = [row for row in grid.rows if filled(row)]
    title, code, rows = _titled(rows, context)
    if title is None or len(rows) < 3:
        return None
    columns, headers, rows = _columns(rows, context)
    if len(columns) < 2:
        return None
    end = max(column.columns.stop for column in columns)
    inside = [cell for cell in headers if (cell.place.column or 0) < end]
    found = History(title, code, columns, inside, beside=[cell for cell in headers if cell not in inside])
    for row in rows:
        if not _take(row, found, end, context):
            return None
    if not found.values or not (any(c.target >= 0 for c in columns) or found.ratings or found.arrows):
        return None
    found.reason = _doubt(found)
    return found


def _titled(rows: list[Cells], context: Context) -> tuple[Cell | None, str, list[Cells]]:
    """The title in the first row, alone or behind its code, and the rows below it."""
    cells = filled(rows[0]) if rows else []
    code = cells[0].text if len(cells) == 2 and is_code(cells[0].text) else ""
    if len(cells) == (2 if code else 1) and is_title(cells[-1], context):
        return cells[-1], code, rows[1:]
    return None, "", rows


# ---------------------------------------------------------------------------------------- columns
def _columns(rows: list[Cells], context: Context) -> tuple[list[Column], list[Cell], list[Cells]]:
    """The periods with their columns, the cells of all headers, and the rows below them."""
    periods = {
        cell.place.column: (cell, period)
        for cell in filled(rows[0])
        if cell.place.column is not None and (period := _one_period(cell.text, context)) is not None
    }
    if len(periods) < 2 or 0 in periods or any(cell.place.column == 0 for cell in filled(rows[0])[:1] if cell.text):
        return [], [], rows
    kinds = _kinds(rows[1], context, min(periods))
    stop = len(rows[0])
    starts = sorted(periods)
    found: list[Column] = []
    for index, start in enumerate(starts):
        cell, period = periods[start]
        after = starts[index + 1] if index + 1 < len(starts) else stop
        span = _span(cell, start, after, kinds)
        one = _column(cell, period, span, kinds)
        if one is None:
            return [], [], rows
        found.append(one)
    heads = [cell for row in rows[: 2 if kinds else 1] for cell in filled(row)]
    return found, heads, rows[2 if kinds else 1 :]


def _one_period(text: str, context: Context) -> Period | None:
    return parse_label(text, context.report) if len(find_periods(text)) <= 1 else None


def _kinds(row: Cells, context: Context, first: int) -> dict[int, str]:
    """`Value | Value | Target`: what each column below the periods holds; {} where the row says none of it."""
    kinds: dict[int, str] = {}
    for cell in filled(row):
        column = cell.place.column or 0
        label = read_label(cell.text, context.report, context.finder)
        if column < first:
            return {}
        if label is not None and not label.when:
            kinds[column] = label.kind
    return kinds if "latest" in kinds.values() else {}


def _span(cell: Cell, start: int, after: int, kinds: dict[int, str]) -> range:
    """The columns below a period: those that its cell is merged over; else, of a text, those up to the next period."""
    if cell.column_span > 1 or cell.place.bbox is not None:
        return range(start, start + cell.column_span)
    end = start + 1
    while end < after and end in kinds:
        end += 1
    return range(start, end)


def _column(cell: Cell, period: Period, span: range, kinds: dict[int, str]) -> Column | None:
    """One period; None where it has no column of figures, or two of the same kind."""
    if not kinds:
        return Column(cell, period, span, span.start, -1) if len(span) == 1 else None
    own = [(kinds.get(c, ""), c) for c in span]
    values = [c for kind, c in own if kind == "latest"]
    targets = [c for kind, c in own if kind in ("target", "annual_target")]
    if len(values) != 1 or len(targets) > 1 or any(kind and kind not in _OF_COLUMNS for kind, _ in own):
        return None
    return Column(cell, period, span, values[0], targets[0] if targets else -1)


# ---------------------------------------------------------------------------------------- rows
def _take(row: Cells, found: History, end: int, context: Context) -> bool:
    """Sort one row by its label; False where its first cell is no label and figures stand behind it."""
    cells = [cell for cell in filled(row) if (cell.place.column or 0) < end]
    beside = [cell for cell in filled(row) if cell not in cells]
    if not cells:
        found.beside += beside
        return True
    kind = row_kind(cells[0], context)
    if kind == "text":
        found.words += filled(row)
        beside = []
        if len(cells) == 2:
            _take_polarity(cells[1], found)
    elif kind in ("latest", "target"):
        if found.values if kind == "latest" else found.targets:
            found.reason = "two rows of figures with labels of the same kind"
        elif kind == "latest":
            found.values = row
        else:
            found.targets = row
        found.headers.append(cells[0])
    elif kind in ("rating", "arrow"):
        _take_marks(cells, found, context)
    elif kind in ("polarity", "unit"):
        found.headers.append(cells[0])
        for cell in cells[1:]:
            found.words.append(cell)
            if kind == "polarity":
                found.polarity = found.polarity or (cell.text, cell)
            else:
                found.unit = found.unit or cell.text
    elif len(cells) == 1 and not any(map(_is_figure, cells)):
        found.words += cells
    else:
        return False
    found.beside += beside
    return True


def row_kind(cell: Cell, context: Context) -> str:
    """What the label of a row says; "text" of notes, "" where it is no label that is known."""
    label = read_label(cell.text, context.report, context.finder)
    if label is not None:
        known: str = "target" if label.kind == "annual_target" else label.kind
        return "" if label.when else known
    role = role_of(cell.text)
    if role in ("rating", "arrow") and len(cell.text.split()) <= 4:
        return role
    return "text" if role == "comment" or label_of(cell.text) == "text" or is_label_word(cell.text) else ""


def _take_polarity(cell: Cell, found: History) -> None:
    for piece in _PIECES.split(cell.text):
        if polarity_of(piece) and parse_polarity(piece) is not None and found.polarity is None:
            found.polarity = (piece, cell)


def _take_marks(cells: Sequence[Cell], found: History, context: Context) -> None:
    """`Short trend | ↑ | Long trend | ↓`: each mark is of the label before it."""
    kinds = ["" if lone_marks(cell) else row_kind(cell, context) for cell in cells]
    labels = [cell for cell, kind in zip(cells, kinds, strict=True) if kind in ("rating", "arrow")]
    label, told = cells[0], kinds[0]
    for cell, kind in zip(cells, kinds, strict=True):
        if cell in labels:
            label, told = cell, kind
            found.headers.append(cell)
            continue
        mark = next(iter(lone_marks(cell)), None) or parse_rating(cell.text, symbols=True)
        if mark is not None and (mark.rag if told == "rating" else mark.arrow):
            marks = found.ratings if told == "rating" else found.arrows
            marks.append(Marked(mark, cell, label, len(labels) > 1))


def _is_figure(cell: Cell) -> bool:
    quantity = parse_quantity(cell.text)
    return quantity is not None and quantity.number is not None


# ---------------------------------------------------------------------------------------- doubts
def _doubt(found: History) -> str:
    """Why a box cannot be read surely, "" if it can."""
    if found.reason:
        return found.reason
    ends = [column.period.end for column in found.columns]
    if len(set(ends)) < len(ends):
        return "two columns of the same period"
    known = {column.value for column in found.columns} | {column.target for column in found.columns}
    for row in (found.values, found.targets):
        for cell in filled(row)[1:]:
            column = cell.place.column or 0
            if column < max(c.columns.stop for c in found.columns) and column not in known:
                return "figures stand below no period"
            quantity = parse_quantity(cell.text) if column in known else None
            if column in known and (quantity is None or quantity.missing == "unreadable"):
                return "what stands below a period is no figure"
    return ""


def newest(found: History) -> Column:
    """The column of the newest period."""
    return max(found.columns, key=lambda column: column.period.end)


def column_of(marked: Marked, alone: bool, found: History) -> Column | None:
    """The period that a mark is of: the one it stands below; where its cell is merged over all of them, the newest."""
    last = newest(found)
    if marked.of_box:
        return last if alone else None
    start = marked.cell.place.column or 0
    stop = start + marked.cell.column_span
    below = [column for column in found.columns if column.columns.start < stop and start < column.columns.stop]
    if len(below) == 1:
        # a text does not say whether the first of several cells is merged over all of them
        sure = not alone or marked.cell.place.bbox is not None or below[0] is last
        return below[0] if sure else None
    return last if alone and len(below) == len(found.columns) else None


def arrows_of(found: History) -> list[Marked]:
    """The arrows of the box's own trend: of a short and a long one those of the short, as tables have it first."""
    short = [arrow for arrow in found.arrows if _SHORT.search(arrow.label.text)]
    return short or [arrow for arrow in found.arrows if not _LONG.search(arrow.label.text)]
