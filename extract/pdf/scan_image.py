"""The picture of a scanned page made ready: its ink in grey, straightened, and the lines that rule it.

Grey is how far a pixel stands out from the ground around it, so that tinted cells read as white and white words on
dark bars as black.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.pdf.mark_ink import Flags, parts_of
from extract.pdf.objects import Pixels, Rule
from records import Box

Grey = NDArray[np.uint8]
"""Height x width, 255 for the ground, 0 for full ink."""

SCALE = 4.0
"""Pixels per point at which a scan is read: 288 dpi, about what recognisers are trained on."""
LOOK = 2.0
"""Pixels per point at which its rules, colours and symbols are looked at."""

_BLOCK = 8
_STEEPEST, _COARSELY, _LEVEL = 4.0, 0.3, 0.05
"""Degrees: the slope that is searched for, how far a coarse search may be off, what is left alone."""
_MOST_INK = 250_000
"""Pixels of ink that are enough to tell the slope by."""
_LETTER_GAP = 4
"""Pixels at `LOOK`: letters of a word stand closer, lines further apart."""
_MANY_RUNS = 40
"""Words that are enough to tell by their shape alone that a page lies on its side."""
_ACROSS, _DOWN = 22.0, 16.0
"""Shortest rules, in points: longer than any stroke of a letter."""
_THICKEST = 4.5
_TALLEST = 40.0
"""Points: no stroke of a letter is longer."""
_DARK = 128
_DARK_BAR = 110
"""Ground darker than this carries white words."""
_BAR_BLOCKS, _FULL = 8, 0.6
"""Blocks that the smallest dark cell has, and the part of its pixels that are dark: white words take the rest."""
_FAINTEST = 0.18
"""How much of the way from the ground to full ink counts as ink."""
_REACH = range(-4, 5)
"""Pixels at `LOOK` up and down within which a rule has its ground on both sides: no rule is thicker."""
_CLEAR = (4, 5, 6)
"""Pixels up and down at which nothing stands beside a rule."""
_PALEST = 24
"""How much darker (of 255) the palest rule is than its ground."""


@dataclass(frozen=True, slots=True)
class ScanImage:
    """A scanned page, straightened. `colours` at `LOOK`, `ink` at `SCALE` with the rules taken out; `skew` in degrees,
    `turn` in quarter turns clockwise, are what was done to it."""

    colours: Pixels
    ink: Grey
    rules: tuple[Rule, ...]
    skew: float
    turn: int


def scan_image(drawn: Pixels, turn: int = 0, *, sharp: bool = False) -> ScanImage:
    """Make ready a page drawn at `SCALE`, turned by so many more quarter turns clockwise than its lines ask for. The
    dark bars of a `sharp` picture, which no scanner made, end where they end, and pale lines part their cells."""
    turned, reduced = drawn, _reduced(drawn)
    turn = (turn + (1 if _is_sideways(_grey(reduced, sharp)) else 0)) % 4
    if turn:
        turned = np.ascontiguousarray(np.rot90(drawn, -turn))
        reduced = _reduced(turned)
    small = _whitened(reduced)
    grey = _grey(small, sharp)
    skew = _skew_of(grey)
    colours = _rotated(small, skew)
    across, down = _rule_pixels(colours, sharp)
    ink = _rotated(_grey_at_scale(turned, reduced, sharp), skew)
    ink = np.where(_grown(np.repeat(np.repeat(across | down, 2, 0), 2, 1), ink.shape), np.uint8(255), ink)
    return ScanImage(colours, ink, tuple(_rules(across, down)), skew, turn)


def words_about(pixels: Pixels) -> int:
    """About how many words a picture at `LOOK` shows, lying or upright: cheap, and as rough as that."""
    return max(_runs_of_print(_grey(pixels, True)))


def _reduced(drawn: Pixels) -> Pixels:
    image = Image.fromarray(drawn)
    factor = LOOK / SCALE
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return np.asarray(image.resize(size, Image.Resampling.BOX), dtype=np.uint8)


def _whitened(pixels: Pixels) -> Pixels:
    """With the paper as white: its colour is what most of the bright pixels have."""
    values = pixels.reshape(-1, 3)[::11].astype(np.int16)
    bright = values[values.min(axis=1) > 150]
    if len(bright) * 5 < len(values):
        return pixels
    paper = np.maximum(np.median(bright, axis=0), 1.0)
    return np.asarray(np.minimum(pixels.astype(np.float32) * (252.0 / paper), 255), dtype=np.uint8)


# ------------------------------------------------------------------------------------------------ ink
def _ground(pixels: Pixels, sharp: bool) -> NDArray[np.int16]:
    """The colour around each pixel: of blocks, in the middle of their neighbours."""
    height, width = pixels.shape[:2]
    if height < _BLOCK or width < _BLOCK:
        return np.full(pixels.shape, 255, dtype=np.int16)
    middle, bright = _blocks(pixels)
    dark = _bars(np.asarray(middle.mean(axis=2) < _DARK_BAR, dtype=np.bool_))
    bars = _dark_bars(pixels, dark) if sharp else []
    paper = np.median(bright[~dark], axis=0).astype(np.uint8) if not dark.all() else np.uint8(255)
    tints = np.where(dark[:, :, None], middle, bright)
    for left, top, right, bottom in bars:  # edges of bars are sharp: nothing of them may reach beyond
        tints[top // _BLOCK : -(-bottom // _BLOCK), left // _BLOCK : -(-right // _BLOCK)] = paper
    smooth = Image.fromarray(tints.astype(np.uint8)).resize((width, height), Image.Resampling.BILINEAR)
    ground = np.array(smooth, dtype=np.int16)
    for left, top, right, bottom in bars:
        inside = pixels[top:bottom, left:right].reshape(-1, 3)
        ground[top:bottom, left:right] = np.median(inside, axis=0)
    return ground


def _blocks(pixels: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The middle colours of the blocks of a picture, and the bright ones."""
    rows, columns = pixels.shape[0] // _BLOCK, pixels.shape[1] // _BLOCK
    cut = pixels[: rows * _BLOCK, : columns * _BLOCK]
    blocks = cut.reshape(rows, _BLOCK, columns, _BLOCK, 3)[:, ::2, :, ::2].transpose(0, 2, 1, 3, 4)
    ordered = np.sort(blocks.reshape(rows, columns, -1, 3), axis=2)
    count = ordered.shape[2]
    return _smoothed(ordered[:, :, count // 2]), _smoothed(ordered[:, :, count * 4 // 5])


def _bars_of(pixels: Pixels) -> list[tuple[int, int, int, int]]:
    """The dark rectangles of a picture at `LOOK`, in pixels: left, top, right, bottom."""
    if min(pixels.shape[:2]) < _BLOCK:
        return []
    middle = _blocks(pixels)[0].mean(axis=2)
    return _dark_bars(pixels, _bars(np.asarray(middle < _DARK_BAR, dtype=np.bool_)))


def _dark_bars(pixels: Pixels, dark: Flags) -> list[tuple[int, int, int, int]]:
    """The dark rectangles of a picture, to the pixel: left, top, right, bottom. `dark` tells their blocks."""
    light = pixels.mean(axis=2)
    near = dark | np.roll(dark, 1, 1) | np.roll(dark, -1, 1)  # white words part the blocks of a bar
    found = []
    for left, top, right, bottom, _ in parts_of(np.asarray(near, dtype=np.bool_)):
        y, x = max(0, (top - 1) * _BLOCK), max(0, (left - 1) * _BLOCK)
        around = light[y : (bottom + 1) * _BLOCK, x : (right + 1) * _BLOCK] < _DARK_BAR
        if around.shape[1] <= 4 * _BLOCK:
            continue
        rows = np.nonzero(around[:, 2 * _BLOCK : -2 * _BLOCK].mean(axis=1) > 0.5)[0]
        if not len(rows):
            continue
        first, last = int(rows[0]), int(rows[-1]) + 1
        columns = np.nonzero(around[first:last].mean(axis=0) > 0.5)[0]
        if len(columns) and around[first:last, columns[0] : columns[-1] + 1].mean() >= _FULL:
            found.append((x + int(columns[0]), y + first, x + int(columns[-1]) + 1, y + last))
    return found


def _bars(dark: Flags) -> Flags:
    """Dark blocks that hang together as those of a bar or a cell do: strokes of a bold title make but a few."""
    kept = dark.copy()
    for left, top, right, bottom, count in parts_of(dark):
        if count < _BAR_BLOCKS:
            kept[top:bottom, left:right] = False
    return kept


def _smoothed(tints: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each block as the middle of itself and its eight neighbours."""
    rows, columns = tints.shape[:2]
    edged = np.pad(tints, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = np.stack([edged[i : i + rows, j : j + columns] for i in range(3) for j in range(3)])
    return np.asarray(np.sort(around, axis=0)[4], dtype=np.uint8)


def _stand_out(pixels: Pixels, ground: NDArray[np.int16]) -> Grey:
    apart = np.abs(pixels.astype(np.int16) - ground).max(axis=2)
    reach = np.maximum(np.maximum(ground, 255 - ground).max(axis=2), 1)
    ink = np.clip((apart / reach - _FAINTEST) * 1.4, 0, 1)
    return np.asarray(255 * (1 - ink), dtype=np.uint8)


def _grey(pixels: Pixels, sharp: bool) -> Grey:
    return _stand_out(pixels, _ground(pixels, sharp))


def _grey_at_scale(drawn: Pixels, reduced: Pixels, sharp: bool) -> Grey:
    """The ink of the large picture; its ground is told from the small one, which is as good and quicker."""
    ground = Image.fromarray(_ground(reduced, sharp).astype(np.uint8))
    large = ground.resize((drawn.shape[1], drawn.shape[0]), Image.Resampling.BILINEAR)
    return _stand_out(drawn, np.asarray(large).astype(np.int16))


# ------------------------------------------------------------------------------------------------ straight
def _is_sideways(grey: Grey) -> bool:
    """Lines of print make rows of ink with white between: here they stand upright."""
    ys, xs = np.nonzero(grey[::2, ::2] < _DARK)
    if len(ys) < 200:
        return False
    across = max(_sharpness(ys, xs, angle) for angle in np.arange(-3, 3.01, 0.5))
    down = max(_sharpness(xs, ys, angle) for angle in np.arange(-3, 3.01, 0.5))
    height, width = grey.shape
    upright, lying = _runs_of_print(grey)
    if upright >= _MANY_RUNS and upright > 4 * lying:
        return True
    return bool(down / width > 1.5 * across / height) and upright > 1.5 * lying


def _runs_of_print(grey: Grey) -> tuple[int, int]:
    """How many pieces of ink stand and how many lie, letters that stand close taken together: words are longer than
    they are high."""
    height, width = (size // _LETTER_GAP * _LETTER_GAP for size in grey.shape)
    blocks = grey[:height, :width].reshape(height // _LETTER_GAP, _LETTER_GAP, width // _LETTER_GAP, _LETTER_GAP)
    parts = [part for part in parts_of(np.asarray(blocks.min(axis=(1, 3)) < _DARK, dtype=np.bool_)) if part[4] >= 4]
    upright = sum(1 for left, top, right, bottom, _ in parts if bottom - top > 1.6 * (right - left))
    lying = sum(1 for left, top, right, bottom, _ in parts if right - left > 1.6 * (bottom - top))
    return upright, lying


def _skew_of(grey: Grey) -> float:
    """The slope of the lines of print in degrees, positive where they fall to the right; 0 for an empty page."""
    ys, xs = np.nonzero(grey[::2, ::2] < _DARK)
    if len(ys) < 200:
        return 0.0
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.1), key=lambda angle: _sharpness(ys, xs, angle))
    ys, xs = np.nonzero(grey < _DARK)
    thinned = slice(None, None, len(ys) // _MOST_INK + 1)
    ys, xs = ys[thinned], xs[thinned]
    near = np.arange(coarse - _COARSELY, coarse + _COARSELY + 0.001, 0.02)
    fine = max(near, key=lambda angle: _sharpness(ys, xs, angle, 0.5))
    return round(float(fine), 2) if abs(fine) >= _LEVEL else 0.0


def _sharpness(ys: NDArray[np.int64], xs: NDArray[np.int64], angle: float, row: float = 1.0) -> float:
    """How much the ink gathers in rows at this slope. Rows of less than a pixel are smoothed, or level ones would seem
    sharper than they are."""
    down = (ys - xs * np.tan(np.radians(angle))) / row
    rows = np.bincount((down - down.min()).astype(np.int64)).astype(np.float64)
    if row < 1:
        rows = np.convolve(rows, (1.0, 2.0, 1.0))
    return float((rows**2).sum())


def _rotated(pixels: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    if not degrees:
        return pixels
    fill = 255 if pixels.ndim == 2 else (255, 255, 255)
    image = Image.fromarray(pixels).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=fill)
    return np.asarray(image)


# ------------------------------------------------------------------------------------------------ rules
def _rule_pixels(colours: Pixels, sharp: bool) -> tuple[Flags, Flags]:
    """The pixels of long thin lines: those across, those down. Lines that cross do not interrupt them."""
    light = np.array(Image.fromarray(colours).convert("L"), dtype=np.uint8)
    for left, top, right, bottom in _bars_of(colours) if sharp else ():
        light[top:bottom, left:right] = 255 - light[top:bottom, left:right]  # pale lines part dark cells
    none = np.zeros(light.shape, dtype=np.bool_)
    across = _whole(light, int(_ACROSS * LOOK), none)
    down = _without_strokes(_whole(np.ascontiguousarray(light.T), int(_DOWN * LOOK), across.T).T, across)
    return _whole(light, int(_ACROSS * LOOK), down), down


def _without_strokes(down: Flags, across: Flags) -> Flags:
    """Without the upright strokes of large letters: short, and meeting no line across at either end."""
    kept = down.copy()
    for left, top, right, bottom, _ in parts_of(down):
        if bottom - top >= _TALLEST * LOOK:
            continue
        ends = across[max(0, top - 4) : bottom + 4, max(0, left - 3) : right + 3]
        if not ends.any():
            kept[top:bottom, left:right] = False
    return kept


def _whole(light: Grey, length: int, crossing: Flags) -> Flags:
    """Lines across, also where words stand so close that the line alone would not show: at the height of a line that
    does, all that is dark and thin is of it."""
    loose, thin = _thin(light)
    sure = _runs(thin, length, crossing)
    level = sure.sum(axis=1) >= length
    for by in (1, 2, 3):
        level = level | np.roll(level, by) | np.roll(level, -by)
    return sure | _runs(thin | (loose & level[:, None]), length, crossing)


def _thin(light: Grey) -> tuple[Flags, Flags]:
    """Pixels darker than what is above and below them, however tinted (a closing down the page shows what that is);
    and those of them with nothing else near."""
    highest = light
    for by in _REACH:
        highest = np.maximum(highest, np.roll(light, by, 0))
    closed = highest
    for by in _REACH:
        closed = np.minimum(closed, np.roll(highest, -by, 0))
    least = closed.astype(np.int16) - _PALEST
    loose = np.asarray(light < least, dtype=np.bool_)
    thin = loose.copy()
    for by in _CLEAR:  # strokes of letters have others above or below them
        thin &= (np.roll(light, by, 0) >= least) & (np.roll(light, -by, 0) >= least)
    return loose, np.asarray(thin, dtype=np.bool_)


def _runs(dark: Flags, length: int, crossing: Flags) -> Flags:
    """Pixels of stretches across that are dark for `length` and more, give or take a pixel up or down."""
    width = dark.shape[1]
    if width <= length:
        return np.zeros_like(dark)
    dark = dark | crossing
    near = dark | np.roll(dark, 1, 0) | np.roll(dark, -1, 0)
    sums = np.cumsum(np.pad(near, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = (sums[:, length:] - sums[:, :-length]) >= 0.92 * length
    count = np.cumsum(np.pad(starts, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    return np.asarray((count[:, length:] - count[:, :-length])[:, :width] > 0, dtype=np.bool_)


def _grown(flags: Flags, shape: tuple[int, ...]) -> Flags:
    out = np.zeros(shape, dtype=np.bool_)
    height, width = min(shape[0], flags.shape[0]), min(shape[1], flags.shape[1])
    out[:height, :width] = flags[:height, :width]
    grown = out.copy()
    for by in (-2, -1, 1, 2):
        grown |= np.roll(out, by, 0) | np.roll(out, by, 1)
    return grown


def _rules(across: Flags, down: Flags) -> list[Rule]:
    """The lines among the pixels of rules."""
    found = []
    for horizontal, pixels in ((True, across), (False, down)):
        for part in parts_of(pixels):
            box: Box = (part[0] / LOOK, part[1] / LOOK, part[2] / LOOK, part[3] / LOOK)
            thick = box[3] - box[1] if horizontal else box[2] - box[0]
            if thick <= _THICKEST:
                found.append(Rule(box, horizontal, 0))
    return found
