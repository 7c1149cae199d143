"""Boxes: one indicator in a box of its own, whose cells carry their own labels (Latest, Target, Floor, Previous, …).

A grid may hold several boxes, below each other or side by side. Where each of them begins, its title tells: words in a
row of their own above the labels, with a code or a rating beside them; or words before the labels of one row; or the
heading above the grid. A box in which something could be read in two ways is not read, and says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.context import Context
from extract.layouts.boxes_doubts import doubt_about, key_of
from extract.layouts.boxes_history import history_of
from extract.layouts.boxes_history_write import write_history
from extract.layouts.boxes_labels import LabelKind, read_pairs
from extract.layouts.boxes_matrix import is_titled_matrix, read_titled_matrix
from extract.layouts.boxes_parts import (
    Cells,
    Sorted,
    figure_of,
    filled,
    is_narrative,
    is_text_row,
    is_title,
    lone_marks,
    sort_rows,
)
from extract.layouts.boxes_write import write_box
from extract.sink import Sink
from grammar.codes import is_code
from grammar.ratings import parse_rating
from records import Cell, Grid, Mark

_SECTION = re.compile(r"^(?:aim|priority|objective|outcome|theme|section|goal|ambition|part)\b", re.IGNORECASE)
_OF_RISKS = re.compile(
    r"^(?:likelihood|impact|mitigat\w+|inherent|residual|gross|net|risk|target (?:risk )?score)\b[^.]{0,25}$|"
    r"^(?:likelihood|impact|mitigat\w+|risk (?:score|rating|owner|ref)) ?:",
    re.IGNORECASE,
)
"""Cells of risk registers, whose scores are none of performance."""
_RISKS = re.compile(r"\brisks?\b", re.IGNORECASE)
_SCORE = re.compile(r"(?:\w+ )?score\b", re.IGNORECASE)
_MOST_BARE_ROWS, _MOST_BARE_CELLS, _SHORT = 12, 36, 40
"""A box of labels without figures beside them in their cells is small: longer grids are tables."""
_MEASURED = re.compile(r"\b(?:target|goal|rag|status|rating|polarity|better|good|maximi[sz]e|minimi[sz]e)\b", re.I)
_OWN: frozenset[LabelKind] = frozenset({"latest", "dated"})


@dataclass(slots=True)
class Box:
    """The rows of one box: words above its labels, rows of labels and figures, and remarks."""

    heads: list[Cells] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    remarks: list[Cells] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ready:
    """A box that can be read: its title and all its cells, sorted; or why it cannot (`reason`)."""

    title: str
    title_cell: Cell | None
    code: str
    marks: tuple[tuple[Mark, Cell], ...]
    cells: Sorted
    words: tuple[Cell, ...]
    reason: str = ""


def is_box(grid: Grid, context: Context) -> bool:
    """Cells that hold labels and figures together, one of them the council's own; or a titled box of bare labels."""
    cells = [cell for row in grid.rows for cell in row]
    if any(cell.nested or _OF_RISKS.match(cell.text) for cell in cells):
        return False
    if _RISKS.search(f"{context.section} {context.title}") and any(_SCORE.match(cell.text) for cell in cells):
        return False
    if _holds_labels_and_figures(grid, context) or is_titled_matrix(grid, context):
        return True
    if history_of(grid, context) is not None:
        return True
    if not _may_hold_bare_labels(grid, context):
        return False
    found = _ready(grid, context)
    return bool(found) and all(not box.reason and box.title_cell is not None and _is_whole(box) for box in found)


def _may_hold_bare_labels(grid: Grid, context: Context) -> bool:
    """A small grid below a title of its own, with a word for what its figure is measured by."""
    rows = [filled(row) for row in grid.rows if filled(row)]
    if not 2 <= len(rows) <= _MOST_BARE_ROWS or sum(map(len, rows)) > _MOST_BARE_CELLS:
        return False
    short = [cell.text for cells in rows for cell in cells if len(cell.text) <= _SHORT]
    return any(map(_MEASURED.search, short)) and any(is_title(cell, context) for cell in rows[0])


