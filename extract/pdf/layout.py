"""Pages to the lines and grids that the readers take.

Symbols are read in two steps, as the key may stand on any page: first what is seen, on all pages, then what it means.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grids import make_grid, marks_of
from extract.layouts.legends import sense_of
from extract.pdf.colours import NEUTRAL
from extract.pdf.furniture import Furniture
from extract.pdf.key import Key, KeyEntry, Sight, entries_of, entries_of_rows, stand_in, with_doubt
from extract.pdf.lines import TextLine, lines_of
from extract.pdf.marks import Symbol, fill_of, is_unmapped_symbol, symbol_word, symbols_of, symbols_of_scan
from extract.pdf.objects import PageObjects, Word, centre, holds, middle_in, shown_box
from extract.pdf.scan_cells import widened
from extract.pdf.tables import Table, tables_of
from grammar.arrows import direction_of_word
from grammar.marks import parse_marks
from grammar.meanings import rag_of_meaning
from records import Box, Cell, Element, Grid, Line, Mark, Place

_MAX_MEANING = 14
"""Most words that explain a symbol of a key."""


_ROUND = re.compile(r"^[O0o@8©®eQDC.]+$")
"""What recognisers take lamps and circles for."""


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


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table of a page, its cells in rows."""

    page: int
    box: Box
    rows: tuple[tuple[SeenCell, ...], ...]
    origin: str


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of text with the symbols that stand on it, from left to right."""

    page: int
    line: TextLine
    symbols: tuple[Symbol, ...]
    text: str
    box: Box
    sure: float = 1.0


Seen = SeenLine | SeenTable


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What a page shows, in reading order."""

    number: int
    height: float
    items: tuple[Seen, ...]
    symbols: tuple[Symbol, ...]


def see(page: PageObjects) -> SeenPage:
    """Tables, lines and symbols of a page."""
    tables = tables_of(page)
    if page.scanned:
        tables = [widened(table) for table in tables]
    symbols, symbolic = _symbols_and_words(page, tables)
    inside = [frozenset(word for cell in table.cells for word in cell.words) for table in tables]
    taken = frozenset().union(*inside) if inside else frozenset()
    loose = [word for word in page.words if word not in taken]
    left = [symbol for symbol in symbols if not any(holds(table.box, symbol.box, 1) for table in tables)]
    items: list[tuple[float, Seen]] = []
    items += [(table.box[1], _see_table(page, table, symbols, symbolic)) for table in tables]
    for strip, top in _strips(loose, tables):
        lines = _see_lines(page, lines_of([w for w in strip if w not in symbolic]), left)
        items.extend((top + index * 1e-4, line) for index, line in enumerate(lines))
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
    return symbols, frozenset(word for word in page.words if symbol_word(word) or is_unmapped_symbol(word))


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


def _strips(words: Sequence[Word], tables: Sequence[Table]) -> list[tuple[list[Word], float]]:
    """The words between tables, from the top down, each strip with where it starts."""
    edges = sorted(table.box[1] for table in tables)
    strips: list[tuple[list[Word], float]] = []
    for low, high in pairwise([float("-inf"), *edges, float("inf")]):
        strip = [word for word in words if low <= centre(word.box)[1] < high]
        if strip:
            beside = low != float("-inf")
            strips.append((strip, low + 1e-5 if beside else min(word.box[1] for word in strip)))
    return strips


def _see_lines(page: PageObjects, lines: Sequence[TextLine], symbols: Sequence[Symbol]) -> list[SeenLine]:
    seen = []
    for line in lines:
        ordered = _symbols_on(line, symbols)
        text = _line_text(line, ordered)
        sure = min(word.sure for word in line.words)
        seen.append(SeenLine(page.number, line, ordered, text, shown_box(line.box, page), sure))
    return seen


