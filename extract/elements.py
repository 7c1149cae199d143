"""A text dump as lines and grids in reading order.

Five kinds of table are recognised: tab-separated, Markdown pipes, HTML, labels with their text, and columns aligned
by spaces. What comes out is one kind of grid, so that no reader knows where it came from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.aligned import aligned_rows, end_of_table, is_drawn, is_rule, looks_aligned, segments
from extract.aligned_columns import Segment, has_figures, is_figure
from extract.decoding import Decoded, RawLine
from extract.grids import make_cell, make_grid, marks_of, spread
from extract.markup import has_markup, plain
from extract.roles import role_of
from grammar.periods import parse_period
from records import Cell, Element, Grid, Layout, Line, Place

_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_LABELLED = re.compile(r"\s*[A-Za-z][^:\t|<]{0,39}:\s+\S")
_NAMED = re.compile(
    r"\s*(?:(?:performance |key performance )?(?:indicator|measure)|k?pi|(?:indicator|measure) name)\s*:\s+[A-Za-z%\d]",
    re.I,
)
_FEWEST_LABELS = 3
_RULED, _STROKES = " \t\u00a0-|_=+", ("---",)
_TABLE_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_MAX_HTML_LINES = 3000
_ALIGNED_GAP = 4
"""Blank lines and short headings that may stand between two lines of one aligned table."""
_BLANK = "\u00a0 \t\u200b\ufeff"


def layout_of(decoded: Decoded) -> Layout:
    """All lines of a decoded text as elements; nothing but blank lines is left out."""
    elements = tuple(_Builder(decoded.lines).run())
    pages = max((line.page or 1 for line in decoded.lines), default=1)
    return Layout(elements, pages, decoded.encoding, len(decoded.lines))


class _Builder:
    """Walks the lines once and cuts them into elements."""

    def __init__(self, lines: Sequence[RawLine]) -> None:
        self._lines = lines
        self._tables = 0

    def run(self) -> Iterator[Element]:
        """Elements in reading order."""
        index, gap = 0, 0
        while index < len(self._lines):
            line = self._lines[index]
            if not line.text.strip(_BLANK):
                index, gap = index + 1, gap + 1
                continue
            end, grid = self._table_at(index)
            if grid is not None and any(grid.rows):  # lines of rules or of markup alone are no table
                yield grid
            else:
                end = index + 1
                yield from self._plain_line(line, gap)
            index, gap = end, 0

    def _table_at(self, index: int) -> tuple[int, Grid | None]:
        line = self._lines[index]
        if "\t" in line.text:
            return self._tabs(index)
        if _NAMED.match(line.text):
            end, grid = self._labels(index)
            if grid is not None:
                return end, grid
        if "<" in line.text and _TABLE_OPEN.search(line.text):
            return self._html(index)
        if line.text.count("|") >= 1:
            end, grid = self._pipes(index)
            if grid is not None:
                return end, grid
        if looks_aligned(line):
            return self._aligned(index)
        return index, None

    def _number(self) -> int:
        self._tables += 1
        return self._tables

    # ------------------------------------------------------------------ tab-separated
    def _tabs(self, index: int) -> tuple[int, Grid | None]:
        end = index
        rows: list[list[Cell]] = []
        number = self._number()
        while end < len(self._lines) and "\t" in self._lines[end].text:
            line = self._lines[end]
            if line.text.strip(_BLANK) and not is_drawn(line.text, _RULED, _STROKES):
                rows.append(_cells(line, "\t", number))
            end += 1
        if not rows:
            return end, None
        return end, make_grid(rows, number, "tabs", _place(self._lines[index]))

    # ------------------------------------------------------------------ labels
    def _labels(self, index: int) -> tuple[int, Grid | None]:
        """`Indicator: …`, `Actual: …`, `Target: …` below each other: a label and a text a row. Without a figure under
        a label of figures the lines say something of what stands below them, and are left to it."""
        block = [self._lines[index]]
        for line in self._lines[index + 1 :]:
            if not _LABELLED.match(line.text) or _NAMED.match(line.text):
                break
            block.append(line)
        if len(block) < _FEWEST_LABELS or not any(_labels_figure(line.text) for line in block):
            return index, None
        number = self._number()
        rows = [_cells(line, ":", number) for line in block]
        return index + len(block), make_grid(rows, number, "labels", _place(self._lines[index]))

    # ------------------------------------------------------------------ Markdown pipes
    def _pipes(self, index: int) -> tuple[int, Grid | None]:
        end = index
        while end < len(self._lines) and _has_pipes(self._lines[end].text):
            end += 1
        block = self._lines[index:end]
        if len(block) < 2 and not any(line.text.count("|") >= 3 for line in block):
            return index, None
        number = self._number()
        rows = [_cells(line, "|", number) for line in block if not _PIPE_RULE.match(line.text)]
        rows = [row[1:] if all(not r[0].text for r in rows if r) else row for row in rows]
        return end, make_grid(rows, number, "pipes", _place(self._lines[index]))

    # ------------------------------------------------------------------ HTML
    def _html(self, index: int) -> tuple[int, Grid | None]:
        end = index
        depth = 0
        while end < len(self._lines) and end - index < _MAX_HTML_LINES:
            text = self._lines[end].text
            depth += len(_TABLE_OPEN.findall(text)) - len(_TABLE_CLOSE.findall(text))
            end += 1
            if depth <= 0:
                break
        block = self._lines[index:end]
        source = "\n".join(line.text for line in block)
        markup = plain(source)
        if not markup.tables:
            return index, None
        starts = [0]
        for line in block:
            starts.append(starts[-1] + len(line.text) + 1)
        number = self._number()
        rows = []
        for table in markup.tables:
            for row in table:
                cells = []
                for cell in row:
                    offset = max(i for i, start in enumerate(starts[:-1]) if start <= cell.offset)
                    line = block[offset]
                    column = cell.offset - starts[offset]
                    place = Place(
                        page=line.page, line=line.number, start=column, end=column + max(cell.end - cell.offset, 0)
                    )
                    cells.append(
                        Cell(
                            cell.text,
                            place,
                            marks_of(plain(cell.text).text),
                            (),
                            cell.bold,
                            cell.row_span,
                            cell.column_span,
                        )
                    )
                rows.append(cells)
        return end, make_grid(spread(rows), number, "html", _place(block[0]))

    # ------------------------------------------------------------------ aligned by spaces
    def _aligned(self, index: int) -> tuple[int, Grid | None]:
        end, last = index, index
        while end < len(self._lines) and end - last <= _ALIGNED_GAP:
            line = self._lines[end]
            if line.page != self._lines[index].page:
                break
            text = line.text.strip(_BLANK)
            wrapped = end - last == 1 and line.text.startswith("  ") and text and "\t" not in line.text
            if text and is_rule(line):
                if self._is_closing(index, end):
                    break
                last = end
            elif looks_aligned(line) or wrapped:
                last = end
            elif text and ("\t" in line.text or len(text) > 60 or text.endswith(".")):
                break
            end += 1
        block = self._lines[index : last + 1]
        block = block[: end_of_table(block)]
        last = index + len(block) - 1
        rows = aligned_rows(block)
        if rows is None:
            return index, None
        number = self._number()
        cells = [[_joined(column, number) for column in row] for row in rows]
        return last + 1, make_grid(cells, number, "aligned", _place(self._lines[index]))

    def _is_closing(self, first: int, rule: int) -> bool:
        """A rule with a blank line below ends what stands above, but for heads that it parts from their rows."""
        behind = self._lines[rule + 1] if rule + 1 < len(self._lines) else None
        if behind is not None and behind.text.strip(_BLANK):
            return False
        above = [line for line in self._lines[first:rule] if line.text.strip(_BLANK) and not is_rule(line)]
        return not above or any(map(has_figures, map(segments, above))) or len(segments(above[-1])) < 3

    # ------------------------------------------------------------------ lines outside grids
    def _plain_line(self, line: RawLine, gap: int) -> Iterator[Line]:
        text = line.text.strip(_BLANK)
        if text.endswith("|") and text.count("|") == 1:
            text = text[:-1].strip(_BLANK)
        markup = plain(text)
        if has_markup(text) and "\n" in markup.text:
            for part in markup.text.split("\n"):
                yield Line(part, _place(line), gap, marks_of(plain(part).text), markup.bold, exact=False)
            return
        if markup.text:
            yield Line(markup.text, _place(line), gap, marks_of(markup.text), markup.bold, exact=markup.text == text)


def _has_pipes(text: str) -> bool:
    stripped = text.strip()
    return stripped.count("|") >= 2 or (
        stripped.count("|") == 1 and not stripped.endswith("|") and not stripped.startswith("|")
    )


def _place(line: RawLine) -> Place:
    text = line.text
    start = len(text) - len(text.lstrip(_BLANK))
    return Place(page=line.page, line=line.number, start=start, end=len(text.rstrip(_BLANK)))


def _cells(line: RawLine, separator: str, number: int) -> list[Cell]:
    cells: list[Cell] = []
    position = 0
    for raw in _split(line.text, separator):
        start = position + len(raw) - len(raw.lstrip())
        place = Place(page=line.page, line=line.number, start=start, end=position + len(raw.rstrip()))
        cell = make_cell(raw.strip(), place, number)
        cells.append(replace(cell, text=cell.text.replace("\\|", "|"), exact=False) if "\\|" in raw else cell)
        position += len(raw) + len(separator)
    return cells


def _labels_figure(text: str) -> bool:
    label, _, said = text.partition(":")
    is_value = role_of(label) == "value" or parse_period(label.strip()) is not None
    return is_value and any(character.isdigit() for character in said)


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators; `\\|` in Markdown is a bar within a cell, and only the first colon ends a label."""
    if separator == ":":
        return text.split(separator, 1)
    return _BAR.split(text) if separator == "|" and "\\|" in text else text.split(separator)


def _joined(column: Sequence[Segment], number: int) -> Cell:
    if not column:
        return Cell("", Place())
    text = _as_printed(column)
    first = column[0]
    same_line = all(segment.line == first.line for segment in column)
    end = column[-1].end if same_line else first.end
    cell = make_cell(text, Place(page=first.page, line=first.line, start=first.start, end=end), number)
    return replace(cell, text=text) if "  " in text else cell


def _as_printed(column: Sequence[Segment]) -> str:
    """The runs of a cell; figures keep the blanks between them, as several columns may have run together."""
    text = column[0].text
    for before, segment in pairwise(column):
        apart = before.line == segment.line and is_figure(before.text) and is_figure(segment.text)
        text += "  " if apart else " "
        text += segment.text
    return text