def read_box(grid: Grid, context: Context, sink: Sink) -> None:
    """Write the statements of all boxes of a grid; a box that cannot be read surely is a finding."""
    if is_titled_matrix(grid, context):
        read_titled_matrix(grid, context, sink)
        return
    history = history_of(grid, context)
    if history is not None:
        write_history(history, context, sink)
        return
    for box in _ready(grid, context):
        if box.reason:
            place = next((part.place for part in (*box.cells.parts, *box.cells.figures)), grid.place)
            words = " | ".join(cell.text for row in grid.rows for cell in row if cell.text)
            sink.find("box_not_read", box.reason, place, box.title or words)
            continue
        for cell in box.words:
            sink.claim(cell, "commentary", "words of the box")
        if box.title_cell is not None:
            sink.claim(box.title_cell, "observation", "title of the box")
        inner = replace(context, title=box.title, title_cell=box.title_cell or context.title_cell, code=box.code)
        write_box(box.cells, box.marks, inner, sink)


def _holds_labels_and_figures(grid: Grid, context: Context) -> bool:
    """Two or more cells hold a label and what it labels, among them a figure of the council's own or a rating."""
    found = [
        (pair, cell)
        for row in grid.rows
        for cell in row
        if cell.text
        for pair in read_pairs(cell.text, context.report, context.finder)
        if (pair.text or cell.marks) and pair.label.kind not in ("text", "name", "code")
    ]
    return len(found) >= 2 and any(
        figure_of(pair.text, context) is not None
        if pair.label.kind in _OWN
        else pair.label.kind == "rating" and bool(cell.marks or parse_rating(pair.text, symbols=True))
        for pair, cell in found
    )


def _is_whole(box: Ready) -> bool:
    """Bare labels are those of tables too: a box of them has a figure of its own, and what it is measured by."""
    parts = box.cells.parts
    own = [part for part in parts if part.label.kind in _OWN] + box.cells.figures
    measured = any(part.label.kind in ("target", "annual_target", "rating", "polarity") for part in parts)
    return bool(own) and bool(parts) and (measured or bool(box.cells.polarities))


# ---------------------------------------------------------------------------------------- where boxes begin and end
def _ready(grid: Grid, context: Context) -> list[Ready]:
    return [
        ready
        for index, box in enumerate(_boxes(grid, context))
        for ready in _side_by_side(box, context, context.title if index == 0 else "")
    ]


def _boxes(grid: Grid, context: Context) -> list[Box]:
    """Boxes below each other: a new one begins where labels come again, or below a title."""
    boxes: list[Box] = []
    words: list[Cells] = []
    open_rows = False
    for row in grid.rows:
        if not filled(row):
            continue
        if boxes and not words and is_narrative(row, context):
            boxes[-1].remarks.append(row)
            continue
        if is_text_row(row, context):
            words.append(row)
            open_rows = False
            continue
        titled = _titled_row(row, context)
        if not boxes or titled or (not open_rows and _starts(words, row, boxes[-1], context)):
            heads = words if not boxes else _heads(words, boxes[-1], context)
            boxes.append(Box(heads, [row]))
        else:
            boxes[-1].remarks += words
            boxes[-1].rows.append(row)
        words, open_rows = [], True
    if boxes:
        boxes[-1].remarks += words
    return boxes


def _titled_row(row: Cells, context: Context) -> bool:
    """`Calls answered | Latest: 97% | Target: 95%`: a row that is a box of its own."""
    cells = [cell for cell in filled(row) if not is_code(cell.text)]
    if len(cells) < 3 or not is_title(cells[0], context):
        return False
    pairs = [pair for cell in cells[1:] for pair in read_pairs(cell.text, context.report, context.finder)]
    return len(pairs) >= 2 and any(pair.label.is_figure for pair in pairs)


def _starts(words: Sequence[Cells], row: Cells, box: Box, context: Context) -> bool:
    """Below a title a box begins; below a remark only where the box above has all labels of this row already."""
    if words and _title_cells(words[-1], context):
        return True
    known = {key_of(part) for part in sort_rows(box.rows, context).parts}
    return any(key_of(part) in known for part in sort_rows([row], context).parts)


