"""Indicator codes, framework codes inside names, and what names say about accumulation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.accumulation import accumulation_of
from grammar.codes import frameworks_in, is_code, split_code

CODES = [
    "CP 1.2", "CP 3.10", "1.1.2.PI", "1.1.3.KR", "PMF-01", "NI 192", "NI157a", "BV 66a", "BV 82a(i)", "LPI 12",
    "FICT055", "CRE4",
    "KPI 3", "1.", "2", "HWB01", "ASCOF 2B(1)", "PHOF 2.03ii", "E01", "EH/01", "SCS3.1", "WL 105",
]  # fmt: skip
NO_CODES = [
    "", "2017", "1234", "4,350", "81.41%", "12.345", "Q1", "H1", "Apr 18", "MAY 10", "2016/17", "FY 17/18", "G",
    "N/A", "TBC", "CO2",
    "KS2", "Percentage", "COVID-19", "Table 3", "£12", "R12M",
]  # fmt: skip


@pytest.mark.parametrize("text", CODES)
def test_code(text: str) -> None:
    """Codes of every house are recognised."""
    assert is_code(text)


@pytest.mark.parametrize("text", NO_CODES)
def test_no_code(text: str) -> None:
    """Years, figures, quarters, months and words are no codes."""
    assert not is_code(text)


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("NI 192 Percentage of household waste", "NI 192", "Percentage of household waste"),
        ("PMF-01: rent collected", "PMF-01", "rent collected"),
        ("1.1.2.PI % school admission appeals upheld", "1.1.2.PI", "% school admission appeals upheld"),
        ("CRE4 % priority graffiti jobs", "CRE4", "% priority graffiti jobs"),
        ("BV 82a(i) Household waste recycled", "BV 82a(i)", "Household waste recycled"),
        ("LPI 12 - Missed bins", "LPI 12", "Missed bins"),
        ("3.2 Number of visits", "3.2", "Number of visits"),
    ],
)
def test_leading_code_is_split(text: str, code: str, rest: str) -> None:
    """A code before a name is split from it."""
    assert split_code(text) == (code, rest)


@pytest.mark.parametrize(
    "text",
    [
        "10 BCS Crimes - total", "CO2 reduction from local authority operations", "A303 Improvement scheme",
        "M5 Junction 25",
        "62 Day Operational Standard", "1.5 million visits", "2.5 year check", "KS4: The gap in attainment",
        "EHCP 20 week plans",
        "A&E - % of patients", "Q1 Performance", "Under 18 conception rate", "S106 Agreements", "CP 1.2",
        "2017 Results", "",
    ],
)  # fmt: skip
def test_other_beginnings_stay(text: str) -> None:
    """What only looks like a code stays part of the name."""
    assert split_code(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Planning applications: Major (NI 157a)", ("NI 157a",)),
        ("Older people still at home [ASCOF 2B(1) [Rolling Quarter]", ("ASCOF 2B(1)",)),
        ("Direct payments (ASCOF 1C (2A) [Snapshot]", ("ASCOF 1C(2A)",)),
        ("BV 66a Rent collected", ("BV 66a",)),
        ("PHOF 2.03 smoking", ("PHOF 2.03",)),
        ("NI192 and BVPI 82a", ("NI 192", "BV 82a")),
        ("UNI 5 and no code", ()),
    ],
)
def test_frameworks(text: str, codes: tuple[str, ...]) -> None:
    """Framework codes inside names get one canonical spelling."""
    assert frameworks_in(text) == codes


@pytest.mark.parametrize(
    ("text", "accumulation"),
    [
        ("Visits [Cumulative]", "cumulative"), ("[Cumulative YTD]", "cumulative"), ("[YTD average]", "cumulative"),
        ("% in timescale - year to date", "cumulative"), ("(cumulative)", "cumulative"),
        ("[Monthly Snapshot]", "snapshot"),
        ("[Year to date Snapshot]", "snapshot"), ("[Rolling Quarter]", "rolling"), ("R12M", "rolling"),
        ("rolling 12 months", "rolling"), ("New placements in month (18-65)", "single"), ("not cumulative", "single"),
        ("Number of homes", None), ("Rolling programme of repairs", None), ("", None),
    ],
)  # fmt: skip
def test_accumulation(text: str, accumulation: str | None) -> None:
    """Names and headers say how their figures gather time."""
    assert accumulation_of(text) == accumulation


@given(st.text(max_size=60))
def test_codes_are_total(text: str) -> None:
    """Any text is answered, and a split code and its rest are parts of the text."""
    is_code(text)
    frameworks_in(text)
    code, rest = split_code(text)
    assert rest in text
    assert "".join(code.split()) in "".join(text.split())


@pytest.mark.parametrize("road", ["M5", "M25", "M181", "M606", "A38", "A4174", "B3139"])
def test_roads_are_no_codes(road: str) -> None:
    """`M5 Junction 23` is a place."""
    assert split_code(f"{road} Junction improvements") == ("", f"{road} Junction improvements")


@pytest.mark.parametrize("code", ["M101", "M305"])
def test_numbers_that_no_motorway_has_are_codes(code: str) -> None:
    """No motorway is called M101."""
    assert split_code(f"{code} Calls answered") == (code, "Calls answered")
