"""Corrections that people made: applied afresh at each build, shown in the steps of the figure, never silently lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import get_args, get_type_hints

from records import Correction, Finding, Observation, Severity, Step

_OF_THE_ROW = frozenset(("kind", "section", "polarity", "indicator_code", "indicator_raw", "organisation"))
_OF_THE_PAPER = frozenset(("report_title", "report_period_start", "report_period_end", "published_on"))
_RAW = {"value": "value_raw", "target": "target_raw", "rag": "rag_raw", "arrow": "arrow_raw", "area": "area_raw"}
_PERIOD = ("period_start", "period_end", "period_type")


@dataclass(frozen=True, slots=True)
class _Fit:
    """The places that a correction changes, or why it changes none; `moved` says how its figure was found again."""

    places: tuple[int, ...] = ()
    problem: str = ""
    moved: str = ""


def correct(
    observations: Sequence[Observation], corrections: Sequence[Correction]
) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """Apply corrections to the observations they name. One that fits nothing any more is an error by name.

    A correction finds its figure by id, else by file, line and name; where the paper was issued anew or renamed, by
    name and printed text, if that is one figure only.
    """
    rows = list(observations)
    findings: list[Finding] = []
    for correction in corrections:
        fit = _fit(correction, rows)
        if fit.problem:
            findings.append(_finding(correction, "correction_unused", "error", fit.problem))
        if fit.moved:
            findings.append(_finding(correction, "correction_moved", "info", fit.moved))
        for i in fit.places:
            rows[i] = _applied(rows[i], correction)
    return tuple(rows), tuple(findings)


def concerned(observations: Sequence[Observation], corrections: Sequence[Correction]) -> tuple[Observation, ...]:
    """The observations that may count when corrections are applied: `correct` says the same of them alone as of all.

    Those that a correction names or could be taken for it, and one of each paper, to tell that it is there.
    """
    if not corrections:
        return ()
    sources: set[str] = set()
    found = []
    for row in observations:
        is_first = row.source not in sources
        sources.add(row.source)
        if is_first or any(_may_mean(correction, row) for correction in corrections):
            found.append(row)
    return tuple(found)


def _may_mean(correction: Correction, row: Observation) -> bool:
    if correction.observation_id and row.observation_id == correction.observation_id:
        return True
    return _same_name(correction, row) and (_is_source(correction, row) or _says(correction, row))


def _finding(correction: Correction, code: str, severity: Severity, said: str) -> Finding:
    message = f"{correction.origin}: {correction.source}, {correction.indicator_raw!r}, {correction.field}: {said}"
    return Finding("normalise", code, severity, message, source=correction.source)


def _fit(correction: Correction, rows: Sequence[Observation]) -> _Fit:
    by_id = [
        i for i, row in enumerate(rows) if correction.observation_id and row.observation_id == correction.observation_id
    ]
    named = by_id or [i for i, row in enumerate(rows) if _names(correction, row)]
    fitting = [i for i in named if _says(correction, rows[i])]
    if fitting:
        return _one_figure(correction, fitting, rows)
    if by_id:
        return _Fit(problem=f"it now says {_printed(rows[by_id[0]], correction.field)!r}")
    elsewhere = _elsewhere(correction, rows)
    if elsewhere:
        fit = _one_figure(correction, elsewhere, rows)
        row = rows[elsewhere[0]]
        where = f"{row.source}" + (f", line {row.line}" if row.line else f", page {row.page}" if row.page else "")
        return fit if fit.problem else _Fit(fit.places, moved=f"found again in {where}")
    if named:
        return _Fit(problem=f"it now says {_printed(rows[named[0]], correction.field)!r}")
    return _Fit(problem="no such row is read any more")


def _names(correction: Correction, row: Observation) -> bool:
    if not _is_source(correction, row):
        return False
    if correction.line is not None and row.line is not None and correction.line != row.line:
        return False
    return _same_name(correction, row)


def _is_source(correction: Correction, row: Observation) -> bool:
    return not correction.source or row.source == correction.source or row.source.endswith("/" + correction.source)


def _same_name(correction: Correction, row: Observation) -> bool:
    return not correction.indicator_raw or " ".join(correction.indicator_raw.split()) == " ".join(
        row.indicator_raw.split()
    )


def _says(correction: Correction, row: Observation) -> bool:
    """Whether the row still says what is to be corrected, as text and as what was made of it."""
    if _printed(row, correction.field) != correction.old.strip():
        return False
    raw = "period_label" if correction.field in _PERIOD else _RAW.get(correction.field, "")
    return not (correction.printed and raw) or " ".join(getattr(row, raw).split()) == " ".join(
        correction.printed.split()
    )


def _elsewhere(correction: Correction, rows: Sequence[Observation]) -> list[int]:
    """The same name and printed text on another line of the paper; in other papers only if the paper is not there."""
    if not correction.printed:
        return []  # without its printed text, another figure of that name could be taken for it
    same = [i for i, row in enumerate(rows) if _same_name(correction, row) and _says(correction, row)]
    is_there = any(_is_source(correction, row) for row in rows)
    return [i for i in same if not is_there or _is_source(correction, rows[i])]


def _one_figure(correction: Correction, places: Sequence[int], rows: Sequence[Observation]) -> _Fit:
    """What is said of a figure must fit one figure; what is said of a row or paper fits all figures of it."""
    papers = {rows[i].document_id for i in places}
    facts = {(row.area, row.group, row.period_start, row.period_end) for row in (rows[i] for i in places)}
    wide = correction.field in _OF_THE_ROW or correction.field in _OF_THE_PAPER
    if len(papers) > 1 or (len(facts) > 1 and not wide):
        return _Fit(problem=f"{len(places)} figures fit; fill in observation_id or printed")
    return _Fit(tuple(places))


def _printed(row: Observation, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _applied(row: Observation, correction: Correction) -> Observation:
    value = _typed(correction)
    step = Step(
        "normalise",
        correction.field,
        "correction",
        f"{correction.old} -> {correction.new} by {correction.who} on {correction.when}: {correction.why}",
    )
    flags = tuple(flag for flag in row.flags if flag.field != correction.field)
    changes = {correction.field: value, "flags": flags, "steps": (*row.steps, step)}
    return replace(row, **changes)  # type: ignore[arg-type]


def _typed(correction: Correction) -> object:
    """The new value in the type of its field; the workspace has checked that it can be."""
    hint = get_type_hints(Observation)[correction.field]
    kinds = get_args(hint) or (hint,)
    text = correction.new.strip()
    if not text and type(None) in kinds:
        return None
    if Decimal in kinds:
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"{correction.origin}: {text!r} is no number") from error
    if date in kinds:
        return date.fromisoformat(text)
    if float in kinds:
        return float(text)
    return tuple(part for part in text.split(";") if part) if correction.field == "qualifiers" else text
