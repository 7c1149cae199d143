"""What the columns of a table hold by their headers, as far as symbols go: ratings or arrows."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extract.roles import role_of

ColumnKind = Literal["rating", "rating_only", "arrow", ""]
"""`rating_only`: the table has another column for arrows, so what points in this one is no arrow."""

_HEADS = 4
"""Rows at the top of a table that may hold headers."""
_BOTH = re.compile(r"\b(?:rag|status|rating)\b", re.IGNORECASE)
_TREND = re.compile(r"\b(?:trend|direction|travel|d\.?o\.?t)\b", re.IGNORECASE)


class HeadCell(NamedTuple):
    """A cell of the first rows: its place and words."""

    column: int
    column_span: int
    text: str


def kinds_of_columns(rows: Sequence[Sequence[HeadCell]]) -> dict[int, ColumnKind]:
    """The kind of each column whose header tells one, from the rows of a table; the lowest header counts."""
    kinds: dict[int, ColumnKind] = {}
    for row in rows[:_HEADS]:
        for cell in row:
            if cell.column_span == 1 and (kind := _kind(cell.text)):
                kinds[cell.column] = kind
    if "arrow" not in kinds.values():
        return kinds
    return {column: "rating_only" if kind == "rating" else kind for column, kind in kinds.items()}


def _kind(header: str) -> ColumnKind:
    if not header or (_BOTH.search(header) and _TREND.search(header)):
        return ""  # `Status and trend` holds both
    role = role_of(header)
    return "rating" if role == "rating" else "arrow" if role == "arrow" else ""
