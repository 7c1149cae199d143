"""A comparison as CSV: a row for each figure, with all that the chart shows by marks and notes."""

import csv
import io
from collections.abc import Sequence

from desk.comparison import Panel
from publish.csvfile import plain_number, protect

COLUMNS = (
    *("indicator_id", "indicator", "unit", "period_type", "accumulation", "definition_since", "series_id", "line"),
    *("area", "period", "period_start", "period_end", "value", "value_raw", "target", "rag", "final", "revised"),
    *("first_value", "vintages", "flags", "source", "observation_id"),
)


def comparison_csv(panels: Sequence[Panel]) -> str:
    """The table with its header, in the marks of the published CSV files."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for panel in panels:
        for line in panel.lines:
            for point in line.points:
                numbers = [
                    "" if number is None else plain_number(number)
                    for number in (point.value, point.target, point.first_value)
                ]
                texts = (panel.indicator_id, panel.indicator, panel.unit, panel.period_type, panel.accumulation)
                cells = [*map(protect, texts), panel.since, line.series_id, protect(line.name), protect(line.area)]
                cells += [point.label, point.start.isoformat(), point.end.isoformat(), numbers[0]]
                cells += [protect(point.value_raw), numbers[1], point.rag, _word(point.final), _word(point.revised)]
                cells += [numbers[2], str(point.vintages), ";".join(point.flags), protect(point.source)]
                writer.writerow([*cells, point.observation_id])
    return file.getvalue()


def _word(truth: bool) -> str:
    return "true" if truth else "false"
