"""Boxes drawn around what belongs together: cards, call-outs, frames of a title with its table, text and chart.

What stands in a box is read by itself, box by box in reading order: cards beside each other are no columns of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.pdf.lines import rows_of
from extract.pdf.objects import Fill, PageObjects, Word, area, holds
from extract.pdf.table_rules import Lattice
from records import Box

_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 30.0
_GUTTER = 4.0
"""Cards are at least this many points apart; cells touch, or are parted by a line."""
_WHOLE = 0.7
"""A box that takes more of the page than this is its frame or its ground."""
_MOST = 400
"""A page with more large shapes than this is a map or a drawing."""

Order = tuple[float, ...]
"""What sorts the things of a page into reading order."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The boxes of a page, the larger ones first; where in reading order each one stands; which are charts."""

    boxes: tuple[Box, ...] = ()
    places: tuple[Order, ...] = ()
    charts: frozenset[int] = frozenset()

    def at(self, box: Box) -> int:
        """The innermost box that something stands in; -1 for none."""
        return max((i for i, around in enumerate(self.boxes) if holds(around, box)), default=-1)

    def order(self, region: int, top: float) -> Order:
        """The place of something that begins at a height in a region: before what stands below it there."""
        return (*(self.places[region] if region >= 0 else ()), top, -1.0)

    def tops(self, region: int) -> list[float]:
        """The heights at which the boxes in a region begin: what stands beside them comes after them. Charts stand
        among text that goes on beside them."""
        outer = self.places[region] if region >= 0 else ()
        boxes = [place for i, place in enumerate(self.places) if i not in self.charts]
        return sorted({place[-2] for place in boxes if place[:-2] == outer})

    def parted(self, words: Sequence[Word]) -> list[tuple[int, list[Word]]]:
        """The words of each region, and of the page outside them, by region."""
        groups: dict[int, list[Word]] = {}
        for word in words:
            groups.setdefault(self.at(word.box), []).append(word)
        return sorted(groups.items())


def regions_of(page: PageObjects, lattices: Sequence[Lattice], charts: Sequence[Box] = ()) -> Regions:
    """The boxes of a page that hold two lines of words or more and cut through none; its charts."""
    boxes = _frames(lattices) + _shapes(page) + _cards(page)
    kept: list[Box] = list(charts)
    for box in sorted(set(boxes), key=lambda b: (-area(b), b)):
        if not any(_same(box, other) for other in kept) and _is_box(box, page):
            kept.append(box)
    kept.sort(key=lambda b: (-area(b), b))
    return Regions(tuple(kept), _places(kept), frozenset(i for i, box in enumerate(kept) if box in charts))


def _same(a: Box, b: Box) -> bool:
    return all(abs(x - y) < 6 for x, y in zip(a, b, strict=True))


def _is_box(box: Box, page: PageObjects) -> bool:
    if box[2] - box[0] < _LEAST_WIDTH or box[3] - box[1] < _LEAST_HEIGHT:
        return False
    if area(box) > _WHOLE * page.width * page.height:
        return False
    inside = [word for word in page.words if holds(box, word.box)]
    cut = any(word.box[0] < box[0] - 2 or word.box[2] > box[2] + 2 for word in inside)
    return not cut and len(inside) >= 4 and len(rows_of(inside)) >= 2


def _frames(lattices: Sequence[Lattice]) -> list[Box]:
    """Boxes of lines that no line parts into columns."""
    found = []
    for lattice in lattices:
        x0, top, x1, bottom = lattice.box
        sides = [
            x
            for x in (x0, x1)
            if sum(e.end - e.start for e in lattice.down if abs(e.at - x) < 3) > 0.9 * (bottom - top)
        ]
        inner = any(x0 + 3 < edge.at < x1 - 3 for edge in lattice.down)
        if len(sides) == 2 and not inner and not all(edge.weak for edge in lattice.down):
            found.append(lattice.box)
    return found


def _shapes(page: PageObjects) -> list[Box]:
    """Rounded boxes: paths whose four sides can be seen."""
    large = [
        shape.box
        for shape in page.shapes
        if shape.box[2] - shape.box[0] >= _LEAST_WIDTH and shape.box[3] - shape.box[1] >= _LEAST_HEIGHT
    ]
    return [box for box in large if _sides_show(box, page)] if len(large) <= _MOST else []


def _sides_show(box: Box, page: PageObjects) -> bool:
    """Whether all sides of a box are drawn, or it differs in colour from what is around it; corners left out."""
    if not page.pixels.size:
        return False
    height, width = page.pixels.shape[:2]
    x0, top, x1, bottom = (round(v * page.scale) for v in box)
    dx, dy = (x1 - x0) // 5, (bottom - top) // 5
    for at in (x0, x1):
        strip = page.pixels[max(top + dy, 0) : bottom - dy, max(at - 3, 0) : min(at + 4, width)]
        if not _differs(strip, axis=1):
            return False
    for at in (top, bottom):
        strip = page.pixels[max(at - 3, 0) : min(at + 4, height), max(x0 + dx, 0) : x1 - dx]
        if not _differs(strip, axis=0):
            return False
    return True


def _differs(strip: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], *, axis: int) -> bool:
    if not strip.size:
        return False
    spread = strip.max(axis=axis).astype(np.int16) - strip.min(axis=axis)
    return float((spread.max(axis=1) > 8).mean()) > 0.95


def _cards(page: PageObjects) -> list[Box]:
    """Filled boxes of one height beside each other, white space between them: of one colour, or of those of their
    ratings where they are wide and high enough to hold a title, a figure and a line below."""
    tall = [fill for fill in page.fills if fill.box[3] - fill.box[1] >= _LEAST_HEIGHT and fill.colour < 0xFFFFFF]
    return [fill.box for fill in tall if any(_beside(fill, other) for other in tall)]


def _beside(a: Fill, b: Fill) -> bool:
    if abs(a.box[1] - b.box[1]) > 2 or abs(a.box[3] - b.box[3]) > 2:
        return False
    width, height = a.box[2] - a.box[0], a.box[3] - a.box[1]
    large = width >= 1.5 * _LEAST_WIDTH and height >= 2 * _LEAST_HEIGHT and abs(b.box[2] - b.box[0] - width) < 2
    if a.colour != b.colour and not large:
        return False
    gap = max(a.box[0] - b.box[2], b.box[0] - a.box[2])
    return _GUTTER <= gap <= 40


def _places(boxes: Sequence[Box]) -> tuple[Order, ...]:
    """Boxes in rows from the top, each row from the left; boxes in a box among what else stands in it."""
    around = [max((j for j in range(i) if holds(boxes[j], boxes[i])), default=-1) for i in range(len(boxes))]
    tops = [0.0] * len(boxes)
    for parent in set(around):
        inside = sorted((i for i in range(len(boxes)) if around[i] == parent), key=lambda i: boxes[i][1])
        for above, i in pairwise([-1, *inside]):
            together = above >= 0 and boxes[i][1] < (boxes[above][1] + boxes[above][3]) / 2
            tops[i] = tops[above] if together else boxes[i][1]
    places: list[Order] = []
    for i, box in enumerate(boxes):
        outer = places[around[i]] if around[i] >= 0 else ()
        places.append((*outer, tops[i], box[0]))
    return tuple(places)
