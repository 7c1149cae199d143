"""What validation found, as JSON and as a page: one file that opens offline and asks no host for anything.

The engine's own pages load styles and scripts from elsewhere, so this one is written here. Every text that comes from a
paper or a table is escaped.
"""

import json
from html import escape

from validate.suites import ExpectationResult, Outcome, TableResult

_STYLE = """
:root { color-scheme: light dark; --ink: #1f2933; --soft: #5f6c7b; --line: #dde3ea; --page: #f5f7fa; --card: #fff;
  --good: #1b7f4b; --good-back: #e3f4ea; --bad: #b3261e; --bad-back: #fbe9e7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #9aa7b5; --line: #323c48; --page: #12171d;
  --card: #1a2129; --good: #7fd6a4; --good-back: #15382a; --bad: #ff9d94; --bad-back: #45211e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; }
h2 { margin: 0; font-size: 1.1rem; }
p.soft, .soft { color: var(--soft); }
.card { margin-top: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  overflow: hidden; }
.card > summary { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; padding: .8rem 1.1rem;
  cursor: pointer; }
.badge { padding: .1rem .6rem; border-radius: 99px; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.good { color: var(--good); background: var(--good-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; border-top: 1px solid var(--line); }
th, td { padding: .45rem 1.1rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: .78rem; font-weight: 600; color: var(--soft); text-transform: uppercase; letter-spacing: .03em; }
tr:last-child td { border-bottom: 0; }
th { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; }
code { font: .85em ui-monospace, Consolas, monospace; }
ul.keys { margin: .35rem 0 0; padding-left: 1.1rem; max-height: 14rem; overflow-y: auto; }
a { color: inherit; }
@media print { .card { break-inside: avoid; } }
"""


def render_page(result: ExpectationResult) -> str:
    """The page as HTML: an overview of the tables, then each table's rules, failing ones first and open."""
    rules = sum(len(table.outcomes) for table in result.tables)
    failed = sum(not outcome.success for table in result.tables for outcome in table.outcomes)
    verdict = f"{failed} of {rules} rules failed" if failed else f"all {rules} rules hold"
    overview = "".join(_overview_row(table) for table in result.tables)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Validation: {verdict}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        "<h1>Validation of the dataset</h1>\n"
        f'<p class="soft">{_badge(not failed, verdict)} checked with {escape(result.engine)}</p>\n'
        '<section class="card"><div class="scroll"><table>\n<tr><th>Table</th><th class="number">Rows</th>'
        '<th class="number">Rules</th><th class="number">Failed</th><th>Outcome</th></tr>\n'
        f"{overview}</table></div></section>\n"
        f"{''.join(_table_card(table) for table in result.tables)}</main>\n</body>\n</html>\n"
    )


def results_json(result: ExpectationResult) -> str:
    """The result as JSON, the same bytes for the same result."""
    content = {
        "success": result.success,
        "engine": result.engine,
        "tables": [
            {
                "table": table.table,
                "rows": table.rows,
                "success": table.success,
                "expectations": [
                    {
                        "rule": outcome.rule.kind,
                        "columns": outcome.rule.columns,
                        "expectation": outcome.rule.wording,
                        "success": outcome.success,
                        "failing": outcome.failing,
                        "failing_keys": outcome.failing_keys,
                        "reason": outcome.reason,
                    }
                    for outcome in table.outcomes
                ],
            }
            for table in result.tables
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _overview_row(table: TableResult) -> str:
    failed = sum(not outcome.success for outcome in table.outcomes)
    name = escape(table.table)
    return (
        f'<tr><td><a href="#{name}">{name}</a></td><td class="number">{table.rows:,}</td>'
        f'<td class="number">{len(table.outcomes)}</td><td class="number">{failed}</td>'
        f"<td>{_badge(table.success, 'holds' if table.success else 'fails')}</td></tr>\n"
    )


def _table_card(table: TableResult) -> str:
    failed = sum(not outcome.success for outcome in table.outcomes)
    told = f"{failed} of {len(table.outcomes)} rules failed" if failed else f"all {len(table.outcomes)} rules hold"
    outcomes = sorted(table.outcomes, key=lambda outcome: outcome.success)
    return (
        f'<details class="card" id="{escape(table.table)}"{" open" if failed else ""}><summary>'
        f"<h2>{escape(table.table)}</h2>{_badge(table.success, told)}"
        f'<span class="soft">{table.rows:,} rows</span></summary>\n'
        '<div class="scroll"><table>\n<tr><th>Column</th><th>Expectation</th><th>Outcome</th>'
        f'<th class="number">Failing rows</th></tr>\n{"".join(_rule_row(outcome) for outcome in outcomes)}'
        "</table></div></details>\n"
    )


def _rule_row(outcome: Outcome) -> str:
    rule = outcome.rule
    about = (
        "the whole table"
        if rule.kind == "columns"
        else ", ".join(f"<code>{escape(name)}</code>" for name in rule.columns)
    )
    failing = f"{outcome.failing:,}" if outcome.failing else ""
    return (
        f"<tr><td>{about}</td><td>{escape(rule.wording)}{_details(outcome)}</td>"
        f"<td>{_badge(outcome.success, 'holds' if outcome.success else 'fails')}</td>"
        f'<td class="number">{failing}</td></tr>\n'
    )


def _details(outcome: Outcome) -> str:
    reason = f'<br><span class="soft">{escape(outcome.reason)}</span>' if outcome.reason else ""
    if not outcome.failing_keys:
        return reason
    keys = "".join(f"<li><code>{escape(key)}</code></li>" for key in outcome.failing_keys)
    more = outcome.failing - len(outcome.failing_keys)
    rest = f'<li class="soft">and {more:,} more</li>' if more > 0 else ""
    return f'{reason}<ul class="keys">{keys}{rest}</ul>'


def _badge(good: bool, text: str) -> str:
    return f'<span class="badge {"good" if good else "bad"}">{escape(text)}</span>'
