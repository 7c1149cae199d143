"""Glyphs as they are seen: ligatures whole, and text printed over itself (a bold made by hand) but once."""

import numpy as np
from numpy.typing import NDArray

from extract.pdf.glyphs import Glyphs
from extract.pdf.objects import overlap
from records import Box

_ROW = 1 << 20
_AROUND = tuple(dx * _ROW + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
"""A field of 4 by 4 points as one number, and the steps to those around it."""
_TEXT = 1 << 42
"""What the fields of one text are apart from those of another."""
_RUNS = frozenset(
    {"ff", "fi", "fl", "ffi", "ffl", "tt", "ti", "tti", "ft", "fft", "st", "ct", "Th", "fj", "fb", "fh", "fk", "ffj"}
)


def whole(glyphs: Glyphs) -> Glyphs:
    """Ligatures that the file maps to several letters as one glyph: pdfium gives each of them the box of all, so that
    the second f of `ff` would pass for one printed over the first."""
    same = (glyphs.boxes[1:] == glyphs.boxes[:-1]).all(axis=1) & (glyphs.ink[1:] == glyphs.ink[:-1])
    texts = list(glyphs.texts)
    kept = np.ones(len(glyphs), dtype=bool)
    first = -1
    for index in (np.flatnonzero(same) + 1).tolist():
        if kept[index - 1]:
            first = index - 1
        if texts[first] + texts[index] in _RUNS:
            texts[first] += texts[index]
            kept[index] = False
    merged = Glyphs(texts, glyphs.boxes, glyphs.ink, glyphs.inks)
    return merged if kept.all() else merged.at(kept)


def printed_once(glyphs: Glyphs) -> Glyphs:
    """Without the glyphs that stand on an equal one."""
    if not len(glyphs):
        return glyphs
    fields = (np.rint(glyphs.boxes[:, 0] / 4) * _ROW + np.rint(glyphs.boxes[:, 1] / 4)).astype(np.int64)
    beside = np.flatnonzero(_with_equals_near(glyphs, fields))
    dropped = _doubled(glyphs, beside.tolist(), fields.tolist())
    if not dropped:
        return glyphs
    kept = np.ones(len(glyphs), dtype=bool)
    kept[dropped] = False
    return glyphs.at(kept)


def _with_equals_near(glyphs: Glyphs, fields: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which glyphs have another of the same text in their field or beside it: only those need a closer look."""
    numbers: dict[str, int] = {}
    texts = np.array([numbers.setdefault(text, len(numbers)) for text in glyphs.texts], dtype=np.int64)
    keys = texts * _TEXT + fields
    order = np.argsort(keys)
    ordered = keys[order]
    close = np.diff(ordered) <= 1  # in one field or the one below
    near = np.concatenate([close, [False]]) | np.concatenate([[False], close])
    for column in (ordered - _ROW, ordered + _ROW):
        place = np.searchsorted(ordered, column - 1)
        found = ordered[np.minimum(place, len(ordered) - 1)]
        near |= (found >= column - 1) & (found <= column + 1)
    unordered = np.empty(len(keys), dtype=bool)
    unordered[order] = near
    return unordered


def _doubled(glyphs: Glyphs, numbers: list[int], fields: list[int]) -> list[int]:
    """Those that stand on an equal one before them."""
    dropped: list[int] = []
    seen: dict[tuple[str, int], list[Box]] = {}
    boxes = glyphs.boxes.tolist()
    for number in numbers:
        text, field, box = glyphs.texts[number], fields[number], boxes[number]
        near = [other for step in _AROUND for other in seen.get((text, field + step), ())]
        if near:
            area = (box[2] - box[0]) * (box[3] - box[1])
            if any(overlap(other, box) > 0.6 * area > 0 for other in near):
                dropped.append(number)
                continue
        seen.setdefault((text, field), []).append(box)
    return dropped
