"""Text whose characters the file does not tell: glyphs without a map to Unicode, of fonts that are no symbol fonts.

What such a file gives for its glyphs are numbers, and some of them look like letters and figures: they must never be
read. A font that sets words so is text; its words are recognised from the page as it shows (`recognised`). Single
glyphs may be symbols, which are told by their ink as those of all unknown fonts are.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.pdf.glyphs import Glyphs, glyphs_of
from extract.pdf.mark_scans import symbols_in_pixels
from extract.pdf.objects import Glyph, PageObjects, Word, centre, holds, overlap, union
from extract.pdf.symbol_fonts import is_symbol_font
from records import Box

UNREAD = "\ufffd"
"""Stands for each glyph of a word that the file does not tell."""
_PRIVATE = 0xE000
_CODES = 6
"""Different codes from which on a font that sets runs of glyphs sets words."""
_RUN = 3
_NEAR = 0.6
"""Glyphs of one run stand no further apart than this part of their size."""
_COVERED = 0.6
"""The part of an unread word over which words must have been recognised."""
_SLANT = 0.3
"""Degrees from which on a recognised page was turned: it then does not lie on the page of the file."""
_UNSURE = 0.4


def is_code(char: str) -> bool:
    """Whether a character is none: a control code, one for private use, or the sign for what cannot be told."""
    code = ord(char)
    return code < 0x20 or char == UNREAD or 0xE000 <= code < 0xF000 or 0xF100 <= code <= 0xF8FF


def legible_in(glyphs: Glyphs) -> Glyphs:
    """The same for glyphs in arrays; nearly all pages need no look at single ones."""
    if not any(ink.unmapped and not is_symbol_font(ink.font) for ink in glyphs.inks):
        return glyphs
    return glyphs_of(legible([glyphs.record(number) for number in range(len(glyphs))]))


def legible(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, those without a character told apart: `UNREAD` in fonts that set words, else one for private use."""
    fonts = {glyph.ink.font for glyph in glyphs if glyph.ink.unmapped and not is_symbol_font(glyph.ink.font)}
    if not fonts:
        return glyphs
    runs: dict[str, list[list[Glyph]]] = {font: [] for font in fonts}
    for glyph in glyphs:
        if glyph.ink.unmapped and glyph.ink.font in fonts:
            here = runs[glyph.ink.font]
            if here and _follows(here[-1][-1], glyph):
                here[-1].append(glyph)
            else:
                here.append([glyph])
    wordy = {font for font, found in runs.items() if _sets_words(found)}
    return [_told(glyph, wordy) if glyph.ink.unmapped and glyph.ink.font in fonts else glyph for glyph in glyphs]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    gap = max(glyph.box[0] - last.box[2], glyph.box[1] - last.box[3], last.box[1] - glyph.box[3])
    return gap < _NEAR * max(glyph.ink.size, 1.0) and last.box[0] < glyph.box[0] + 0.1


def _sets_words(runs: Sequence[Sequence[Glyph]]) -> bool:
    long = [{glyph.text for glyph in run} for run in runs if len(run) > 1]
    codes = {glyph.text for run in runs for glyph in run}
    several = [run for run in long if len(run) > 1]
    return bool(several) and (len(codes) >= _CODES or any(len(run) >= _RUN for run in runs))


def _told(glyph: Glyph, wordy: set[str]) -> Glyph:
    if glyph.ink.font in wordy:
        return glyph._replace(text=UNREAD)
    code = ord(glyph.text)
    return glyph if code < 0x20 or code >= _PRIVATE else glyph._replace(text=chr(_PRIVATE + code % 0x1000))


def unread_words(page: PageObjects) -> list[Word]:
    """The words of a page whose characters the file does not tell."""
    return [word for word in page.words if UNREAD in word.text]


# ------------------------------------------------------------------------------------------------ from the picture
def recognised(page: PageObjects, scan: PageObjects | None) -> PageObjects:
    """The page with its unread words as they were recognised on it (`scan`: the same page read from its picture).

    What was not recognised stays `UNREAD` and is in doubt.
    """
    unread = unread_words(page)
    fits = scan is not None and scan.turn == page.turn and abs(scan.skew) < _SLANT
    told = [word for word in page.words if UNREAD not in word.text]
    found = _over(unread, scan.words, told) if scan is not None and fits else []
    symbols = symbols_in_pixels(page.pixels, page.scale, [w.box for w in unread if len(w.text) == 1])
    signs = [symbol.box for seen in symbols for symbol in seen if symbol.shape not in ("unknown", "bar")]
    found = [_doubted(word) if any(overlap(word.box, box) > 0 for box in signs) else word for word in found]
    left = [_lost(word) for word in unread if _covered(word.box, found) < _COVERED]
    found = [word for word in found if not any(holds(lost.box, word.box) for lost in left)]
    return replace(page, words=(*told, *found, *left))


def _over(unread: Sequence[Word], words: Iterable[Word], others: Sequence[Word]) -> list[Word]:
    """The recognised words that stand over unread ones, between their top and foot and set as they are. A word that
    was recognised in a cell by itself has the box of the cell, in which no other word stands."""
    found = []
    for word in words:
        x0, top, x1, bottom = word.box
        under = [other for other in unread if overlap(other.box, word.box) > 0]
        if sum(overlap(other.box, word.box) for other in under) > 0.5 * (x1 - x0) * (bottom - top):
            most = max(under, key=lambda other: overlap(other.box, word.box))
            found.append(replace(word, box=(x0, most.box[1], x1, most.box[3]), ink=most.ink))
        elif under and all(holds(word.box, other.box) for other in under) and not _any_in(word.box, others):
            found.append(replace(word, box=union([other.box for other in under]), ink=under[0].ink))
    return found


def _any_in(box: Box, words: Sequence[Word]) -> bool:
    return any(holds(box, word.box) for word in words)


def _doubted(word: Word) -> Word:
    """A single glyph that looks like a symbol, and like a letter or figure too."""
    return replace(word, sure=min(word.sure, _UNSURE))


def _covered(box: Box, words: Sequence[Word]) -> float:
    level = [word.box for word in words if box[1] <= centre(word.box)[1] <= box[3]]
    shared = sum(max(0.0, min(box[2], b[2]) - max(box[0], b[0])) for b in level)
    return shared / max(box[2] - box[0], math.ulp(1.0))


def _lost(word: Word) -> Word:
    return replace(word, text=UNREAD, glyphs=(), sure=0.0)
