"""Layouts that archives hold, each read from a small paper, and tables and lines on which every reader stays silent."""

import pytest

from extract.reading import read_paper
from extract.settings import ReadSettings
from records import Area, PaperReading, Statement

AREAS = (
    Area(area_id="wexmoor", name="Wexmoor Borough Council", kind="district", short_names=("Wexmoor",)),
    Area(area_id="E92000001", name="England", gss="E92000001", kind="country"),
    Area(area_id="E12000008", name="South East", gss="E12000008", kind="region"),
)
HEAD = "Wexmoor Borough Council\n\nPerformance report Q2 2020/21\n\n"


def read(body: str) -> PaperReading:
    """The reading of a paper with this body; bars part cells."""
    text = "\n".join("\t".join(part.strip() for part in line.split("|")) for line in body.split("\n"))
    return read_paper((HEAD + text + "\n").encode(), "paper.txt", ReadSettings(AREAS))


def told(statement: Statement) -> tuple[str, str, str, str, str, str]:
    """Indicator, period, value, target, rating and arrow of a statement."""
    rag = (statement.rating.rag if statement.rating else None) or ""
    arrow = (statement.arrow.arrow if statement.arrow else None) or ""
    return statement.indicator, statement.period, statement.value, statement.target, rag, arrow


def said(body: str) -> list[tuple[str, str, str, str, str, str]]:
    """What the paper with this body says of its own council."""
    return [told(statement) for statement in read(body).statements if not statement.comparator]


# ---------------------------------------------------------------------------------------- lists and wide tables
def test_a_list_has_an_indicator_in_each_row() -> None:
    """List: code, name, target, value, rating and arrow side by side."""
    body = "Ref|Indicator|Target|Q2 2020/21|RAG|DoT\nW1|Calls answered|90%|81%|R|↓\nW2|Letters answered|90%|95%|G|↑"
    assert said(body) == [
        ("Calls answered", "Q2 2020/21", "81%", "90%", "R", "down"),
        ("Letters answered", "Q2 2020/21", "95%", "90%", "G", "up"),
    ]
    assert [statement.code for statement in read(body).statements] == ["W1", "W2"]


def test_columns_may_stand_in_any_order() -> None:
    """List: what a column is comes from its header, not from its position."""
    body = "RAG|Q2 2020/21|Target|Indicator\nR|81%|90%|Calls answered\nG|95%|90%|Letters answered"
    assert said(body)[0] == ("Calls answered", "Q2 2020/21", "81%", "90%", "R", "")


def test_an_empty_cell_stays_empty() -> None:
    """List: a missing rating is not taken from the row above, nor the target from beside it."""
    body = "Indicator|Target|Q2 2020/21|RAG\nCalls answered|90%|81%|R\nLetters answered||95%|"
    assert said(body)[1] == ("Letters answered", "Q2 2020/21", "95%", "", "", "")


def test_the_rating_belongs_to_the_newest_filled_period() -> None:
    """Wide: one rating beside several quarters says nothing about the earlier ones; empty quarters print nothing."""
    body = "Measure|Year End 2019/20|2020/21||||Target|RAG\n||Q1|Q2|Q3|Q4||\nCalls answered|80%|81%|82%|||90%|A"
    found = said(body)
    assert [(period, value, rag) for _, period, value, _, rag, _ in found] == [
        ("Year End 2019/20", "80%", ""),
        ("2020/21 Q1", "81%", ""),
        ("2020/21 Q2", "82%", "A"),
    ]


def test_the_target_of_this_year_is_not_last_years() -> None:
    """Wide: an unnamed target belongs to the newest year alone."""
    body = "Measure|2018/19|2019/20|Target\nCalls answered|80%|81%|90%\nLetters answered|90%|95%|90%"
    assert [(period, target) for _, period, _, target, _, _ in said(body)[:2]] == [("2018/19", ""), ("2019/20", "90%")]


