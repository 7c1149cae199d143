"""The contract: which columns there are, in which order."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

import records
from publish.columns import OBSERVATIONS, TABLES
from publish.schema import Table

CONTRACT = """
observation_id document_id source organisation report_title report_period_start report_period_end published_on section
kind indicator_id indicator series_id indicator_code indicator_raw area_raw area area_id comparator_of group
period_label period_start period_end period_type period_basis accumulation value_raw value unit qualifiers value_basis
confidence numerator denominator target_raw target target_comparator target_scope tolerance_raw tolerance rag_raw rag
rag_basis rag_scope status arrow_raw arrow arrow_basis direction polarity match_method match_score page line bbox
table row column flags
"""
RECORDS: Mapping[str, type] = {
    "observations": records.Observation,
    "series": records.SeriesPoint,
    "targets": records.Target,
    "summaries": records.Summary,
    "indicators": records.Indicator,
    "areas": records.Area,
    "documents": records.DocumentRow,
    "review": records.Review,
}


def test_the_columns_of_observations_are_the_contract() -> None:
    """Names and order of the columns are what people's scripts rely on."""
    assert OBSERVATIONS.names == tuple(CONTRACT.split())


@pytest.mark.parametrize("table", [table for table in TABLES if table.name in RECORDS], ids=lambda table: table.name)
def test_columns_are_the_fields_of_the_record(table: Table) -> None:
    """No field of a record is left out of its table, and they stand in the same order."""
    published = [field.name for field in fields(RECORDS[table.name]) if field.name != "steps"]
    assert list(table.names) == published


def test_keys_name_columns_that_exist() -> None:
    """Every key and every reference names a column of a table that is published."""
    tables = {table.name: table for table in TABLES}
    for table in TABLES:
        assert set(table.primary_key) <= set(table.names)
        for key in table.foreign_keys:
            assert key.column in table.names
            assert key.reference in tables[key.table].names


def test_every_column_is_described() -> None:
    """No column is published without a word on what it means, and no name stands twice in a table."""
    for table in TABLES:
        assert all(column.description for column in table.columns)
        assert len(set(table.names)) == len(table.columns)
