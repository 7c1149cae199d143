"""Glyphs to words: in the order of the file, parted by spaces, gaps and jumps."""

from collections.abc import Sequence

from extract.pdf.objects import Glyph, Word, overlap
from extract.pdf.symbol_fonts import is_symbol_font

_GAP = 0.22
"""A gap wider than this part of the font size parts two words."""
_MOST_SYMBOLS = 6
_ROW = 1 << 20
_AROUND = tuple(dx * _ROW + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
"""A field of 4 by 4 points as one number, and the steps to those around it."""
_LIGATURES = {"\x02": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""`\\x02` is what pdfium writes for a hyphen at the end of a line."""
_RUNS = frozenset(
    {"ff", "fi", "fl", "ffi", "ffl", "tt", "ti", "tti", "ft", "fft", "st", "ct", "Th", "fj", "fb", "fh", "fk", "ffj"}
)
_SUPERSCRIPTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_SMALL = 0.9
"""Raised figures are set smaller than this part of the print before them."""
_SPACES = frozenset(" \u00a0\u2002\u2003\u2009\u200a\t\r\n\u3000")
_NOTHING = frozenset("\u200b\u200c\u200d\ufeff\u00ad")


def words_of(glyphs: Sequence[Glyph]) -> tuple[Word, ...]:
    """The words of a page. Hidden text and text printed over itself (a bold made by hand) are left out."""
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in _printed_once(_whole(glyphs)):
        text, _, ink = glyph
        if text in _SPACES:
            _close(run, words)
        elif ink.hidden or text in _NOTHING:
            continue
        else:
            if run and _parts(run[-1], glyph):
                _close(run, words)
            run.append(_raised(run, glyph) if run else glyph)
    _close(run, words)
    return tuple(words)


def _raised(run: Sequence[Glyph], glyph: Glyph) -> Glyph:
    """A small figure set high behind other print marks a footnote (or an exponent): written as such, `62²`."""
    if glyph.text not in _SUPERSCRIPTS or glyph.ink.angle:
        return glyph
    before = next((g for g in reversed(run) if g.text not in _SUPERSCRIPTS.values()), run[0])
    high = glyph.box[1] + glyph.box[3] < before.box[1] + before.box[3] - 0.18 * before.ink.size
    if glyph.ink.size > _SMALL * before.ink.size or not high:
        return glyph
    return Glyph(_SUPERSCRIPTS[glyph.text], glyph.box, glyph.ink)


def _close(run: list[Glyph], words: list[Word]) -> None:
    if run:
        texts, boxes, inks = zip(*run, strict=True)
        text = "".join(texts)
        if not text.isascii() or "\x02" in text:
            text = "".join(_LIGATURES.get(part, part) for part in texts)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        box = (min(lefts), min(tops), max(rights), max(bottoms))
        symbols = len(run) <= _MOST_SYMBOLS and (not text.isalnum() or is_symbol_font(inks[0].font))
        words.append(Word(text, box, inks[0], tuple(run) if symbols else ()))
        run.clear()


def _parts(last: Glyph, glyph: Glyph) -> bool:
    """Whether a new word begins: another direction or line, a gap, a step back, a change of symbol font."""
    _, (_, last_top, last_right, last_bottom), last_ink = last
    _, (left, top, _, bottom), ink = glyph
    size = max(ink.size, 1.0)
    if last_ink is not ink:
        if last_ink.angle != ink.angle or (last_ink.font != ink.font and _symbolic(last) != _symbolic(glyph)):
            return True
        size = max(min(last_ink.size, ink.size), 1.0)
    if ink.angle in (90, 270):
        return _parts_sideways(last, glyph, size)
    shared = (bottom if bottom < last_bottom else last_bottom) - (top if top > last_top else last_top)
    if shared < 0.35 * (bottom - top) and shared < 0.35 * (last_bottom - last_top):
        return True
    gap = left - last_right
    return gap > size * _GAP or gap < -size * 0.8


def _parts_sideways(last: Glyph, glyph: Glyph, size: float) -> bool:
    sideways = abs(glyph.box[0] - last.box[0]) > size * 0.6
    gap = glyph.box[1] - last.box[3] if glyph.ink.angle == 90 else last.box[1] - glyph.box[3]
    return sideways or gap > size * _GAP or gap < -size * 1.2


def _symbolic(glyph: Glyph) -> bool:
    name = glyph.ink.font.lower()
    return any(word in name for word in ("wingding", "webding", "symbol", "dingbat"))


def _whole(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Ligatures that the file maps to several letters as one glyph: pdfium gives each of them the box of all, so that
    the second f of `ff` would pass for one printed over the first."""
    found: list[Glyph] = []
    for glyph in glyphs:
        if found and glyph.box == found[-1].box and found[-1].text + glyph.text in _RUNS and glyph.ink == found[-1].ink:
            found[-1] = Glyph(found[-1].text + glyph.text, glyph.box, glyph.ink)
        else:
            found.append(glyph)
    return found


def _printed_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without the glyphs that stand on an equal one."""
    kept: list[Glyph] = []
    seen: dict[str, dict[int, list[Glyph]]] = {}
    for glyph in glyphs:
        text, box, _ = glyph
        field = round(box[0] / 4) * _ROW + round(box[1] / 4)
        alike = seen.get(text)
        if alike is None:
            alike = seen[text] = {}
        near = [g for step in _AROUND if field + step in alike for g in alike[field + step]]
        if near:
            area = (box[2] - box[0]) * (box[3] - box[1])
            if any(overlap(g.box, box) > 0.6 * area > 0 for g in near):
                continue
        alike.setdefault(field, []).append(glyph)
        kept.append(glyph)
    return kept
