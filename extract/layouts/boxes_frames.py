"""Boxes whose title, large figure and polarity are lines around a small table, or lines alone: made one grid each.

A PDF's card is a title, `42.2% Q2 2021/22` with its symbols, a table of `Target | Q1 2021/22` over their figures, and
`Higher is better`. As one grid it is read as any other box; what does not read as a box stays as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.context import Context
from extract.layouts.boxes import is_box
from extract.layouts.boxes_labels import read_label, read_pairs
from extract.layouts.boxes_matrix import is_titled_matrix
from extract.layouts.boxes_parts import figure_of, is_title, polarity_of, sort_rows
from extract.layouts.labelled import is_labelled_figure
from grammar.arrows import find_arrows
from records import Cell, Element, Grid, Line, Place

_MAX_LINE = 160
_MAX_ROWS = 8
_MOST_WORDS = 12
"""Lines of more words, none of them labelled, are prose."""
_MOST_TITLE = 2
"""Lines of the title of a card."""
_SIGN = r"[\s•\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f]"
_SYMBOLS = re.compile(rf"^{_SIGN}+|(?<!{_SIGN}){_SIGN}+$")
"""What stands for drawn symbols at the ends of a line."""
_SHAPES = re.compile(r"[\u25a0-\u25ff\u2600-\u26ff\u2b1b-\u2b58\U0001f534-\U0001f7eb]")
"""Shapes, lamps and faces: what may rate. Bullets are none."""
_SURE_FIGURE = re.compile(r"[%£]")


def with_boxes(elements: Sequence[Element], context: Context) -> tuple[Element, ...]:
    """The elements of a paper, each box that is spread over lines and a grid as one grid."""
    found: list[Element] = []
    index = 0
    while index < len(elements):
        box, used = _box_at(elements, index, context)
        found.append(box if box is not None else elements[index])
        index += max(used, 1)
    return tuple(found)


def _box_at(elements: Sequence[Element], index: int, context: Context) -> tuple[Grid | None, int]:
    """The box whose title is this line, and how many elements it takes up; None where none begins here."""
    title = elements[index]
    if not isinstance(title, Line) or not 3 <= len(title.text) <= _MAX_LINE:
        return None, 0
    framed, used = _framed(elements, index, context) if title.frame else (None, 0)
    if framed is not None or title.marks:
        return framed, used
    body = _body(elements, index + 1, context)
    if not body or not is_title(_title(title), context) or _is_labelled(title, context):
        return None, 0
    while body:
        grid = _merged(title, body)
        if (_is_of_one_box(body, context) and is_box(grid, context)) or is_titled_matrix(grid, context):
            return grid, 1 + len(body)
        body = body[:-1] if isinstance(body[-1], Line) else []
    return None, 0


def _is_labelled(line: Line, context: Context) -> bool:
    """`Actual (quarter): 12`: a figure of the box above that was not read, and no title of what follows."""
    label, colon, said = line.text.partition(":")
    known = bool(colon) and (is_labelled_figure(line.text) or read_label(label, context.report, context.finder))
    return bool(known) and figure_of(said.strip(), context) is not None


def _framed(elements: Sequence[Element], index: int, context: Context) -> tuple[Grid | None, int]:
    """The box whose lines stand in one drawn frame, from this title to its end: what nothing but the frame holds
    together, a title and a bare figure, belongs together there."""
    frame = _frame_of(elements[index])
    if index and _frame_of(elements[index - 1]) == frame:
        return None, 0
    lines: list[Line] = []
    for element in elements[index : index + _MAX_ROWS + _MOST_TITLE]:
        if not isinstance(element, Line) or element.frame != frame:
            break
        lines.append(element)
    after = index + len(lines)
    if after < len(elements) and _frame_of(elements[after]) == frame:
        return None, 0
    count = next((n for n, line in enumerate(lines) if not is_title(_title(line), context)), len(lines))
    body = lines[count:]
    if not 1 <= count <= _MOST_TITLE or not body or not all(_belongs_in_frame(line, context) for line in body):
        return None, 0
    grid = _merged(_whole_title(lines[:count]), body)
    return (grid, len(lines)) if is_box(grid, context) else (None, 0)


def _frame_of(element: Element) -> int:
    return element.frame if isinstance(element, Line) else 0


def _whole_title(lines: Sequence[Line]) -> Line:
    """The lines of a title as one, whose place is all of theirs."""
    if len(lines) == 1:
        return lines[0]
    boxes = [line.place.bbox for line in lines if line.place.bbox is not None]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    text = " ".join(_SYMBOLS.sub("", line.text) for line in lines)
    marks = tuple(mark for line in lines for mark in line.marks)
    sure = min(line.sure for line in lines)
    return replace(lines[0], text=text, place=replace(lines[0].place, bbox=around), marks=marks, exact=False, sure=sure)


def _belongs_in_frame(line: Line, context: Context) -> bool:
    """As elsewhere; a frame holds a bare figure as well, and a symbol by itself."""
    text = _SYMBOLS.sub("", line.text)
    return (not text and bool(line.text)) or figure_of(text, context) is not None or _belongs(line, context)


def _is_of_one_box(body: Sequence[Element], context: Context) -> bool:
    """The table among the lines holds labels and what they label, nothing else: it is no table of its own."""
    for element in body:
        if isinstance(element, Grid):
            cells = sort_rows(element.rows, context)
            return bool(cells.parts) and not (cells.texts or cells.strange or cells.figures)
    return True


def _body(elements: Sequence[Element], index: int, context: Context) -> list[Element]:
    """The lines and the one table that can belong to the title above; [] where no figure, label or polarity follows."""
    body: list[Element] = []
    for element in elements[index : index + _MAX_ROWS]:
        if isinstance(element, Grid):
            if any(isinstance(other, Grid) for other in body) or not body:
                break
            body.append(element)
        elif _belongs(element, context):
            body.append(element)
        else:
            break
    lines = [element for element in body if isinstance(element, Line)]
    if len(body) > len(lines):
        return body if lines else []
    return body if len(lines) >= 2 and any(_prints_own_figure(line, context) for line in lines) else []


def _prints_own_figure(line: Line, context: Context) -> bool:
    """Lines alone are a box where one of them prints the council's figure: the front of a report prints labels too."""
    text = _SYMBOLS.sub("", line.text)
    pairs = read_pairs(text, context.report, context.finder)
    told = [pair for pair in pairs if pair.label.kind in ("latest", "dated")]
    return figure_of(text, context) is not None or any(figure_of(pair.text, context) is not None for pair in told)


