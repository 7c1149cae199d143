"""Rules to lattices: lines that touch belong together, and part the page into cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from extract.pdf.groups import Groups
from extract.pdf.objects import Fill, PageObjects, Rule, Word, centre, holds
from records import Box, quick

_SNAP = 2.6
"""Edges this near to each other, in points, are one line: borders are often drawn double."""
_REACH = 3.5
"""Ends of lines this near to another line touch it."""
_WHITE = 0xF8
_at, _start, _end = attrgetter("at"), attrgetter("start"), attrgetter("end")


@quick
@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical edge: where it is, and from where to where it runs. `weak` edges are those of fills."""

    at: float
    start: float
    end: float
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """Edges that hold together."""

    across: tuple[Edge, ...]
    down: tuple[Edge, ...]

    @property
    def box(self) -> Box:
        """What the edges enclose."""
        xs = [edge.at for edge in self.down] + [x for edge in self.across for x in (edge.start, edge.end)]
        ys = [edge.at for edge in self.across] + [y for edge in self.down for y in (edge.start, edge.end)]
        return (min(xs), min(ys), max(xs), max(ys))


def positions(edges: Sequence[Edge]) -> list[float]:
    """The places of edges in order, edges drawn double taken as one."""
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] > _SNAP:
            found.append(at)
    return found


_OPEN = 10.0
"""Lines that reach this far past the last line across them enclose cells that are open there."""


def closed(lattice: Lattice) -> Lattice:
    """The lattice with edges at open sides: tables often leave out the first and the last line."""
    if not lattice.across or not lattice.down:
        return lattice
    x0, top, x1, bottom = lattice.box
    down, across = list(lattice.down), list(lattice.across)
    xs, ys = [edge.at for edge in down], [edge.at for edge in across]
    for x, near in ((x0, min(xs)), (x1, max(xs))):
        if abs(x - near) > _OPEN:
            down.append(Edge(x, top, bottom, True))
    for y, near in ((top, min(ys)), (bottom, max(ys))):
        if abs(y - near) > _OPEN:
            across.append(Edge(y, x0, x1, True))
    return Lattice(tuple(across), tuple(down))


def lattices_of(page: PageObjects) -> list[Lattice]:
    """The lattices of a page. A white line parts nothing; a fill's edges are edges where no line is drawn."""
    rules = [rule for rule in page.rules if not _is_white(rule.colour) or _on_fill(rule, page.fills)]
    fills = [fill for fill in page.fills if not _is_white(fill.colour) and not _is_ground(fill, page)]
    across, down = _edges(rules)
    breaks = _breaks(across)
    starting, ending = sorted(down, key=_start), sorted(down, key=_end)
    beside: list[Fill] = []
    for fill in fills:
        if _stands_off(fill.box, starting, ending):
            beside.append(fill)
            continue
        x0, top, x1, bottom = fill.box
        across += [Edge(top, x0, x1, True), Edge(bottom, x0, x1, True)]
        down += [Edge(x0, top, bottom, True), Edge(x1, top, bottom, True)]
    parted = [*_parted(_merged(across), _merged(down)), *(_of_fill(fill.box) for fill in beside)]
    lattices = _stacked(parted, breaks, page.words)
    return [closed(_with_breaks(_with_first_row(lattice, breaks, page), breaks)) for lattice in lattices]


def _edges(rules: Sequence[Rule]) -> tuple[list[Edge], list[Edge]]:
    """Horizontal and vertical edges: `Edge(rule.at, rule.start, rule.end)` for thousands of rules."""
    across: list[Edge] = []
    down: list[Edge] = []
    for rule in rules:
        x0, top, x1, bottom = rule.box
        if rule.horizontal:
            across.append(Edge((top + bottom) / 2, x0, x1))
        else:
            down.append(Edge((x0 + x1) / 2, top, bottom))
    return across, down


def _stands_off(box: Box, starting: Sequence[Edge], ending: Sequence[Edge]) -> bool:
    """Whether a fill stands just above or below a table that lines part into columns, and keeps to none of them: the
    rating beside a title is no row of the table under it. A bar over the whole table is its title.

    The upright lines of the page are given twice, sorted by where they start and by where they end.
    """
    x0, top, x1, bottom = box
    reach = _REACH + _SNAP  # edges are moved together before it is asked which of them touch
    below = starting[bisect_left(starting, bottom, key=_start) : bisect_right(starting, bottom + 2 * reach, key=_start)]
    above = ending[bisect_left(ending, top - 2 * reach, key=_end) : bisect_right(ending, top, key=_end)]
    near = [e for e in below if 1.0 < e.start - bottom <= reach] + [e for e in above if 1.0 < top - e.end <= reach]
    columns = positions(near)
    if len(columns) < 3 or x1 < columns[0] or x0 > columns[-1]:
        return False
    if x0 <= columns[0] + _REACH and x1 >= columns[-1] - _REACH:
        return False
    return not all(any(abs(x - side) <= _REACH for x in columns) for side in (x0, x1))


