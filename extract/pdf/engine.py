"""The only module that talks to pdfium: opens a document, counts, reads the objects of a page, draws it.

pdfium is not thread-safe, and its handles are freed by hand: everything here returns plain records.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import DocumentError
from extract.pdf.objects import Fill, Glyph, Ink, PageObjects, Picture, Pixels, Rule, Shape
from extract.pdf.symbol_fonts import is_symbol_font, shape_of_glyph
from extract.pdf.words import words_of
from records import Box

_RULE = 2.2
"""Filled rectangles up to this many points thick are rules: producers draw borders as thin fills."""
_MAX_OBJECTS = 60_000
_MAX_DEPTH = 6

_MADE_UP = frozenset((0x20, 0xA0, 0x0D, 0x0A, 0xFFFE))
"""Codes that pdfium may add where the file has none."""

# Called for every character: with plain addresses, which ctypes converts faster than the types of pypdfium2.
_UNICODE = ctypes.cast(raw.FPDFText_GetUnicode, ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int))
_OWNER = ctypes.cast(raw.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int))
_LOOSE_BOX = ctypes.cast(
    raw.FPDFText_GetLooseCharBox,
    ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p),
)

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)

# What pdfium writes its answers to: made once, as it is asked some ten thousand times a page.
_EDGES = tuple(ctypes.c_float() for _ in range(4))
_POINT = (ctypes.c_float(), ctypes.c_float())
_CHANNELS = tuple(ctypes.c_uint() for _ in range(4))
_MODE = (ctypes.c_int(), ctypes.c_int())
_AFFINE = raw.FS_MATRIX()


class PdfFile:
    """An open PDF. Use `opened`."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def text(self, index: int) -> str:
        """The bare text of page `index` (from 0): the cheapest look there is."""
        with self._page(index) as page, _textpage(page) as textpage:
            return str(textpage.get_text_range())

    def census(self, index: int) -> "Census":
        """How much of each kind stands on the page."""
        with self._page(index) as page:
            kinds: dict[int, int] = {}
            for kind in _kinds(page.raw):
                kinds[kind] = kinds.get(kind, 0) + 1
            return Census(
                paths=kinds.get(raw.FPDF_PAGEOBJ_PATH, 0),
                images=kinds.get(raw.FPDF_PAGEOBJ_IMAGE, 0) + kinds.get(raw.FPDF_PAGEOBJ_FORM, 0),
            )

    def objects(self, index: int, scale: float = 0.0) -> PageObjects:
        """All that stands on page `index` (from 0), drawn at `scale` pixels per point if that is not 0 and there is
        more to see than letters and lines."""
        with self._page(index) as page:
            frame = _Frame(page)
            rules, fills, shapes, pictures = _drawings(page, frame)
            glyphs = list(_glyphs(page, frame))
            if any(_is_page(picture.box, frame) for picture in pictures) and _text_is_covered(page, frame):
                glyphs = []  # a scan over text that nobody sees
            worth_it = bool(fills or shapes or pictures) or _ink_may_tell(glyphs)
            pixels = _draw(page, scale) if scale and worth_it else np.zeros((0, 0, 3), dtype=np.uint8)
        shown = PageObjects(
            number=index + 1,
            width=frame.width,
            height=frame.height,
            words=(),
            rules=tuple(rules),
            fills=tuple(fills),
            shapes=tuple(shapes),
            pictures=tuple(pictures),
            scale=scale,
            pixels=pixels,
        )
        return _upright(shown, glyphs)

    def picture(self, index: int, scale: float) -> Pixels:
        """Page `index` as it is shown, drawn at `scale` pixels per point."""
        with self._page(index) as page:
            return _draw(page, scale)

    def dots(self, index: int) -> float:
        """How many pixels an inch the largest picture on page `index` has; 0 where there is none."""
        best = (0.0, 0.0)
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        with self._page(index) as page:
            frame = _Frame(page)
            for item, kind, matrix in _walk(page.raw):
                box = _bounds(item, matrix, frame) if kind == raw.FPDF_PAGEOBJ_IMAGE else None
                if box is None or not raw.FPDFImageObj_GetImagePixelSize(item, wide, high):
                    continue
                width, height = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
                across = max(wide.value, high.value) / max(width, height) * 72
                best = max(best, (width * height, across))
        return best[1]

    @contextmanager
    def _page(self, index: int) -> Iterator[pdfium.PdfPage]:
        try:
            page = self._document[index]
        except pdfium.PdfiumError as error:
            raise DocumentError(f"page {index + 1} cannot be read: {error}") from error
        try:
            yield page
        finally:
            page.close()


