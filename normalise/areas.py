"""Printed areas to the list of areas: spellings, short names, abolished councils by date, comparator groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records import Area

_TAIL = re.compile(
    r"[\s,]*(?:\b(?:average|median|mean|figure|comparator|rate|outturn|position|value|benchmark|group|region|avg)\b|\(.*?\))+\s*$",
    re.IGNORECASE,
)
_NATION = re.compile(r"^(?:the )?(?:national(?:ly)?|all england|english|other parts of england)\b", re.IGNORECASE)
_NEIGHBOURS = re.compile(r"^(?:our |the )?statistical neighbou?r", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CanonicalArea:
    """What a printed area is: canonical name, id (GSS code where there is one), and whether the list knows it."""

    name: str
    area_id: str
    known: bool
    group: bool = False


class AreaIndex:
    """Looks printed areas up in the list of areas."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._by_name: dict[str, list[Area]] = {}
        for area in areas:
            for name in {area.name, *area.short_names}:
                self._by_name.setdefault(_key(name), []).append(area)
        self._by_id = {area.area_id: area for area in areas}

    def by_id(self, area_id: str) -> Area | None:
        """The area of an id of the list."""
        return self._by_id.get(area_id)

    def canonical(self, printed: str, when: date | None) -> CanonicalArea:
        """The area that a printed name means on a day; the name as printed where the list does not know it."""
        text = " ".join(printed.split())
        found = self._lookup(text, when) or self._lookup(_TAIL.sub("", text), when)
        if found is None and _NATION.match(text):
            found = self._lookup("England", when)
        if found is None and _NEIGHBOURS.match(text):
            found = self._lookup("Statistical neighbours", when)
        if found is None:
            return CanonicalArea(text, "", known=False, group=True)
        name = text if found.kind == "group" and not _is_neighbours(found, text) else found.name
        return CanonicalArea(name, id_of(found), known=True, group=found.kind == "group")

    def _lookup(self, text: str, when: date | None) -> Area | None:
        found = self._by_name.get(_key(text), [])
        if not found:
            return None
        alive = [area for area in found if _alive(area, when)]
        return (alive or found)[0]


def _is_neighbours(found: Area, text: str) -> bool:
    """Statistical neighbours, however short they are written, are one group under one name."""
    return bool(_NEIGHBOURS.match(text)) or found.name == "Statistical neighbours"


def id_of(area: Area) -> str:
    """The id that the dataset publishes: the GSS code, or the list's own id where there is none."""
    return area.gss or area.area_id


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def _alive(area: Area, when: date | None) -> bool:
    if when is None:
        return area.valid_to is None
    return (area.valid_from is None or area.valid_from <= when) and (area.valid_to is None or when <= area.valid_to)
