"""Tables in which a column names what each row prints: an indicator over rows of Target, Actual and RAG.

Each group of rows is turned into one row whose columns are the periods, each with its value, target and rating; from
there on it is read like any other row.
"""

from collections.abc import Sequence
from dataclasses import replace

from extract.columns import Column, Header
from extract.layouts.earlier import earlier_period
from extract.roles import Role, role_of
from records import Cell, Grid, Place

_ROLES: tuple[Role, ...] = ("value", "target", "annual_target", "rating", "arrow", "previous")
_EMPTY = Cell("", Place())
_MOST_WORDS = 4
"""A row is labelled "Target 2016/17"; a longer text is an indicator whose name holds such a word."""


def role_column(grid: Grid, header: Header, rows: Sequence[int]) -> int | None:
    """The column whose cells name roles, at least two different ones; None where there is none."""
    if len([column for column in header.columns if column.period]) < 2:
        return None
    for column in header.columns[:4]:
        texts = [grid.rows[r][column.index].text for r in rows if grid.rows[r][column.index].text]
        roles = [role_of(text) for text in texts if len(text.split()) <= _MOST_WORDS]
        known = [role for role in roles if role in (*_ROLES, "comparator")]
        if len(texts) >= 2 and len(known) * 5 >= len(texts) * 4 and len(set(known)) >= 2 and "value" in known:
            return column.index
    return None


def unfold_roles(grid: Grid, header: Header, rows: Sequence[int], column: int) -> tuple[Header, list[tuple[Cell, ...]]]:
    """One header and one row for each indicator: its leading cells, then for each period one cell of each role."""
    periods = [c for c in header.columns if c.period and c.index > column]
    printed = {_key(text): text for r in reversed(rows) if (text := grid.rows[r][column].text)}
    keys = sorted((key for key in printed if key[0] in _ROLES), key=lambda key: _ROLES.index(key[0]))
    keys += [key for key in reversed(printed) if key[0] == "comparator"]
    leading = [c for c in header.columns if c.index < column]
    columns = [replace(c, index=i) for i, c in enumerate(leading)]
    for c in periods:
        for role, other in keys:
            period = c.period if role != "previous" else earlier_period(printed[role, other], c.period)
            columns.append(
                Column(
                    len(columns), role, f"{c.text} {other or role}", period, last=other if role == "comparator" else ""
                )
            )
    unfolded: list[tuple[Cell, ...]] = []
    for group in _groups(grid, rows, column):
        by_key = {_key(grid.rows[r][column].text): r for r in group}
        first = [next((grid.rows[r][c.index] for r in group if grid.rows[r][c.index].text), _EMPTY) for c in leading]
        cells = [grid.rows[by_key[key]][c.index] if key in by_key else _EMPTY for c in periods for key in keys]
        unfolded.append((*first, *cells))
    return replace(header, columns=tuple(columns)), unfolded


def _key(label: str) -> tuple[Role, str]:
    """What a row prints: its role, and whose or of which year the figures are, where they are others."""
    role = role_of(label)
    return role, label if role in ("comparator", "previous") else ""


def _groups(grid: Grid, rows: Sequence[int], column: int) -> list[list[int]]:
    """Rows of one indicator: a new one starts where another name is printed before the role, or a role comes again."""
    name: list[str] = []
    groups: list[list[int]] = []
    seen: set[tuple[Role, str]] = set()
    for r in rows:
        row = grid.rows[r]
        key = _key(row[column].text)
        if key[0] not in (*_ROLES, "comparator"):
            continue
        printed = [cell.text for cell in row[:column]]
        named = any(printed) and printed != name
        name = printed if any(printed) else name
        if not groups or named or key in seen:
            groups.append([])
            seen = set()
        groups[-1].append(r)
        seen.add(key)
    return groups
