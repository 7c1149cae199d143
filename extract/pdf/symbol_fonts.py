"""Glyphs of symbol fonts and symbol characters of all fonts, to shapes.

Each font's codes are first mapped to the characters that Unicode has for them; the shape then follows from the name
that Unicode gives the character. Sources: for Wingdings 1-3 and Webdings Microsoft's mapping of their codes to Unicode
7 (Unicode document L2/12-368); for Symbol and ZapfDingbats Adobe's encodings (symbol.txt and zdingbat.txt among the
vendor mappings of unicode.org). A code that a font has, but that is no mark, is "": a letter or a picture.
"""

import re
import unicodedata
from functools import lru_cache

from extract.pdf.objects import Glyph, Word

_WINGDINGS: dict[int, str] = {
    0x43: "👍👎", 0x4A: "☺😐☹", 0x4F: "🏳", 0x6C: "⚫🔾◼🞏🞐❑❒", 0x74: "⧫◆❖⬩⌧⮹", 0xA1: "⭘🞆🞈🞊🞉🔿▪🞎",
    0xAB: "★", 0xB5: "✪✰", 0xD7: "⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂",
    0xFB: "🗶✓🗷🗹",
}  # fmt: skip
_WINGDINGS_2: dict[int, str] = {
    0x3C: "👍👎", 0x4F: "🗴🗸🗵☑⮽☒⮾⮿🛇⦸", 0x97: "●●○🞅🞇🞉⊙⦿", 0xA0: "🞍◾■□🞑🞒🞓🞔▣🞕🞖", 0xAE: "⬥◇🞚◈🞛🞜", 0xB7: "⬧◊🞠",
    0xBE: "⯀⯁", 0xCD: "🞨🞩🞪🞫🞬🞭🞮", 0xE9: "🟉🟊✶🟌",
}  # fmt: skip
_WINGDINGS_3: dict[int, str] = {
    0x21: "⭠⭢⭡⭣⭦⭧⭩⭨", 0x31: "⭤⭥⭪⭬⭫⭭", 0x66: "🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷", 0x7C: "🞀🞂🞁", 0x80: "🞃⯅⯆⯇⯈⮜⮞⮝⮟",
    0x89: "🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬", 0xB0: "🠮🠰🠲", 0xB5: "🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇",
    0xD1: "🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓",
}  # fmt: skip
_WEBDINGS: dict[int, str] = {
    0x33: "⏴⏵⏶⏷", 0x3C: "⏹⏺", 0x61: "✔", 0x63: "⬜", 0x67: "⬛", 0x6E: "⬤", 0x72: "🗙❓",
}  # fmt: skip
_SYMBOL: dict[int, str] = {0xA8: "♦", 0xAB: "↔←↑→↓", 0xD6: "√", 0xDB: "⇔⇐⇑⇒⇓", 0xE0: "◊"}
_ZAPF: dict[int, str] = {
    0x33: "✓✔✕✖✗✘", 0x48: "★✩✪✫✬✭✮✯✰", 0x56: "✶", 0x6C: "●❍■❏❐❑❒▲▼◆❖", 0xA9: "♦",
    0xD4: "➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯", 0xF1: "➱➲➳➴➵➶➷➸➹➺➻➼➽➾",
}  # fmt: skip


def _table(starts: dict[int, str]) -> dict[int, str]:
    return {start + i: char for start, chars in sorted(starts.items()) for i, char in enumerate(chars)}


_SYMBOL_TABLE = _table(_SYMBOL)
_FONTS: tuple[tuple[str, dict[int, str]], ...] = (
    ("wingdings3", _table(_WINGDINGS_3)),
    ("wingdings2", _table(_WINGDINGS_2)),
    ("wingdings", _table(_WINGDINGS)),
    ("webdings", _table(_WEBDINGS)),
    ("zapfdingbats", _table(_ZAPF)),
    ("itczapfdingbats", _table(_ZAPF)),
    ("dingbats", _table(_ZAPF)),
    ("symbol", _SYMBOL_TABLE),
)
"""By the start of the font's squeezed name."""