def test_two_targets_go_to_the_periods_that_they_name() -> None:
    """Wide: a target for next year makes a row of its own, without a value."""
    body = "Indicator|2019/20|Target 2019/20|Target 2020/21\nCalls answered|81%|90%|92%\nLetters answered|95%|90%|91%"
    assert [(period, value, target) for _, period, value, target, _, _ in said(body)[:2]] == [
        ("2019/20", "81%", "90%"),
        ("2020/21", "", "92%"),
    ]


def test_comparators_carry_no_target_rating_or_arrow() -> None:
    """Comparators: figures of other areas are theirs, and stay without a period where none is printed."""
    body = "Indicator|2019/20|Target|RAG|England|South East\nCalls answered|81%|90%|R|84%|86%"
    others = [statement for statement in read(body).statements if statement.comparator]
    assert [(s.area, s.value, s.period, s.target, s.rating, s.arrow) for s in others] == [
        ("England", "84%", "", "", None, None),
        ("South East", "86%", "", "", None, None),
    ]


def test_a_continuation_row_inherits_its_name() -> None:
    """List: a row without a name belongs to the indicator above it."""
    rows = ("Self-esteem of pupils|51% (boys) 2014|48% (boys) 2016", "|27% (girls) 2014|31% (girls) 2016")
    body = "\n".join(("Indicator|Previous|Most Recent", *rows))
    found = [(s.indicator, s.group, s.value) for s in read(body).statements]
    assert len(found) == 4 and all(name.startswith("Self-esteem of pupils") for name, _, _ in found)
    assert [group for _, group, _ in found] == ["boys", "boys", "girls", "girls"]


def test_missing_signs_are_published_as_printed() -> None:
    """List: N/A and tbc are facts about a row, never zero."""
    body = "Indicator|Target|Q2 2020/21\nCalls answered|90%|N/A\nLetters answered|90%|tbc"
    assert [value for _, _, value, _, _, _ in said(body)] == ["N/A", "tbc"]


def test_an_unknown_column_is_listed_not_read() -> None:
    """List: figures under a header that no rule knows are findings: neither values nor the indicators' codes."""
    reading = read("Indicator|Target|Q2 2020/21|Zorgles\nCalls answered|90%|81%|77\nLetters answered|90%|95%|66")
    assert [(s.code, s.value) for s in reading.statements] == [("", "81%"), ("", "95%")]
    assert {finding.text for finding in reading.findings} >= {"77", "66"}


def test_words_of_a_cell_do_not_turn_a_value_into_a_target() -> None:
    """List: "58% against a target of 60%" prints one target, whatever stands before it in the cell."""
    body = "Indicator|Target|Q2 2020/21\nCalls answered|60%|54% before, 58% against a target of 60%\nLetters|90%|95%"
    assert "58%" not in [statement.target for statement in read(body).statements]


def test_a_date_is_no_target() -> None:
    """List: the day by which a project is to be done is no figure to be reached."""
    body = "Projects|Target date|RAG\nWaste depot|March 2021|A\nNew offices|June 2022|G"
    assert [(target, rag) for _, _, _, target, rag, _ in said(body)] == [("", "A"), ("", "G")]


def test_a_table_that_goes_on_after_a_page_break_keeps_its_header() -> None:
    """List: page furniture between two parts of a table does not behead the second."""
    body = (
        "Indicator|Target|Q2 2020/21\nCalls answered|90%|81%\n\nPage 2 of 3\n\nLetters answered|90%|95%\nVisits|70%|71%"
    )
    assert [value for _, _, value, _, _, _ in said(body)] == ["81%", "95%", "71%"]


# ---------------------------------------------------------------------------------------- blocks, cards, scorecards
BLOCK = (
    "Calls answered\n\nR\n\nPolarity|Higher is better\nTarget|90%\n|Q4 2019/20|Q1 2020/21|Q2 2020/21\n|88%|84%|81%\n"
)


