"""What is drawn on a page besides text, from pdfium: rules, fills, other shapes, and where pictures stand.

pdfium is asked for one path at a time; where its points lie on the page as shown is worked out for all at once.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat

import numpy as np
import pypdfium2.raw as raw

from extract.pdf.dotted import with_lines_of_dots
from extract.pdf.engine_calls import ADDRESS, plain
from extract.pdf.engine_frame import Frame, rounded
from extract.pdf.objects import Fill, Picture, Rule, Shape
from records import Box

_RULE = 2.2
"""Filled rectangles up to this many points thick are rules: producers draw borders as thin fills."""
_MAX_OBJECTS = 60_000
_MAX_DEPTH = 6
_MAX_SEGMENTS = 400
_SEEN = 12
"""Alpha from which on a colour can be seen."""
_MOVE, _CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO
_BACK = -1
"""Stands for the number of the point at which the sub-path began."""

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)
_Point = tuple[float, float]


_object = plain(raw.FPDFPage_GetObject, ADDRESS, ctypes.c_int, result=ADDRESS)
_object_in = plain(raw.FPDFFormObj_GetObject, ADDRESS, ctypes.c_ulong, result=ADDRESS)
_kind = plain(raw.FPDFPageObj_GetType, ADDRESS)
_bounds = plain(raw.FPDFPageObj_GetBounds, ADDRESS, *[ADDRESS] * 4)
_matrix = plain(raw.FPDFPageObj_GetMatrix, ADDRESS, ADDRESS)
_draw_mode = plain(raw.FPDFPath_GetDrawMode, ADDRESS, ADDRESS, ADDRESS)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, ADDRESS, *[ADDRESS] * 4)
_stroke_colour = plain(raw.FPDFPageObj_GetStrokeColor, ADDRESS, *[ADDRESS] * 4)
_segments = plain(raw.FPDFPath_CountSegments, ADDRESS)
_segment = plain(raw.FPDFPath_GetPathSegment, ADDRESS, ctypes.c_int, result=ADDRESS)
_segment_kind = plain(raw.FPDFPathSegment_GetType, ADDRESS)
_segment_point = plain(raw.FPDFPathSegment_GetPoint, ADDRESS, ADDRESS, ADDRESS)
_segment_close = plain(raw.FPDFPathSegment_GetClose, ADDRESS)

# What pdfium writes its answers to: made once, as it is asked some ten thousand times a page.
_EDGES, _CHANNELS, _MODES = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)(), (ctypes.c_int * 2)()
_AFFINE, _POINTS = (ctypes.c_float * 6)(), (ctypes.c_float * (2 * _MAX_SEGMENTS))()
_EDGE_PLACES = tuple(ctypes.addressof(_EDGES) + 4 * i for i in range(4))
_CHANNEL_PLACES = tuple(ctypes.addressof(_CHANNELS) + 4 * i for i in range(4))
_MODE_PLACES = (ctypes.addressof(_MODES), ctypes.addressof(_MODES) + 4)
_AFFINE_PLACE = ctypes.addressof(_AFFINE)
_X_PLACES = range(ctypes.addressof(_POINTS), ctypes.addressof(_POINTS) + ctypes.sizeof(_POINTS), 8)
_Y_PLACES = range(_X_PLACES.start + 4, _X_PLACES.stop + 4, 8)


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page, each kind in the order of the file."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]


@dataclass(slots=True)
class _Path:
    """A path or a picture as pdfium gives it: `points` are numbers of points of the page, sub-path by sub-path; None
    where it has curves. `fill` and `stroke` are colours, None where nothing of them is to be seen."""

    box: Box
    is_path: bool
    filled: bool = False
    colour: int = 0
    edge: int | None = None
    runs: list[list[int]] | None = None


@dataclass(slots=True)
class _Points:
    """Points of the file, in the order in which they were met."""

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)

    def shown(self, frame: Frame) -> list[_Point]:
        """Where they lie on the page as shown."""
        x, y = frame.points(np.array(self.x, dtype=np.float64), np.array(self.y, dtype=np.float64))
        return list(zip(rounded(x).tolist(), rounded(y).tolist(), strict=True))


def read_drawings(page: ctypes.c_void_p, frame: Frame) -> Drawings:
    """All that is drawn on a page, within its edges."""
    items = [(item, kind, matrix, edges) for item, kind, matrix in walk(page) if (edges := _edges(item, matrix))]
    boxes = frame.boxes(np.array([edges for *_, edges in items], dtype=np.float64).reshape(-1, 4)).tolist()
    points = _Points()
    paths: list[_Path] = []
    for (item, kind, matrix, _), (x0, top, x1, bottom) in zip(items, boxes, strict=True):
        if x1 < 0 or bottom < 0 or x0 > frame.width or top > frame.height:
            continue
        box = (x0, top, x1, bottom)
        path = _Path(box, is_path=False) if kind != raw.FPDF_PAGEOBJ_PATH else _path(item, box, matrix, points)
        if path is not None:
            paths.append(path)
    return _sorted(paths, points.shown(frame))


def walk(page: ctypes.c_void_p) -> Iterator[tuple[int, int, _Matrix]]:
    """The address and kind of each path and picture of the page, those inside forms with the matrix that puts them on
    the page."""
    left = [_MAX_OBJECTS]

    def inside(form: int, matrix: _Matrix, depth: int) -> Iterator[tuple[int, int, _Matrix]]:
        for index in range(raw.FPDFFormObj_CountObjects(ctypes.cast(form, raw.FPDF_PAGEOBJECT))):
            yield from one(_object_in(form, index), matrix, depth)

    def one(item: int, matrix: _Matrix, depth: int) -> Iterator[tuple[int, int, _Matrix]]:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = _kind(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from inside(item, _times(_matrix_of(item), matrix), depth + 1)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            yield item, kind, matrix

    for item in top_items(page):
        yield from one(item, _IDENTITY, 0)


def top_items(page: ctypes.c_void_p) -> Iterator[int]:
    """The address of each object of the page itself."""
    address = ctypes.cast(page, ADDRESS).value
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        yield _object(address, index)


def kind_of(item: int) -> int:
    """What kind of object stands at an address, as pdfium numbers them."""
    return int(_kind(item))


def box_of(item: int, frame: Frame, matrix: _Matrix = _IDENTITY) -> Box | None:
    """The box of one object on the page as shown; None where it has none."""
    edges = _edges(item, matrix)
    return frame.box(*edges) if edges else None


def _edges(item: int, matrix: _Matrix) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of an object in the coordinates of the file."""
    if not _bounds(item, *_EDGE_PLACES):
        return None
    left, bottom, right, top = _EDGES
    if matrix is _IDENTITY:
        edges = (left, bottom, right, top)
    else:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        edges = (min(xs), min(ys), max(xs), max(ys))
    return edges if all(map(math.isfinite, edges)) else None


