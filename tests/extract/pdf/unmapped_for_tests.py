"""PDFs that do not tell their characters: glyphs by number, without a map to Unicode, of a font of reportlab."""

from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase.ttfonts import TTFont

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_NUMBERED, _PLAIN = "F2", "F1"


@cache
def _glyphs() -> dict[int, int]:
    codes: dict[int, int] = TTFont("Vera", str(_VERA)).face.charToGlyph
    return codes


class Numbered:
    """A page 595 by 842 points; text in points from the lower left corner."""

    def __init__(self) -> None:
        self._content: list[str] = []

    def plain(self, x: float, y: float, text: str, size: float = 10) -> "Numbered":
        """Text of a font that tells its characters."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self._content.append(f"BT /{_PLAIN} {size} Tf {x} {y} Td ({escaped}) Tj ET")
        return self

    def numbered(self, x: float, y: float, text: str, size: float = 10) -> "Numbered":
        """Text as the numbers of its glyphs in the font."""
        numbers = "".join(f"{_glyphs()[ord(char)]:04x}" for char in text)
        self._content.append(f"BT /{_NUMBERED} {size} Tf {x} {y} Td <{numbers}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Numbered":
        """A thin black line."""
        self._content.append(f"0.6 w {x0} {y0} m {x1} {y1} l S")
        return self

    def data(self) -> bytes:
        """The file."""
        content, font = "\n".join(self._content).encode(), _VERA.read_bytes()
        widths = TTFont("Vera", str(_VERA)).face
        by_glyph = {glyph: round(widths.getCharWidth(code)) for code, glyph in _glyphs().items() if code < 256}
        listed = " ".join(f"{glyph}[{width}]" for glyph, width in sorted(by_glyph.items()))
        return _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
                _stream(content),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Body/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Body/CIDSystemInfo<</Registry(Adobe)"
                b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 8 0 R/CIDToGIDMap/Identity/DW 600/W["
                + listed.encode()
                + b"]>>",
                b"<</Type/FontDescriptor/FontName/ABCDEF+Body/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
                b"/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 9 0 R>>",
                _stream(font, b"/Length1 %d" % len(font)),
            ]
        )


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def _file(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
