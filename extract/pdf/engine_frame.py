"""From the coordinates of the file (origin below left, before rotation) to the page as shown: points from its upper
left corner, rounded to a hundredth. For one box or point at a time, and for arrays of thousands: both give the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from records import Box

Numbers = NDArray[np.float64]
_CLOSE = 1e-6
"""Hundredths this near to a half are rounded one by one, as numpy multiplies before it rounds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the page as shown, its quarter turns, and its edges in the coordinates of the file."""

    width: float
    height: float
    turn: int
    left: float
    bottom: float
    right: float
    top: float

    def points(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """Points of the file on the page as shown, not rounded."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, edges: Numbers) -> Numbers:
        """Boxes of the file (n x 4: left, bottom, right, top) on the page as shown (left, top, right, bottom)."""
        x0, y0 = self.points(edges[:, 0], edges[:, 1])
        x1, y1 = self.points(edges[:, 2], edges[:, 3])
        corners = (np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1))
        return rounded(np.stack(corners, axis=1))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file on the page as shown."""
        x0, y0, x1, y1 = self.boxes(np.array([[left, bottom, right, top]], dtype=np.float64))[0].tolist()
        return (x0, y0, x1, y1)

    def angle(self, degrees: float) -> int:
        """The direction of a run of text as shown, a multiple of 90 where it is near one."""
        turned = (degrees + self.turn * 90) % 360
        near = round(turned / 90) * 90
        return int(near % 360) if abs(turned - near) < 3 else round(turned)


def rounded(values: Numbers) -> Numbers:
    """What `round(value, 2)` gives for each value, to the last bit."""
    hundredths = values * 100
    whole = np.rint(hundredths)
    found = np.asarray(whole / 100, dtype=np.float64)
    unsure = np.abs(np.abs(hundredths - whole) - 0.5) <= _CLOSE + np.abs(hundredths) * 1e-12
    if unsure.any():
        found[unsure] = [round(value, 2) for value in values[unsure].tolist()]
    return found
