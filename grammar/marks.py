"""Cells that hold nothing but marks: a rating, an arrow, or a pair of them (`G ↑`, `N/A →`, `↑ Green`)."""

import re
from functools import lru_cache

from grammar.arrows import find_arrows, parse_arrow
from grammar.ratings import parse_rating
from records import Mark


@lru_cache(maxsize=16384)
def parse_marks(text: str, *, words: bool = True, symbols: bool = False) -> tuple[Mark, ...]:
    """Rating and arrow of a cell, the rating first; () if anything else stands in it.

    `words` and `symbols` are those of `parse_rating`.
    """
    squeezed = " ".join(text.split())
    if arrow := parse_arrow(squeezed):
        return (arrow,)
    if rating := parse_rating(squeezed, words=words, symbols=symbols):
        return (rating,)
    arrows = find_arrows(squeezed)
    if len(arrows) != 1:
        return ()
    arrow, span = arrows[0]
    before, after = squeezed[: span.start].strip(), squeezed[span.end :].strip()
    if before and after:
        return ()
    rating = parse_rating(re.sub(r"^[/,|-]\s*|\s*[/,|-]$", "", before or after), words=words, symbols=symbols)
    return (rating, arrow) if rating else ()
