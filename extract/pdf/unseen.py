"""Text that nobody can see: in the colour of its ground, painted over, clipped, off the page, on a hidden layer.

How a page was put together only casts doubt on a run of text. Whether it shows is told from its ink: the page is drawn
with the doubtful runs and without them, and a run that makes no difference is not printed. Pages without doubtful runs,
nearly all, are not drawn for this.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.pdf.engine_calls import ADDRESS, plain
from records import Box

_MOST_OBJECTS = 20_000
_MAX_DEPTH = 6
_NEAR = 48
"""Text whose colour differs from its ground by no more than this in any channel may not show."""
_INK = 24
"""A difference of the picture, in any channel, that can be seen."""
_SCALE = 100 / 72
_AT_ONCE = 1_000_000
"""Pairs of runs and fills that are compared in one step: memory stays small on pages with drawings."""
_THIN = 3.0
"""Points up to which a filled thing is a line, which is no ground and covers nothing."""
_WHITE = 0xFFFFFF
_UNKNOWN = -1
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_Matrix = tuple[float, float, float, float, float, float]

_object = plain(raw.FPDFPage_GetObject, ADDRESS, ctypes.c_int, result=ADDRESS)
_object_in = plain(raw.FPDFFormObj_GetObject, ADDRESS, ctypes.c_ulong, result=ADDRESS)
_objects_in = plain(raw.FPDFFormObj_CountObjects, ADDRESS)
_kind = plain(raw.FPDFPageObj_GetType, ADDRESS)
_box = plain(raw.FPDFPageObj_GetBounds, ADDRESS, *[ADDRESS] * 4)
_matrix = plain(raw.FPDFPageObj_GetMatrix, ADDRESS, ADDRESS)
_fill_colour = plain(raw.FPDFPageObj_GetFillColor, ADDRESS, *[ADDRESS] * 4)
_draw_mode = plain(raw.FPDFPath_GetDrawMode, ADDRESS, ADDRESS, ADDRESS)
_render_mode = plain(raw.FPDFTextObj_GetTextRenderMode, ADDRESS)
_clip_of = plain(raw.FPDFPageObj_GetClipPath, ADDRESS, result=ADDRESS)
_clips = plain(raw.FPDFClipPath_CountPaths, ADDRESS)
_clip_points = plain(raw.FPDFClipPath_CountPathSegments, ADDRESS, ctypes.c_int)
_clip_point = plain(raw.FPDFClipPath_GetPathSegment, ADDRESS, ctypes.c_int, ctypes.c_int, result=ADDRESS)
_point = plain(raw.FPDFPathSegment_GetPoint, ADDRESS, ADDRESS, ADDRESS)
_marks = plain(raw.FPDFPageObj_CountMarks, ADDRESS)

# What pdfium writes its answers to.
_EDGES, _CHANNELS, _MODES = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)(), (ctypes.c_int * 2)()
_AFFINE, _XY = (ctypes.c_float * 6)(), (ctypes.c_float * 2)()
_EDGE_PLACES = tuple(ctypes.addressof(_EDGES) + 4 * i for i in range(4))
_CHANNEL_PLACES = tuple(ctypes.addressof(_CHANNELS) + 4 * i for i in range(4))
_MODE_PLACES = (ctypes.addressof(_MODES), ctypes.addressof(_MODES) + 4)
_AFFINE_PLACE = ctypes.addressof(_AFFINE)
_XY_PLACES = (ctypes.addressof(_XY), ctypes.addressof(_XY) + 4)
_NAME = ctypes.create_string_buffer(16)
_LENGTH = ctypes.c_ulong()


@dataclass(slots=True)
class _Painted:
    """A run of text or something that can hide or carry text, in which form (None for the page itself), both by their
    addresses; `box` as left, bottom, right, top in the file."""

    item: int
    form: int | None
    is_text: bool
    box: Box
    colour: int
    hidden: bool = False
    doubted: bool = False


def hide_unseen(page: pdfium.PdfPage) -> str:
    """Take the text that leaves no ink out of a page, so that it is in none of its words; that text.

    It is taken out before any text is read, as pdfium keeps the first of two equal prints: a hidden copy would stand
    for the one that shows.
    """
    painted = list(_painted(page.raw))
    runs = [i for i, thing in enumerate(painted) if thing.is_text]
    if not runs:
        return ""
    frame = page.get_bbox()
    hidden = {i for i in runs if painted[i].hidden or _is_outside(painted[i].box, frame)}
    doubted = sorted({*(i for i in runs if painted[i].doubted), *_doubtful(painted, runs)} - hidden)
    hidden.update(_without_ink(page, painted, doubted))
    if not hidden:
        return ""
    gone = [painted[i] for i in sorted(hidden)]
    text = _text(page, [_handle(thing.item) for thing in gone])
    for thing in gone:
        item = _handle(thing.item)
        if thing.form is None:
            taken = raw.FPDFPage_RemoveObject(page, item)
        else:
            taken = raw.FPDFFormObj_RemoveObject(_handle(thing.form), item)
        if taken:
            raw.FPDFPageObj_Destroy(item)
    return text


def _text(page: pdfium.PdfPage, items: Sequence[ctypes.c_void_p]) -> str:
    textpage = page.get_textpage()
    try:
        return " ".join(" ".join(_text_of(item, textpage) for item in items).split())
    finally:
        textpage.close()


def _text_of(item: ctypes.c_void_p, textpage: pdfium.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _handle(address: int) -> ctypes.c_void_p:
    """An object as the functions of pypdfium2 take it."""
    handle: ctypes.c_void_p = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    return handle


def _is_outside(box: Box, page: Box) -> bool:
    return box[2] <= page[0] or box[3] <= page[1] or box[0] >= page[2] or box[1] >= page[3]


# ------------------------------------------------------------------------------------------------ what is painted
def _painted(page: ctypes.c_void_p) -> Iterator[_Painted]:
    """Runs of text and what can hide or carry them, in the order in which they are painted."""
    address = ctypes.cast(page, ADDRESS).value
    items = (_object(address, index) for index in range(raw.FPDFPage_CountObjects(page)))
    yield from _among(items, None, None, [_MOST_OBJECTS], 0)


def _among(
    items: Iterable[int], form: int | None, matrix: _Matrix | None, left: list[int], depth: int
) -> Iterator[_Painted]:
    """What of the objects of a form (None for the page) is text, or can hide or carry text; `left` is how many objects
    are still looked at."""
    for item in items:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = _kind(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            thing = _one(item, kind, form, matrix)
            if thing is not None:
                yield thing
        elif depth < _MAX_DEPTH:
            inside = (_object_in(item, index) for index in range(_objects_in(item)))
            yield from _among(inside, item, _times(_matrix_of(item), matrix), left, depth + 1)


def _one(item: int, kind: int, form: int | None, matrix: _Matrix | None) -> _Painted | None:
    box = _bounds(item, matrix)
    if box is None:
        return None
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        if box[0] >= box[2] or box[1] >= box[3]:
            return None  # nothing but spaces
        clipped = matrix is None and _is_clipped_away(item, box)
        hidden = _render_mode(item) in _INVISIBLE
        return _Painted(item, form, True, box, _colour(item), hidden, clipped or _is_on_layer(item))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return None
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return _Painted(item, form, False, box, _UNKNOWN)
    if _draw_mode(item, *_MODE_PLACES) and _MODES[0] != raw.FPDF_FILLMODE_NONE:
        return _Painted(item, form, False, box, _colour(item))
    return None


def _matrix_of(item: int) -> _Matrix:
    _matrix(item, _AFFINE_PLACE)
    a, b, c, d, e, f = _AFFINE
    return (a, b, c, d, e, f)


def _times(first: _Matrix, then: _Matrix | None) -> _Matrix:
    if then is None:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(item: int, matrix: _Matrix | None) -> Box | None:
    if not _box(item, *_EDGE_PLACES):
        return None
    x0, y0, x1, y1 = _EDGES
    if matrix is not None:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    return (x0, y0, x1, y1) if all(map(math.isfinite, (x0, y0, x1, y1))) else None


def _colour(item: int) -> int:
    """0xRRGGBB of the fill; unknown where it cannot be told."""
    if not _fill_colour(item, *_CHANNEL_PLACES):
        return _UNKNOWN
    red, green, blue, _ = _CHANNELS
    return (red << 16) | (green << 8) | blue


def _is_clipped_away(item: int, box: Box) -> bool:
    """Whether the box of a run does not lie within that of each of its clips."""
    clip = _clip_of(item)
    for path in range(max(0, _clips(clip))):
        xs, ys = [], []
        for at in range(_clip_points(clip, path)):
            _point(_clip_point(clip, path, at), *_XY_PLACES)
            x, y = _XY
            xs.append(x)
            ys.append(y)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if not xs or not (min(xs) <= middle[0] <= max(xs) and min(ys) <= middle[1] <= max(ys)):
            return True
    return False


def _is_on_layer(item: int) -> bool:
    for index in range(max(0, _marks(item))):
        mark = raw.FPDFPageObj_GetMark(_handle(item), index)
        told = raw.FPDFPageObjMark_GetName(mark, ctypes.cast(_NAME, ctypes.POINTER(ctypes.c_ushort)), 16, _LENGTH)
        if told and _NAME.raw.startswith("OC\0".encode("utf-16-le")):
            return True
    return False


# ------------------------------------------------------------------------------------------------ what casts doubt
def _doubtful(painted: Sequence[_Painted], runs: Sequence[int]) -> set[int]:
    """Runs in the colour of what they stand on, and runs that something painted later lies over."""
    fills = [i for i, thing in enumerate(painted) if not thing.is_text]
    step = max(1, _AT_ONCE // max(1, len(fills)))
    return {
        run
        for first in range(0, len(runs), step)
        for run, ground, covered in _grounds(painted, runs[first : first + step], fills)
        if covered or _alike(painted[run].colour, _colour_of_ground(painted, ground))
    }


def _grounds(painted: Sequence[_Painted], runs: Sequence[int], fills: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Each run with the last thing painted before it under its middle (-1 for none), and whether any was after it."""
    if not fills:
        yield from ((run, -1, False) for run in runs)
        return
    boxes, texts = np.array([painted[i].box for i in fills]), np.array([painted[i].box for i in runs])
    x, y = (texts[:, 0] + texts[:, 2]) / 2, (texts[:, 1] + texts[:, 3]) / 2
    within = (boxes[:, 0] <= x[:, None]) & (x[:, None] <= boxes[:, 2])
    within &= (boxes[:, 1] <= y[:, None]) & (y[:, None] <= boxes[:, 3])
    order = np.array(fills)[None, :]
    later = order > np.array(runs)[:, None]
    grounds = np.max(np.where(within & ~later, order, -1), axis=1)
    yield from zip(runs, grounds.tolist(), np.any(within & later, axis=1).tolist(), strict=True)


