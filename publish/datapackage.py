"""`datapackage.json`: a Frictionless data package (version 1) that describes every column of the CSV files."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.columns import TABLES
from publish.schema import Column, Table

NAME = "datapackage.json"
GENERATOR = "kpi-backfill"
"""Stands as `generator` in every descriptor of ours: how a folder is known to be a dataset."""

_TYPES = {"long": "integer"}


def write_descriptor(folder: Path, hashes: Mapping[str, str]) -> None:
    """Describe the CSV files of the folder, with their sizes and their hashes (`file_hash`), which are by name."""
    text = json.dumps(descriptor(folder, hashes), indent=2, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def descriptor(folder: Path, hashes: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor of the CSV files that lie in the folder."""
    return {
        "profile": "tabular-data-package",
        "name": GENERATOR,
        "generator": GENERATOR,
        "title": "Performance indicators read from councils' papers",
        "description": (
            "Each row of `observations` is one thing that a paper says, with the place that says it. Empty cells mean: "
            "not printed, or not certain (then `flags` says so). In the CSV files a text that a spreadsheet could run "
            "as a formula begins with one more apostrophe, and a text that reads like a missing value (N/A, None, ...) "
            "ends with one space. `series_id` joins `observations` to `series`, where it stands once for each period."
        ),
        "resources": [_resource(folder, table, hashes) for table in TABLES],
    }


def file_hash(path: Path) -> str:
    """The hash of a file as descriptors write it."""
    with path.open("rb") as file:
        return written_hash(hashlib.file_digest(file, "sha256"))


def written_hash(said: "hashlib._Hash") -> str:
    """A SHA-256 hash as descriptors write it."""
    return f"sha256:{said.hexdigest()}"


def _resource(folder: Path, table: Table, hashes: Mapping[str, str]) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": hashes[path.name],
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.reference]}}
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "format": "default",
        "description": column.description,
    }
    return {**field, "constraints": constraints} if constraints else field
