"""Where the columns of aligned text run: the figures decide, and headers are cut to fit them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from extract.roles import role_of
from grammar.arrows import parse_arrow
from grammar.codes import is_code
from grammar.numbers import parse_quantity
from grammar.periods import financial_year_of, find_periods, parse_period
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating

MIN_LINES = 3
_MOST_BLANKS = 14
"""Words of heads in one run, at most, that are tried in all ways."""
_SOME_YEAR = financial_year_of(date(2010, 4, 1))
"""For heads such as `Q1`, which name a period of a year printed elsewhere."""
_CODE = re.compile(r"(?=[A-Z]*[A-Z]\S*\d)\S{2,9}(?= |$)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text within a line, at least two blanks away from the next."""

    start: int
    end: int
    text: str
    line: int
    page: int | None


Row = Sequence[Segment]


def is_figure(text: str) -> bool:
    """A figure or a sign for none; a period is neither."""
    quantity = parse_quantity(text)
    found = quantity is not None and (quantity.number is not None or bool(quantity.missing))
    return found and parse_period(text) is None


def has_figures(row: Row) -> bool:
    """Figures behind the first run of a line, one or several to a run."""
    return any(is_figure(piece.text) for segment in row[1:] for piece in _figures(segment))


def is_known(text: str) -> bool:
    """Words or a period that head columns."""
    return role_of(text) != "none" or parse_period(text, _SOME_YEAR) is not None


def borders_of(parts: Sequence[Row]) -> list[int]:
    """Positions (midpoints of gutters) that almost no line with figures writes over; heads add columns left blank."""
    dense = [row for row in parts if len(row) >= 3]
    rows = dense if len(dense) >= MIN_LINES else [row for row in parts if len(row) >= 2]
    figures = [row for row in rows if has_figures(row)]
    if len(figures) < 2:
        return _gutters([_cover(row) for row in rows], _width(parts))
    apart = sum(1 for row in figures if any(_is_rating(segment.text) for segment in row[1:]))
    cut = _rated if apart >= 2 else _figures  # a rating glued to its figure here stands in a column elsewhere
    covers = [_cover([piece for segment in row for piece in cut(segment)]) for row in figures]
    borders = _gutters(covers, _width(parts))
    heads = _heads(parts)
    taken = set().union(*covers)
    words = taken.union(*(_cover(row) for row in parts if row not in heads and not has_figures(row)))
    for row in heads:
        borders = _with_heads(borders, row, words)
    borders = _with_lone_heads(borders, [s for row in heads for s in row if is_known(s.text)], taken, words)
    code = _code_border(figures)
    return sorted({code, *borders}) if code and not any(abs(b - code) <= 1 for b in borders) else borders


def with_polarities(parts: Sequence[Row]) -> list[Row]:
    """The lines, `Lower is better` cut off from a name that reaches it, where it stands apart on other lines."""
    apart = Counter(s.text for row in parts for s in row[1:] if " is " in s.text and parse_polarity(s.text) is not None)
    phrases = [text for text in apart if sum(apart.values()) > 1]
    return [tuple(piece for s in row for piece in _without_polarity(s, phrases)) for row in parts]


def _without_polarity(segment: Segment, phrases: Sequence[str]) -> list[Segment]:
    phrase = next((p for p in phrases if segment.text.endswith(f" {p}")), "")
    if not phrase:
        return [segment]
    start = segment.end - len(phrase)
    name = segment.text[: -len(phrase)].rstrip()
    return [replace(segment, end=start - 1, text=name), replace(segment, start=start, text=phrase)]


def _heads(parts: Sequence[Row]) -> list[Row]:
    """The lines of heads: above all figures, or above those below a heading, and most of their words are known."""
    lines = [row for row in parts if len(row) >= 2 and not has_figures(row)]
    return [row for row in lines if sum(1 for s in row if is_known(s.text)) * 2 >= len(row)]


def _width(parts: Sequence[Row]) -> int:
    return max(segment.end for row in parts for segment in row)


def _figures(segment: Segment) -> list[Segment]:
    """The figures of a run that holds several, one blank apart (`435,917 392,212`); else the run."""
    return _words_if(segment, is_figure)


