"""A rating between a title and a table whose rows have names of their own: it rates the title."""

from extract.context import Context
from extract.layouts.lines import project_statement
from extract.sink import Sink
from grammar.periods import parse_label
from records import Grid, Period, Statement


def rate_title(grid: Grid, context: Context, sink: Sink) -> None:
    """Publish the rating above a table for its title, where no row of the table is the title's own.

    Its period is the report's if the figures below are of that too; if they are not, it cannot be told, and the rating
    is listed instead.
    """
    if context.overall_cell is None or not context.titled:
        return
    below = [s for s in sink.statements if s.place.table == grid.number and s.value and not s.comparator]
    named = any(statement.indicator.startswith(context.title) for statement in below)
    if not below or named or any(statement.rating for statement in below):
        sink.claim(context.overall_cell, "context", "overall rating of the table below")
        return
    statement = project_statement(context, "")
    if statement is not None and all(_of_report(s, context.report) for s in below):
        sink.statements.append(statement)
        sink.claim(context.overall_cell, "observation")
        return
    sink.claim(context.overall_cell, "context", "overall rating of the table below")
    message = "a rating above a table of other names: of which period it is cannot be told"
    sink.find("rating_not_assigned", message, context.overall_cell.place, context.title, "info")


def _of_report(statement: Statement, report: Period | None) -> bool:
    if not statement.period:
        return statement.period_basis == "report"
    period = parse_label(statement.period, report)
    return bool(period and report and (period.start, period.end) == (report.start, report.end))
