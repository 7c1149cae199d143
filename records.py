"""Every type of the domain, once, in the order of the pipeline.

    document -> elements (lines, grids) -> statements -> observations -> dataset tables

All are frozen, hold no open files and do no I/O, so that they can be written down and sent between processes.
A text field that is empty (`""`) or a value that is `None` means "not printed"; nothing here is ever guessed.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, TypeVar

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner of the page as shown."""

_Record = TypeVar("_Record")
_Setter = Callable[[object, object], None]


def quick(kind: type[_Record]) -> type[_Record]:
    """The frozen dataclass with an `__init__` that takes half the time, for records of which a paper makes thousands.

    The one that `dataclass` writes looks each field up by its name to get past the freezing; this one is given them.
    """
    given: dict[str, Any] = {f"put_{name}": kind.__dict__[name].__set__ for name in kind.__dict__["__slots__"]}
    plain: list[str] = []
    named: list[str] = []
    for part in fields(kind):  # type: ignore[arg-type]  # a dataclass
        default = ""
        if part.default is not MISSING:
            default, given[f"default_{part.name}"] = f"=default_{part.name}", part.default
        elif part.default_factory is not MISSING:
            raise TypeError(f"{kind.__name__}.{part.name}: a default is made anew for each record")
        (named if part.kw_only else plain).append(f"{part.name}{default}")
    names = [part.name for part in fields(kind)]  # type: ignore[arg-type]
    head = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    body = "\n    ".join(f"put_{name}(self, {name})" for name in names)
    exec(f"def __init__({head}):\n    {body}", given)  # noqa: S102 - as dataclasses does: names of fields, nothing else
    kind.__init__ = given["__init__"]  # type: ignore[method-assign]
    return kind


def changed(record: _Record, **values: object) -> _Record:
    """`dataclasses.replace` for a record of many fields, in a third of the time: some are asked for with every
    figure."""
    kind: type = type(record)
    values_of, puts = _fields(kind)
    copy: _Record = object.__new__(kind)
    for put, value in zip(puts, values_of(record), strict=True):
        put(copy, value)
    for name, value in values.items():
        object.__setattr__(copy, name, value)  # slots: a name that is no field raises AttributeError
    return copy


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[Callable[[object], tuple[object, ...]], tuple[_Setter, ...]]:
    names: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]  # all records have slots
    return attrgetter(*names), tuple(kind.__dict__[name].__set__ for name in names)


# ---------------------------------------------------------------------------------------- vocabulary
Kind = Literal["measure", "project", "finance"]
Rag = Literal["G", "A", "R", "B", "not_rated"]
ArrowDirection = Literal["up", "same", "down"]
Direction = Literal["improving", "steady", "declining", "increasing", "decreasing"]
Polarity = Literal["higher", "lower", "target"]
Basis = Literal["letter", "word", "fill", "glyph", "shape", "icon", "heading"]
PeriodType = Literal[
    "month",
    "quarter",
    "half_year",
    "financial_year",
    "calendar_year",
    "academic_year",
    "rolling_year",
    "as_at",
    "range",
]
PeriodBasis = Literal["cell", "header", "report"]
Accumulation = Literal["single", "cumulative", "rolling", "snapshot"]
RagScope = Literal["period", "year_end_forecast", "overall"]
TargetScope = Literal["period", "year_end"]
DocumentState = Literal["read", "read_with_warnings", "nothing_found", "rejected"]


