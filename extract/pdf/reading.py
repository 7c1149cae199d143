"""A PDF to the lines and grids that the readers take: triage, then the pages that are worth it, then their key."""

from dataclasses import dataclass

from errors import DocumentError
from extract.pdf.engine import opened
from extract.pdf.layout import SeenPage, elements_of, key_of, see
from extract.pdf.triage import PageVerdict, triage
from records import Finding, Layout, Place

_SCALE = 2.0
"""Pixels per point at which pages are drawn to look at symbols and fills: 144 dpi."""


@dataclass(frozen=True, slots=True)
class PdfReading:
    """The layout of a PDF, what was done with each page, and what there is to report."""

    layout: Layout
    verdicts: tuple[PageVerdict, ...]
    findings: tuple[Finding, ...]
    damage: tuple[str, ...]


def read_pdf(data: bytes, *, all_pages: bool = False) -> PdfReading:
    """Read a PDF. Raises DocumentError where it cannot be opened or no page of it holds text."""
    with opened(data) as file:
        if len(file) == 0:
            raise DocumentError("the PDF has no pages: fetch it again")
        verdicts = triage(file, all_pages=all_pages)
        pages = [see(file.objects(v.number - 1, _SCALE)) for v in verdicts if v.verdict == "read"]
        count = len(file)
    scans = [v.number for v in verdicts if v.verdict == "scan"]
    if not pages and scans:
        raise DocumentError(
            f"all {len(scans)} pages are pictures without text: run `ocrmypdf IN.pdf OUT.pdf` and add the copy"
        )
    return PdfReading(_layout(pages, count), verdicts, tuple(_findings(verdicts)), _damage(scans))


def _layout(pages: list[SeenPage], count: int) -> Layout:
    elements = elements_of(pages, key_of(pages))
    return Layout(elements=elements, pages=count, encoding="", lines=0)


def _damage(scans: list[int]) -> tuple[str, ...]:
    if not scans:
        return ()
    return (f"{len(scans)} pages are pictures without text and were not read ({_ranges(scans)})",)


def _findings(verdicts: tuple[PageVerdict, ...]) -> list[Finding]:
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
    scans = [v.number for v in verdicts if v.verdict == "scan"]
    if scans:
        message = f"pages without text, not read: {_ranges(scans)}; add text with `ocrmypdf IN.pdf OUT.pdf`"
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