_BLOCKS = (
    (0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x27F0, 0x27FF), (0x2B00, 0x2BFF), (0x1F300, 0x1F6FF),
    (0x1F780, 0x1F8FF),
)  # fmt: skip
_SINGLE = {
    "⧫": "diamond", "◊": "diamond", "♦": "diamond", "⦸": "circle", "⊙": "circle", "⦿": "circle", "√": "tick",
    "❗": "exclamation", "❕": "exclamation", "⚠": "triangle_up", "🛑": "circle", "⛔": "circle", "🗙": "cross",
    "🗴": "cross", "🗶": "cross", "⨯": "cross", "×": "", "⌧": "cross", "❍": "circle", "☑": "tick", "☒": "cross",
    "☺": "face_happy", "☻": "face_happy", "☹": "face_sad", "😐": "face_neutral", "👍": "thumb_up", "👎": "thumb_down",
    "🖒": "thumb_up", "🖓": "thumb_down", "➢": "", "➣": "", "➤": "", "⮚": "", "▪": "", "•": "", "🟰": "",
    "►": "triangle_right", "◄": "triangle_left", "⟷": "arrow_both_h", "⟺": "arrow_both_h", "⇄": "arrow_both_h",
    "⇆": "arrow_both_h", "⇈": "arrow_up", "⇊": "arrow_down", "☐": "",
    "🔶": "diamond", "🔷": "diamond", "🔸": "diamond", "🔹": "diamond",
}  # fmt: skip
"""Characters whose names do not tell, or that are nothing but bullets of lists ("")."""

_NO_ARROW = re.compile(
    r"CURVED|HOOK|LOOP|HARPOON|ZIGZAG|CIRCLE ARROW|U-SHAPED|RIBBON|WAVE|TIP |CORNER|OPEN CIRCLE|"
    r"RETURN|TO BAR|FROM BAR|STROKE|TAIL|PAIRED| OVER | THROUGH |CLOCKWISE|BETWEEN|DIRECTORY|ENCLOS|WITH ARROW|ENVELOPE"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), shape)
    for pattern, shape in (
        (r"LEFT RIGHT .*ARROW|ARROWS? LEFT RIGHT", "arrow_both_h"),
        (r"UP DOWN .*ARROW", "arrow_both_v"),
        (r"NORTH (EAST|WEST) .*ARROW|UPPER (RIGHT|LEFT) .*ARROW", "arrow_diagonal_up"),
        (r"SOUTH (EAST|WEST) .*ARROW|LOWER (RIGHT|LEFT) .*ARROW", "arrow_diagonal_down"),
        (r"NORTH (EAST|WEST) ARROW", "arrow_diagonal_up"),
        (r"SOUTH (EAST|WEST) ARROW", "arrow_diagonal_down"),
        (r"UPWARDS .*ARROW|UP ARROW|UP-POINTING ARROW", "arrow_up"),
        (r"DOWNWARDS .*ARROW|DOWN ARROW|DOWN-POINTING ARROW", "arrow_down"),
        (r"RIGHTWARDS .*ARROW|RIGHT ARROW|RIGHT-POINTING ARROW|RIGHTWARDS? ARROW|RIGHT-SHADED .*ARROW", "arrow_right"),
        (r"LEFTWARDS .*ARROW|LEFT ARROW|LEFT-POINTING ARROW", "arrow_left"),
        (r"^(?!.*DOUBLE).*(?:UP-POINTING|UPWARDS).*TRIANGLE", "triangle_up"),
        (r"^(?!.*DOUBLE).*(?:DOWN-POINTING|DOWNWARDS).*TRIANGLE", "triangle_down"),
        (r"^(?!.*DOUBLE).*(?:RIGHT-POINTING|RIGHTWARDS).*TRIANGLE", "triangle_right"),
        (r"^(?!.*DOUBLE).*(?:LEFT-POINTING|LEFTWARDS).*TRIANGLE", "triangle_left"),
        (r"CHECK MARK|WITH (?:BOLD )?CHECK$", "tick"),
        (r"BALLOT .*\bX$|MULTIPLICATION X|CROSS MARK|SALTIRE|CIRCLED (?:BOLD )?X$|CANCELLATION X", "cross"),
        (r"QUESTION MARK", "question"),
        (r"^(?!.*(?:CLOCK|MOON|CAT|MONKEY)).*(?:SMIL|GRINNING).*FACE|^GRINNING", "face_happy"),
        (r"NEUTRAL FACE", "face_neutral"),
        (r"FROWNING FACE|DISAPPOINTED FACE", "face_sad"),
        (r"^(?:WAVING |WHITE |BLACK )?.*FLAG$", "flag"),
        (r"^(?!.*(?:OF DAVID|CRESCENT|SHOOTING|ASTERISK)).*\bSTAR$", "star"),
        (r"DIAMOND|LOZENGE", "diamond"),
        (r"^(?!.*(?:QUADRANT|HALF|DIGIT|NUMBER|QUILT|SEGMENT|ARC)).*(?:\bCIRCLE\b|FISHEYE)", "circle"),
        (r"^(?!.*(?:QUADRANT|HALF|QUILT|DIGIT|ACADEMIC|INDICATOR)).*\bSQUARE\b", "square"),
    )
)