@dataclass(frozen=True, slots=True)
class Census:
    """Counts of the objects of a page: enough to tell whether a closer look can be worth it."""

    paths: int
    images: int


@contextmanager
def opened(data: bytes) -> Iterator[PdfFile]:
    """Open a PDF from its bytes. Raises DocumentError that says what to do where it cannot be opened."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DocumentError(_why_closed(str(error))) from error
    try:
        yield PdfFile(document)
    finally:
        document.close()


def _why_closed(error: str) -> str:
    if "password" in error.lower():
        return "the PDF asks for a password: remove it (`qpdf --decrypt --password=… IN OUT`) and add the copy"
    return f"the PDF cannot be opened ({error}): fetch it again, or repair it (`qpdf IN OUT`)"


@contextmanager
def _textpage(page: pdfium.PdfPage) -> Iterator[pdfium.PdfTextPage]:
    textpage = page.get_textpage()
    try:
        yield textpage
    finally:
        textpage.close()


def _draw(page: pdfium.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    try:
        return np.asarray(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)  # numpy keeps the memory
    finally:
        bitmap.close()


class _Frame:
    """From the coordinates of the file (origin below left, before rotation) to the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self.width, self.height = page.get_size()
        self._turn = page.get_rotation() // 90 % 4
        self._left, self._bottom, self._right, self._top = left, bottom, right, top

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file, from the upper left corner of the page as shown."""
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        if self._turn == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file in the page as shown."""
        if not self._turn and left <= right and bottom <= top:  # nearly every box: in one step
            x, y = self._left, self._top
            return (round(left - x, 2), round(y - top, 2), round(right - x, 2), round(y - bottom, 2))
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return (round(min(x0, x1), 2), round(min(y0, y1), 2), round(max(x0, x1), 2), round(max(y0, y1), 2))

    def angle(self, degrees: float) -> int:
        """The direction of a run of text as shown, a multiple of 90 where it is near one."""
        turned = (degrees + self._turn * 90) % 360
        near = round(turned / 90) * 90
        return int(near % 360) if abs(turned - near) < 3 else round(turned)


# ------------------------------------------------------------------------------------------------ text
def _glyphs(page: pdfium.PdfPage, frame: _Frame) -> Iterator[Glyph]:
    with _textpage(page) as textpage:
        handle = textpage.raw
        address = ctypes.cast(handle, ctypes.c_void_p)
        inks: dict[int | None, Ink] = {}
        fonts: dict[int, tuple[str, int]] = {}
        alike: dict[Ink, Ink] = {}
        loose = raw.FS_RECTF()
        place = ctypes.addressof(loose)
        box_of = frame.box
        for index in range(raw.FPDFText_CountChars(handle)):
            code = _UNICODE(address, index)
            if (code in _MADE_UP and raw.FPDFText_IsGenerated(handle, index)) or not _LOOSE_BOX(address, index, place):
                continue
            owner = _OWNER(address, index)
            ink = inks.get(owner)
            if ink is None:
                ink = _ink(handle, index, raw.FPDFText_GetTextObject(handle, index), frame, fonts)
                ink = inks[owner] = alike.setdefault(ink, ink)
            text = chr(code) if 0 < code < 0xD800 else _character(code)
            yield Glyph(text, box_of(loose.left, loose.bottom, loose.right, loose.top), ink)


def _ink_may_tell(glyphs: Iterable[Glyph]) -> bool:
    """Whether any glyph can be a symbol, which must be looked at."""
    seen = {(text, ink.font) for text, _, ink in glyphs if not text.isalnum()}
    fonts = {ink.font for _, _, ink in glyphs}
    return any(map(is_symbol_font, fonts)) or any(
        not (char.isascii() and char.isprintable()) and shape_of_glyph(char, font) != "" for char, font in seen
    )


def _character(code: int) -> str:
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _ink(
    handle: ctypes.c_void_p, index: int, owner: ctypes.c_void_p, frame: _Frame, fonts: dict[int, tuple[str, int]]
) -> Ink:
    red, green, blue, alpha = _CHANNELS
    raw.FPDFText_GetFillColor(handle, index, red, green, blue, alpha)
    name, weight, hidden = "", 400, False
    if owner:
        font = raw.FPDFTextObj_GetFont(owner)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in fonts:
            fonts[key] = _font(font)
        name, weight = fonts[key]
        hidden = raw.FPDFTextObj_GetTextRenderMode(owner) in (
            raw.FPDF_TEXTRENDERMODE_INVISIBLE,
            raw.FPDF_TEXTRENDERMODE_CLIP,
        )
    size = float(raw.FPDFText_GetFontSize(handle, index))
    matrix = _AFFINE
    angle = 0.0
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = -math.degrees(math.atan2(matrix.b, matrix.a))
    return Ink(
        font=name,
        size=round(size, 2),
        colour=(red.value << 16) | (green.value << 8) | blue.value,
        angle=frame.angle(angle),
        bold=weight >= 600 or "bold" in name.lower() or "black" in name.lower(),
        hidden=hidden or alpha.value == 0,
    )


