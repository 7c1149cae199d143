"""Columns and rows of a stretch of words without lines: by the white space that runs through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.objects import Word

_GUTTER = 0.55
"""White space at least this wide, in font sizes, parts two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where the words of a column reach."""

    left: float
    right: float


def is_figure(text: str) -> bool:
    """A word that is a figure, or a stand-in for one."""
    if any(c.isdigit() for c in text):
        return sum(c.isalpha() for c in text) <= 3
    return text in ("-", "–", "—", "*", "n/a", "N/A", "tbc", "TBC", "%")


def goes_on(words: Sequence[Word]) -> bool:
    """Words that only the next line of print completes: a bracket is left open, or a range has no end (`2,172-`)."""
    text = " ".join(word.text for word in words)
    ranges = len(text) > 1 and text[-1] in "-–" and text[-2].isdigit()
    return ranges or text.count("(") > text.count(")") or text.count("[") > text.count("]")


def chunks_of(row: Sequence[Word], cuts: Sequence[float] = ()) -> list[list[Word]]:
    """The words of a line, parted where the gap is wider than a space can be; a line of several such chunks is parted
    at every gap through which the edge of a column (`cuts`, x) runs too."""
    chunks: list[list[Word]] = []
    ordered = sorted(row, key=lambda w: w.box[0])
    for word in ordered:
        gap = word.box[0] - chunks[-1][-1].box[2] if chunks else 0.0
        if chunks and gap < _GUTTER * max(word.ink.size, 1.0) + 0.12 * word.ink.size:
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return [part for chunk in chunks for part in _cut(chunk, cuts)] if cuts and len(chunks) > 1 else chunks


def _cut(chunk: list[Word], cuts: Sequence[float]) -> list[list[Word]]:
    parts = [chunk[:1]]
    for left, right in pairwise(chunk):
        if any(left.box[2] <= x + 1.5 and right.box[0] >= x - 1.5 for x in cuts):
            parts.append([])
        parts[-1].append(right)
    return parts


def columns_of(
    rows: Sequence[Sequence[Word]], cuts: Sequence[float] = (), drawn: Sequence[tuple[float, float]] = ()
) -> list[Column]:
    """The columns of lines of words: stretches of x parted by white space that few lines cross.

    Lines that reach over many columns (headings, spanning headers, notes) are crossed out first. Columns of drawings
    (`drawn`, from where to where) count like those of words.
    """
    words = [word for row in rows for word in row]
    if not words:
        return []
    size = median(word.ink.size for word in words)
    chunked = [chunks_of(row, cuts) for row in rows]
    spans = [[(c[0].box[0], c[-1].box[2]) for c in chunks] for chunks in chunked]
    full = max(word.box[2] for word in words) - min(word.box[0] for word in words)
    several = [s for s in spans if len(s) >= 2]
    entries = [[(c[0].box[0], c[-1].box[2]) for c in chunks if _is_entry(c)] for chunks in chunked if len(chunks) >= 2]
    body = [_alone(s, entries) for s in several]
    body += [s for s in spans if len(s) == 1 and s[0][1] - s[0][0] < 0.5 * full and not _bridges(s[0], several)]
    body = [s for s in body if s] or spans
    need = max(1, round(len(body) * 0.04)) if len(body) > 12 else 0
    body = body + [[span] for span in drawn for _ in range(need + 1)]
    edges = sorted({x for s in body for pair in s for x in pair})
    columns: list[Column] = []
    for low, high in pairwise(edges):
        middle = (low + high) / 2
        covered = sum(1 for s in body if any(a <= middle <= b for a, b in s))
        if covered <= need:
            continue
        if columns and low - columns[-1].right < _GUTTER * size and not _cut_between(columns[-1].right, low, cuts):
            columns[-1] = Column(columns[-1].left, high)
        else:
            columns.append(Column(low, high))
    return columns


def _is_entry(chunk: Sequence[Word]) -> bool:
    """What fills a cell of figures by itself: a figure, a letter, a stand-in. Brackets and signs of currency go with
    the figure beside them."""
    text = "".join(word.text for word in chunk)
    return text[0] not in "(%*£$€" and (len(text) == 1 or all(is_figure(word.text) for word in chunk))


def _alone(
    spans: Sequence[tuple[float, float]], entries: Sequence[Sequence[tuple[float, float]]]
) -> list[tuple[float, float]]:
    """The stretches of a line but those that reach over two columns of figures of most lines: a header over both, or
    two headers so close that they look like one. The fullest line is asked first, as asking all takes long."""
    fullest = max(entries, key=len, default=[])
    return [s for s in spans if sum(1 for a, b in fullest if a < s[1] and s[0] < b) < 2 or not _bridges(s, entries)]


def _bridges(span: tuple[float, float], rows: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether a line that stands alone reaches over two columns of most rows that it has words above or below of: the
    heading of a section."""
    over = [sum(1 for a, b in row if min(b, span[1]) - max(a, span[0]) > 0) for row in rows]
    return 2 * sum(1 for n in over if n >= 2) > sum(1 for n in over if n >= 1)


