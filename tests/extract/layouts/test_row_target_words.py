"""Columns called a target that hold none: changes, answers, ratings, words."""

import pytest

from grammar.targets import is_of_change
from tests.extract.paper_for_tests import read, table


@pytest.mark.parametrize("header", ["Target reduction", "Target % increase", "Reduction target"])
def test_a_target_of_a_change_is_flagged(header: str) -> None:
    """3% is no target of 3,950; under a name that speaks of the change it is one."""
    paper = read(
        table(f"Indicator | Q2 2018/19 | {header}", "All recorded crime | 3,950 | 3%", "Reduction in fires | 2% | 3%")
    )
    assert is_of_change(header, "All recorded crime")
    assert [(s.target, [str(f) for f in s.flags]) for s in paper.statements] == [
        ("3%", ["target:of_change"]),
        ("3%", []),
    ]


@pytest.mark.parametrize("header", ["Target", "Improvement target", "2018/19 target", "Target (increase on last year)"])
def test_other_targets_are_of_the_figure(header: str) -> None:
    """Counter-example: an improvement target is the figure to be reached."""
    assert not is_of_change(header, "All recorded crime")


QUESTIONS = (
    "Expected to meet year end target?",
    "Are we on course to achieve the target?",
    "Likely to meet the annual target?",
    "Will the target be met?",
)


@pytest.mark.parametrize("header", QUESTIONS)
def test_an_answer_about_the_target_is_a_rating(header: str) -> None:
    """`Yes` is no target; the rating looks ahead."""
    paper = read(
        table(f"Indicator | Q2 2018/19 | Target | {header}", "Homes | 31 | 25 | Yes", "Complaints | 44 | 40 | No")
    )
    assert [(t.indicator, t.target) for t in paper.targets] == [("Homes", "25"), ("Complaints", "40")]
    assert [s.rating and s.rating.rag for s in paper.statements] == ["G", "R"]


@pytest.mark.parametrize(
    "header", ["Performance against target", "Performance v target", "Progress against the target"]
)
def test_performance_against_the_target_rates(header: str) -> None:
    """What is no rating that is known is listed, and never a target."""
    paper = read(
        table(
            f"Indicator | Q2 2018/19 | Target | {header}",
            "Homes | 31 | 25 | Exceeded",
            "Complaints | 44 | 40 | Slightly below target",
            "Visits | 4 | 9 | A long way off",
        )
    )
    assert [t.target for t in paper.targets] == ["25", "40", "9"]
    assert [s.rating and s.rating.rag for s in paper.statements] == ["G", "A", None]
    assert [f.text for f in paper.findings if f.code == "unread_mark"] == ["A long way off"]


def test_the_rating_of_the_period_stands_before_that_of_the_year() -> None:
    """Whichever is printed first."""
    paper = read(
        table(
            "Indicator | Q2 actual | Target | Expected to meet year end target? | Performance against target",
            "Affordable homes | 31 | 25 | No | Exceeded",
            "Complaints | 44 | 40 | Yes | Below target",
        )
    )
    assert [(s.rating and s.rating.rag, s.rag_scope) for s in paper.statements] == [("G", "period"), ("R", "period")]


@pytest.mark.parametrize("header", ["What is our target?", "Target", "Annual target"])
def test_a_question_for_the_target_asks_for_a_figure(header: str) -> None:
    """Counter-example: the cells hold targets."""
    paper = read(table(f"Indicator | Q2 2018/19 | {header}", "Homes | 31 | 25", "Complaints | 44 | 40"))
    assert [t.target for t in paper.targets] == ["25", "40"]


def test_a_column_of_targets_that_holds_ratings_rates() -> None:
    """All of its cells are words for ratings."""
    paper = read(table("Indicator | Q2 2018/19 | Target", "Homes | 31 | On target", "Complaints | 44 | Below target"))
    assert not paper.targets
    assert [s.rating and s.rating.rag for s in paper.statements] == ["G", "R"]


@pytest.mark.parametrize("words", [("Increase", "Reduce"), ("Yes", "Yes"), ("Completed", "Completed"), ("n/a", "TBC")])
def test_targets_in_words_stay_targets(words: tuple[str, str]) -> None:
    """Counter-example: an aim in words is what the paper sets."""
    paper = read(table("Indicator | Q2 2018/19 | Target", f"Homes | 31 | {words[0]}", f"Calls | 44 | {words[1]}"))
    assert [t.target for t in paper.targets] == list(words)
    assert not any(s.rating for s in paper.statements)