@lru_cache(maxsize=4096)
def shape_of_character(char: str) -> str | None:
    """The shape of a symbol character in any font; "" for bullets of lists, None for all other characters."""
    if char in _SINGLE:
        return _SINGLE[char]
    code = ord(char)
    if not any(low <= code <= high for low, high in _BLOCKS):
        return None
    name = unicodedata.name(char, "")
    for pattern, shape in _RULES:
        if pattern.search(name):
            return None if shape.startswith("arrow") and _NO_ARROW.search(name) else shape
    if "RIGHTWARDS" in name and ("ARROW" in name or "ARROWHEAD" in name):
        return None if _NO_ARROW.search(name) else "arrow_right"
    return "arrow_right" if 0x2794 <= code <= 0x27BE and "ARROW" in name else None


@lru_cache(maxsize=512)
def _font_table(font: str) -> dict[int, str] | None:
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    name = re.sub(r"[^a-z0-9]", "", name.lower())
    if name.startswith(("symbola", "symbolneu")):
        return None
    return next((table for stem, table in _FONTS if name.startswith(stem)), None)


def is_symbol_font(font: str) -> bool:
    """Whether letters set in the font are pictures."""
    return _font_table(font) is not None


_BULLETS = frozenset("·•\uf0b7\u2219")


def is_text_of_symbol_font(char: str, font: str) -> bool:
    """Whether a glyph of a symbol font is text after all: Symbol has Greek letters and signs such as ≥ and ±."""
    if _font_table(font) is not _SYMBOL_TABLE or char in _BULLETS:
        return False
    return shape_of_glyph(char, font) == ""


_CP1252 = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def _code(char: str) -> int | None:
    """The code that a symbol font has for a character that text extraction gives; None if it cannot be told."""
    code = ord(char)
    if 0xF020 <= code <= 0xF0FF:
        return code - 0xF000
    if 0x20 < code <= 0xFF:
        return code
    return _CP1252.get(code)


_NO_CHARACTER = frozenset({"Cc", "Cn", "Co", "So"})
"""Categories of what stands for a glyph that the file maps to nothing: control codes, private use, U+FFFD."""


@lru_cache(maxsize=4096)
def shape_of_glyph(char: str, font: str) -> str | None:
    """The shape of one glyph by font and code: "" for a letter or picture that the font has there, None where font and
    code do not tell (no symbol font, or a code that the file does not map)."""
    table = _font_table(font)
    if table is None:
        return shape_of_character(char)
    code = _code(char)
    if code is not None and code >= 0x21:
        known = table.get(code)
        return (shape_of_character(known) or "") if known else ""
    shape = shape_of_character(char)
    return shape if shape is not None else None if unicodedata.category(char) in _NO_CHARACTER else ""


def may_be_symbols(word: Word) -> bool:
    """A first look: most words are several plain letters of a font for text, whose glyphs are not kept."""
    return bool(word.glyphs) or len(word.text) == 1 or not word.text.isascii()


def shapes_in_word(word: Word) -> tuple[tuple[Glyph | Word, str], ...]:
    """The glyphs of a word that is made of symbols only, each with its shape; () for any other word."""
    if not may_be_symbols(word):
        return ()
    glyphs: tuple[Glyph | Word, ...] = word.glyphs if len(word.glyphs) == len(word.text) > 1 else (word,)
    if len(word.text) > 6 or (len(glyphs) == 1 and len(word.text.rstrip("\ufe0e\ufe0f")) != 1):
        return ()
    found = []
    for glyph in glyphs:
        char = glyph.text.rstrip("\ufe0e\ufe0f")
        shape = shape_of_glyph(char, glyph.ink.font) if len(char) == 1 else None
        if not shape:
            return ()
        found.append((glyph, shape))
    return tuple(found)
