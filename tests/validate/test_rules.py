"""The checks in order."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from records import Flag, Observation
from validate.rules import CHECKS, validate

MakeRow = Callable[..., Observation]
MakeMonths = Callable[..., list[Observation]]


def test_every_check_is_run_once() -> None:
    """The list names each check a single time."""
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def test_a_sound_paper_gets_no_flag_no_finding_and_no_question(months: MakeMonths) -> None:
    """Ratings, arrows, targets and values that fit each other leave nothing to say."""
    rows = months(
        ["97.8", "97.0", "100.0", "94.2", "100.0"],
        target="97",
        polarity="higher",
        rag=["G", "G", "G", "A", "G"],
        arrow=["same", "down", "up", "down", "up"],
        direction=["steady", "declining", "improving", "declining", "improving"],
        series_id="s",
        indicator_id="i",
    )
    checked = validate(rows)
    assert (checked.observations, checked.findings, checked.reviews) == (tuple(rows), (), ())


def test_a_doubtful_figure_explains_the_rating_that_it_contradicts(row: MakeRow) -> None:
    """The value that cannot be is flagged, the rating beside it is reported without a flag."""
    checked = validate([row(value="975", target="97", polarity="higher", rag="R")])
    assert checked.observations[0].flags == (Flag("value", "impossible_percentage"),)
    assert [finding.code for finding in checked.findings] == ["impossible_percentage", "rating_contradicts_target"]


def test_a_question_reaches_the_review(row: MakeRow) -> None:
    """A figure printed with two values is asked about with both rows."""
    checked = validate([row(value="43.1"), row(value="47.7")])
    assert [review.observation_ids for review in checked.reviews] == [("o1", "o2")]


@given(
    st.lists(
        st.builds(
            Observation,
            observation_id=st.uuids().map(str),
            document_id=st.just("d"),
            source=st.just("s"),
            indicator_raw=st.sampled_from(["Percentage of calls answered", "At risk"]),
            series_id=st.just("s"),
            indicator_id=st.just("i"),
            period_start=st.none() | st.dates(),
            period_end=st.none() | st.dates(),
            value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
            target=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
            value_raw=st.text(),
            unit=st.sampled_from(["percent", "count", ""]),
            rag=st.sampled_from([None, "G", "A", "R"]),
            polarity=st.sampled_from([None, "higher", "lower"]),
        )
    )
)
def test_validation_adds_flags_and_changes_nothing_else(rows: list[Observation]) -> None:
    """Whatever comes in, the same rows come out in the same order with the same values."""
    checked = validate(rows)
    assert [replace(after, flags=()) for after in checked.observations] == rows
