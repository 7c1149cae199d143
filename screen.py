"""What the commands show: tables and JSON on standard output, progress on standard error.

A terminal gets tables and a bar; a pipe gets plain lines, cells parted by tabs. Texts come from papers, so control
characters are taken out before they reach a terminal. rich takes a while to load and is loaded where it is used.
"""

import csv
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

import click

from errors import DatasetError
from findings import FailOn, count_findings

if TYPE_CHECKING:
    from desk.origin import Origin
    from pipeline import BuildResult
    from records import Finding, PaperReading, Statement

_CONTROLS = dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029), " ")
_NEVER_WRAPPED = 12
_WORTH_SEEING = ("error", "warning")


class Step(Protocol):
    """How far a build has come: documents done of all, and what became of the last one."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def pages(self) -> int: ...


def clean(text: object) -> str:
    """The text on one line, without anything that a terminal would obey."""
    return str(text).translate(_CONTROLS)


def say(text: str) -> None:
    """A line for the person, on standard error."""
    click.echo(clean(text), err=True)


# ---------------------------------------------------------------------------------------------- results
def show_json(value: object) -> None:
    """One JSON value; records become objects, dates and exact numbers texts."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


def show_lines(lines: Iterable[str]) -> None:
    """Lines of text as they are, but for what a terminal would obey."""
    for line in lines:
        for part in line.split("\n"):
            click.echo(clean(part))


def show_table(headers: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table of texts; `None` is an empty cell."""
    texts = [["" if cell is None else clean(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for cells in ([*headers], *texts) if any(headers) else texts:
            click.echo("\t".join(cells))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, show_header=any(headers))
    for number, header in enumerate(headers):
        widest = max((len(cells[number]) for cells in texts), default=0)
        table.add_column(Text(header), overflow="fold", no_wrap=widest <= _NEVER_WRAPPED)
    for cells in texts:
        table.add_row(*map(Text, cells))
    Console(highlight=False).print(table)


def show_pairs(pairs: Mapping[str, object], title: str = "") -> None:
    """Names and what they are, one on a line; what is empty is left out."""
    show_table(("", ""), [(name, value) for name, value in pairs.items() if value not in (None, "")], title)


def show_findings(findings: "Iterable[Finding]") -> None:
    """Findings in their order: severity, code, where, what."""
    rows = [(f.severity, f.code, _where(f), f.message, f.text) for f in findings]
    if rows:
        show_table(("severity", "code", "where", "message", "text"), rows)


def _where(finding: "Finding") -> str:
    place = finding.place
    parts = [finding.source]
    parts += [f"{name} {n}" for name, n in (("page", place.page), ("line", place.line)) if n is not None]
    return ", ".join(part for part in parts if part)


# ---------------------------------------------------------------------------------------------- one paper
_MARKS = ("rag", "rag_raw", "rag_basis", "arrow", "arrow_raw", "arrow_basis")
_PLACES = ("page", "line", "table", "row", "column")
_NOT_SHOWN = frozenset({"steps", "place", "rating", "arrow", "quantity"})
_BRIEF = ("line", "indicator", "area", "period", "value", "target", "rag", "arrow", "flags")


def statement_cells(statement: "Statement") -> dict[str, str]:
    """A statement as texts by column: its fields, its marks, its place."""
    cells = {f.name: _text(getattr(statement, f.name)) for f in fields(statement) if f.name not in _NOT_SHOWN}
    rating, arrow, place = statement.rating, statement.arrow, statement.place
    marks = (
        *((rating.rag, rating.raw, rating.basis) if rating else (None, None, None)),
        *((arrow.arrow, arrow.raw, arrow.basis) if arrow else (None, None, None)),
    )
    cells |= {name: _text(cell) for name, cell in zip(_MARKS, marks, strict=True)}
    return cells | {name: _text(getattr(place, name)) for name in _PLACES}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def show_reading(reading: "PaperReading", form: str) -> None:
    """What one paper says, as a table, CSV or JSON."""
    if form == "json":
        show_json(reading)
        return
    rows = [statement_cells(statement) for statement in reading.statements]
    if form == "csv":
        click.echo(_csv_of(rows), nl=False)
        return
    head = reading.head
    show_pairs(
        {
            "paper": reading.source,
            "title": head.title,
            "organisation": head.organisation,
            "period": head.period.label if head.period else "",
            "published on": head.published_on,
            "state": reading.state,
            "reason": reading.reason,
            "statements": len(reading.statements),
            "targets": len(reading.targets),
            "summaries": len(reading.summaries),
            "figures in running text": reading.prose_figures,
        }
    )
    show_table(_BRIEF, [[row[name] for name in _BRIEF] for row in rows])
    show_findings(finding for finding in reading.findings if finding.severity in _WORTH_SEEING)


def _csv_of(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as CSV, with the same marks as the published tables against spreadsheets that run texts."""
    from publish.csvfile import protect
    from records import Place, Statement

    columns = statement_cells(Statement(kind="measure", indicator="", place=Place(), reader=""))
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([protect(row[name].strip()) for name in columns] for row in rows)
    return file.getvalue()


# ---------------------------------------------------------------------------------------------- closing tables
def show_summary(summary: Mapping[str, object], as_json: bool) -> None:
    """Counts and verdicts, as JSON or as lines; a group of counts is one line."""
    if as_json:
        show_json(summary)
        return
    show_pairs({name.replace("_", " "): _line_of(value) for name, value in summary.items()})


def _line_of(value: object) -> object:
    if isinstance(value, Mapping):
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in value.items() if count)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def show_build(result: "BuildResult", limit: FailOn, as_json: bool) -> int:
    """The closing table of a build; gives back the exit code."""
    counts = result.counts
    failed_expectations = result.expectations_passed is False
    severities = (severity for severity, count in counts.findings.items() for _ in range(count))
    tally = count_findings(severities, counts.reviews, int(failed_expectations))
    show_summary(
        {
            "dataset": str(result.folder),
            "published": result.published,
            "documents": counts.documents,
            "observations": counts.observations,
            "flagged": counts.flagged,
            "series_points": counts.series_points,
            "targets": counts.targets,
            "summaries": counts.summaries,
            "reviews": counts.reviews,
            "findings": counts.findings,
            "expectations_passed": result.expectations_passed,
            "seconds": {name: round(seconds, 2) for name, seconds in result.seconds.items()},
            "failed": tally.fails(limit),
        },
        as_json,
    )
    return int(tally.fails(limit))


