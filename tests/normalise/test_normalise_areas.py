"""Printed areas to the list of areas: spellings, dates of councils, and groups that mean others for each council."""

from datetime import date

import pytest

from normalise.areas import AreaIndex
from records import Area
from tests.shared_papers import starter_workspace

OLD = Area(area_id="old-wexmoor", name="Wexmoor Borough Council", short_names=("Wexmoor",), valid_to=date(2019, 3, 31))
NEW = Area(area_id="new-wexmoor", name="Wexmoor Council", short_names=("Wexmoor",), valid_from=date(2019, 4, 1))
NATION = Area(area_id="england", name="England", gss="E92000001", kind="country")
PEERS = Area(area_id="statistical-neighbours", name="Statistical neighbours", kind="group")
INDEX = AreaIndex((OLD, NEW, NATION, PEERS))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("England", "England"),
        ("ENGLAND average", "England"),
        ("National", "England"),
        ("National average", "England"),
        ("the national figure", "England"),
        ("Statistical Neighbours", "Statistical neighbours"),
        ("Our statistical neighbour median", "Statistical neighbours"),
        ("Statistical neighbour average (2017)", "Statistical neighbours"),
    ],
)
def test_spellings_of_comparators(printed: str, name: str) -> None:
    """The words for an average beside an area do not make another area."""
    assert INDEX.canonical(printed, None).name == name


@pytest.mark.parametrize(
    ("when", "area_id"),
    [(date(2018, 6, 30), "old-wexmoor"), (date(2019, 4, 1), "new-wexmoor"), (None, "new-wexmoor")],
)
def test_a_short_name_means_the_council_of_its_day(when: date | None, area_id: str) -> None:
    """An abolished council keeps its figures; its successor starts with its own."""
    assert INDEX.canonical("Wexmoor", when).area_id == area_id


def test_an_abolished_council_is_found_by_its_full_name_later_on() -> None:
    """A later paper that names the old council means the old council."""
    assert INDEX.canonical("Wexmoor Borough Council", date(2021, 1, 1)).area_id == "old-wexmoor"


@pytest.mark.parametrize("printed", ["Best quartile", "Audit family", "Englandshire", "Wexmoor and Harrowmere", ""])
def test_what_the_list_does_not_know_stays_as_printed(printed: str) -> None:
    """An unknown area keeps its words and gets no code: nothing near it is taken instead."""
    found = INDEX.canonical(printed, None)
    assert (found.name, found.area_id, found.known) == (printed, "", False)


def test_codes_of_the_list_are_published_where_there_are_some() -> None:
    """GSS code where there is one, else the list's own id."""
    assert INDEX.canonical("England", None).area_id == "E92000001"
    assert INDEX.canonical("Statistical neighbours", None).area_id == "statistical-neighbours"


def test_names_of_the_list_that_ship_mean_one_area_on_any_day() -> None:
    """No full name of the starters leads to another entry, so that neighbours never merge."""
    areas = starter_workspace().areas
    index = AreaIndex(areas)
    wrong = []
    for area in areas:
        found = index.canonical(area.name, area.valid_to or area.valid_from)
        if found.area_id != (area.gss or area.area_id) and found.name != area.name:
            wrong.append((area.name, found.name))
    assert len(areas) > 400 and wrong == []
