"""Papers that are resolved together: all of one council.

Papers of nobody knows whom stand alone each; they are put together by sixteens of their ids, so that the number of
pieces does not grow with them. A correction that moves figures to another council puts both councils into one unit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.cards import Kept
from records import PaperReading


@dataclass(frozen=True, slots=True)
class Unit:
    """Papers that are resolved together, in the order of the sources."""

    name: str
    kept: tuple[Kept, ...]

    def readings(self) -> tuple[PaperReading, ...]:
        """Their readings, from the cache."""
        return tuple(kept.reading() for kept in self.kept)

    @property
    def digests(self) -> tuple[str, ...]:
        """What the papers say, as hashes."""
        return tuple(kept.card.digest for kept in self.kept)


def units_of(readings: Sequence[Kept], moved: Iterable[tuple[str, str]] = ()) -> tuple[Unit, ...]:
    """All units, sorted by name. `moved` holds pairs of councils that belong together."""
    home = _joined(moved)
    found: dict[str, list[Kept]] = defaultdict(list)
    for kept in readings:
        organisation = kept.card.organisation
        name = home.get(organisation, organisation) if organisation else f"\n{kept.card.document_id[:1]}"
        found[name].append(kept)
    return tuple(Unit(name, tuple(found[name])) for name in sorted(found))


def _joined(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The first of all names that each name is joined with."""
    home: dict[str, str] = {}
    for pair in pairs:
        names = {home.get(name, name) for name in pair}
        members = {name for name, first in home.items() if first in names} | names | set(pair)
        home |= dict.fromkeys(members, min(members))
    return home
