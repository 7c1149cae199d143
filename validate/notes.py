"""What a check has to say about rows, and how that reaches them.

A check only *notes*: it takes observations and returns notes. Flags and findings are made here, in one place, so that
no check can drop a row or change a value.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from records import Finding, Flag, Observation, Place, Review, Severity

STAGE = "validate"
ROW_FIELD = "row"


@dataclass(frozen=True, slots=True)
class Note:
    """One doubt about `rows`: why (`message`), how heavy, which field of each row it is about (`flag`, if any).

    A note with a `flag` becomes a finding for each row, one without becomes a single finding at the first row.
    `question` asks a person: it makes a row of `review`.
    """

    code: str
    severity: Severity
    message: str
    rows: tuple[Observation, ...]
    flag: Flag | None = None
    question: str = ""


def add_flags(observations: Iterable[Observation], notes: Iterable[Note]) -> tuple[Observation, ...]:
    """The same rows in the same order, each with the flags that the notes give it; no flag twice."""
    new: dict[str, list[Flag]] = defaultdict(list)
    for note in notes:
        if note.flag is not None:
            for row in note.rows:
                new[row.observation_id].append(note.flag)
    return tuple(_flagged(row, new.get(row.observation_id, [])) for row in observations)


def to_findings(notes: Iterable[Note]) -> tuple[Finding, ...]:
    """The notes as findings that name row, place and reason."""
    return tuple(
        _finding(note, row) for note in notes for row in (note.rows if note.flag is not None else note.rows[:1])
    )


def to_reviews(notes: Iterable[Note]) -> tuple[Review, ...]:
    """The questions among the notes; the same question about the same rows has the same id in every build."""
    return tuple(_review(note) for note in notes if note.question)


def doubted(row: Observation, *fields: str) -> bool:
    """Whether the row or one of these fields already carries a flag."""
    return any(flag.field in (ROW_FIELD, *fields) for flag in row.flags)


def place_of(row: Observation) -> Place:
    """Where the row stands in its document."""
    return Place(page=row.page, line=row.line, bbox=row.bbox, table=row.table, row=row.row, column=row.column)


def plain(number: Decimal) -> str:
    """A number for a message: no exponent, no trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def squeezed(text: str) -> str:
    """Wording without case, punctuation and spare blanks: for comparing headings and names."""
    return " ".join(re.findall(r"[a-z0-9%£]+", text.casefold()))


def _flagged(row: Observation, new: Sequence[Flag]) -> Observation:
    missing = tuple(flag for flag in dict.fromkeys(new) if flag not in row.flags)
    return replace(row, flags=row.flags + missing) if missing else row


def _finding(note: Note, row: Observation) -> Finding:
    return Finding(
        stage=STAGE,
        code=note.code,
        severity=note.severity,
        message=note.message,
        source=row.source,
        document_id=row.document_id,
        observation_id=row.observation_id,
        place=place_of(row),
        text=row.value_raw,
    )


def _review(note: Note) -> Review:
    first, ids = note.rows[0], tuple(sorted({row.observation_id for row in note.rows}))
    content = json.dumps([note.code, note.question, ids], ensure_ascii=False, separators=(",", ":"))
    return Review(
        review_id=hashlib.sha256(content.encode()).hexdigest()[:16],
        subject=note.code,
        question=note.question,
        indicator_raw=first.indicator_raw,
        reasons=note.message,
        source=first.source,
        observation_ids=ids,
    )
