"""A PDF to the lines and grids that the readers take: triage, then the pages that are worth it, then their key."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from errors import DocumentError
from extract.pdf.engine import PdfFile, opened
from extract.pdf.layout import SeenPage, elements_of, key_of, see
from extract.pdf.objects import PageObjects, Pixels, holds
from extract.pdf.scan import read_scan
from extract.pdf.scan_image import SCALE
from extract.pdf.tesseract import INSTALL, version
from extract.pdf.triage import MIN_TEXT, PageVerdict, triage
from records import Finding, Layout, Place

_AT_A_TIME = min(4, os.cpu_count() or 1)
_MOST = 0.5
"""The part of a page that a scan takes at least."""
_LARGE = 0.12
"""Part of the page from which on a picture may be a table that was pasted in."""
_SCALE = 2.0
"""Pixels per point at which pages are drawn to look at symbols and fills: 144 dpi."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A scanned page that the recogniser failed on, and how."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PdfReading:
    """The layout of a PDF, what was done with each page, and what there is to report."""

    layout: Layout
    verdicts: tuple[PageVerdict, ...]
    findings: tuple[Finding, ...]
    damage: tuple[str, ...]


def read_pdf(data: bytes, *, all_pages: bool = False) -> PdfReading:
    """Read a PDF; its scanned pages too, where a recogniser is at hand.

    Raises DocumentError where it cannot be opened or no page of it can be read.
    """
    with opened(data) as file:
        if len(file) == 0:
            raise DocumentError("the PDF has no pages: fetch it again")
        pages_read = _PagesRead(file)
        verdicts = triage(file, all_pages=all_pages, read=pages_read.add)
        recognised = bool(version())
        pages: list[SeenPage] = []
        unread: list[Unread] = []
        for seen in _seen(file, verdicts, pages_read, recognised=recognised):
            if isinstance(seen, SeenPage):
                pages.append(seen)
            else:
                unread.append(seen)
        scans = sorted({*(v.number for v in verdicts if v.verdict == "scan"), *pages_read.under_text})
        pictured = sorted(pages_read.pictured)
        count = len(file)
    if not pages and unread:
        raise DocumentError(unread[0].reason)
    if not pages and scans:
        raise DocumentError(f"all {len(scans)} pages are pictures without text: {INSTALL}")
    left = [] if recognised else scans
    findings = (*_findings(verdicts, left), *_not_recognised(unread), *_pictures(pictured))
    return PdfReading(_layout(pages, count), verdicts, findings, (*_damage(left), *_failed(unread)))


def _not_recognised(unread: list[Unread]) -> list[Finding]:
    """One finding for each way in which the recogniser failed."""
    by_reason: dict[str, list[int]] = {}
    for page in unread:
        by_reason.setdefault(page.reason, []).append(page.number)
    return [
        Finding(
            "extract",
            "scanned_page",
            "warning",
            f"scanned pages, not read: {_ranges(numbers)}; {reason}",
            place=Place(page=numbers[0]),
        )
        for reason, numbers in by_reason.items()
    ]


def _failed(unread: list[Unread]) -> tuple[str, ...]:
    """What becomes of the paper where single pages of it could not be recognised."""
    if not unread:
        return ()
    return (f"{len(unread)} scanned pages could not be recognised ({_ranges([page.number for page in unread])})",)


def _pictures(numbers: list[int]) -> list[Finding]:
    """A table may be pasted into a page as a picture: what is in it was not read."""
    if not numbers:
        return []
    message = f"a large picture stands on pages {_ranges(numbers)}; a table in it was not read"
    return [Finding("extract", "picture_not_read", "info", message, place=Place(page=numbers[0]))]


def _holds_picture(page: PageObjects) -> bool:
    """A picture of a good part of the page with no words of the page on it."""
    least = _LARGE * page.width * page.height
    large = [p.box for p in page.pictures if (p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) > least]
    return any(not any(holds(box, word.box) for word in page.words) for box in large)


