"""CSV: what pandas and spreadsheets make of it."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas._libs.parsers import STR_NA_VALUES  # type: ignore[import-not-found]

from publish.columns import OBSERVATIONS, TABLES
from publish.csvfile import MISSING, plain_number, protect, unprotect, write_csv
from publish.tables import all_rows, clean
from records import Dataset

FORMULA = re.compile(r"[=+\-@\t\r]")

troublesome = st.text(st.sampled_from("'=+-@ 5a.£%,\nN/ANone→<>\"#\r\t")) | st.sampled_from(sorted(MISSING)) | st.text()


@given(troublesome)
def test_unprotect_undoes_protect(text: str) -> None:
    """For every trimmed text, reading gives back what was written."""
    trimmed = clean(text)
    assert unprotect(protect(trimmed)) == trimmed


@given(troublesome)
def test_no_protected_text_is_a_formula_or_missing(text: str) -> None:
    """What is written begins like a formula only where it is a number or has no letter or digit."""
    written = protect(clean(text))
    assert written == "" or written not in STR_NA_VALUES
    if FORMULA.match(written) and any(letter.isalnum() for letter in written):
        assert re.fullmatch(r"[+-] ?£?[0-9,.]+%?", written)


def test_the_list_of_missing_texts_is_that_of_pandas() -> None:
    """A newer pandas that takes more texts for missing is noticed here."""
    assert set(STR_NA_VALUES) - {""} == MISSING


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("@x", "'@x"),
        ("- text", "'- text"),
        ("-5", "-5"),
        ("+3.2%", "+3.2%"),
        ("-", "-"),
        ("->", "->"),
        ("−5", "−5"),
        ("'quoted'", "'quoted'"),
        ("N/A", "N/A "),
        ("-nan", "'-nan"),
        ("N/A here", "N/A here"),
    ],
)
def test_texts_are_marked_only_where_they_must(text: str, written: str) -> None:
    """Formulas get an apostrophe, missing-looking texts a space, figures and dashes nothing."""
    assert protect(text) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("100.00"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("81.410"), "81.41"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("12345678901234567890123456789012.5"), "12345678901234567890123456789012.5"),
        (0.1, "0.1"),
        (1e22, "10000000000000000000000"),
    ],
)
def test_numbers_are_plain(number: Decimal | float, written: str) -> None:
    """No exponent, no trailing zero, no minus zero, no digit lost."""
    assert plain_number(number) == written


def test_a_number_that_is_none_cannot_be_written() -> None:
    """NaN in a record is a bug and must not turn into an empty cell."""
    with pytest.raises(ValueError, match="cannot be published"):
        plain_number(Decimal("NaN"))


def test_default_pandas_reads_every_text(dataset: Dataset, nasty: tuple[str, ...], tmp_path: Path) -> None:
    """No printed text becomes a missing value, and unprotect gives back the text itself."""
    path = tmp_path / "observations.csv"
    write_csv(path, OBSERVATIONS, all_rows(dataset)["observations"])
    frame = pd.read_csv(path)
    assert frame["value_raw"].notna().all()
    assert [unprotect(text) for text in frame["value_raw"]] == list(nasty)
    assert frame["value"].tolist() == [81.4 + number for number in range(1, len(nasty) + 1)]
    assert frame["section"].isna().all()


def test_files_have_the_header_and_unix_line_ends(dataset: Dataset, tmp_path: Path) -> None:
    """UTF-8 without a mark, one header, line feeds, ISO dates, true and false."""
    rows = all_rows(dataset)
    for table in TABLES:
        path = tmp_path / f"{table.name}.csv"
        write_csv(path, table, rows[table.name])
        assert b"\r" not in path.read_bytes()
        with path.open(encoding="utf-8", newline="") as file:
            header, *body = csv.reader(file)
        assert tuple(header) == table.names
        assert len(body) == len(rows[table.name])
    assert ",2020-04-01,2020-06-30," in (tmp_path / "series.csv").read_text(encoding="utf-8")
    assert ",2,true,0.4," in (tmp_path / "series.csv").read_text(encoding="utf-8")
