"""The module that opens PDFs with pdfium: counts, reads the objects of a page, draws it. `engine_text` and
`engine_paths` take apart what a page holds.

pdfium is not thread-safe, and its handles are freed by hand: everything here returns plain records.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import DocumentError
from extract.pdf.engine_frame import Frame
from extract.pdf.engine_paths import box_of, kind_of, read_drawings, top_items, walk
from extract.pdf.engine_text import read_glyphs
from extract.pdf.glyphs import NO_GLYPHS
from extract.pdf.objects import PageObjects, Pixels, holds
from extract.pdf.unmapped import legible_in
from extract.pdf.unseen import hide_unseen
from extract.pdf.upright import upright
from records import Box

_MOST = 0.8
"""The part of a page from which on a picture is one of the whole page."""
_MOST_PIXELS = 5e7
"""Of a page as it is drawn to see its marks: half as many again as the largest paper takes."""


class PdfFile:
    """An open PDF. Use `opened`. The page that was asked for last stays open: to look at its text and then to read it
    takes it apart but once."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._open: _OpenPage | None = None

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Free the page and the document."""
        self._close_page()
        self._document.close()

    def text(self, index: int) -> str:
        """The bare text of page `index` (from 0): the cheapest look there is."""
        return str(self._page(index).text().get_text_range())

    def census(self, index: int) -> "Census":
        """How much of each kind stands on the page."""
        kinds = Counter(map(kind_of, top_items(self._page(index).page.raw)))
        return Census(
            paths=kinds[raw.FPDF_PAGEOBJ_PATH],
            images=kinds[raw.FPDF_PAGEOBJ_IMAGE] + kinds[raw.FPDF_PAGEOBJ_FORM],
        )

    def objects(self, index: int, scale: float = 0.0) -> PageObjects:
        """All that stands on page `index` (from 0), drawn at `scale` pixels per point if that is not 0 and there is
        more to see than letters and lines; a page beyond all paper sizes is drawn smaller."""
        opened_page = self._page(index)
        page, frame = opened_page.page, opened_page.frame()
        drawn = read_drawings(page.raw, frame)
        hidden = hide_unseen(page)
        if hidden:
            opened_page.forget_text()  # it was taken from the page before what nobody sees was taken out
        glyphs = legible_in(read_glyphs(opened_page.text().raw, frame))
        if any(_is_page(picture.box, frame) for picture in drawn.pictures) and _text_is_covered(page, frame):
            glyphs = NO_GLYPHS  # a scan over text that nobody sees
        worth_it = bool(drawn.fills or drawn.shapes or drawn.pictures) or glyphs.ink_may_tell()
        scale = min(scale, math.sqrt(_MOST_PIXELS / max(1.0, frame.width * frame.height)))
        pixels = _draw(page, scale) if scale and worth_it else np.zeros((0, 0, 3), dtype=np.uint8)
        shown = PageObjects(
            number=index + 1,
            width=frame.width,
            height=frame.height,
            words=(),
            rules=drawn.rules,
            fills=drawn.fills,
            shapes=drawn.shapes,
            pictures=drawn.pictures,
            scale=scale,
            pixels=pixels,
            hidden_text=hidden,
        )
        return upright(shown, glyphs)

    def picture(self, index: int, scale: float) -> Pixels:
        """Page `index` as it is shown, drawn at `scale` pixels per point."""
        return _draw(self._page(index).page, scale)

    def dots(self, index: int, inside: Box | None = None) -> float:
        """How many pixels an inch the largest picture on page `index` has, or the largest whose middle is `inside` a
        box; 0 where there is none."""
        best = (0.0, 0.0)
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        opened_page = self._page(index)
        frame = opened_page.frame()
        for item, kind, matrix in walk(opened_page.page.raw):
            box = box_of(item, frame, matrix) if kind == raw.FPDF_PAGEOBJ_IMAGE else None
            image = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
            if box is None or (inside is not None and not holds(inside, box)):
                continue
            if not raw.FPDFImageObj_GetImagePixelSize(image, wide, high):
                continue
            width, height = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
            across = max(wide.value, high.value) / max(width, height) * 72
            best = max(best, (width * height, across))
        return best[1]

    def _page(self, index: int) -> "_OpenPage":
        if self._open is None or self._open.index != index:
            self._close_page()
            try:
                self._open = _OpenPage(index, self._document[index])
            except pdfium.PdfiumError as error:
                raise DocumentError(f"page {index + 1} cannot be read: {error}") from error
        return self._open

    def _close_page(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class _OpenPage:
    """A page that is held open, and its text once that has been asked for."""

    def __init__(self, index: int, page: pdfium.PdfPage) -> None:
        self.index, self.page = index, page
        self._text: pdfium.PdfTextPage | None = None

    def text(self) -> pdfium.PdfTextPage:
        """Its text."""
        if self._text is None:
            self._text = self.page.get_textpage()
        return self._text

    def forget_text(self) -> None:
        """Its text is asked for anew: the page was changed."""
        if self._text is not None:
            self._text.close()
            self._text = None

    def frame(self) -> Frame:
        """How it is shown."""
        width, height = self.page.get_size()
        return Frame(width, height, self.page.get_rotation() // 90 % 4, *self.page.get_bbox())

    def close(self) -> None:
        """Free what pdfium holds of it."""
        if self._text is not None:
            self._text.close()
        self.page.close()


@dataclass(frozen=True, slots=True)
class Census:
    """Counts of the objects of a page: enough to tell whether a closer look can be worth it."""

    paths: int
    images: int


@contextmanager
def opened(data: bytes, passwords: Sequence[str] = ()) -> Iterator[PdfFile]:
    """Open a PDF from its bytes; one that asks for a password, with the first of `passwords` that fits.

    Raises DocumentError that says what to do where it cannot be opened.
    """
    document = _document(data, (None, *passwords))
    file = PdfFile(document)
    try:
        yield file
    finally:
        file.close()


def _document(data: bytes, passwords: Sequence[str | None]) -> pdfium.PdfDocument:
    for password in passwords:
        try:
            return pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            failed = error
            if "password" not in str(error).lower():
                break
    raise DocumentError(_why_closed(str(failed))) from failed


def _why_closed(error: str) -> str:
    if "password" in error.lower():
        return (
            "the PDF asks for a password: put it on a line of a file and name that with --password-file, or remove it "
            "(`qpdf --decrypt --password=… IN OUT`) and add the copy"
        )
    return f"the PDF cannot be opened ({error}): fetch it again, or repair it (`qpdf IN OUT`)"


def _draw(page: pdfium.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False, prefer_bgrx=True)  # 4 bytes: faster
    try:
        return np.asarray(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)  # numpy keeps the memory
    finally:
        bitmap.close()


def _is_page(box: Box, frame: Frame) -> bool:
    return bool((box[2] - box[0]) * (box[3] - box[1]) >= _MOST * frame.width * frame.height)


def _text_is_covered(page: pdfium.PdfPage, frame: Frame) -> bool:
    """Whether a picture of the whole page is painted over all text, rather than under it."""
    last_text = last_picture = -1
    for index, item in enumerate(top_items(page.raw)):
        kind = kind_of(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            last_text = index
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = box_of(item, frame)
            if box is not None and _is_page(box, frame):
                last_picture = index
    return 0 <= last_text < last_picture
