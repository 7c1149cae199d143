"""The glyphs of a page from pdfium, with font, size, colour and direction."""

import ctypes
import math
from itertools import groupby, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.pdf.engine_calls import ADDRESS, plain
from extract.pdf.engine_frame import Frame
from extract.pdf.glyphs import NO_GLYPHS, Glyphs
from extract.pdf.objects import Ink
from extract.pdf.unmapped import UNREAD, is_code

_MADE_UP = (0x20, 0xA0, 0x0D, 0x0A, 0xFFFE)
"""Codes that pdfium may add where the file has none."""
_OTHERWISE = 0xFFFE
"""What pdfium writes into its text where the code of the character is another."""
_BOX = 16
"""Bytes of a box of four floats."""
_FAR = 1e6
"""Points beyond which nothing can be on a page, the largest of which has 14,400."""


_unicode = plain(raw.FPDFText_GetUnicode, ADDRESS, ctypes.c_int, result=ctypes.c_uint)
_owner = plain(raw.FPDFText_GetTextObject, ADDRESS, ctypes.c_int, result=ADDRESS)
_loose_box = plain(raw.FPDFText_GetLooseCharBox, ADDRESS, ctypes.c_int, ADDRESS)
_map_error = plain(raw.FPDFText_HasUnicodeMapError, ADDRESS, ctypes.c_int)
_is_made_up = plain(raw.FPDFText_IsGenerated, ADDRESS, ctypes.c_int)
_fill_colour = plain(raw.FPDFText_GetFillColor, ADDRESS, ctypes.c_int, *[ADDRESS] * 4)
_font_size = plain(raw.FPDFText_GetFontSize, ADDRESS, ctypes.c_int, result=ctypes.c_double)
_matrix = plain(raw.FPDFText_GetMatrix, ADDRESS, ctypes.c_int, ADDRESS)
_font_of = plain(raw.FPDFTextObj_GetFont, ADDRESS, result=ADDRESS)
_render_mode = plain(raw.FPDFTextObj_GetTextRenderMode, ADDRESS)

_Set = tuple[int, int, tuple[int, ...], float, tuple[float, ...], bool]
"""How a run of text is set, as pdfium gives it: font, rendering mode, colour, size, matrix, whether its characters are
not told."""


def read_glyphs(textpage: ctypes.c_void_p, frame: Frame) -> Glyphs:
    """All glyphs of a page but those that pdfium adds, and those without a place: a broken matrix puts them nowhere."""
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return NO_GLYPHS
    page = ctypes.cast(textpage, ADDRESS)
    edges = np.zeros((count, 4), dtype=np.float32)
    places = range(edges.ctypes.data, edges.ctypes.data + _BOX * count, _BOX)
    shown = np.array(list(map(_loose_box, repeat(page), range(count), places)), dtype=bool)
    shown &= (np.abs(edges) < _FAR).all(axis=1)  # not so for what is no number either
    codes = _codes(textpage, page, count)
    doubtful = np.flatnonzero(np.isin(codes, _MADE_UP))
    shown[doubtful[np.array(list(map(_is_made_up, repeat(page), doubtful.tolist())), dtype=np.int64) != 0]] = False
    numbers = np.flatnonzero(shown)
    named = codes[numbers].tolist()
    characters = {code: _character(code) for code in set(named)}
    texts = list(map(characters.__getitem__, named))
    boxes = frame.boxes(edges[numbers][:, [0, 3, 2, 1]].astype(np.float64))  # pdfium: left, top, right, bottom
    ink, inks = _inks(page, numbers.tolist(), frame)
    return Glyphs(texts, boxes, np.array(ink, dtype=np.intp), inks)


