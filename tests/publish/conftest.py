"""A small dataset that has every table, and the texts that CSV files and spreadsheets usually spoil."""

from datetime import date
from decimal import Decimal

import pytest

from records import (
    Area,
    Dataset,
    DocumentRow,
    Finding,
    Flag,
    Indicator,
    Observation,
    Place,
    Review,
    SeriesPoint,
    Step,
    Summary,
    Target,
)

DOCUMENT = "d" * 64
NASTY = (
    "N/A",
    "None",
    "NA",
    "nan",
    "-nan",
    "<NA>",
    "=1+1",
    "@x",
    "-5",
    "+3",
    "- text",
    "'=1",
    "'quoted'",
    "two\nlines",
    'say "so", twice',
    "↑ → ↓",
    "-",
    "->",
    "+44 20 7946 0000",
    '=HYPERLINK("http://example.org")',
    "_x0041_",
    "http://example.org",
    "007",
    "\uf0e9",
)


def _observation(number: int, raw: str) -> Observation:
    return Observation(
        observation_id=f"o{number:03}",
        document_id=DOCUMENT,
        source="paper.txt",
        organisation="Anytown Council",
        report_period_end=date(2020, 6, 30),
        indicator_id="~waste-recycled",
        indicator="Waste recycled",
        series_id="s1",
        indicator_raw=raw,
        period_start=date(2020, 4, 1),
        period_end=date(2020, 6, 30),
        period_type="quarter",
        value_raw=raw,
        value=Decimal("81.40") + number,
        unit="percent",
        qualifiers=("provisional", "estimate"),
        rag_raw="G",
        rag="G",
        rag_basis="letter",
        match_score=0.5,
        line=number,
        bbox=(1.04, 2.0, -0.01, 4.26) if number == 1 else None,
        flags=(Flag("value", "ocr_doubt"), Flag("row", "odd")) if number == 1 else (),
        steps=(
            Step("grammar", "value", "plain_number", raw, Place(line=number)),
            Step("match", "indicator_id", "exact", raw, Place(line=number, row=1, column=2)),
        ),
    )


def _target(number: int) -> Target:
    return Target(
        target_id=f"t{number}",
        document_id=DOCUMENT,
        source="paper.txt",
        indicator_id="~waste-recycled",
        indicator_code="",
        indicator_raw="Waste recycled",
        area="Anytown Council",
        area_id="E06000001",
        period_label="Q1",
        period_start=None,
        period_end=None,
        target_scope="period",
        target_raw=">68%",
        target=Decimal(68),
        target_comparator=">",
        unit="percent",
        header="Target",
        page=None,
        line=number,
        bbox=None,
    )


def _point() -> SeriesPoint:
    return SeriesPoint(
        series_id="s1",
        indicator_id="~waste-recycled",
        indicator="Waste recycled",
        area="Anytown Council",
        area_id="E06000001",
        group="",
        unit="percent",
        period_type="quarter",
        period_start=date(2020, 4, 1),
        period_end=date(2020, 6, 30),
        accumulation=None,
        value=Decimal("82.4"),
        value_raw="82.4%",
        target=None,
        rag="G",
        arrow=None,
        direction=None,
        observation_id="o001",
        document_id=DOCUMENT,
        first_value=Decimal("82.0"),
        vintages=2,
        revised=True,
        revised_by=Decimal("0.4"),
    )


def _summary() -> Summary:
    return Summary(
        summary_id="m1",
        document_id=DOCUMENT,
        source="paper.txt",
        section="",
        group="Priority 1",
        label="Green",
        rag="G",
        arrow=None,
        count=3,
        counted=None,
        is_total=False,
        page=1,
        line=None,
        bbox=None,
    )


@pytest.fixture
def dataset() -> Dataset:
    """Every table has rows; `observations.value_raw` holds the nasty texts."""
    return Dataset(
        observations=tuple(_observation(number, raw) for number, raw in enumerate(NASTY, start=1)),
        series=(_point(),),
        targets=(_target(2), _target(1)),
        summaries=(_summary(),),
        indicators=(
            Indicator(indicator_id="~waste-recycled", name="Waste recycled", aliases=("a; b", "c"), status="proposed"),
        ),
        areas=(Area(area_id="anytown", name="Anytown Council", valid_from=date(1889, 4, 1), domains=("a.uk", "b.uk")),),
        documents=(DocumentRow(document_id=DOCUMENT, source="paper.txt", bytes=5_000_000_000, pages=1, kind="text"),),
        findings=(
            Finding("read", "odd_row", "warning", "=a row that is odd", "paper.txt", DOCUMENT, place=Place(line=3)),
            Finding("read", "odd_row", "warning", "=a row that is odd", "paper.txt", DOCUMENT, place=Place(line=3)),
        ),
        reviews=(
            Review(review_id="r1", subject="name", question="Same?", score=85.5, observation_ids=("o001", "o002")),
        ),
    )


@pytest.fixture
def nasty() -> tuple[str, ...]:
    """The texts that the observations print, in order."""
    return NASTY
