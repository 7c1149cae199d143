"""Rows that say of when they are, under headers that do not; and targets of shares beside counts."""

import pytest

from tests.extract.paper_for_tests import facts_of, read, table


def said(name: str, often: str = "Quarterly", header: str = "Result") -> tuple[str, str]:
    """Period and flags of a row of this name and frequency."""
    body = table(f"Measure | Frequency | {header} | Target", f"{name} | {often} | 71 | 75", "Calls | Quarterly | 5 | 6")
    statement = read(body).statements[0]
    return statement.period, ";".join(map(str, statement.flags))


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Life expectancy (2011-13)", "2011-13"),
        ("Satisfaction (2014 survey)", "2014"),
        ("Obesity (2016/17)", "2016/17"),
    ],
)
def test_a_name_that_says_when(name: str, period: str) -> None:
    """The figure is not of the quarter that the paper reports on, and that is a doubt."""
    assert said(name) == (period, "period:by_name")
    assert said(name, header="Q2 2018/19")[1] == ""


@pytest.mark.parametrize(
    "name",
    ["Homes built (2016-2021)", "Emissions (baseline 2009/10)", "Cut in waste (from 2014/15)", "Calls (Q2 2018/19)",
     "Pupils (aged 5-16)", "Residents (2011 definition)"],
)  # fmt: skip
def test_a_name_that_speaks_of_another_time(name: str) -> None:
    """A plan that still runs, a baseline, the report's own quarter, ages."""
    assert said(name) == ("", "")


@pytest.mark.parametrize(
    ("often", "expected"),
    [
        ("Annual", ("", "period:annual_measure")),
        ("Annually", ("", "period:annual_measure")),
        ("Annual (2017/18)", ("Annual (2017/18)", "")),
        ("Monthly", ("", "")),
    ],
)
def test_a_measure_of_once_a_year(often: str, expected: tuple[str, str]) -> None:
    """In a paper on a quarter its figure is of no quarter."""
    assert said("Excess deaths", often) == expected


def test_in_a_paper_on_the_year_it_is_of_the_year() -> None:
    """There is no doubt then."""
    head = "Larkhaven Borough Council\n\nPerformance report 2018/19\n\n"
    reading = read(table("Measure | Frequency | Result | Target", "Deaths | Annual | 71 | 75"), head)
    assert [statement.flags for statement in reading.statements] == [()]


@pytest.mark.parametrize("headers", ["Q2 (£000) | Q2 (%) | Target (%)", "Q2 (£000) | Q2 (%) | Target"])
def test_the_target_of_a_share(headers: str) -> None:
    """A percentage is no target of the money beside it."""
    body = table(f"Measure | {headers}", "Arrears | 412 | 2.1% | 2.0%")
    assert [(f.value, f.target) for f in facts_of(body)] == [("412", ""), ("2.1%", "2.0%")]


def test_a_target_in_percent_alone_is_given() -> None:
    """Without a percentage beside it, the figure may be one."""
    assert [f.target for f in facts_of(table("Measure | Q2 2018/19 | Target", "Calls | 81 | 85%"))] == ["85%"]