def show_validation(folder: Path, limit: FailOn, as_json: bool) -> int:
    """Check a dataset and show what was found; gives back the exit code. Raises DatasetError."""
    from publish.columns import ISSUES, REVIEW
    from publish.copies import differing_copies
    from publish.reading import changed_files, read_table
    from validate.expectations import run_expectations

    changed = changed_files(folder)
    copies = differing_copies(folder)
    severities = [row["severity"] for row in read_table(folder, ISSUES)]
    reviews = sum(1 for _ in read_table(folder, REVIEW))
    try:
        result = run_expectations(folder)
        _list_as_ours(folder)
    except OSError as error:
        raise DatasetError(
            f"{error.filename or folder}: {error.strerror}; the result is written into the dataset"
        ) from error
    broken = [
        f"{table.table}: {', '.join(outcome.rule.columns)}: {outcome.reason or outcome.rule.wording}"
        for table in result.tables
        for outcome in table.outcomes
        if not outcome.success
    ]
    tally = count_findings(severities, reviews, len(changed) + len(copies) + len(broken))
    show_summary(
        {
            "dataset": str(folder),
            "changed_files": list(changed) if as_json else ", ".join(changed),
            "differing_copies": list(copies) if as_json else len(copies),
            "rules": sum(len(table.outcomes) for table in result.tables),
            "broken_rules": broken if as_json else len(broken),
            "findings": dict(sorted(Counter(severities).items())),
            "reviews": reviews,
            "expectations_passed": result.success,
            "failed": tally.fails(limit),
        },
        as_json,
    )
    for line in () if as_json else (*copies, *broken):
        click.echo(clean(line))
    return int(tally.fails(limit))