def test_a_block_joins_periods_values_and_ratings() -> None:
    """Block: rows of periods, values and pairs of rating and arrow under a title."""
    found = said(BLOCK + "|G ↑|A ↓|R ↓")
    assert found == [
        ("Calls answered", "Q4 2019/20", "88%", "90%", "G", "up"),
        ("Calls answered", "Q1 2020/21", "84%", "90%", "A", "down"),
        ("Calls answered", "Q2 2020/21", "81%", "90%", "R", "down"),
    ]


def test_ratings_that_do_not_fit_their_values_are_not_assigned() -> None:
    """Block: two ratings under three values could be anybody's: none is published, all are listed."""
    reading = read(BLOCK + "|G|A|")
    assert [statement.rating for statement in reading.statements] == [None, None, None]
    assert any(finding.code == "rating_count" for finding in reading.findings)


def test_a_title_with_a_rating_and_prose_is_a_project() -> None:
    """Titled rating: an action without figures has a rating and no value."""
    (statement,) = read("Market town relief road\n\nA\n\nGround surveys are done and 2 fields are bought.").statements
    assert told(statement) == ("Market town relief road", "", "", "", "A", "") and statement.kind == "project"


def test_a_scorecard_has_a_name_and_a_mark() -> None:
    """Scorecard: one arrow per row under headings of sections."""
    body = "Living Well|\n<b>Metrics</b>|\n% of adults who smoke|↑\nCarers given a health check|↔\nLoneliness score|-"
    assert [(name, arrow) for name, _, _, _, _, arrow in said(body)] == [
        ("% of adults who smoke", "up"),
        ("Carers given a health check", "same"),
    ]


def test_a_status_table_rates_the_programme_above_it() -> None:
    """Status: a rating in words belongs to the heading above."""
    body = "Helping families early\n\nCurrent Status:|GREEN|Status Trend:|↑\nReason for current status:|Hubs opened.||"
    assert said(body) == [("Helping families early", "", "", "", "G", "up")]


def test_a_summary_of_counts_is_no_observation() -> None:
    """Summary: how many measures are red is what the paper must add up to, not an indicator."""
    reading = read("|G|A|R\nA clean county|2|1|0\nTOTAL|2|1|0")
    assert reading.statements == ()
    assert [(s.rag, s.count, s.is_total) for s in reading.summaries] == [
        ("G", 2, False),
        ("A", 1, False),
        ("R", 0, False),
        ("G", 2, True),
        ("A", 1, True),
        ("R", 0, True),
    ]


# ---------------------------------------------------------------------------------------- legends
ARROWS = "\n\nMeasure|Actual|Target|DoT\nDays to answer|12|10|↑\nVisits|90|80|↓"


@pytest.mark.parametrize(
    ("key", "sense"),
    [
        ("- ↑ Positive DoT\n- ↓ Negative DoT", "performance"),
        ("Key\n\n↑|Performance has improved\n↓|Performance has declined", "performance"),
        ("Key\n\n↑|The figure has increased\n↓|The figure has decreased", "value"),
        ("green arrow (↑) better; red arrow (↓) worse", "performance"),
    ],
)
def test_a_key_says_what_arrows_mean(key: str, sense: str) -> None:
    """Legend: as a table, as lines or in one line, before the table that it explains."""
    reading = read(key + ARROWS)
    assert [(s.arrow.arrow, s.arrow_sense) for s in reading.statements if s.arrow] == [("up", sense), ("down", sense)]
    assert len(reading.statements) == 2


def test_a_key_is_no_scorecard() -> None:
    """Legend: the rows of a key pair words with marks, as a scorecard does, and print no facts."""
    reading = read("Key|\nDirection of travel|\nImproving|↑\nStable|→\nGetting worse|↓")
    assert reading.statements == () and len(reading.legends) == 3


# ---------------------------------------------------------------------------------------- damaged tables
def test_glued_columns_are_read_with_a_doubt_on_each_row() -> None:
    """Glued: single blanks between cells leave it to the counting of cells what stands where."""
    rows = ("W01 Calls answered on time High 90% 81% Red", "W02 Letters answered High 80% Green")
    reading = read("\n".join(("Ref Indicator Good is Target Q2 Actual Q2 Status", *rows)))
    assert [told(s)[2:5] for s in reading.statements] == [("81%", "90%", "R")]
    assert [str(flag) for flag in reading.statements[0].flags] == ["row:collapsed_columns"]
    assert any("Letters" in finding.text for finding in reading.findings), "a row that lost a cell is listed, not read"


