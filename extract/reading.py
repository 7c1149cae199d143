"""Reading one document: bytes in, everything it says out. A pure function of the bytes and the settings."""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from errors import DocumentError
from extract.areas import AreaFinder
from extract.decoding import decode, media_of
from extract.doubts import with_doubts, with_origins
from extract.elements import layout_of
from extract.head import FROM_FILE_NAME, read_head
from extract.letter_marks import with_letter_marks
from extract.owner import own_names
from extract.paper import PaperReader
from extract.profiled import profile_for, with_symbols
from extract.rejected import rejected_reading
from extract.settings import ReadSettings
from extract.split_rows import with_split_rows
from records import Area, DocumentState, Finding, Layout, PaperReading, ReportHead, Statement


def read_paper(data: bytes, source: str, settings: ReadSettings) -> PaperReading:
    """Read one document. Never raises for what the bytes hold: an unreadable document is a rejected reading."""
    document_id = hashlib.sha256(data).hexdigest()
    media = media_of(data)
    try:
        if media == "pdf":
            return _read_pdf(data, document_id, source, settings)
        return _read_text(data, document_id, source, settings)
    except DocumentError as error:
        return rejected_reading(source, data, str(error))


def layout_of_bytes(data: bytes, *, all_pages: bool = False) -> Layout:
    """The lines and grids of a document, for `extract --grids`. Raises DocumentError."""
    if media_of(data) == "pdf":
        from extract.pdf.reading import read_pdf

        return read_pdf(data, all_pages=all_pages).layout
    return layout_of(decode(data))


def _read_text(data: bytes, document_id: str, source: str, settings: ReadSettings) -> PaperReading:
    decoded = decode(data)
    findings = [Finding("extract", "damaged_text", "warning", note) for note in decoded.damage]
    return _read_layout(
        _Given(data, document_id, source, "text"), layout_of(decoded), findings, decoded.damage, settings
    )


def _read_pdf(data: bytes, document_id: str, source: str, settings: ReadSettings) -> PaperReading:
    from extract.pdf.reading import read_pdf  # pdfium is loaded only where a PDF is read

    pdf = read_pdf(data, all_pages=settings.all_pages, max_pages=settings.max_pages, passwords=settings.passwords)
    given = _Given(data, document_id, source, "pdf")
    return _read_layout(given, pdf.layout, list(pdf.findings), pdf.damage, settings)


@dataclass(frozen=True, slots=True)
class _Given:
    """The document as it was handed in."""

    data: bytes
    document_id: str
    source: str
    media: str


def _read_layout(
    given: _Given, layout: Layout, findings: list[Finding], damage: tuple[str, ...], settings: ReadSettings
) -> PaperReading:
    """What the lines and grids of a document say, wherever they came from."""
    layout = replace(layout, elements=with_letter_marks(with_split_rows(layout.elements)))
    head = read_head(layout.elements, given.source, settings.areas)
    profile = profile_for(settings.profiles, layout, head)
    own = own_names(head, settings.areas)
    finder = _finder(settings.areas).with_own(own)
    reader = PaperReader(with_symbols(layout, profile), head, finder, profile)
    sink = reader.run()
    sink.drop_nameless((*own, *_report_titles(reader.head)))
    findings = findings + sink.findings
    if head.organisation_evidence == FROM_FILE_NAME:
        message = f"the paper prints no council's name; {head.organisation!r} is told by its file name alone"
        findings = [*findings, Finding("extract", "council_from_file_name", "warning", message)]
    statements = with_origins(with_doubts(sink.statements, layout, sink.uses, reader.head), layout)
    state, reason = _state(statements, damage, findings)
    return PaperReading(
        document_id=given.document_id,
        source=given.source,
        size=len(given.data),
        pages=layout.pages,
        media=given.media,
        head=reader.head,
        state=state,
        reason=reason,
        statements=tuple(statements),
        targets=tuple(sink.targets),
        summaries=tuple(sink.summaries),
        legends=tuple(sink.legends),
        uses=sink.uses,
        findings=tuple(findings),
        prose_figures=sink.prose_figures,
        lines=layout.lines,
        encoding=layout.encoding,
    )


_REPORT = re.compile(r"\b(report|monitoring|performance|scorecard|dashboard|review|return|quarter)\b", re.I)


def _report_titles(head: ReportHead) -> tuple[str, ...]:
    """The title of a paper that says of itself that it is a report: a table below it that has no title of its own
    must not take it for one."""
    return (head.title,) if _REPORT.search(head.title) else ()


@lru_cache(maxsize=2)
def _finder(areas: tuple[Area, ...]) -> AreaFinder:
    return AreaFinder.of(areas)


def _state(statements: list[Statement], damage: tuple[str, ...], findings: list[Finding]) -> tuple[DocumentState, str]:
    if not statements:
        return "nothing_found", "no table of indicators was recognised"
    warnings = sum(1 for finding in findings if finding.severity != "info")
    if damage:
        return "read_with_warnings", "; ".join(damage)
    if warnings:
        return "read_with_warnings", f"{warnings} things were not understood, see issues"
    return "read", ""