def _codes(textpage: ctypes.c_void_p, page: Any, count: int) -> NDArray[np.int64]:
    """The code of each character: from the text of the page where it has one unit for each, else one by one."""
    buffer = np.zeros(2 * count + 2, dtype=np.uint16)
    place = ctypes.cast(buffer.ctypes.data, ctypes.POINTER(ctypes.c_ushort))
    written = raw.FPDFText_GetText(textpage, 0, count, place) - 1
    codes = buffer[:written].astype(np.int64)
    if written != count or ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
        return np.array([_unicode(page, index) for index in range(count)], dtype=np.int64)
    for index in np.flatnonzero(codes == _OTHERWISE).tolist():
        codes[index] = _unicode(page, index)
    return codes


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else UNREAD


def _inks(page: Any, numbers: list[int], frame: Frame) -> tuple[list[int], tuple[Ink, ...]]:
    """For each of some characters the number of its ink, and the inks."""
    inks = _Inks(page, frame)
    found: list[int] = []
    start = 0
    for owner, run in groupby(map(_owner, repeat(page), numbers)):
        end = start + len(list(run))
        while start < end:
            ink, settled = inks.number(numbers[start], owner)
            told = end - start if settled else 1
            found += [ink] * told
            start += told
    return found, inks.found()


class _Inks:
    """The inks of a page: asked for once for each run of text, made once for all runs that are set alike."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self._page, self._frame = page, frame
        self._of_run: dict[int | None, int] = {}
        self._of_set: dict[_Set, int] = {}
        self._of_ink: dict[Ink, int] = {}
        self._fonts: dict[int, tuple[str, int]] = {}
        self._channels, self._affine = (ctypes.c_uint * 4)(), (ctypes.c_float * 6)()

    def number(self, index: int, run: int | None) -> tuple[int, bool]:
        """The number of the ink of the character at `index`, which belongs to a run of text, and whether it is that of
        the whole run: a character that the file maps to nothing may be one sign among letters."""
        known = self._of_run.get(run)
        if known is not None:
            return known, True
        unmapped = is_code(_character(_unicode(self._page, index))) or _map_error(self._page, index) == 1
        ink = self._asked(index, run, unmapped=unmapped)
        if not unmapped:
            self._of_run[run] = ink
        return ink, not unmapped

    def found(self) -> tuple[Ink, ...]:
        """The inks by their numbers."""
        return tuple(self._of_ink)

    def _asked(self, index: int, run: int | None, *, unmapped: bool) -> int:
        channels, affine = ctypes.addressof(self._channels), ctypes.addressof(self._affine)
        _fill_colour(self._page, index, channels, channels + 4, channels + 8, channels + 12)
        turned = _matrix(self._page, index, affine)
        font, mode = (_font_of(run) or 0, _render_mode(run)) if run else (-1, 0)
        matrix = tuple(self._affine[:4]) if turned else ()
        way = (font, mode, tuple(self._channels), _font_size(self._page, index), matrix, unmapped)
        if way not in self._of_set:
            self._of_set[way] = self._of_ink.setdefault(self._made(way), len(self._of_ink))
        return self._of_set[way]

    def _made(self, way: _Set) -> Ink:
        font, mode, (red, green, blue, alpha), size, matrix, unmapped = way
        if font not in self._fonts:
            self._fonts[font] = _font(font)
        name, weight = self._fonts[font]
        angle = 0.0
        if matrix:
            a, b, c, d = matrix
            size *= math.hypot(c, d) or 1.0
            angle = -math.degrees(math.atan2(b, a))
        return Ink(
            font=name,
            size=round(size, 2),
            colour=(red << 16) | (green << 8) | blue,
            angle=self._frame.angle(angle),
            bold=weight >= 600 or "bold" in name.lower() or "black" in name.lower(),
            hidden=alpha == 0 or mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP),
            unmapped=unmapped,
        )


def _font(address: int) -> tuple[str, int]:
    """The name of a font without the letters before it that say that it is a part of one, and its weight."""
    if address <= 0:
        return "", 400
    font = ctypes.cast(address, raw.FPDF_FONT)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace")
    return name.split("+", 1)[-1], int(raw.FPDFFont_GetWeight(font))
