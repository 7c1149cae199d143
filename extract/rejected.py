"""What becomes of a document that is not read. Apart from what reads, which takes long to load."""

import hashlib

from extract.decoding import media_of
from records import Finding, PaperReading, Severity


def rejected_reading(source: str, data: bytes, reason: str, severity: Severity = "warning") -> PaperReading:
    """The reading of a document that is not read, and why."""
    document_id = hashlib.sha256(data).hexdigest()
    return PaperReading(
        document_id=document_id,
        source=source,
        size=len(data),
        pages=0,
        media=media_of(data),
        state="rejected",
        reason=reason,
        findings=(Finding("extract", "rejected", severity, reason, source=source, document_id=document_id),),
    )
