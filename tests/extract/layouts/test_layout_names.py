"""What names an indicator: neither its code nor the council whose figures stand in the row."""

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
