"""Figures of two councils side by side: each keeps its own."""

from tests.extract.paper_for_tests import read

YEARS = "\t2012/13\t2013/14\tTarget 2013/14\t2012/13\t2013/14\tTarget 2013/14\n"
ROWS = "Calls answered\t81%\t82%\t83%\t71%\t72%\t73%\nBins emptied\t91%\t92%\t93%\t61%\tnot yet known\t63%\n"


def test_columns_under_another_council_are_its_own() -> None:
    """Neither its figures nor its target are given to the paper's council."""
    paper = read("Measure\tLarkhaven\t\t\tHale Forest\t\t\n" + YEARS + ROWS)
    said = [(s.area, s.value, s.target) for s in paper.statements if s.indicator == "Calls answered"]
    assert sorted(said) == [
        ("", "81%", ""),
        ("", "82%", "83%"),
        ("Hale Forest", "71%", ""),
        ("Hale Forest", "72%", ""),
    ]
    assert not any(flag.code == "not_told_apart" for s in paper.statements for flag in s.flags)


def test_groups_that_are_no_councils_stay_in_doubt() -> None:
    """Nothing tells whose figures stand under `Adults` and `Children`: they are no other council's."""
    paper = read("Measure\tAdults\t\t\tChildren\t\t\n" + YEARS + ROWS)
    figures = [s for s in paper.statements if s.value in ("81%", "82%", "71%", "72%")]
    assert not any(s.comparator for s in figures)
    assert all(any(flag.code == "not_told_apart" for flag in s.flags) for s in figures)
