"""Columns of blanks as converters and line printers write them: figures decide, heads and wrapped cells follow."""

import pytest

from grammar.numbers import parse_quantity
from tests.extract.paper_for_tests import facts_of, grids, read, uses_of

RULE = "-" * 78


def test_rules_as_wide_as_the_table_are_no_lines_of_it() -> None:
    """Under the head and at the end, whole or in pieces; the names in capitals go on below."""
    rows = (
        "PI      DESCRIPTION                               ACTUAL    TARGET  STATUS\n"
        "                                                 2004/05   2004/05\n"
        f"{RULE}\n"
        "BV8     INVOICES PAID WITHIN 30 DAYS               96.1%     89.2%  G\n"
        "BV10    NON-DOMESTIC RATES COLLECTED IN           95.74%    98.13%  A\n"
        "        YEAR\n"
        "BV12    WORKING DAYS LOST                           5.32      7.36  R\n"
    )
    expected = [
        ["PI", "DESCRIPTION", "ACTUAL 2004/05", "TARGET 2004/05", "STATUS"],
        ["BV8", "INVOICES PAID WITHIN 30 DAYS", "96.1%", "89.2%", "G"],
        ["BV10", "NON-DOMESTIC RATES COLLECTED IN YEAR", "95.74%", "98.13%", "A"],
        ["BV12", "WORKING DAYS LOST", "5.32", "7.36", "R"],
    ]
    assert grids(rows + RULE + "\n\nHOUSING\n") == [expected]
    assert grids(rows.replace(RULE, "=====   ==========   ====  ====") + "\nHOUSING\n") == [expected]


def test_a_rule_below_the_head_of_a_page_ends_it() -> None:
    """What stands above the rule and a blank line is no row of the table below."""
    text = f"OUR COUNCIL        PAGE   1\nRETURN      RUN DATE 06/05/2005\n{RULE}\n\n"
    text += "Measure    Q1     Q2\nCalls      91%    93%\nBins       88%    81%\n"
    assert grids(text) == [[["Measure", "Q1", "Q2"], ["Calls", "91%", "93%"], ["Bins", "88%", "81%"]]]


def test_heads_one_blank_apart_are_cut_over_their_figures() -> None:
    """`Q1 2018/19 Q4 2018/19` heads two columns: their figures are never one number."""
    text = (
        " Ref   Indicator                         Q1 2018/19 Q4 2018/19   Target Q1\n"
        "CL1 Waste sent for recycling               52.3%      52.4%        47.7%\n"
        "CL4 Kilograms of waste                      469        485          557\n"
        "CL5 Bins missed                             n/a        54.1         82.0\n"
    )
    assert grids(text) == [
        [
            ["Ref", "Indicator", "Q1 2018/19", "Q4 2018/19", "Target Q1"],
            ["CL1", "Waste sent for recycling", "52.3%", "52.4%", "47.7%"],
            ["CL4", "Kilograms of waste", "469", "485", "557"],
            ["CL5", "Bins missed", "n/a", "54.1", "82.0"],
        ]
    ]


def test_a_head_of_words_is_not_cut() -> None:
    """A name that reaches over a column of figures stays whole; so does a head that says nothing in parts."""
    text = (
        "Measure            What we spent on it\n"
        "Calls               12        14\n"
        "Bins                18        19\n"
        "Trees and hedges    21        22\n"
    )
    assert [len(row) for row in grids(text)[0]] == [3, 3, 3, 3]
    assert "What we spent on it" in grids(text)[0][0]


def test_two_blanks_part_figures_and_one_marks_thousands() -> None:
    """`1 204` is one figure, `469   485` is two: where they end up in one cell, it has none."""
    known = parse_quantity("1 204")
    assert known is not None and known.number == 1204
    apart = parse_quantity("469   485")
    assert apart is not None and apart.number is None and apart.missing == "unreadable"


def test_thousands_marked_by_a_blank_stay_in_their_columns() -> None:
    """Columns of `1 204`."""
    text = "Measure            Q1       Q2\n"
    text += "Cars counted    1 204    1 310\nPeople seen     2 204    2 310\nDogs              204      310\n"
    assert grids(text)[0][1] == ["Cars counted", "1 204", "1 310"]
    assert grids(text)[0][3] == ["Dogs", "204", "310"]


