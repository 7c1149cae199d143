"""Makes the fonts of the sample papers: `python -m samples.make_pdf.make_fonts FOLDER_OF_DEJAVU`.

Needs fontTools. The symbol fonts have outlines of our own under the codes that the symbol fonts of office programs use;
the text fonts are subsets of DejaVu Sans Condensed (free, see fonts/LICENSE_DEJAVU).
"""

import math
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from samples.make_pdf.symbols import CODES

FONTS = Path(__file__).parent / "fonts"
Point = tuple[float, float]
Contour = list[Point]

TEXT = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "£©®°±²³¹éèêüöä½×·\u00a0\u00ad–—‘’“”•…≥≤−‑\ufb01\ufb02\ufb00\ufb03"
    + "←↑→↓↔▲▼►◄●■◆★✓✔✗✘"
)
"""The characters that the text fonts keep."""


def circle(x: float, y: float, radius: float, *, hole: bool = False) -> Contour:
    """A circle as a polygon of 40 corners, drawn clockwise, or against it for a hole."""
    turn = 1 if hole else -1
    return [
        (x + radius * math.cos(turn * 2 * math.pi * i / 40), y + radius * math.sin(turn * 2 * math.pi * i / 40))
        for i in range(40)
    ]


def turned(contour: Contour, quarters: int) -> Contour:
    """The contour turned by quarters of a circle against the clock about the middle of the square."""
    for _ in range(quarters % 4):
        contour = [(500 - (y - 350), 350 + (x - 500)) for x, y in contour]
    return contour


def smile(bend: float) -> Contour:
    """A mouth: curved up, straight or curved down."""
    steps = [-180 + 30 * i for i in range(13)]
    curve = [bend * (1 - (x / 180) ** 2) for x in steps]
    upper = [(500.0 + x, 230 - b + 20) for x, b in zip(steps, curve, strict=True)]
    lower = [(500.0 + x, 230 - b - 20) for x, b in zip(steps, curve, strict=True)]
    return upper + lower[::-1]


def face(bend: float) -> list[Contour]:
    """A round face in outline with two eyes and a mouth."""
    return [
        circle(500, 350, 400), circle(500, 350, 355, hole=True), circle(370, 460, 45), circle(630, 460, 45),
        smile(bend),
    ]  # fmt: skip


ARROW: Contour = [(120, 280), (120, 420), (520, 420), (520, 580), (880, 350), (520, 120), (520, 280)]
TRIANGLE: Contour = [(150, 60), (500, 680), (850, 60)]
TICK: Contour = [(120, 330), (230, 420), (390, 230), (790, 720), (880, 650), (410, 20)]
CROSS: Contour = [
    (160, 90), (410, 350), (160, 610), (240, 690), (500, 430), (760, 690), (840, 610), (590, 350), (840, 90),
    (760, 10), (500, 270), (240, 10),
]  # fmt: skip

SETS: dict[str, dict[int, list[Contour]]] = {
    "symbols1": {
        0x4A: face(70), 0x4B: face(0), 0x4C: face(-70), 0x6C: [circle(500, 350, 380)],
        0xE8: [ARROW], 0xE9: [turned(ARROW, 1)], 0xEA: [turned(ARROW, 3)],
        0xFB: [CROSS], 0xFC: [TICK],
    },
    "symbols2": {0x4F: [CROSS], 0x50: [TICK], 0x97: [circle(500, 350, 300)]},
    "symbols3": {0x70: [TRIANGLE], 0x71: [turned(TRIANGLE, 2)], 0x75: [turned(TRIANGLE, 3)]},
}  # fmt: skip


def symbol_font(name: str, glyphs: dict[int, list[Contour]]) -> None:
    """Write one symbol font, its glyphs under their codes (as they are, and from U+F000 as symbol fonts have them)."""
    if tuple(sorted(glyphs)) != CODES[f"{name}.ttf"]:
        raise ValueError(f"{name}: the glyphs are not those that symbols.CODES lists")
    order = [".notdef", "space", *(f"mark{code:02X}" for code in sorted(glyphs))]
    shapes = {key: TTGlyphPen(None).glyph() for key in order}
    for code, contours in glyphs.items():
        pen = TTGlyphPen(None)
        for contour in contours:
            pen.moveTo((round(contour[0][0]), round(contour[0][1])))
            for x, y in contour[1:]:
                pen.lineTo((round(x), round(y)))
            pen.closePath()
        shapes[f"mark{code:02X}"] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0xF020: "space", **{0xF000 + code: f"mark{code:02X}" for code in glyphs}})
    builder.setupGlyf(shapes)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    title = f"Sample {name.capitalize()}"
    builder.setupNameTable({"familyName": title, "styleName": "Regular", "psName": title.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    for subtable in builder.font["cmap"].tables:
        subtable.platEncID = 0 if subtable.platformID == 3 else subtable.platEncID
    builder.font["cmap"].tables = [t for t in builder.font["cmap"].tables if t.platformID == 3]
    save(builder.font, FONTS / f"{name}.ttf")


def save(font: TTFont, path: Path) -> None:
    """Write a font with a fixed time stamp."""
    font["head"].created = font["head"].modified = 3_600_000_000
    font.recalcTimestamp = False
    font.save(path)


def text_font(source: Path) -> None:
    """Write the part of a text font that the papers use, its ligatures included."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=["liga", "kern"], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13]
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    save(font, FONTS / source.name)


def main() -> None:
    """Make all fonts."""
    for name, glyphs in SETS.items():
        symbol_font(name, glyphs)
    folder = Path(sys.argv[1])
    for name in ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"):
        text_font(folder / name)


if __name__ == "__main__":
    main()
