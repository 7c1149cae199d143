"""Printed areas to the list of areas: spellings, short names, abolished councils by date, comparator groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records import Area

_TAIL = re.compile(
    r"[\s,]*(?:\b(?:average|median|mean|figure|comparator|rate|outturn|position|value|benchmark|group|region|avg)\b|\([^()]*(?:\([^()]*\)[^()]*)*\))+\s*$",
    re.IGNORECASE,
)
_NATION = re.compile(r"^(?:the )?(?:national(?:ly)?|all england|english|other parts of england)\b", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:quartiles?|quintiles?|deciles?|percentiles?|thresholds?|top|bottom|best|worst|upper|lower|highest|lowest)\b",
    re.IGNORECASE,
)
"""Speaks of some councils of a country: `All England top quartile` is no figure of England."""
_KIND_OF_COUNCIL = re.compile(
    r"^(?:(?:london |royal |metropolitan )*borough of|city (?:and county )?of|county of)\s+"
    r"|(?:\s+(?:city|county|borough|district|metropolitan))*\s+council$",
    re.IGNORECASE,
)
_COUNCILS = frozenset({"county", "unitary", "metropolitan", "london_borough", "district"})
_SHORTEST, _MOST = 4, 6
_NEIGHBOURS = re.compile(r"^(?:our |the )?statistical neighbou?r", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CanonicalArea:
    """What a printed area is: canonical name, id (GSS code where there is one), and whether the list knows it.

    `candidates` are ids of the list that a name may mean which the list does not know, or knows of several areas.
    """

    name: str
    area_id: str
    known: bool
    group: bool = False
    candidates: tuple[str, ...] = ()


class AreaIndex:
    """Looks printed areas up in the list of areas."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._by_name: dict[str, list[Area]] = {}
        for area in areas:
            for key in {_key(name) for name in (area.name, *area.short_names)}:
                self._by_name.setdefault(key, []).append(area)
        self._by_id = {area.area_id: area for area in areas}
        self._by_stem: dict[str, list[Area]] = {}
        for area in areas:
            if area.kind in _COUNCILS:
                self._by_stem.setdefault(_key(_KIND_OF_COUNCIL.sub("", area.name)), []).append(area)

    def by_id(self, area_id: str) -> Area | None:
        """The area of an id of the list."""
        return self._by_id.get(area_id)

    def canonical(self, printed: str, when: date | None) -> CanonicalArea:
        """The area that a printed name means on a day; the name as printed where the list does not know it."""
        text = " ".join(printed.split())
        found = self._lookup(text, when) or self._lookup(_TAIL.sub("", text), when)
        if not found and _NATION.match(text) and not _RANKED.search(text):
            found = self._lookup("England", when)
        if not found and _NEIGHBOURS.match(text):
            found = self._lookup("Statistical neighbours", when)
        if len(found) != 1:
            meant = found or self._begins(_TAIL.sub("", text), when)
            return CanonicalArea(text, "", False, True, tuple(sorted(area.area_id for area in meant)))
        (area,) = found
        name = text if area.kind == "group" and not _is_neighbours(area, text) else area.name
        return CanonicalArea(name, id_of(area), known=True, group=area.kind == "group")

    def _lookup(self, text: str, when: date | None) -> list[Area]:
        """The areas that a name may mean on a day: those that exist then, else those that ever bore it.

        A county and its city may have had councils of their own: of such a name nothing is taken for granted.
        """
        key = _key(text)
        found = self._by_name.get(key, [])
        alive = [area for area in found if _alive(area, when)] or found
        if len(alive) == 1 and when is not None and _key(alive[0].name) != key:
            alive = alive + [area for area in self._by_stem.get(key, ()) if area not in alive and _alive(area, when)]
        return alive

    def _begins(self, text: str, when: date | None) -> list[Area]:
        """The few councils of the day whose names begin with the text; none where it begins many."""
        key = _key(text)
        if len(key) < _SHORTEST:
            return []
        found = {
            area.area_id: area
            for name, areas in self._by_name.items()
            if name.startswith(key)
            for area in areas
            if area.kind in _COUNCILS and _alive(area, when)
        }
        return list(found.values()) if len(found) <= _MOST else []


def _is_neighbours(found: Area, text: str) -> bool:
    """Statistical neighbours, however short they are written, are one group under one name."""
    return bool(_NEIGHBOURS.match(text)) or found.name == "Statistical neighbours"


def id_of(area: Area) -> str:
    """The id that the dataset publishes: the GSS code, or the list's own id where there is none."""
    return area.gss or area.area_id


def parent_circle(areas: Sequence[Area]) -> tuple[str, ...]:
    """Ids of areas of which each lies in the next and the last in the first; none where the list has no circle."""
    parents = {area.area_id: area.parent for area in areas}
    clear: set[str] = set()
    for start in parents:
        path: list[str] = []
        here = start
        while here in parents and here not in clear:
            if here in path:
                return tuple(path[path.index(here) :])
            path.append(here)
            here = parents[here]
        clear.update(path)
    return ()


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def _alive(area: Area, when: date | None) -> bool:
    if when is None:
        return area.valid_to is None
    return (area.valid_from is None or area.valid_from <= when) and (area.valid_to is None or when <= area.valid_to)