CENTRED = (
    "                                               Q1        Q4      Target\n"
    "Ref           Indicator          Polarity                                   Comments\n"
    "                                             2018/19   2018/19     Q1\n"
    "                                                                         The contractor has agreed\n"
    "      Household waste sent for   Higher is\n"
    "CL1                                          52.3%     52.4%     47.7%   to a plan of recovery, and\n"
    "      recycling or composting     better\n"
    "                                                                         is working on it.\n"
    "    Bins not collected on the    Lower is\n"
    "CL3                                           82.0      39.5      53.7\n"
    "    scheduled day                 better\n"
    "                                 Higher is    Data\n"
    "CL4 Affordable homes                                     33        40\n"
    "                                  better     awaited\n"
)


def test_cells_centred_beside_each_other() -> None:
    """Lines above and below the figures belong to their row, as many on either side."""
    assert grids(CENTRED) == [
        [
            ["Ref", "Indicator", "Polarity", "Q1 2018/19", "Q4 2018/19", "Target Q1", "Comments"],
            [
                "CL1",
                "Household waste sent for recycling or composting",
                "Higher is better",
                "52.3%",
                "52.4%",
                "47.7%",
                "The contractor has agreed to a plan of recovery, and is working on it.",
            ],
            ["CL3", "Bins not collected on the scheduled day", "Lower is better", "82.0", "39.5", "53.7", ""],
            ["CL4", "Affordable homes", "Higher is better", "Data awaited", "33", "40", ""],
        ]
    ]


def test_names_that_wrap_downwards_are_not_centred() -> None:
    """A name and the rest of it below: no line of it is given to the next row."""
    text = (
        "Measure                      Q1      Q2\n"
        "Calls answered               91%     93%\n"
        "Household waste sent for     41.2%   43.0%\n"
        "   reuse and recycling\n"
        "Letters answered within      88%     90%\n"
        "   the target time\n"
    )
    assert [row[0] for row in grids(text)[0][1:]] == [
        "Calls answered",
        "Household waste sent for reuse and recycling",
        "Letters answered within the target time",
    ]


def test_polarities_that_names_run_into() -> None:
    """Where `Lower is better` stands apart on other lines, it is cut off a name that reaches it."""
    text = (
        "Ref        Indicator              Polarity       Q1     Q2\n"
        "FA1 Households in hotels       Lower is better   35     16\n"
        "FA2 Homes delivered            Lower is better   21     99\n"
        "FA5 Permanent admissions of old Lower is better  57     60\n"
    )
    assert [row[1:3] for row in grids(text)[0][1:]] == [
        ["Households in hotels", "Lower is better"],
        ["Homes delivered", "Lower is better"],
        ["Permanent admissions of old", "Lower is better"],
    ]


def test_a_heading_and_a_new_head_begin_another_table() -> None:
    """A budget below figures of months takes none of their heads."""
    text = (
        "Measure               Apr 15      May 15      Jun 15\n"
        "Calls answered        81%         82%         83%\n"
        "Letters answered      71%         72%         73%\n\n"
        "Capital programme\n\n"
        "Scheme                            Budget       Spend\n"
        "Town hall roof                   450,000     212,400\n"
        "Market square                  1,200,000      88,150\n"
    )
    assert [rows[0] for rows in grids(text)] == [
        ["Measure", "Apr 15", "May 15", "Jun 15"],
        ["Scheme", "Budget", "Spend"],
    ]
    assert {fact.name for fact in facts_of(text)} == {"Calls answered", "Letters answered"}


def test_a_row_of_words_behind_a_blank_line_begins_none() -> None:
    """Sections and rows without figures stay rows of their table."""
    text = (
        "Measure               Apr 15      May 15\n"
        "Calls answered        81%         82%\n\n"
        "People\n\n"
        "Letters answered      71%         72%\n"
        "Plans                 begun       done\n\n"
        "Bins collected        71%         72%\n"
    )
    assert len(grids(text)) == 1


@pytest.mark.parametrize("target", ["70.3% 84.2%", "n/a 144,673 221,183"])
def test_several_figures_are_no_target(target: str) -> None:
    """Columns that ran together leave the target empty; the cell is still in the account."""
    reading = read(f"Measure\tQ1 2018/19\tTarget\nCalls\t81%\t{target}\nBins\t82%\t84%\n")
    assert uses_of(reading, "target") == [target, "84%"]
