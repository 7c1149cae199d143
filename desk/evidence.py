"""What a dataset knows about a question beyond its own rows: names beside it, values that its candidates have here."""

from collections.abc import Sequence
from pathlib import Path

from desk.cards import evidence_lines
from desk.questions import Question
from publish import columns
from publish.reading import Record, read_table
from records import Indicator

_NEAR = 2


class Evidence:
    """Looks into one dataset, whose observations are read once, when the first question asks for more."""

    def __init__(self, dataset: Path) -> None:
        self._dataset = dataset
        self._rows: tuple[Record, ...] | None = None

    def lines(self, question: Question) -> list[str]:
        """What to show for a question."""
        if self._rows is None:
            self._rows = tuple(read_table(self._dataset, columns.OBSERVATIONS))
        return evidence_lines(question, self._beside(question), self._here(question))

    def _beside(self, question: Question) -> list[str]:
        """Names printed just before and after the name in the first paper that prints it, the name itself marked."""
        if not question.observations:
            return []
        first = question.observations[0]
        names = list(
            dict.fromkeys(
                row["indicator_raw"] for row in self._rows or () if row["document_id"] == first["document_id"]
            )
        )
        at = names.index(first["indicator_raw"])
        near = range(max(0, at - _NEAR), min(len(names), at + _NEAR + 1))
        return [f"{'>' if index == at else ' '} {names[index]}" for index in near]

    def _here(self, question: Question) -> Sequence[tuple[Indicator, Sequence[Record]]]:
        """The organisation's own rows of each candidate that has any."""
        found = []
        for candidate in question.candidates:
            rows = [
                row
                for row in self._rows or ()
                if row["indicator_id"] == candidate.entry.indicator_id
                and row["organisation"] == question.organisation
                and not row["comparator_of"]
            ]
            if rows:
                found.append((candidate.entry, rows))
        return found
