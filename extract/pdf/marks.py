"""All symbols of a page: glyphs of symbol fonts, drawn shapes and icons, and the fills of cells.

A symbol is what can be seen, not what it means: that is for the key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from extract.pdf.colours import NEUTRAL, colour_name
from extract.pdf.mark_fills import fill_of, ground_of
from extract.pdf.mark_ink import cut_out, cut_out_without_rules
from extract.pdf.mark_parts import SMALLEST, drawn_groups, is_small, parts_of_one
from extract.pdf.mark_scans import symbols_in_pixels
from extract.pdf.mark_shapes import Looks, looks_of
from extract.pdf.mark_symbols import Symbol, is_lit, vividness, with_lamps
from extract.pdf.objects import PageObjects, Word, holds, overlap
from extract.pdf.symbol_fonts import (
    is_symbol_font,
    is_text_of_symbol_font,
    may_be_symbols,
    shape_of_glyph,
    shapes_in_word,
)
from records import Box

__all__ = [
    "Symbol", "colour_name", "fill_of", "ground_of", "is_unmapped_symbol", "symbol_word", "symbols_in_pixels",
    "symbols_of", "symbols_of_scan",
]  # fmt: skip

_UPSIDE = {
    ("arrow_up", "arrow_down"), ("arrow_left", "arrow_right"), ("triangle_up", "triangle_down"),
    ("arrow_diagonal_up", "arrow_diagonal_down"),
}  # fmt: skip
_UNCLEAR = ("unknown", "bar")
_BESIDE = 30.0
"""Points to the left and right of a line of a scan in which its symbols may stand."""
_EDGE = 2.0
"""Points from the edge of a stretch of a page at which symbols are cut off."""

_Seen = dict[tuple[str, str, int], Symbol]
"""One glyph of each font, character and colour of a page, as it is printed."""


def symbols_of(page: PageObjects) -> tuple[Symbol, ...]:
    """The symbols of a page in no particular order; parts of charts and big pictures are none."""
    seen: _Seen = {}
    words = [word for word in page.words if may_be_symbols(word)]
    glyphs = [symbol for word in words for symbol in _in_word(word, page, seen)]
    glyphs.extend(_unmapped(page, words))
    icons = [picture.box for picture in page.pictures if is_small(picture.box)]
    shapes = [box for box in drawn_groups(page) if not any(parts_of_one(box, icon) for icon in icons)]
    drawn: list[Symbol] = []
    for boxes, basis in ((icons, "icon"), (shapes, "shape")):
        for box in dict.fromkeys(boxes):
            if not any(overlap(box, glyph.box) for glyph in glyphs):
                drawn.extend(_drawn(page, box, "icon" if basis == "icon" else "shape"))
    return tuple(with_lamps([*glyphs, *_without_outlines(drawn)]))


def symbols_of_scan(page: PageObjects, cells: Sequence[Box], lines: Sequence[Box]) -> list[Symbol]:
    """The symbols that the picture of a scanned page shows in cells, and at and on lines outside them."""
    boxes = [*(_around(b, b[0] - _BESIDE, b[2] + _BESIDE, page) for b in lines), *_before_lines(page, lines)]
    in_cells = symbols_in_pixels(page.pixels, page.scale, cells)
    on_lines = symbols_in_pixels(page.pixels, page.scale, boxes)
    whole = [tuple(s for s in here if not _cut(s.box, box)) for here, box in zip(on_lines, boxes, strict=True)]
    found = [*in_cells, *whole]
    known = [symbol for here in found for symbol in here if symbol.shape not in _UNCLEAR]
    kept: list[Symbol] = []
    for symbol in known:
        if not any(overlap(symbol.box, other.box) for other in kept):
            kept.append(symbol)
    return with_lamps(kept)


def _around(line: Box, left: float, right: float, page: PageObjects) -> Box:
    """A stretch beside a line of print, somewhat higher than its letters, as symbols are."""
    more = 0.4 * (line[3] - line[1])
    return (max(0.0, left), line[1] - more, min(page.width, right), line[3] + more)


def _cut(symbol: Box, box: Box) -> bool:
    """A symbol that reaches the upper or lower edge of where it was looked for: part of one of the next line."""
    return symbol[1] - box[1] < _EDGE or box[3] - symbol[3] < _EDGE


def _before_lines(page: PageObjects, lines: Sequence[Box]) -> list[Box]:
    """Where the arrows of a key stand: before the words of a line, or where a recogniser took one for a short word
    that stands apart from the others."""
    boxes = []
    for line in lines:
        words = sorted((w for w in page.words if holds(line, w.box)), key=lambda word: word.box[0])
        if not words:
            continue
        height, end = line[3] - line[1], words[0].box[0]
        short = len(words) > 1 and len(words[0].text) <= 3
        if short and words[1].box[0] - words[0].box[2] > 0.8 * height:
            end = words[1].box[0]
        boxes.append(_around(line, line[0] - _BESIDE, end - 1, page))
    return [box for box in boxes if box[2] - box[0] > SMALLEST]


def _drawn(page: PageObjects, box: Box, basis: Literal["shape", "icon"]) -> Iterator[Symbol]:
    looks = looks_of(cut_out(page, box))
    if looks is None:
        return
    if looks.shape in _UNCLEAR and (lamps := _lamps_in(page, box, basis)) is not None:
        yield lamps
        return
    yield Symbol(box, looks.shape, looks.colour, basis, looks.confidence, looks.inner, looks.fingerprint)


def _lamps_in(page: PageObjects, box: Box, basis: Literal["shape", "icon"]) -> Symbol | None:
    """A traffic light that is one picture, or one drawing with its case: three lamps, one far more vivid."""
    width, height = box[2] - box[0], box[3] - box[1]
    if not 1.7 < max(width, height) / max(min(width, height), 0.1) < 4:
        return None
    lamps = []
    for i in range(3):
        part = (
            (box[0] + i * width / 3, box[1], box[0] + (i + 1) * width / 3, box[3])
            if width > height
            else (box[0], box[1] + i * height / 3, box[2], box[1] + (i + 1) * height / 3)
        )
        looks = looks_of(cut_out(page, part, 0.0))
        lamps.append(looks.colour if looks is not None else 0xFFFFFF)
    lamps.sort(key=lambda colour: -vividness(colour) if is_lit(colour) else 0)
    strongest, second = lamps[0], lamps[1]
    if not is_lit(strongest) or (is_lit(second) and vividness(strongest) < 1.6 * vividness(second)):
        return None
    return Symbol(box, "lamps", strongest, basis, 0.5)


def _without_outlines(drawn: Sequence[Symbol]) -> list[Symbol]:
    """Without the letters of text that is drawn as outlines: many small black things, few of them alike."""
    dark = [s for s in drawn if s.basis == "shape" and s.colour_name in NEUTRAL]
    unclear = [s for s in dark if s.shape in _UNCLEAR or s.confidence < 1]
    if len(dark) < 40 or len(unclear) * 3 < len(dark):
        return list(drawn)
    return [s for s in drawn if s not in dark]


# ------------------------------------------------------------------------------------------------ glyphs
def symbol_word(word: Word) -> Symbol | None:
    """The symbol that a word of a symbol font or of symbol characters is, the first of several; None for words."""
    found = shapes_in_word(word)
    return Symbol(word.box, found[0][1], word.ink.colour, "glyph") if found else None


def is_unmapped_symbol(word: Word) -> bool:
    """One glyph that the file maps to no character, or that its font draws as a picture: only its ink tells."""
    if len(word.text) != 1:
        return False
    code = ord(word.text)
    if is_symbol_font(word.ink.font):
        return not is_text_of_symbol_font(word.text, word.ink.font)
    return code < 0x20 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD


def _in_word(word: Word, page: PageObjects, seen: _Seen) -> Iterator[Symbol]:
    for glyph, shape in shapes_in_word(word):
        symbol = Symbol(glyph.box, shape, glyph.ink.colour, "glyph")
        key = (glyph.ink.font, glyph.text, glyph.ink.colour)
        if key not in seen:
            seen[key] = _as_printed(symbol, page)
        yield replace(seen[key], box=glyph.box)


def _only_ink_tells(word: Word) -> bool:
    """Not where the font is known to have a letter or a picture there that is no mark."""
    if not is_unmapped_symbol(word) or shapes_in_word(word):
        return False
    return shape_of_glyph(word.text, word.ink.font) is None


def _unmapped(page: PageObjects, candidates: Sequence[Word]) -> Iterator[Symbol]:
    """Glyphs that only their ink tells. A font draws one code in one way: where print touches one of them, the others
    say what it is. Codes that word processors carry over from Wingdings make a shape that agrees sure."""
    alike: dict[tuple[str, str], list[Word]] = {}
    for word in candidates:
        if _only_ink_tells(word):
            alike.setdefault((word.ink.font, word.text), []).append(word)
    for (_, text), words in alike.items():
        looks = [looks_of(cut_out_without_rules(page, word.box, 2.0)) for word in words]
        shape, sure = _voted([one for one in looks if one is not None], shape_of_glyph(text, "Wingdings"))
        for word, one in zip(words, looks, strict=True):
            if shape:
                same = one if one is not None and one.shape == shape else None
                colour = same.colour if same else word.ink.colour
                inner, fingerprint = (same.inner, same.fingerprint) if same else ("", 0)
                yield Symbol(word.box, shape, colour, "glyph", sure, inner, fingerprint)


def _voted(looks: Sequence[Looks], usual: str | None) -> tuple[str, float]:
    """The shape that most of some glyphs of one code show, and how sure it is; "" for none. `usual` is the shape that
    the code stands for in most files."""
    known = [one for one in looks if one.shape not in _UNCLEAR]
    votes = [one.shape for one in known if one.confidence == 1] or [one.shape for one in known]
    if not votes:
        return "", 0.0
    shape = usual if usual and usual in votes else max(dict.fromkeys(votes), key=votes.count)
    clear = any(one.confidence == 1 and one.shape == shape for one in known) and len(set(votes)) == 1
    agrees = shape == usual
    return shape, 1.0 if clear and agrees else 0.9 if clear or agrees else 0.5


def _as_printed(symbol: Symbol, page: PageObjects) -> Symbol:
    """A glyph held against its ink: white ink is a pattern's where something else is seen, and a font that draws the
    opposite of what its code stands for is not what its name says."""
    looks = looks_of(cut_out(page, symbol.box))
    if looks is None:
        return symbol
    if colour_name(symbol.colour) == "white" and colour_name(looks.colour) != "white":
        symbol = replace(symbol, colour=looks.colour)
    if _opposite(symbol.shape, looks):
        return replace(symbol, shape=looks.shape, confidence=0.5)
    return symbol


def _opposite(shape: str, looks: Looks) -> bool:
    return looks.confidence == 1 and ((shape, looks.shape) in _UPSIDE or (looks.shape, shape) in _UPSIDE)
