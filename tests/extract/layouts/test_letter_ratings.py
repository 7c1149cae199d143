"""Letters behind figures: ratings where nothing else can be meant."""

from tests.extract.paper_for_tests import Fact, facts_of, table

HEADER = "Measure | Target 2018/19 | Performance 2017/18 | Performance 2018/19"


def test_letters_behind_figures_rate_them() -> None:
    """Each figure has the letter of its own cell; one without a letter has none."""
    rows = ("Crime rate | 10.9 | 11.2 G | 10.7 G", "Assaults | 6.7 | 6.92 | 7.15 R", "Waste | 18% | 18.4% A | 17%")
    assert facts_of(table(HEADER, *rows)) == [
        Fact("Crime rate", "11.2", "Performance 2017/18", "", "G"),
        Fact("Crime rate", "10.7", "Performance 2018/19", "10.9", "G"),
        Fact("Assaults", "6.92", "Performance 2017/18"),
        Fact("Assaults", "7.15", "Performance 2018/19", "6.7", "R"),
        Fact("Waste", "18.4%", "Performance 2017/18", "", "A"),
        Fact("Waste", "17%", "Performance 2018/19", "18%"),
    ]


def test_revised_and_provisional_figures_are_not_rated() -> None:
    """`R` beside `P` says revised, `R` alone may say it."""
    rows = ("Crime rate | 10.9 | 11.2 R | 10.7 P", "Assaults | 6.7 | 6.9 R | 7.15 P", "Waste | 18 | 18.4 A | 17 P")
    assert {fact.rag for fact in facts_of(table(HEADER, *rows))} == {""}
    rows = ("Crime rate | 10.9 | 11.2 R | 10.7", "Assaults | 6.7 | 6.9 R | 7.15", "Waste | 18 | 18.4 R | 17")
    assert {fact.rag for fact in facts_of(table(HEADER, *rows))} == {""}
