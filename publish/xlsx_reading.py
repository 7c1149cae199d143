"""Reads the cells of a workbook back, to compare them: texts as written, all else as the numbers of the file."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from errors import DatasetError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path, tables: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    """The rows of each sheet below its header, as wide as the table of its name has columns.

    Sheets that are missing are left out. Raises DatasetError where the file is none, or a header is another one.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(path) as book:
            texts = _texts(book)
            parts = _parts(book)
            return {
                name: _sheet(book, parts[name], texts, header, path) for name, header in tables.items() if name in parts
            }
    except (OSError, zipfile.BadZipFile, KeyError, XMLSyntaxError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DatasetError(f"{path.name}: cannot be read ({reason})") from error


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """The file of each sheet by its name."""
    targets = {}
    with book.open("xl/_rels/workbook.xml.rels") as file:
        for link in _elements(file, "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"):
            targets[link.get("Id")] = "xl/" + link.get("Target").removeprefix("/xl/")
    with book.open("xl/workbook.xml") as file:
        return {sheet.get("name"): targets[sheet.get(_LINK)] for sheet in _elements(file, f"{_MAIN}sheet")}


def _texts(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    with book.open("xl/sharedStrings.xml") as file:
        return [_text_in(item) for item in _elements(file, f"{_MAIN}si")]


def _sheet(
    book: zipfile.ZipFile, part: str, texts: Sequence[str], header: Sequence[str], path: Path
) -> list[list[str]]:
    rows = []
    with book.open(part) as file:
        for row in _elements(file, f"{_MAIN}row"):
            cells = [""] * len(header)
            for cell in row:
                column = _column(cell.get("r"))
                if column < len(cells):
                    cells[column] = _cell(cell, texts)
            rows.append(cells)
    if not rows or rows[0] != list(header):
        raise DatasetError(f"{path.name}: the sheet of {part} has other columns than the dataset")
    return rows[1:]


def _cell(cell: Any, texts: Sequence[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text_in(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    return texts[int(value)] if kind == "s" else value


def _text_in(element: Any) -> str:
    written = "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), written)


def _column(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _elements(file: IO[bytes], tag: str) -> Iterator[Any]:
    """Elements of a file one after the other, none kept; entities and networks are left alone."""
    from lxml.etree import iterparse

    for _, element in iterparse(file, tag=tag, resolve_entities=False, no_network=True):
        yield element
        element.clear()
