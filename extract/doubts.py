"""Doubts about words that were recognised in a picture and about how tables were put together, carried to all that was
read from them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from records import Box, Cell, Flag, Grid, Layout, Line, Place, ReportHead, Statement, Step, Use, changed

DOUBTED = 0.5
"""What was recognised less surely than this is flagged."""

_LONE_SIGN = 0.4
_SIGNED = re.compile(r"[-−–]\s?£?\d")

_Key = tuple[int | None, Box | None]
_FIELDS = frozenset({"rag", "arrow", "value", "target", "period", "area", "indicator"})


def with_doubts(
    statements: Sequence[Statement], layout: Layout, uses: Sequence[Use], head: ReportHead
) -> list[Statement]:
    """The statements, those of scans with how surely they were read and a flag on what was not.

    A doubtful header casts its doubt on the period of all figures below it, a doubtful name of the council on the area
    of all of its own figures.
    """
    sure = {(_key(item.place)): item.sure for item in _items(layout) if item.sure < 1}
    if not sure:
        return list(statements)
    sure |= {_key(cell.place): min(cell.sure, _LONE_SIGN) for cell in _lone_signs(layout)}
    headers = [use for use in uses if use.kind == "header" and sure.get(_key(use.place), 1.0) < DOUBTED]
    found = [_with_doubt(statement, sure, headers) for statement in statements]
    return [_of_doubtful_area(s) for s in found] if _is_doubtful(head, layout) else found


def with_origins(statements: Sequence[Statement], layout: Layout) -> list[Statement]:
    """The statements of tables of a PDF with how their table was found and why so, as their last step; with a flag on
    each figure that a second reading of a doubtful table reads otherwise."""
    grids = {e.number: e for e in layout.elements if isinstance(e, Grid) and e.place.page is not None}
    differing = {_key(item.place) for item in _items(layout) if isinstance(item, Cell) and item.differs}
    return [_with_origin(statement, grids, differing) for statement in statements]


def _with_origin(statement: Statement, grids: dict[int, Grid], differing: set[_Key]) -> Statement:
    grid = grids.get(statement.place.table) if statement.place.table is not None else None
    if grid is None:
        return statement
    flags = dict.fromkeys(statement.flags)
    if differing:
        places = {"value": statement.place} if statement.value else {}
        places |= {step.field: step.place for step in statement.steps if step.field in ("target", "period")}
        flags |= {Flag(field, "grids_differ"): None for field, place in places.items() if _key(place) in differing}
    step = Step("extract", "table", grid.origin, "", grid.place)
    return changed(statement, flags=tuple(flags), steps=(*statement.steps, step))


def _is_doubtful(head: ReportHead, layout: Layout) -> bool:
    """The council is in no list, and no line prints its name that was read for sure."""
    if head.area_id or not head.organisation:
        return False
    name = head.organisation.lower()
    lines = [item for item in _items(layout) if name in item.text.lower()]
    return bool(lines) and all(item.sure < DOUBTED for item in lines)


def _of_doubtful_area(statement: Statement) -> Statement:
    if statement.comparator or statement.area:
        return statement
    return replace(statement, flags=(*statement.flags, Flag("area", "ocr")))


def _items(layout: Layout) -> Iterator[Cell | Line]:
    for element in layout.elements:
        if isinstance(element, Grid):
            yield from (cell for row in element.rows for cell in row)
        else:
            yield element


def _lone_signs(layout: Layout) -> Iterator[Cell]:
    """Recognised figures with a minus in a table that has no other: more often dirt or a line than a sign."""
    for element in layout.elements:
        if isinstance(element, Grid):
            signed = [cell for row in element.rows for cell in row if _SIGNED.match(cell.text)]
            yield from (cell for cell in signed if cell.sure < 1 and len(signed) == 1)


def _key(place: Place) -> _Key:
    return (place.page, place.bbox)


def _with_doubt(statement: Statement, sure: dict[_Key, float], headers: Sequence[Use]) -> Statement:
    own = sure.get(_key(statement.place))
    flags = dict.fromkeys(statement.flags)
    if own is not None and own < DOUBTED and statement.value:
        flags[Flag("value", "ocr")] = None
    for step in statement.steps:
        if step.field in _FIELDS and sure.get(_key(step.place), 1.0) < DOUBTED and step.place != statement.place:
            flags[Flag(step.field, "ocr")] = None
    if own is not None and statement.indicator.count("(") > statement.indicator.count(")"):
        flags[Flag("indicator", "ocr")] = None  # the end of the name was lost with its last line
    if any(_above(header.place, statement.place) for header in headers):
        flags[Flag("period", "ocr")] = None
    if own is None:
        return replace(statement, flags=tuple(flags))
    return replace(statement, flags=tuple(flags), value_basis="ocr", confidence=own)


def _above(header: Place, place: Place) -> bool:
    """In the same column of the same page, higher up; or in the same row of the same table, to the left."""
    if header.page != place.page or header.bbox is None or place.bbox is None or header.table != place.table:
        return False
    middle = (place.bbox[0] + place.bbox[2]) / 2
    return header.bbox[0] <= middle <= header.bbox[2] and header.bbox[1] < place.bbox[1]
