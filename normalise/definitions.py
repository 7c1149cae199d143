"""Where a thread stops measuring what it measured: each stretch between two breaks is a line of its own.

A break is what the paper says ("new definition"), past figures that no longer fit, or figures that are 100 or 1000
times the known ones. A changed unit needs no break: the unit is a part of the line anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from grammar.units import base_unit
from normalise.evidence import same_measure
from normalise.figures import Figure, agree, distance, near
from normalise.printings import FactKey, Printing
from normalise.threads import Thread

_TELLING_PERIODS = 2
_FAR = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Line:
    """What tells the lines of an indicator apart: the unit without scale, and since when the definition holds."""

    unit: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A printing whose figures are not to be joined with those before, why, and whether a person is to be asked."""

    printing: Printing
    code: str
    reason: str
    asks: bool


def lines_of(thread: Thread) -> tuple[tuple[Line, ...], tuple[Break, ...]]:
    """The line of each printing, in their order, and the breaks between them."""
    units = {base_unit(p.unit)[0] for p in thread.printings if p.unit}
    only = next(iter(units)) if len(units) == 1 else ""
    lines: list[Line] = []
    breaks: list[Break] = []
    definition = before = ""
    figures: dict[FactKey, Figure] = {}
    marked = ""
    for place, printing in enumerate(thread.printings):
        unit = base_unit(printing.unit)[0] or only
        if printing.definition == "old":
            lines.append(Line(unit, before))
            continue
        found = next(_breaks(thread, place, figures, marked), None)
        if found is not None:
            breaks.append(found)
            before, definition = definition, printing.when.isoformat()
            figures = {}
        marked = printing.definition or marked
        if place and not same_measure(printing.unit, thread.printings[place - 1].unit):
            figures = {}
        figures.update(printing.figures)
        lines.append(Line(unit, definition))
    return tuple(lines), tuple(breaks)


def _breaks(thread: Thread, place: int, figures: dict[FactKey, Figure], marked: str) -> Iterator[Break]:
    printing = thread.printings[place]
    if place and printing.definition == "new" and marked != "new":
        yield Break(printing, "definition_break", f"the paper calls it so: “{printing.name}”", asks=False)
    if place in thread.slipped:
        reason = f"its figures are {thread.slipped[place]} times those of the papers before, or that part of them"
        yield Break(printing, "scale_slip", reason, asks=True)
    common = sorted(printing.figures.keys() & figures.keys())
    apart = [key for key in common if not near(printing.figures[key], figures[key])]
    far = any(distance(printing.figures[key], figures[key]) >= _FAR for key in apart)
    if common and len(apart) == len(common) and (far or len(common) >= _TELLING_PERIODS):
        told = "; ".join(
            f"{figures[k].value.normalize():f} and now {printing.figures[k].value.normalize():f} to {k[3]}"
            for k in apart[:3]
        )
        if not any(agree(printing.figures[key], figures[key]) for key in common):
            yield Break(printing, "figures_break", f"no figure of the papers before is repeated: {told}", asks=True)