def _belongs(line: Line, context: Context) -> bool:
    text = _SYMBOLS.sub("", line.text)
    if not text or len(text) > _MAX_LINE or (":" not in text and len(text.split()) > _MOST_WORDS):
        return False
    if polarity_of(text):
        return True
    pairs = read_pairs(text, context.report, context.finder)
    if pairs:
        return all(pair.label.kind not in ("name", "code") for pair in pairs)
    figure = figure_of(text, context)
    if figure is None:
        label = read_label(text, context.report, context.finder)
        return label is not None and label.kind == "dated"
    return bool(figure[1] or line.marks or _SURE_FIGURE.search(text))


def _title(line: Line) -> Cell:
    return _cell(line) if line.frame else Cell(line.text, line.place, bold=line.bold, exact=line.exact, sure=line.sure)


def _cell(line: Line) -> Cell:
    """A line as a cell without the stand-ins of its symbols, which are its marks."""
    marks = line.marks
    if not any(mark.arrow for mark in marks):
        marks = (*marks, *[mark for mark, _ in find_arrows(line.text)][:1])
    text = _SYMBOLS.sub("", line.text)
    return Cell(text, line.place, marks, bold=line.bold, exact=line.exact and text == line.text, sure=line.sure)


def _cells(line: Line) -> list[Cell]:
    """A line as a row of cells: its text, and a shape among its symbols of which nobody knows what it says."""
    shape = _SHAPES.search(line.text)
    if shape is None or any(mark.rag for mark in line.marks):
        return [_cell(line)]
    return [_cell(line), Cell(shape.group(), line.place, exact=False)]


def _merged(title: Line, body: Sequence[Element]) -> Grid:
    rows: list[list[Cell]] = [[_title(title)]]
    grid = next((element for element in body if isinstance(element, Grid)), None)
    for element in body:
        if isinstance(element, Grid):
            rows += [list(row) for row in element.rows]
        else:
            rows.append(_cells(element))
    width = max(len(row) for row in rows)
    for row in rows:
        row += [Cell("", _beside(row[-1].place)) for _ in range(width - len(row))]
    number, origin = (grid.number, grid.origin) if grid is not None else (0, "lines")
    return Grid(tuple(tuple(row) for row in rows), number, origin, title.place)


def _beside(place: Place) -> Place:
    return replace(place, start=None, end=None)
