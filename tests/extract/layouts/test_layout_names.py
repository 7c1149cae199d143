"""What names an indicator: neither its code nor the council whose figures stand in the row."""

import pytest

from tests.extract.paper_for_tests import read


def test_words_beside_codes_are_the_names_whatever_their_header() -> None:
    """`PI` stands over codes, and the header of the names says nothing that is known."""
    paper = read(
        "PI\tWhat it is\tQ3 2005/06\tTarget\nBV 82\tWaste sent for recycling\t54%\t53%\n"
        "BV 84\tWaste per head\t429\t420\n"
    )
    assert {(s.code, s.indicator, s.value) for s in paper.statements} == {
        ("BV 82", "Waste sent for recycling", "54%"),
        ("BV 84", "Waste per head", "429"),
    }


def test_the_council_names_no_indicator() -> None:
    """A row of its figures whose title the paper lost is listed, not published under the council's name."""
    paper = read("\t2018/19\t2019/20\t2020/21\nLarkhaven\t99.01%\t99.57%\t97.74%\nTarget\t97.49%\t98.31%\t99.19%\n")
    assert not paper.statements
    assert any(finding.code == "figures_without_name" for finding in paper.findings)


def bold_paper(title: str, *rows: str) -> str:
    """A title in bold, sentences on it, and a table."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(' | '))}</tr>" for row in rows)
    said = "Performance in the quarter was 4.7% against a target of 3.6%. Members asked about the reasons for it."
    return f"<p><b>{title}</b></p>\n<p>{said}</p>\n<table>{lines}</table>\n"


def test_a_coded_title_names_the_table_below_the_sentences_on_it() -> None:
    """The table itself says Actual and Target only."""
    paper = read(
        bold_paper("CS05 Calls abandoned", " | Q1 2018/19 | Q2 2018/19", "Actual | 5.2% | 4.7%", "Target | 4% | 4%")
    )
    assert {(s.indicator, s.code, s.value) for s in paper.statements} == {
        ("CS05 Calls abandoned", "CS05", "5.2%"),
        ("CS05 Calls abandoned", "CS05", "4.7%"),
    }


def test_a_title_over_sentences_names_no_rows_that_have_names() -> None:
    """A chapter may be numbered like a measure."""
    paper = read(bold_paper("CS5 Customer services", "Indicator | Q2 2018/19 | Target", "Calls abandoned | 4.7% | 4%"))
    assert [s.indicator for s in paper.statements] == ["Calls abandoned"]


@pytest.mark.parametrize("chapter", ["Q2 Performance overview", "Appendix A1 Summary", "A40 Road", "Section 4 Housing"])
def test_a_numbered_chapter_names_no_table_below_sentences(chapter: str) -> None:
    """A quarter, an appendix and a road are written like codes."""
    assert not read(bold_paper(chapter, " | Q1 2018/19 | Q2 2018/19", "Actual | 5.2% | 4.7%")).statements


def test_a_heading_without_a_code_names_no_table_below_sentences() -> None:
    """It may be that of a chapter, and the table that of nothing we know."""
    paper = read(
        bold_paper("Customer services", " | Q1 2018/19 | Q2 2018/19", "Actual | 5.2% | 4.7%", "Target | 4% | 4%")
    )
    assert not paper.statements
