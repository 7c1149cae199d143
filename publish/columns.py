"""The published tables, column by column: the contract with everyone who reads the dataset.

CSV, Parquet, DuckDB, the workbook and `datapackage.json` are all derived from `TABLES`; nothing about a column is
said anywhere else. The names of the columns are the names of the fields of the records they come from.
"""

from typing import Any, Literal, get_args

import records as r
from publish.schema import NAMES, Column, ForeignKey, Table


def _text(name: str, description: str, closed: Any = None, *, required: bool = False) -> Column:
    return Column(name, "string", description, required, enum=get_args(closed) if closed else ())


def _names(name: str, description: str) -> Column:
    return Column(name, "string", f"{description}; parted by |", separator=NAMES)


def _key(name: str, description: str) -> Column:
    return Column(name, "string", description, required=True, unique=True)


def _int(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, "integer", description, required)


def _number(name: str, description: str) -> Column:
    return Column(name, "number", description)


def _date(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, "date", description, required)


# ---------------------------------------------------------------------------------------------- shared columns
DOCUMENT = _text("document_id", "SHA-256 of the bytes of the document", required=True)
SOURCE = _text("source", "file name of the document", required=True)
PAGE = _int("page", "page, counted from 1")
LINE = _int("line", "line of the text file, counted from 1; empty for a PDF")
BBOX = _text(
    "bbox",
    "box on the page of a PDF: x0 y0 x1 y1 in points from its upper left corner, rounded to 0.1; empty for a text file",
)
PLACE = (
    _int("table", "table of the document, as numbered by the reader"),
    _int("row", "row of the table, as numbered by the reader"),
    _int("column", "column of the table, as numbered by the reader"),
)
REPORT = (
    _text("report_title", "title of the paper"),
    _date("report_period_start", "first day of the period that the paper reports on"),
    _date("report_period_end", "last day of the period that the paper reports on"),
    _date("published_on", "date of the paper or of the meeting it went to"),
)
INDICATOR_ID = _text(
    "indicator_id", "entry of `indicators`; begins with ~ while it awaits review; empty while undecided"
)
AREA = _text("area", "area of the figure: the organisation, or whom it is compared with")
AREA_ID = _text("area_id", "official (GSS) code of the area, where there is one")
UNIT = _text("unit", "unit of the number: percent, count, GBP, rate per 10,000, days, ...")
RAG = _text("rag", "rating: green, amber, red, blue (closed or completed), or printed as not rated", r.Rag)
ARROW = _text("arrow", "direction of the arrow as printed", r.ArrowDirection)
SCOPE = _text("target_scope", "whether the target is one for the period or for the end of the year", r.TargetScope)
FLAGS = _text("flags", "doubts as field:code, parted by ; (row:code doubts the row itself); empty: none")
TO_DOCUMENTS = ForeignKey("document_id", "documents", "document_id")
TO_INDICATORS = ForeignKey("indicator_id", "indicators", "indicator_id")
TO_OBSERVATIONS = ForeignKey("observation_id", "observations", "observation_id")

