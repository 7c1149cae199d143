"""What a run has to report, counted, and the gate that says whether it ends well."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

FailOn = Literal["none", "error", "warning", "review"]
"""From what on a run fails: never, from errors, from warnings, from open questions on. Each includes those before."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are by severity, and how many questions wait for a person.

    A failed expectation and a file that is not as it was built count as errors, whoever counts them.
    """

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    reviews: int = 0

    def fails(self, limit: FailOn) -> bool:
        """Whether something reaches the limit."""
        graver = {
            "none": 0,
            "error": self.errors,
            "warning": self.errors + self.warnings,
            "review": self.errors + self.warnings + self.reviews,
        }
        return graver[limit] > 0


def count_findings(severities: Iterable[str], reviews: int = 0, more_errors: int = 0) -> Tally:
    """The tally of findings by their severities, of questions, and of errors that are no findings."""
    found = list(severities)
    return Tally(
        errors=found.count("error") + more_errors,
        warnings=found.count("warning"),
        infos=found.count("info"),
        reviews=reviews,
    )


def as_limit(word: str | None) -> FailOn | None:
    """The limit that a word names, None if it names none."""
    return next((limit for limit in get_args(FailOn) if limit == word), None)
