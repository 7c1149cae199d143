"""A PDF to the lines and grids that the readers take: triage, then the pages that are worth it, then their key."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from errors import DocumentError, LimitError
from extract.pdf.engine import PdfFile, opened
from extract.pdf.layout import SeenPage, elements_of, key_of, see
from extract.pdf.mark_ink import crop
from extract.pdf.objects import PageObjects, Pixels, area
from extract.pdf.pictures import pictures_in, shows_table, with_pictures
from extract.pdf.scan import read_scan
from extract.pdf.scan_image import SCALE
from extract.pdf.second import settled
from extract.pdf.tesseract import INSTALL, version
from extract.pdf.triage import MIN_TEXT, PageVerdict, triage
from extract.pdf.unmapped import recognised as recognised_words
from extract.pdf.unmapped import unread_words
from records import Box, Finding, Layout, Place, Severity

_AT_A_TIME = min(4, os.cpu_count() or 1)
_MOST = 0.5
"""The part of a page that a scan takes at least."""
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


def read_pdf(
    data: bytes, *, all_pages: bool = False, max_pages: int | None = None, passwords: Sequence[str] = ()
) -> PdfReading:
    """Read a PDF; its scanned pages too, where a recogniser is at hand.

    Raises DocumentError where it cannot be opened or no page of it can be read, LimitError where it has more than
    `max_pages` pages.
    """
    with opened(data, passwords) as file:
        if max_pages is not None and len(file) > max_pages:
            raise LimitError(len(file))
        if len(file) == 0:
            raise DocumentError("the PDF has no pages: fetch it again")
        recognised = bool(version())
        pages_read = _PagesRead(file, recognised=recognised)
        verdicts = triage(file, all_pages=all_pages, read=pages_read.add)
        pages: list[SeenPage] = []
        unread: list[Unread] = []
        for seen in _seen(file, verdicts, pages_read, recognised=recognised):
            if isinstance(seen, SeenPage):
                pages.append(seen)
                pages_read.noted.pictured += [seen.number] if seen.pictures_left else []
            else:
                unread.append(seen)
        noted = pages_read.noted
        scans = sorted({*(v.number for v in verdicts if v.verdict == "scan"), *noted.under_text})
        count = len(file)
    pages, differing = settled(data, pages)
    if not pages and unread:
        raise DocumentError(unread[0].reason)
    if not pages and scans:
        raise DocumentError(f"all {len(scans)} pages are pictures without text: {INSTALL}")
    left = [] if recognised else scans
    findings = [*_findings(verdicts, left), *_not_recognised(unread), *_pictures(noted.pictured, recognised=recognised)]
    findings += [*_hidden(noted.hidden), *differing, *_unmapped(sorted(noted.unmapped), recognised=recognised)]
    return PdfReading(_layout(pages, count), verdicts, tuple(findings), (*_damage(left), *_failed(unread)))


def _not_recognised(unread: list[Unread]) -> list[Finding]:
    """One finding for each way in which the recogniser failed."""
    return [
        Finding(
            "extract",
            "scanned_page",
            "warning",
            f"scanned pages, not read: {_ranges(numbers)}; {reason}",
            place=Place(page=numbers[0]),
        )
        for reason, numbers in _by_reason(unread).items()
    ]


def _by_reason(pages: Sequence[Unread | PageVerdict]) -> dict[str, list[int]]:
    """The numbers of pages by why they were not read."""
    found: dict[str, list[int]] = {}
    for page in pages:
        found.setdefault(page.reason, []).append(page.number)
    return found


def _failed(unread: list[Unread]) -> tuple[str, ...]:
    """What becomes of the paper where single pages of it could not be recognised."""
    if not unread:
        return ()
    return (f"{len(unread)} scanned pages could not be recognised ({_ranges([page.number for page in unread])})",)


def _pictures(numbers: list[int], *, recognised: bool) -> list[Finding]:
    """A table may be pasted into a page as a picture: what pictures were not read as one."""
    if not numbers:
        return []
    message = f"a large picture stands on pages {_ranges(sorted(numbers))}; no table was read in it"
    if not recognised:
        message += f". To have tables in pictures read, {INSTALL}"
    return [Finding("extract", "picture_not_read", "info", message, place=Place(page=min(numbers)))]


def _hidden(texts: dict[int, str]) -> list[Finding]:
    """One finding for each page that holds text which cannot be seen on it; what a person cannot see is not read."""
    message = "text that cannot be seen on the page was left out"
    return [
        Finding("extract", "hidden_text", "info", message, place=Place(page=number), text=texts[number][:300])
        for number in sorted(texts)
    ]


def _unmapped(numbers: list[int], *, recognised: bool) -> list[Finding]:
    """The file gives numbers of glyphs for words; without a recogniser nothing tells which words."""
    if not numbers:
        return []
    message = f"the file does not tell the characters of words on pages {_ranges(numbers)}; "
    message += "they were recognised as they show" if recognised else f"not read: {INSTALL}"
    severity: Severity = "info" if recognised else "warning"
    return [Finding("extract", "unmapped_text", severity, message, place=Place(page=numbers[0]))]


@dataclass(slots=True)
class _Noted:
    """What is found out about pages (by number) while they are read: text laid under the picture of the page, large
    pictures that are not read, text that nobody sees, words whose characters the file does not tell."""

    under_text: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    hidden: dict[int, str] = field(default_factory=dict)
    unmapped: list[int] = field(default_factory=list)

    def note(self, page: PageObjects) -> None:
        """What is to be said of a page, but for its pictures."""
        if page.hidden_text:
            self.hidden[page.number] = page.hidden_text
        if unread_words(page):
            self.unmapped.append(page.number)


class _PagesRead:
    """What the pages with text show, each seen as soon as it is added. Pages whose text nobody sees, laid under their
    picture, are scans; pages with words or pictures for the recogniser are read when their turn comes, as what they
    show is large."""

    def __init__(self, file: PdfFile, *, recognised: bool) -> None:
        self._file = file
        self._recognised = recognised
        self._seen: dict[int, SeenPage] = {}
        self._later: set[int] = set()
        self.noted = _Noted()

    def add(self, number: int) -> None:
        """Read a page."""
        page = self._file.objects(number - 1, _SCALE)
        if is_picture(page):
            self.noted.under_text.append(number)
            return
        pasted = pictures_in(page)
        if unread_words(page) or (self._recognised and any(picture.may_hold_table for picture in pasted)):
            self._later.add(number)
        else:
            self.noted.note(page)
            self.noted.pictured += [number] if pasted else []
            self._seen[number] = see(page)

    def take(self, number: int) -> SeenPage | PageObjects | None:
        """What a page shows, read now where it has not been; the page itself where something of it must be recognised;
        None for a scan."""
        if number not in self._seen and number not in self._later and number not in self.noted.under_text:
            self.add(number)
        if number in self._later:
            return self._file.objects(number - 1, _SCALE)
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
            if isinstance(page, SeenPage):
                waiting.append(page)
            elif page is not None:
                waiting.append(_recognised_in(file, page, pages.noted, pool if recognised else None))
            elif recognised and verdict.verdict in ("read", "scan"):
                waiting.append(pool.submit(_see_scan, *_picture(file, verdict.number)))
            while waiting and (len(waiting) > _AT_A_TIME or not isinstance(waiting[0], Future)):
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())


def _recognised_in(
    file: PdfFile, page: PageObjects, noted: _Noted, pool: ThreadPoolExecutor | None
) -> SeenPage | Future[SeenPage | Unread]:
    """What a page shows and, in time, its words that the file does not tell and the tables in its pictures."""
    noted.note(page)
    pasted = pictures_in(page)
    if pool is None or unread_words(page):
        noted.pictured += [page.number] if pasted else []
        if pool is None:
            return see(recognised_words(page, None))
        return pool.submit(_see_unmapped, page, _picture(file, page.number)[0])
    worth_it = [picture.box for picture in pasted if picture.may_hold_table]
    drawn = file.picture(page.number - 1, SCALE)
    cuts = [(box, crop(drawn, SCALE, box).copy(), file.dots(page.number - 1, box)) for box in worth_it]
    return pool.submit(_see_pictures, replace(see(page), pictures_left=len(worth_it) < len(pasted)), cuts)


def _see_pictures(page: SeenPage, cuts: list[tuple[Box, Pixels, float]]) -> SeenPage | Unread:
    """The page with the tables in pictures of it; what is no table, the words of a chart say, is left out."""
    found = []
    for box, drawn, dots in cuts:
        try:
            shown = see(replace(read_scan(drawn, page.number, dots, sharp=True), origin=(box[0], box[1])))
        except DocumentError:
            shown = None
        if shown is not None and shows_table(shown):
            found.append((box, shown))
    left = page.pictures_left or len(found) < len(cuts)
    return replace(with_pictures(page, found), pictures_left=left)


def is_picture(page: PageObjects) -> bool:
    """A picture over most of the page and hardly a word to be seen: what text there is, is hidden."""
    if sum(len(word.text) for word in page.words) >= MIN_TEXT:
        return False
    return max((area(picture.box) for picture in page.pictures), default=0.0) > _MOST * page.width * page.height


def _picture(file: PdfFile, number: int) -> tuple[Pixels, int, float]:
    return file.picture(number - 1, SCALE), number, file.dots(number - 1)


def _see_scan(drawn: Pixels, number: int, dots: float) -> SeenPage | Unread:
    """One page that cannot be recognised must not cost the others."""
    try:
        return see(read_scan(drawn, number, dots))
    except DocumentError as error:
        return Unread(number, str(error))


def _see_unmapped(page: PageObjects, drawn: Pixels) -> SeenPage | Unread:
    """Where its words cannot be recognised, they stay unread, and the rest of the page is read."""
    try:
        scan = read_scan(drawn, page.number)
    except DocumentError:
        scan = None
    return see(recognised_words(page, scan))


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
    skipped = _by_reason([verdict for verdict in verdicts if verdict.verdict == "skipped"])
    found = [
        Finding(
            "extract",
            "pages_skipped",
            "info",
            f"{len(numbers)} pages were not read, {reason}: {_ranges(numbers)}; `--all-pages` reads them",
            place=Place(page=numbers[0]),
        )
        for reason, numbers in skipped.items()
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
