"""The questions about names that a dataset leaves open, as `review` asks them: one for each name of an organisation.

A judgement holds for a name in the papers of one organisation, whatever unit or code stands beside it, so questions
that one judgement answers are one question here. Those that hold up most figures come first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from normalise.judgements import last_words
from normalise.words import folded
from publish import columns
from publish.reading import Record, read_table
from records import Indicator, Judgement

_SHOWN = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that the name may be. `score` is that of the matcher, 0 to 1, None where it gave none."""

    entry: Indicator
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A printed name without an indicator: what is printed with it, and what it may be, the likeliest first."""

    raw_name: str
    organisation: str
    candidates: tuple[Candidate, ...]
    observations: tuple[Record, ...]
    reasons: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What a judgement is about: name and organisation, however spaced and capitalised."""
        return folded(self.raw_name), folded(self.organisation)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that are printed with the name."""
        return tuple(sorted({row["unit"] for row in self.observations if row["unit"]}))


@dataclass(frozen=True, slots=True)
class Queue:
    """What to ask, the most valuable first, and what is not asked: how many of each kind, and why."""

    questions: tuple[Question, ...]
    answered: int
    set_aside: int
    others: int


def read_questions(dataset: Path, catalogue: Sequence[Indicator]) -> tuple[tuple[Question, ...], int]:
    """All questions about names, in the order to ask them, and how many are about something else.

    Raises DatasetError where the folder is no dataset of this version.
    """
    reviews = list(read_table(dataset, columns.REVIEW))
    asked = [row for row in reviews if row["subject"] == "indicator" and row["indicator_raw"]]
    wanted = {key for row in asked for key in row["observation_ids"].split(";")}
    rows = {
        row["observation_id"]: row
        for row in read_table(dataset, columns.OBSERVATIONS)
        if row["observation_id"] in wanted
    }
    known = {row["indicator_id"]: _entry(row) for row in read_table(dataset, columns.INDICATORS)}
    known |= {entry.indicator_id: entry for entry in catalogue}
    grouped: dict[tuple[str, str], list[tuple[Record, list[Record]]]] = defaultdict(list)
    for review in asked:
        found = [rows[key] for key in review["observation_ids"].split(";") if key in rows]
        organisation = (found[0]["comparator_of"] or found[0]["organisation"]) if found else ""
        grouped[folded(review["indicator_raw"]), folded(organisation)].append((review, found))
    questions = [_question(group, known) for group in grouped.values()]
    return tuple(sorted(questions, key=_value)), len(reviews) - len(asked)


def _entry(row: Mapping[str, str]) -> Indicator:
    return Indicator(indicator_id=row["indicator_id"], name=row["name"], unit=row["unit"])


def _question(group: Sequence[tuple[Record, list[Record]]], known: Mapping[str, Indicator]) -> Question:
    scores: dict[str, float | None] = {}
    for review, _ in group:
        for part in filter(None, review["candidates"].split(";")):
            name, score = _scored(part)
            scores[name] = max(score or 0.0, scores.get(name) or 0.0) if score is not None else scores.get(name)
    ranked = sorted((name for name in scores if name in known), key=lambda name: -(scores[name] or 0.0))
    observations = [row for _, found in group for row in found]
    first = observations[0] if observations else {}
    return Question(
        raw_name=group[0][0]["indicator_raw"],
        organisation=first.get("comparator_of", "") or first.get("organisation", ""),
        candidates=tuple(Candidate(known[name], scores[name]) for name in ranked[:_SHOWN]),
        observations=tuple(observations),
        reasons=tuple(dict.fromkeys(part for review, _ in group for part in review["reasons"].split("; ") if part)),
    )


def _scored(part: str) -> tuple[str, float | None]:
    name, mark, score = part.strip().rpartition("=")
    try:
        return (name, float(score)) if mark else (score, None)
    except ValueError:
        return part.strip(), None


def _value(question: Question) -> tuple[int, str, str]:
    return -len(question.observations), question.organisation, question.raw_name


# ---------------------------------------------------------------------------------------------- what is left to ask
def queue_of(
    questions: Sequence[Question], judgements: Iterable[Judgement], others: int = 0, again: bool = False
) -> Queue:
    """The questions that the judgements leave open. Those judged unsure wait, unless asked for `again`.

    "same" with any entry answers a question, "different" takes one candidate away, and an "unsure" that names an
    entry takes back what was said of it. What people say against each other answers nothing.
    """
    by_name: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_name[folded(judgement.raw_name)].append(judgement)
    left, answered, aside = [], 0, 0
    for question in questions:
        name, organisation = question.key
        said = [j for j in by_name.get(name, ()) if folded(j.organisation) in ("", organisation)]
        words = last_words(said)
        same = {word.indicator_id for word in words if word.judgement == "same"}
        rejected = {word.indicator_id for word in words if word.judgement == "different"}
        disputed = len(same) > 1 or bool(same & rejected)
        candidates = tuple(c for c in question.candidates if c.entry.indicator_id not in rejected or disputed)
        if not disputed and (same or (question.candidates and not candidates)):
            answered += 1
        elif not again and any(word.judgement == "unsure" and not word.indicator_id for word in words):
            aside += 1
        else:
            left.append(_with(question, candidates, words if disputed else ()))
    return Queue(tuple(left), answered, aside, others)


def _with(question: Question, candidates: tuple[Candidate, ...], disputed: Sequence[Judgement] = ()) -> Question:
    """The question with these candidates; where people disagree, with what each of them says."""
    said = tuple(f"{word.who} says {word.judgement} {word.indicator_id}" for word in disputed)
    return replace(question, candidates=candidates, reasons=(*said, *question.reasons))
