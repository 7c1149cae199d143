"""Rows of Actual, Target and RAG under each indicator, where nothing heads the column of these words."""

from tests.extract.paper_for_tests import facts_of

TABLE = (
    "| Measure | | Apr 15 | May 15 |\n|---|---|---|---|\n"
    "| Council tax | Actual | 9.1% | 18.2% |\n| | Target | 9.0% | 18.0% |\n| | RAG | G | G |\n"
    "| Calls | Actual | 81% | 82% |\n| | Target | 80% | 80% |\n| | RAG | G | R |\n"
)


def test_a_blank_head_over_actual_target_and_rag() -> None:
    """Each period of each indicator has its value, target and rating."""
    assert [(f.name, f.value, f.target, f.rag) for f in facts_of(TABLE)] == [
        ("Council tax", "9.1%", "9.0%", "G"),
        ("Council tax", "18.2%", "18.0%", "G"),
        ("Calls", "81%", "80%", "G"),
        ("Calls", "82%", "80%", "R"),
    ]


def test_a_head_reads_as_before() -> None:
    """A word over the column changes nothing."""
    assert facts_of(TABLE.replace("| Measure | |", "| Measure | Data |")) == facts_of(TABLE)