def _colour_of_ground(painted: Sequence[_Painted], ground: int) -> int:
    colour = painted[ground].colour if ground >= 0 else _WHITE
    return _WHITE if colour == _UNKNOWN else colour


def _alike(colour: int, other: int) -> bool:
    if colour == _UNKNOWN:
        return True
    return all(abs((colour >> shift & 255) - (other >> shift & 255)) <= _NEAR for shift in (0, 8, 16))


# ------------------------------------------------------------------------------------------------ what its ink says
def _without_ink(page: pdfium.PdfPage, painted: Sequence[_Painted], doubted: Sequence[int]) -> list[int]:
    """Those of the doubted runs that make no difference to how the page looks."""
    if not doubted:
        return []
    shown = _picture(page)
    for i in doubted:
        raw.FPDFPageObj_SetIsActive(_handle(painted[i].item), False)
    try:
        without = _picture(page)
    finally:
        for i in doubted:
            raw.FPDFPageObj_SetIsActive(_handle(painted[i].item), True)
    ink = np.any(np.abs(shown - without) > _INK, axis=2)
    return [i for i in doubted if not _has_ink(page, ink, painted[i].box)]


def _picture(page: pdfium.PdfPage) -> NDArray[np.int16]:
    bitmap = page.render(scale=_SCALE, may_draw_forms=False, rotation=-page.get_rotation() % 360)
    try:
        return np.asarray(bitmap.to_numpy()[:, :, :3], dtype=np.int16)  # numpy keeps no pointer into the bitmap
    finally:
        bitmap.close()


def _has_ink(page: pdfium.PdfPage, ink: NDArray[np.bool_], box: Box) -> bool:
    left, _, _, top = page.get_bbox()
    x0, x1 = (box[0] - left) * _SCALE, (box[2] - left) * _SCALE
    y0, y1 = (top - box[3]) * _SCALE, (top - box[1]) * _SCALE
    cut = ink[max(0, math.floor(y0)) : max(0, math.ceil(y1)), max(0, math.floor(x0)) : max(0, math.ceil(x1))]
    return bool(cut.any())
