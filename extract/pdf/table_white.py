"""Tables that only white space shows: stretches of lines whose words stand in columns, figures among them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.pdf.lines import rows_of
from extract.pdf.objects import Word, centre, union
from extract.pdf.table_cells import Table, TableCell, grid_of
from extract.pdf.table_columns import (
    Column,
    chunks_of,
    column_at,
    columns_of,
    is_figure,
    level_lines,
    row_bands,
    stacked_figures,
)
from extract.pdf.table_guides import Guides
from grammar.marks import parse_marks
from grammar.periods import parse_period
from records import Box

_NONE = Guides()
_LARGER = 1.15
_SLACK, _GUESSED = 0.6, 0.3
_LONG_NAME = 9
"""Letters that names of indicators have, while words for ratings have fewer."""


def borderless(words: Sequence[Word], tables: Sequence[Table], guides: Guides = _NONE) -> list[Table]:
    """Tables that only white space shows: stretches of lines whose chunks line up, figures among them."""
    found: list[Table] = []
    strip: list[list[Word]] = []
    lows = sorted(table.box[1] for table in tables)
    last_bottom: float | None = None
    for row in rows_of(words):
        top, bottom = _reach(row, guides.squares)
        size = median(word.ink.size for word in row)
        barrier = last_bottom is not None and any(last_bottom <= low <= top for low in lows)
        far = last_bottom is not None and top - last_bottom > 3.0 * size and not _in_zone(guides, last_bottom, top)
        if strip and (far or barrier):
            found.extend(_in_strip(strip, guides))
            strip = []
        strip.append(row)
        last_bottom = bottom
    found.extend(_in_strip(strip, guides))
    return found


def _reach(row: Sequence[Word], squares: Sequence[Box]) -> tuple[float, float]:
    """From the top to the bottom of a line of print, and of the squares beside it."""
    top, bottom = min(word.box[1] for word in row), max(word.box[3] for word in row)
    level = [box for box in squares if top <= centre(box)[1] <= bottom]
    return min([top, *(box[1] for box in level)]), max([bottom, *(box[3] for box in level)])


def _in_zone(guides: Guides, top: float, bottom: float) -> bool:
    return any(low <= top and bottom <= high for low, high in guides.zones)


def _in_strip(rows: Sequence[list[Word]], guides: Guides) -> list[Table]:
    """The tables among lines that follow each other closely."""
    tabular = [_is_tabular(row) for row in rows]
    middles = [median(centre(word.box)[1] for word in row) for row in rows]
    found = []
    i = found_to = 0
    while i < len(rows):
        if not tabular[i]:
            i += 1
            continue
        end = i
        quiet = 0
        for j in range(i + 1, len(rows)):
            if tabular[j]:
                end, quiet = j, 0
            elif _is_heading(j, rows, tabular, i):
                break
            elif not _in_zone(guides, middles[i], middles[j]) and not _in_zone(guides, middles[end], middles[j]):
                quiet += 1
                if quiet > 2 or _is_prose(rows[j], rows[i : end + 1]):
                    break
        first, last = _absorbed(rows, i, end, floor=found_to)
        tables = [_table_of(part, guides) for part in _side_by_side(rows[first : last + 1])]
        found += [table for table in tables if table is not None]
        if any(table is not None for table in tables):
            found_to = last + 1
        i = last + 1
    return found


def _side_by_side(rows: Sequence[list[Word]]) -> list[list[list[Word]]]:
    """The lines of tables beside each other: a header that says the same again begins the next one, where white space
    runs through all lines."""
    chunks = next((chunks_of(row) for row in rows if len(chunks_of(row)) >= 4), [])
    texts = [" ".join(word.text for word in chunk) for chunk in chunks]
    half = len(texts) // 2
    if len(texts) % 2 or half < 2 or texts[1:half] != texts[half + 1 :] or len(set(texts[:half])) < half:
        return [list(rows)]
    low, high = chunks[half - 1][-1].box[2], chunks[half][0].box[0]
    names = _below(rows, low, chunks[half][-1].box[2], texts[half])
    if not _are_names(names, _LONG_NAME if texts[0] != texts[half] else 3):
        return [list(rows)]
    for row in rows:
        for word in row:
            if word.box[0] < (low + high) / 2 < word.box[2]:
                return [list(rows)]
    middle = (low + high) / 2
    left = [[word for word in row if word.box[2] <= middle] for row in rows]
    right = [[word for word in row if word.box[0] >= middle] for row in rows]
    return [[row for row in side if row] for side in (left, right)]


def _below(rows: Sequence[list[Word]], low: float, right: float, head: str) -> list[str]:
    """What begins between two heights of x in each line, but the header there."""
    found = []
    for row in rows:
        chunk = next((c for c in chunks_of(row) if low < c[0].box[0] < right), [])
        found += [" ".join(word.text for word in chunk)] if chunk else []
    return [text for text in found if text != head]


def _are_names(texts: Sequence[str], letters: int) -> bool:
    """Whether most texts are words of some length and no ratings, as only names are: `Housing | Actual | Target` and
    `Planning | Actual | Target` are two tables; a rating between two such pairs is a column, and so are the figures
    below `Actual | Target | Actual | Target`."""
    names = [text for text in texts if sum(c.isalpha() for c in text) >= letters and not parse_marks(text)]
    return bool(names) and 2 * len(names) >= len(texts)


def _is_heading(at: int, rows: Sequence[list[Word]], tabular: Sequence[bool], first: int) -> bool:
    """A line alone in larger or bold print over a header: the next table begins."""
    row = rows[at]
    if len(chunks_of(row)) != 1:
        return False
    size = median(word.ink.size for line in rows[first:at] for word in line)
    after = next((rows[j] for j in range(at + 1, min(at + 4, len(rows))) if tabular[j]), None)
    if after is None:
        return False
    larger = row[0].ink.size >= _LARGER * size
    bold = all(word.ink.bold for word in row) and all(word.ink.bold for word in after)
    return (larger or bold) and _is_head(after)


def _is_head(row: Sequence[Word]) -> bool:
    """Words, and no figures but those of periods."""
    figures = [word.text for word in row if is_figure(word.text) and not any(c.isalpha() for c in word.text)]
    return len(figures) < len(row) and all(parse_period(text) is not None for text in figures)


def _absorbed(rows: Sequence[list[Word]], first: int, last: int, floor: int) -> tuple[int, int]:
    """The lines of a table and those close above and below that lie within its columns: a header's first line, the
    last line of a wrapped name."""
    columns = columns_of(rows[first : last + 1])
    if len(columns) < 2:
        return first, last
    while first > floor and _fits(rows[first - 1], rows[first], columns):
        first -= 1
    while last + 1 < len(rows) and _fits(rows[last + 1], rows[last], columns):
        last += 1
    return first, last


def _fits(row: Sequence[Word], beside: Sequence[Word], columns: Sequence[Column]) -> bool:
    size = median(word.ink.size for word in row)
    top, bottom = min(w.box[1] for w in row), max(w.box[3] for w in row)
    gap = max(min(w.box[1] for w in beside) - bottom, top - max(w.box[3] for w in beside))
    if gap > 0.45 * size or row[0].ink.size > beside[0].ink.size + _slack(row[0]):
        return False
    for chunk in chunks_of(row):
        left, right = chunk[0].box[0], chunk[-1].box[2]
        over, until = column_at(columns, left, right)
        low, high = _reaches(columns, over, size)
        if over != until or left < low or right > high or right - left > 30 * size:
            return False
    return True


def _reaches(columns: Sequence[Column], at: int, size: float) -> tuple[float, float]:
    """From where to where words of a column may reach: headers are wider than the figures below them, up to half the
    white space beside."""
    column = columns[at]
    low, high = column.left - size, column.right + size
    if at > 0:
        low = min(low, (columns[at - 1].right + column.left) / 2)
    if at < len(columns) - 1:
        high = max(high, (column.right + columns[at + 1].left) / 2)
    return low, high


def _slack(word: Word) -> float:
    """How much larger print may be that still is of one size, in points: recognised words have no font, and the size of
    their line is a guess by the letters that it happens to hold."""
    return _SLACK if word.ink.font else max(_SLACK, _GUESSED * word.ink.size)


def _is_tabular(row: Sequence[Word]) -> bool:
    """Two or more chunks far apart."""
    chunks = chunks_of(row)
    gaps = [b[0].box[0] - a[-1].box[2] for a, b in pairwise(chunks)]
    size = median(word.ink.size for word in row)
    return len(chunks) >= 2 and max(gaps) > 1.1 * size


def _is_prose(row: Sequence[Word], table: Sequence[Sequence[Word]]) -> bool:
    """A full line of words across the width of the table."""
    left = min(word.box[0] for line in table for word in line)
    right = max(word.box[2] for line in table for word in line)
    width = max(word.box[2] for word in row) - min(word.box[0] for word in row)
    return len(chunks_of(row)) == 1 and width > 0.75 * (right - left) and len(row) > 6


def _table_of(rows: Sequence[list[Word]], guides: Guides) -> Table | None:
    if len(rows) < 2:
        return None
    box = union([word.box for row in rows for word in row])
    near = guides.between(box[1], box[3])
    cuts = _sound_cuts(near, rows)
    columns = columns_of(rows, cuts, _drawn_columns((*near.drawn, *near.squares), rows))
    if len(columns) < 2:
        return None
    figures = sum(
        1 for row in rows for chunk in chunks_of(row, cuts)[1:] if is_figure(chunk[0].text) or is_figure(chunk[-1].text)
    )
    bands = [[word for i in band for word in rows[i]] for band in _guided_bands(rows, columns, cuts, near)]
    if len(bands) < 2 or figures < 2 or figures < 0.4 * len(level_lines(rows, columns, cuts)):
        return None
    table = grid_of(bands, columns, box, "white space", "no lines part it; its words stand in columns", cuts)
    return None if table is None else _with_drawings(table, near.drawn, near.squares)


def _sound_cuts(guides: Guides, rows: Sequence[Sequence[Word]]) -> list[float]:
    """The edges of filled columns that run through no word of a row of several chunks."""
    words = [word for row in rows if len(chunks_of(row)) > 1 for word in row]
    xs = sorted({x for x, _, _ in guides.cuts})
    return [x for x in xs if not any(word.box[0] < x - 1.5 and word.box[2] > x + 1.5 for word in words)]


def _drawn_columns(drawn: Sequence[Box], rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """From where to where drawings stand above each other below a header word of their own."""
    found = []
    left = list(drawn)
    chunks = [(chunk[0].box[0], chunk[-1].box[2], chunk[0].box[1]) for row in rows for chunk in chunks_of(row)]
    while left:
        middle = centre(left[0])[0]
        column = [box for box in left if abs(centre(box)[0] - middle) < 3]
        left = [box for box in left if box not in column]
        low, high = min(box[0] for box in column), max(box[2] for box in column)
        top = min(box[1] for box in column)
        heads = [(a, b) for a, b, y in chunks if y < top and abs((a + b) / 2 - middle) < 0.35 * (b - a) + 2]
        over = [1 for a, b, y in chunks if y >= top and a < high and low < b]
        if len(column) >= 2 and heads and not over:
            found.append((low, high))
    return found


def _guided_bands(
    rows: Sequence[list[Word]], columns: Sequence[Column], cuts: Sequence[float], guides: Guides
) -> list[list[int]]:
    """The lines of each row: as fills part them, and between fills as white space does."""
    at = [_band_at(row, guides) for row in rows]
    runs: list[list[int]] = []
    for i in range(len(rows)):
        if i and at[i] == at[i - 1]:
            runs[-1].append(i)
        else:
            runs.append([i])
    bands: list[list[int]] = []
    for run in runs:
        lines = [rows[i] for i in run]
        guided = at[run[0]] >= 0 or len(runs) > 1
        if at[run[0]] >= 0 and not stacked_figures(lines, columns, cuts):
            bands.append(run)
        else:
            bands += [[run[k] for k in band] for band in row_bands(lines, columns, cuts, alone=guided)]
    return bands


def _band_at(row: Sequence[Word], guides: Guides) -> int:
    """The filled band that a line of print stands in; -1 for none."""
    top, bottom = min(w.box[1] for w in row), max(w.box[3] for w in row)
    middle = (top + bottom) / 2
    return next((i for i, (low, high) in enumerate(guides.bands) if low <= middle < high), -1)


def _around_square(cell: TableCell, squares: Sequence[Box]) -> TableCell:
    """A place without words as large as the one filled square that stands in it."""
    x0, top, x1, bottom = cell.box
    inside = [box for box in squares if x0 <= centre(box)[0] <= x1 and top <= centre(box)[1] <= bottom]
    return replace(cell, box=inside[0]) if len(inside) == 1 else cell


def _with_drawings(table: Table, drawn: Sequence[Box], squares: Sequence[Box]) -> Table:
    """Cells reach around the drawings that stand beside their words."""
    cells = []
    lines: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        low, high = lines.get(cell.row, (cell.box[1], cell.box[3]))
        lines[cell.row] = (min(low, cell.box[1]), max(high, cell.box[3]))
    for cell in table.cells:
        if not cell.words:
            cells.append(_around_square(cell, squares))
            continue
        top, bottom = lines[cell.row]
        size = cell.words[0].ink.size
        near = [
            box
            for box in drawn
            if top <= centre(box)[1] <= bottom
            and cell.box[0] - 1.5 * size <= box[2]
            and box[0] <= cell.box[2] + 1.5 * size
            and not any(
                c is not cell and c.box[0] <= centre(box)[0] <= c.box[2] for c in table.cells if c.row == cell.row
            )
        ]
        cells.append(replace(cell, box=union([cell.box, *near])))
    return replace(table, cells=tuple(cells))
