"""Lines that are drawn dot by dot are lines; dots that stand alone are none."""

import pytest

from extract.pdf.dotted import with_lines_of_dots
from extract.pdf.objects import Rule


def dots(count: int, step: float, *, across: bool = True, size: float = 0.75) -> list[Rule]:
    """Squares one after the other."""
    found = []
    for n in range(count):
        x, y = (50 + n * step, 100.0) if across else (50.0, 100 + n * step)
        found.append(Rule((x, y, x + size, y + size), True, 0))
    return found


@pytest.mark.parametrize("across", [True, False])
def test_dots_in_a_row_are_a_line(across: bool) -> None:
    """From the first to the last, in either direction."""
    (line,) = with_lines_of_dots(dots(60, 1.5, across=across))
    assert line.horizontal is across
    assert (line.start, line.end) == (50 if across else 100, (50 if across else 100) + 59 * 1.5 + 0.75)


def test_a_gap_parts_two_lines() -> None:
    """Cells whose borders do not meet stay apart."""
    first, second = (
        dots(30, 1.5),
        [Rule((x + 80, y, a + 80, b), True, 0) for x, y, a, b in (d.box for d in dots(30, 1.5))],
    )
    assert len(with_lines_of_dots([*first, *second])) == 2


@pytest.mark.parametrize("rules", [dots(5, 1.5), dots(40, 30.0), dots(8, 1.0), []])
def test_what_is_no_line_stays_as_it_is(rules: list[Rule]) -> None:
    """Too few, too far from each other, or too short all together."""
    assert with_lines_of_dots(rules) == tuple(rules)


def test_lines_stay_where_they_are() -> None:
    """A drawn line is kept before the lines of dots."""
    drawn = Rule((10, 10, 300, 10.5), True, 0)
    assert with_lines_of_dots([drawn, *dots(30, 1.5)])[0] is drawn
