"""All checks of observations, in order, and what they come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from records import Finding, Observation, Review, Summary
from validate.arrows import check_arrows
from validate.notes import Note, add_flags, to_findings, to_reviews
from validate.ratings import check_ratings
from validate.series import check_duplicated_periods, check_jumps, check_printed_differently, check_units
from validate.totals import reconcile
from validate.values import check_fractions, check_future_periods, check_percentages

Check = Callable[[Sequence[Observation]], tuple[Note, ...]]

# each sees the flags of those before it: a figure that is doubtful itself explains what it contradicts
OF_A_PAPER_FIRST: tuple[Check, ...] = (
    check_percentages,
    check_future_periods,
    check_fractions,
    check_printed_differently,
)
OF_A_SERIES: tuple[Check, ...] = (check_jumps,)
OF_A_PAPER_THEN: tuple[Check, ...] = (check_ratings, check_arrows)
OF_AN_AREA: tuple[Check, ...] = (check_units,)
OF_A_PAPER_LAST: tuple[Check, ...] = (check_duplicated_periods,)

CHECKS = (*OF_A_PAPER_FIRST, *OF_A_SERIES, *OF_A_PAPER_THEN, *OF_AN_AREA, *OF_A_PAPER_LAST)


@dataclass(frozen=True, slots=True)
class Checked:
    """The same rows in the same order with the flags that the checks added, and what there is to report."""

    observations: tuple[Observation, ...]
    summaries: tuple[Summary, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]


def validate(observations: Sequence[Observation], summaries: Sequence[Summary] = ()) -> Checked:
    """Run all checks over the observations of all documents, and reconcile them with the papers' own summaries.

    Deterministic: the same rows in the same order give the same flags, findings and reviews in the same order.
    """
    checked = run_checks(observations, CHECKS)
    counted, differences = reconcile(summaries, checked.observations)
    return replace(checked, summaries=counted, findings=(*checked.findings, *differences))


def run_checks(observations: Sequence[Observation], checks: Sequence[Check]) -> Checked:
    """Run some of the checks, one after the other."""
    checked = tuple(observations)
    findings: list[Finding] = []
    reviews: list[Review] = []
    for check in checks:
        notes = check(checked)
        checked = add_flags(checked, notes)
        findings += to_findings(notes)
        reviews += to_reviews(notes)
    return Checked(checked, (), tuple(findings), tuple(reviews))
