"""Columns of another council beside the paper's own, each under its name: `Ours` and `Theirs` over two years."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.columns import Column

_YARDSTICKS = ("target", "annual_target", "rating", "arrow", "tolerance")


def of_others(columns: Sequence[Column], own: Collection[str]) -> list[Column]:
    """The columns, those under another name than the paper's own as comparators; unchanged where no own name stands.

    Their targets and ratings are none of the council's: they are listed as not read.
    """
    above = {column.index: column.text[: len(column.text) - len(column.last)].strip() for column in columns}
    under: dict[str, list[str]] = {}
    for column in columns:
        if above[column.index]:
            under.setdefault(above[column.index], []).append(column.last)
    ours = [under[name] for name in own if name in under]
    if not ours:
        return list(columns)
    others = {name for name, lower in under.items() if name not in own and len(lower) >= 2 and lower in ours}
    return [_of_other(column, above[column.index]) if above[column.index] in others else column for column in columns]


def _of_other(column: Column, name: str) -> Column:
    if column.role in ("value", "previous"):
        return replace(column, role="comparator", last=name)
    return replace(column, role="none") if column.role in _YARDSTICKS else column
