"""Pages made by hand: words, lines and fills at known places."""

from collections.abc import Sequence

from extract.pdf.objects import Fill, Glyph, Ink, PageObjects, Rule, Shape, Word
from extract.pdf.tables import Table
from records import Box

SIZE = 10.0


def ink(size: float = SIZE, *, bold: bool = False) -> Ink:
    """Black upright print."""
    return Ink("Helvetica", size, 0, 0, bold, False)


def words(text: str, x: float, y: float, size: float = SIZE, *, bold: bool = False) -> list[Word]:
    """The words of a line of print whose first letter begins at x and whose top is y; half an em for each letter."""
    found = []
    for part in text.split():
        right = x + 0.5 * size * len(part)
        found.append(
            Word(part, (x, y, right, y + 0.8 * size), ink(size, bold=bold), (Glyph(part, (x, y, right, y), ink()),))
        )
        x = right + 0.3 * size
    return found


def line(y: float, cells: dict[float, str], size: float = SIZE, *, bold: bool = False) -> list[Word]:
    """Cells of one line of print, by where they begin."""
    return [word for x, text in cells.items() for word in words(text, x, y, size, bold=bold)]


def rule(x0: float, y0: float, x1: float, y1: float) -> Rule:
    """A black line half a point thick."""
    return Rule((x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25), y0 == y1, 0)


def page(
    print_: Sequence[Sequence[Word]],
    rules: Sequence[Rule] = (),
    fills: Sequence[Box] = (),
    shapes: Sequence[Box] = (),
    colour: int = 0xC6EFCE,
) -> PageObjects:
    """An A4 page."""
    return PageObjects(
        number=1,
        width=595.0,
        height=842.0,
        words=tuple(word for part in print_ for word in part),
        rules=tuple(rules),
        fills=tuple(Fill(box, colour) for box in fills),
        shapes=tuple(Shape(box, 0x00AA00, True) for box in shapes),
        pictures=(),
    )


def frame(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The four sides of a box."""
    return [rule(x0, y0, x1, y0), rule(x0, y1, x1, y1), rule(x0, y0, x0, y1), rule(x1, y0, x1, y1)]


def texts(table: Table) -> list[list[str]]:
    """The cells of a table, row by row; "" where a cell reaches over from the left or from above."""
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows
