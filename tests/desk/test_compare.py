"""`compare`: what shares an axis, what is joined, what is told of a figure, and files that do no harm."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cli
from desk.comparison import Panel, Point, Wanted, compare
from desk.comparison_text import comparison_lines, shown
from desk.period_names import period_name
from errors import InputError
from publish.release import write_release
from records import Dataset, DocumentRow, Flag, Indicator, Observation, PeriodType, SeriesPoint

NAME = "Books <lent> & issued"
LOANS = Indicator(
    indicator_id="loans", name=NAME, unit="count", polarity="higher", frameworks=("BV 117",), aliases=("Loans",),
    definition_breaks=("2010-04-01 audio books count",),
)  # fmt: skip
VISITS = Indicator(indicator_id="visits", name="Library visits", unit="count")


def point(
    series_id: str, area: str, year: int, value: str | None, unit: str = "count", indicator: Indicator = LOANS,
    group: str = "", first: str | None = None, flags: tuple[Flag, ...] = (), kind: PeriodType = "financial_year",
) -> SeriesPoint:  # fmt: skip
    """A row of `series`."""
    number = Decimal(value) if value is not None else None
    return SeriesPoint(
        series_id=series_id, indicator_id=indicator.indicator_id, indicator=indicator.name, area=area, area_id="",
        group=group, unit=unit, period_type=kind, period_start=date(year, 4, 1), period_end=date(year + 1, 3, 31),
        accumulation=None, value=number, value_raw=value or "tbc", target=None, rag=None, arrow=None, direction=None,
        observation_id=f"{series_id}{year}", document_id="d", first_value=Decimal(first) if first else number,
        vintages=2 if first else 1, revised=first is not None, revised_by=None, flags=flags,
    )  # fmt: skip


ROWS = (
    point("a", "Ashmere Council", 2008, "100"),
    point("a", "Ashmere Council", 2009, "1120.5", first="1100"),
    point("b", "Ashmere Council", 2010, "130", flags=(Flag("value", "odd"),)),
    point("c", "Bexmoor Council", 2008, "90"),
    point("c", "Bexmoor Council", 2009, None),
    point("p", "Ashmere Council", 2009, "12", unit="percent"),
    point("n", "Statistical neighbours", 2009, "95"),
    point("m", "Statistical neighbours", 2009, "96"),
    point("v", "Ashmere Council", 2009, "7", indicator=VISITS),
)


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two councils, a break in 2010, a revision, a flag, a provisional figure, two families of neighbours."""
    monkeypatch.chdir(tmp_path)
    family = {"n": "Ashmere Council", "m": "Bexmoor Council"}
    observations = tuple(
        Observation(
            observation_id=row.observation_id, document_id="d", source="q<1>.txt", line=3,
            comparator_of=family.get(row.series_id, ""), qualifiers=("provisional",) if row.series_id == "b" else (),
        )
        for row in ROWS
    )  # fmt: skip
    documents = (DocumentRow(document_id="d", source="q<1>.txt", bytes=1, pages=1, kind="text"),)
    full = Dataset(observations=observations, series=ROWS, indicators=(LOANS, VISITS), documents=documents)
    return write_release(full, tmp_path / "ds", {})


def panels(dataset: Path, *indicators: str, areas: Sequence[str] = (), **days: date) -> tuple[Panel, ...]:
    """What `compare` finds."""
    return compare(dataset, Wanted(indicators, tuple(areas), **days), (), lambda text: None)


# ---------------------------------------------------------------------------------------------- one axis, one line
def test_units_and_definitions_never_share_an_axis(dataset: Path) -> None:
    """A count, a percentage, and the count by a later definition are three panels."""
    found = [(panel.unit, panel.since, [line.series_id for line in panel.lines]) for panel in panels(dataset, "loans")]
    assert found == [
        ("count", "", ["a", "c", "n", "m"]),
        ("count", "2010-04-01", ["b"]),
        ("percent", "", ["p"]),
    ]


def test_a_line_is_one_series(dataset: Path) -> None:
    """Neighbours of two councils are two lines, named by whose they are."""
    names = [line.name for line in panels(dataset, "loans")[0].lines]
    assert names[2:] == ["Statistical neighbours of Ashmere Council", "Statistical neighbours of Bexmoor Council"]


def test_a_chart_joins_only_points_of_one_series(dataset: Path) -> None:
    """Only the two numbers of the first council are joined; the council whose second figure is no number is not."""
    assert cli.run(["compare", "loans", "--dataset", "ds", "--out", "c.svg"]) == 0
    drawn = Path("c.svg").read_text(encoding="utf-8")
    joins = re.findall(r'<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+" stroke="#\w+" stroke-width="2"/>', drawn)
    assert len(joins) == 1


def test_two_series_of_one_area_are_two_panels(dataset: Path, tmp_path: Path) -> None:
    """What the dataset keeps apart has axes of its own, though area, unit and catalogue are the same."""
    rows = (point("x", "Ashmere Council", 2008, "1"), point("y", "Ashmere Council", 2009, "2"))
    observations = tuple(Observation(observation_id=r.observation_id, document_id="d", source="q") for r in rows)
    documents = (DocumentRow(document_id="d", source="q", bytes=1, pages=1, kind="text"),)
    folder = write_release(
        Dataset(observations=observations, series=rows, indicators=(LOANS,), documents=documents), tmp_path / "two", {}
    )
    found = panels(folder, "loans")
    assert [[line.series_id for line in panel.lines] for panel in found] == [["x"], ["y"]]
    assert [panel.since for panel in found] == ["", "2009-04-01"]


# ---------------------------------------------------------------------------------------------- what is asked for
@pytest.mark.parametrize("words", ["loans", "LOANS", "books <lent>  & issued", "Loans", "bv 117"])
def test_an_indicator_has_many_names(dataset: Path, words: str) -> None:
    """Id, name, alias and code find it, however they are capitalised and spaced."""
    assert {panel.indicator_id for panel in panels(dataset, words)} == {"loans"}


def test_unknown_indicators_get_the_nearest(dataset: Path) -> None:
    """A slip of the pen is answered with what was meant; nothing is guessed."""
    with pytest.raises(InputError, match="nearest: visits"):
        panels(dataset, "vists")
    with pytest.raises(InputError, match=r"see indicators\.csv"):
        panels(dataset, "zzzzzz")
    with pytest.raises(InputError, match="no paper of the dataset prints"):
        compare(dataset, Wanted(("other",)), (Indicator(indicator_id="other", name="Other"),), lambda text: None)


def test_areas_and_years_narrow_it(dataset: Path) -> None:
    """Part of a name does where it can be one area only."""
    (panel,) = panels(dataset, "loans", areas=["bexmoor"], last=date(2009, 3, 31))
    assert [(line.name, len(line.points)) for line in panel.lines] == [("Bexmoor Council", 1)]
    with pytest.raises(InputError, match="could be several: Ashmere Council, Bexmoor Council"):
        panels(dataset, "loans", areas=["council"])
    with pytest.raises(InputError, match="there are Ashmere"):
        panels(dataset, "loans", areas=["Crowholt"])
    with pytest.raises(InputError, match="no figures"):
        panels(dataset, "loans", first=date(2020, 4, 1))


# ---------------------------------------------------------------------------------------------- what is shown
def test_the_text_shows_breaks_revisions_and_flags(dataset: Path) -> None:
    """Marks stand beside the figures, and each has its note; no line is wider than the screen."""
    lines = comparison_lines(panels(dataset, "loans"))
    text = "\n".join(lines)
    assert "1,120.5r" in text and "130p!" in text and "tbc" in text
    assert "revised, first printed 1,100 (2 papers) [q<1>.txt, line 3]" in " ".join(text.split())
    assert "provisional; flagged value:odd" in text
    assert "── break ── Definition since 2010-04-01 (audio books count)" in text
    assert max(map(len, lines)) <= 80


def test_many_areas_are_shown_in_blocks(dataset: Path) -> None:
    """Six columns do not fit 80 characters."""
    (panel,) = panels(dataset, "visits")
    many = [line for line in panel.lines for _ in range(6)]
    from dataclasses import replace

    wide = replace(
        panel, lines=tuple(replace(line, series_id=str(n), name=f"Council {n}") for n, line in enumerate(many))
    )
    lines = comparison_lines([wide])
    assert max(map(len, lines)) <= 80 and sum("2009/10" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("number", "text"), [("1234567.50", "1,234,567.5"), ("-0.4", "-0.4"), ("-1200", "-1,200"), ("0", "0")]
)
def test_numbers_are_shown_in_full(number: str, text: str) -> None:
    """Thousands marks, no trailing zeros, the sign kept."""
    assert shown(Decimal(number)) == text


