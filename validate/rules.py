"""All checks of observations, in order, and what they come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from records import Finding, Observation, Review, Summary
from validate.arrows import check_arrows
from validate.notes import Note, add_flags, to_findings, to_reviews
from validate.ratings import check_ratings
from validate.series import check_duplicated_periods, check_jumps, check_printed_differently, check_units
from validate.totals import reconcile
from validate.values import check_fractions, check_future_periods, check_percentages

Check = Callable[[Sequence[Observation]], tuple[Note, ...]]

# each sees the flags of those before it: a figure that is doubtful itself explains what it contradicts
CHECKS: tuple[Check, ...] = (
    check_percentages,
    check_future_periods,
    check_fractions,
    check_printed_differently,
    check_jumps,
    check_ratings,
    check_arrows,
    check_units,
    check_duplicated_periods,
)


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
    checked = tuple(observations)
    findings: list[Finding] = []
    reviews: list[Review] = []
    for check in CHECKS:
        notes = check(checked)
        checked = add_flags(checked, notes)
        findings += to_findings(notes)
        reviews += to_reviews(notes)
    counted, differences = reconcile(summaries, checked)
    return Checked(checked, counted, (*findings, *differences), tuple(reviews))
