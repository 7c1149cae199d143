"""Decimal points and commas in the picture of a figure: what a recogniser loses most.

A figure without its point is wrong by powers of ten and looks right, so points are counted in the ink itself. Whether
one is a point or a comma, scans seldom show.
"""

import re

import numpy as np

from extract.pdf.mark_ink import parts_of
from extract.pdf.scan_image import Grey

FIGURE = re.compile(r"^[£<>≤≥~+\-–(]*\d[\d.,]*\)?(?:%|m|k|p)?$")
"""A figure with nothing but points and commas in it."""
EITHER = re.compile(r"^\D*[1-9]\d{0,2}(?:\.\d{3})+\D*$")
"""Thousands parted by points, or three decimals: in councils' papers nearly always a comma misread."""

_DARK = 200
_TALL, _SMALL = 0.6, 0.3
"""Parts of the height of the tallest piece of ink: digits are taller, points smaller."""


def points_in(ink: Grey) -> int | None:
    """How many points and commas stand between the digits of a cut-out; None where the ink is not one line."""
    parts = parts_of(np.asarray(ink < _DARK, dtype=np.bool_))
    height = max((bottom - top for _, top, _, bottom, _ in parts), default=0)
    tall = [p for p in parts if p[3] - p[1] >= _TALL * height]
    if not tall or height < 12:
        return None
    bottoms = sorted(p[3] for p in tall)
    base = bottoms[len(bottoms) // 2]
    if max(p[1] for p in tall) > base - 0.4 * height or bottoms[-1] - bottoms[0] > 0.5 * height:
        return None  # several lines
    left, right = min(p[0] for p in tall), max(p[2] for p in tall)
    return sum(1 for part in parts if left < part[0] and part[2] < right and _is_point(part, height, base))


def _is_point(part: tuple[int, int, int, int, int], height: int, base: int) -> bool:
    """Small, about as wide as high (a comma may hang down), on the line: dirt is smaller, rings of % are larger."""
    x0, top, x1, bottom, ink = part
    small = x1 - x0 <= _SMALL * height and bottom - top <= (_SMALL + 0.15) * height
    low = top >= base - 0.42 * height and abs(bottom - base) <= 0.3 * height and bottom >= base - 0.12 * height
    return small and low and ink >= 0.015 * height * height and min(x1 - x0, bottom - top) >= 3


def points_of(text: str) -> int:
    """How many points and commas a figure prints."""
    return text.count(".") + text.count(",")
