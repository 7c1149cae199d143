"""Years and councils side by side, as `compare` shows them: what may share an axis, and what may be joined in a line.

A line is one `series_id` and nothing else. Lines share a panel only where indicator, definition, unit, sort of period
and way of counting are the same: a panel has one axis, so nothing on it can be compared wrongly.
"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk.period_names import period_name
from errors import InputError
from normalise.words import folded
from publish import columns
from publish.reading import Record, read_table
from records import Indicator

NOT_FINAL = ("provisional", "estimate", "forecast")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: the latest vintage of its period, and how it came about. `value` is None where no number stands."""

    label: str
    start: date
    end: date
    value: Decimal | None
    value_raw: str
    target: Decimal | None
    rag: str
    first_value: Decimal | None
    vintages: int
    revised: bool
    qualifiers: tuple[str, ...]
    flags: tuple[str, ...]
    source: str
    observation_id: str

    @property
    def final(self) -> bool:
        """Whether the paper prints it as final."""
        return not set(self.qualifiers) & set(NOT_FINAL)


@dataclass(frozen=True, slots=True)
class Series:
    """What may be joined in one line, its points in the order of time. `name` tells it from the others of its panel."""

    series_id: str
    area: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that may share an axis. `since` and `why` are the definition break that they come after, "" if none."""

    indicator_id: str
    indicator: str
    polarity: str
    unit: str
    period_type: str
    accumulation: str
    since: str
    why: str
    lines: tuple[Series, ...]

    @property
    def ends(self) -> tuple[date, ...]:
        """Last days of all periods that any line has, in order."""
        return tuple(sorted({point.end for line in self.lines for point in line.points}))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare: indicators (by id, name or code), areas (all if none), first and last day (open if None)."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def compare(
    dataset: Path, wanted: Wanted, catalogue: Sequence[Indicator], area_of: Callable[[str], str | None]
) -> tuple[Panel, ...]:
    """The panels for what is wanted, indicators in the order asked for.

    `area_of` gives the canonical name of an area, None for one that it does not know. Raises DatasetError where the
    folder is no dataset, InputError where an indicator or area is not there, with the nearest ones that are.
    """
    entries = {row["indicator_id"]: row for row in read_table(dataset, columns.INDICATORS)}
    ids = [name for text in wanted.indicators for name in _named(text, entries, catalogue)]
    series = [row for row in read_table(dataset, columns.SERIES) if row["indicator_id"] in set(ids)]
    areas = {_area_named(text, series, area_of) for text in wanted.areas}
    series = [row for row in series if (not areas or row["area"] in areas) and _within(row, wanted)]
    if not series:
        raise InputError(f"{', '.join(wanted.indicators)}: the dataset has no figures of it for these areas and years")
    shown = {row["observation_id"] for row in series}
    origins = {
        row["observation_id"]: row
        for row in read_table(dataset, columns.OBSERVATIONS)
        if row["observation_id"] in shown
    }
    order = {name: place for place, name in enumerate(dict.fromkeys(ids))}
    panels: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    for row in series:
        since, why = _definition(entries[row["indicator_id"]], row["period_start"])
        panels[row["indicator_id"], row["unit"], row["period_type"], row["accumulation"], since, why].append(row)
    return tuple(
        panel
        for key, rows in sorted(panels.items(), key=lambda item: (order[item[0][0]], item[0]))
        for panel in _panels(key, rows, entries[key[0]], origins)
    )


# ---------------------------------------------------------------------------------------------- what is asked for
def _named(text: str, entries: Mapping[str, Record], catalogue: Sequence[Indicator]) -> list[str]:
    """Ids of the dataset that a text names: by id, by name or alias, by framework code (which several may have)."""
    plain = folded(text)
    if plain in entries:
        return [plain]
    found = [key for key, row in entries.items() if plain in _names_of(row)]
    if found:
        return found
    unused = next((entry for entry in catalogue if entry.indicator_id == plain), None)
    if unused is not None:
        raise InputError(f"{text}: no paper of the dataset prints this indicator ({unused.name})")
    raise InputError(f"{text}: no such indicator in the dataset; {_nearest(text, _search_names(entries))}")


def _names_of(row: Record) -> set[str]:
    texts = (row["name"], *row["aliases"].split("|"), *row["frameworks"].split("|"))
    return {folded(text) for text in texts if text}


def _search_names(entries: Mapping[str, Record]) -> dict[str, str]:
    """Ids and names as they are compared, to the ids."""
    return {name: key for key, row in entries.items() for name in (key, *_names_of(row))}


def _nearest(text: str, names: Mapping[str, str]) -> str:
    plain = folded(text)
    words = plain.replace("-", " ").split()
    holding = [key for name, key in names.items() if all(word in name for word in words)]
    close = [names[name] for name in difflib.get_close_matches(plain, names, n=_SHOWN, cutoff=0.5)]
    some = list(dict.fromkeys((*holding, *close)))[:_SHOWN]
    return f"nearest: {', '.join(some)}" if some else "see indicators.csv of the dataset"


def _area_named(text: str, series: Iterable[Record], area_of: Callable[[str], str | None]) -> str:
    there = sorted({row["area"] for row in series if row["area"]})
    plain = folded(text)
    exact = [area for area in there if area.casefold() == plain]
    canonical = area_of(text)
    if exact or canonical in there:
        return exact[0] if exact else str(canonical)
    partly = [area for area in there if plain in area.casefold()]
    if len(partly) == 1:
        return partly[0]
    some = partly or there
    more = f" and {len(some) - 9} more" if len(some) > 9 else ""
    what = "could be several" if partly else "has no figures of these indicators; there are"
    raise InputError(f"area {text}: {what}: {', '.join(some[:9])}{more}".replace("are:", "are"))


def _within(row: Record, wanted: Wanted) -> bool:
    end = date.fromisoformat(row["period_end"])
    return (wanted.first is None or end >= wanted.first) and (wanted.last is None or end <= wanted.last)


# ---------------------------------------------------------------------------------------------- panels
def _definition(entry: Record, start: str) -> tuple[str, str]:
    """The last break of the entry on or before a day: its day and its reason."""
    breaks = sorted(part.strip() for part in entry["definition_breaks"].split("|") if part.strip())
    before = [part for part in breaks if part.split(" ", 1)[0] <= start]
    since, _, why = before[-1].partition(" ") if before else ("", "", "")
    return since, why


def _panels(
    key: Sequence[str], rows: Sequence[Record], entry: Record, origins: Mapping[str, Record]
) -> Iterator[Panel]:
    """One panel, and more where the dataset keeps figures of one area apart that nothing here tells apart: whatever
    its reason is, they are not put on one axis."""
    lines: defaultdict[str, list[Record]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["period_end"], row["period_start"])):
        lines[row["series_id"]].append(row)
    parts: list[dict[str, list[Record]]] = []
    for found in sorted(lines.values(), key=lambda found: (found[0]["period_start"], found[0]["series_id"])):
        name = _line_name(found[0], origins)
        place = sum(name in part for part in parts)
        if place == len(parts):
            parts.append({})
        parts[place][name] = found
    indicator_id, unit, period_type, accumulation, since, why = key
    for place, part in enumerate(parts):
        if place:
            since = min(found[0]["period_start"] for found in part.values())
            why = "kept apart from earlier figures by the dataset"
        series = tuple(
            Series(
                found[0]["series_id"],
                found[0]["area"],
                name,
                tuple(_point(row, origins[row["observation_id"]]) for row in found),
            )
            for name, found in sorted(part.items())
        )
        yield Panel(indicator_id, entry["name"], entry["polarity"], unit, period_type, accumulation, since, why, series)


def _line_name(row: Record, origins: Mapping[str, Record]) -> str:
    """The area, the population group, and whose neighbours they are where the area is a group of councils."""
    origin = origins[row["observation_id"]]
    grouped = bool(origin["comparator_of"]) and not row["area_id"]
    family = f" of {origin['comparator_of']}" if grouped else ""
    return f"{row['area']}{family}" + (f", {row['group']}" if row["group"] else "")


def _point(row: Record, origin: Record) -> Point:
    start, end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    return Point(
        label=period_name(row["period_type"], start, end),
        start=start,
        end=end,
        value=_number(row["value"]),
        value_raw=row["value_raw"],
        target=_number(row["target"]),
        rag=row["rag"],
        first_value=_number(row["first_value"]),
        vintages=int(row["vintages"]),
        revised=row["revised"] == "true",
        qualifiers=tuple(filter(None, origin["qualifiers"].split(";"))),
        flags=tuple(filter(None, row["flags"].split(";"))),
        source=f"{origin['source']}, " + (f"page {origin['page']}" if origin["page"] else f"line {origin['line']}"),
        observation_id=row["observation_id"],
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
