"""What is drawn around the words of a table that no lines part: stripes, filled cells, symbols.

Fills show rows and columns only where they are: a table may have a filled header, every other row filled, or fills on
the figures that are rated. The white rows and columns beside belong to the same table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.lines import rows_of
from extract.pdf.mark_parts import drawn_groups, is_small
from extract.pdf.objects import PageObjects, Word, centre, holds
from extract.pdf.table_columns import chunks_of
from extract.pdf.table_rules import Lattice, positions
from records import Box

_NEAR = 64.0
"""Rows of a table are no farther apart than this, in points."""
_SQUARE = (5.0, 28.0)
"""Sides of the squares that stand for ratings, in points."""
_FAR = 200.0
"""White rows between two stripes are no higher than this, in points."""


@dataclass(frozen=True, slots=True)
class Guides:
    """Where fills part columns (`cuts`, x) and rows (`bands`, top and bottom), from where to where stripes hold a table
    together (`zones`), small drawings, and filled squares without words."""

    cuts: tuple[tuple[float, float, float], ...] = ()
    bands: tuple[tuple[float, float], ...] = ()
    zones: tuple[tuple[float, float], ...] = ()
    drawn: tuple[Box, ...] = ()
    squares: tuple[Box, ...] = ()

    def between(self, top: float, bottom: float) -> "Guides":
        """Those that stand between two heights."""
        return Guides(
            tuple(cut for cut in self.cuts if cut[1] < bottom and top < cut[2]),
            tuple(band for band in self.bands if band[0] < bottom and top < band[1]),
            self.zones,
            tuple(box for box in self.drawn if top <= centre(box)[1] <= bottom),
            tuple(box for box in self.squares if top <= centre(box)[1] <= bottom),
        )


def guided(page: PageObjects, lattices: Sequence[Lattice]) -> tuple[Guides, list[Lattice]]:
    """The guides of a page, and the lattices that are tables of their own."""
    faint = [lattice for lattice in lattices if _is_filled(lattice)]
    stripes = [lattice for lattice in faint if _is_stripe(lattice, page.words)]
    parts = [lattice for lattice in faint if lattice not in stripes and _is_part(lattice, lattices, page.words)]
    cuts = [(x, part.box[1], part.box[3]) for part in parts for x in positions(part.down)]
    bands = [band for part in [*parts, *stripes] for band in pairwise(positions(part.across))]
    drawn = tuple(drawn_groups(page)) + tuple(p.box for p in page.pictures if is_small(p.box))
    squares = tuple(_squares(page, drawn))
    guides = Guides(
        tuple(cuts), tuple(sorted(set(bands))), tuple(_zones([*parts, *stripes], page.words)), drawn, squares
    )
    gone = {id(lattice) for lattice in (*parts, *stripes)}
    return guides, [lattice for lattice in lattices if id(lattice) not in gone]


def _squares(page: PageObjects, known: Sequence[Box]) -> list[Box]:
    """Filled squares that hold no word, and are as high as they are wide: ratings without letters."""
    found: list[Box] = []
    for fill in page.fills:
        x0, top, x1, bottom = fill.box
        square = _SQUARE[0] < x1 - x0 < _SQUARE[1] and 0.7 < (bottom - top) / (x1 - x0) < 1.4
        if square and fill.box not in known and not any(holds(fill.box, word.box) for word in page.words):
            found.append(fill.box)
    return found


def _is_filled(lattice: Lattice) -> bool:
    """Edges of fills only; lines at most above the first and below the last of them."""
    _, top, _, bottom = lattice.box
    lined = [edge for edge in lattice.across if not edge.weak and top + 3 < edge.at < bottom - 3]
    return not lined and bool(lattice.down) and all(edge.weak for edge in lattice.down)


def _is_stripe(lattice: Lattice, words: Sequence[Word]) -> bool:
    """One filled row, not parted into columns, in which words stand in columns."""
    if len(positions(lattice.down)) != 2 or len(positions(lattice.across)) != 2:
        return False
    inside = [word for word in words if holds(lattice.box, word.box)]
    return any(len(chunks_of(row)) >= 3 for row in rows_of(inside))


def _is_part(lattice: Lattice, lattices: Sequence[Lattice], words: Sequence[Word]) -> bool:
    """Filled cells that go on in white: words stand beside their rows, or above or below in their columns."""
    xs, ys = positions(lattice.down), positions(lattice.across)
    if len(xs) < 2 or len(ys) < 2 or not any(holds(lattice.box, word.box) for word in words):
        return False
    others = [other.box for other in lattices if other is not lattice and not _is_filled(other)]
    loose = [w for w in words if not holds(lattice.box, w.box) and not any(holds(box, w.box) for box in others)]
    return _goes_on_beside(lattice.box, ys, loose) or (len(xs) > 2 and _goes_on_below(lattice.box, xs, loose))


def _goes_on_beside(box: Box, ys: Sequence[float], words: Sequence[Word]) -> bool:
    level = [
        w for w in words if ys[0] < centre(w.box)[1] < ys[-1] and (w.box[2] <= box[0] + 1 or w.box[0] >= box[2] - 1)
    ]
    if any(w.box[1] < y - 2 and w.box[3] > y + 2 for w in level for y in ys):
        return False
    held = sum(1 for top, bottom in pairwise(ys) if any(top < centre(w.box)[1] < bottom for w in level))
    return held * 2 > len(ys) - 1


def _goes_on_below(box: Box, xs: Sequence[float], words: Sequence[Word]) -> bool:
    """Whether the nearest line of several chunks above or below stands in the columns."""
    inside = [w for w in words if box[0] - 2 <= centre(w.box)[0] <= box[2] + 2]
    below = [w for w in inside if 0 <= w.box[1] - box[3] + 2 <= _NEAR]
    above = [w for w in inside if 0 <= box[1] - w.box[3] + 2 <= _NEAR]
    return any(_in_columns(lines, xs) for lines in (rows_of(below), rows_of(above)[::-1]))


def _in_columns(lines: Sequence[Sequence[Word]], xs: Sequence[float]) -> bool:
    """Whether lines keep to the columns up to one that fills several."""
    last: float | None = None
    for line in lines:
        top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
        if last is not None and min(abs(top - last), abs(bottom - last)) > 2.5 * (bottom - top):
            return False
        last = bottom
        if any(w.box[0] < x - 2 and w.box[2] > x + 2 for w in line for x in xs):
            return False
        fields = {sum(1 for x in xs if x < centre(w.box)[0]) for w in line}
        if len(fields) >= max(2, (len(xs) - 1) / 2):
            return True
        if len(fields) > 1:
            return False
    return False


def _zones(parts: Sequence[Lattice], words: Sequence[Word]) -> list[tuple[float, float]]:
    """From the first to the last of filled parts of one width above each other, if only rows stand between them."""
    zones: list[tuple[float, float]] = []
    boxes = sorted((part.box for part in parts), key=lambda b: (b[1], b[0]))
    for i, above in enumerate(boxes):
        for below in boxes[i + 1 :]:
            alike = abs(above[0] - below[0]) < 3 and abs(above[2] - below[2]) < 3
            if alike and -3 < below[1] - above[3] < _FAR and not _prose_between(above, below, words):
                zones.append((above[1], below[3]))
                break
    zones += [(box[1], box[3]) for box in boxes]
    return _united(zones)


def _prose_between(above: Box, below: Box, words: Sequence[Word]) -> bool:
    """A long line of text without columns, or one in larger print: another part of the paper begins."""
    between = [w for w in words if above[3] < centre(w.box)[1] < below[1]]
    if not between:
        return False
    inside = [w.ink.size for w in words if holds(above, w.box)]
    largest = 1.15 * median(inside) if inside else 99.0
    lines = [row for row in rows_of(between) if len(chunks_of(row)) == 1]
    return any(len(row) > 9 or row[0].ink.size > largest for row in lines)


def _united(zones: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for top, bottom in sorted(zones):
        if united and top < united[-1][1]:
            united[-1] = (united[-1][0], max(bottom, united[-1][1]))
        else:
            united.append((top, bottom))
    return united
