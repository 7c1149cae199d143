"""The suites as data."""

import re

import pytest

from records import Flag
from validate.suites import FLAGS, SUITES, Suite

BY_TABLE = {suite.table: suite for suite in SUITES}


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.table)
def test_rules_name_columns_that_exist(suite: Suite) -> None:
    """A misspelt column would never be checked; references go to columns of other suites or the same."""
    for rule in suite.rules:
        assert set(rule.columns) <= set(suite.columns)
        for name in rule.known_in:
            table, column = name.split(".")
            assert column in BY_TABLE[table].columns
    assert len(set(suite.rules)) == len(suite.rules)


def test_types_and_words_come_from_the_records() -> None:
    """The closed lists and the types of the observations are those of the domain."""
    suite = BY_TABLE["observations"]
    families = dict(zip(suite.columns, suite.families, strict=True))
    assert {name: families[name] for name in ("value", "page", "period_end", "rag", "bbox", "flags")} == {
        "value": "number",
        "page": "integer",
        "period_end": "date",
        "rag": "text",
        "bbox": "text",
        "flags": "text",
    }
    words = {rule.columns[0]: rule.words for rule in suite.rules if rule.kind == "words"}
    assert words["rag"] == ("G", "A", "R", "B", "not_rated")
    assert {"kind", "arrow", "direction", "polarity", "period_type", "period_basis", "rag_basis"} <= set(words)
    assert "steps" not in suite.columns


@pytest.mark.parametrize(
    ("flags", "fits"),
    [
        (str(Flag("rag", "contradicts_target")), True),
        ("value:ocr_doubt;row:no_name", True),
        ("value:", False),
        ("value", False),
        ("value:a;", False),
        ("Value:a", False),
    ],
)
def test_flags_follow_one_syntax(flags: str, fits: bool) -> None:
    """`field:code`, parted by semicolons without blanks."""
    assert bool(re.match(FLAGS, flags)) is fits