def test_the_base_of_a_rate_is_no_figure_of_a_glued_row() -> None:
    """Glued: in "bins per 100,000 61 58" the name ends after the base, so the row is one figure short."""
    body = (
        "Ref Indicator 2017/18 2018/19 Q1 2020/21 Q2 2020/21 Target\n"
        "W01 Number of fly-tips reported 812 790 201 188 200\n"
        "W02 Number of missed bins per 100,000 61 58 49 50"
    )
    reading = read(body)
    assert [s.value for s in reading.statements if s.code == "W01"] == ["812", "790", "201", "188"]
    assert [s.value for s in reading.statements if s.code == "W02"] == []


# ---------------------------------------------------------------------------------------- counter-examples
SILENT = {
    "budget": "Service|Budget 2020/21 £000|Proposed £000|Change £000\nHousing|4,210|4,385|175\nAll|4,210|4,385|175",
    "risk register": "Risk|Likelihood|Impact|Score|Owner\nLoss of data|3|5|15|Head of IT\nFlooding|2|4|8|Head of Place",
    "risk in one row": "Likelihood|3|Impact|5|Risk Score|15",
    "attendance": "Councillor|Meetings due|Meetings attended\nA Hallowby|6|5\nJ Pendrick|6|6",
    "sign-off": "Name|Role|Date|Signed\nA Hallowby|Leader|19 January 2021|✓\nJ Pendrick|Member|19 January 2021|✓",
    "contents": "Section|Page\nIntroduction|3\nHomes|5\nStreets|9",
    "contact list": "Officer|Telephone|Room\nHead of Waste|01234 567890|12\nHead of Streets|01234 567891|14",
    "meetings": "Meeting|Date|Time\nCabinet|12 January 2021|6.30pm\nCouncil|19 January 2021|7.00pm",
    "forward plan": "Decision|Decision maker|Date\nWaste strategy|Cabinet|March 2021\nBudget|Council|February 2021",
    "prose with figures": "Members noted that 58% of cases had been prevented and 3 of the 9 measures were rated red.",
    "prose with arrows": "Go to Home → Council → Performance to see the plan, then choose Reports → Quarterly.",
    "prose with colours": "The green bin round moved to Friday; amber and red warnings of weather closed two sites.",
    "bullets": "- Agree the price of the land\n- Invite tenders\n- Report back in Q3 2020/21",
    "list without a colon": "Theft - 4%; Robbery - 2%; Fraud - 7%",
}


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT.keys())
def test_what_is_no_indicator_is_not_read(body: str) -> None:
    """No reader takes figures of other tables, or words of prose, for what a council's indicators print."""
    assert read(body).statements == ()


@pytest.mark.parametrize(
    "body", [b for b in SILENT.values() if "|" in b], ids=[k for k, b in SILENT.items() if "|" in b]
)
def test_what_is_not_read_is_listed(body: str) -> None:
    """A table that no reader knows is a finding, with its cells counted."""
    reading = read(body)
    kinds = {use.kind for use in reading.uses}
    assert reading.findings and kinds <= {"unread", "not_indicators", "commentary", "header", "context"}


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT.keys())
def test_other_tables_do_not_disturb_the_table_below(body: str) -> None:
    """What is silent itself lends nothing to the indicators after it: no name, no rating, no period."""
    table = "Indicator|Target|Q2 2020/21|RAG\nCalls answered|90%|81%|R"
    alone = [(*told(s), s.area) for s in read(f"Homes\n\n{table}").statements]
    after = [(*told(s), s.area) for s in read(f"{body}\n\nHomes\n\n{table}").statements]
    assert after == alone == [("Calls answered", "Q2 2020/21", "81%", "90%", "R", "", "")]