def _heads(words: Sequence[Cells], above: Box, context: Context) -> list[Cells]:
    """Of the words between two boxes the last row titles the second, the others are remarks of the first."""
    if words and _title_cells(words[-1], context):
        above.remarks += words[:-1]
        return [words[-1]]
    above.remarks += words
    return []


def _title_cells(row: Cells, context: Context) -> list[Cell]:
    return [cell for cell in filled(row) if is_title(cell, context)]


def _side_by_side(box: Box, context: Context, above: str) -> list[Ready]:
    """Boxes beside each other: each title takes the columns up to the next title."""
    titles = _title_cells(box.heads[-1], context) if box.heads else []
    if len(titles) < 2:
        return [_one(box, context, above)]
    starts = [cell.place.column or 0 for cell in titles]
    ends = [*starts[1:], 10_000]
    found = []
    for start, end in zip(starts, ends, strict=True):
        first = 0 if start == starts[0] else start
        part = Box(*([_between(row, first, end) for row in rows] for rows in (box.heads[-1:], box.rows, box.remarks)))
        found.append(_one(part, context, ""))
    if any(ready.reason for ready in found):
        return [replace(ready, reason=ready.reason or "a box beside it cannot be read") for ready in found]
    return found


def _between(row: Cells, first: int, end: int) -> Cells:
    return tuple(cell for cell in row if first <= (cell.place.column or 0) < end)


# ---------------------------------------------------------------------------------------- one box
def _one(box: Box, context: Context, above: str) -> Ready:
    cells = sort_rows(box.rows, context)
    title, reason = _title(box, cells, context)
    named = next((part for part in cells.parts if part.label.kind == "name" and part.text), None)
    text = title.text if title is not None else named.text if named is not None else above
    code = _code(box, cells, title, context if title is None and named is None else replace(context, code=""))
    marks = [(mark, cell) for row in box.heads for cell in filled(row) for mark in _marks_beside(cell)]
    heads = [cell for row in box.heads for cell in filled(row) if cell is not title]
    remarks = [cell for row in box.remarks for cell in filled(row)]
    words = [cell for cell in (*heads, *remarks, *cells.texts) if cell is not title and not lone_marks(cell)]
    reason = reason or doubt_about(cells) or ("" if text.strip() else "a box of figures without a title")
    return Ready(
        " ".join(text.split()),
        title or (named.cell if named is not None else None),
        code,
        (*marks, *cells.marks),
        cells,
        tuple(words),
        reason,
    )


def _marks_beside(cell: Cell) -> tuple[Mark, ...]:
    """Marks above the figures. What fills the cell of a title is often only the colour of the house."""
    return lone_marks(cell) or tuple(mark for mark in cell.marks if mark.basis != "fill")


def _title(box: Box, cells: Sorted, context: Context) -> tuple[Cell | None, str]:
    """The title of a box, and why it cannot be told."""
    inside = next((cell for cell in cells.texts if _titled_row(_row_of(cell, box), context)), None)
    rows = [row for row in box.heads if _title_cells(row, context)]
    if inside is not None:
        return inside, ""
    if len(rows) > 1:
        rows = _one_of(rows)
    if len(rows) > 1:
        return None, "which of the rows above the figures is the title cannot be told"
    return (_title_cells(rows[0], context)[0] if rows else None), ""


def _row_of(cell: Cell, box: Box) -> Cells:
    return next((row for row in box.rows if cell in row), ())


def _one_of(rows: Sequence[Cells]) -> list[Cells]:
    """Of several rows of words the title is the one that is rated, or the only bold one, or no name of a section."""
    for chosen in (
        [row for row in rows if any(lone_marks(cell) for cell in filled(row))],
        [row for row in rows if any(cell.bold for cell in row)],
        [row for row in rows if not _SECTION.match(filled(row)[0].text)],
    ):
        if len(chosen) == 1:
            return chosen
    return list(rows)


def _code(box: Box, cells: Sorted, title: Cell | None, context: Context) -> str:
    told = next((part.text for part in cells.parts if part.label.kind == "code" and is_code(part.text)), "")
    row = next((row for row in (*box.heads, *box.rows) if title is not None and title in row), ())
    beside = next((cell.text for cell in filled(row) if is_code(cell.text)), "")
    return told or beside or context.code
