"""Arrows: the direction that is PRINTED (up, same, down), and words for a direction of travel (improving, worse).

The two are different things. An arrow says where it points; what that means depends on the paper's legend or on the
polarity of the indicator. `direction_of_word` is only for words that say the meaning themselves.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from records import ArrowDirection, Direction, Mark, Span

_SURE, _UNSURE = 1.0, 0.5

_UP = "↑⇑⇧⬆▲△▴▵⏶⮝⭡⮙⮉🠅🠉🠙🠝🠡🠱🠹🡁🡅🡑🡡🡩🡹🢁🔼⟰⇈⇡"
_DOWN = "↓⇓⇩⬇▼▽▾▿⏷⮟⭣⮛⮋🠇🠋🠛🠟🠣🠳🠻🡃🡇🡓🡣🡫🡻🢃🔽⟱⇊⇣"
_SAME = "→↔⇒⇨⇔⟶⟷⟹⟺➔➙➛➜➝➞➟➠➡⮕⬄⬌⭢⭤⇄⇆⇢🠆🠊🠚🠞🠢🠲🠺🡂🡆🡒🡢🡪🡺🢂"
_UP_SLANTED = "↗➚⬈⇗⭧🡕🡥🡭🡽⬀"
_DOWN_SLANTED = "↘➘⬊⇘⭨🡖🡦🡮🡾⬂"
_SIDEWAYS_UNSURE = "←⇐⇦⬅⮘▶►▷▸⏵"  # a left arrow alone is rare; triangles to the right are bullets as often as arrows

Reading = tuple[ArrowDirection, float]


def _table(*groups: tuple[str, ArrowDirection, float]) -> dict[str, Reading]:
    return {glyph: (direction, confidence) for glyphs, direction, confidence in groups for glyph in glyphs}


_UNICODE = _table(
    (_UP, "up", _SURE),
    (_DOWN, "down", _SURE),
    (_SAME, "same", _SURE),
    (_UP_SLANTED, "up", _UNSURE),
    (_DOWN_SLANTED, "down", _UNSURE),
    (_SIDEWAYS_UNSURE, "same", _UNSURE),
)
_WINGDINGS = _table(
    ("áéñÙÝ", "up", _SURE),
    ("âêòÚÞ", "down", _SURE),
    ("àèðóÜ", "same", _SURE),
    ("äìö", "up", _UNSURE),
    ("æîø", "down", _UNSURE),
    ("ßçï", "same", _UNSURE),
)
_WINGDINGS_3 = _table(
    ("hpr", "up", _SURE), ("iqs", "down", _SURE), ("gnuw", "same", _SURE), ("k", "up", _UNSURE), ("m", "down", _UNSURE),
    ("ftv", "same", _UNSURE),
)  # fmt: skip
_WEBDINGS = _table(("5", "up", _SURE), ("6", "down", _SURE), ("4", "same", _SURE), ("3", "same", _UNSURE))
_SYMBOL = _table(
    ("\u00ad\u00dd", "up", _SURE), ("\u00af\u00df", "down", _SURE), ("\u00ab\u00ae\u00db\u00de", "same", _SURE),
    ("\u00ac\u00dc", "same", _UNSURE),
)  # fmt: skip
_ZAPF = _table(
    ("s", "up", _SURE), ("t", "down", _SURE), ("ÔÕÖÙÛÜÝÞßàá", "same", _SURE),
    ("Ú", "up", _UNSURE), ("Ø", "down", _UNSURE),
)  # fmt: skip
_FONTS: tuple[tuple[str, dict[str, Reading]], ...] = (
    ("wingdings3", _WINGDINGS_3),
    ("wingdings2", {}),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("zapfdingbats", _ZAPF),
    ("dingbats", _ZAPF),
    ("symbol", _SYMBOL),
)
"""Symbol fonts by the start of their squeezed name; the glyphs are keyed by their code as Latin-1 character."""

_ANY_SYMBOL_FONT: dict[str, Reading] = {
    **{glyph: (direction, _UNSURE) for table in (_WEBDINGS, _WINGDINGS_3) for glyph, (direction, _) in table.items()},
    **_WINGDINGS,
}
"""The font is a symbol font, but which? Wingdings is the likeliest; the others' arrows are letters and digits."""

_PRIVATE_USE: dict[str, Reading] = {
    **{
        chr(0xF000 + ord(glyph)): (direction, 0.6)
        for glyph, (direction, _) in _SYMBOL.items()
        if glyph in "\u00ad\u00ae\u00af"
    },
    **{chr(0xF000 + ord(glyph)): reading for glyph, reading in _WINGDINGS.items()},
}
"""Word writes a glyph of a symbol font as U+F000 + its code. Without the font, Wingdings is by far the likeliest."""

