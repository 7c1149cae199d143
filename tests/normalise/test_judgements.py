"""Judgements: whose word holds, and which words contradict each other."""

from datetime import date

from normalise.judgements import rule, unused_findings
from records import Judgement, Verdict

NAMES = [("Visits", "Wexmoor"), ("Visits", "Harrowmere")]


def said(who: str, verdict: Verdict, indicator_id: str, organisation: str = "", line: int = 2) -> Judgement:
    """A person's word on "Visits"."""
    return Judgement(
        when=date(2024, 1, 2),
        who=who,
        raw_name="visits",
        organisation=organisation,
        indicator_id=indicator_id,
        judgement=verdict,
        why="asked",
        origin=f"judgements.csv, line {line}",
    )


def same_of(*judgements: Judgement, organisation: str = "Wexmoor") -> str | None:
    """The indicator that "Visits" is by these judgements, None where none holds."""
    ruling = rule(NAMES, judgements).of("Visits", organisation)
    return ruling.same.indicator_id if ruling.same else None


def test_a_person_may_change_their_mind() -> None:
    """Their later row takes the place of the earlier one, and "unsure" takes it back."""
    assert same_of(said("AB", "same", "a"), said("AB", "same", "b")) == "b"
    assert same_of(said("AB", "same", "a"), said("AB", "unsure", "")) is None
    assert same_of(said("AB", "same", "a"), said("AB", "different", "a")) is None
    assert same_of(said("AB", "different", "a"), said("AB", "same", "b")) == "b"


def test_two_people_who_contradict_each_other_are_an_error_that_names_both() -> None:
    """Neither is applied until one of them adds a row that agrees."""
    words = (said("AB", "same", "a"), said("CD", "same", "b", line=3))
    found = rule(NAMES, words)
    (finding,) = found.disputes
    assert finding.severity == "error" and "line 2" in finding.message and "line 3" in finding.message
    ruling = found.of("Visits", "Wexmoor")
    assert ruling.same is None and ruling.is_open and ruling.disputed
    assert same_of(*words, said("AB", "same", "b", line=4)) == "b"
    denied = rule(NAMES, (said("AB", "same", "a"), said("CD", "different", "a", line=3)))
    assert [f.code for f in denied.disputes] == ["judgements_contradict"]


def test_what_is_said_for_one_council_goes_before_what_is_said_for_all() -> None:
    """No contradiction: the special case is an answer to another question."""
    words = (said("AB", "same", "a"), said("CD", "same", "b", "wexmoor"))
    assert (same_of(*words), same_of(*words, organisation="Harrowmere")) == ("b", "a")
    assert rule(NAMES, words).disputes == ()


def test_a_judgement_that_no_paper_needs_is_said() -> None:
    """It may be misspelt; it must not vanish."""
    words = (said("AB", "same", "a"),)
    (finding,) = unused_findings(words, rule([("Letters", "Wexmoor")], words).used)
    assert finding.code == "judgement_unused" and "judgements.csv, line 2" in finding.message
