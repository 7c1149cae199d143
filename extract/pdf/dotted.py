"""Dotted and dashed lines: browsers draw them dot by dot, each a rule of its own that parts nothing."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.objects import Rule

_SHORT = 5.0
"""A dot or dash is at most so many points long."""
_LEAST = 6
"""So many of them in a row, at least, are a line."""
_LONG = 18.0
"""And they reach as far as this, in points."""


def with_lines_of_dots(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules, those that are dots of one line put together, lines last. Dots that stand alone stay as they are."""
    dots = [rule for rule in rules if _length(rule) <= _SHORT]
    if len(dots) < _LEAST:
        return tuple(rules)
    lines, left = _lines(dots, across=True)
    more, left = _lines(left, across=False)
    gone = {id(dot) for dot in dots} - {id(dot) for dot in left}
    return (*(rule for rule in rules if id(rule) not in gone), *lines, *more)


def _length(rule: Rule) -> float:
    x0, top, x1, bottom = rule.box
    return max(x1 - x0, bottom - top)


def _lines(dots: Sequence[Rule], *, across: bool) -> tuple[list[Rule], list[Rule]]:
    """Lines of dots in one direction, and the dots that are in none."""
    low, high, side = (0, 2, 1) if across else (1, 3, 0)
    level: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for dot in dots:
        level[round(10 * dot.box[side]), dot.colour].append(dot)
    lines: list[Rule] = []
    left: list[Rule] = []
    for _, row in sorted(level.items()):
        row.sort(key=lambda dot: dot.box[low])
        for run in _runs(row, low, high):
            first, last = run[0].box, run[-1].box
            if len(run) >= _LEAST and last[high] - first[low] >= _LONG:
                lines.append(Rule((first[0], first[1], last[2], last[3]), across, run[0].colour))
            else:
                left += run
    return lines, left


def _runs(row: Sequence[Rule], low: int, high: int) -> list[list[Rule]]:
    """Dots that stand at one distance from each other, which is no more than a few times their length."""
    runs = [[row[0]]]
    for a, b in pairwise(row):
        gap = b.box[low] - a.box[high]
        if -0.1 <= gap <= 3 * max(_length(a), 0.4):
            runs[-1].append(b)
        elif gap > -_SHORT and b.box == a.box:
            continue  # drawn twice
        else:
            runs.append([b])
    return runs