def _rated(segment: Segment) -> list[Segment]:
    """The figures and ratings in words of a run that holds nothing else (`94.57% Green`); else the run."""
    return _words_if(segment, lambda text: is_figure(text) or _is_rating(text))


def _is_rating(text: str) -> bool:
    return len(text) > 2 and parse_rating(text) is not None


def _words_if(segment: Segment, told: Callable[[str], bool]) -> list[Segment]:
    words = list(re.finditer(r"\S+", segment.text))
    if len(words) < 2 or is_figure(segment.text) or not all(told(word.group()) for word in words):
        return [segment]
    at = segment.start
    return [replace(segment, start=at + w.start(), end=at + w.end(), text=w.group()) for w in words]


def _cover(row: Row) -> set[int]:
    taken: set[int] = set()
    for before, segment in zip((None, *row), row, strict=False):
        glued = before is not None and segment.start - before.end == 1  # cut apart: the one blank is a gutter
        taken.update(range(segment.start + glued, segment.end))
        if before is not None and glued:
            taken.discard(before.end - 1)
    return taken


def _gutters(covers: Sequence[set[int]], width: int) -> list[int]:
    allowed = len(covers) // 8  # a header or a long name may straddle a gutter
    borders: list[int] = []
    start: int | None = None
    seen_text = False
    for position in range(width + 2):
        if sum(1 for cover in covers if position in cover) <= allowed:
            if start is None:
                start = position
            continue
        if start is not None and seen_text and position - start >= 2:
            borders.append((start + position) // 2)
        start, seen_text = None, True
    return borders


def _with_heads(borders: list[int], row: Row, taken: set[int]) -> list[int]:
    """Borders between heads that share a column so far, where no line with figures writes."""
    added = list(borders)
    for left, right in pairwise(row):
        if any(left.end <= border <= right.start for border in added):
            continue
        free = [p for p in range(left.end, right.start + 1) if p not in taken]
        if free and _column(left, borders) == _column(right, borders):
            added.append(free[len(free) // 2])
    return sorted(added)


def _with_lone_heads(borders: list[int], heads: Row, taken: set[int], words: set[int]) -> list[int]:
    """Borders around a head that stands over none of the figures of its column, where another head does: the cells of
    its own column are words on other lines, or blank."""
    over = [head for head in heads if taken & set(range(head.start, head.end))]
    for head in heads:
        if head in over:
            continue
        for other in over:
            if _column(other, borders) != _column(head, borders):
                continue
            first, last = (head.end, other.start) if head.start < other.start else (other.end, head.start)
            free = [p for p in range(first, last + 1) if p not in words]
            if free and first <= last:
                borders = sorted([*borders, free[0] if head.start < other.start else free[-1]])
    return borders


def _code_border(rows: Sequence[Row]) -> int:
    """Behind codes that begin every line with figures and end before the same blank; 0 where there are none."""
    codes = [_CODE.match(row[0].text) for row in rows]
    if not all(code is not None and is_code(code.group()) for code in codes):
        return 0
    if all(code is not None and code.group() == row[0].text for row, code in zip(rows, codes, strict=True)):
        return 0  # a column of their own
    edge = max(row[0].start + code.end() for row, code in zip(rows, codes, strict=True) if code)
    return 0 if any(edge in _cover(row) and not _blank_at(row, edge) for row in rows) else edge


def _blank_at(row: Row, position: int) -> bool:
    return all(s.text[position - s.start] == " " for s in row if s.start <= position < s.end)


def _column(segment: Segment, borders: Sequence[int]) -> int:
    middle = segment.start if segment.end - segment.start > 30 else (segment.start + segment.end) // 2
    return sum(1 for border in borders if border <= middle)


def assign(parts: Sequence[Row], borders: Sequence[int]) -> list[list[tuple[Segment, ...]]]:
    """The runs of all lines by columns; a run that reaches over a border is cut where its parts say what they are.

    Heads are cut so that they stand over the figures of their columns.
    """
    figures = [has_figures(row) for row in parts]
    rows = [_assigned(row, borders, ()) if told else [] for row, told in zip(parts, figures, strict=True)]
    extents = [_extent([row[c] for row in rows if row]) for c in range(len(borders) + 1)]
    return [row or _assigned(part, borders, extents) for part, row in zip(parts, rows, strict=True)]


Extent = tuple[int, int] | None


def _extent(cells: Sequence[Sequence[Segment]]) -> Extent:
    starts = [segment.start for cell in cells for segment in cell]
    return (min(starts), max(segment.end for cell in cells for segment in cell)) if starts else None


def _assigned(row: Row, borders: Sequence[int], extents: Sequence[Extent]) -> list[tuple[Segment, ...]]:
    columns: list[list[Segment]] = [[] for _ in range(len(borders) + 1)]
    for segment in row:
        for c, piece in _cut(segment, borders, extents):
            columns[_column(piece, borders) if c is None else c].append(piece)
    return [tuple(column) for column in columns]


def _cut(segment: Segment, borders: Sequence[int], extents: Sequence[Extent]) -> list[tuple[int | None, Segment]]:
    """The parts of a run, with their columns where it was cut; `extents` of the figures for heads."""
    inside = [border for border in borders if segment.start < border < segment.end]
    if not inside:
        return [(None, segment)]
    code = _CODE.match(segment.text)
    if not extents and code and is_code(code.group()) and borders[0] == inside[0]:
        rest = segment.text[code.end() :].lstrip()
        first = replace(segment, end=segment.start + code.end(), text=code.group())
        behind = replace(segment, start=segment.end - len(rest), text=rest)
        return [(None, first), *_cut(behind, borders[1:], extents)] if rest else [(None, first)]
    if not extents:
        pieces = _pieces(segment, inside)
        return [(None, piece) for piece in pieces] if all(_is_cell(p.text) for p in pieces) else [(None, segment)]
    columns = range(borders.index(inside[0]), borders.index(inside[-1]) + 2)
    return _cut_heads(segment, list(columns), extents) or [(None, segment)]


def _cut_heads(
    segment: Segment, columns: Sequence[int], extents: Sequence[Extent]
) -> list[tuple[int | None, Segment]] | None:
    """The cut of a run of heads into one for each column, each of known words, that stands closest over the figures."""
    blanks = _blanks(segment)
    if len(blanks) > _MOST_BLANKS:
        return None
    found: list[tuple[float, list[Segment]]] = []
    for cuts in combinations(blanks, len(columns) - 1):
        pieces = _at(segment, cuts)
        if all(is_known(piece.text) for piece in pieces):
            found.append((sum(_off(p, extents[c]) for p, c in zip(pieces, columns, strict=True)), pieces))
    if not found:
        return None
    best = min(found, key=lambda item: item[0])[1]
    return [(c, piece) for c, piece in zip(columns, best, strict=True)]


def _off(piece: Segment, extent: Extent) -> float:
    """Characters by which a head misses the figures: their left edge, right edge or middle."""
    if extent is None:
        return 0
    start, end = extent
    middle = abs((piece.start + piece.end) - (start + end)) / 2
    return min(abs(piece.start - start), abs(piece.end - end), middle)


def _is_cell(text: str) -> bool:
    return is_figure(text) or parse_rating(text) is not None or parse_arrow(text) is not None


def _blanks(segment: Segment) -> list[int]:
    """Blanks of a run outside its periods."""
    periods = [found.span for found in find_periods(segment.text)]
    blanks = [m.start() for m in re.finditer(" ", segment.text)]
    return [b for b in blanks if not any(span.start < b < span.end for span in periods)]


def _pieces(segment: Segment, inside: Sequence[int]) -> list[Segment]:
    """The run cut at the blanks nearest to the borders, never inside a period."""
    blanks = _blanks(segment)
    cuts: list[int] = []
    for border in inside:
        first = bisect_right(blanks, cuts[-1]) if cuts else 0
        place = bisect_left(blanks, border - segment.start, first)
        beside = blanks[max(first, place - 1) : place + 1]
        if beside:
            cuts.append(min(beside, key=lambda b: abs(segment.start + b - border)))
    return _at(segment, cuts)


def _at(segment: Segment, cuts: Sequence[int]) -> list[Segment]:
    edges = [-1, *cuts, len(segment.text)]
    return [
        replace(segment, start=segment.start + a + 1, end=segment.start + b, text=segment.text[a + 1 : b])
        for a, b in pairwise(edges)
    ]
