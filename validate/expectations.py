"""Runs the suites over a release folder with Great Expectations: the only module that imports it, and only when run.

Types are checked on the Parquet schema, since the engine's own type check knows nothing of pandas 3 strings; failing
rows are found here, since the engine's complete result takes minutes on a million failures. The engine stays in memory:
no project, no telemetry, no network.
"""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import DatasetError
from validate.docs import render_page, results_json
from validate.later import loaded_later
from validate.suites import SUITES, ExpectationResult, Family, Outcome, Rule, Suite, TableResult

if TYPE_CHECKING:
    import pandas as pd  # with the engine it takes seconds: both are loaded when a release is checked

MOST_KEYS = 25
FOLDER = "validation"
_QUIET = {"GX_ANALYTICS_ENABLED": "false"}
_UNUSED = ("altair", "scipy.stats")
"""What the engine imports for rules and pictures that no suite has: a third of the time that it takes to load."""


def run_expectations(folder: Path) -> ExpectationResult:
    """Check the Parquet tables of the release in `folder`; write `validation/results.json` and `validation/index.html`.

    Both files say the same for the same tables: no time, no host, no path. A table that is not there is a
    `DatasetError`; a table that breaks its rules is a result.
    """
    frames, schemas = _read_tables(folder)
    result = check_tables(frames, schemas)
    write_result(folder, result)
    return result


def write_result(folder: Path, result: ExpectationResult) -> None:
    """Write the result of a release as JSON and as a page."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    (target / "results.json").write_text(results_json(result), encoding="utf-8", newline="\n")
    (target / "index.html").write_text(render_page(result), encoding="utf-8", newline="\n")


def load_engine() -> None:
    """Load all that checking needs, which takes seconds, before there is anything to check."""
    with _engine():
        import pyarrow.parquet  # noqa: F401


def engine_name() -> str:
    """Name and version of what checks."""
    return f"Great Expectations {version('great_expectations')}"


def checked_parts(files: Mapping[str, Sequence[Path]], hidden: Sequence[str]) -> bool:
    """Whether all rules about rows hold in tables, each of which is several Parquet files with the columns `hidden`
    beside its own. References to other tables are not looked at."""
    suites = [
        replace(suite, rules=tuple(rule for rule in suite.rules if rule.kind != "known"))
        for suite in SUITES
        if files.get(suite.table)
    ]
    read = {suite.table: _read_parts(files[suite.table], hidden) for suite in suites}
    frames = {name: frame for name, (frame, _) in read.items()}
    return check_tables(frames, {name: schema for name, (_, schema) in read.items()}, suites).success


def check_tables(
    frames: Mapping[str, "pd.DataFrame"], schemas: Mapping[str, Mapping[str, str]], suites: Sequence[Suite] = SUITES
) -> ExpectationResult:
    """Run `suites` over `frames`; `schemas` holds each table's columns, in order, with the family each is stored as."""
    with _engine() as (gx, context):
        source = context.data_sources.add_pandas("release")
        tables = []
        for suite in suites:
            frame, schema = frames[suite.table], schemas[suite.table]
            runnable = [rule for rule in suite.rules if not _obstacle(rule, suite, schema)]
            known = {rule: _known_values(rule, frames) for rule in runnable if rule.kind == "known"}
            verdicts = _engine_verdicts(gx, context, source, suite, frame, runnable, known)
            outcomes = tuple(_outcome(rule, suite, frame, schema, known, verdicts) for rule in suite.rules)
            tables.append(TableResult(suite.table, len(frame), outcomes))
        return ExpectationResult(f"Great Expectations {gx.__version__}", tuple(tables))


# ---------------------------------------------------------------------------------------------- reading
def _read_tables(folder: Path) -> tuple[dict[str, "pd.DataFrame"], dict[str, dict[str, str]]]:
    read = {suite.table: _read_parts([folder / f"{suite.table}.parquet"], ()) for suite in SUITES}
    return {name: frame for name, (frame, _) in read.items()}, {name: schema for name, (_, schema) in read.items()}


def _read_parts(paths: Sequence[Path], hidden: Sequence[str]) -> tuple["pd.DataFrame", dict[str, str]]:
    import pyarrow as pa

    table = pa.concat_tables([_read_file(path) for path in paths]).drop_columns([*hidden])
    schema = {field.name: _stored_family(field.type) for field in table.schema}
    return _comparable(table.to_pandas(), schema), schema


