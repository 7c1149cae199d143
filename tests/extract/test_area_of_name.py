"""Areas in the names of indicators: those that a name gives figures of, and those it only speaks about."""

import pytest

from extract.areas import AreaFinder

FINDER = AreaFinder(("England", "North West", "London"), ("North Westshire",))


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Recycling rate England", "England"),
        ("Recycling rate (England)", "England"),
        ("Recycling rate - national average", "national average"),
        ("England: recycling rate", "England"),
        ("Employment rate (%) North West", "North West"),
    ],
)
def test_a_name_that_ends_or_opens_with_an_area_gives_its_figures(name: str, area: str) -> None:
    """Apart from the rest of the name, or as its last word."""
    assert FINDER.area_of_name(name) == area


@pytest.mark.parametrize(
    "name",
    [
        "Adults active (Sport England survey)",
        "Grants from Sport England",
        "Funds paid to England",
        "Gap to England",
        "Attainment gap: council and England",
        "Rank in England",
        "Journeys to London",
        "Earnings in North Westshire",
        "National average",
    ],
)
def test_names_that_only_speak_of_an_area(name: str) -> None:
    """Counter-examples: a body, a gap, a rank, a journey, the council's own name."""
    assert FINDER.area_of_name(name) == ""
