"""Bar charts: bars are no cells, and the figures at them no rows.

Figures and periods at a chart are kept together as a table of its own (`method` chart), so that nothing else is made of
them. Where each bar has one printed label and stands over one period, that table is title, periods and labels; nothing
is ever told from how long a bar is, only held against it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf.lines import rows_of
from extract.pdf.objects import Fill, PageObjects, Word, area, centre, holds, union
from extract.pdf.table_cells import Table, TableCell
from extract.pdf.table_columns import chunks_of, is_figure
from extract.pdf.table_rules import Lattice
from grammar.numbers import parse_quantity
from grammar.periods import parse_label
from records import Box

_LEAST_BARS = 3
_STEP = 2.0
"""Bars whose ends differ by less than this, in points, are equally long."""
_HIGH = 40.0
"""Points that the longest bar of a chart is high at least: lower ones may be small bars within the row of a table."""
_BELOW, _ABOVE = 26.0, 16.0
"""Points below the foot of bars within which their periods stand, and over their heads within which labels do."""
_LEFT, _RIGHT = 50.0, 14.0
"""Points left of the bars within which the figures of the axis stand, and right of them within which labels do."""
_TITLE = 64.0
"""Points above bars and labels within which the title of a chart stands."""
_ASIDE = 100.0
"""Points that a title may reach over its chart on either side."""
_FRAME = 4.0
"""How many times as large as its bars the frame of a chart is at most."""
_MOST_WORDS = 18
_CAPTION = re.compile(r"^(?:figure|fig\.?|chart|graph)\s*\d+[a-z]?\s*[:.–—-]?\s*", re.IGNORECASE)

Chunk = list[Word]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one foot, from left to right."""

    foot: float
    bars: tuple[Fill, ...]

    @property
    def box(self) -> Box:
        """Around all bars."""
        return union([bar.box for bar in self.bars])


def charts_of(page: PageObjects, lattices: Sequence[Lattice]) -> tuple[list[Box], list[Lattice]]:
    """The boxes of the bar charts of a page with their labels, and the lattices that are none."""
    charts, others = [], []
    for lattice in lattices:
        if all(edge.weak for edge in lattice.down) and _has_bars(lattice, page):
            charts.append(_with_labels(lattice.box, page.words))
        else:
            others.append(lattice)
    return charts, others


def plots_of(page: PageObjects, lattices: Sequence[Lattice]) -> tuple[list["Bars"], list[Lattice]]:
    """The upright bars of the charts of a page, and the lattices that are no frame of one: a frame, its gridlines and
    the sides of its bars hold together as the lines of a table do, but no line runs down between the bars."""
    plots = [
        bars
        for bars in _upright_bars(page.fills)
        if not _is_text(bars, page.words) and not any(_parts(lattice, bars) for lattice in lattices)
    ]
    return plots, [lattice for lattice in lattices if not any(_frames(lattice, bars) for bars in plots)]


def _parts(lattice: Lattice, bars: "Bars") -> bool:
    x0, top, x1, _ = bars.box
    long = 0.5 * (bars.foot - top)
    sides = [x for bar in bars.bars for x in (bar.box[0], bar.box[2])]
    between = [edge for edge in lattice.down if not edge.weak and x0 + 1 < edge.at < x1 - 1]
    return any(
        min(edge.end, bars.foot) - max(edge.start, top) > long and not any(abs(edge.at - x) < _STEP for x in sides)
        for edge in between
    )


def _frames(lattice: Lattice, bars: "Bars") -> bool:
    return holds(lattice.box, bars.box) and area(lattice.box) < _FRAME * area(bars.box)


def _has_bars(lattice: Lattice, page: PageObjects) -> bool:
    """Fills that stand on one line or hang on one, apart from each other and of different lengths."""
    fills = [fill.box for fill in page.fills if holds(lattice.box, fill.box)]
    upright = _bars((box[3], box[1], box[0], box[2]) for box in fills)
    return upright or _bars((box[0], box[2], box[1], box[3]) for box in fills)


def _bars(ends: Iterable[tuple[float, float, float, float]]) -> bool:
    """Whether some of these (foot, head, start, end) are bars on one foot."""
    groups: dict[int, list[tuple[float, float, float]]] = {}
    for foot, head, start, end in ends:
        groups.setdefault(round(foot), []).append((start, end, head))
    for bars in groups.values():
        bars.sort()
        apart = all(b[0] - a[1] > 1 for a, b in pairwise(bars))
        alike = all(abs((b[1] - b[0]) - (bars[0][1] - bars[0][0])) < 1 for b in bars)
        heads = sorted(head for _, _, head in bars)
        steps = sum(1 for low, high in pairwise(heads) if high - low > _STEP)
        if len(bars) >= _LEAST_BARS and apart and alike and steps >= 2:
            return True
    return False


