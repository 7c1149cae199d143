"""Papers that were issued twice: the later issue takes the place of the earlier one and makes no vintage.

Two papers of one council on one period are issues of one paper where nearly all that they say is the same, text by
text: a paper for another meeting, or one that mends a misprint. What only one of them says is kept.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from records import PaperReading

_SAME_FACTS = 0.9
_SAME_TEXTS = 0.8
_FEWEST_FACTS = 5

Said = Mapping[tuple[str, ...], str]


def find_reissues(readings: Sequence[PaperReading]) -> dict[str, str]:
    """By the document id of a later issue, that of the paper it replaces. The order of readings does not matter."""
    alike: dict[tuple[str, date, date], list[PaperReading]] = defaultdict(list)
    for reading in readings:
        period = reading.head.period
        if (
            reading.state != "rejected"
            and reading.head.organisation
            and period is not None
            and len(reading.statements) >= _FEWEST_FACTS
        ):
            alike[reading.head.organisation, period.start, period.end].append(reading)
    found: dict[str, str] = {}
    for papers in alike.values():
        papers.sort(key=lambda paper: (paper.head.published_on or date.min, paper.source, paper.document_id))
        said = {paper.document_id: _said(paper) for paper in papers}
        for place, paper in enumerate(papers):
            for earlier in reversed(papers[:place]):
                if _near_identical(said[earlier.document_id], said[paper.document_id]):
                    found[paper.document_id] = earlier.document_id
                    break
    return found


def _said(paper: PaperReading) -> Said:
    """What the paper prints for each fact."""
    return {
        (s.kind, s.code, s.indicator, s.area, s.group, s.period, s.section): "|".join((s.value, s.target, s.status))
        for s in paper.statements
    }


def _near_identical(one: Said, other: Said) -> bool:
    common = one.keys() & other.keys()
    same = sum(one[key] == other[key] for key in common)
    return len(common) >= _SAME_FACTS * max(len(one), len(other)) and same >= _SAME_TEXTS * len(common)
