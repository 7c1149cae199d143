"""Fills of tables that are bands, headers or house style, and those that may be ratings."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from extract.grids import marks_of
from extract.pdf.colours import colour_name
from extract.pdf.mark_columns import ColumnKind
from extract.pdf.mark_symbols import Symbol

_BAND = 4
"""Cells of a column that are at least filled alike where the fill is no rating."""


class FilledCell(Protocol):
    """A cell of a table with what is seen in it."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def symbols(self) -> tuple[Symbol, ...]: ...
    @property
    def fill(self) -> int | None: ...


def rated_fills(
    rows: Sequence[Sequence[FilledCell]], kinds: Mapping[int, ColumnKind], *, fills_told: bool, key_found: bool
) -> frozenset[tuple[int, int]]:
    """Row and column of the cells whose fill can be a rating: not of a row filled alike (headers, bands), not of a
    column filled alike from top to bottom, unless the key tells fills (`fills_told`) or the fills are all that a column
    of ratings prints. `key_found` is whether the paper has any key."""
    columns: dict[int, list[FilledCell]] = {}
    for row in _body(rows):
        for cell in row:
            columns.setdefault(cell.column, []).append(cell)
    plain = {c for c, cells in columns.items() if not fills_told and _is_band(cells, kinds.get(c, ""))}
    if not key_found:
        plain |= {c for c, cells in columns.items() if _is_blue(cells) and not _holds_ratings(kinds.get(c, ""))}
    body = [cell for column, cells in columns.items() if column not in plain for cell in cells]
    return frozenset((cell.row, cell.column) for cell in body if cell.fill is not None)


def _body(rows: Sequence[Sequence[FilledCell]]) -> list[Sequence[FilledCell]]:
    """The rows that are filled cell by cell; a row filled alike is one of them where each of its figures stands on a
    fill that its column shows in the others."""
    body: list[Sequence[FilledCell]] = []
    alike: list[Sequence[FilledCell]] = []
    for row in rows:
        fills = {cell.fill for cell in row if cell.text or cell.symbols or cell.fill is not None}
        if len(row) > 1:
            (body if len(fills) > 1 else alike).append(row)
    single = {(cell.column, cell.fill) for row in body for cell in row if cell.fill is not None}
    body += [
        row
        for row in alike
        if all((c.column, c.fill) in single and _has_figure(c) for c in row if c.text or c.fill is not None)
    ]
    return body


def _has_figure(cell: FilledCell) -> bool:
    return any(c.isdigit() for c in cell.text)


def _is_band(cells: Sequence[FilledCell], kind: ColumnKind) -> bool:
    """A column filled alike from top to bottom; one of ratings is none where it prints nothing but its colour."""
    if len({cell.fill for cell in cells}) > 1 or len(cells) < _BAND:
        return False
    return not _holds_ratings(kind) or any(cell.text and not marks_of(cell.text) for cell in cells[1:])


def _is_blue(cells: Sequence[FilledCell]) -> bool:
    """All fills of a column are blue, the colour of bands."""
    return {colour_name(cell.fill) for cell in cells if cell.fill is not None} == {"blue"}


def _holds_ratings(kind: ColumnKind) -> bool:
    return kind in ("rating", "rating_only")