def _read_file(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read()
    except FileNotFoundError as error:
        raise DatasetError(f"{path}: no such table; build the dataset again") from error
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{path}: not a readable Parquet file ({error}); build the dataset again") from error


def _stored_family(kind: Any) -> str:
    import pyarrow as pa

    known: tuple[tuple[Family, bool], ...] = (
        ("text", pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)),
        ("number", pa.types.is_floating(kind) or pa.types.is_decimal(kind)),
        ("integer", pa.types.is_integer(kind)),
        ("date", pa.types.is_date(kind)),
        ("boolean", pa.types.is_boolean(kind)),
    )
    return next((family for family, fits in known if fits), str(kind))


def _comparable(frame: "pd.DataFrame", schema: Mapping[str, str]) -> "pd.DataFrame":
    """Columns in types that compare fast: exact decimals as floats, dates as timestamps, empty text as missing."""
    import pandas as pd

    converted: dict[str, pd.Series[Any]] = {}
    for name, family in schema.items():
        column = frame[name]
        if family == "number":
            column = column.astype("float64")
        elif family == "date":
            column = pd.to_datetime(column).astype("datetime64[s]")
        elif family == "text":
            column = column.astype("object").where(lambda text: text.notna() & (text != ""), None)
        converted[name] = column
    return pd.DataFrame(converted, index=frame.index)


# ---------------------------------------------------------------------------------------------- the engine
@contextmanager
def _engine() -> Iterator[tuple[Any, Any]]:
    """Great Expectations and a context that lives in memory; the process's settings are as before afterwards."""
    before = {name: os.environ.get(name) for name in _QUIET}
    os.environ.update(_QUIET)
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with loaded_later(*_UNUSED):
            import great_expectations as gx
        from great_expectations.data_context.types.base import (
            DataContextConfig,
            InMemoryStoreBackendDefaults,
            ProgressBarsConfig,
        )

        config = DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        )
        yield gx, gx.get_context(mode="ephemeral", project_config=config)
    finally:
        logger.setLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _engine_verdicts(
    gx: Any,
    context: Any,
    source: Any,
    suite: Suite,
    frame: "pd.DataFrame",
    rules: Sequence[Rule],
    known: Mapping[Rule, Sequence[str]],
) -> dict[Rule, bool]:
    """What the engine says to each rule that it checks, by the rule (its results come in no order).

    The engine copies a set of values dozens of times: membership in another table reaches it as a column of its own.
    """
    expectations = gx.ExpectationSuite(name=suite.table)
    asked = [rule for rule in rules if rule.kind != "type"]
    found = {_found_column(rule): ~failing_rows(rule, frame, values) for rule, values in known.items()}
    for number, rule in enumerate(asked):
        expectations.add_expectation(_expectation(gx, rule, number, tuple(found)))
    batch = source.add_dataframe_asset(name=suite.table).add_batch_definition_whole_dataframe("all")
    definition = gx.ValidationDefinition(data=batch, suite=context.suites.add(expectations), name=suite.table)
    definition = context.validation_definitions.add(definition)
    report = definition.run(batch_parameters={"dataframe": frame.assign(**found)}, result_format="BOOLEAN_ONLY")
    return {asked[result.expectation_config.meta["rule"]]: bool(result.success) for result in report.results}


def _found_column(rule: Rule) -> str:
    return f"{rule.columns[0]} is known"


