"""Reconciling with the paper's own summary."""

from collections.abc import Callable
from datetime import date
from typing import Any

from records import Observation, Summary
from validate.totals import items_of, reconcile

MakeRow = Callable[..., Observation]
MARKS = ("G", "A", "R")


def _summary(
    group: str, counts: tuple[int, ...], *, is_total: bool = False, section: str = "Executive Summary"
) -> list[Summary]:
    return [
        _count(group, count, rag=rag, is_total=is_total, section=section)
        for rag, count in zip(MARKS, counts, strict=True)
    ]


def _count(group: str, count: int, **changes: Any) -> Summary:
    given: dict[str, Any] = {
        "label": changes.get("rag") or changes.get("arrow") or "",
        "section": "Executive Summary",
        "rag": None,
    }
    given |= {"arrow": None, "is_total": False, "document_id": "d1", "source": "paper.txt", "counted": None}
    given |= {"page": None, "line": 113, "bbox": None, "group": group, "count": count} | changes
    return Summary(summary_id=f"{group} {given['label']} {given['section']}", **given)


def _rated(row: MakeRow, ratings: str, **changes: Any) -> list[Observation]:
    return [
        row(rag=rag, rag_raw=rag, indicator_raw=f"{changes.get('section', '')} measure {number}", **changes)
        for number, rag in enumerate(ratings)
    ]


def test_a_paper_that_adds_up_gives_no_finding(row: MakeRow) -> None:
    """Parts that match sections and their total are filled in, and nothing is reported."""
    rows = [*_rated(row, "GGA", section="Safe communities"), *_rated(row, "RG", section="Fair chances")]
    table = [*_summary("Safe communities", (2, 1, 0)), *_summary("Fair chances", (1, 0, 1))]
    summaries, findings = reconcile([*table, *_summary("TOTAL", (3, 1, 1), is_total=True)], rows)
    assert [one.counted for one in summaries] == [one.count for one in summaries]
    assert findings == ()


def test_a_difference_says_by_how_much_and_where(row: MakeRow) -> None:
    """The total and the part that is short are named with what is printed, found and missing."""
    rows = [*_rated(row, "GG", section="Safe communities"), *_rated(row, "R", section="Fair chances")]
    table = [*_summary("Safe communities", (2, 0, 0)), *_summary("Fair chances", (1, 1, 1))]
    _, findings = reconcile([*table, *_summary("TOTAL", (3, 1, 1), is_total=True)], rows)
    assert [finding.message for finding in findings] == [
        "summary “TOTAL” prints 3 G / 1 A / 1 R; found 2 / 0 / 1; missing: 1 G, 1 A",
        "summary “Fair chances” prints 1 G / 1 A / 1 R; found 0 / 0 / 1; missing: 1 G, 1 A",
    ]
    assert {finding.place.line for finding in findings} == {113}


def test_more_than_the_paper_counts_is_reported_too(row: MakeRow) -> None:
    """A rating read twice under two names shows as too many."""
    _, (finding,) = reconcile(_summary("TOTAL", (1, 0, 0), is_total=True), _rated(row, "GG"))
    assert finding.message.endswith("too many: 1 G")


def test_measures_without_a_rating_are_named_where_ratings_are_missing(row: MakeRow) -> None:
    """Whoever looks for the missing rating is told where it may have been lost."""
    rows = [*_rated(row, "G"), row(value="5", indicator_raw="Website hits")]
    _, (finding,) = reconcile(_summary("TOTAL", (2, 0, 0), is_total=True), rows)
    assert finding.message.endswith("found without a rating: Website hits")


def test_parts_without_a_section_are_not_counted(row: MakeRow) -> None:
    """Where headings were lost, the total alone is compared; parts stay empty instead of wrong."""
    table = [*_summary("Safe communities", (1, 0, 0)), *_summary("Fair chances", (1, 1, 0))]
    summaries, findings = reconcile([*table, *_summary("TOTAL", (2, 1, 0), is_total=True)], _rated(row, "GGA"))
    assert [one.counted for one in summaries] == [None] * 6 + [2, 1, 0]
    assert findings == ()


def test_items_outside_the_summarys_sections_do_not_count(row: MakeRow) -> None:
    """An annex that the summary does not speak of makes no difference to its total."""
    rows = [*_rated(row, "G", section="Safe communities"), *_rated(row, "RRR", section="Annex of trends")]
    table = [*_summary("Safe communities", (1, 0, 0)), *_summary("TOTAL", (1, 0, 0), is_total=True)]
    assert reconcile(table, rows)[1] == ()


def test_a_total_that_is_not_the_sum_of_its_parts_is_reported(row: MakeRow) -> None:
    """The paper's own slip is told apart from what was not found."""
    table = [
        _count("One", 3, arrow="same"),
        _count("Two", 6, arrow="same"),
        _count("TOTAL", 10, arrow="same", is_total=True),
    ]
    _, findings = reconcile(table, [row(arrow="same", indicator_raw=f"Measure {number}") for number in range(10)])
    assert [finding.message for finding in findings] == [
        "the paper's own summary does not add up: parts of → add to 9, the total prints 10"
    ]


def test_an_item_counts_once_with_its_newest_rating(row: MakeRow) -> None:
    """Earlier periods, a second printing and comparators do not count; the newest rated period does."""
    old = row(rag="R", period_start=date(2018, 8, 1), period_end=date(2018, 8, 31))
    unrated = row(value="5", period_start=date(2018, 10, 1), period_end=date(2018, 10, 31))
    rows = [old, row(rag="G"), row(rag="G", section="Copy"), unrated, row(rag="R", area="England", comparator_of="Own")]
    assert reconcile(_summary("TOTAL", (1, 0, 0), is_total=True), rows)[1] == ()
    assert len(items_of(rows)) == 1


def test_outcomes_in_words_are_counted_by_their_word(row: MakeRow) -> None:
    """A summary of expected outcomes counts the ratings printed with that very word; a word never met stays empty."""
    table = [_count("Expected Outcome", 2, label="At risk"), _count("Expected Outcome", 1, label="No value")]
    rows = [row(rag="R", rag_raw="At Risk", indicator_raw=f"Measure {number}") for number in range(3)]
    summaries, (finding,) = reconcile(table, rows)
    assert [one.counted for one in summaries] == [3, None]
    assert finding.message == "summary “Expected Outcome” prints 2 At risk; found 3; too many: 1 At risk"


def test_a_summary_of_one_section_counts_that_section(row: MakeRow) -> None:
    """A count at the head of a section speaks of the items under it, not of the paper."""
    rows = [*_rated(row, "RR", section="Section 2 / Aim: SAFE"), *_rated(row, "RRR", section="Section 2 / Aim: CLEAN")]
    table = [
        _count("Expected Outcome", 2, rag="R", section="Aim: SAFE"),
        _count("Expected Outcome", 3, rag="R", section="Aim: CLEAN"),
    ]
    assert reconcile(table, rows)[1] == ()


def test_documents_are_counted_apart(row: MakeRow) -> None:
    """Another paper's ratings do not help this one."""
    _, findings = reconcile(_summary("TOTAL", (1, 0, 0), is_total=True), _rated(row, "G", document_id="d2"))
    assert len(findings) == 1
