"""Columns aligned by spaces, as `pdftotext -layout` writes them.

A column border is a stretch of blanks that runs down (nearly) all lines of a block. Names that wrap over several
lines are joined to the line that carries the figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.decoding import RawLine
from grammar.numbers import parse_quantity
from grammar.periods import parse_period

_GAP = re.compile(r"\S+(?: \S+)*")
_MIN_LINES = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text within a line, at least two blanks away from the next."""

    start: int
    end: int
    text: str
    line: int
    page: int | None


def segments(line: RawLine) -> tuple[Segment, ...]:
    """Runs of text separated by two or more blanks."""
    return tuple(Segment(m.start(), m.end(), m.group(), line.number, line.page) for m in _GAP.finditer(line.text))


def looks_aligned(line: RawLine) -> bool:
    """Whether a line can belong to an aligned table: at least two runs, and not a bulleted sentence."""
    text = line.text.rstrip()
    if "\t" in text or not text.strip():
        return False
    return len(segments(line)) >= 2


def aligned_rows(block: Sequence[RawLine]) -> list[list[tuple[Segment, ...]]] | None:
    """The block as rows of columns of segments, or None where no columns run through it."""
    parts = [segments(line) for line in block if line.text.strip()]
    wide = [row for row in parts if len(row) >= 2]
    if len(wide) < _MIN_LINES:
        return None
    borders = _borders(parts)
    if not borders:
        return None
    rows = [_assign(row, borders) for row in parts]
    rows, blanks = _join_header_lines(rows, _blank_before(block))
    return _join_wrapped(rows, blanks)


def _borders(parts: Sequence[tuple[Segment, ...]]) -> list[int]:
    """Positions (midpoints of gutters) that almost no line writes over."""
    width = max(segment.end for row in parts for segment in row)
    cover = [0] * (width + 2)
    dense = [row for row in parts if len(row) >= 3]
    rows = dense if len(dense) >= _MIN_LINES else [row for row in parts if len(row) >= 2]
    for row in rows:
        for segment in row:
            for position in range(segment.start, segment.end):
                cover[position] += 1
    allowed = len(rows) // 8  # a header or a long name may straddle a gutter
    borders: list[int] = []
    start: int | None = None
    seen_text = False
    for position in range(width + 2):
        if cover[position] <= allowed:
            if start is None:
                start = position
        else:
            if start is not None and seen_text and position - start >= 2:
                borders.append((start + position) // 2)
            start, seen_text = None, True
    return borders


def _assign(row: Sequence[Segment], borders: Sequence[int]) -> list[tuple[Segment, ...]]:
    columns: list[list[Segment]] = [[] for _ in range(len(borders) + 1)]
    for segment in row:
        middle = segment.start if segment.end - segment.start > 30 else (segment.start + segment.end) // 2
        columns[sum(1 for border in borders if border <= middle)].append(segment)
    return [tuple(column) for column in columns]


def _blank_before(block: Sequence[RawLine]) -> list[bool]:
    result: list[bool] = []
    blank = False
    for line in block:
        if line.text.strip():
            result.append(blank)
            blank = False
        else:
            blank = True
    return result


def _is_data(row: Sequence[tuple[Segment, ...]]) -> bool:
    """A line that carries figures right of its first column; periods alone make a header."""
    for column in row[1:]:
        for segment in column:
            quantity = parse_quantity(segment.text)
            if (
                quantity is not None
                and (quantity.number is not None or quantity.missing)
                and parse_period(segment.text) is None
            ):
                return True
    return False


def _join_header_lines(
    rows: list[list[tuple[Segment, ...]]], blanks: list[bool]
) -> tuple[list[list[tuple[Segment, ...]]], list[bool]]:
    """Headers written over several lines ("Q1" above "2012/13"): joined column by column, top to bottom.

    A line joins the one below where one of the two fills only columns that the other fills, and no blank line parts
    them. A year over its quarters fills fewer columns than stand below it and stays a line of its own.
    """
    joined: list[list[tuple[Segment, ...]]] = []
    kept: list[bool] = []
    for index, row in enumerate(rows):
        if joined and not blanks[index] and _heads(joined[-1]) and _heads(row) and _fills(joined[-1], row):
            joined[-1] = [a + b for a, b in zip(joined[-1], row, strict=True)]
        else:
            joined.append(row)
            kept.append(blanks[index])
    return joined, kept


def _heads(row: Sequence[tuple[Segment, ...]]) -> bool:
    return sum(1 for column in row if column) >= 2 and not _is_data(row)


def _fills(upper: Sequence[tuple[Segment, ...]], lower: Sequence[tuple[Segment, ...]]) -> bool:
    above = [c for c, column in enumerate(upper) if column]
    below = [c for c, column in enumerate(lower) if column]
    spanning = all(parse_period(upper[c][0].text) is not None for c in above) and len(above) * 2 <= len(below)
    return (set(above) <= set(below) or set(below) <= set(above)) and not spanning


def _join_wrapped(rows: list[list[tuple[Segment, ...]]], blanks: list[bool]) -> list[list[tuple[Segment, ...]]]:
    """Join lines that only continue a name to the line with its figures.

    A line without figures joins the row above when its text goes on in lower case (or the row above has an open
    bracket) and no blank line parts them; it joins the row below when that row starts without a name, or goes on in
    lower case.
    """
    joined: list[list[tuple[Segment, ...]]] = []
    pending: list[tuple[Segment, ...]] | None = None
    for index, row in enumerate(rows):
        data = _is_data(row)
        if pending is not None:
            named = bool(row[0]) and not _goes_on_below(row, rows, index)
            if data and not named and not blanks[index]:
                row = [a + b for a, b in zip(pending, row, strict=True)]
            else:
                joined.append(pending)
            pending = None
        if not data and joined and not blanks[index] and _continues(joined[-1], row):
            joined[-1] = [a + b for a, b in zip(joined[-1], row, strict=True)]
        elif not data and row[0] and not any(row[1:]):
            pending = row
        else:
            joined.append(row)
    if pending is not None:
        joined.append(pending)
    return joined


def _goes_on_below(row: Sequence[tuple[Segment, ...]], rows: Sequence[Sequence[tuple[Segment, ...]]], at: int) -> bool:
    """The name of the row goes on from the line above it; several such rows are the items below a heading."""
    following = rows[at + 1] if at + 1 < len(rows) else None
    items = following is not None and _is_data(following) and bool(following[0]) and following[0][0].text[0].islower()
    above = " ".join(segment.text for segment in rows[at - 1][0]).rstrip()
    return row[0][0].text[0].islower() and not items and not above.endswith(":")


def _continues(above: Sequence[tuple[Segment, ...]], row: Sequence[tuple[Segment, ...]]) -> bool:
    first = next((column[0].text for column in row if column), "")
    name = " ".join(segment.text for segment in above[0])
    if not _is_data(above):
        return False
    return bool(first) and (first[0].islower() or first[0] in "(&/-" or name.count("(") > name.count(")"))
