"""A picture of the spot that printed a figure: the page around it, its cell outlined."""

import io

from PIL import Image, ImageDraw

from errors import DocumentError
from extract.pdf.engine import opened
from records import Box

_SCALE = 2.0
_AROUND = 90.0
"""Points of the page shown above and below the cell; its whole width is shown."""
_OUTLINE = (214, 39, 40)


def picture_of(data: bytes, page: int, box: Box) -> bytes:
    """A PNG of page `page` (from 1) around `box`, which is outlined. Raises DocumentError where the page is missing."""
    with opened(data) as file:
        if not 1 <= page <= len(file):
            raise DocumentError(f"the PDF has {len(file)} pages, not {page}")
        pixels = file.picture(page - 1, _SCALE)
    image = Image.fromarray(pixels)
    x0, top, x1, bottom = (edge * _SCALE for edge in box)
    draw = ImageDraw.Draw(image)
    for grow in (3, 4, 5):
        draw.rectangle((x0 - grow, top - grow, x1 + grow, bottom + grow), outline=_OUTLINE)
    shown = image.crop(
        (0, int(max(0, top - _AROUND * _SCALE)), image.width, int(min(image.height, bottom + _AROUND * _SCALE)))
    )
    buffer = io.BytesIO()
    shown.save(buffer, "PNG")
    return buffer.getvalue()