# ---------------------------------------------------------------------------------------------- the tables
OBSERVATIONS = Table(
    "observations",
    "One row for each thing that a paper says about one indicator or project, one area and one period",
    (
        _key("observation_id", "hash of document and place; stable when the program changes"),
        DOCUMENT,
        SOURCE,
        _text("organisation", "council whose paper it is"),
        *REPORT,
        _text("section", "nearest heading that groups the row, as printed"),
        _text("kind", "measure, project or money", r.Kind, required=True),
        INDICATOR_ID,
        _text("indicator", "canonical name of the indicator"),
        _text(
            "series_id",
            "what may stand in one line of a chart; the rows of `series` with this id are that line; empty for "
            "forecasts, and where indicator, area or period is undecided",
        ),
        _text("indicator_code", "code of the indicator as printed"),
        _text("indicator_raw", "name of the indicator as printed"),
        _text("area_raw", "area as printed"),
        AREA,
        AREA_ID,
        _text("comparator_of", "organisation for whose comparison the row was printed; empty on its own rows"),
        _text("group", "population group that the row or cell names"),
        _text("period_label", "period as printed"),
        _date("period_start", "first day of the period"),
        _date("period_end", "last day of the period"),
        _text("period_type", "what sort of period it is", r.PeriodType),
        _text("period_basis", "where the period was printed", r.PeriodBasis),
        _text("accumulation", "of the period alone, year to date, rolling, or on one day", r.Accumulation),
        _text("value_raw", "value as printed"),
        _number("value", "value as a plain number: 81.41% is 81.41, £10.054M is 10054000"),
        UNIT,
        _text("qualifiers", "provisional, estimate, suppressed, ...; parted by ;"),
        _text(
            "value_basis",
            "how the value was read: text that the file holds, words recognised in a scan or other picture, or the "
            "label of a bar of a chart",
            Literal["text", "ocr", "chart"],
        ),
        _number("confidence", "how surely the value was recognised, 0 to 1, below 0.5 flagged; empty for text"),
        _number("numerator", "numerator, where printed"),
        _number("denominator", "denominator, where printed"),
        _text("target_raw", "target that applies to the row, as printed"),
        _number("target", "target as a plain number"),
        _text("target_comparator", "sign before the target: >, >=, <, <=, ~"),
        SCOPE,
        _text("tolerance_raw", "where amber ends, as printed"),
        _number("tolerance", "tolerance as a plain number"),
        _text("rag_raw", "rating as printed"),
        RAG,
        _text("rag_basis", "what the rating was read from", r.Basis),
        _text("rag_scope", "what the rating is about", r.RagScope),
        _text("status", "state of a project, where words say it: completed, closed, on_hold, ..."),
        _text("arrow_raw", "arrow as printed"),
        ARROW,
        _text("arrow_basis", "what the arrow was read from", r.Basis),
        _text("direction", "what the arrow means, by the paper's legend or the polarity", r.Direction),
        _text("polarity", "which way is good, as printed", r.Polarity),
        _text(
            "match_method",
            "how the indicator was found: by its own wording (matcher), a person (judgement), other papers (context); "
            "proposed, where the catalogue has none; review, where a question is open",
        ),
        _number("match_score", "probability of that decision, 0 to 1"),
        PAGE,
        LINE,
        BBOX,
        *PLACE,
        FLAGS,
    ),
    ("observation_id",),
    (TO_DOCUMENTS, TO_INDICATORS),
)

SERIES = Table(
    "series",
    "One row for each series and period: the latest vintage, with what earlier papers said",
    (
        _text("series_id", "`series_id` of the observations that make this series", required=True),
        INDICATOR_ID,
        _text("indicator", "canonical name of the indicator"),
        AREA,
        AREA_ID,
        _text("group", "population group"),
        UNIT,
        _text("period_type", "what sort of period it is", r.PeriodType),
        _date("period_start", "first day of the period", required=True),
        _date("period_end", "last day of the period", required=True),
        _text("accumulation", "of the period alone, year to date, rolling, or on one day", r.Accumulation),
        _number("value", "latest value, in the unit without scale: pounds, not thousands of pounds"),
        _text("value_raw", "latest value as printed"),
        _number("target", "target of the latest vintage, in the unit without scale"),
        RAG,
        ARROW,
        _text("direction", "what the arrow means", r.Direction),
        _text("observation_id", "observation that the row was taken from", required=True),
        _text("document_id", "document that printed the latest vintage", required=True),
        _number("first_value", "value of the first vintage, in the unit without scale"),
        _int("vintages", "papers' versions of this figure", required=True),
        Column("revised", "boolean", "whether a later paper printed another value, rounding aside", required=True),
        _number("revised_by", "latest value less first value, where revised"),
        FLAGS,
    ),
    ("series_id", "period_start", "period_end"),
    (TO_OBSERVATIONS, TO_DOCUMENTS, TO_INDICATORS),
)

TARGETS = Table(
    "targets",
    "All targets that the papers print, whether or not an observation takes them up",
    (
        _key("target_id", "hash of document and place"),
        DOCUMENT,
        SOURCE,
        INDICATOR_ID,
        _text("indicator_code", "code of the indicator as printed"),
        _text("indicator_raw", "name of the indicator as printed"),
        AREA,
        AREA_ID,
        _text("period_label", "period of the target as printed"),
        _date("period_start", "first day of the period"),
        _date("period_end", "last day of the period"),
        SCOPE,
        _text("target_raw", "target as printed"),
        _number("target", "target as a plain number"),
        _text("target_comparator", "sign before the target: >, >=, <, <=, ~"),
        UNIT,
        _text("header", "column header or label that the target stands under"),
        PAGE,
        LINE,
        BBOX,
    ),
    ("target_id",),
    (TO_DOCUMENTS, TO_INDICATORS),
)

SUMMARIES = Table(
    "summaries",
    "Counts of ratings or arrows that the papers print, beside what was found",
    (
        _key("summary_id", "hash of document and place"),
        DOCUMENT,
        SOURCE,
        _text("section", "nearest heading, as printed"),
        _text("group", "priority or theme that is counted"),
        _text("label", "what is counted, as printed"),
        RAG,
        ARROW,
        _int("count", "count as printed", required=True),
        _int("counted", "observations found for it; empty where that cannot be told"),
        Column("is_total", "boolean", "whether the paper prints it as a total", required=True),
        PAGE,
        LINE,
        BBOX,
    ),
    ("summary_id",),
    (TO_DOCUMENTS,),
)

