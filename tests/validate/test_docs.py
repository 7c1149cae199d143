"""The page of the validation."""

import json
import re
from html.parser import HTMLParser

from validate.docs import render_page, results_json
from validate.suites import ExpectationResult, Outcome, Rule, TableResult

NASTY = '<img src="http://example.org/x.png" onerror=alert(1)> & "quoted"'
FAILING = Outcome(Rule("filled", ("source",)), False, 30, (NASTY, "o2"), NASTY)
RESULT = ExpectationResult(
    "Engine 1",
    (
        TableResult("observations", 40, (Outcome(Rule("range", ("line",), low=1), True), FAILING)),
        TableResult("series", 0, (Outcome(Rule("unique", ("series_id",)), True),)),
    ),
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.seen


def test_the_page_loads_nothing() -> None:
    """Opened anywhere, it asks no host and no file for anything: only links within the page, no url() in its style."""
    page = render_page(RESULT)
    links = [value for _, attrs in _tags(page) for name, value in attrs.items() if name in ("src", "href")]
    assert links
    assert all(link is not None and link.startswith("#") for link in links)
    assert not {tag for tag, _ in _tags(page)} & {"script", "link", "img", "iframe", "object", "embed"}
    assert not re.search(r"url\(|@import", page)


def test_the_page_escapes_what_papers_print() -> None:
    """Text from a paper stays text."""
    page = render_page(RESULT)
    assert NASTY not in page
    assert "&lt;img src=&quot;http://example.org/x.png&quot; onerror=alert(1)&gt; &amp; &quot;quoted&quot;" in page


def test_the_page_shows_tables_rules_outcomes_and_failing_rows() -> None:
    """A reader sees what failed, where, and how many rows are not listed."""
    page = render_page(RESULT)
    for told in (
        "1 of 3 rules failed",
        "observations",
        "series",
        "is never empty",
        "is at least 1",
        "o2",
        "and 28 more",
    ):
        assert told in page
    assert page.index("is never empty") < page.index("is at least 1")


def test_a_table_that_holds_is_folded_up() -> None:
    """Only what needs attention is open."""
    folded = {attrs["id"]: "open" in attrs for tag, attrs in _tags(render_page(RESULT)) if tag == "details"}
    assert folded == {"observations": True, "series": False}


def test_the_json_says_the_same_as_the_page() -> None:
    """A program reads the outcome that a person sees."""
    read = json.loads(results_json(RESULT))
    assert (read["success"], [table["success"] for table in read["tables"]]) == (False, [False, True])
    assert read["tables"][0]["expectations"][1] == {
        "rule": "filled",
        "columns": ["source"],
        "expectation": "is never empty",
        "success": False,
        "failing": 30,
        "failing_keys": [NASTY, "o2"],
        "reason": NASTY,
    }
