"""Names of areas in cells and sentences: comparators, the paper's own council, and words that are neither."""

import pytest

from extract.areas import AreaFinder
from records import Area

AREAS = (
    Area(area_id="E92000001", name="England", gss="E92000001", kind="country"),
    Area(area_id="E12000009", name="South West", gss="E12000009", kind="region"),
    Area(area_id="E12000001", name="North East", gss="E12000001", kind="region"),
    Area(area_id="own", name="North East Moorland Council", kind="unitary"),
)
FINDER = AreaFinder.of(AREAS, own=("North East Moorland Council", "North East Moorland"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("England, 58.6% South West, 60.2%", ["England", "South West"]),
        ("the national average was 76.2%", ["national average"]),
        ("Statistical neighbours' average 12", ["Statistical neighbours' average"]),
        ("CIPFA nearest neighbours: 3", ["CIPFA nearest neighbours"]),
        ("1% South West August 2017", ["South West"]),
    ],
)
def test_comparators_are_found_as_printed(text: str, names: list[str]) -> None:
    """Nations, regions, neighbours and averages of groups are areas of other people's figures."""
    found = FINDER.find(text)
    assert [area.text for area in found] == names
    assert all(area.comparator and text[area.span.start : area.span.end] == area.text for area in found)


def test_an_own_name_with_a_region_in_it_is_own() -> None:
    """A council named after its region is not compared with the region when it names itself."""
    (found,) = FINDER.find("North East Moorland 47%")
    assert not found.comparator
    assert FINDER.comparator_in("North East Moorland 47%") == ""
    assert FINDER.comparator_in("North East average") == "North East average"


@pytest.mark.parametrize(
    "text", ["Engineering works", "a family of four", "neighbourhood plans", "international visitors", "81%"]
)
def test_words_that_only_sound_like_areas_are_none(text: str) -> None:
    """Parts of words and everyday words name no comparator."""
    assert FINDER.find(text) == ()


def test_a_finder_for_another_paper_keeps_the_comparators_only() -> None:
    """What one council calls itself means nothing in another's paper."""
    other = FINDER.with_own(("Wexmoor",))
    assert [area.comparator for area in other.find("Wexmoor 12, England 14")] == [False, True]
    assert [area.text for area in other.find("North East Moorland")] == ["North East"]
