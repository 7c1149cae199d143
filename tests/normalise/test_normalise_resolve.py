"""Every row to its indicator: people's words first, then the matcher, then a proposal; open questions are asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from normalise.matching import Matcher
from normalise.resolve import Resolved, resolve
from records import Indicator, Judgement, Observation, Target, Verdict
from tests.shared_papers import starter_workspace

CATALOGUE = (
    Indicator(indicator_id="recycling", name="Percentage of household waste recycled", unit="percent"),
    Indicator(indicator_id="calls", name="Percentage of telephone calls answered in time", unit="percent"),
)
ROW = Observation(
    observation_id="1",
    document_id="d",
    source="a.txt",
    organisation="Wexmoor Borough Council",
    indicator_raw="Percentage of household waste recycled",
    value=Decimal(40),
    unit="percent",
)


def resolved(*rows: Observation, judgements: tuple[Judgement, ...] = (), targets: tuple[Target, ...] = ()) -> Resolved:
    """What becomes of these rows under the small catalogue."""
    starters = starter_workspace()
    return resolve(rows, targets, Matcher(CATALOGUE, starters.abbreviations, starters.guards), judgements)


def judged(verdict: Verdict, indicator_id: str, raw_name: str = ROW.indicator_raw, organisation: str = "") -> Judgement:
    """A person's word on a name."""
    return Judgement(
        when=date(2024, 1, 2),
        who="an editor",
        raw_name=raw_name,
        organisation=organisation,
        indicator_id=indicator_id,
        judgement=verdict,
        why="asked the council",
        origin="judgements.csv, line 2",
    )


def test_a_name_of_the_catalogue_is_its_indicator() -> None:
    """The matcher accepts what the catalogue prints, and the step says why."""
    (row,) = resolved(ROW).observations
    assert (row.indicator_id, row.indicator, row.match_method) == ("recycling", CATALOGUE[0].name, "matcher")
    assert row.steps[-1].field == "indicator_id"


def test_a_new_name_is_proposed() -> None:
    """What the catalogue lacks gets an id that shows that nobody has looked at it yet."""
    found = resolved(replace(ROW, indicator_raw="Number of beach huts let", unit="count"))
    (row,) = found.observations
    assert row.indicator_id.startswith("~") and row.match_method == "proposed"
    assert [(entry.indicator_id, entry.unit, entry.status) for entry in found.proposed] == [
        (row.indicator_id, "count", "proposed")
    ]


def test_the_word_same_decides() -> None:
    """Whatever the matcher thinks, a person's "same" holds."""
    (row,) = resolved(ROW, judgements=(judged("same", "calls"),)).observations
    assert (row.indicator_id, row.match_method, row.match_score) == ("calls", "judgement", 1.0)
    assert "an editor" in row.steps[-1].text


def test_the_word_different_rules_a_candidate_out() -> None:
    """The best candidate is not taken against a person's word."""
    (row,) = resolved(ROW, judgements=(judged("different", "recycling"),)).observations
    assert row.indicator_id != "recycling"


def test_the_word_unsure_keeps_the_question_open() -> None:
    """A person who could not tell is not overruled by the matcher: it stays a question, and its series goes on."""
    found = resolved(ROW, judgements=(judged("unsure", "recycling"),))
    (row,) = found.observations
    assert row.indicator_id.startswith("~") and row.match_method == "review"
    assert [review.indicator_raw for review in found.reviews] == [ROW.indicator_raw]


def test_the_last_word_counts() -> None:
    """A judgement may be revised by a later line."""
    words = (judged("same", "calls"), judged("same", "recycling"))
    assert resolved(ROW, judgements=words).observations[0].indicator_id == "recycling"


def test_a_same_that_was_taken_back_holds_no_more() -> None:
    """ "Different" after "same" about the same indicator is the person's last word on it."""
    words = (judged("same", "calls"), judged("different", "calls"))
    assert resolved(ROW, judgements=words).observations[0].indicator_id != "calls"


def test_a_judgement_for_one_council_leaves_others_alone() -> None:
    """The same words can mean another thing elsewhere."""
    other = replace(ROW, observation_id="2", document_id="e", organisation="Harrowmere District Council")
    word = judged("same", "calls", organisation="wexmoor borough  council")
    assert [row.indicator_id for row in resolved(ROW, other, judgements=(word,)).observations] == ["calls", "recycling"]


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_judgement_on_a_name_that_no_paper_prints_is_said(verdict: Verdict) -> None:
    """It may be misspelt, so it must not vanish."""
    found = resolved(ROW, judgements=(judged(verdict, "calls", "Visits to the moon"),))
    assert [finding.code for finding in found.findings] == ["judgement_unused"]
    assert "judgements.csv, line 2" in found.findings[0].message


def test_another_unit_than_the_catalogues_is_a_question() -> None:
    """A figure in days is no vintage of a percentage, however alike the names are."""
    found = resolved(replace(ROW, unit="days"))
    assert found.observations[0].indicator_id != "recycling"


def test_one_question_is_asked_once() -> None:
    """Rows that print the same name in papers of one council share the question and all its rows."""
    rows = (ROW, replace(ROW, observation_id="2", document_id="e"))
    found = resolved(*rows, judgements=(judged("unsure", "recycling"),))
    assert [review.observation_ids for review in found.reviews] == [("1", "2")]


def test_a_project_is_no_indicator_of_the_catalogue() -> None:
    """A project that is called like a measure is not matched to it."""
    (row,) = resolved(replace(ROW, kind="project", unit="", value=None)).observations
    assert row.indicator_id.startswith("~")


def test_a_row_without_a_name_is_left_undecided() -> None:
    """A title that was lost leads to no indicator and no proposal."""
    found = resolved(replace(ROW, indicator_raw=""))
    assert (found.observations[0].indicator_id, found.proposed) == ("", ())


def test_targets_follow_the_rows_of_their_name() -> None:
    """A printed target belongs to the indicator that its row was given."""
    target = Target(
        target_id="t",
        document_id="d",
        source="a.txt",
        indicator_id="",
        indicator_code="",
        indicator_raw=ROW.indicator_raw,
        area="",
        area_id="",
        period_label="",
        period_start=None,
        period_end=None,
        target_scope=None,
        target_raw="45%",
        target=Decimal(45),
        target_comparator="",
        unit="percent",
        header="Target",
        page=None,
        line=7,
        bbox=None,
    )
    assert [t.indicator_id for t in resolved(ROW, targets=(target,)).targets] == ["recycling"]


def test_the_order_of_rows_does_not_matter() -> None:
    """Decisions and proposals are the same, whichever paper comes first."""
    other = replace(ROW, observation_id="2", indicator_raw="Number of beach huts let", unit="count")
    one, two = resolved(ROW, other), resolved(other, ROW)
    assert one.observations == two.observations[::-1] and one.proposed == two.proposed