def _font(font: ctypes.c_void_p) -> tuple[str, int]:
    if not font:
        return "", 400
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace")
    return name.split("+", 1)[-1], int(raw.FPDFFont_GetWeight(font))


# ------------------------------------------------------------------------------------------------ drawings
def _kinds(page: ctypes.c_void_p) -> Iterator[int]:
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        yield raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))


def _walk(page: ctypes.c_void_p) -> Iterator[tuple[ctypes.c_void_p, int, _Matrix]]:
    """Each path and image of the page, those inside forms with the matrix that puts them on the page."""
    left = [_MAX_OBJECTS]

    def inside(form: ctypes.c_void_p, matrix: _Matrix, depth: int) -> Iterator[tuple[ctypes.c_void_p, int, _Matrix]]:
        for index in range(raw.FPDFFormObj_CountObjects(form)):
            yield from one(raw.FPDFFormObj_GetObject(form, index), matrix, depth)

    def one(item: ctypes.c_void_p, matrix: _Matrix, depth: int) -> Iterator[tuple[ctypes.c_void_p, int, _Matrix]]:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from inside(item, _times(_matrix_of(item), matrix), depth + 1)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            yield item, kind, matrix

    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        yield from one(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _matrix_of(item: ctypes.c_void_p) -> _Matrix:
    raw.FPDFPageObj_GetMatrix(item, _AFFINE)
    return (_AFFINE.a, _AFFINE.b, _AFFINE.c, _AFFINE.d, _AFFINE.e, _AFFINE.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(item: ctypes.c_void_p, matrix: _Matrix, frame: _Frame) -> Box | None:
    left, bottom, right, top = _EDGES
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    if matrix is _IDENTITY:
        edges = (left.value, bottom.value, right.value, top.value)
        return frame.box(*edges) if all(map(math.isfinite, edges)) else None
    a, b, c, d, e, f = matrix
    corners = [
        (a * x + c * y + e, b * x + d * y + f) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    if not all(math.isfinite(v) for corner in corners for v in corner):
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _drawings(page: pdfium.PdfPage, frame: _Frame) -> tuple[list[Rule], list[Fill], list[Shape], list[Picture]]:
    rules: list[Rule] = []
    fills: list[Fill] = []
    shapes: list[Shape] = []
    pictures: list[Picture] = []
    for item, kind, matrix in _walk(page.raw):
        box = _bounds(item, matrix, frame)
        if box is None or box[2] < 0 or box[3] < 0 or box[0] > frame.width or box[1] > frame.height:
            continue
        if kind != raw.FPDF_PAGEOBJ_PATH:
            pictures.append(Picture(box))
            continue
        _path(item, box, matrix, frame, rules, fills, shapes)
    return rules, fills, shapes, pictures


_MOST = 0.8


def _is_page(box: Box, frame: _Frame) -> bool:
    return bool((box[2] - box[0]) * (box[3] - box[1]) >= _MOST * frame.width * frame.height)


def _text_is_covered(page: pdfium.PdfPage, frame: _Frame) -> bool:
    """Whether a picture of the whole page is painted over all text, rather than under it."""
    last_text = last_picture = -1
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            last_text = index
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, _IDENTITY, frame)
            if box is not None and _is_page(box, frame):
                last_picture = index
    return 0 <= last_text < last_picture


def _path(
    item: ctypes.c_void_p,
    box: Box,
    matrix: _Matrix,
    frame: _Frame,
    rules: list[Rule],
    fills: list[Fill],
    shapes: list[Shape],
) -> None:
    raw.FPDFPath_GetDrawMode(item, *_MODE)
    filled, stroked = _MODE[0].value != raw.FPDF_FILLMODE_NONE, bool(_MODE[1].value)
    if not filled and not stroked:
        return  # a clip, drawn with nothing
    colour = _colour(item, filled=filled)
    if colour is None:
        return
    runs = _runs(item, matrix, frame)
    if runs is None:
        shapes.append(Shape(box, colour, filled))
        return
    for run in runs:
        _straight(run, colour, filled, stroked, item, rules, fills, shapes)


def _straight(
    run: list[tuple[float, float]],
    colour: int,
    filled: bool,
    stroked: bool,
    item: ctypes.c_void_p,
    rules: list[Rule],
    fills: list[Fill],
    shapes: list[Shape],
) -> None:
    """One sub-path of straight lines: a rectangle, some rules, or a shape."""
    xs, ys = [x for x, _ in run], [y for _, y in run]
    box = (min(xs), min(ys), max(xs), max(ys))
    width, height = box[2] - box[0], box[3] - box[1]
    axial = all(abs(a[0] - b[0]) < 0.6 or abs(a[1] - b[1]) < 0.6 for a, b in pairwise(run))
    if not axial or (filled and len(run) > 6):
        shapes.append(Shape(box, colour, filled))
        return
    if filled:
        if min(width, height) <= _RULE:
            if max(width, height) > 0.5:
                rules.append(Rule(box, width >= height, colour))
        else:
            fills.append(Fill(box, colour))
        if not stroked:
            return
        edge = _colour(item, filled=False)
        if edge is None:
            return
        colour = edge
    for a, b in pairwise(run):
        if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.5:
            horizontal = abs(a[0] - b[0]) >= abs(a[1] - b[1])
            rules.append(Rule((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), horizontal, colour))


def _runs(item: ctypes.c_void_p, matrix: _Matrix, frame: _Frame) -> list[list[tuple[float, float]]] | None:
    """The sub-paths of a path of straight lines, as points of the page as shown; None where it has curves."""
    count = raw.FPDFPath_CountSegments(item)
    if count > 400:
        return None
    own = _matrix_of(item)
    a, b, c, d, e, f = own if matrix is _IDENTITY else _times(own, matrix)
    runs: list[list[tuple[float, float]]] = []
    x, y = _POINT
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        point = (round(px, 2), round(py, 2))
        if kind == raw.FPDF_SEGMENT_MOVETO or not runs:
            runs.append([point])
        else:
            runs[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment) and runs[-1][0] != runs[-1][-1]:
            runs[-1].append(runs[-1][0])
    return [run for run in runs if len(run) > 1]


def _colour(item: ctypes.c_void_p, *, filled: bool) -> int | None:
    """0xRRGGBB of fill or stroke, None where it is transparent."""
    red, green, blue, alpha = _CHANNELS
    ask = raw.FPDFPageObj_GetFillColor if filled else raw.FPDFPageObj_GetStrokeColor
    if not ask(item, red, green, blue, alpha):
        return 0
    if alpha.value < 12:
        return None
    return (red.value << 16) | (green.value << 8) | blue.value


# ------------------------------------------------------------------------------------------------ reading frame
def _upright(page: PageObjects, glyphs: list[Glyph]) -> PageObjects:
    """The page turned so that most of its text runs from left to right."""
    counts = Counter([ink.angle for _, _, ink in glyphs])
    main = max(counts, key=lambda angle: (counts[angle], angle == 0), default=0)
    turn = {90: 3, 180: 2, 270: 1}.get(main, 0)

    def box(b: Box) -> Box:
        x0, top, x1, bottom = b
        if turn == 1:
            return (page.height - bottom, x0, page.height - top, x1)
        if turn == 2:
            return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
        if turn == 3:
            return (top, page.width - x1, bottom, page.width - x0)
        return b

    if turn:
        glyphs = [Glyph(g.text, box(g.box), _turned(g.ink, turn)) for g in glyphs]
    swap = turn in (1, 3)
    return PageObjects(
        number=page.number,
        width=page.height if swap else page.width,
        height=page.width if swap else page.height,
        words=words_of(glyphs),
        rules=tuple(Rule(box(r.box), r.horizontal != swap, r.colour) for r in page.rules),
        fills=tuple(Fill(box(f.box), f.colour) for f in page.fills),
        shapes=tuple(Shape(box(s.box), s.colour, s.filled) for s in page.shapes),
        pictures=tuple(Picture(box(p.box)) for p in page.pictures),
        turn=turn,
        scale=page.scale,
        pixels=np.ascontiguousarray(np.rot90(page.pixels, -turn)) if turn and page.pixels.size else page.pixels,
    )


def _turned(ink: Ink, turn: int) -> Ink:
    return Ink(ink.font, ink.size, ink.colour, (ink.angle + 90 * turn) % 360, ink.bold, ink.hidden)
