"""A page turned so that most of its text runs from left to right."""

import numpy as np

from extract.pdf.glyphs import Glyphs
from extract.pdf.objects import Fill, PageObjects, Picture, Rule, Shape
from extract.pdf.words import words_in
from records import Box


def upright(page: PageObjects, glyphs: Glyphs) -> PageObjects:
    """The page with the words of its glyphs, turned as most of them are."""
    turn = {90: 3, 180: 2, 270: 1}.get(glyphs.main_angle(), 0)
    if turn:
        glyphs = glyphs.turned(turn, page.width, page.height)

    def box(b: Box) -> Box:
        x0, top, x1, bottom = b
        if turn == 1:
            return (page.height - bottom, x0, page.height - top, x1)
        if turn == 2:
            return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
        if turn == 3:
            return (top, page.width - x1, bottom, page.width - x0)
        return b

    swap = turn in (1, 3)
    return PageObjects(
        number=page.number,
        width=page.height if swap else page.width,
        height=page.width if swap else page.height,
        words=words_in(glyphs),
        rules=tuple(Rule(box(r.box), r.horizontal != swap, r.colour) for r in page.rules) if turn else page.rules,
        fills=tuple(Fill(box(f.box), f.colour) for f in page.fills) if turn else page.fills,
        shapes=tuple(Shape(box(s.box), s.colour, s.filled) for s in page.shapes) if turn else page.shapes,
        pictures=tuple(Picture(box(p.box)) for p in page.pictures) if turn else page.pictures,
        turn=turn,
        scale=page.scale,
        hidden_text=page.hidden_text,
        pixels=np.ascontiguousarray(np.rot90(page.pixels, -turn)) if turn and page.pixels.size else page.pixels,
    )
