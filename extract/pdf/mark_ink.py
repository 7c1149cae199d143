"""The ink of a small picture: what stands out from its ground, in parts, and its colour. Plain numpy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.pdf.colours import rgb_of
from extract.pdf.groups import Groups
from extract.pdf.objects import PageObjects, Pixels
from records import Box

Cover = NDArray[np.float32]
"""Height x width, 0 for the ground to 1 for full ink: the edges of drawn things lie between."""
Flags = NDArray[np.bool_]

INK = 26
"""Pixels of a drawn page that differ from the ground by more than this in red, green or blue are ink."""
SCANNED_INK = 30
"""The same for the brightness of scanned paper, whose ground is rough."""
_FAINT = 52
_CHROMA = 44
_HUES = 24


def cut_out(page: PageObjects, box: Box, margin: float = 0.6) -> Pixels:
    """The pixels of a box of the page, empty where the page was not drawn."""
    return crop(page.pixels, page.scale, box, margin)


def cut_out_without_rules(page: PageObjects, box: Box, margin: float = 0.6) -> Pixels:
    """The pixels of a box, the lines of a table that run right across it painted over with what stands on both sides:
    print that is larger than its row crosses them."""
    seen = cut_out(page, box, margin).copy()
    if not seen.size:
        return seen
    left, top = max(0, int((box[0] - margin) * page.scale)), max(0, int((box[1] - margin) * page.scale))
    for rule in page.rules:
        across, along = ((1, 3), (0, 2)) if rule.horizontal else ((0, 2), (1, 3))
        if not box[across[0]] - margin <= rule.at <= box[across[1]] + margin:
            continue
        if rule.start > box[along[0]] + 1 or rule.end < box[along[1]] - 1:
            continue
        origin = top if rule.horizontal else left
        first = int(rule.box[across[0]] * page.scale - 0.5) - origin
        last = int(rule.box[across[1]] * page.scale + 1.5) - origin
        _paint_over(seen if rule.horizontal else seen.swapaxes(0, 1), first, last)
    return seen


def _paint_over(rows: Pixels, first: int, last: int) -> None:
    """Rows `first` to `last` get the lighter of the rows before and after them, where the picture has those."""
    beside = [rows[i] for i in (first - 1, last + 1) if 0 <= i < len(rows)]
    if beside:
        rows[max(first, 0) : last + 1] = np.max(np.stack(beside), axis=0)


def crop(pixels: Pixels, scale: float, box: Box, margin: float = 0.0) -> Pixels:
    """The pixels of a box in points, `scale` pixels per point; empty where the picture is."""
    if not pixels.size:
        return pixels
    height, width = pixels.shape[:2]
    x0 = max(0, int((box[0] - margin) * scale))
    top = max(0, int((box[1] - margin) * scale))
    x1 = min(width, int((box[2] + margin) * scale + 0.999))
    bottom = min(height, int((box[3] + margin) * scale + 0.999))
    return pixels[top : max(top, bottom), x0 : max(x0, x1)]


def cover_of(pixels: Pixels, *, scanned: bool = False) -> Cover:
    """How much of each pixel is ink; the ground is what the edge of the picture shows most.

    Scans are looked at in grey where the ink is dark enough, as JPEG keeps colours at half the resolution.
    """
    values = pixels.astype(np.int16)
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    apart = np.abs(values - middle(border))
    distance, least = apart.max(axis=2), INK
    if scanned:
        grey = np.asarray(apart @ np.array([77, 151, 28]) >> 8, dtype=np.int16)
        if int(grey.max()) >= _FAINT:
            distance, least = grey, SCANNED_INK
        else:
            least = SCANNED_INK + 16
    strong = distance[distance > least]
    if not strong.size:
        return np.zeros(distance.shape, dtype=np.float32)
    full = max(float(np.sort(strong)[len(strong) * 4 // 5]) * 0.85, least + 1.0)
    cover = np.minimum(distance / full, 1.0)
    cover[distance <= least / 2] = 0.0
    return np.asarray(cover, dtype=np.float32)


def filled(flags: Flags) -> Flags:
    """The ink and what it encloses: pixels with ink on all four sides."""
    left = np.logical_or.accumulate(flags, axis=1)
    right = np.logical_or.accumulate(flags[:, ::-1], axis=1)[:, ::-1]
    above = np.logical_or.accumulate(flags, axis=0)
    below = np.logical_or.accumulate(flags[::-1], axis=0)[::-1]
    return np.asarray(flags | (left & right & above & below), dtype=np.bool_)


Part = tuple[int, int, int, int, int]
"""left, top, right, bottom (exclusive) in pixels, and the number of pixels of ink."""


def parts_of(flags: Flags) -> list[Part]:
    """The pieces of ink that hang together (by sides or corners), in the order of their first pixel."""
    labels: list[Part] = []
    together = Groups()
    above: list[tuple[int, int, int]] = []
    here: list[tuple[int, int, int]] = []
    last = -1
    for y, start, stop in _runs(flags):
        if y != last:
            above, here = (here if y == last + 1 else []), []
            last = y
        index = together.add()
        labels.append((start, y, stop, y + 1, stop - start))
        for a, b, other in above:
            if a <= stop and start <= b:
                together.join(index, other)
        here.append((start, stop, index))
    merged: dict[int, Part] = {}
    for index, part in enumerate(labels):
        key = together.root(index)
        merged[key] = _joined(merged[key], part) if key in merged else part
    return sorted(merged.values(), key=lambda p: (p[1], p[0]))


def _runs(flags: Flags) -> list[tuple[int, int, int]]:
    """Row, start and end (exclusive) of each run of ink, row by row."""
    padded = np.zeros((flags.shape[0], flags.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = flags
    change = padded[:, 1:] - padded[:, :-1]
    rows, starts = np.nonzero(change == 1)
    stops = np.nonzero(change == -1)[1]
    return list(zip(rows.tolist(), starts.tolist(), stops.tolist(), strict=True))


def _joined(a: Part, b: Part) -> Part:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]), a[4] + b[4])


def around(parts: Sequence[Part]) -> Part:
    """The box around all parts. Raises ValueError for none."""
    first, *rest = parts
    for part in rest:
        first = _joined(first, part)
    return first


def colour_of(pixels: Pixels, cover: Cover) -> int:
    """The colour of the ink, 0xRRGGBB: of its commonest hue, if that is more than a trace, else of its full ink."""
    core = pixels[cover > 0.7].astype(np.int16)
    if not len(core):
        core = pixels[cover >= cover.max()].astype(np.int16)
    chroma = core.max(axis=1) - core.min(axis=1)
    vivid = core[chroma > _CHROMA]
    if len(vivid) * 7 >= len(core):
        core = commonest_hue(vivid)
    red, green, blue = middle(core)
    return rgb_of(int(red), int(green), int(blue))


def middle(colours: NDArray[np.int16]) -> NDArray[np.int16]:
    """The median of each channel: much faster than numpy's own for a few colours."""
    return np.asarray(np.sort(colours, axis=0)[len(colours) // 2], dtype=np.int16)


def commonest_hue(vivid: NDArray[np.int16]) -> NDArray[np.int16]:
    """Those of some coloured pixels that have the hue which most of them have, or nearly."""
    hues = _hue(vivid)
    bins = np.bincount(hues, minlength=_HUES)
    near = bins + np.roll(bins, 1) + np.roll(bins, -1)
    best = int(np.argmax(near))
    apart = np.abs(hues - best)
    return np.asarray(vivid[np.minimum(apart, _HUES - apart) <= 1], dtype=np.int16)


def _hue(colours: NDArray[np.int16]) -> NDArray[np.int64]:
    red, green, blue = (colours[:, i].astype(np.float32) for i in range(3))
    high, low = colours.max(axis=1), colours.min(axis=1)
    spread = np.maximum(high - low, 1).astype(np.float32)
    hue = np.where(
        high == colours[:, 0],
        ((green - blue) / spread) % 6,
        np.where(high == colours[:, 1], (blue - red) / spread + 2, (red - green) / spread + 4),
    )
    return np.asarray(hue * _HUES / 6, dtype=np.int64) % _HUES
