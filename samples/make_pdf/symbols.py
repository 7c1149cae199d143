"""Symbol fonts inside a PDF, the way office programs leave them there: named, coded and mapped in three ways."""

from enum import Enum
from pathlib import Path

from reportlab.pdfbase import pdfdoc, pdfmetrics

FONTS = Path(__file__).parent / "fonts"
CODES = {
    "symbols1.ttf": (0x4A, 0x4B, 0x4C, 0x6C, 0xE8, 0xE9, 0xEA, 0xFB, 0xFC),
    "symbols2.ttf": (0x4F, 0x50, 0x97),
    "symbols3.ttf": (0x70, 0x71, 0x75),
}
"""The codes of each font's glyphs, in the order of the glyphs; the first of them is glyph number 2."""


class Mapping(Enum):
    """What the PDF says the codes of the font mean."""

    LETTERS = "the letters that have these codes in Windows-1252"
    PRIVATE = "private-use characters from U+F000; the glyphs are addressed by number"
    NOTHING = "nothing: there is no ToUnicode map"


class _Face:
    """What reportlab asks of a face."""

    builtIn = 0  # noqa: N815
    ascent, descent = 800, -200


class SymbolFont:
    """A symbol font for reportlab's canvas; text set in it is the characters of the codes (`chr(0x4A)`)."""

    _dynamicFont = 0  # noqa: N815
    _multiByte = 1  # noqa: N815
    substitutionFonts: tuple[()] = ()  # noqa: N815

    def __init__(self, key: str, name: str, file: str, mapping: Mapping) -> None:
        self.fontName = key
        self._name, self._file, self._mapping = name, FONTS / file, mapping
        self.face = _Face()
        self._glyphs = {code: number for number, code in enumerate(CODES[file], start=2)}

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: N802
        """Every glyph is as wide as the font is high."""
        return len(text) * size

    def formatForPdf(self, text: str) -> str:  # noqa: N802
        """The text as the inside of a PDF string."""
        if self._mapping is Mapping.PRIVATE:
            data = b"".join(self._glyphs[ord(char)].to_bytes(2, "big") for char in text)
        else:
            data = bytes(ord(char) for char in text)
        return "".join(f"\\{byte:03o}" for byte in data)

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802
        """Add the font to a document."""
        internal = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[self.fontName] = "/" + internal
        build = self._composite if self._mapping is Mapping.PRIVATE else self._simple
        document.idToObject["BasicFonts"].dict[internal] = build(document)

    def _simple(self, document: pdfdoc.PDFDocument) -> object:
        first, last = min(self._glyphs), max(self._glyphs)
        entries = {
            "Type": pdfdoc.PDFName("Font"), "Subtype": pdfdoc.PDFName("TrueType"),
            "BaseFont": pdfdoc.PDFName(self._name), "FirstChar": first, "LastChar": last,
            "Widths": pdfdoc.PDFArray([1000] * (last - first + 1)), "FontDescriptor": self._descriptor(document),
        }  # fmt: skip
        if self._mapping is Mapping.LETTERS:
            letters = {code: ord(bytes([code]).decode("cp1252")) for code in self._glyphs}
            entries["ToUnicode"] = self._to_unicode(document, letters, digits=2)
        return document.Reference(pdfdoc.PDFDictionary(entries), "font:" + self.fontName)

    def _composite(self, document: pdfdoc.PDFDocument) -> object:
        system = pdfdoc.PDFDictionary({
            "Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0,
        })  # fmt: skip
        descendant = pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("Font"), "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(self._name), "CIDSystemInfo": system, "DW": 1000,
            "CIDToGIDMap": pdfdoc.PDFName("Identity"), "FontDescriptor": self._descriptor(document),
        })  # fmt: skip
        private = {number: 0xF000 + code for code, number in self._glyphs.items()}
        entries = {
            "Type": pdfdoc.PDFName("Font"), "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(self._name), "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, "descendant:" + self.fontName)]),
            "ToUnicode": self._to_unicode(document, private, digits=4),
        }  # fmt: skip
        return document.Reference(pdfdoc.PDFDictionary(entries), "font:" + self.fontName)

    def _descriptor(self, document: pdfdoc.PDFDocument) -> object:
        program = pdfdoc.PDFStream()
        program.content = self._file.read_bytes()
        program.dictionary["Length1"] = len(program.content)
        program.filters = [pdfdoc.PDFZCompress]
        entries = {
            "Type": pdfdoc.PDFName("FontDescriptor"), "FontName": pdfdoc.PDFName(self._name), "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([0, -200, 1000, 800]), "ItalicAngle": 0, "Ascent": 800, "Descent": -200,
            "CapHeight": 700, "StemV": 80, "FontFile2": document.Reference(program, "program:" + self.fontName),
        }  # fmt: skip
        return document.Reference(pdfdoc.PDFDictionary(entries), "descriptor:" + self.fontName)

    def _to_unicode(self, document: pdfdoc.PDFDocument, characters: dict[int, int], digits: int) -> object:
        lines = [f"<{code:0{digits}X}> <{char:04X}>" for code, char in sorted(characters.items())]
        stream = pdfdoc.PDFStream()
        stream.content = "\n".join([
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CMapType 2 def",
            "1 begincodespacerange", f"<{'0' * digits}> <{'F' * digits}>", "endcodespacerange",
            f"{len(lines)} beginbfchar", *lines, "endbfchar", "endcmap",
            "CMapName currentdict /CMap defineresource pop", "end", "end",
        ])  # fmt: skip
        stream.filters = [pdfdoc.PDFZCompress]
        return document.Reference(stream, "to_unicode:" + self.fontName)


def register(key: str, name: str, file: str, mapping: Mapping) -> None:
    """Make a symbol font known to reportlab as `key`; the PDF calls it `name`."""
    pdfmetrics.registerFont(SymbolFont(key, name, file, mapping))
