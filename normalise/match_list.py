"""Matches a plain list of printed names, for people who have names and no papers."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from errors import InputError
from normalise.guards import GuardRule
from normalise.matching import Matcher, MatchResult
from normalise.vocabulary import Abbreviation
from records import Indicator

_COLUMNS = ("raw_name", "decision", "indicator_id", "score", "candidates", "reasons")
_PRINTED = ("unit", "section", "organisation", "code")


def match_file(
    names_csv: Path,
    catalogue: Sequence[Indicator],
    out_csv: Path,
    *,
    abbreviations: tuple[Abbreviation, ...] = (),
    guards: tuple[GuardRule, ...] = (),
    written: Callable[[str], str] = str,
) -> dict[str, int]:
    """Matches every `raw_name` of `names_csv` with the catalogue and writes `out_csv`; returns how many were
    decided which way.

    `unit`, `section`, `organisation` and `code` are used where there are such columns; `year` and `id` say nothing
    about which indicator a name means and are handed through. All columns of the list other
    than those the result writes itself are handed through behind them; a column `indicator_id` of the list is handed
    through as `names_indicator_id`, each cell as `written` gives it. The same question is asked once. Raises
    `InputError` for an unusable list.
    """
    keep_input(out_csv, names_csv)
    names, columns = _read_names(names_csv)
    matcher = Matcher(catalogue, abbreviations, guards)
    answers: dict[tuple[str, ...], MatchResult] = {}
    counts = {"accept": 0, "review": 0, "new": 0}
    handed = {column: f"names_{column}" if column in _COLUMNS else column for column in columns if column != "raw_name"}
    with out_csv.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow([*_COLUMNS, *map(written, handed.values())])
        for row in names:
            question = (row["raw_name"], *(row.get(column, "").strip() for column in _PRINTED))
            if question not in answers:
                answers[question] = _ask(matcher, question)
            result = answers[question]
            counts[result.decision] += 1
            cells = (row["raw_name"], *_told(result), *(row[column] for column in handed))
            writer.writerow(map(written, cells))
    return counts


def keep_input(out_csv: Path, *inputs: Path) -> None:
    """Raises `InputError` where the result would be written over what it is made from."""
    for given in inputs:
        if given.exists() and out_csv.exists() and given.samefile(out_csv):
            raise InputError(f"{out_csv}: is read as well and would be lost; name another file for the result")


def _ask(matcher: Matcher, question: tuple[str, ...]) -> MatchResult:
    name, unit, section, organisation, code = question
    return matcher.match(name, unit=unit, section=section, organisation=organisation, code=code)


def _told(result: MatchResult) -> list[str]:
    candidates = ";".join(indicator_id for indicator_id, _ in result.candidates)
    return [result.decision, result.indicator_id, f"{result.score:.4f}", candidates, "; ".join(result.reasons)]


def _read_names(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle, strict=True, restval="")
            columns = list(reader.fieldnames or ())
            if "raw_name" not in columns:
                raise InputError(f"{path}: column raw_name is missing; the first line must name the columns")
            rows = []
            for row in reader:
                if None in row:
                    raise InputError(f"{path}, line {reader.line_num}: more cells than columns; quote the commas")
                rows.append(row)
            return rows, columns
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path}: cannot be read as CSV in UTF-8 ({error}); is a quote not closed? Save it as CSV UTF-8"
        ) from error