def _expectation(gx: Any, rule: Rule, number: int, added: Sequence[str]) -> Any:
    kinds, column, meta = gx.expectations, rule.columns[0], {"rule": number}
    if rule.kind == "columns":
        return kinds.ExpectTableColumnsToMatchOrderedList(column_list=[*rule.columns, *added], meta=meta)
    if rule.kind == "filled":
        return kinds.ExpectColumnValuesToNotBeNull(column=column, meta=meta)
    if rule.kind == "unique" and len(rule.columns) > 1:
        return kinds.ExpectCompoundColumnsToBeUnique(column_list=list(rule.columns), meta=meta)
    if rule.kind == "unique":
        return kinds.ExpectColumnValuesToBeUnique(column=column, meta=meta)
    if rule.kind == "words":
        return kinds.ExpectColumnValuesToBeInSet(column=column, value_set=list(rule.words), meta=meta)
    if rule.kind == "known":
        return kinds.ExpectColumnValuesToBeInSet(column=_found_column(rule), value_set=[True], meta=meta)
    if rule.kind == "range":
        return kinds.ExpectColumnValuesToBeBetween(column=column, min_value=rule.low, max_value=rule.high, meta=meta)
    if rule.kind == "pattern":
        return kinds.ExpectColumnValuesToMatchRegex(column=column, regex=rule.pattern, meta=meta)
    return kinds.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=rule.columns[1],
        column_B=column,
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        meta=meta,
    )


# ---------------------------------------------------------------------------------------------- failing rows
def _outcome(
    rule: Rule,
    suite: Suite,
    frame: "pd.DataFrame",
    schema: Mapping[str, str],
    known: Mapping[Rule, Sequence[str]],
    verdicts: Mapping[Rule, bool],
) -> Outcome:
    obstacle = _obstacle(rule, suite, schema)
    if obstacle:
        return Outcome(rule, False, reason=obstacle)
    if rule.kind == "type":
        found = schema[rule.columns[0]]
        return Outcome(rule, found == rule.family, reason="" if found == rule.family else f"is stored as {found}")
    if verdicts[rule]:
        return Outcome(rule, True)
    if rule.kind == "columns":
        return Outcome(rule, False, reason=_column_difference(rule.columns, tuple(schema)))
    failing = frame.loc[failing_rows(rule, frame, known.get(rule, ()))]
    keys = [name for name in suite.key if name in frame]
    named = tuple(
        " ".join(_key_text(cell) for cell in row) for row in failing[keys].head(MOST_KEYS).itertuples(index=False)
    )
    return Outcome(rule, False, len(failing), named)


def _obstacle(rule: Rule, suite: Suite, schema: Mapping[str, str]) -> str:
    """Why the rule cannot be checked: a column is missing, or stored as something whose values it does not fit."""
    if rule.kind == "columns":
        return ""
    missing = [name for name in rule.columns if name not in schema]
    if missing:
        return f"no column {', '.join(missing)}"
    families = dict(zip(suite.columns, suite.families, strict=True))
    wrong = [name for name in rule.columns if schema[name] != families[name] and rule.kind not in ("type", "filled")]
    return f"{', '.join(wrong)} is stored as {schema[wrong[0]]}" if wrong else ""


def failing_rows(rule: Rule, frame: "pd.DataFrame", known: Sequence[str] = ()) -> "pd.Series[bool]":
    """Which rows of `frame` fail a rule about values. Empty cells pass every rule but `filled`."""
    column = frame[rule.columns[0]]
    if rule.kind == "filled":
        return column.isna()
    if rule.kind == "unique":
        keys = frame[list(rule.columns)]
        return keys.duplicated(keep=False) & keys.notna().any(axis=1)
    if rule.kind == "not_before":
        return frame[rule.columns[1]] < column
    if rule.kind in ("words", "known"):
        return column.notna() & ~column.isin(known if rule.kind == "known" else rule.words)
    if rule.kind == "pattern":
        return column.notna() & ~column.astype("str").str.match(rule.pattern)
    outside = column.notna() & False
    if rule.low is not None:
        outside |= (column < rule.low).fillna(False).astype(bool)
    if rule.high is not None:
        outside |= (column > rule.high).fillna(False).astype(bool)
    return outside


def _known_values(rule: Rule, frames: Mapping[str, "pd.DataFrame"]) -> list[str]:
    values: set[str] = set()
    for name in rule.known_in:
        table, column = name.split(".")
        if column in frames[table]:
            values.update(frames[table][column].dropna())
    return sorted(values)


def _key_text(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def _column_difference(expected: Sequence[str], found: Sequence[str]) -> str:
    missing = [name for name in expected if name not in found]
    extra = [name for name in found if name not in expected]
    if not missing and not extra:
        return "the columns are in another order"
    return "; ".join(
        f"{word}: {', '.join(names)}" for word, names in (("missing", missing), ("unknown", extra)) if names
    )
