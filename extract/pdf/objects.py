"""What stands on a PDF page, in one frame: points from the upper left corner of the page as it is read.

The frame is the page turned so that its text runs from left to right: `Turn` leads back to the page as shown.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from records import Box, quick

Pixels = NDArray[np.uint8]
"""Height x width x 3, RGB."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text is set: what is the same for all its glyphs. `colour` is 0xRRGGBB; `angle` in degrees,
    0 for upright text, counted clockwise as seen. `unmapped` where the file does not tell the characters."""

    font: str
    size: float
    colour: int
    angle: int
    bold: bool
    hidden: bool
    unmapped: bool = False


class Glyph(NamedTuple):
    """One printed character. `text` is what the file maps it to. A tuple, as thousands are made for a page."""

    text: str
    box: Box
    ink: Ink


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs that stand together without a space; the glyphs are kept where they can be symbols. `sure` is below 1
    where the word was read from a picture."""

    text: str
    box: Box
    ink: Ink
    glyphs: tuple[Glyph, ...] = ()
    sure: float = 1.0

    def __hash__(self) -> int:
        """By its place alone: words are looked up ten times as often as they are made."""
        return hash(self.box)


@quick
@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line, at most a few points thick: drawn, or a thin filled rectangle."""

    box: Box
    horizontal: bool
    colour: int

    @property
    def at(self) -> float:
        """The position across the line: y of a horizontal, x of a vertical one."""
        x0, top, x1, bottom = self.box
        return (top + bottom) / 2 if self.horizontal else (x0 + x1) / 2

    @property
    def start(self) -> float:
        """Where the line starts: x of a horizontal, y of a vertical one."""
        return self.box[0] if self.horizontal else self.box[1]

    @property
    def end(self) -> float:
        """Where the line ends: x of a horizontal, y of a vertical one."""
        return self.box[2] if self.horizontal else self.box[3]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle thicker than a rule."""

    box: Box
    colour: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Any other drawn path: a circle, a triangle, an arrow, a curve of a chart, an outlined glyph."""

    box: Box
    colour: int
    filled: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image on the page."""

    box: Box


@dataclass(frozen=True, slots=True)
class PageObjects:
    """All that stands on a page. `turn` is the quarter turns (clockwise) that made its text upright, `skew` the degrees
    (counterclockwise, after that) that made the lines of a scan level; `pixels` is the page drawn at `scale` pixels per
    point in the same frame, empty unless asked for. `scanned` says that all of it was told from a picture, whose upper
    left corner stands at `origin` on the page as shown; `hidden_text` is the text of the file that cannot be seen on
    the page and is in none of its words."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]
    turn: int = 0
    scale: float = 0.0
    pixels: Pixels = field(default_factory=lambda: np.zeros((0, 0, 3), dtype=np.uint8), compare=False, repr=False)
    skew: float = 0.0
    scanned: bool = False
    hidden_text: str = ""
    origin: tuple[float, float] = (0.0, 0.0)


def shown_box(box: Box, page: PageObjects) -> Box:
    """A box of the reading frame in the frame of the page as it is shown."""
    shown = _turned_back(box, page)
    if page.origin == (0.0, 0.0):
        return shown
    x, y = page.origin
    return (round(shown[0] + x, 2), round(shown[1] + y, 2), round(shown[2] + x, 2), round(shown[3] + y, 2))


def _turned_back(box: Box, page: PageObjects) -> Box:
    x0, top, x1, bottom = _unlevelled(box, page) if page.skew else box
    if page.turn == 1:  # the reading frame was turned clockwise
        return (top, page.width - x1, bottom, page.width - x0)
    if page.turn == 2:
        return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    if page.turn == 3:
        return (page.height - bottom, x0, page.height - top, x1)
    return (x0, top, x1, bottom)


def _unlevelled(box: Box, page: PageObjects) -> Box:
    """The box around a box that was turned with its page to make it level, turned back about the middle of the page."""
    cos, sin = math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew))
    x, y = page.width / 2, page.height / 2
    corners = [(a - x, b - y) for a in (box[0], box[2]) for b in (box[1], box[3])]
    turned = [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in corners]
    xs, ys = [p[0] for p in turned], [p[1] for p in turned]
    return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def union(boxes: list[Box]) -> Box:
    """The smallest box around all boxes. Raises ValueError for none."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def overlap(a: Box, b: Box) -> float:
    """The area that two boxes share, in square points."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width * height if width > 0 and height > 0 else 0.0


def area(box: Box) -> float:
    """The area of a box in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def centre(box: Box) -> tuple[float, float]:
    """The middle of a box."""
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def holds(around: Box, box: Box, slack: float = 0.0) -> bool:
    """Whether the middle of a box lies in another one or on its edge, give or take `slack` points."""
    x, y = centre(box)
    return around[0] - slack <= x <= around[2] + slack and around[1] - slack <= y <= around[3] + slack


def middle_in(box: Box, cell: Box) -> bool:
    """Whether the middle of a box lies in a cell; on an edge it belongs to the cell to the right or below."""
    x, y = centre(box)
    return cell[0] <= x < cell[2] and cell[1] <= y < cell[3]


def meeting(boxes: Sequence[Box], others: Sequence[Box]) -> list[bool]:
    """For each box, whether it shares an area with any of the others."""
    if not boxes or not others:
        return [False] * len(boxes)
    a, b = np.array(boxes)[:, None, :], np.array(others)[None, :, :]
    shared = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2]) & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    met: list[bool] = np.any(shared, axis=1).tolist()
    return met


def middles_in(boxes: Sequence[Box], cells: Sequence[Box]) -> list[list[int]]:
    """For each cell the boxes, by number, whose middles lie in it: `middle_in` for many at once."""
    found: list[list[int]] = [[] for _ in cells]
    if not boxes or not cells:
        return found
    b, c = np.array(boxes), np.array(cells)[:, None, :]
    x, y = (b[:, 0] + b[:, 2]) / 2, (b[:, 1] + b[:, 3]) / 2
    for cell, box in np.argwhere((c[..., 0] <= x) & (x < c[..., 2]) & (c[..., 1] <= y) & (y < c[..., 3])).tolist():
        found[cell].append(box)
    return found
