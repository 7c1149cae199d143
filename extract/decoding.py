"""Bytes to text: which encoding, what was damaged, and where the lines are.

The encodings met in archives are UTF-8 (with or without a mark), UTF-16 (with or without a mark) and Windows-1252.
A file that is none of them, or is no text at all, raises DocumentError with a sentence for the data team.
"""

import codecs
import re
from dataclasses import dataclass

from errors import DocumentError

_NEWLINE = re.compile(r"\r\n|\n|\r|\x85|\u2028|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LATE_PDF = re.compile(rb"[\r\n]%PDF-[12]\.\d\s")
_LATEST_PDF = 1024
"""Scanners and printers put lines of their own before a PDF; readers look for its head in so many bytes."""
_MAX_LINE = 200_000
"""Characters of one line that are read; a longer line is no table row, and is reported, not read."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line as it stands: 1-based number, page (1-based, `None` without form feeds) and text without newline."""

    number: int
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The lines of a text file, the encoding that was found and what was damaged (plain sentences)."""

    lines: tuple[RawLine, ...]
    encoding: str
    damage: tuple[str, ...] = ()


def media_of(data: bytes) -> str:
    """What kind of file the first bytes say it is: "text", "pdf" or "other"."""
    head = data.lstrip()[:8]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if any(head.startswith(signature) for signature, _ in _SIGNATURES):
        return "other"
    return "pdf" if _LATE_PDF.search(data, 0, _LATEST_PDF) else "text"


def decode(data: bytes) -> Decoded:
    """Decode a text dump. Raises DocumentError for an empty file, a known binary format or what is no text."""
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise DocumentError("the file is empty")
    head = data.lstrip()[:8]
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise DocumentError(f"the file is {name}, not text")
    text, encoding, damage = _decode_text(data)
    notes = list(damage)
    controls = len(_CONTROL.findall(text))
    if controls > max(20, len(text) // 10):
        raise DocumentError("the file is binary, not text")
    if controls:
        notes.append(f"{controls} control characters (NUL and the like) were dropped")
        text = _CONTROL.sub("", text)
    lines, long = _split(text)
    notes.extend(f"line {number} has {length} characters and was not read" for number, length in long)
    return Decoded(lines, encoding, tuple(notes))


def _decode_text(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _with_replacement(data[len(mark) :], name)
    wide = _utf16_without_mark(data)
    if wide:
        return _with_replacement(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _not_clean_utf8(data, error)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every second byte."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _not_clean_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str, tuple[str, ...]]:
    if error.start >= len(data) - 3 and len(data) > 3:
        return data[: error.start].decode("utf-8"), "utf-8", ("the last character is cut off",)
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    # valid sequences beyond ASCII speak for UTF-8 with damage; without them the file is Windows-1252
    multibyte = sum(1 for character in text[:200_000] if ord(character) > 127 and character != "\ufffd")
    if multibyte > 3 * broken:
        return text, "utf-8", (f"{broken} bytes are no UTF-8 and show as \ufffd",)
    try:
        return data.decode("cp1252"), "windows-1252", ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return text, "windows-1252", (f"{text.count(chr(0xFFFD))} bytes have no meaning in Windows-1252",)


def _with_replacement(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    return text, encoding, (f"{broken} characters are damaged and show as \ufffd",) if broken else ()


def _split(text: str) -> tuple[tuple[RawLine, ...], list[tuple[int, int]]]:
    paged = "\f" in text
    page = 1
    lines: list[RawLine] = []
    long: list[tuple[int, int]] = []
    for number, raw in enumerate(_NEWLINE.split(text), start=1):
        body = raw
        if paged and "\f" in raw:
            page += raw.count("\f")
            body = raw.replace("\f", "")
        if len(body) > _MAX_LINE:
            long.append((number, len(body)))
            body = ""
        lines.append(RawLine(number, page if paged else None, body))
    return tuple(lines), long
