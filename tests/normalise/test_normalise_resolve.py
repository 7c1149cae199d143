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


def year(number: int, name: str, last: str, this: str, **changes: object) -> tuple[Observation, Observation]:
    """What the paper of one year prints of an indicator: last year's figure and this year's."""
    end = date(number + 1, 3, 31)
    paper = replace(ROW, document_id=f"d{number}", source=f"{number}.txt", indicator_raw=name, report_period_end=end)
    paper = replace(paper, area="Wexmoor Borough Council", **changes)  # type: ignore[arg-type]
    rows = []
    for place, (start, figure) in enumerate(((number - 1, last), (number, this))):
        days = {"period_start": date(start, 4, 1), "period_end": date(start + 1, 3, 31)}
        given = {"value": Decimal(figure), "value_raw": figure, "observation_id": f"{number}/{name}/{place}"}
        rows.append(replace(paper, **days, **given))  # type: ignore[arg-type]
    return rows[0], rows[1]


def ids_by_name(found: Resolved) -> dict[str, str]:
    """The indicator of each name."""
    return {row.indicator_raw: row.indicator_id for row in found.observations}


def test_the_same_past_figure_tells_a_renamed_indicator() -> None:
    """What the words leave open, a figure of four digits under the same code settles; the step says so."""
    rows = (
        *year(2018, "Percentage of household waste recycled", "40.21", "41.37", indicator_code="E1"),
        *year(2019, "Green rate for household waste", "41.37", "42.85", indicator_code="E1"),
    )
    found = resolved(*rows)
    assert set(ids_by_name(found).values()) == {"recycling"}
    last = found.observations[-1]
    assert last.match_method == "context" and "same figure" in last.steps[-1].text and 0.9 < (last.match_score or 0) < 1


def test_other_past_figures_keep_a_look_alike_apart() -> None:
    """The same code and like words do not make it the indicator of last year."""
    rows = (
        *year(2018, "Residents happy with street cleaning", "40.21", "41.37", indicator_code="E1"),
        *year(2019, "Residents happy with street lighting", "77.12", "79.85", indicator_code="E1"),
    )
    assert len(set(ids_by_name(resolved(*rows)).values())) == 2


def test_a_guard_keeps_apart_whatever_the_figures() -> None:
    """Two age bands that happen to print one figure are two indicators."""
    rows = (
        *year(2018, "Falls of people aged 65+", "412", "437", unit="count"),
        *year(2019, "Falls of people aged 18-64", "437", "442", unit="count"),
    )
    assert len(set(ids_by_name(resolved(*rows)).values())) == 2


def test_a_judgement_holds_for_the_thread() -> None:
    """One word of a person, on the name of one year, decides all years; nothing is asked again."""
    rows = (
        *year(2018, "Beach huts taken", "41.27", "43.71"),
        *year(2019, "Beach hut take-up", "43.71", "44.98"),
    )
    assert len(set(ids_by_name(resolved(*rows)).values())) == 1
    word = judged("same", "calls", "Beach hut take-up")
    assert set(ids_by_name(resolved(*rows, judgements=(word,))).values()) == {"calls"}


def test_a_judgement_against_a_guard_is_an_error_that_names_both() -> None:
    """It is not applied: the question stays open."""
    young = Indicator(indicator_id="falls-young", name="Falls of people aged 18-64", unit="count")
    starters = starter_workspace()
    row = replace(ROW, indicator_raw="Falls of people aged 65+", unit="count")
    word = judged("same", "falls-young", row.indicator_raw)
    found = resolve((row,), (), Matcher((young,), starters.abbreviations, starters.guards), (word,))
    (finding,) = [f for f in found.findings if f.code == "judgement_against_guard"]
    assert finding.severity == "error" and "judgements.csv, line 2" in finding.message and "65+" in finding.message
    assert found.observations[0].indicator_id != "falls-young"


def test_judgements_survive() -> None:
    """Papers are added, files renamed, the catalogue grows: each judgement is applied, or reported by name."""
    word, lost = judged("same", "calls", "Beach hut take-up"), judged("same", "calls", "Beach chairs")
    before = year(2018, "Beach hut take-up", "41.2", "43.7")
    after = (
        *(replace(row, source=f"archive/{row.source}") for row in before),
        *year(2019, "Beach hut take-up", "43.7", "44.9"),
    )
    more = (*CATALOGUE, Indicator(indicator_id="huts", name="Beach hut take-up", unit="percent"))
    starters = starter_workspace()
    for rows in (before, after):
        for catalogue in (CATALOGUE, more):
            found = resolve(rows, (), Matcher(catalogue, starters.abbreviations, starters.guards), (word, lost))
            assert {row.indicator_id for row in found.observations} == {"calls"}
            assert ["Beach chairs" in finding.message for finding in found.findings] == [True]


def test_a_proposed_id_can_be_judged() -> None:
    """ "Same" with an id that begins with ~ joins a name with the series that has it."""
    huts = year(2018, "Number of beach huts let", "512", "537", unit="count")
    other = year(2018, "Cabins by the sea", "77", "79", unit="count")
    word = judged("same", "~number-of-beach-huts-let", "Cabins by the sea")
    found = resolved(*huts, *other, judgements=(word,))
    assert set(ids_by_name(found).values()) == {"~number-of-beach-huts-let"}
    assert [entry.indicator_id for entry in found.proposed] == ["~number-of-beach-huts-let"]
    apart = judged("different", "~number-of-beach-huts-let", "Number of beach huts let")
    assert ids_by_name(resolved(*huts, judgements=(apart,)))["Number of beach huts let"].startswith("~")


def test_a_new_definition_begins_another_line_of_the_same_indicator() -> None:
    """The paper says so; papers after it follow the new line."""
    rows = (
        *year(2018, "Beach huts empty", "9.13", "9.62"),
        *year(2019, "Beach huts empty (new definition)", "7.41", "7.14"),
        *year(2020, "Beach huts empty", "7.14", "6.85"),
    )
    found = resolved(*rows)
    assert len(set(ids_by_name(found).values())) == 1
    definitions = [found.lines[row.observation_id].definition for row in rows]
    assert definitions == ["", "", "2020-03-31", "2020-03-31", "2020-03-31", "2020-03-31"]
    assert [finding.code for finding in found.findings] == ["definition_break"]


def test_a_scale_slip_is_a_question() -> None:
    """A fraction where percentages stood is no point of the line, until somebody has looked."""
    rows = (*year(2018, "Beach huts empty", "41.2", "43.7"), *year(2019, "Beach huts empty", "0.437", "0.449"))
    found = resolved(*rows)
    assert "scale_slip" in [review.subject for review in found.reviews]
    assert found.lines[rows[0].observation_id] != found.lines[rows[2].observation_id]