def _cut_between(left: float, right: float, cuts: Sequence[float]) -> bool:
    return any(left - 1.5 <= x <= right + 1.5 for x in cuts) and right > left


def parted(chunk: list[Word], columns: Sequence[Column], line: Sequence[Word]) -> list[list[Word]]:
    """A stretch of words over several columns as the headers it is made of, where they stand so close that a space
    could part them: the gap is wider than the spaces of the line, or both sides begin or end, to the point, with
    columns of their own. The words of one header over several columns do neither."""
    first, last = column_at(columns, chunk[0].box[0], chunk[-1].box[2])
    if first == last:
        return [chunk]
    space = _space(line)
    for i in range(1, len(chunk)):
        left, right = chunk[:i], chunk[i:]
        a = column_at(columns, left[0].box[0], left[-1].box[2])
        b = column_at(columns, right[0].box[0], right[-1].box[2])
        if a[1] >= b[0] or a[0] != a[1]:
            continue
        wide = right[0].box[0] - left[-1].box[2] > 1.5 * space
        if wide or (a[0] > 0 and _keeps_to(left, columns[a[0]]) & _keeps_to(right, columns[b[0]])):
            return [left, *parted(right, columns, line)]
    return [chunk]


_POINT = 1.0
"""What begins or ends together does so to the point."""


def _keeps_to(words: Sequence[Word], column: Column) -> frozenset[str]:
    """The sides of a column that words begin or end with."""
    starts = abs(words[0].box[0] - column.left) < _POINT
    ends = abs(words[-1].box[2] - column.right) < _POINT
    return frozenset(side for side, holds in (("left", starts), ("right", ends)) if holds)


def _space(line: Sequence[Word]) -> float:
    """The width of a space on a line of print: half of the gaps within its chunks are no wider."""
    gaps = [right.box[0] - left.box[2] for chunk in chunks_of(line) for left, right in pairwise(chunk)]
    return float(median(gaps)) if len(gaps) > 1 else _GUTTER * 0.6 * max(word.ink.size for word in line)


def column_at(columns: Sequence[Column], left: float, right: float) -> tuple[int, int]:
    """First and last column that a stretch of words lies over; the nearest one where it lies over none."""
    over = [
        i
        for i, c in enumerate(columns)
        if min(right, c.right) - max(left, c.left) > 0.25 * min(right - left, c.right - c.left)
    ]
    if over:
        return over[0], over[-1]
    middle = (left + right) / 2
    near = min(range(len(columns)), key=lambda i: abs((columns[i].left + columns[i].right) / 2 - middle))
    return near, near


def row_bands(
    rows: Sequence[Sequence[Word]], columns: Sequence[Column], cuts: Sequence[float] = (), *, alone: bool = False
) -> list[list[int]]:
    """Which lines of print make one row of the table: indices of lines, in order.

    Lines that stand partly beside each other are one row: names on two lines with the figures at half height. A wrapped
    name has more lines than its figures. White space tells where rows end if it differs; where all lines stand equally
    close, each line with figures is a row and the others belong to the nearest of them. `alone` says that what is
    drawn parts these lines from those of other rows: lines that follow each other closely are then one row.
    """
    if not rows:
        return []
    level = level_lines(rows, columns, cuts)
    lines = [[word for i in group for word in rows[i]] for group in level]
    return [[i for k in band for i in level[k]] for band in _bands_of_lines(lines, columns, cuts, alone=alone)]


