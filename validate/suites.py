"""What must hold in the published tables, as plain data: one suite of rules for each table.

Columns, their types and the closed lists of words come from the records themselves; the rest is listed here. Nothing
here imports an engine: `expectations` runs the suites, `docs` shows what came out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from records import Area, DocumentRow, Indicator, Observation, SeriesPoint, Summary, Target

Family = Literal["text", "number", "integer", "date", "boolean"]
RuleKind = Literal["columns", "type", "filled", "unique", "words", "range", "pattern", "not_before", "known"]

FLAGS = r"^[a-z_]+:[a-z0-9_]+(?:;[a-z_]+:[a-z0-9_]+)*$"
SHA256 = r"^[0-9a-f]{64}$"
UNPUBLISHED_FIELDS = frozenset({"steps"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of one table. Empty cells pass every rule but `filled`.

    `columns` are the columns it is about; `words` the words allowed, `low` and `high` the inclusive limits, `pattern` a
    regular expression, `family` the type, `known_in` the `table.column` names whose values are the known ones.
    """

    kind: RuleKind
    columns: tuple[str, ...]
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    family: Family = "text"
    known_in: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The rule as a sentence without its columns."""
        limits = " and ".join(
            f"{word} {limit:g}" for word, limit in (("at least", self.low), ("at most", self.high)) if limit is not None
        )
        return {
            "columns": "the table has exactly these columns, in this order",
            "type": f"is stored as {self.family}",
            "filled": "is never empty",
            "unique": "is unique",
            "words": f"is one of {', '.join(self.words)}",
            "range": f"is {limits}",
            "pattern": f"matches {self.pattern}",
            "not_before": "the second is not before the first",
            "known": f"is found in {' or '.join(self.known_in)}",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Suite:
    """The rules of one table, and the columns whose values name a row."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    families: tuple[Family, ...]
    rules: tuple[Rule, ...]


def _family(hint: Any) -> Family:
    """The type that a field is published as; sequences and flags are joined to text."""
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) in (Union, UnionType) and len(options) == 1:
        return _family(options[0])
    if hint is bool:
        return "boolean"
    if hint is int:
        return "integer"
    if hint in (Decimal, float):
        return "number"
    return "date" if hint is date else "text"


def _words(hint: Any) -> tuple[str, ...]:
    """The words of a closed list, none where the field takes any text."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    options = [option for option in get_args(hint) if option is not type(None)]
    return _words(options[0]) if get_origin(hint) in (Union, UnionType) and len(options) == 1 else ()


def _suite(table: str, record: type[Any], key: tuple[str, ...], rules: Iterable[Rule]) -> Suite:
    hints = get_type_hints(record)
    columns = tuple(field.name for field in fields(record) if field.name not in UNPUBLISHED_FIELDS)
    families = tuple(_family(hints[name]) for name in columns)
    types = (Rule("type", (name,), family=family) for name, family in zip(columns, families, strict=True))
    words = (Rule("words", (name,), words=_words(hints[name])) for name in columns if _words(hints[name]))
    ordered = (Rule("columns", columns), Rule("unique", key), *rules, *words, *types)
    return Suite(table, key, columns, families, ordered)


def _filled(*names: str) -> tuple[Rule, ...]:
    return tuple(Rule("filled", (name,)) for name in names)


def _from_one(*names: str) -> tuple[Rule, ...]:
    return tuple(Rule("range", (name,), low=1) for name in names)


def _not_negative(*names: str) -> tuple[Rule, ...]:
    return tuple(Rule("range", (name,), low=0) for name in names)


def _known(name: str, *known_in: str) -> Rule:
    return Rule("known", (name,), known_in=known_in)


_IN_DOCUMENTS = _known("document_id", "documents.document_id")
_IN_INDICATORS = _known("indicator_id", "indicators.indicator_id")
_IN_AREAS = _known("area_id", "areas.area_id", "areas.gss")
_PERIOD = Rule("not_before", ("period_start", "period_end"))
_REPORT_PERIOD = Rule("not_before", ("report_period_start", "report_period_end"))
_FLAGS = Rule("pattern", ("flags",), pattern=FLAGS)
_COMPARATOR = Rule("words", ("target_comparator",), words=(">", ">=", "<", "<=", "~", "="))

SUITES: tuple[Suite, ...] = (
    _suite(
        "observations",
        Observation,
        ("observation_id",),
        (
            *_filled("observation_id", "document_id", "source", "kind"),
            Rule("pattern", ("document_id",), pattern=SHA256),
            Rule("words", ("value_basis",), words=("text", "ocr", "chart")),
            _COMPARATOR,
            Rule("range", ("confidence",), low=0, high=1),
            Rule("range", ("match_score",), low=0, high=1),
            *_from_one("page", "line"),
            _PERIOD,
            _REPORT_PERIOD,
            _FLAGS,
            _IN_DOCUMENTS,
            _IN_INDICATORS,
            _IN_AREAS,
        ),
    ),
    _suite(
        "series",
        SeriesPoint,
        ("series_id", "period_start", "period_end"),
        (
            *_filled("series_id", "period_start", "period_end", "observation_id", "document_id"),
            *_from_one("vintages"),
            _PERIOD,
            _FLAGS,
            _known("observation_id", "observations.observation_id"),
            _known("series_id", "observations.series_id"),
            _IN_DOCUMENTS,
            _IN_INDICATORS,
            _IN_AREAS,
        ),
    ),
    _suite(
        "targets",
        Target,
        ("target_id",),
        (
            *_filled("target_id", "document_id", "source", "target_raw"),
            _COMPARATOR,
            *_from_one("page", "line"),
            _PERIOD,
            _IN_DOCUMENTS,
            _IN_INDICATORS,
            _IN_AREAS,
        ),
    ),
    _suite(
        "summaries",
        Summary,
        ("summary_id",),
        (
            *_filled("summary_id", "document_id", "source", "count", "is_total"),
            *_not_negative("count", "counted"),
            *_from_one("page", "line"),
            _IN_DOCUMENTS,
        ),
    ),
    _suite("indicators", Indicator, ("indicator_id",), _filled("indicator_id", "name", "status")),
    _suite(
        "areas",
        Area,
        ("area_id",),
        (*_filled("area_id", "name"), Rule("not_before", ("valid_from", "valid_to"))),
    ),
    _suite(
        "documents",
        DocumentRow,
        ("document_id", "source"),
        (
            *_filled("document_id", "source", "state"),
            Rule("pattern", ("document_id",), pattern=SHA256),
            *_not_negative("bytes", "pages", "lines", "observations", "targets", "summaries", "flagged", "cells"),
            *_not_negative("cells_unread", "prose_figures"),
            _REPORT_PERIOD,
            _IN_AREAS,
        ),
    ),
)
"""Every suite, in the order in which the page shows them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one rule: how many rows fail it, and the keys of the first of them.

    `reason` says why a rule could not be checked (a missing or wrongly typed column) or what is wrong with the table.
    """

    rule: Rule
    success: bool
    failing: int = 0
    failing_keys: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TableResult:
    """The outcomes of one table's suite, in the order of its rules."""

    table: str
    rows: int
    outcomes: tuple[Outcome, ...]

    @property
    def success(self) -> bool:
        """No rule failed."""
        return all(outcome.success for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """The outcomes of all suites over one release; `engine` is the name and version of what checked them."""

    engine: str
    tables: tuple[TableResult, ...]

    @property
    def success(self) -> bool:
        """No rule of any table failed."""
        return all(table.success for table in self.tables)
