"""Dataset -> plain rows: one tuple for each row, in the order of the table's columns and in a fixed order of rows.

A cell is `None` where nothing is printed, else a `str` (clean and never empty), `int`, `bool`, `date`, or a number
(`Decimal` or `float`). Sequences are joined as the column says. Rows are sorted, missing before present:

    observations, targets, summaries   source, document, page, line, table, row, column, top and left of the box, id
    series                             indicator, area, group, series, period
    indicators, areas, review          id
    documents                          source, document
    issues                             source, document, page, line, table, row, column, stage, code, id
    lineage                            as observations, then as the steps were taken
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import NoneType

from publish import columns
from publish.schema import Table
from records import Box, Dataset, Finding, Flag, Observation, Place, SeriesPoint, Summary, Target

Value = str | int | float | Decimal | bool | date | None
Row = tuple[Value, ...]

_PLAIN = (int, float, Decimal, date)
_BATCH = 2_000
_STEP_TEXTS = tuple(attrgetter(name) for name in ("stage", "field", "rule", "text"))
_PLACE_NUMBERS = tuple(attrgetter(name) for name in ("page", "line", "table", "row", "column"))

# Line breaks are kept; other control characters, lone surrogates and the two non-characters cannot be written to
# every format (UTF-8, XML) and carry no meaning.
_BREAKS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
_UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_SUSPECT = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Text that every format can hold: trimmed, line breaks as `\n`, other control characters as spaces."""
    if not text.isprintable() and _SUSPECT.search(text):  # the first look is the quick one
        text = _UNWRITABLE.sub("�", _CONTROLS.sub(" ", _BREAKS.sub("\n", text)))
    return text.strip()


def box_text(box: Box) -> str:
    """`x0 y0 x1 y1`, rounded to 0.1."""
    return " ".join(f"{round(edge, 1) + 0.0:.1f}" for edge in box)


def all_rows(dataset: Dataset) -> dict[str, list[Row]]:
    """Rows of every table, by the table's name, in the order of `columns.TABLES`."""
    observations = sorted(dataset.observations, key=standing)
    series = sorted(dataset.series, key=series_order)
    targets = sorted(dataset.targets, key=standing)
    summaries = sorted(dataset.summaries, key=standing)
    indicators = sorted(dataset.indicators, key=lambda indicator: indicator.indicator_id)
    areas = sorted(dataset.areas, key=lambda area: area.area_id)
    documents = sorted(dataset.documents, key=lambda document: (document.source, document.document_id))
    reviews = sorted(dataset.reviews, key=lambda review: review.review_id)
    return {
        "observations": rows_of(columns.OBSERVATIONS, observations),
        "series": rows_of(columns.SERIES, series),
        "targets": rows_of(columns.TARGETS, targets),
        "summaries": rows_of(columns.SUMMARIES, summaries),
        "indicators": rows_of(columns.INDICATORS, indicators),
        "areas": rows_of(columns.AREAS, areas),
        "documents": rows_of(columns.DOCUMENTS, documents),
        "issues": issue_rows(dataset.findings),
        "review": rows_of(columns.REVIEW, reviews),
        "lineage": lineage_rows(observations),
    }


def issue_rows(findings: Iterable[Finding]) -> list[Row]:
    """Rows of `issues`. Findings that are the same in everything get ids of their own."""
    return [row for _, row in sorted(keyed_issues(findings), key=lambda pair: pair[0])]


def keyed_issues(findings: Iterable[Finding]) -> list[tuple[tuple[str, ...], Row]]:
    """Rows of `issues` with what puts them in order, in the order of the findings."""
    seen: dict[str, int] = {}
    keyed = []
    for finding in findings:
        facts = _facts(finding)
        seen[facts] = seen.get(facts, 0) + 1
        key = hashlib.sha256(f"{facts}#{seen[facts]}".encode()).hexdigest()[:16]
        keyed.append((_issue_order(finding, key), _issue(finding, key)))
    return keyed


def rows_of(table: Table, records: Sequence[object]) -> list[Row]:
    """Column by column, some thousand records at a time, as most texts of a column come many times."""
    fields = [(attrgetter(column.name), column.separator) for column in table.columns]
    rows: list[Row] = []
    for start in range(0, len(records), _BATCH):
        batch = records[start : start + _BATCH]
        rows += zip(
            *[_cells([field(record) for record in batch], separator) for field, separator in fields], strict=True
        )
    return rows