def _with_labels(box: Box, words: Sequence[Word]) -> Box:
    """A chart and the words at it: those above and below its bars, and those that these touch."""
    grown = box
    for _ in range(2):
        reach = (grown[0] - 12, grown[1] - 9, grown[2] + 12, grown[3] + 9)
        near = [w.box for w in words if holds(reach, w.box) and not holds(grown, w.box)]
        if not near:
            break
        grown = union([grown, *near])
    return grown


# ------------------------------------------------------------------------------------------------ labels of bars
def chart_tables(page: PageObjects, plots: Sequence[Bars], tables: Sequence[Table]) -> list[Table]:
    """The bar charts of a page that stand in none of its tables, each as a table of what is printed at it."""
    found: list[Table] = []
    for bars in plots:
        if any(holds(table.box, bars.box) for table in (*tables, *found)):
            continue
        labels = _labels_at(bars, page.words)
        if labels:
            found.append(_read(bars, page, labels) or _unread(bars.box, labels))
    return found


def _labels_at(bars: Bars, words: Sequence[Word]) -> list[Word]:
    """Figures and periods over the bars, left of them on the axis, and on the first line below their foot."""
    x0, top, x1, foot = bars.box
    level = [w for w in words if w.ink.angle == 0]
    beside = (x0 - _LEFT, top - _ABOVE, x1 + _RIGHT, foot + 4)
    below = (x0 - _RIGHT, foot + 4, x1 + _RIGHT, foot + _BELOW)
    first = next(iter(rows_of([w for w in level if holds(below, w.box)])), [])
    near = [w for w in level if holds(beside, w.box)]
    return [w for w in dict.fromkeys((*near, *first)) if _is_label(w)]


def _is_label(word: Word) -> bool:
    """Figures and periods; other words at a chart are lines like all others."""
    return is_figure(word.text) or parse_label(word.text, None) is not None or bool(_MONTH.match(word.text))