def level_lines(rows: Sequence[Sequence[Word]], columns: Sequence[Column], cuts: Sequence[float]) -> list[list[int]]:
    """Lines that overlap in height by more than print ever does, put together unless that stacks figures of several
    names."""
    groups: list[list[int]] = []
    bottom = 0.0
    for i, row in enumerate(rows):
        top = min(word.box[1] for word in row)
        size = median(word.box[3] - word.box[1] for word in row)
        if groups and bottom - top > 0.3 * size:
            groups[-1].append(i)
            bottom = max(bottom, *(word.box[3] for word in row))
        else:
            groups.append([i])
            bottom = max(word.box[3] for word in row)
    parted: list[list[int]] = []
    for group in groups:
        lines = [rows[i] for i in group]
        stacked = len(group) > 1 and stacked_figures(lines, columns, cuts) and not _stands_between(lines, columns, cuts)
        parted += [[i] for i in group] if stacked else [group]
    return parted


def _stands_between(lines: Sequence[Sequence[Word]], columns: Sequence[Column], cuts: Sequence[float]) -> bool:
    """One line between two of figures, in other columns than both: a row whose cells print a share over its count, and
    its name once. The two may hold the name too, where it goes on with a small letter; the names of two rows beside
    the heading of both do not."""
    if len(lines) != 3:
        return False
    above, between, below = (_filled(line, columns, cuts) for line in lines)
    if between & (above | below):
        return False
    first = sorted(lines[2], key=lambda word: word.box[0])[0].text
    return first[0].islower() or all(is_figure(word.text) for line in (lines[0], lines[2]) for word in line)


def _bands_of_lines(
    rows: Sequence[Sequence[Word]], columns: Sequence[Column], cuts: Sequence[float], *, alone: bool
) -> list[list[int]]:
    tops = [min(word.box[1] for word in row) for row in rows]
    bottoms = [max(word.box[3] for word in row) for row in rows]
    gaps = [tops[i + 1] - bottoms[i] for i in range(len(rows) - 1)]
    size = median(word.ink.size for row in rows for word in row)
    limit = 0.45 * size if alone else _gap_between_rows(gaps, size)
    if limit is not None:
        bands = _bands([gap > limit for gap in gaps])
        if not any(stacked_figures([rows[i] for i in band], columns, cuts) for band in bands):
            return bands
    filled = [_filled(row, columns, cuts) for row in rows]
    return _bands([not _continues(filled[i], filled[i - 1], rows[i]) for i in range(1, len(rows))])


def _bands(new: Sequence[bool]) -> list[list[int]]:
    bands = [[0]]
    for i, begins in enumerate(new, start=1):
        if begins:
            bands.append([])
        bands[-1].append(i)
    return bands


def stacked_figures(rows: Sequence[Sequence[Word]], columns: Sequence[Column], cuts: Sequence[float] = ()) -> bool:
    """Figures stand above each other in one column: the lines are rows of their own."""
    seen: set[int] = set()
    open_: set[int] = set()
    for row in rows:
        here: set[int] = set()
        going: set[int] = set()
        for chunk in chunks_of(row, cuts):
            if all(is_figure(word.text) for word in chunk) and any(c.isdigit() for w in chunk for c in w.text):
                at = column_at(columns, chunk[0].box[0], chunk[-1].box[2])[0]
                here |= {at} - open_
                going |= {at} if goes_on(chunk) else set()
        if here & seen:
            return True
        seen |= here
        open_ = going
    return False


def _filled(row: Sequence[Word], columns: Sequence[Column], cuts: Sequence[float]) -> frozenset[int]:
    return frozenset(
        i
        for chunk in chunks_of(row, cuts)
        for first, last in [column_at(columns, chunk[0].box[0], chunk[-1].box[2])]
        for i in range(first, last + 1)
    )


def _gap_between_rows(gaps: Sequence[float], size: float) -> float | None:
    """The white space that parts two rows but no two lines of one; None where all lines stand alike."""
    if len(gaps) < 2:
        return None
    ordered = sorted(gaps)
    steps = [(high - low, (high + low) / 2) for low, high in pairwise(ordered)]
    widest, middle = max(steps)
    tight = [gap for gap in gaps if gap <= middle]
    loose = [gap for gap in gaps if gap > middle]
    if widest < 0.18 * size or not tight or len(loose) * 4 < len(gaps):
        return None
    return middle if max(tight) < 0.6 * size else None


def _continues(filled: frozenset[int], above: frozenset[int], row: Sequence[Word]) -> bool:
    """A line of words alone, in a column of words, below a line that has them: the name goes on."""
    if len(filled) != 1 or not filled <= above or len(above) < 2:
        return False
    text = " ".join(word.text for word in row)
    return not is_figure(text) and (text[0].islower() or text[0] in "(&/%" or not text[0].isupper())
