"""Pages to the lines and grids that the readers take.

Symbols are read in two steps, as the key may stand on any page: first what is seen, on all pages, then what it means.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from extract.grids import make_grid, marks_of
from extract.pdf.colours import NEUTRAL
from extract.pdf.furniture import Furniture
from extract.pdf.key import Key, stand_in, with_doubt
from extract.pdf.key_entries import KeyEntry, Sight, believed, entries_of_line, entries_of_rows, without_bullets
from extract.pdf.key_sentences import ColourWords, colours_said_in
from extract.pdf.lines import TextLine, lines_of
from extract.pdf.mark_bands import rated_fills
from extract.pdf.mark_columns import ColumnKind, HeadCell, kinds_of_columns
from extract.pdf.mark_lines import in_order
from extract.pdf.marks import Symbol, fill_of, is_unmapped_symbol, symbol_word, symbols_of, symbols_of_scan
from extract.pdf.objects import PageObjects, Word, centre, holds, meeting, middles_in, shown_box
from extract.pdf.regions import Order, Regions
from extract.pdf.scan_cells import widened
from extract.pdf.symbol_fonts import may_be_symbols
from extract.pdf.table_doubt import Doubt, doubt_of
from extract.pdf.tables import Table, page_tables
from grammar.marks import parse_marks
from grammar.numbers import parse_quantity
from grammar.periods import parse_label, parse_period
from records import Box, Cell, Element, Grid, Line, Mark, Place, quick

_ROUND = re.compile(r"^[O0o@8©®eQDC.]+$")
"""What recognisers take lamps and circles for."""
_ACROSS = 99.0
"""In a drawn box a symbol belongs to the one line beside it, however far: the lamp in the corner of a card."""
_FRAMES = 10_000
"""No page has more boxes than this: the number of a box in its paper."""


@quick
@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell of a table with what is seen in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str
    symbols: tuple[Symbol, ...]
    fill: int | None
    bold: bool
    sure: float = 1.0


@dataclass(frozen=True)
class SeenTable:
    """A table of a page, its cells in rows; the doubt about how it was put together, and the cells (row, column) in
    which a second reading differs."""

    page: int
    box: Box
    rows: tuple[tuple[SeenCell, ...], ...]
    origin: str
    doubt: Doubt | None = None
    differ: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def entries(self) -> tuple[KeyEntry, ...]:
        """What the table explains, where it is a key; () for other tables."""
        sights = [[Sight(c.text, c.symbols, c.fill if not c.symbols else None) for c in row] for row in self.rows]
        return entries_of_rows(sights)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of text with the symbols that stand on it, from left to right; `boxed` where a drawn box is around it,
    `frame` which one of the page it is, counted from 1."""

    page: int
    line: TextLine
    symbols: tuple[Symbol, ...]
    text: str
    box: Box
    sure: float = 1.0
    boxed: bool = False
    frame: int = 0


