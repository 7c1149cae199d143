"""Benchmark sentences: exactly one stated figure, with the area and the period that the sentence names."""

import pytest

from extract.context import Context
from extract.layouts.sentences import count_figures, figures_in_sentences, is_single_figure
from grammar.periods import parse_period
from tests.extract.paper_for_tests import FINDER

CONTEXT = Context(finder=FINDER, report=parse_period("Q2 2018/19"), title="Calls answered")


def told(text: str) -> list[tuple[str, str, str]]:
    """Figure, area and period of each sentence that states one."""
    return [(found.raw, found.area, found.period) for found in figures_in_sentences(text, CONTEXT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The national average for 2016/17 was 3%.", ("3%", "national average", "2016/17")),
        ("The England average is 76.2%.", ("76.2%", "England average", "")),
        ("South West performance was 81.4% in Q4 2017/18.", ("81.4%", "South West", "Q4 2017/18")),
        ("The national rate was 12.5 per 10,000 population.", ("12.5 per 10,000 population", "national rate", "")),
    ],
)
def test_a_sentence_that_states_one_figure(text: str, expected: tuple[str, str, str]) -> None:
    """Figure, area and period as printed; where none is named, none is taken."""
    assert told(text) == [expected]


def test_each_sentence_speaks_for_itself() -> None:
    """Two sentences state two figures, a decimal point ends none."""
    assert [raw for raw, _, _ in told("The national average was 3.5%. The South West average was 4.1%.")] == [
        "3.5%",
        "4.1%",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The national average was between 3% and 5%.",
        "National figures rose from 3% to 5%.",
        "There are 12 councils in the group.",
        "We are ranked 4th of 12.",
        "The average was 3% in 2016/17 and in 2017/18.",
        "Not available.",
        "",
    ],
    ids=["a range", "a change", "a count of councils", "a rank", "two periods", "no figure", "nothing"],
)
def test_other_sentences_stay_silent(text: str) -> None:
    """Counter-examples: more than one figure or period, or a figure that is no outturn."""
    assert told(text) == []


@pytest.mark.parametrize(("text", "count"), [("From 3% to £5,000 in all", 2), ("no figure", 0), ("Q1: 5", 1)])
def test_figures_in_prose_are_counted(text: str, count: int) -> None:
    """How much of a paper's words is left unread."""
    assert count_figures(text) == count


def test_a_single_figure() -> None:
    """A figure or a sign that there is none; nothing else."""
    assert (
        is_single_figure("3%")
        and is_single_figure("n/a")
        and not is_single_figure("3% of all")
        and not is_single_figure("G")
    )
