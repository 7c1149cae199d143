"""What a header's columns tell of each other: codes before names, counts beside rates, targets of others."""

import pytest

from extract.columns import Header, describe
from extract.roles import Role


def _roles(*headers: str | tuple[str, ...]) -> list[Role]:
    texts = [(header,) if isinstance(header, str) else header for header in headers]
    return [column.role for column in Header(0, 0, tuple(describe(i, *t) for i, t in enumerate(texts))).columns]


@pytest.mark.parametrize("word", ["BVPI", "NI", "LPI"])
def test_the_kind_of_indicator_alone_heads_codes_before_names(word: str) -> None:
    """`BVPI | Description`: the names stand in the second column."""
    assert _roles(word, "Description", "2003/04 actual")[:2] == ["code", "description"]


def test_the_kind_of_indicator_alone_is_no_code_where_no_name_follows() -> None:
    """Counter-example: the column may hold the names themselves."""
    assert _roles("BVPI", "2003/04 actual")[0] == "none"


def test_a_count_beside_a_value_of_the_same_area_is_its_numerator() -> None:
    """Count and Value under one council; a number beside a percentage of its own stays a value."""
    assert _roles("Indicator", ("Larkhaven", "Count"), ("Larkhaven", "Value")) == ["name", "fraction", "value"]
    assert _roles("Indicator", ("2016/17", "Number"), ("2016/17", "%"))[1:] == ["value", "value"]


def test_a_national_target_is_none_beside_the_councils_own() -> None:
    """Alone it is the target of the row."""
    assert _roles("Indicator", "Actual", "National target", "Target")[2:] == ["none", "target"]
    assert _roles("Indicator", "Actual", "National target")[2:] == ["target"]


@pytest.mark.parametrize("word", ["Lower CI", "Upper 95% CI", "95% confidence interval", "Upper confidence limit"])
def test_limits_of_an_interval_are_no_values(word: str) -> None:
    """Alone and under the name of an area."""
    assert _roles("Indicator", word)[1] == "fraction"
    assert _roles("Indicator", ("Larkhaven", word))[1] == "fraction"


def test_a_value_under_a_region_is_the_regions() -> None:
    """The area stands in the upper header."""
    assert _roles("Indicator", ("North West", "Value"), ("England", "Value (95% CI)"))[1:] == ["comparator"] * 2


def test_teams_are_areas_only_where_nothing_is_named() -> None:
    """Counter-example: beside indicators it is the team that answers for them."""
    assert _roles("Team", "2017/18", "Target")[0] == "area"
    assert _roles("Team", "Indicator", "Target")[0] == "comment"
