"""Symbols in the picture of a page alone: for scans, whose pages hold nothing but one picture.

Colour is what survives a scan: coloured ink in a cell is a symbol, dark ink is text. A dark arrow counts only where it
stands alone in its cell.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.pdf.colours import NEUTRAL, colour_name
from extract.pdf.mark_ink import SCANNED_INK, Flags, Part, around, crop, middle, parts_of
from extract.pdf.mark_parts import LARGEST, SMALLEST
from extract.pdf.mark_shapes import looks_of
from extract.pdf.mark_symbols import Symbol, vividness
from extract.pdf.objects import Pixels
from records import Box

_VIVID = 56
"""Coloured ink differs by more than this from the ground in hue and strength: between its channels."""
_GAP = 1.2
"""Coloured pieces nearer than this many points are parts of one symbol."""
_DULL = 72
_FAINT = 0.25
_DARK_ARROW = 0.8
"""How sure a dark arrow of a clear shape is: its key can make it sure."""


def symbols_in_pixels(pixels: Pixels, scale: float, boxes: Sequence[Box]) -> tuple[tuple[Symbol, ...], ...]:
    """The symbols in each box (a cell, in points; `scale` pixels per point), from left to right."""
    return tuple(_in_box(pixels, scale, box) for box in boxes)


def _in_box(pixels: Pixels, scale: float, box: Box) -> tuple[Symbol, ...]:
    inset = min(1.5, (box[2] - box[0]) / 8, (box[3] - box[1]) / 8)
    inner = (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset)
    seen = crop(pixels, scale, inner)
    if min(seen.shape[:2]) < 6:
        return ()
    origin = (int(max(0.0, inner[0]) * scale), int(max(0.0, inner[1]) * scale))
    coloured = _coloured(seen)
    groups = _with_edges(_grouped(parts_of(coloured), scale), seen) if coloured.any() else []
    found = [symbol for part in groups if (symbol := _symbol(seen, part, origin, scale)) is not None]
    if _is_word(found):
        found = []
    if not found and (lone := _dark_arrow(seen, origin, scale)) is not None:
        found = [lone]
    return tuple(sorted(found, key=lambda symbol: symbol.box[0]))


def _is_word(found: Sequence[Symbol]) -> bool:
    """Coloured letters: three or more small things close together on one line, not of one shape."""
    if len(found) < 3 or len({symbol.shape for symbol in found}) == 1:
        return False
    ordered = sorted(found, key=lambda symbol: symbol.box[0])
    heights = [symbol.box[3] - symbol.box[1] for symbol in ordered]
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(ordered)]
    return max(heights) < 16 and max(gaps) < max(heights)


def _coloured(seen: Pixels) -> Flags:
    """The pixels of coloured ink: stronger in colour than the ground, and not of its tint."""
    values, ground = seen.astype(np.int16), _ground(seen)
    tint = (values - values.mean(axis=2, keepdims=True)) - (ground - ground.mean())
    return np.asarray((tint.max(axis=2) - tint.min(axis=2)) > _VIVID, dtype=np.bool_)


def _grouped(parts: Sequence[Part], scale: float) -> list[Part]:
    """Pieces near each other as one, specks left out."""
    groups: list[Part] = []
    for part in (p for p in parts if p[4] >= 3):
        near = [g for g in groups if _apart(g, part) <= _GAP * scale]
        for group in near:
            groups.remove(group)
        groups.append(around([part, *near]))
    return groups


def _with_edges(groups: Sequence[Part], seen: Pixels) -> list[Part]:
    """Groups of coloured ink with what hangs together with them: scanners and JPEG keep colours at half the
    resolution, so that the thin arms of a star are grey. Lines that run to the edge of the cell are none of it."""
    if not groups:
        return []
    dark = np.abs(seen.astype(np.int16) - _ground(seen)).max(axis=2) > 2 * SCANNED_INK
    parts = [part for part in parts_of(dark) if not _on_edge(part, dark)]
    grown = []
    for group in groups:
        own = [part for part in parts if _apart(part, group) == 0 and not _far_beyond(part, group)]
        left, top, right, bottom, _ = around([group, *own])
        grown.append((left, top, right, bottom, max([group[4], *(part[4] for part in own)])))
    return grown


def _far_beyond(part: Part, group: Part) -> bool:
    """Print that merely touches a symbol reaches further than the arms of one."""
    return max(part[2] - part[0], part[3] - part[1]) > 3 * max(group[2] - group[0], group[3] - group[1])


def _ground(seen: Pixels) -> NDArray[np.int16]:
    return middle(seen.astype(np.int16).reshape(-1, 3)[::7])


def _apart(a: Part, b: Part) -> float:
    across = max(a[0] - b[2], b[0] - a[2], 0)
    down = max(a[1] - b[3], b[1] - a[3], 0)
    return float(max(across, down))


def _symbol(seen: Pixels, part: Part, origin: tuple[int, int], scale: float) -> Symbol | None:
    left, top, right, bottom, ink = part
    width, height = (right - left) / scale, (bottom - top) / scale
    if not SMALLEST <= max(width, height) <= LARGEST or min(width, height) < SMALLEST * 0.7:
        return None
    if ink < _FAINT * (right - left) * (bottom - top):
        return None
    rim = max(2, round(scale))
    around_it = seen[max(0, top - rim) : bottom + rim, max(0, left - rim) : right + rim]
    looks = looks_of(around_it, scanned=True)
    if looks is None or colour_name(looks.colour) in NEUTRAL or _is_navy(looks.colour):
        return None
    if looks.shape in ("unknown", "bar") and max(width, height) > 2.2 * min(width, height):
        return None  # a word in colour, whose letters run together
    box = _points(part, origin, scale)
    return Symbol(box, looks.shape, looks.colour, "icon", looks.confidence, looks.inner, looks.fingerprint)


def _is_navy(colour: int) -> bool:
    """The dull dark blue in which headings are set: no colour of a rating."""
    return colour_name(colour) == "blue" and vividness(colour) < _DULL


def _dark_arrow(seen: Pixels, origin: tuple[int, int], scale: float) -> Symbol | None:
    """An arrow in black or grey that is all that stands in the cell."""
    dark = np.abs(seen.astype(np.int16) - _ground(seen)).max(axis=2) > 2.4 * SCANNED_INK
    parts = [p for p in parts_of(dark) if p[4] >= 4 and not _on_edge(p, dark)]
    if not parts:
        return None
    part = around(parts)
    size = max(part[2] - part[0], part[3] - part[1]) / scale
    if not 4.0 <= size <= 24.0:
        return None
    looks = looks_of(seen[max(0, part[1] - 2) : part[3] + 2, max(0, part[0] - 2) : part[2] + 2], scanned=True)
    if looks is None or not looks.shape.startswith("arrow") or looks.confidence < 1:
        return None
    return Symbol(_points(part, origin, scale), looks.shape, looks.colour, "icon", _DARK_ARROW, "", looks.fingerprint)


def _on_edge(part: Part, flags: Flags) -> bool:
    height, width = flags.shape
    return part[0] == 0 or part[1] == 0 or part[2] == width or part[3] == height


def _points(part: Part, origin: tuple[int, int], scale: float) -> Box:
    x, y = origin
    left, top, right, bottom, _ = part
    return ((x + left) / scale, (y + top) / scale, (x + right) / scale, (y + bottom) / scale)