@pytest.mark.parametrize(
    ("kind", "start", "end", "name"),
    [
        ("financial_year", "2009-04-01", "2010-03-31", "2009/10"),
        ("financial_year", "1999-04-01", "2000-03-31", "1999/00"),
        ("financial_year", "2009-04-01", "2009-12-31", "Apr 2009 to Dec 2009"),
        ("academic_year", "2009-09-01", "2010-08-31", "2009/10"),
        ("calendar_year", "2009-01-01", "2009-12-31", "2009"),
        ("quarter", "2010-01-01", "2010-03-31", "Q4 2009/10"),
        ("quarter", "2009-04-01", "2009-06-30", "Q1 2009/10"),
        ("half_year", "2009-10-01", "2010-03-31", "H2 2009/10"),
        ("month", "2009-04-01", "2009-04-30", "Apr 2009"),
        ("as_at", "2009-12-31", "2009-12-31", "31 Dec 2009"),
        ("rolling_year", "2009-01-01", "2009-12-31", "year to Dec 2009"),
        ("range", "2006-04-01", "2009-03-31", "Apr 2006 to Mar 2009"),
    ],
)
def test_periods_are_named(kind: str, start: str, end: str, name: str) -> None:
    """As people write them; where the shape is not the usual one, by first and last month."""
    assert period_name(kind, date.fromisoformat(start), date.fromisoformat(end)) == name


# ---------------------------------------------------------------------------------------------- files
def test_the_page_stands_alone_and_runs_nothing(dataset: Path) -> None:
    """Printed texts are escaped, nothing is fetched, the pictures are well-formed."""
    assert cli.run(["compare", "loans", "visits", "--dataset", "ds", "--out", "c.html"]) == 0
    page = Path("c.html").read_text(encoding="utf-8")
    assert "<lent>" not in page and "&lt;lent&gt;" in page and "q&lt;1&gt;.txt" in page
    assert not re.search(r"(?:src|href|url)\s*[=(]|<script|@import", page)
    for picture in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(picture)  # noqa: S314 (our own text)
    assert page.count("<section") == 4 and page.count("<table>") == 4


def test_the_picture_is_well_formed(dataset: Path) -> None:
    """Control characters in a printed text cannot break it."""
    from dataclasses import replace

    from desk.charts import comparison_picture

    odd = [replace(panel, indicator="Loans \x0b & \x1b[1m") for panel in panels(dataset, "loans")]
    ElementTree.fromstring(comparison_picture(odd))  # noqa: S314 (our own text)


def test_the_table_holds_every_figure(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON hold what the chart shows by marks; a formula is neutralised."""
    assert cli.run(["compare", "loans", "--dataset", "ds", "--out", "c.csv", "--json"]) == 0
    rows = list(csv.DictReader(io.StringIO(Path("c.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 8 and {row["definition_since"] for row in rows} == {"", "2010-04-01"}
    assert [row["first_value"] for row in rows if row["revised"] == "true"] == ["1100"]
    assert len(json.loads(capsys.readouterr().out)) == 3


@pytest.mark.parametrize("out", ["c.pdf", "nowhere/c.html"])
def test_a_file_that_cannot_be_is_found_before_the_work(
    dataset: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not after everything has been read: the dataset of this command does not even exist."""
    assert cli.run(["compare", "loans", "--dataset", "nonesuch", "--out", out]) == 1
    assert out in capsys.readouterr().err


def test_what_is_no_period_is_said(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from takes a year or a period."""
    assert cli.run(["compare", "loans", "--dataset", "ds", "--from", "soon"]) == 1
    assert "--from: 'soon' is no period" in capsys.readouterr().err
    assert cli.run(["compare", "loans", "--dataset", "ds", "--from", "2009/10", "--to", "2009/10"]) == 0
    assert "2008/09" not in capsys.readouterr().out


def test_figures_far_apart_are_joined_thinly() -> None:
    """Where years are missing between two figures, the line says so."""
    from desk.charts import comparison_picture
    from desk.comparison import Series

    def at(year: int) -> Point:
        start, end = date(year, 4, 1), date(year + 1, 3, 31)
        return Point(str(year), start, end, Decimal(year), "1", None, "", None, 1, False, (), (), "q", "o")

    line = Series("s", "A", "A", (at(2008), at(2009), at(2012)))
    panel = Panel("i", "I", "", "count", "financial_year", "", "", "", (line,))
    drawn = comparison_picture([panel])
    assert len(re.findall(r'L[\d. ]+" stroke="#\w+" stroke-width="2"', drawn)) == 1
    assert len(re.findall(r'L[\d. ]+" stroke="#\w+" stroke-dasharray', drawn)) == 1