def _list_as_ours(folder: Path) -> None:
    """List the files of the validation in `run.json`: the next build refuses to replace files that nobody listed."""
    from publish.release import FILES
    from publish.seal import RUN
    from validate.expectations import FOLDER

    path = folder / RUN
    run = json.loads(path.read_text(encoding="utf-8"))
    found = {file.relative_to(folder).as_posix() for file in (folder / FOLDER).iterdir()}
    listed = set(run.get(FILES, ()))
    if not found <= listed:
        run[FILES] = sorted(listed | found)
        path.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def show_check(entries: int, findings: "Sequence[Finding]", limit: FailOn, as_json: bool) -> int:
    """What the check of a catalogue found; gives back the exit code."""
    tally = count_findings(finding.severity for finding in findings)
    counts = {"entries": entries, "errors": tally.errors, "warnings": tally.warnings, "failed": tally.fails(limit)}
    if as_json:
        show_json({**counts, "findings": findings})
    else:
        show_findings(findings)
        show_summary(counts, as_json)
    return int(tally.fails(limit))


# ---------------------------------------------------------------------------------------------- one figure
def show_origin(origin: "Origin") -> None:
    """The figure, its lines in the paper, and the steps that made it."""
    show_pairs({name: cell for name, cell in origin.figure.items() if name not in ("document_id", "series_id")})
    if origin.note:
        click.echo(clean(origin.note))
    if origin.paper:
        click.echo(f"\n{clean(origin.paper)}")
    for number, text, own in origin.excerpt:
        click.echo(f"{'>' if own else ' '} {number:>6}  {clean(text)}")
    click.echo()
    show_table(
        ("step", "stage", "field", "rule", "text", "place"),
        [(s["step"], s["stage"], s["field"], s["rule"], s["text"], _step_place(s)) for s in origin.steps],
    )


def _step_place(step: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {step[name]}" for name in _PLACES if step[name])


# ---------------------------------------------------------------------------------------------- progress
@contextmanager
def show_progress() -> Iterator[Callable[[object], None]]:
    """A bar on a terminal, on standard error; nothing elsewhere. It is told of `Step`s, and passes over all else.

    It is drawn when there is something new to show, by no thread of its own: a build with threads forks no workers.
    """
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    said = TextColumn("{task.fields[said]}", markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("papers"), TimeRemainingColumn(), said)
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tally = _Tally()
        task = bar.add_task("", total=None, said="looking for papers")
        bar.refresh()

        def move(event: object) -> None:
            if not _is_step(event):
                return
            said = tally.add(event)
            bar.update(task, completed=event.done, total=event.total, said=said)
            if tally.is_due() or event.done == event.total:
                bar.refresh()

        yield move


_REDRAWN = 0.1
"""Seconds between two pictures of the bar, at least."""


class _Tally:
    """What the bar says beside itself: pages, papers a second, those that were not read, and the last paper."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._drawn = 0.0
        self._pages = self._rejected = 0

    def add(self, step: Step) -> str:
        self._pages += step.pages
        self._rejected += step.state == "rejected"
        rate = step.done / max(time.monotonic() - self._start, 0.001)
        doing = step.source if step.done < step.total else "putting the dataset together"
        rejected = f", {self._rejected} rejected" if self._rejected else ""
        return clean(f"{self._pages} pages, {rate:.1f} papers/s{rejected}  {doing}")

    def is_due(self) -> bool:
        now = time.monotonic()
        if now - self._drawn < _REDRAWN:
            return False
        self._drawn = now
        return True


def _is_step(event: object) -> TypeGuard[Step]:
    return hasattr(event, "done") and hasattr(event, "total")


def _show_nothing(event: object) -> None:
    pass
