"""What a generated paper prints, and the truth file that follows from it."""

import calendar
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

COLUMNS = (
    "seq", "section", "code", "indicator", "kind", "area", "period_start", "period_end", "value_raw", "value", "unit",
    "target_raw", "target", "rag", "arrow", "polarity", "line", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included, as ISO dates; both empty where the paper states none."""

    start: str = ""
    end: str = ""


NO_PERIOD = Period()


def months(year: int, first: int, last: int) -> Period:
    """The months `first` to `last` of a calendar year."""
    return Period(f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}")


def quarter(year: int, number: int) -> Period:
    """A quarter of the financial year that starts in April of `year`."""
    return months(year, 3 * number + 1, 3 * number + 3) if number < 4 else months(year + 1, 1, 3)


def financial_year(year: int) -> Period:
    """The financial year that starts in April of `year`."""
    return Period(f"{year}-04-01", f"{year + 1}-03-31")


@dataclass(frozen=True)
class Reading:
    """One value of an indicator as printed, with the target, rating and arrow that apply to it."""

    raw: str
    target: str = ""
    rag: str = ""
    arrow: str = ""
    period: Period = NO_PERIOD
    area: str = ""
    note: str = ""


@dataclass(frozen=True)
class Indicator:
    """A row of a table: an indicator, its printed values, and the heading it stands under."""

    code: str
    name: str
    unit: str
    polarity: str
    readings: tuple[Reading, ...]
    section: str = ""
    kind: str = "measure"


def table(text: str, periods: Iterable[Period]) -> tuple[Indicator, ...]:
    """The indicators of lines `code|name|unit|polarity|reading|...`; a line without bars heads what follows.

    A reading is `raw~target~rag~arrow`, what is missing at its end left away; an empty one stands for a cell that the
    paper leaves empty. `periods` are those of the readings, in order.
    """
    found: list[Indicator] = []
    section = ""
    known = tuple(periods)
    for line in filter(None, map(str.strip, text.splitlines())):
        if "|" not in line:
            section = line
            continue
        code, name, unit, polarity, *cells = line.split("|")
        readings = tuple(_reading(cell, period) for cell, period in zip(cells, known, strict=True))
        found.append(Indicator(code, name, unit, polarity, readings, section))
    return tuple(found)


def _reading(cell: str, period: Period) -> Reading:
    raw, target, rag, arrow = (cell.split("~") + [""] * 3)[:4]
    return Reading(raw, target, rag, arrow, period)


def plain(text: str) -> str:
    """The number of a printed figure as a plain decimal, empty where none is printed."""
    match = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    if match is None:
        return ""
    number = Decimal(match[0].replace(",", ""))
    number *= 1_000_000 if re.search(r"\d\s?M\b", text) else 1
    return format(number.normalize(), "f")


def rows_of(indicator: Indicator, council: str, page: int) -> list[dict[str, str]]:
    """The rows of the truth for one indicator that stands on one page (counted from 1)."""
    found = []
    for reading in indicator.readings:
        if not (reading.raw or reading.target or reading.rag or reading.arrow):
            continue
        found.append({
            "section": indicator.section, "code": indicator.code, "indicator": indicator.name, "kind": indicator.kind,
            "area": reading.area or council, "period_start": reading.period.start, "period_end": reading.period.end,
            "value_raw": reading.raw, "value": plain(reading.raw), "unit": indicator.unit,
            "target_raw": reading.target, "target": plain(reading.target), "rag": reading.rag,
            "arrow": reading.arrow, "polarity": indicator.polarity, "line": str(page), "note": reading.note,
        })  # fmt: skip
    return found


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write a truth file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for seq, row in enumerate(rows, start=1):
            writer.writerow({"seq": str(seq), **row})