Seen = SeenLine | SeenTable


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What a page shows, in reading order; `pictures_left` where large pictures of it were not read."""

    number: int
    height: float
    items: tuple[Seen, ...]
    symbols: tuple[Symbol, ...]
    pictures_left: bool = False


def see(page: PageObjects) -> SeenPage:
    """Tables, lines and symbols of a page."""
    found = page_tables(page)
    tables, regions = list(found.tables), found.regions
    if page.scanned:
        tables = [widened(table) for table in tables]
    symbols, symbolic = _symbols_and_words(page, tables)
    inside = [frozenset(word for cell in table.cells for word in cell.words) for table in tables]
    taken = frozenset().union(*inside) if inside else frozenset()
    loose = [word for word in page.words if word not in taken]
    left = [symbol for symbol in symbols if not any(holds(table.box, symbol.box, 1) for table in tables)]
    items: list[tuple[Order, Seen]] = []
    for table in tables:
        place = regions.order(regions.at(table.box), table.box[1])
        items.append((place, _see_table(page, table, symbols, symbolic)))
    for region, strip, top in _strips(loose, tables, regions):
        near = [symbol for symbol in left if regions.at(symbol.box) == region]
        lines = _see_lines(page, lines_of([w for w in strip if w not in symbolic]), near, boxed=region >= 0)
        boxed, frame = region >= 0, 0 if region in regions.charts else region + 1
        items.extend(
            ((*regions.order(region, top), index), replace(line, boxed=boxed, frame=frame))
            for index, line in enumerate(lines)
        )
    items.sort(key=lambda item: item[0])
    return SeenPage(page.number, page.height, tuple(item for _, item in items), tuple(symbols))


def _symbols_and_words(page: PageObjects, tables: Sequence[Table]) -> tuple[list[Symbol], frozenset[Word]]:
    """The symbols of a page, and the words that are symbols and no words."""
    if page.scanned:
        boxes = [cell.box for table in tables for cell in table.cells]
        lines = lines_of([w for w in page.words if not any(holds(table.box, w.box) for table in tables)])
        seen = [s for s in symbols_of_scan(page, boxes, [line.box for line in lines]) if not _in_words(s, page.words)]
        return seen, frozenset(word for word in page.words if any(_covers(symbol, word) for symbol in seen))
    symbols = [symbol for symbol in symbols_of(page) if not _is_bullet(symbol)]
    words = (word for word in page.words if may_be_symbols(word))
    return symbols, frozenset(word for word in words if symbol_word(word) or is_unmapped_symbol(word))


def _in_words(symbol: Symbol, words: Sequence[Word]) -> bool:
    """Letters of coloured words look like symbols, but are part of a word that was recognised."""
    return any(
        sum(c.isalnum() for c in word.text) >= 3 and word.sure > 0.6 and holds(word.box, symbol.box) for word in words
    )


def _covers(symbol: Symbol, word: Word) -> bool:
    """A recogniser reads symbols as letters, dashes or figures: where a known symbol is seen, there is no word. The
    dark lamps of a traffic light beside the lit one are read as round letters."""
    if _ROUND.match(word.text):
        level = abs(centre(word.box)[1] - centre(symbol.box)[1]) < symbol.box[3] - symbol.box[1]
        gap = max(word.box[0] - symbol.box[2], symbol.box[0] - word.box[2])
        return level and gap < 1.5 * (symbol.box[2] - symbol.box[0])
    return len(word.text) <= 3 and (holds(symbol.box, word.box, 2) or holds(word.box, symbol.box, 2))


def _is_bullet(symbol: Symbol) -> bool:
    """Small dots and squares in the colour of text introduce items of lists."""
    return symbol.shape in ("circle", "square", "diamond") and symbol.colour_name in ("black", "white")


def _strips(words: Sequence[Word], tables: Sequence[Table], regions: Regions) -> list[tuple[int, list[Word], float]]:
    """The words between tables, from the top down, region by region: each strip with its region and where it starts."""
    strips: list[tuple[int, list[Word], float]] = []
    for region, here in regions.parted(words):
        tops = [table.box[1] for table in tables if regions.at(table.box) == region]
        for low, high in pairwise([float("-inf"), *sorted(tops + regions.tops(region)), float("inf")]):
            strip = [word for word in here if low <= centre(word.box)[1] < high]
            if strip:
                beside = low != float("-inf")
                strips.append((region, strip, low + 1e-5 if beside else min(word.box[1] for word in strip)))
    return strips


def _see_lines(
    page: PageObjects, lines: Sequence[TextLine], symbols: Sequence[Symbol], *, boxed: bool
) -> list[SeenLine]:
    seen = []
    for line in lines:
        beside = any(other is not line and _level(other.box, line.box) for other in lines)
        ordered = _symbols_on(line, symbols, near=4.0 if beside or not boxed else _ACROSS)
        text = _line_text(line, ordered)
        sure = min(word.sure for word in line.words)
        seen.append(SeenLine(page.number, line, ordered, text, shown_box(line.box, page), sure))
    return seen


def _level(a: Box, b: Box) -> bool:
    return a[1] < centre(b)[1] < a[3] or b[1] < centre(a)[1] < b[3]


def _symbols_on(line: TextLine, symbols: Sequence[Symbol], near: float) -> tuple[Symbol, ...]:
    """The symbols that stand on a line of print, each near its words or near another symbol of it: no farther than
    `near` line heights."""
    height = line.box[3] - line.box[1]
    level = [s for s in symbols if line.box[1] - 0.3 * height <= centre(s.box)[1] <= line.box[3] + 0.3 * height]
    left, right = line.box[0], line.box[2]
    found: list[Symbol] = []
    while True:
        far = near * height
        more = [s for s in level if s not in found and left - far <= s.box[2] and s.box[0] <= right + far]
        if not more:
            return tuple(sorted(found, key=lambda s: s.box[0]))
        found += more
        left, right = min(left, *(s.box[0] for s in more)), max(right, *(s.box[2] for s in more))


def _line_text(line: TextLine, symbols: Sequence[Symbol]) -> str:
    """The words of a line; where symbols stand among them, with their stand-ins in place."""
    if not symbols:
        return line.text
    return " ".join(
        thing.text if isinstance(thing, Word) else stand_in(thing) for thing in in_order(line.words, symbols)
    )


def _see_table(page: PageObjects, table: Table, symbols: Sequence[Symbol], symbolic: frozenset[Word]) -> SeenTable:
    rows: list[list[SeenCell]] = [[] for _ in range(table.rows)]
    near = [symbol for symbol in symbols if table.method != "chart" and holds(table.box, symbol.box, 1)]
    boxes = [cell.box for cell in table.cells]
    inside = middles_in([symbol.box for symbol in near], boxes)
    for cell, numbers, painted in zip(table.cells, inside, _painted(page, table, boxes), strict=True):
        here = tuple(sorted((near[number] for number in numbers), key=lambda s: (s.box[0], s.box[1])))
        words = tuple(word for word in cell.words if word not in symbolic) if symbolic else tuple(cell.words)
        text = cell.text if len(words) == len(cell.words) else " ".join(word.text for word in words)
        fill = fill_of(page, cell.box, {word.ink.colour for word in words}) if painted else None
        rows[cell.row].append(
            SeenCell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                box=shown_box(cell.box, page),
                text=text,
                symbols=here,
                fill=fill[0] if fill is not None and fill[1] not in NEUTRAL else None,
                bold=bool(words) and all(word.ink.bold for word in words),
                sure=min((word.sure for word in words), default=1.0),
            )
        )
    ordered = tuple(tuple(sorted(row, key=lambda c: c.column)) for row in rows)
    doubt = None if page.scanned or page.turn or table.method == "chart" else doubt_of(table, page.words)
    return SeenTable(page.number, shown_box(table.box, page), ordered, f"pdf, {table.method}: {table.why}", doubt)


def _painted(page: PageObjects, table: Table, boxes: Sequence[Box]) -> list[bool]:
    """Whether anything but text and lines is drawn over each cell; where nothing is, no pixel need be looked at. Bars
    of a chart are no fills of cells."""
    if table.method == "chart":
        return [False] * len(boxes)
    if page.scanned:
        return [True] * len(boxes)
    drawn = [item.box for items in (page.fills, page.shapes, page.pictures) for item in items]
    return meeting(boxes, drawn)


# ------------------------------------------------------------------------------------------------ the key
def key_of(pages: Sequence[SeenPage]) -> Key:
    """The key of the paper, from the tables and lines that pair symbols with words, and from sentences on colours."""
    entries: list[KeyEntry] = []
    in_lines: list[KeyEntry] = []
    said: list[ColourWords] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, SeenTable):
                entries.extend(item.entries)
            elif item.symbols:
                in_lines.extend(entries_of_line(item.line.words, item.symbols))
        said.extend(colours_said_in([item.text for item in page.items if isinstance(item, SeenLine)]))
    entries.extend(believed(without_bullets(in_lines)))
    shapes = {symbol.shape for page in pages for symbol in page.symbols}
    points = "triangle_up" in shapes and "triangle_down" in shapes
    return Key(tuple(dict.fromkeys(entries)), triangles_point=points, said=tuple(dict.fromkeys(said)))


# ------------------------------------------------------------------------------------------------ elements
def elements_of(pages: Sequence[SeenPage], key: Key) -> tuple[Element, ...]:
    """Lines and grids of all pages, running heads and feet but once."""
    furniture = Furniture.of(
        [
            (page.number, page.height, [i.line for i in page.items if isinstance(i, SeenLine) and not i.boxed])
            for page in pages
        ]
    )
    found: list[Element] = []
    tables = 0
    for page in pages:
        for item in page.items:
            if isinstance(item, SeenLine):
                if item.boxed or not furniture.repeats(item.line, page.height, page.number):
                    found.append(_line(item, key))
                continue
            bar = _title_bar(item, key)
            if bar is not None:
                found.extend(bar)
                continue
            before, body, after = _of_one_indicator(item)
            found.extend(before)
            for part in _parts(body):
                found.append(_grid(part, key, tables))
                tables += 1
            found.extend(after)
    return tuple(found)


def _line(seen: SeenLine, key: Key) -> Line:
    place = Place(page=seen.page, bbox=seen.box)
    marks = marks_of(seen.text)
    shown = tuple(mark for symbol in seen.symbols for mark in key.marks(symbol))
    if len(seen.symbols) > 1 and ({len(key.marks(symbol)) for symbol in seen.symbols} != {1} or not _is_pair(shown)):
        shown = ()
    gap = 1 if seen.line.gap > 0.8 else 0
    frame = _FRAMES * seen.page + seen.frame if seen.frame else 0
    return Line(seen.text, place, gap, marks or shown, seen.line.bold, exact=True, sure=seen.sure, frame=frame)


def _is_pair(marks: Sequence[Mark]) -> bool:
    """One rating and one arrow, of two symbols beside one figure; keys and lists show more, or two of a kind."""
    return len(marks) == 2 and bool(marks[0].rag) != bool(marks[1].rag)


def _title_bar(table: SeenTable, key: Key) -> list[Element] | None:
    """A box of one row, `[title][G]`: a title and its rating on a line of its own, as text dumps print them."""
    if len(table.rows) != 1 or table.origin.startswith("pdf, chart"):
        return None
    cells = [cell for cell in table.rows[0] if cell.text or cell.symbols]
    if not 1 <= len(cells) <= 2 or not cells[0].text or parse_marks(cells[0].text):
        return None
    title = Line(cells[0].text, Place(page=table.page, bbox=cells[0].box), 1, (), cells[0].bold, sure=cells[0].sure)
    if len(cells) == 1:
        return [title] if len(cells[0].text) <= 200 else None
    marks = _marks(cells[1], key, "", filled=False)
    if not marks:
        return None
    text = cells[1].text or "".join(stand_in(symbol) for symbol in cells[1].symbols)
    return [title, Line(text, Place(page=table.page, bbox=cells[1].box), 0, marks, cells[1].bold, sure=cells[1].sure)]


def _of_one_indicator(table: SeenTable) -> tuple[list[Element], SeenTable, list[Element]]:
    """The title over all columns of a table that has no names, `[KPI 2: Repairs on time] [Q1|Q2|Target] [88%|90%|90%]`,
    and the remarks below it, as lines around it: a table of names is left as it is."""
    if table.origin.startswith("pdf, chart"):
        return [], table, []
    filled = [(row, [cell for cell in row if cell.text or cell.symbols]) for row in table.rows]
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    over = [len(cells) == 1 and cells[0].column_span == width and not cells[0].symbols for _, cells in filled]
    body = list(takewhile(lambda i: not over[i], range(1, len(filled))))
    if len(body) != 2 or not over[0] or not all(over[3:]) or width < 3 or table.entries or table.differ:
        return [], table, []
    heads, figures = filled[1][1], filled[2][1]
    if len(heads) != width or len(figures) < 2 or figures[0].column != heads[0].column:
        return [], table, []
    if parse_quantity(figures[0].text) is None or parse_label(heads[0].text, None) is None:
        return [], table, []
    if any(parse_quantity(cell.text) is not None and parse_period(cell.text) is None for cell in heads):
        return [], table, []
    rows = tuple(tuple(replace(cell, row=cell.row - 1) for cell in filled[i][0]) for i in body)
    lines: list[Element] = [_line_of_cell(cells[0], table.page) for i, (_, cells) in enumerate(filled) if over[i]]
    return lines[:1], replace(table, rows=rows), lines[1:]


def _line_of_cell(cell: SeenCell, page: int) -> Line:
    return Line(cell.text, Place(page=page, bbox=cell.box), 1, (), cell.bold, sure=cell.sure)


def _parts(table: SeenTable) -> list[SeenTable]:
    """Keys that stand beside each other in one table, `[symbol][words][symbol][words]`, as tables of two columns."""
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    if width < 4 or width % 2 or not table.entries:
        return [table]
    parts = []
    for first in range(0, width, 2):
        rows = tuple(tuple(cell for cell in row if first <= cell.column < first + 2) for row in table.rows)
        parts.append(replace(table, rows=tuple(row for row in rows if row)))
    return parts


def _grid(table: SeenTable, key: Key, number: int) -> Grid:
    kinds = kinds_of_columns([[HeadCell(c.column, c.column_span, c.text) for c in row] for row in table.rows])
    rated = _rated_fills(table, key, kinds)
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    first = min((cell.column for row in table.rows for cell in row), default=0)
    rows: list[list[Cell]] = []
    covered: dict[tuple[int, int], Place] = {}
    for r, row in enumerate(table.rows):
        cells: dict[int, Cell] = {}
        for seen in row:
            place = Place(page=table.page, bbox=seen.box)
            cell = _cell(seen, key, place, kinds.get(seen.column, ""), filled=(seen.row, seen.column) in rated)
            differs = (seen.row, seen.column) in table.differ
            cells[seen.column] = replace(cell, differs=True) if differs else cell
            for dr in range(seen.row_span):
                for dc in range(seen.column_span):
                    covered[(r + dr, seen.column + dc)] = place
        blank = Place(page=table.page, bbox=table.box)
        rows.append([cells.get(c) or Cell("", covered.get((r, c), blank)) for c in range(first, width)])
    return make_grid(rows, number, table.origin, Place(page=table.page, bbox=table.box))


def _cell(seen: SeenCell, key: Key, place: Place, kind: ColumnKind, *, filled: bool) -> Cell:
    marks = _marks(seen, key, kind, filled=filled)
    text = seen.text
    shown = " ".join(stand_in(symbol) for symbol in seen.symbols)
    if shown and text and len(text) <= 12 and parse_marks(text):
        text = f"{text} {shown}"
    if not text:
        text = shown or ("■" if any(mark.basis == "fill" for mark in marks) else "")
    return Cell(
        text,
        place,
        marks,
        (),
        seen.bold,
        row_span=seen.row_span,
        column_span=seen.column_span,
        exact=text == seen.text,
        sure=seen.sure,
    )


def _marks(seen: SeenCell, key: Key, kind: ColumnKind, *, filled: bool) -> tuple[Mark, ...]:
    """Words first: a letter or a word outranks the colour behind it; what is drawn adds what the words leave out."""
    words = marks_of(seen.text)
    if kind == "arrow" and seen.sure < 1:  # a recogniser reads a triangle as `A`
        words = tuple(mark for mark in words if not mark.rag)
    drawn = tuple(mark for symbol in seen.symbols for mark in key.marks(symbol, kind))
    fill = key.fill(seen.fill) if filled and seen.fill is not None else None
    shown = next((mark for mark in drawn if mark.rag), None) or fill
    rating = next((mark for mark in words if mark.rag), None)
    if rating is not None:
        rating = with_doubt(rating, shown)
    elif shown is not None:
        rating = shown
    arrow = next((mark for mark in (*words, *drawn) if mark.arrow), None)
    return tuple(mark for mark in (rating, arrow) if mark is not None)


def _rated_fills(table: SeenTable, key: Key, kinds: Mapping[int, ColumnKind]) -> frozenset[tuple[int, int]]:
    """The cells whose fill can be a rating: all of a key; of other tables those that are no bands."""
    if table.entries:
        return frozenset((cell.row, cell.column) for row in table.rows for cell in row)
    return rated_fills(table.rows, kinds, fills_told=key.has_fills, key_found=bool(key.entries or key.said))
