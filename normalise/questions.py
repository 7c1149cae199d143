"""What a person is asked about names and breaks, and what the issues say of breaks."""

from collections.abc import Sequence

from normalise.answers import Answer
from normalise.definitions import Break
from normalise.observations import content_id
from normalise.printings import Printing
from records import Finding, Observation, Place, Review


def question_of(
    printings: Sequence[Printing], answers: Sequence[Answer], observations: Sequence[Observation], top: int
) -> Review:
    """One question for all wordings of a thread that await it, about the wording of the latest paper."""
    latest = printings[-1]
    scores: dict[str, float] = {}
    for answer in answers:
        for candidate, score in answer.result.candidates:
            scores[candidate] = max(score, scores.get(candidate, 0.0))
    ranked = sorted(scores, key=lambda name: (-scores[name], name))[:top]
    others = [name for name in dict.fromkeys(p.name for p in printings) if name != latest.name]
    reasons = (*answers[-1].result.reasons, *((f"also printed as {' / '.join(others)}",) if others else ()))
    rows = [observations[row] for printing in printings for row in printing.rows]
    return Review(
        review_id=content_id(
            "match", latest.name, latest.code, latest.unit, latest.organisation, latest.polarity, latest.section
        ),
        subject="indicator",
        question=f"Which indicator is “{latest.name}”" + (f" ({latest.unit})" if latest.unit else "") + "?",
        indicator_raw=latest.name,
        candidates=";".join(f"{candidate}={scores[candidate]:.2f}" for candidate in ranked),
        score=round(max(answer.result.score for answer in answers), 3),
        reasons="; ".join(reasons),
        source=rows[-1].source,
        observation_ids=tuple(sorted({row.observation_id for row in rows})),
    )


def break_finding(found: Break, observations: Sequence[Observation]) -> Finding:
    """A break as an issue at the first row that begins the other line."""
    row = observations[found.printing.rows[0]]
    return Finding(
        "normalise",
        found.code,
        "warning" if found.asks else "info",
        f"“{found.printing.name}” begins another series: {found.reason}",
        source=row.source,
        document_id=row.document_id,
        observation_id=row.observation_id,
        place=Place(page=row.page, line=row.line, bbox=row.bbox, table=row.table, row=row.row, column=row.column),
        text=found.printing.name,
    )


def break_question(found: Break, observations: Sequence[Observation]) -> Review:
    """Whether the figures continue those before, where the paper does not say that they do not."""
    printing = found.printing
    return Review(
        review_id=content_id(found.code, printing.document_id, printing.name, printing.code, printing.unit),
        subject=found.code,
        question=f"Do the figures of “{printing.name}” continue those of the papers before?",
        indicator_raw=printing.name,
        reasons=found.reason,
        source=observations[printing.rows[0]].source,
        observation_ids=tuple(sorted(observations[number].observation_id for number in printing.rows)),
    )
