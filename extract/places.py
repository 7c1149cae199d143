"""Where a part of a cell or line stands in the file."""

from dataclasses import replace

from records import Cell, Line, Place


def part_of(cell: Cell | Line, start: int, length: int) -> Place:
    """The place of some characters of a cell; all of the cell where its text is not the file's own characters."""
    if cell.place.start is None or not cell.exact:
        return cell.place
    first = cell.place.start + start
    return replace(cell.place, start=first, end=first + length)
