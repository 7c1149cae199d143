"""A chart of a PDF page: title, periods and labels where each bar prints one label over one period; else nothing.

What is read from a chart is flagged and says so in `value_basis`: its title need not be the name that tables give to
the indicator, and what it leaves out nobody sees.
"""

from extract.context import Context
from extract.sink import Sink
from records import Flag, Grid, Statement, Step

ORIGIN = "pdf, chart"


def is_chart(grid: Grid) -> bool:
    """What is printed at a chart, put together by its place."""
    return grid.origin.startswith(ORIGIN)


def read_chart(grid: Grid, context: Context, sink: Sink) -> None:
    """One statement for each bar; a finding where the labels of a chart cannot be told."""
    if len(grid.rows) < 3 or grid.width < 3:
        _leave(grid, sink)
        return
    title, periods, labels = grid.rows[0][0], grid.rows[1], grid.rows[2]
    sink.claim(title, "context", "title of a chart")
    for period, label in zip(periods, labels, strict=True):
        steps = (
            Step("extract", "indicator", "title of the chart", title.text, title.place),
            Step("extract", "period", "below the bar", period.text, period.place),
            Step("extract", "value", "label at the bar", label.text, label.place),
        )
        sink.statements.append(
            Statement(
                kind="measure",
                indicator=title.text,
                place=label.place,
                reader="chart",
                section=context.section,
                period=period.text,
                period_basis="header",
                value=label.text,
                value_basis="chart",
                flags=(Flag("value", "from_chart"),),
                steps=steps,
            )
        )
        sink.claim(period, "header")
        sink.claim(label, "observation")
    for row in grid.rows[3:]:
        for cell in row:
            sink.claim(cell, "commentary", "axis of a chart")


def _leave(grid: Grid, sink: Sink) -> None:
    cells = [cell for row in grid.rows for cell in row if cell.text]
    for cell in cells:
        sink.claim(cell, "not_indicators", "labels of a chart")
    text = " | ".join(cell.text for cell in cells)
    why = grid.origin.removeprefix(f"{ORIGIN}: ")
    sink.find("chart_not_read", f"the labels of a chart were not read: {why}", grid.place, text, "info")
