"""Checks of the register of areas that ships with the program, `starters/areas.csv`."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

AREAS = Path(__file__).resolve().parents[1] / "starters" / "areas.csv"
HEADER = ["area_id", "gss", "name", "kind", "short_names", "domains", "parent", "from", "to", "successors", "source",
          "note"]  # fmt: skip
CODE_LETTERS = {
    "county": ("E10",), "unitary": ("E06",), "metropolitan": ("E08",), "london_borough": ("E09",), "district": ("E07",),
    "combined": ("E47", "E61"), "region": ("E12",), "country": ("E92", "K", "N92", "S92", "W92"), "group": ("E13",),
}  # fmt: skip
PRINCIPAL = ("county", "unitary", "metropolitan", "london_borough", "district")
TODAY = date(2026, 4, 1)


@dataclass(frozen=True)
class Area:
    """One row, with its dates and lists read; `first` and `last` are inclusive."""

    area_id: str
    gss: str
    name: str
    kind: str
    short_names: tuple[str, ...]
    domains: tuple[str, ...]
    parent: str
    first: date
    last: date
    successors: tuple[str, ...]
    source: str

    def exists_on(self, day: date) -> bool:
        """Whether the body exists on that day."""
        return self.first <= day <= self.last

    def overlaps(self, other: "Area") -> bool:
        """Whether both bodies exist on some day."""
        return self.first <= other.last and other.first <= self.last


def split(text: str) -> tuple[str, ...]:
    """The parts of a `;`-separated cell."""
    return tuple(text.split(";")) if text else ()


def area_of(row: dict[str, str]) -> Area:
    """The area of one row of the file."""
    return Area(
        area_id=row["area_id"], gss=row["gss"], name=row["name"], kind=row["kind"],
        short_names=split(row["short_names"]), domains=split(row["domains"]), parent=row["parent"],
        first=date.fromisoformat(row["from"]) if row["from"] else date.min,
        last=date.fromisoformat(row["to"]) if row["to"] else date.max,
        successors=split(row["successors"]), source=row["source"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def areas() -> dict[str, Area]:
    """Every row by its area_id."""
    with AREAS.open(encoding="utf-8", newline="") as stream:
        return {row["area_id"]: area_of(row) for row in csv.DictReader(stream)}


def holders(areas: dict[str, Area], words: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Area, Area]]:
    """Each word that two areas alive on the same day share, with both."""
    owners: dict[str, list[Area]] = defaultdict(list)
    for area_id, found in words.items():
        for word in dict.fromkeys(" ".join(part.casefold().split()) for part in found):
            owners[word].append(areas[area_id])
    for word, sharing in owners.items():
        yield from ((word, one, two) for one, two in combinations(sharing, 2) if one.overlaps(two))


def test_file_is_plain_sorted_csv() -> None:
    """The file is UTF-8 with bare newlines, the agreed header, full rows, and unique ids in order."""
    text = AREAS.read_bytes().decode("utf-8")
    rows = list(csv.reader(text.splitlines()))
    ids = [row[0] for row in rows[1:]]
    assert "\r" not in text
    assert text.endswith("\n")
    assert rows[0] == HEADER
    assert {len(row) for row in rows} == {len(HEADER)}
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", area_id) for area_id in ids)


def test_cells_are_clean() -> None:
    """No cell has stray blanks and no list has an empty or repeated part."""
    with AREAS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert all(cell == " ".join(cell.split()) for cell in row.values()), row["area_id"]
            for column in ("short_names", "domains", "successors"):
                parts = split(row[column])
                assert all(part and part == part.strip() for part in parts), (row["area_id"], column)
                assert len(set(parts)) == len(parts), (row["area_id"], column)


def test_codes_fit_their_kind(areas: dict[str, Area]) -> None:
    """A code has nine characters and the letters that the register gives to that kind of area."""
    for area in areas.values():
        if area.gss:
            assert re.fullmatch(r"[EKNSW]\d{8}", area.gss), area
            assert area.gss.startswith(CODE_LETTERS[area.kind]), area


def test_existing_principal_councils_have_codes(areas: dict[str, Area]) -> None:
    """Every council that exists today, region and country carries a code."""
    for area in areas.values():
        if area.exists_on(TODAY) and area.kind != "group":
            assert area.gss, area.area_id


def test_no_code_stands_for_two_areas(areas: dict[str, Area]) -> None:
    """No two areas alive on the same day share a code."""
    assert not list(holders(areas, {area.area_id: (area.gss,) for area in areas.values() if area.gss}))


def test_dates_are_sane(areas: dict[str, Area]) -> None:
    """Nothing ends before it starts, and what ended has successors that exist on the next day."""
    for area in areas.values():
        assert area.first <= area.last, area.area_id
        assert (area.last == date.max) == (not area.successors), area.area_id
        for successor in area.successors:
            assert successor != area.area_id
            assert areas[successor].exists_on(date.fromordinal(area.last.toordinal() + 1)), (area.area_id, successor)


def test_bodies_created_by_reorganisation_have_predecessors(areas: dict[str, Area]) -> None:
    """Every county, unitary or district that starts after 1998 follows a body that ended the day before."""
    successors = {(name, area.last.toordinal() + 1) for area in areas.values() for name in area.successors}
    for area in areas.values():
        if area.kind in ("county", "unitary", "district") and area.first > date(1998, 12, 31):
            assert (area.area_id, area.first.toordinal()) in successors, area.area_id


def test_parents_are_of_the_right_kind(areas: dict[str, Area]) -> None:
    """A district lies in a county of its own time; upper tiers and London boroughs lie in a region."""
    for area in areas.values():
        if area.kind == "district":
            assert areas[area.parent].kind in ("county", "unitary"), area.area_id
            assert areas[area.parent].overlaps(area), area.area_id
        elif area.kind in PRINCIPAL:
            assert areas[area.parent].kind == "region", area.area_id
        else:
            assert not area.parent or areas[area.parent].kind in ("region", "country"), area.area_id


def test_every_principal_council_of_today_is_present(areas: dict[str, Area]) -> None:
    """England has had 317 principal councils since 2023, the City of London and Isles of Scilly among them."""
    for day in (date(2023, 4, 1), TODAY):
        counts = Counter(area.kind for area in areas.values() if area.exists_on(day))
        expected = {"county": 21, "unitary": 63, "metropolitan": 36, "london_borough": 33, "district": 164}
        assert {kind: counts[kind] for kind in PRINCIPAL} == expected
    assert Counter(area.kind for area in areas.values())["region"] == 9


@pytest.mark.parametrize(
    ("day", "councils"),
    [("1998-04-01", 388), ("2009-03-31", 388), ("2009-04-01", 353), ("2019-03-31", 353), ("2019-04-01", 343),
     ("2020-04-01", 339), ("2021-04-01", 333), ("2023-03-31", 333), ("2023-04-01", 317)],
)  # fmt: skip
def test_each_reorganisation_leaves_the_known_number(areas: dict[str, Area], day: str, councils: int) -> None:
    """Each reorganisation leaves the number of principal councils that is on record for that day."""
    found = [area for area in areas.values() if area.kind in PRINCIPAL and area.exists_on(date.fromisoformat(day))]
    assert len(found) == councils


def test_no_name_points_to_two_areas(areas: dict[str, Area]) -> None:
    """No name or short name points to two areas alive on the same day; ambiguous ones are left out."""
    words = {area.area_id: (area.name, *area.short_names) for area in areas.values()}
    assert not [(word, one.area_id, two.area_id) for word, one, two in holders(areas, words)]


def test_no_short_name_repeats_the_name(areas: dict[str, Area]) -> None:
    """The official name is not listed again among the short names."""
    assert not [area.area_id for area in areas.values() if area.name in area.short_names]


def test_domains_identify_one_area(areas: dict[str, Area]) -> None:
    """A web domain is a bare host without `www`, and belongs to one area on any day."""
    for area in areas.values():
        assert all(re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in area.domains), area
    shared = holders(areas, {area.area_id: area.domains for area in areas.values()})
    assert not [(domain, one.area_id, two.area_id) for domain, one, two in shared]


def test_existing_councils_have_a_domain_and_all_have_a_source(areas: dict[str, Area]) -> None:
    """Each existing council can be recognised by its web domain, and every row says where it is from."""
    for area in areas.values():
        assert area.source, area.area_id
        if area.kind in PRINCIPAL and area.exists_on(TODAY):
            assert area.domains, area.area_id
