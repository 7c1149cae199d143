"""Pictures that stand in a page of print: which of them can hold a table, and where what they say belongs.

A table that was pasted in as a picture is recognised as a scan of its own. Photographs, maps and crests must cost
little: a picture is recognised only where it shows many words on a plain ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.pdf.layout import Seen, SeenLine, SeenPage, SeenTable
from extract.pdf.mark_ink import crop
from extract.pdf.objects import PageObjects, Pixels, area, holds, shown_box
from extract.pdf.scan_image import words_about
from records import Box

_LARGE = 0.06
"""Part of the page from which on a picture may be a table that was pasted in."""
_REPORTED = 0.12
"""Part of the page from which on a picture without many words is worth a finding: banners are smaller."""
_WHOLE = 0.9
"""Part of a picture that another one takes which shows the same."""
_LEAST_WORDS = 12
_PLAIN, _TINTS = 0.55, 4
"""Part of a picture that so many tints make up: photographs have more."""
_LEAST_ROWS, _LEAST_COLUMNS = 2, 2


@dataclass(frozen=True, slots=True)
class Pasted:
    """A large picture in a page, without words of the page on it: its box on the page as it is shown, and whether it
    may hold a table."""

    box: Box
    may_hold_table: bool


def pictures_in(page: PageObjects) -> tuple[Pasted, ...]:
    """The large pictures of a page, from the top; banners and the like are left out."""
    least = _LARGE * page.width * page.height
    large: list[Box] = []
    for box in sorted({_on_page(picture.box, page) for picture in page.pictures}, key=lambda b: (b[1], b[0])):
        if area(box) < least or any(holds(box, word.box) for word in page.words):
            continue
        if not any(holds(box, other) and area(other) > _WHOLE * area(box) for other in large):
            large.append(box)
    found = [(box, _may_hold_table(crop(page.pixels, page.scale, box))) for box in large]
    worth_it = [one for one in found if one[1] or area(one[0]) >= _REPORTED * page.width * page.height]
    return tuple(Pasted(shown_box(box, page), may_hold_table) for box, may_hold_table in worth_it)


def _on_page(box: Box, page: PageObjects) -> Box:
    return (max(0.0, box[0]), max(0.0, box[1]), min(page.width, box[2]), min(page.height, box[3]))


def _may_hold_table(pixels: Pixels) -> bool:
    if not pixels.size:
        return False
    tints = pixels[::3, ::3].astype(np.int64) >> 5
    counts = np.sort(np.bincount((tints[..., 0] << 6 | tints[..., 1] << 3 | tints[..., 2]).ravel()))[::-1]
    return bool(counts[:_TINTS].sum() >= _PLAIN * counts.sum()) and words_about(pixels) >= _LEAST_WORDS


def shows_table(page: SeenPage) -> bool:
    """Whether anything was seen in a picture that has rows and columns."""
    return any(
        isinstance(item, SeenTable) and sum(len(row) >= _LEAST_COLUMNS for row in item.rows) >= _LEAST_ROWS
        for item in page.items
    )


def with_pictures(page: SeenPage, pictures: Sequence[tuple[Box, SeenPage]]) -> SeenPage:
    """The page with what its pictures show, each before the first thing that stands below where it begins."""
    items, symbols = list(page.items), list(page.symbols)
    for box, shown in sorted(pictures, key=lambda picture: picture[0][1], reverse=True):
        at = next((i for i, item in enumerate(items) if item.box[1] >= box[1]), len(items))
        items[at:at] = [_inside(item) for item in shown.items]
        symbols.extend(shown.symbols)
    return replace(page, items=tuple(items), symbols=tuple(symbols))


def _inside(item: Seen) -> Seen:
    """Lines in a picture are no head or foot of the page."""
    return replace(item, boxed=True) if isinstance(item, SeenLine) else item