def _of_fill(box: Box) -> Lattice:
    x0, top, x1, bottom = box
    return Lattice(
        (Edge(top, x0, x1, True), Edge(bottom, x0, x1, True)),
        (Edge(x0, top, bottom, True), Edge(x1, top, bottom, True)),
    )


_ROW = 64.0
"""Lines of one width that stand no farther apart than this, in points, part the rows of one table."""


def _stacked(lattices: Sequence[Lattice], breaks: dict[float, list[float]], words: Sequence[Word]) -> list[Lattice]:
    """Lines of one width above each other, put together: tables whose rows alone are ruled."""
    stacked: list[Lattice] = []
    for lattice in sorted(lattices, key=lambda item: item.box[1]):
        near = [i for i, above in enumerate(stacked) if _goes_on(above, lattice, breaks, words)]
        if near:
            index = max(near, key=lambda i: stacked[i].box[3])
            above = stacked[index]
            stacked[index] = Lattice((*above.across, *lattice.across), (*above.down, *lattice.down))
        else:
            stacked.append(lattice)
    return stacked


def _goes_on(above: Lattice, lattice: Lattice, breaks: dict[float, list[float]], words: Sequence[Word]) -> bool:
    x0, top, x1, _ = lattice.box
    a0, _, a1, low = above.box
    if not (abs(a0 - x0) <= _REACH and abs(a1 - x1) <= _REACH and -_REACH <= top - low <= _ROW):
        return False
    if lattice.down and above.down:
        return _row_between(above, lattice, breaks, words)
    joints, other = _joints(lattice, breaks), _joints(above, breaks)
    return not (joints and other) or len(_shared(joints, other)) * 2 > max(len(joints), len(other))


def _row_between(above: Lattice, lattice: Lattice, breaks: dict[float, list[float]], words: Sequence[Word]) -> bool:
    """Filled section rows end the lines of one table above them: a row of its columns stands between the two."""
    if not (_has_only_stripes(above) and _has_only_stripes(lattice)):
        return False
    x0, top, x1, _ = lattice.box
    joints = _joints(lattice, breaks)
    shared = _shared(_joints(above, breaks), joints)
    between = [w for w in words if above.box[3] < centre(w.box)[1] < top and x0 <= w.box[0] and w.box[2] <= x1]
    fields = {sum(1 for x in shared if x < centre(w.box)[0]) for w in between}
    whole = not any(w.box[0] < x - 1 and w.box[2] > x + 1 for w in between for x in shared)
    return whole and len(shared) * 2 > len(joints) and len(fields) * 2 > len(shared)


def _shared(xs: Sequence[float], others: Sequence[float]) -> list[float]:
    return [x for x in xs if any(abs(x - other) <= _SNAP for other in others)]


def _has_only_stripes(lattice: Lattice) -> bool:
    """No upright lines but the ends of fills as wide as the lattice."""
    x0, _, x1, _ = lattice.box
    return all(edge.weak and min(abs(edge.at - x0), abs(edge.at - x1)) <= _REACH for edge in lattice.down)


def _joints(lattice: Lattice, breaks: dict[float, list[float]]) -> list[float]:
    """Where the lines of a lattice meet end to end."""
    found: list[float] = []
    for x in sorted(x for y, xs in breaks.items() for x in xs if _carries(lattice.across, x, y)):
        if not found or x - found[-1] > _SNAP:
            found.append(x)
    return found


def _breaks(edges: Sequence[Edge]) -> dict[float, list[float]]:
    """Where lines of one height meet end to end: the borders of cells, drawn cell by cell, show the columns."""
    found: dict[float, list[float]] = {}
    group: list[Edge] = []
    for edge in [*sorted(edges, key=_at), None]:
        if edge is not None and (not group or edge.at - group[0].at <= 1.0):
            group.append(edge)
            continue
        ordered = sorted(group, key=_start)
        meets = [b.start for a, b in pairwise(ordered) if abs(b.start - a.end) <= 1.5]
        if meets and group:
            found[group[0].at] = meets
        group = [edge] if edge is not None else []
    return found


def _with_first_row(lattice: Lattice, breaks: dict[float, list[float]], page: PageObjects) -> Lattice:
    """A table whose cells are ruled below has a row above its first line: up to the top of the words there."""
    x0, top, x1, _ = lattice.box
    if len(lattice.across) < 2 or not any(abs(y - top) <= _SNAP for y in breaks) or not _has_only_stripes(lattice):
        return lattice
    ceiling = top
    for word in sorted(page.words, key=lambda w: -w.box[3]):
        inside = x0 - 1 <= word.box[0] and word.box[2] <= x1 + 1
        if inside and word.box[3] <= ceiling + 1 and ceiling - word.box[3] < 0.7 * word.ink.size:
            ceiling = min(ceiling, word.box[1])
        if ceiling < top - _ROW:
            return lattice
    crossing = [
        w
        for w in page.words
        if ceiling <= w.box[1]
        and w.box[3] <= top + 1
        and x0 <= w.box[0] <= x1
        and any(w.box[0] < x < w.box[2] for y, xs in breaks.items() if abs(y - top) <= _SNAP for x in xs)
    ]
    if ceiling >= top or crossing:
        return lattice
    return Lattice((Edge(ceiling - 2, x0, x1, True), *lattice.across), lattice.down)