# ---------------------------------------------------------------------------------------- what the grammar returns
@quick
@dataclass(frozen=True, slots=True)
class Period:
    """A span of days that a label names. `start` and `end` are inclusive."""

    label: str
    start: date
    end: date
    type: PeriodType
    accumulation: Accumulation | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of some text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period found inside a longer text, and where."""

    period: Period
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed figure and what stands with it.

    `number` is the plain number (`£10.054M` -> 10054000, `81.41%` -> 81.41), `None` where the cell prints no number.
    `unit` is the unit that the figure itself prints ("percent", "GBP", "days", ...), "" where it prints none.
    `bound` is the sign before it (">", ">=", "<", "<=", "~"), `missing` the canonical reason why there is no number
    ("not_applicable", "to_be_confirmed", "not_available", "suppressed", "no_value", "not_recorded", ...).
    """

    raw: str
    number: Decimal | None
    unit: str = ""
    bound: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    missing: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol that carries meaning: a rating or an arrow, with its evidence.

    Exactly one of `rag` and `arrow` is set. `raw` is the symbol or word as printed. `doubt` is the code of the flag
    that the mark carries, "" if none ("contradicts_colour": the letter and the colour behind it differ).
    """

    raw: str
    basis: Basis
    rag: Rag | None = None
    arrow: ArrowDirection | None = None
    colour: str = ""
    confidence: float = 1.0
    doubt: str = ""


# ---------------------------------------------------------------------------------------- documents and pages
@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page and box in a PDF, line and characters in a text, cell in a table."""

    page: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    bbox: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: text as printed (tags dropped, white space squeezed, paragraphs kept as newlines) and marks.

    `nested` holds tables that stood inside the cell. `exact` is false where the text differs from the file's (tags,
    entities, emphasis taken out), so that offsets into it are no offsets into the file. `sure` is below 1 where the
    text was recognised in a picture. `differs` says that another reading of a doubtful table has other figures here.
    """

    text: str
    place: Place
    marks: tuple[Mark, ...] = ()
    nested: tuple["Grid", ...] = ()
    bold: bool = False
    row_span: int = 1
    column_span: int = 1
    exact: bool = True
    sure: float = 1.0
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells, whatever it came from, with how it was found and why so (`origin`). Rows are padded to
    equal length with empty cells."""

    rows: tuple[tuple[Cell, ...], ...]
    number: int
    origin: str
    place: Place

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any grid. `gap` counts the blank lines before it; `sure` is as in `Cell`. Lines of one
    `frame` stand in one drawn box; 0 is none."""

    text: str
    place: Place
    gap: int = 0
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    exact: bool = True
    sure: float = 1.0
    frame: int = 0


Element = Line | Grid


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as the readers see it: lines and grids in reading order."""

    elements: tuple[Element, ...]
    pages: int
    encoding: str = ""
    lines: int = 0


# ---------------------------------------------------------------------------------------- findings
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a stage has to report about the data: where, what, why. Bugs raise; data problems are findings."""

    stage: str
    code: str
    severity: Severity
    message: str
    source: str = ""
    document_id: str = ""
    observation_id: str = ""
    place: Place = Place()
    text: str = ""


# ---------------------------------------------------------------------------------------- what a paper says
@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about one field (`row` for the row itself): published as `field:code`."""

    field: str
    code: str

    def __str__(self) -> str:
        return f"{self.field}:{self.code}"


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """One step that made a field: which rule read what, where."""

    stage: str
    field: str
    rule: str
    text: str = ""
    place: Place = Place()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing a paper says about one indicator (or project), one area and one period, as printed.

    Every text is as printed. `period` may join two printed headers ("2020/21 Q1"). `unit` is what the header, the
    row or the legend prints as unit, "" if nothing does. `comparator` is true where the area is not the paper's own.
    `quantity` is the figure within `value` where the cell prints more than the figure (a period, an area).
    `direction` is the word that a direction column prints in place of an arrow ("Improving").
    """

    kind: Kind
    indicator: str
    place: Place
    reader: str
    section: str = ""
    code: str = ""
    area: str = ""
    comparator: bool = False
    group: str = ""
    period: str = ""
    period_basis: PeriodBasis | None = None
    accumulation: Accumulation | None = None
    value: str = ""
    quantity: Quantity | None = None
    value_basis: Literal["text", "ocr", "chart"] = "text"
    confidence: float | None = None
    unit: str = ""
    fraction: str = ""
    qualifiers: tuple[str, ...] = ()
    target: str = ""
    target_scope: TargetScope | None = None
    tolerance: str = ""
    rating: Mark | None = None
    rag_scope: RagScope | None = None
    status: str = ""
    arrow: Mark | None = None
    arrow_sense: Literal["performance", "value", "ambiguous"] | None = None
    direction: str = ""
    polarity: str = ""
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStatement:
    """A printed target, whether or not an observation takes it up."""

    indicator: str
    target: str
    place: Place
    section: str = ""
    code: str = ""
    area: str = ""
    period: str = ""
    scope: TargetScope | None = None
    header: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryStatement:
    """A count of ratings or arrows that the paper itself prints: what its parts must add up to."""

    group: str
    label: str
    count: int
    place: Place
    section: str = ""
    rag: Rag | None = None
    arrow: ArrowDirection | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What the paper says one of its marks means."""

    symbol: str
    meaning: str
    subject: Literal["rating", "arrow"]
    place: Place
    rag: Rag | None = None
    arrow: ArrowDirection | None = None
    sense: str = ""


