"""Text that nobody can see: in the colour of its ground, painted over, clipped, off the page, on a hidden layer.

How a page was put together only casts doubt on a run of text. Whether it shows is told from its ink: the page is drawn
with the doubtful runs and without them, and a run that makes no difference is not printed. Pages without doubtful runs,
nearly all, are not drawn for this.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

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
_EDGES = tuple(ctypes.c_float() for _ in range(4))
_CHANNELS = tuple(ctypes.c_uint() for _ in range(4))
_MODE = (ctypes.c_int(), ctypes.c_int())
_AFFINE = raw.FS_MATRIX()
_NAME = ctypes.create_string_buffer(16)
_LENGTH = ctypes.c_ulong()


@dataclass(frozen=True, slots=True)
class _Painted:
    """A run of text or something that can hide or carry text, in which form (None for the page itself); `box` as left,
    bottom, right, top in the file."""

    item: ctypes.c_void_p
    form: ctypes.c_void_p | None
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
    text = _text(page, [thing.item for thing in gone])
    for thing in gone:
        remove = raw.FPDFPage_RemoveObject if thing.form is None else raw.FPDFFormObj_RemoveObject
        if remove(page if thing.form is None else thing.form, thing.item):
            raw.FPDFPageObj_Destroy(thing.item)
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


def _is_outside(box: Box, page: Box) -> bool:
    return box[2] <= page[0] or box[3] <= page[1] or box[0] >= page[2] or box[1] >= page[3]


# ------------------------------------------------------------------------------------------------ what is painted
def _painted(page: ctypes.c_void_p) -> Iterator[_Painted]:
    """Runs of text and what can hide or carry them, in the order in which they are painted."""
    left = [_MOST_OBJECTS]
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _one(raw.FPDFPage_GetObject(page, index), None, None, left, 0)


def _one(
    item: ctypes.c_void_p, form: ctypes.c_void_p | None, matrix: _Matrix | None, left: list[int], depth: int
) -> Iterator[_Painted]:
    left[0] -= 1
    if left[0] < 0:
        return
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        if depth < _MAX_DEPTH:
            inner = _times(_matrix_of(item), matrix)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                yield from _one(raw.FPDFFormObj_GetObject(item, index), item, inner, left, depth + 1)
        return
    box = _bounds(item, matrix)
    if box is None:
        return
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        if box[0] >= box[2] or box[1] >= box[3]:
            return  # nothing but spaces
        clipped = matrix is None and _is_clipped_away(item, box)
        hidden = raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE
        yield _Painted(item, form, True, box, _colour(item), hidden, clipped or _is_on_layer(item))
    elif min(box[2] - box[0], box[3] - box[1]) > _THIN:
        if kind != raw.FPDF_PAGEOBJ_PATH:
            yield _Painted(item, form, False, box, _UNKNOWN)
        elif raw.FPDFPath_GetDrawMode(item, *_MODE) and _MODE[0].value != raw.FPDF_FILLMODE_NONE:
            yield _Painted(item, form, False, box, _colour(item))


def _matrix_of(item: ctypes.c_void_p) -> _Matrix:
    raw.FPDFPageObj_GetMatrix(item, _AFFINE)
    return (_AFFINE.a, _AFFINE.b, _AFFINE.c, _AFFINE.d, _AFFINE.e, _AFFINE.f)


def _times(first: _Matrix, then: _Matrix | None) -> _Matrix:
    if then is None:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(item: ctypes.c_void_p, matrix: _Matrix | None) -> Box | None:
    if not raw.FPDFPageObj_GetBounds(item, *_EDGES):
        return None
    x0, y0, x1, y1 = (edge.value for edge in _EDGES)
    if matrix is not None:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    return (x0, y0, x1, y1) if all(map(math.isfinite, (x0, y0, x1, y1))) else None


def _colour(item: ctypes.c_void_p) -> int:
    """0xRRGGBB of the fill; unknown where it cannot be told."""
    red, green, blue, _ = _CHANNELS
    if not raw.FPDFPageObj_GetFillColor(item, *_CHANNELS):
        return _UNKNOWN
    return (red.value << 16) | (green.value << 8) | blue.value


def _is_clipped_away(item: ctypes.c_void_p, box: Box) -> bool:
    """Whether the box of a run does not lie within that of each of its clips."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
        xs, ys = [], []
        for at in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
            xs.append(x.value)
            ys.append(y.value)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if not xs or not (min(xs) <= middle[0] <= max(xs) and min(ys) <= middle[1] <= max(ys)):
            return True
    return False


def _is_on_layer(item: ctypes.c_void_p) -> bool:
    for index in range(max(0, raw.FPDFPageObj_CountMarks(item))):
        mark = raw.FPDFPageObj_GetMark(item, index)
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
        raw.FPDFPageObj_SetIsActive(painted[i].item, False)
    try:
        without = _picture(page)
    finally:
        for i in doubted:
            raw.FPDFPageObj_SetIsActive(painted[i].item, True)
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
