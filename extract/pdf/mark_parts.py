"""Which drawn things are one symbol: paths over each other, and lamps beside each other."""

from collections.abc import Iterable, Sequence

from extract.pdf.colours import NEUTRAL, colour_name
from extract.pdf.objects import Fill, PageObjects, centre, overlap, union
from records import Box

SMALLEST, LARGEST = 3.0, 44.0
"""Symbols are at least and at most this many points high and wide."""
_TOUCH = 0.4
_CROWD = 1500
"""A page with more small paths than this is a map, a drawing or text in outlines: only its coloured paths count."""
_TILE = 48.0


def is_small(box: Box) -> bool:
    """Of the size of a symbol."""
    width, height = box[2] - box[0], box[3] - box[1]
    return max(width, height) >= SMALLEST and min(width, height) > 1.0 and width <= LARGEST and height <= LARGEST


def drawn_groups(page: PageObjects) -> list[Box]:
    """The boxes of all small drawings: each shape, or shapes that touch, taken together; small coloured squares that
    are not cells; markers of charts left out."""
    shapes = [shape for shape in page.shapes if is_small(shape.box)]
    if len(shapes) > _CROWD:
        shapes = [shape for shape in shapes if colour_name(shape.colour) not in NEUTRAL]
    markers = _chart_markers(page, [shape.box for shape in shapes])
    groups = touching([shape.box for shape in shapes if shape.box not in markers])
    found = [box for box in groups if is_small(box)]
    squares = [fill.box for fill in page.fills if _is_lone_square(fill, page)]
    return found + [box for box in squares if not any(overlap(box, other) for other in found)]


def _chart_markers(page: PageObjects, small: Sequence[Box]) -> frozenset[Box]:
    """Marks on the line of a chart: of one size, strung along a long path from its first point to its last."""
    markers: set[Box] = set()
    for shape in page.shapes:
        x0, top, x1, bottom = shape.box
        if shape.filled or x1 - x0 < 60 or bottom - top < 1:
            continue
        inside = [b for b in small if x0 - 2 <= centre(b)[0] <= x1 + 2 and top - 2 <= centre(b)[1] <= bottom + 2]
        if len(inside) < 3:
            continue
        xs = sorted(centre(b)[0] for b in inside)
        if abs(xs[0] - x0) < 3 and abs(xs[-1] - x1) < 3:
            markers.update(inside)
    return frozenset(markers)


def _is_lone_square(fill: Fill, page: PageObjects) -> bool:
    """A small coloured square that stands free: not a cell of a table, whose edges are ruled or shared."""
    x0, top, x1, bottom = fill.box
    width, height = x1 - x0, bottom - top
    if not (SMALLEST < height < 20 and 0.7 < width / max(height, 0.1) < 1.4) or colour_name(fill.colour) in NEUTRAL:
        return False
    ruled = sum(
        1
        for rule in page.rules
        if rule.horizontal
        and min(abs(rule.at - top), abs(rule.at - bottom)) < 1.2
        and rule.start <= x0 + 1
        and rule.end >= x1 - 1
        and rule.end - rule.start > 1.5 * width
    )
    beside = any(
        other is not fill
        and min(abs(other.box[1] - bottom), abs(other.box[3] - top)) < 1
        and abs(other.box[0] - x0) < 1
        and abs(other.box[2] - x1) < 1
        for other in page.fills
    )
    return ruled == 0 and not beside


def touching(boxes: Iterable[Box]) -> list[Box]:
    """Boxes put together where they touch: an arrow is often drawn as several paths over each other."""
    tiles: dict[tuple[int, int], list[Box]] = {}
    groups: dict[Box, None] = {}
    for box in sorted(set(boxes)):
        grown = box
        while near := [g for g in _nearby(tiles, grown) if g in groups and parts_of_one(g, grown)]:
            for group in near:
                del groups[group]
            grown = union([grown, *near])
            if max(grown[2] - grown[0], grown[3] - grown[1]) > 4 * LARGEST:
                break
        groups[grown] = None
        for tile in _tiles(grown):
            tiles.setdefault(tile, []).append(grown)
    return list(groups)


def _tiles(box: Box) -> list[tuple[int, int]]:
    columns = range(int(box[0] // _TILE), int(box[2] // _TILE) + 1)
    return [(x, y) for x in columns for y in range(int(box[1] // _TILE), int(box[3] // _TILE) + 1)]


def _nearby(tiles: dict[tuple[int, int], list[Box]], box: Box) -> list[Box]:
    grown = (box[0] - _TOUCH, box[1] - _TOUCH, box[2] + _TOUCH, box[3] + _TOUCH)
    return list(dict.fromkeys(b for tile in _tiles(grown) for b in tiles.get(tile, ())))


def parts_of_one(a: Box, b: Box) -> bool:
    """Whether two drawn things are parts of one: they touch, and are not two lamps or arrows side by side."""
    (aw, ah), (bw, bh) = (a[2] - a[0], a[3] - a[1]), (b[2] - b[0], b[3] - b[1])
    (ax, ay), (bx, by) = centre(a), centre(b)
    alike = abs(aw - bw) < 0.1 * max(aw, bw) and abs(ah - bh) < 0.1 * max(ah, bh)
    if alike and (abs(ax - bx) > 0.8 * aw or abs(ay - by) > 0.8 * ah):
        return False
    return a[0] - _TOUCH <= b[2] and b[0] - _TOUCH <= a[2] and a[1] - _TOUCH <= b[3] and b[1] - _TOUCH <= a[3]


def beside(a: Box, b: Box) -> bool:
    """Whether two boxes of one size stand next to each other, in a row or on top of each other."""
    width, height = a[2] - a[0], a[3] - a[1]
    other = b[2] - b[0]
    if abs(width - other) > 0.2 * max(width, other):
        return False
    (ax, ay), (bx, by) = centre(a), centre(b)
    side = abs(ay - by) < 0.2 * height and abs(ax - bx) < 1.7 * width
    stacked = abs(ax - bx) < 0.2 * width and abs(ay - by) < 1.5 * height
    return side or stacked
