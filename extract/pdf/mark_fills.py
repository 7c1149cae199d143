"""The colour of the ground of a cell, as printed: patterns, gradients and spot colours included."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from extract.pdf.colours import NEUTRAL, colour_name, rgb_of
from extract.pdf.mark_ink import commonest_hue, crop, middle
from extract.pdf.objects import PageObjects, Pixels, overlap
from records import Box

_DARK = 90
"""Pixels whose brightest channel is below this are text or rules, as no fill behind text is."""


def fill_of(page: PageObjects, box: Box, inks: Collection[int] = ()) -> tuple[int, str] | None:
    """Colour and name of the ground of a cell; None where it is white or cannot be told. `inks` are the colours of the
    words in it: what has the colour of print and no filled thing behind it is print, as in tight cells of headings.

    Where the page was drawn, its pixels decide: patterns and spot colours are hard to tell from the file.
    """
    colour = ground_of(page.pixels, page.scale, box) if page.pixels.size else _by_objects(page, box)
    if colour is None:
        return None
    name = colour_name(colour)
    if name == "white":
        return _badge(page, box)
    if any(colour_name(ink) == name for ink in inks) and not page.scanned and not _is_covered(page, box):
        return None
    return colour, name


def _is_covered(page: PageObjects, box: Box) -> bool:
    """Whether a fill, a drawing or a picture lies under half of a cell."""
    half = 0.5 * (box[2] - box[0]) * (box[3] - box[1])
    return any(
        overlap(thing.box, box) > half for things in (page.fills, page.shapes, page.pictures) for thing in things
    )


def _by_objects(page: PageObjects, box: Box) -> int | None:
    area = (box[2] - box[0]) * (box[3] - box[1])
    covering = [fill for fill in page.fills if overlap(fill.box, box) > 0.6 * area]
    return covering[-1].colour if covering else None


def _badge(page: PageObjects, box: Box) -> tuple[int, str] | None:
    """The fill of a box set in the middle of a cell: it stands as far from the left edge as from the right."""
    width, height = box[2] - box[0], box[3] - box[1]
    for fill in reversed(page.fills):
        x0, top, x1, bottom = fill.box
        inside = box[0] <= x0 and x1 <= box[2] and box[1] <= top and bottom <= box[3]
        if not inside or bottom - top < 5 or (x1 - x0) * (bottom - top) < 0.2 * width * height:
            continue
        if abs((x0 - box[0]) - (box[2] - x1)) <= 0.2 * width and (name := colour_name(fill.colour)) not in NEUTRAL:
            return fill.colour, name
    return None


def ground_of(pixels: Pixels, scale: float, box: Box) -> int | None:
    """The colour of the strips along the inner edges of a cell, where words seldom reach; None where they differ.

    At least two thirds of the strips that show one colour must agree.
    """
    x0, top, x1, bottom = box
    inset = min(2.0, (x1 - x0) / 6, (bottom - top) / 6)
    deep = max(1.0, min(2.5, (bottom - top) / 6))
    strips = (
        (x0 + inset, top + inset, x1 - inset, top + inset + deep),
        (x0 + inset, bottom - inset - deep, x1 - inset, bottom - inset),
        (x0 + inset, top + inset, x0 + inset + deep, bottom - inset),
        (x1 - inset - deep, top + inset, x1 - inset, bottom - inset),
    )
    tints: list[int] = []
    for strip in strips:
        tint = tint_of(_thinned(crop(pixels, scale, strip)))
        tints += [] if tint is None else [tint]
        if len(tints) == 2 and colour_name(tints[0]) == colour_name(tints[1]):
            return tints[0]
    names = [colour_name(tint) for tint in tints]
    best = max(dict.fromkeys(names), key=names.count, default=None)
    if best is None or names.count(best) * 3 < len(names) * 2:
        return None
    return next(tint for tint, name in zip(tints, names, strict=True) if name == best)


def _thinned(strip: Pixels) -> Pixels:
    """Every so many pixels of a long strip: some sixty along it tell its colour."""
    height, width = strip.shape[:2]
    return strip[:: max(1, height // 60), :: max(1, width // 60)]


def tint_of(pixels: Pixels) -> int | None:
    """The colour that most of the pixels share, or that a pattern or gradient gives on the whole; else None."""
    if not pixels.size:
        return None
    flat = pixels.reshape(-1, 3)
    middle_one = flat[len(flat) // 2]
    if flat.tobytes() == middle_one.tobytes() * len(flat):
        return rgb_of(*middle_one.tolist())
    if middle_one.max() >= _DARK and int((flat == middle_one).all(axis=1).sum()) * 4 >= len(flat) * 3:
        return rgb_of(*middle_one.tolist())
    light = flat[flat.max(axis=1) >= _DARK]
    if len(light) * 2 < len(flat):  # dark fills under white words
        light = flat
    codes = (light >> 3).astype(np.int32)
    packed = codes[:, 0] << 10 | codes[:, 1] << 5 | codes[:, 2]
    values, counts = np.unique(packed, return_counts=True)
    best = int(np.argmax(counts))
    if counts[best] * 2 >= len(packed):
        return _median(light[packed == values[best]])
    spread = light.max(axis=1).astype(np.int16) - light.min(axis=1)
    vivid = light[spread > 24]
    if len(vivid) * 4 >= len(light):
        near = commonest_hue(vivid.astype(np.int16))
        return _median(near) if len(near) * 10 >= len(vivid) * 8 else None
    rough = np.abs(light.astype(np.int16) - middle(light.astype(np.int16))).max(axis=1) < 24
    return _median(light[rough]) if int(rough.sum()) * 10 >= len(light) * 7 else None


def _median(colours: NDArray[np.integer]) -> int:
    return rgb_of(*middle(colours.astype(np.int16)).tolist())
