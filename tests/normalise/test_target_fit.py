"""Figures and targets that cannot be compared: parts of a share, other units, changes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from records import Flag
from tests.normalise.test_normalise_observations import BASE, flags, one


def said(value: str, target: str, name: str = "Planning") -> tuple[str, str, str]:
    """Figure, target and flags as published."""
    row = one(replace(BASE, value=value, target=target, target_scope="period", indicator=name))
    return str(row.value or ""), str(row.target or ""), ";".join(flags(row))


@pytest.mark.parametrize("value", ["118 of 124", "118 out of 124", "118/124", "118 of the 124"])
def test_parts_of_a_share_beside_a_percentage_are_no_figure(value: str) -> None:
    """The count is not what 95% is the target of; both parts are kept."""
    row = one(replace(BASE, value=value, target="95%", target_scope="period", indicator="Requests answered in time"))
    assert (row.value, row.unit, str(row.target)) == (None, "percent", "95")
    assert [str(row.numerator), str(row.denominator)] == ["118", "124"]


def test_parts_of_a_share_under_a_name_of_a_percentage_are_no_figure() -> None:
    """`% of milestones` says that the count is none."""
    assert one(replace(BASE, value="17 of 20", indicator="% of milestones achieved")).value is None


@pytest.mark.parametrize("target", ["", "4", "4 out of 5"])
def test_a_count_out_of_so_many_stays_the_figure(target: str) -> None:
    """Counter-example: nothing speaks of a percentage."""
    row = one(
        replace(
            BASE,
            value="3 out of 5",
            target=target,
            target_scope="period" if target else None,
            indicator="Audits passed",
        )
    )
    assert row.value == 3


def test_a_printed_percentage_beside_its_parts_stays_the_figure() -> None:
    """Counter-example: the cell prints the share."""
    assert said("118 of 124 (95%)", "97%")[:2] == ("95", "97")


@pytest.mark.parametrize(
    ("value", "target"), [("3 weeks", "21 days"), ("90 minutes", "2 hours"), ("12 homes", "40%"), ("£120", "95%")]
)
def test_a_target_in_another_unit_is_left_empty(value: str, target: str) -> None:
    """Nothing is worked out: 21 beside 3 looks as if it were seven times as much."""
    assert said(value, target)[1:] == ("", "target:other_unit")


def test_a_percentage_is_no_target_of_thousands() -> None:
    """`3%` beside 3,950 is what it should fall by."""
    assert said("3,950", "3%", "All recorded crime") == ("3950", "", "target:other_unit")
    assert said("205", "5%", "Deliberate fires") == ("205", "", "target:other_unit")


@pytest.mark.parametrize(
    ("value", "target", "name"),
    [
        ("95", "97%", "Invoices paid in time"),
        ("105", "100%", "Savings delivered"),
        ("3 weeks", "4", "Time to let"),
        ("21", "22 days", "Time to let"),
        ("£850k", "£1.5m", "Receipts"),
        ("12%", "2pp", "Absence"),
        ("31 homes", "25", "Affordable homes"),
        ("31", "25 homes", "Affordable homes"),
    ],
)
def test_a_target_that_may_fit_is_kept(value: str, target: str, name: str) -> None:
    """Counter-example: a sign left out, a unit said once, the same unit in another size of pounds."""
    assert said(value, target, name)[1] and not said(value, target, name)[2]


def test_a_target_of_a_change_has_no_number() -> None:
    """The reader says that its header heads reductions."""
    row = one(replace(BASE, value="40%", target="3%", target_scope="period", flags=(Flag("target", "of_change"),)))
    assert [row.target_raw, row.target, row.value] == ["3%", None, Decimal(40)]
