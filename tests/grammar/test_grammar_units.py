"""Units: as spelled, as headers print them, as names imply them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.units import canonical_unit, unit_of_header, unit_of_name


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "percent"), ("per cent", "percent"), ("pp", "percentage points"), ("% points", "percentage points"),
        ("£", "GBP"),
        ("£m", "GBP million"), ("£000", "GBP thousand"), ("£'000", "GBP thousand"), ("000s", "thousand"),
        ("Number", "count"),
        ("No.", "count"), ("rate", "rate"), ("per 10,000", "rate per 10,000"), ("per 1000", "rate per 1,000"),
        ("rate per 100,000", "rate per 100,000"), ("placements per 100,000 population", "rate per 100,000"),
        ("per thousand", "rate per 1,000"), ("working days", "days"), ("Days", "days"), ("weeks", "weeks"),
        ("mins", "minutes"),
        ("hours", "hours"), ("years", "years"), ("kg", "kg"), ("kg per household", "kg"), ("tonnes", "tonnes"),
        ("kWh per square metre", "kWh per square metre"), ("ratio", "ratio"), ("households", "count"),
        ("days per FTE", "days"),
        ("", ""), ("Target", ""), ("nonsense", ""), ("per cent of days", ""),
    ],
)  # fmt: skip
def test_spelled_unit(text: str, unit: str) -> None:
    """Each spelling has one canonical name; other words have none."""
    assert canonical_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "percent"), ("Number", "count"), ("£000", "GBP thousand"), ("(£m)", "GBP million"), ("Days", "days"),
        ("Value (£m)", "GBP million"), ("Actual (days)", "days"), ("Actual %", "percent"), ("Value", ""),
        ("Target", ""),
        ("Q1 2018/19", ""), ("In Month Actual", ""), ("Actual Month", ""), ("In Year Actual", ""), ("Month", ""),
        ("Actual (month)", ""), ("Actual in months", "months"), ("Value (years)", "years"), ("Days (actual)", "days"),
    ],
)  # fmt: skip
def test_unit_of_header(text: str, unit: str) -> None:
    """A header's unit stands alone, in brackets, or beside words such as actual."""
    assert unit_of_header(text) == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Percentage of household waste sent for reuse, recycling and composting", "percent"),
        ("% of Council Tax collected", "percent"),
        ("Proportion of adults with a learning disability in paid employment", "percent"),
        ("The proportion of safeguarding enquiries completed within 60 working days (Adults)", "percent"),
        ("Council Tax collected in year (%)", "percent"),
        ("Current Rent Arrears as % of rent due.", "percent"),
        ("Improved street and environmental cleanliness: litter (% of sites below standard)", "percent"),
        ("Number of affordable homes delivered (gross)", "count"),
        ("No. of households in temp. accommodation", "count"),
        ("Total number of households in temporary accommodation.", "count"),
        ("Missed bins (number)", "count"),
        ("Serious acquisitive crime (number of offences)", "count"),
        ("Rate of Looked After Children per 10,000 population under the age of 18", "rate per 10,000"),
        ("Number of missed bin collections per 100,000 collections", "rate per 100,000"),
        ("Serious acquisitive crime (per 1,000 residents)", "rate per 1,000"),
        ("Rate of proven re-offending by young offenders", "rate"),
        ("Working days lost per FTE due to sickness - excluding school staff", "days"),
        ("Average days to process benefit claims and changes", "days"),
        ("Average time taken to remove fly-tips (days)", "days"),
        ("Average time from referral to completion for Disabled Facilities Grants (weeks)", "weeks"),
        ("Average waiting time at the One Stop Shop (minutes)", "minutes"),
        ("Average time taken to re-let local authority housing (calendar days)", "days"),
        ("Score against 10 BCS crimes", "score"),
        ("KS4: The gap between FSM and non-FSM Attainment 8 score", "score"),
        ("Residual household waste per household (kg)", "kg"),
        ("Residual household waste (kg per household) sent to landfill each year", "kg"),
        ("Energy use in council buildings (kWh per square metre)", "kWh per square metre"),
        ("Total tonnes of waste collected", "tonnes"),
        ("Savings achieved (£000)", "GBP thousand"),
        ("Leisure centre visits (thousands)", "thousand"),
        ("Visits to our leisure centres (000s)", "thousand"),
        ("At Risk (£M)", "GBP million"),
        ("Efficiency savings achieved (£)", "GBP"),
        ("Cost of waste collection per household", "GBP"),
        ("Healthy life expectancy at birth (male)", "years"),
        ("Gap in life expectancy between the least and most deprived quintiles", "years"),
        ("Recycling rate", ""),
        ("Invoices paid within 30 days", ""),
        ("Major planning applications determined in 13 weeks", ""),
        ("Number of staff with skills gaps as % of employment", ""),
        ("Dementia diagnosis rate (65+)", ""),
        ("Affordable homes delivered", ""),
    ],
)
def test_unit_of_name(name: str, unit: str) -> None:
    """A name's wording implies its unit; names that say nothing or two things imply none."""
    assert unit_of_name(name) == unit


@given(st.text(max_size=60))
def test_units_are_total(text: str) -> None:
    """Any text is answered, and what is a unit alone is one in a header too."""
    unit_of_name(text)
    if unit := canonical_unit(text):
        assert unit_of_header(text) == unit