def _matrix_of(item: int) -> _Matrix:
    _matrix(item, _AFFINE_PLACE)
    a, b, c, d, e, f = _AFFINE
    return (a, b, c, d, e, f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


# ------------------------------------------------------------------------------------------------ one path
def _path(item: int, box: Box, matrix: _Matrix, points: _Points) -> _Path | None:
    """A path that can be seen; its points are added to those of the page."""
    _draw_mode(item, *_MODE_PLACES)
    filled, stroked = _MODES[0] != raw.FPDF_FILLMODE_NONE, bool(_MODES[1])
    if not filled and not stroked:
        return None  # a clip, drawn with nothing
    colour = _colour(item, filled=filled)
    if colour is None:
        return None
    edge = None if not stroked else _colour(item, filled=False) if filled else colour
    return _Path(box, True, filled, colour, edge, _runs(item, matrix, points))


def _runs(item: int, matrix: _Matrix, points: _Points) -> list[list[int]] | None:
    """The sub-paths of a path of straight lines, as numbers of points; None where it has curves."""
    count = _segments(item)
    if count > _MAX_SEGMENTS:
        return None
    segments = list(map(_segment, repeat(item), range(count)))
    kinds = list(map(_segment_kind, segments))
    if _CURVE in kinds:
        return None
    own = _matrix_of(item)
    a, b, c, d, e, f = own if matrix is _IDENTITY else _times(own, matrix)
    runs: list[list[int]] = []
    run: list[int] = []
    number = len(points.x)
    for _ in map(_segment_point, segments, _X_PLACES, _Y_PLACES):
        pass
    ends = zip(_POINTS[: 2 * count : 2], _POINTS[1 : 2 * count : 2], strict=True)
    for kind, (x, y), closes in zip(kinds, ends, map(_segment_close, segments), strict=True):
        if kind == _MOVE or not runs:
            run = []
            runs.append(run)
        run.append(number)
        number += 1
        points.x.append(a * x + c * y + e)
        points.y.append(b * x + d * y + f)
        if closes:
            run.append(_BACK)
    return runs


def _colour(item: int, *, filled: bool) -> int | None:
    """0xRRGGBB of fill or stroke, None where it is transparent."""
    ask = _fill_colour if filled else _stroke_colour
    if not ask(item, *_CHANNEL_PLACES):
        return 0
    red, green, blue, alpha = _CHANNELS
    return None if alpha < _SEEN else (red << 16) | (green << 8) | blue


# ------------------------------------------------------------------------------------------------ what it is
def _sorted(paths: list[_Path], points: list[_Point]) -> Drawings:
    rules: list[Rule] = []
    fills: list[Fill] = []
    shapes: list[Shape] = []
    pictures: list[Picture] = []
    for path in paths:
        if not path.is_path:
            pictures.append(Picture(path.box))
        elif path.runs is None:
            shapes.append(Shape(path.box, path.colour, path.filled))
        else:
            for run in path.runs:
                _straight(_closed(run, points), path, rules, fills, shapes)
    return Drawings(with_lines_of_dots(rules), tuple(fills), tuple(shapes), tuple(pictures))


def _closed(run: list[int], points: list[_Point]) -> list[_Point]:
    found: list[_Point] = []
    for number in run:
        if number != _BACK:
            found.append(points[number])
        elif found[0] != found[-1]:
            found.append(found[0])
    return found


def _is_axial(run: list[_Point]) -> bool:
    """Whether each line of it is level or upright."""
    for (ax, ay), (bx, by) in pairwise(run):  # noqa: SIM110 - a generator takes twice the time, for each line of a page
        if abs(ax - bx) >= 0.6 and abs(ay - by) >= 0.6:
            return False
    return True


def _straight(run: list[_Point], path: _Path, rules: list[Rule], fills: list[Fill], shapes: list[Shape]) -> None:
    """One sub-path of straight lines: a rectangle, some rules, or a shape."""
    if len(run) < 2:
        return
    xs, ys = zip(*run, strict=True)
    box = (min(xs), min(ys), max(xs), max(ys))
    width, height = box[2] - box[0], box[3] - box[1]
    if not _is_axial(run) or (path.filled and len(run) > 6):
        shapes.append(Shape(box, path.colour, path.filled))
        return
    if path.filled:
        if min(width, height) > _RULE:
            fills.append(Fill(box, path.colour))
        elif max(width, height) > 0.5:
            rules.append(Rule(box, width >= height, path.colour))
    if path.edge is None:
        return
    edge = path.edge
    for (ax, ay), (bx, by) in pairwise(run):
        across, down = abs(ax - bx), abs(ay - by)
        if across + down > 0.5:
            left, right = (ax, bx) if ax <= bx else (bx, ax)
            upper, lower = (ay, by) if ay <= by else (by, ay)
            rules.append(Rule((left, upper, right, lower), across >= down, edge))
