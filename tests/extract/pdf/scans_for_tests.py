"""Pictures of pages made by hand: print, bars and lines at known places, as a scanner would hand them over."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.pdf.objects import Pixels
from extract.pdf.scan_image import SCALE, Grey
from records import Box

Colour = tuple[int, int, int]
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
WORDS = (
    "Recorded burglaries per thousand households",
    "Household waste that was sent for recycling",
    "Calls answered within twenty seconds by staff",
    "Working days lost to sickness for each post",
    "Planning applications decided in eight weeks",
)


class Sheet:
    """A picture of a page, drawn on in points from its upper left corner."""

    def __init__(self, width: float = 300, height: float = 220, paper: Colour = WHITE) -> None:
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), paper)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float = 10, colour: Colour = BLACK) -> "Sheet":
        """Print words whose left end is x and whose top is y."""
        font = ImageFont.load_default(size * SCALE)
        self._draw.text((x * SCALE, y * SCALE), words, fill=colour, font=font)
        return self

    def lines(self, words: Sequence[str] = WORDS, x: float = 30, y: float = 30, step: float = 24) -> "Sheet":
        """Print lines below each other."""
        for i, line in enumerate(words):
            self.text(x, y + i * step, line)
        return self

    def box(self, box: Box, colour: Colour) -> "Sheet":
        """Fill a box, which may be as thin as a line."""
        x0, top, x1, bottom = (round(edge * SCALE) for edge in box)
        self._draw.rectangle((x0, top, x1 - 1, bottom - 1), fill=colour)
        return self

    def pixels(self, turned: float = 0.0) -> Pixels:
        """The picture, laid askew by so many degrees clockwise."""
        image = self.image
        if turned:
            image = image.rotate(-turned, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
        return np.array(image, dtype=np.uint8)


def cut_out(text: str, size: float = 10, specks: Sequence[Box] = ()) -> Grey:
    """The ink of one figure with a margin, and of specks of dirt (boxes in pixels)."""
    font = ImageFont.load_default(size * SCALE)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    image = Image.new("L", (right - left + 20, bottom - top + 20), 255)
    draw = ImageDraw.Draw(image)
    draw.text((10 - left, 10 - top), text, fill=0, font=font)
    for x0, y0, x1, y1 in specks:
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=0)
    return np.array(image, dtype=np.uint8)