def _symbols_on(line: TextLine, symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """The symbols that stand on a line of print, each near its words or near another symbol of it."""
    height = line.box[3] - line.box[1]
    level = [s for s in symbols if line.box[1] - 0.3 * height <= centre(s.box)[1] <= line.box[3] + 0.3 * height]
    left, right = line.box[0], line.box[2]
    found: list[Symbol] = []
    while True:
        near = [s for s in level if s not in found and left - 4 * height <= s.box[2] and s.box[0] <= right + 4 * height]
        if not near:
            return tuple(sorted(found, key=lambda s: s.box[0]))
        found += near
        left, right = min(left, *(s.box[0] for s in near)), max(right, *(s.box[2] for s in near))


def _line_text(line: TextLine, symbols: Sequence[Symbol]) -> str:
    """The words of a line; where symbols stand among them, with their stand-ins in place."""
    if not symbols:
        return line.text
    top = line.words[0].box[1]
    parts = [((word.box[1] > top + 4, word.box[0]), word.text) for word in line.words]
    parts += [((s.box[1] > top + 4 + s.box[3] - s.box[1], s.box[0]), stand_in(s)) for s in symbols]
    return " ".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def _see_table(page: PageObjects, table: Table, symbols: Sequence[Symbol], symbolic: frozenset[Word]) -> SeenTable:
    rows: list[list[SeenCell]] = [[] for _ in range(table.rows)]
    near = [symbol for symbol in symbols if holds(table.box, symbol.box, 1)]
    for cell in table.cells:
        here = tuple(sorted((s for s in near if middle_in(s.box, cell.box)), key=lambda s: (s.box[0], s.box[1])))
        words = tuple(word for word in cell.words if word not in symbolic)
        text = cell.text if len(words) == len(cell.words) else " ".join(word.text for word in words)
        fill = fill_of(page, cell.box)
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
    return SeenTable(page.number, shown_box(table.box, page), ordered, f"pdf, {table.method}")


# ------------------------------------------------------------------------------------------------ the key
def key_of(pages: Sequence[SeenPage]) -> Key:
    """The key of the paper, from the tables and lines that pair symbols with words."""
    entries: list[KeyEntry] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, SeenTable):
                entries.extend(_entries_of_table(item))
            elif item.symbols:
                entries.extend(_entries_of_line(item))
    shapes = {symbol.shape for page in pages for symbol in page.symbols}
    return Key(tuple(dict.fromkeys(entries)), triangles_point="triangle_up" in shapes and "triangle_down" in shapes)


def _entries_of_table(table: SeenTable) -> tuple[KeyEntry, ...]:
    rows = [
        [Sight(cell.text, cell.symbols, cell.fill if not cell.symbols else None) for cell in row] for row in table.rows
    ]
    return entries_of_rows(rows)


def _entries_of_line(line: SeenLine) -> list[KeyEntry]:
    """`● On target  ● Off target`: symbols are explained by the words up to the next symbol."""
    stops = [symbol.box[0] for symbol in line.symbols[1:]] + [float("inf")]
    entries: list[KeyEntry] = []
    waiting: list[Symbol] = []
    for symbol, stop in zip(line.symbols, stops, strict=True):
        waiting.append(symbol)
        words = [w.text for w in line.line.words if symbol.box[2] - 1 <= w.box[0] < stop]
        meaning = " ".join(words).strip(" -–=:;,")
        if not meaning:
            continue
        if len(words) <= _MAX_MEANING and (rag_of_meaning(meaning) or direction_of_word(meaning) or sense_of(meaning)):
            entries.extend(entries_of(Sight(symbols=tuple(waiting)), meaning))
        waiting = []
    return entries


# ------------------------------------------------------------------------------------------------ elements
def elements_of(pages: Sequence[SeenPage], key: Key) -> tuple[Element, ...]:
    """Lines and grids of all pages, running heads and feet but once."""
    furniture = Furniture.of(
        [(page.number, page.height, [i.line for i in page.items if isinstance(i, SeenLine)]) for page in pages]
    )
    found: list[Element] = []
    tables = 0
    for page in pages:
        for item in page.items:
            if isinstance(item, SeenLine):
                if not furniture.repeats(item.line, page.height, page.number):
                    found.append(_line(item, key))
                continue
            bar = _title_bar(item, key)
            if bar is not None:
                found.extend(bar)
                continue
            for part in _parts(item):
                found.append(_grid(part, key, tables))
                tables += 1
    return tuple(found)


def _line(seen: SeenLine, key: Key) -> Line:
    place = Place(page=seen.page, bbox=seen.box)
    marks = marks_of(seen.text)
    shown = tuple(mark for symbol in seen.symbols for mark in key.marks(symbol)) if len(seen.symbols) == 1 else ()
    gap = 1 if seen.line.gap > 0.8 else 0
    return Line(seen.text, place, gap, marks or shown, seen.line.bold, exact=True, sure=seen.sure)


