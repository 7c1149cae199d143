"""Bar charts: bars are no cells, and the figures at them no rows."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.pdf.objects import PageObjects, Word, holds, union
from extract.pdf.table_rules import Lattice
from records import Box

_LEAST_BARS = 3
_STEP = 2.0
"""Bars whose ends differ by less than this, in points, are equally long."""


def charts_of(page: PageObjects, lattices: Sequence[Lattice]) -> tuple[list[Box], list[Lattice]]:
    """The boxes of the bar charts of a page with their labels, and the lattices that are none."""
    charts, others = [], []
    for lattice in lattices:
        if all(edge.weak for edge in lattice.down) and _has_bars(lattice, page):
            charts.append(_with_labels(lattice.box, page.words))
        else:
            others.append(lattice)
    return charts, others


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
