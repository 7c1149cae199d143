"""Printed areas to the list of areas: spellings, dates of councils, and groups that mean others for each council."""

from datetime import date

import pytest

from normalise.area_questions import ask_areas, unknown_areas
from normalise.areas import AreaIndex, parent_circle
from records import Area, Observation
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


@pytest.mark.parametrize(
    "printed", ["All England Best Quartile", "National Top Quartile", "National upper quartile", "England worst", ""]
)
def test_some_councils_of_a_country_are_not_the_country(printed: str) -> None:
    """A quartile is the line between councils, and stays as printed."""
    found = INDEX.canonical(printed, None)
    assert (found.name, found.known, found.group) == (printed, False, True)


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


@pytest.mark.parametrize(
    ("printed", "when", "candidates"),
    [
        ("Newcastle", date(2012, 3, 31), ("newcastle-under-lyme-borough-council", "newcastle-upon-tyne-city-council")),
        ("Kingston", date(2012, 3, 31), ("hull-city-council", "royal-borough-of-kingston-upon-thames")),
        (
            "Richmond",
            date(2012, 3, 31),
            ("london-borough-of-richmond-upon-thames", "richmondshire-district-council"),
        ),
        ("Durham", date(2008, 6, 30), ("durham-city-council", "durham-county-council")),
        ("Durham average", date(2008, 6, 30), ("durham-city-council", "durham-county-council")),
    ],
)
def test_a_name_of_several_councils_is_a_question(printed: str, when: date, candidates: tuple[str, ...]) -> None:
    """Two towns of one name, a county and its city: neither is taken, both are offered."""
    found = AreaIndex(starter_workspace().areas).canonical(printed, when)
    assert (found.name, found.area_id, found.known, found.candidates) == (printed, "", False, candidates)


@pytest.mark.parametrize(
    ("printed", "when", "area_id"),
    [
        ("Durham", date(2012, 3, 31), "E06000047"),
        ("Durham County Council", date(2008, 6, 30), "E06000047"),
        ("Somerset", date(2022, 6, 30), "E10000027"),
        ("Somerset", date(2024, 6, 30), "E06000066"),
        ("Northampton", date(2020, 6, 30), "E07000154"),
        ("St. Helens", date(2012, 3, 31), "E08000013"),
        ("City of York", date(2012, 3, 31), "E06000014"),
        ("CIPFA average", date(2012, 3, 31), "cipfa-nearest-neighbours"),
        ("Stat Nbrs", date(2012, 3, 31), "statistical-neighbours"),
    ],
)
def test_a_name_means_one_council_on_its_day(printed: str, when: date, area_id: str) -> None:
    """Where only one council of the day bears the name, it is that one, whatever was or will be."""
    assert AreaIndex(starter_workspace().areas).canonical(printed, when).area_id == area_id


def test_every_name_of_the_list_leads_to_its_area_while_it_lasts() -> None:
    """Full and short names of the starters, on the first and last day of each area and on two days between."""
    areas = starter_workspace().areas
    index = AreaIndex(areas)
    wrong = {
        name
        for area in areas
        for day in (area.valid_from, area.valid_to, date(2008, 1, 1), date(2024, 1, 1))
        if day and (area.valid_from or day) <= day <= (area.valid_to or day)
        for name in (area.name, *area.short_names)
        if index.canonical(name, day).area_id != (area.gss or area.area_id)
    }
    assert wrong == {"Durham"}


def test_two_areas_of_one_short_name_are_a_question() -> None:
    """What a workspace adds may repeat a name: the first row of the file has no more right to it."""
    rows = (Area(area_id="a", name="One", short_names=("Both",)), Area(area_id="b", name="Two", short_names=("both",)))
    assert AreaIndex(rows).canonical("Both", None).candidates == ("a", "b")


def observation(area: str, comparator_of: str = "Ashmere Council") -> Observation:
    """A row of a comparator that the list of areas does not know."""
    return Observation(
        observation_id=f"id {area}", document_id="d", source="q1.txt", area=area, comparator_of=comparator_of
    )


def test_ambiguous_areas_are_asked_once() -> None:
    """One question for a name, however often it is printed; none for words that are like no area."""
    rows = (
        observation("Newcastle"),
        observation("Newcastle"),
        observation("Top quartile"),
        observation("Kingston", ""),
    )
    (review,) = ask_areas(unknown_areas(rows, AreaIndex(starter_workspace().areas)))
    assert (review.subject, len(review.observation_ids)) == ("area", 2)
    assert review.candidates == "newcastle-under-lyme-borough-council;newcastle-upon-tyne-city-council"


@pytest.mark.parametrize(
    ("parents", "circle"),
    [({"a": "b", "b": "c"}, ()), ({"a": "a"}, ("a",)), ({"a": "b", "b": "c", "c": "b"}, ("b", "c")), ({}, ())],
)
def test_circles_of_parents_are_found(parents: dict[str, str], circle: tuple[str, ...]) -> None:
    """An area lies in no area that lies in it, at whatever distance."""
    assert parent_circle([Area(area_id=name, name=name, parent=parent) for name, parent in parents.items()]) == circle


@pytest.mark.parametrize("printed", ["England " + "() " * 30 + "x", "England (all) and Wales (part)"])
def test_only_brackets_at_the_end_are_left_out(printed: str) -> None:
    """What stands between brackets belongs to the name."""
    assert not INDEX.canonical(printed, None).known