def _cells(values: Sequence[object], separator: str) -> Sequence[Value]:
    if not {str, NoneType}.issuperset(map(type, values)):
        return [_cell(value, separator) for value in values]
    known: dict[object, Value] = {value: _cell(value, separator) for value in set(values)}
    return [known[value] for value in values]


def _cell(value: object, separator: str) -> Value:
    if value is None:
        return None
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, tuple):
        return clean(_joined(value, separator)) or None
    if isinstance(value, _PLAIN):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def _joined(items: Sequence[object], separator: str) -> str:
    # The only tuple of floats in any record is a box.
    if items and isinstance(items[0], float | int):
        return box_text((_number(items[0]), _number(items[1]), _number(items[2]), _number(items[3])))
    return separator.join(str(item) if isinstance(item, Flag) else clean(str(item)) for item in items)


def _number(edge: object) -> float:
    if isinstance(edge, float | int):
        return float(edge)
    raise TypeError("a box has four numbers")


def _order(number: int | None) -> int:
    return -1 if number is None else number


def series_order(point: SeriesPoint) -> tuple[str, str, str, str, str, date, date]:
    """What puts points in order: their line, then their period."""
    names = (point.indicator_id, point.area_id, point.area, point.group, point.series_id)
    return (*names, point.period_start, point.period_end)


def standing(record: Observation | Target | Summary) -> tuple[str, str, int, int, int, int, int, float, float, str]:
    """What puts rows of papers in order."""
    left, top = (record.bbox[0], record.bbox[1]) if record.bbox else (-1.0, -1.0)
    cell = (-1, -1, -1)
    if isinstance(record, Observation):
        cell = (_order(record.table), _order(record.row), _order(record.column))
        key = record.observation_id
    else:
        key = record.target_id if isinstance(record, Target) else record.summary_id
    return (record.source, record.document_id, _order(record.page), _order(record.line), *cell, top, left, key)


def _place(place: Place) -> tuple[int | None, ...]:
    return tuple(field(place) for field in _PLACE_NUMBERS)


def _facts(finding: Finding) -> str:
    place = finding.place
    box = box_text(place.bbox) if place.bbox else None
    named = [finding.stage, finding.code, finding.severity, finding.message, finding.source, finding.document_id]
    return json.dumps([*named, finding.observation_id, *_place(place), place.start, place.end, box, finding.text])


def _issue_order(finding: Finding, key: str) -> tuple[str, ...]:
    place = ("" if number is None else f"{number:010d}" for number in _place(finding.place))
    return (finding.source, finding.document_id, *place, finding.stage, finding.code, key)


def issue_order(row: Row) -> tuple[str, ...]:
    """What puts finished rows of `issues` in order."""
    key, stage, code, _, _, source, document_id, _, *place, _ = row
    numbers = ("" if number is None else f"{number:010d}" for number in place)
    return (str(source or ""), str(document_id or ""), *numbers, str(stage), str(code), str(key))


def _issue(finding: Finding, key: str) -> Row:
    texts = (finding.stage, finding.code, finding.severity, finding.message, finding.source, finding.document_id)
    named = (_cell(text, "") for text in (key, *texts, finding.observation_id))
    return (*named, *_place(finding.place), _cell(finding.text, ""))


def lineage_rows(observations: Sequence[Observation]) -> list[Row]:
    """A row for each step of each observation."""
    rows: list[Row] = []
    for start in range(0, len(observations), _BATCH):
        rows += _steps(observations[start : start + _BATCH])
    return rows


def _steps(observations: Sequence[Observation]) -> Iterator[Row]:
    ids = [observation.observation_id for observation in observations for _ in observation.steps]
    numbers = [number for observation in observations for number in range(1, len(observation.steps) + 1)]
    steps = [step for observation in observations for step in observation.steps]
    texts = [_cells([field(step) for step in steps], "") for field in _STEP_TEXTS]
    places = [[field(step.place) for step in steps] for field in _PLACE_NUMBERS]
    return zip(ids, numbers, *texts, *places, strict=True)