class _PagesRead:
    """What the pages with text show, each seen as soon as it is added. Pages whose text nobody sees, laid under their
    picture, are scans: they are in `under_text` only."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._seen: dict[int, SeenPage] = {}
        self.under_text: list[int] = []
        self.pictured: list[int] = []

    def add(self, number: int) -> None:
        """Read a page."""
        page = self._file.objects(number - 1, _SCALE)
        if is_picture(page):
            self.under_text.append(number)
            return
        if _holds_picture(page):
            self.pictured.append(number)
        self._seen[number] = see(page)

    def take(self, number: int) -> SeenPage | None:
        """What a page shows, read now where it has not been; None for a scan."""
        if number not in self._seen and number not in self.under_text:
            self.add(number)
        return self._seen.pop(number, None)


def _seen(
    file: PdfFile, verdicts: tuple[PageVerdict, ...], pages: _PagesRead, *, recognised: bool
) -> Iterator[SeenPage | Unread]:
    """What the pages show, in order. Scans are recognised several at a time, a few pages ahead at most: pdfium draws
    on one thread only, and pictures of pages are large."""
    with ThreadPoolExecutor(max_workers=_AT_A_TIME) as pool:
        waiting: deque[SeenPage | Future[SeenPage | Unread]] = deque()
        for verdict in verdicts:
            page = pages.take(verdict.number) if verdict.verdict == "read" else None
            if page is not None:
                waiting.append(page)
            elif recognised and verdict.verdict in ("read", "scan"):
                waiting.append(pool.submit(_see_scan, *_picture(file, verdict.number)))
            while waiting and (len(waiting) > _AT_A_TIME or not isinstance(waiting[0], Future)):
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())


def is_picture(page: PageObjects) -> bool:
    """A picture over most of the page and hardly a word to be seen: what text there is, is hidden."""
    if sum(len(word.text) for word in page.words) >= MIN_TEXT:
        return False
    sizes = [(p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) for p in page.pictures]
    return max(sizes, default=0.0) > _MOST * page.width * page.height


def _picture(file: PdfFile, number: int) -> tuple[Pixels, int, float]:
    return file.picture(number - 1, SCALE), number, file.dots(number - 1)


def _see_scan(drawn: Pixels, number: int, dots: float) -> SeenPage | Unread:
    """One page that cannot be recognised must not cost the others."""
    try:
        return see(read_scan(drawn, number, dots))
    except DocumentError as error:
        return Unread(number, str(error))


def _done(page: SeenPage | Future[SeenPage | Unread]) -> SeenPage | Unread:
    return page.result() if isinstance(page, Future) else page


def _layout(pages: list[SeenPage], count: int) -> Layout:
    elements = elements_of(pages, key_of(pages))
    return Layout(elements=elements, pages=count, encoding="", lines=0)


def _damage(scans: list[int]) -> tuple[str, ...]:
    if not scans:
        return ()
    return (f"{len(scans)} pages are pictures without text and were not read ({_ranges(scans)})",)


def _findings(verdicts: tuple[PageVerdict, ...], scans: list[int]) -> list[Finding]:
    """One finding for each reason to pass pages over, with the pages; one for each scan."""
    by_reason: dict[str, list[int]] = {}
    for verdict in verdicts:
        if verdict.verdict == "skipped":
            by_reason.setdefault(verdict.reason, []).append(verdict.number)
    found = [
        Finding(
            "extract",
            "pages_skipped",
            "info",
            f"{len(numbers)} pages were not read, {reason}: {_ranges(numbers)}; `--all-pages` reads them",
            place=Place(page=numbers[0]),
        )
        for reason, numbers in by_reason.items()
    ]
    if scans:
        message = f"pages without text, not read: {_ranges(scans)}; {INSTALL}"
        found.append(Finding("extract", "scanned_page", "warning", message, place=Place(page=scans[0])))
    return found


def _ranges(numbers: list[int]) -> str:
    """`1-3, 7` for 1, 2, 3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)