def _title_bar(table: SeenTable, key: Key) -> list[Element] | None:
    """A box of one row, `[title][G]`: a title and its rating on a line of its own, as text dumps print them."""
    if len(table.rows) != 1:
        return None
    cells = [cell for cell in table.rows[0] if cell.text or cell.symbols]
    if not 1 <= len(cells) <= 2 or not cells[0].text or parse_marks(cells[0].text):
        return None
    title = Line(cells[0].text, Place(page=table.page, bbox=cells[0].box), 1, (), cells[0].bold)
    if len(cells) == 1:
        return [title] if len(cells[0].text) <= 200 else None
    marks = _marks(cells[1], key, filled=False)
    if not marks:
        return None
    text = cells[1].text or "".join(stand_in(symbol) for symbol in cells[1].symbols)
    return [title, Line(text, Place(page=table.page, bbox=cells[1].box), 0, marks, cells[1].bold)]


def _parts(table: SeenTable) -> list[SeenTable]:
    """Keys that stand beside each other in one table, `[symbol][words][symbol][words]`, as tables of two columns."""
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    if width < 4 or width % 2 or not _entries_of_table(table):
        return [table]
    parts = []
    for first in range(0, width, 2):
        rows = tuple(tuple(cell for cell in row if first <= cell.column < first + 2) for row in table.rows)
        parts.append(SeenTable(table.page, table.box, tuple(row for row in rows if row), table.origin))
    return parts


def _grid(table: SeenTable, key: Key, number: int) -> Grid:
    rated = _rated_fills(table, key)
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    first = min((cell.column for row in table.rows for cell in row), default=0)
    rows: list[list[Cell]] = []
    covered: dict[tuple[int, int], Place] = {}
    for r, row in enumerate(table.rows):
        cells: dict[int, Cell] = {}
        for seen in row:
            place = Place(page=table.page, bbox=seen.box)
            cells[seen.column] = _cell(seen, key, place, filled=(seen.row, seen.column) in rated)
            for dr in range(seen.row_span):
                for dc in range(seen.column_span):
                    covered[(r + dr, seen.column + dc)] = place
        blank = Place(page=table.page, bbox=table.box)
        rows.append([cells.get(c, Cell("", covered.get((r, c), blank))) for c in range(first, width)])
    return make_grid(rows, number, table.origin, Place(page=table.page, bbox=table.box))


def _cell(seen: SeenCell, key: Key, place: Place, *, filled: bool) -> Cell:
    marks = _marks(seen, key, filled=filled)
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


def _marks(seen: SeenCell, key: Key, *, filled: bool) -> tuple[Mark, ...]:
    """Words first: a letter or a word outranks the colour behind it; what is drawn adds what the words leave out."""
    words = marks_of(seen.text)
    drawn = tuple(mark for symbol in seen.symbols for mark in key.marks(symbol))
    fill = key.fill(seen.fill) if filled and seen.fill is not None else None
    shown = next((mark for mark in drawn if mark.rag), None) or fill
    rating = next((mark for mark in words if mark.rag), None)
    if rating is not None:
        rating = with_doubt(rating, shown)
    elif shown is not None:
        rating = shown
    arrow = next((mark for mark in (*words, *drawn) if mark.arrow), None)
    return tuple(mark for mark in (rating, arrow) if mark is not None)


def _rated_fills(table: SeenTable, key: Key) -> frozenset[tuple[int, int]]:
    """The cells whose fill can be a rating: not of a row filled alike (headers, bands), not of a column filled alike
    from top to bottom, unless it is a key."""
    if _entries_of_table(table):
        return frozenset((cell.row, cell.column) for row in table.rows for cell in row)
    body: list[SeenCell] = []
    for row in table.rows:
        fills = Counter(cell.fill for cell in row if cell.text or cell.symbols or cell.fill is not None)
        if len(row) == 1 or len(fills) == 1:
            continue
        body.extend(row)
    columns: dict[int, set[int | None]] = {}
    height: dict[int, int] = {}
    for cell in body:
        columns.setdefault(cell.column, set()).add(cell.fill)
        height[cell.column] = height.get(cell.column, 0) + 1
    plain = {c for c, fills in columns.items() if len(fills) == 1 and height[c] >= 4 and not key.has_fills}
    return frozenset((c.row, c.column) for c in body if c.fill is not None and c.column not in plain)
