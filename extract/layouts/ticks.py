"""Ticks and crosses that nothing explains: on a form they answer a question, and rate nothing.

Under a header of ratings a tick is a rating, and where a key says so. Alone beside a name it may as well say that a
box of a check list was filled in.
"""

import re
from collections.abc import Sequence

from extract.context import Legend
from grammar.ratings import is_tick
from records import Grid, Line, Mark

_ANSWER = re.compile(r"^\W*(?:yes|no)\W*$", re.IGNORECASE)


def why_no_rating(line: Line, legend: Legend) -> str:
    """Why the mark that is all of a line rates nothing: it stands beside Yes or No, or is a tick without a key; "" if
    it may be a rating."""
    if _ANSWER.match(line.text):
        return "a mark beside Yes or No answers a question"
    return "a tick or cross that nothing calls a rating" if only_ticks(line.marks, legend) else ""


def is_check_list(grid: Grid, legend: Legend) -> bool:
    """Whether all marks of a grid without a header are ticks and crosses that no key explains."""
    return only_ticks([mark for row in grid.rows for cell in row for mark in cell.marks], legend)


def only_ticks(marks: Sequence[Mark], legend: Legend) -> bool:
    """Whether there are marks, and all of them ticks and crosses that no key explains."""
    explained = any(is_tick(char) for entry in legend.entries for char in entry.symbol)
    return bool(marks) and not explained and all(is_tick(mark.raw.split()[-1]) for mark in marks if mark.raw.split())