def _with_breaks(lattice: Lattice, breaks: dict[float, list[float]]) -> Lattice:
    """A lattice without lines from top to bottom, with those that the joints of its rules stand for."""
    x0, top, x1, bottom = lattice.box
    ys = sorted({edge.at for edge in lattice.across})
    if len(ys) < 2:
        return lattice
    if any(length > 0.6 * (bottom - top) for length in _drawn_lengths(lattice, x0 + _OPEN, x1 - _OPEN)):
        return lattice
    added: list[Edge] = []
    for y, every in breaks.items():
        xs = [x for x in every if _carries(lattice.across, x, y)]
        if not xs:
            continue
        above = [at for at in ys if at < y - _SNAP]
        start = above[-1] if above else max(top, y - _ROW)
        added += [Edge(x, start, y, True) for x in xs if x0 + _SNAP < x < x1 - _SNAP]
    count: dict[int, int] = {}
    for edge in added:
        count[round(edge.at / 3)] = count.get(round(edge.at / 3), 0) + 1
    kept = [e for e in added if sum(count.get(round(e.at / 3) + d, 0) for d in (-1, 0, 1)) >= 2]
    return Lattice(lattice.across, (*lattice.down, *_merged(kept))) if kept else lattice


def _drawn_lengths(lattice: Lattice, low: float, high: float) -> list[float]:
    """How long the vertical line at each place between two is drawn: rows that span all columns interrupt it."""
    lengths: list[float] = []
    last: float | None = None
    for edge in sorted(lattice.down, key=_at):
        if not low < edge.at < high:
            continue
        if last is None or edge.at - last > _SNAP:
            lengths.append(0.0)
            last = edge.at
        lengths[-1] += edge.end - edge.start
    return lengths


def _carries(across: Sequence[Edge], x: float, y: float) -> bool:
    """Whether a horizontal line of the lattice runs through a point: joints of other lines are none of its own."""
    return any(abs(edge.at - y) <= _SNAP and edge.start - 1 <= x <= edge.end + 1 for edge in across)


@lru_cache(maxsize=1024)
def _is_white(colour: int) -> bool:
    return all((colour >> shift & 255) >= _WHITE for shift in (16, 8, 0))


def _is_ground(fill: Fill, page: PageObjects) -> bool:
    x0, top, x1, bottom = fill.box
    return (x1 - x0) * (bottom - top) > 0.6 * page.width * page.height


def _on_fill(rule: Rule, fills: Sequence[Fill]) -> bool:
    """White lines drawn over fills part cells."""
    return any(holds(fill.box, rule.box) and not _is_white(fill.colour) for fill in fills)


def _merged(edges: Sequence[Edge]) -> list[Edge]:
    """Edges at nearly the same place, joined where they meet."""
    merged: list[Edge] = []
    group: list[Edge] = []
    for edge in sorted(edges, key=_at):
        if group and edge.at - group[0].at > _SNAP:
            merged.extend(_joined(group))
            group = []
        group.append(edge)
    merged.extend(_joined(group))
    return merged


def _joined(group: Sequence[Edge]) -> list[Edge]:
    if not group:
        return []
    strong = [edge for edge in group if not edge.weak] or list(group)
    at = sum(edge.at for edge in strong) / len(strong)
    joined: list[Edge] = []
    first, *others = sorted(group, key=_start)
    start, end, weak = first.start, first.end, first.weak
    for edge in others:
        if edge.start <= end + _REACH:
            end, weak = max(end, edge.end), weak and edge.weak
        else:
            joined.append(Edge(at, start, end, weak))
            start, end, weak = edge.start, edge.end, edge.weak
    return [*joined, Edge(at, start, end, weak)]


def _parted(across: Sequence[Edge], down: Sequence[Edge]) -> list[Lattice]:
    """Edges that cross or touch, put together; parallel lines of one width that nothing crosses too."""
    together = Groups(len(across) + len(down))
    for i, a in enumerate(across):
        for j, d in enumerate(down):
            if a.start - _REACH <= d.at <= a.end + _REACH and d.start - _REACH <= a.at <= d.end + _REACH:
                together.join(i, len(across) + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate([*across, *down]):
        groups.setdefault(together.root(i), ([], []))[0 if i < len(across) else 1].append(edge)
    return [Lattice(tuple(h), tuple(v)) for h, v in groups.values()]
