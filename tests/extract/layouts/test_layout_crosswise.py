"""An indicator in each column, areas or periods in the rows; and tables that only look like it."""

import pytest

from tests.extract.paper_for_tests import Fact, facts_of, read, table


def test_rows_of_authorities() -> None:
    """The council's own row among those of others; each header names its indicator and year."""
    body = table(
        "Authority | Fuel poverty 2015 (%) | Inactive adults 2015/16 (%) | Rank",
        "Larkhaven | 12.4 | 26.1 | 9",
        "Dunmoor | 12.0 | 27.3 | 11",
        "South West | 11.6 | 24.6 | ",
    )
    assert facts_of(body) == [
        Fact("Fuel poverty (%)", "12.4", "2015"),
        Fact("Inactive adults (%)", "26.1", "2015/16"),
        Fact("Fuel poverty (%)", "12.0", "2015", area="Dunmoor"),
        Fact("Inactive adults (%)", "27.3", "2015/16", area="Dunmoor"),
        Fact("Fuel poverty (%)", "11.6", "2015", area="South West"),
        Fact("Inactive adults (%)", "24.6", "2015/16", area="South West"),
    ]


def test_rows_of_months() -> None:
    """The year stands in the heading; the last row's targets are kept, but given to no month."""
    body = "Customer contact by month, 2018/19\n\n" + table(
        "Month | Calls received | Calls answered (%)",
        "April | 13,246 | 92.9",
        "May | 12,060 | 81.2",
        "Target |  | 90",
    )
    assert facts_of(body) == [
        Fact("Calls received", "13,246", "2018/19 April"),
        Fact("Calls answered (%)", "92.9", "2018/19 April"),
        Fact("Calls received", "12,060", "2018/19 May"),
        Fact("Calls answered (%)", "81.2", "2018/19 May"),
    ]
    assert [(t.indicator, t.target) for t in read(body).targets] == [("Calls answered (%)", "90")]


@pytest.mark.parametrize(
    "rows",
    [
        ("Ward | Electors on roll | Turnout in May (%)", "Abbey | 4,120 | 31.2", "Castle | 3,877 | 28.4"),
        ("Authority | Fuel poverty 2015 (%) | Rank of all", "Dunmoor | 12.0 | 11", "South West | 11.6 | 4"),
        ("Month | Income from fees | Spend on staff", "April | 13,246 | 12,929", "May | 12,060 | 11,812"),
        ("Month | Meetings held this year | Members who came", "April | Cabinet | 12", "May | Council | 40"),
        ("Month | Calls received | Calls answered (%)", "April | 13,246 | 92.9", "Total | 12,060 | 81.2"),
    ],
)
def test_other_tables_are_left(rows: tuple[str, ...]) -> None:
    """Wards, a comparison without the council's own row, money by month, meetings, rows that are no period."""
    assert facts_of("Some figures\n\n" + table(*rows)) == []