_PAIRS = re.compile(r"[◄◀◂⏴][\s-]*[►▶▸⏵]|<[-–—=]+>")
_GLYPHS = re.compile(
    _PAIRS.pattern + "|[" + "".join(re.escape(g) for g in (*_UNICODE, *_PRIVATE_USE)) + "][\ufe0e\ufe0f]?"
)
_WORDS: dict[str, ArrowDirection] = {
    "up": "up", "upward": "up", "upwards": "up", "arrow up": "up", "up arrow": "up", "upward arrow": "up",
    "down": "down", "downward": "down", "downwards": "down", "arrow down": "down", "down arrow": "down",
    "downward arrow": "down",
    "no change": "same", "same": "same", "level": "same", "across": "same", "sideways": "same", "horizontal": "same",
    "unchanged": "same", "static": "same", "right arrow": "same", "horizontal arrow": "same", "sideways arrow": "same",
}  # fmt: skip

_DIRECTIONS: dict[Direction, tuple[str, ...]] = {
    "improving": (
        "improving", "improved", "improvement", "better", "getting better", "got better", "positive",
        "performance improving",
        "performance improved", "performance has improved", "performance is improving",
    ),
    "declining": (
        "declining", "declined", "decline", "worse", "getting worse", "got worse", "worsening", "worsened",
        "deteriorating",
        "deteriorated", "deterioration", "negative", "performance declining", "performance declined",
        "performance has declined", "performance is declining", "performance worsened",
    ),
    "steady": (
        "stable", "steady", "same", "the same", "no change", "unchanged", "maintained", "maintaining", "static",
        "similar",
        "level", "consistent", "stayed the same", "staying the same", "remained the same", "no significant change",
        "little change", "no change or at best", "performance is steady", "performance steady",
        "performance maintained",
    ),
    "increasing": ("increasing", "increased", "increase", "rising", "risen", "rose"),
    "decreasing": (
        "decreasing", "decreased", "decrease", "reducing", "reduced", "reduction", "falling", "fallen", "fell",
    ),
}  # fmt: skip
"""What direction columns print in words. LG Inform's words are first in each row; "at best" cannot improve any more."""

_DIRECTION_OF_WORD = {word: direction for direction, words in _DIRECTIONS.items() for word in words}


class _Glyph(NamedTuple):
    direction: ArrowDirection
    confidence: float


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _font_table(font: str, symbol_font: bool) -> dict[str, Reading]:
    name = re.sub(r"^[A-Z]{6}\+|[^A-Za-z0-9]", "", font).lower()
    if name:
        return next((table for stem, table in _FONTS if name.startswith(stem)), {})
    return _ANY_SYMBOL_FONT if symbol_font else {}


def _read_glyph(glyph: str, font: str = "", symbol_font: bool = False) -> _Glyph | None:
    glyph = glyph.rstrip("\ufe0e\ufe0f")
    if _PAIRS.fullmatch(glyph):
        return _Glyph("same", _SURE)
    table = _font_table(font, symbol_font)
    code = ord(glyph) if len(glyph) == 1 else 0
    if table and 0xF020 <= code <= 0xF0FF:
        reading = table.get(chr(code - 0xF000))
    else:
        reading = table.get(glyph) or _UNICODE.get(glyph) or _PRIVATE_USE.get(glyph)
    return _Glyph(*reading) if reading else None


@lru_cache(maxsize=4096)
def parse_arrow(text: str, *, symbol_font: bool = False, font: str = "") -> Mark | None:
    """The arrow that the WHOLE text is, None for anything else.

    `symbol_font` says that the text is set in a symbol font, so that `é` is Wingdings' arrow up; `font` names it (any
    subset prefix is ignored), which settles letters and digits too (`p` in Wingdings 3, `5` in Webdings). Confidence
    is 0.5 for slanted arrows, lone arrows to the left, triangles to the right, and letters of an unnamed symbol font.
    """
    raw = _squeeze(text)
    if not raw or len(raw) > 5:
        return None
    glyph = _read_glyph(raw, font, symbol_font)
    return Mark(raw, "glyph", arrow=glyph.direction, confidence=glyph.confidence) if glyph else None


def parse_arrow_word(text: str) -> Mark | None:
    """The arrow that a word in an arrow column names (`Up`, `Down`, `No change`), None for other words.

    Only for columns that are known to hold arrows: elsewhere these words are prose.
    """
    raw = _squeeze(text)
    direction = _WORDS.get(raw.lower().rstrip(".*"))
    return Mark(raw, "word", arrow=direction) if direction else None


def direction_of_word(text: str) -> Direction | None:
    """The direction of travel that the WHOLE text says in words (`Getting better`, `Worse`, `Stable`), else None."""
    return _DIRECTION_OF_WORD.get(_squeeze(text).lower().rstrip(".*"))


@lru_cache(maxsize=16384)
def find_arrows(text: str) -> tuple[tuple[Mark, Span], ...]:
    """All arrow glyphs inside a text with their places. Letters of symbol fonts cannot be told from text: not found."""
    if text.isascii() and "<" not in text:
        return ()
    found = []
    for match in _GLYPHS.finditer(text):
        glyph = _read_glyph(match[0])
        if glyph is not None:
            mark = Mark(match[0], "glyph", arrow=glyph.direction, confidence=glyph.confidence)
            found.append((mark, Span(match.start(), match.end())))
    return tuple(found)