_MONTH = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?(?:[-' ]?\d\d)?$|^q[1-4]$", re.I
)


def _is_text(bars: Bars, words: Sequence[Word]) -> bool:
    """Cards of different heights hold lines of words; bars a label at most."""
    if any(sum(1 for word in words if holds(bar.box, word.box)) > 3 for bar in bars.bars):
        return True
    return sum(1 for word in words if holds(bars.box, word.box) and not _is_label(word)) > 2 * len(bars.bars)


def _upright_bars(fills: Sequence[Fill]) -> list[Bars]:
    groups: dict[int, list[Fill]] = {}
    for fill in sorted(set(fills), key=lambda f: f.box):
        groups.setdefault(round(fill.box[3]), []).append(fill)
    found = []
    for group in groups.values():
        ends = [(f.box[3], f.box[1], f.box[0], f.box[2]) for f in group]
        if _bars(ends) and max(f.box[3] - f.box[1] for f in group) >= _HIGH:
            found.append(Bars(max(f.box[3] for f in group), tuple(group)))
    return found


def _unread(box: Box, labels: Sequence[Word]) -> Table:
    """What is printed at a chart of which it cannot be told which label is whose."""
    cells = tuple(TableCell(r, 0, 1, 1, _box(row), tuple(row)) for r, row in enumerate(rows_of(labels)))
    return Table(box, cells, len(cells), 1, "chart", "not one label and one period at each bar of one series")


def _read(bars: Bars, page: PageObjects, labels: Sequence[Word]) -> Table | None:
    """Title, periods and labels of a chart of one series; None where anything can be told in two ways."""
    if len({bar.colour for bar in bars.bars}) > 1 or _has_other_fills(bars, page.fills):
        return None
    chunks = [chunk for row in rows_of(labels) for chunk in chunks_of(row)]
    periods = [_only(_below(bar, bars, chunks)) for bar in bars.bars]
    values = [_only(_at(bar, bars, chunks)) for bar in bars.bars]
    title = _title(bars, page.words, values)
    if None in periods or None in values or not title:
        return None
    names, figures = [chunk for chunk in periods if chunk], [chunk for chunk in values if chunk]
    if not _are_periods([_text(chunk) for chunk in names]) or not _rise_with(bars, [_text(c) for c in figures]):
        return None
    used = {word for chunk in (*names, *figures) for word in chunk}
    axis = [word for word in labels if word not in used]
    rows: list[list[Chunk]] = [[title], names, figures, *([axis] for _ in range(1 if axis else 0))]
    cells = tuple(
        TableCell(r, c, 1, len(names) if len(row) == 1 else 1, union([word.box for word in chunk]), tuple(chunk))
        for r, row in enumerate(rows)
        for c, chunk in enumerate(row)
    )
    box = union([bars.box, *(cell.box for cell in cells)])
    return Table(box, cells, len(rows), len(names), "chart", "one label and one period at each bar of one series")


def _has_other_fills(bars: Bars, fills: Sequence[Fill]) -> bool:
    """Bars on bars, and the swatches of a legend: several series."""
    own = set(bars.bars)
    x0, top, x1, bottom = bars.box
    around = (x0 - 10, top - 40, x1 + 90, bottom + 45)
    near = [fill.box for fill in fills if fill not in own and holds(around, fill.box)]
    small = [box for box in near if max(box[2] - box[0], box[3] - box[1]) <= 14]
    stacked = [box for box in near if any(abs(box[3] - bar.box[1]) < 1 and _over(box, bar.box) for bar in bars.bars)]
    return bool(stacked) or len(small) > 1


def _over(box: Box, bar: Box) -> bool:
    return bar[0] - 1 <= centre(box)[0] <= bar[2] + 1


def _only(chunks: Sequence[Chunk]) -> Chunk | None:
    return chunks[0] if len(chunks) == 1 else None


def _span(bar: Fill, bars: Bars) -> tuple[float, float]:
    """The stretch of the foot that belongs to a bar: half way to its neighbours."""
    step = min(b.box[0] - a.box[0] for a, b in pairwise(bars.bars))
    middle = centre(bar.box)[0]
    return middle - step / 2, middle + step / 2


def _below(bar: Fill, bars: Bars, chunks: Sequence[Chunk]) -> list[Chunk]:
    low, high = _span(bar, bars)
    return [
        chunk
        for chunk in chunks
        if low <= centre(_box(chunk))[0] < high and bars.foot - 1 <= centre(_box(chunk))[1] <= bars.foot + _BELOW
    ]


def _at(bar: Fill, bars: Bars, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The figures over a bar or in it; more than one where any other stands in its column of the chart."""
    low, high = _span(bar, bars)
    top = bars.box[1] - _ABOVE
    column = [c for c in chunks if low <= centre(_box(c))[0] < high and top <= centre(_box(c))[1] < bars.foot]
    near = [c for c in column if bar.box[1] - _ABOVE <= centre(_box(c))[1] <= bar.box[1] + _ABOVE]
    return near if len(near) == len(column) else column + near


def _title(bars: Bars, words: Sequence[Word], values: Sequence[Chunk | None]) -> Chunk:
    """The line of words next above a chart, if it can be a name: no sentence, and over the bars."""
    x0, top, x1, _ = union([bars.box, *(_box(chunk) for chunk in values if chunk)])
    above = [w for w in words if w.ink.angle == 0 and top - _TITLE <= w.box[3] <= top + 1]
    rows = [row for row in rows_of(above) if sum(1 for word in row if word.text.isalpha()) >= 2]
    over = [chunk for chunk in chunks_of(rows[-1]) if chunk[0].box[0] < x1 and chunk[-1].box[2] > x0] if rows else []
    if len(over) != 1 or over[0][0].box[0] < x0 - _ASIDE or over[0][-1].box[2] > x1 + _ASIDE:
        return []
    (line,) = over
    text = _text(line)
    first = next((row for row in reversed(rows[:-1]) if _goes_on(row, line)), None)
    if first is not None or text.endswith((".", ";", ",")) or len(line) > _MOST_WORDS:
        return []
    match = _CAPTION.match(text)
    left = len(match.group(0).split()) if match else 0
    return list(line[left:])


def _goes_on(row: Sequence[Word], line: Chunk) -> bool:
    """Whether a line next above is set as closely as lines of one paragraph, in the same print."""
    gap = line[0].box[1] - max(word.box[3] for word in row)
    alike = abs(row[0].ink.size - line[0].ink.size) < 0.5 and row[0].ink.bold == line[0].ink.bold
    return alike and gap < 0.6 * line[0].ink.size


def _are_periods(texts: Sequence[str]) -> bool:
    """All of one kind, each once."""
    found = [parse_label(text, None) for text in texts]
    if any(found):
        return (
            all(found) and len({p.type for p in found if p}) == 1 and len({p.start for p in found if p}) == len(texts)
        )
    quarters = all(re.fullmatch(r"Q[1-4]|Quarter [1-4]", text, re.IGNORECASE) for text in texts)
    return quarters and len(set(texts)) == len(texts)


def _rise_with(bars: Bars, texts: Sequence[str]) -> bool:
    """Each label is a number, and the larger one stands at the longer bar: else they are not of these bars."""
    quantities = [parse_quantity(text) for text in texts]
    known = [q.number for q in quantities if q is not None and q.number is not None]
    if len(known) < len(texts):
        return False
    ordered = sorted(zip(known, (bar.box[1] for bar in bars.bars), strict=True))
    return all(a[1] >= b[1] - 1 for a, b in pairwise(ordered)) and len(set(known)) > 1


def _text(chunk: Sequence[Word]) -> str:
    return " ".join(word.text for word in chunk)


def _box(chunk: Sequence[Word]) -> Box:
    return union([word.box for word in chunk])
