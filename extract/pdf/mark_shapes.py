"""What shape the ink of a small picture has: the one of some hundred drawn prototypes that it is most like.

Glyphs, drawn paths, icons and scans are all looked at in this way, as they are printed. Shape and prototype are
stretched to one square; a shape that could as well be another one is told with half confidence, one that is like none
is "unknown".
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.pdf.mark_ink import Cover, Flags, Part, around, colour_of, cover_of, filled, parts_of
from extract.pdf.objects import Pixels

_SIDE = 20
_FINE = 5
_ALIKE, _VERY_ALIKE, _CLEAR = 0.74, 0.84, 0.035
_MIN_PIXELS = 12
_ASPECTS = {"circle": (0.72, 1.39), "square": (0.6, 1.67), "diamond": (0.55, 1.8), "star": (0.7, 1.4)}
_ANY_ASPECT = (0.3, 3.4)
_LONG = 2.2
"""Anything longer than this is a bar, unless it is an arrow."""

_HOLDERS = frozenset({"circle", "square", "diamond", "triangle_up", "triangle_down", "bar"})
_INNER = frozenset({"tick", "cross", "star", "arrow_up", "arrow_down", "arrow_left", "arrow_right", "arrow_both_h",
                    "arrow_both_v", "arrow_diagonal_up", "arrow_diagonal_down"})  # fmt: skip

_SMALL_PICTURE = 20_000
"""Bytes up to which a picture is remembered with its looks."""

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Looks:
    """Shape, colour 0xRRGGBB, confidence of the shape (1 or 0.5), the shape of what is drawn inside ("" for nothing
    clear), and a fingerprint: equal for equal icons but for a few of its 64 bits."""

    shape: str
    colour: int
    confidence: float
    inner: str = ""
    fingerprint: int = 0


def looks_of(pixels: Pixels, *, scanned: bool = False) -> Looks | None:
    """What the pixels show; None where nothing stands out."""
    if pixels.shape[0] < 4 or pixels.shape[1] < 4:
        return None
    if pixels.size > _SMALL_PICTURE:
        return _looked_at(pixels, scanned=scanned)
    return _remembered(pixels.tobytes(), pixels.shape, scanned)


@lru_cache(maxsize=512)
def _remembered(data: bytes, shape: tuple[int, ...], scanned: bool) -> Looks | None:
    """The same few symbols stand on page after page, pixel by pixel."""
    return _looked_at(np.frombuffer(data, dtype=np.uint8).reshape(shape), scanned=scanned)


def _looked_at(pixels: Pixels, *, scanned: bool) -> Looks | None:
    cover = cover_of(pixels, scanned=scanned)
    box = _box_of(cover > 0.4)
    if box is None:
        return None
    left, top, right, bottom = box
    cover, seen = cover[top:bottom, left:right], pixels[top:bottom, left:right]
    if min(cover.shape) < 3:
        return None
    shape, sure = shape_of(cover)
    colour = colour_of(seen, cover)
    inner = _inner(seen, colour) if shape in _HOLDERS else ""
    return Looks(shape, colour, sure, inner, _fingerprint(cover))


def _box_of(flags: Flags) -> tuple[int, int, int, int] | None:
    """The box of the ink: without lines along the edge of the picture, which belong to its neighbours."""
    if int(flags.sum()) < _MIN_PIXELS:
        return None
    if flags[0].any() or flags[-1].any() or flags[:, 0].any() or flags[:, -1].any():
        parts = [part for part in parts_of(flags) if part[4] >= 2]
        own = [part for part in parts if not _along_edge(part, flags.shape[1], flags.shape[0])]
        kept = own if sum(part[4] for part in own) >= _MIN_PIXELS else parts
        return around(kept)[:4] if kept else None
    rows, columns = np.flatnonzero(flags.any(axis=1)), np.flatnonzero(flags.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _along_edge(part: Part, width: int, height: int) -> bool:
    left, top, right, bottom, _ = part
    thin = min(right - left, bottom - top) <= max(2, min(width, height) // 10)
    return thin and (left == 0 or top == 0 or right == width or bottom == height)


def _inner(pixels: Pixels, colour: int) -> str:
    """The shape of what is drawn inside a circle or a square in another colour; "" where that is unclear."""
    height, width = pixels.shape[:2]
    down, across = height // 7, width // 7
    middle = pixels[down : height - down, across : width - across].astype(np.int16)
    if min(middle.shape[:2]) < 9:
        return ""
    own = np.array([colour >> 16 & 255, colour >> 8 & 255, colour & 255])
    cover = np.minimum(np.abs(middle - own).max(axis=2) / 150, 1.0).astype(np.float32)
    parts = [p for p in parts_of(cover > 0.4) if p[0] and p[1] and p[2] < cover.shape[1] and p[3] < cover.shape[0]]
    if sum(part[4] for part in parts) < _MIN_PIXELS:
        return ""
    left, top, right, bottom, _ = around(parts)
    if min(right - left, bottom - top) < 3:
        return ""
    shape, sure = shape_of(cover[top:bottom, left:right])
    return shape if sure == 1.0 and shape in _INNER else ""


def shape_of(cover: Cover) -> tuple[str, float]:
    """The shape of ink that fills its picture from edge to edge, and how sure that is."""
    height, width = cover.shape
    aspect = width / height
    solid = np.maximum(cover, filled(cover > 0.4).astype(np.float32))
    if (aspect > _LONG or aspect < 1 / _LONG) and float(solid.mean()) > 0.85:
        return "bar", 0.5
    names, firsts, table = _prototypes()
    scores = np.maximum.reduceat(table @ _normal(_stretched(solid)), firsts)
    allowed = [low <= aspect <= high for low, high in (_ASPECTS.get(name, _ANY_ASPECT) for name in names)]
    scores = np.where(allowed, scores, -1.0)
    best, second = np.argsort(-scores)[:2]
    if scores[best] < _ALIKE:
        return "unknown", 0.5
    clear = scores[best] >= _VERY_ALIKE and scores[best] - scores[second] >= _CLEAR
    if not clear and names[best].startswith("arrow_diagonal"):
        return "unknown", 0.5  # ticks and crosses in script lean like them
    return names[best], 1.0 if clear else 0.5


def _stretched(cover: Cover, side: int = _SIDE) -> NDArray[np.float32]:
    """The picture averaged to `side` x `side`."""
    down, across = _weights(cover.shape[0], side), _weights(cover.shape[1], side)
    return np.asarray(down @ cover @ across.T, dtype=np.float32)


@lru_cache(maxsize=512)
def _weights(size: int, side: int) -> NDArray[np.float32]:
    """`side` x `size`: how much of each old pixel lies in each new one, each row adding up to 1."""
    edges = np.linspace(0, size, side + 1)
    old = np.arange(size)
    shared = np.minimum(edges[1:, None], old + 1) - np.maximum(edges[:-1, None], old)
    weights = np.maximum(shared, 0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)


def _normal(square: NDArray[np.float32]) -> NDArray[np.float32]:
    """A square as a vector of length 1 around its mean, with a rim of ground, so that products are correlations."""
    rimmed = np.pad(square, 2).ravel()
    centred = rimmed - rimmed.mean()
    return np.asarray(centred / max(float(np.linalg.norm(centred)), 1e-6), dtype=np.float32)


def _fingerprint(cover: Cover) -> int:
    """64 bits: where an 8 x 8 picture of the ink, holes and all, is darker than its mean."""
    small = _stretched(cover, 8)
    bits = (small > small.mean()).ravel()
    return int("".join("1" if bit else "0" for bit in bits), 2)


def same_icon(a: Looks, b: Looks) -> bool:
    """Whether two pictures show the same icon, by their fingerprints."""
    return (a.fingerprint ^ b.fingerprint).bit_count() <= 6


# ------------------------------------------------------------------------------------------------ prototypes
@lru_cache(maxsize=1)
def _prototypes() -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.float32]]:
    """The names of the shapes, where the prototypes of each start, and the normal vectors of all prototypes."""
    drawn: dict[str, list[NDArray[np.float32]]] = {}
    for name, polygons in _drawings():
        drawn.setdefault(name, []).append(_normal(_drawn(polygons)))
    counts = [len(rows) for rows in drawn.values()]
    firsts = np.cumsum([0, *counts[:-1]], dtype=np.int64)
    return tuple(drawn), firsts, np.stack([row for rows in drawn.values() for row in rows])


def _drawn(polygons: list[Points]) -> NDArray[np.float32]:
    xs = [x for points in polygons for x, _ in points]
    ys = [y for points in polygons for _, y in points]
    size = _SIDE * _FINE
    wide, high = size / (max(xs) - min(xs)), size / (max(ys) - min(ys))
    image = Image.new("L", (size, size))
    draw = ImageDraw.Draw(image)
    for points in polygons:
        draw.polygon([((x - min(xs)) * wide, (y - min(ys)) * high) for x, y in points], fill=255)
    return _stretched(np.asarray(np.asarray(image) > 127, dtype=np.float32))


_TURNS = (
    ("arrow_up", 0), ("arrow_right", 90), ("arrow_down", 180), ("arrow_left", 270), ("arrow_diagonal_up", 45),
    ("arrow_diagonal_down", 135), ("arrow_diagonal_up", 315), ("arrow_diagonal_down", 225),
)  # fmt: skip
_STANDING = (("triangle_up", 0), ("triangle_right", 90), ("triangle_down", 180), ("triangle_left", 270))


def _drawings() -> Iterator[tuple[str, list[Points]]]:
    """Each prototype as polygons around the origin, y downwards."""
    for head in (0.3, 0.42, 0.55, 0.7):
        for shaft in (0.14, 0.28, 0.42, 0.6):
            for name, turn in _TURNS:
                if not (name.startswith("arrow_diagonal") and shaft > 0.5):
                    yield name, [_turned(_arrow(head, shaft, 0.85), turn)]
    for shaft in (0.1, 0.22):
        for name, turn in _TURNS:
            yield name, [_turned(line, turn) for line in _line_arrow(shaft)]
    for head in (0.26, 0.36, 0.46):
        for shaft in (0.16, 0.32, 0.5):
            for name, turn in (("arrow_both_v", 0), ("arrow_both_h", 90)):
                yield name, [_turned(_two_headed(head, shaft), turn)]
    for name, turn in _STANDING:
        yield name, [_turned([(0, -0.5), (0.5, 0.5), (-0.5, 0.5)], turn)]
        yield name, [_turned([(-0.08, -0.5), (0.08, -0.5), (0.5, 0.38), (0.42, 0.5), (-0.42, 0.5), (-0.5, 0.38)], turn)]
    yield from _plain()


def _plain() -> Iterator[tuple[str, list[Points]]]:
    yield "circle", [_regular(48)]
    yield "circle", [_turned(_regular(8), 22.5)]
    yield "square", [_turned(_regular(4), 45)]
    yield "square", [_rounded(0.12)]
    yield "square", [_rounded(0.22)]
    yield "diamond", [_regular(4)]
    for inner in (0.38, 0.46, 0.54):
        yield "star", [_star(5, inner)]
    for arm in (0.09, 0.14, 0.2):
        yield "cross", [_turned(_plus(arm), 45)]
        yield "plus", [_plus(arm)]
    for rise in (0.25, 0.4, 0.55):
        for thick in (0.1, 0.16, 0.24):
            yield "tick", [_tick(rise, thick)]
    yield "flag", [[(-0.5, -0.5), (0.5, -0.5), (0.5, 0.15), (-0.36, 0.15), (-0.36, 0.5), (-0.5, 0.5)]]
    yield "flag", [[(-0.5, -0.5), (0.5, -0.18), (-0.36, 0.15), (-0.36, 0.5), (-0.5, 0.5)]]
    yield "exclamation", [[(-0.5, -0.5), (0.5, -0.5), (0.25, 0.15), (-0.25, 0.15)],
                          [(-0.4, 0.28), (0.4, 0.28), (0.4, 0.5), (-0.4, 0.5)]]  # fmt: skip


def _arrow(head: float, shaft: float, width: float) -> Points:
    """A block arrow upwards, 1 high: depth of its head, width of its shaft by that of the head."""
    w, s, y = width / 2, width * shaft / 2, -0.5 + head
    return [(0, -0.5), (w, y), (s, y), (s, 0.5), (-s, 0.5), (-s, y), (-w, y)]


def _line_arrow(thick: float) -> list[Points]:
    """An arrow of three strokes upwards."""
    t = thick / 2
    barb = [(0, -0.5), (0.42, -0.08), (0.42 - thick, -0.08 + t), (0, -0.5 + 1.6 * thick)]
    return [[(-t, -0.45), (t, -0.45), (t, 0.5), (-t, 0.5)], barb, [(-x, y) for x, y in barb]]


def _two_headed(head: float, shaft: float) -> Points:
    s, y = shaft * 0.35, 0.5 - head
    half = [(0.0, -0.5), (0.35, -y), (s, -y), (s, y), (0.35, y), (0.0, 0.5)]
    return [*half, *[(-x, y) for x, y in reversed(half[1:-1])]]


def _regular(corners: int) -> Points:
    turns = [2 * math.pi * i / corners for i in range(corners)]
    return [(math.sin(a) / 2, -math.cos(a) / 2) for a in turns]


def _star(points: int, inner: float) -> Points:
    return [(x * (inner if i % 2 else 1), y * (inner if i % 2 else 1)) for i, (x, y) in enumerate(_regular(2 * points))]


def _rounded(radius: float) -> Points:
    corner = [(radius * math.sin(a), -radius * math.cos(a)) for a in (0, 0.4, 0.8, 1.2, math.pi / 2)]
    quarter = [(0.5 - radius + x, -0.5 + radius + y) for x, y in corner]
    return [point for turn in (0, 90, 180, 270) for point in _turned(quarter, turn)]


def _plus(arm: float) -> Points:
    quarter = [(-arm, -0.5), (arm, -0.5), (arm, -arm)]
    return [point for turn in (0, 90, 180, 270) for point in _turned(quarter, turn)]


def _tick(rise: float, thick: float) -> Points:
    """A short stroke down to the right, a long one up: `rise` is the height of the short one."""
    foot, low = (-0.5 + rise * 0.7, 0.5), 0.5 - rise
    return [(-0.5, low + thick * 0.4), (-0.5 + thick, low - thick * 0.4), (foot[0], 0.5 - 1.7 * thick),
            (0.5 - thick, -0.5), (0.5, -0.5 + thick * 0.5), (foot[0] + thick * 0.3, 0.5)]  # fmt: skip


def _turned(points: Points, degrees: float) -> Points:
    """Turned clockwise as seen."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in points]