INDICATORS = Table(
    "indicators",
    "The catalogue of indicators, with those proposed for it",
    (
        _key("indicator_id", "identifier; begins with ~ while it is a proposal"),
        _text("name", "canonical name", required=True),
        UNIT,
        _text("polarity", "which way is good", r.Polarity),
        _text("description", "what is measured"),
        _names("frameworks", "codes in national frameworks"),
        _names("aliases", "other names"),
        _names("definition_breaks", "where the definition changed"),
        _text("source", "where the entry comes from"),
        _text("status", "accepted or awaiting review", Literal["catalogue", "proposed"], required=True),
    ),
    ("indicator_id",),
)

AREAS = Table(
    "areas",
    "Councils, regions, countries and groups that figures are compared with",
    (
        _key("area_id", "identifier"),
        _text("name", "name", required=True),
        _text("gss", "official (GSS) code"),
        _text("kind", "sort of area"),
        _names("short_names", "other names"),
        _names("domains", "web domains"),
        _text("parent", "area that it lies in"),
        _date("valid_from", "first day that it existed"),
        _date("valid_to", "last day that it existed"),
        _names("successors", "areas that took its place"),
        _text("source", "where the entry comes from"),
        _text("note", "note"),
    ),
    ("area_id",),
)

DOCUMENTS = Table(
    "documents",
    "One row for each input, whatever became of it",
    (
        DOCUMENT,
        SOURCE,
        Column("bytes", "long", "size", required=True),
        _int("pages", "pages", required=True),
        _text("kind", "sort of file"),
        _text("organisation", "council whose paper it is"),
        AREA_ID,
        *REPORT,
        _text("state", "what became of it", r.DocumentState, required=True),
        _text("reason", "why"),
        _text("encoding", "encoding of a text file"),
        _int("lines", "lines of text", required=True),
        _int("observations", "rows in `observations`", required=True),
        _int("targets", "rows in `targets`", required=True),
        _int("summaries", "rows in `summaries`", required=True),
        _int("flagged", "observations with flags", required=True),
        _int("cells", "non-empty cells of tables that look like indicators", required=True),
        _int("cells_unread", "those of them that are in no observation", required=True),
        _int("prose_figures", "figures in running text, which are not read", required=True),
        _text("supersedes", "document of which this one is a later issue"),
    ),
    ("document_id", "source"),
)

ISSUES = Table(
    "issues",
    "What reading, normalising and validating had to report",
    (
        _key("issue_id", "hash of the issue"),
        _text("stage", "stage that reports", required=True),
        _text("code", "sort of issue", required=True),
        _text("severity", "how grave it is", r.Severity, required=True),
        _text("message", "what and why", required=True),
        _text("source", "file name of the document"),
        _text("document_id", "SHA-256 of the bytes of the document"),
        _text("observation_id", "observation that it is about"),
        PAGE,
        LINE,
        *PLACE,
        _text("text", "text that it is about, as printed"),
    ),
    ("issue_id",),
    parquet=False,
)

REVIEW = Table(
    "review",
    "Questions for a person",
    (
        _key("review_id", "hash of the question"),
        _text("subject", "what the question is about: indicator, area, or the code of an issue", required=True),
        _text("question", "the question", required=True),
        _text("indicator_raw", "name of the indicator as printed"),
        _text("candidates", "possible answers"),
        _number("score", "score of the best candidate"),
        _text("reasons", "what speaks for and against"),
        _text("source", "file name of the document"),
        _text("observation_ids", "observations that wait for the answer; parted by ;"),
    ),
    ("review_id",),
    parquet=False,
)

LINEAGE = Table(
    "lineage",
    "One row for each step that made a field of an observation: which rule read what, where",
    (
        _text("observation_id", "observation", required=True),
        _int("step", "number of the step, counted from 1", required=True),
        _text("stage", "stage that took the step", required=True),
        _text("field", "column of `observations` that it made"),
        _text("rule", "rule that was applied", required=True),
        _text("text", "text that was read, as printed"),
        PAGE,
        LINE,
        *PLACE,
    ),
    ("observation_id", "step"),
    (TO_OBSERVATIONS,),
    # a dozen rows for each observation: of no use in a workbook, and more than all else in the database
    sheet=False,
    database=False,
)

TABLES = (OBSERVATIONS, SERIES, TARGETS, SUMMARIES, INDICATORS, AREAS, DOCUMENTS, ISSUES, REVIEW, LINEAGE)
"""All tables in the order in which they are published."""