UseKind = Literal[
    "observation",
    "target",
    "summary",
    "legend",
    "header",
    "context",
    "commentary",
    "repeat",
    "unread",
    "not_indicators",
]


@quick
@dataclass(frozen=True, slots=True)
class Use:
    """Where one non-empty cell, or one line that carries a mark, ended up: the account behind "nothing lost"."""

    place: Place
    text: str
    kind: UseKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a paper says about itself."""

    title: str = ""
    organisation: str = ""
    area_id: str = ""
    period: Period | None = None
    published_on: date | None = None
    organisation_evidence: str = ""
    period_evidence: str = ""
    period_doubt: str = ""
    """Why the period may be another one: the code of a flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """All that reading one document gave. Pure function of its bytes and the settings."""

    document_id: str
    source: str
    size: int
    pages: int
    media: str
    head: ReportHead = ReportHead()
    state: DocumentState = "read"
    reason: str = ""
    statements: tuple[Statement, ...] = ()
    targets: tuple[TargetStatement, ...] = ()
    summaries: tuple[SummaryStatement, ...] = ()
    legends: tuple[LegendEntry, ...] = ()
    uses: tuple[Use, ...] = ()
    findings: tuple[Finding, ...] = ()
    prose_figures: int = 0
    lines: int = 0
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a reading without the reading. `digest` is the hash of all that it says."""

    digest: str
    document_id: str
    source: str
    organisation: str
    state: DocumentState
    reason: str
    pages: int
    statements: int


# ---------------------------------------------------------------------------------------- what the dataset holds
@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A statement normalised: the row of `observations`, field by field in the order of its columns."""

    observation_id: str
    document_id: str
    source: str
    organisation: str = ""
    report_title: str = ""
    report_period_start: date | None = None
    report_period_end: date | None = None
    published_on: date | None = None
    section: str = ""
    kind: Kind = "measure"
    indicator_id: str = ""
    indicator: str = ""
    series_id: str = ""
    indicator_code: str = ""
    indicator_raw: str = ""
    area_raw: str = ""
    area: str = ""
    area_id: str = ""
    comparator_of: str = ""
    group: str = ""
    period_label: str = ""
    period_start: date | None = None
    period_end: date | None = None
    period_type: PeriodType | None = None
    period_basis: PeriodBasis | None = None
    accumulation: Accumulation | None = None
    value_raw: str = ""
    value: Decimal | None = None
    unit: str = ""
    qualifiers: tuple[str, ...] = ()
    value_basis: str = "text"
    confidence: float | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target_raw: str = ""
    target: Decimal | None = None
    target_comparator: str = ""
    target_scope: TargetScope | None = None
    tolerance_raw: str = ""
    tolerance: Decimal | None = None
    rag_raw: str = ""
    rag: Rag | None = None
    rag_basis: Basis | None = None
    rag_scope: RagScope | None = None
    status: str = ""
    arrow_raw: str = ""
    arrow: ArrowDirection | None = None
    arrow_basis: Basis | None = None
    direction: Direction | None = None
    polarity: Polarity | None = None
    match_method: str = ""
    match_score: float | None = None
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = field(default=(), compare=False)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A printed target, normalised: the row of `targets`."""

    target_id: str
    document_id: str
    source: str
    indicator_id: str
    indicator_code: str
    indicator_raw: str
    area: str
    area_id: str
    period_label: str
    period_start: date | None
    period_end: date | None
    target_scope: TargetScope | None
    target_raw: str
    target: Decimal | None
    target_comparator: str
    unit: str
    header: str
    page: int | None
    line: int | None
    bbox: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A printed count of ratings or arrows and what was found for it: the row of `summaries`."""

    summary_id: str
    document_id: str
    source: str
    section: str
    group: str
    label: str
    rag: Rag | None
    arrow: ArrowDirection | None
    count: int
    counted: int | None
    is_total: bool
    page: int | None
    line: int | None
    bbox: Box | None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """The latest vintage of one series in one period: the row of `series`."""

    series_id: str
    indicator_id: str
    indicator: str
    area: str
    area_id: str
    group: str
    unit: str
    period_type: PeriodType | None
    period_start: date
    period_end: date
    accumulation: Accumulation | None
    value: Decimal | None
    value_raw: str
    target: Decimal | None
    rag: Rag | None
    arrow: ArrowDirection | None
    direction: Direction | None
    observation_id: str
    document_id: str
    first_value: Decimal | None
    vintages: int
    revised: bool
    revised_by: Decimal | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An entry of the catalogue."""

    indicator_id: str
    name: str
    unit: str = ""
    polarity: Polarity | None = None
    description: str = ""
    frameworks: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    definition_breaks: tuple[str, ...] = ()
    source: str = ""
    status: Literal["catalogue", "proposed"] = "catalogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An entry of the list of areas: a council, a region, a country or a group that figures are compared with."""

    area_id: str
    name: str
    gss: str = ""
    kind: str = ""
    short_names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word on whether a printed name is an indicator. `organisation` is "" where it holds for any paper.

    `origin` is the file and line to name where the judgement cannot be applied.
    """

    when: date
    who: str
    raw_name: str
    organisation: str
    indicator_id: str
    judgement: Verdict
    why: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's change of one field of one observation: `old` is what the build would publish, `new` what is right.

    `line` is the line of the paper's text, None where the paper has none. `observation_id` and `printed` (the field as
    the paper prints it) tell apart what one line prints, and find the figure again where lines or files have changed.
    `origin` is the file and line to name where the correction fits nothing any more.
    """

    when: date
    who: str
    source: str
    line: int | None
    indicator_raw: str
    field: str
    old: str
    new: str
    why: str
    origin: str
    observation_id: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A question for a person: the row of `review`."""

    review_id: str
    subject: str
    question: str
    indicator_raw: str = ""
    candidates: str = ""
    score: float | None = None
    reasons: str = ""
    source: str = ""
    observation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One input: the row of `documents`."""

    document_id: str
    source: str
    bytes: int
    pages: int
    kind: str
    organisation: str = ""
    area_id: str = ""
    report_title: str = ""
    report_period_start: date | None = None
    report_period_end: date | None = None
    published_on: date | None = None
    state: DocumentState = "read"
    reason: str = ""
    encoding: str = ""
    lines: int = 0
    observations: int = 0
    targets: int = 0
    summaries: int = 0
    flagged: int = 0
    cells: int = 0
    cells_unread: int = 0
    prose_figures: int = 0
    supersedes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All tables of one build, in memory, sorted, ready to be written."""

    observations: tuple[Observation, ...] = ()
    series: tuple[SeriesPoint, ...] = ()
    targets: tuple[Target, ...] = ()
    summaries: tuple[Summary, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    areas: tuple[Area, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a dataset holds: documents by state, findings by severity, rows of the other tables."""

    documents: Mapping[str, int]
    observations: int
    flagged: int
    series_points: int
    targets: int
    summaries: int
    reviews: int
    findings: Mapping[str, int]


def counts_of(dataset: Dataset) -> Counts:
    """What is in a dataset."""
    return Counts(
        documents=dict(sorted(Counter(row.state for row in dataset.documents).items())),
        observations=len(dataset.observations),
        flagged=sum(bool(row.flags) for row in dataset.observations),
        series_points=len(dataset.series),
        targets=len(dataset.targets),
        summaries=len(dataset.summaries),
        reviews=len(dataset.reviews),
        findings=dict(sorted(Counter(finding.severity for finding in dataset.findings).items())),
    )
