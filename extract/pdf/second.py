"""A second reading of doubtful tables by another program, compared figure by figure.

Ours stands: the second reading only settles a doubt, where both put the same figures into a cell, or casts one on the
figures that differ. It runs in a process of its own (`second_worker`), within a time limit.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.pdf.layout import SeenPage, SeenTable
from extract.pdf.objects import area, centre
from extract.pdf.table_doubt import Figure
from records import Box, Finding, Place, Severity

_WORKER = Path(__file__).with_name("second_worker.py")
_SECONDS = 60
MOST_TABLES = 12
"""Tables of a document that are read again at most."""
_LEAST = 0.5
"""The part of the figures that a second reading must hold in cells of its own to say anything."""
_BELIEVED = 0.7
"""The part of the cells that must agree before the others are held to differ: below, one of the two is no reading."""
_PARTED = "\f"
_APART = re.compile(r"(?<=\d)\s+(%)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reading says of a table: in words, the cells (row, column) that differ, and the code of the finding
    that it is worth ("" where the doubt is settled)."""

    said: str
    differ: frozenset[tuple[int, int]] = frozenset()
    code: str = ""


def settled(data: bytes, pages: Sequence[SeenPage]) -> tuple[list[SeenPage], list[Finding]]:
    """The pages of a PDF, with what a second reading says of each doubtful table, and what there is to report."""
    tables = [item for page in pages for item in page.items if isinstance(item, SeenTable) and item.doubt is not None]
    if not tables:
        return list(pages), []
    tables.sort(key=_is_ruled)  # those that white space parts first: more goes wrong there
    asked, rest = tables[:MOST_TABLES], tables[MOST_TABLES:]
    found = [_opinion(table, answer) for table, answer in zip(asked, _ask(data, asked), strict=True)]
    found += [Opinion("not read again, as others of the paper were", code="table_in_doubt")] * len(rest)
    told = {id(table): _with_opinion(table, opinion) for table, opinion in zip(tables, found, strict=True)}
    done = [replace(page, items=tuple(told.get(id(item), item) for item in page.items)) for page in pages]
    return done, [
        finding for table, opinion in zip(tables, found, strict=True) for finding in _findings(table, opinion)
    ]


def _is_ruled(table: SeenTable) -> bool:
    return table.origin.startswith("pdf, ruled")


def _with_opinion(table: SeenTable, opinion: Opinion) -> SeenTable:
    doubt = "" if table.doubt is None else table.doubt.why
    return replace(table, origin=f"{table.origin}; in doubt: {doubt}; {opinion.said}", differ=opinion.differ)


def _findings(table: SeenTable, opinion: Opinion) -> list[Finding]:
    if not opinion.code:
        return []
    texts = [cell.text for row in table.rows for cell in row if (cell.row, cell.column) in opinion.differ]
    place = Place(page=table.page, bbox=table.box)
    severity: Severity = "warning" if opinion.differ else "info"
    message = f"{table.doubt.why if table.doubt else ''}; {opinion.said}"
    return [Finding("extract", opinion.code, severity, message, place=place, text=" | ".join(texts)[:300])]


def _ask(data: bytes, tables: Sequence[SeenTable]) -> list[dict[str, Any]]:
    request = json.dumps([[table.page, table.box, _is_ruled(table)] for table in tables])
    command = [sys.executable, "-P", str(_WORKER), request]
    try:
        with tempfile.TemporaryDirectory() as folder:  # what the worker writes is gone, also where it is stopped
            done = subprocess.run(  # noqa: S603 - our own file, and numbers
                command,
                input=data,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "TMPDIR": folder},
            )
        answers = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        answers = {"error": f"it took more than {_SECONDS} s"}
    except OSError as error:
        answers = {"error": f"it could not be started: {error.strerror}"}
    except ValueError:
        answers = {"error": f"it ended with {done.returncode}"}
    return answers if isinstance(answers, list) else [answers] * len(tables)


def _opinion(table: SeenTable, answer: dict[str, Any]) -> Opinion:
    if "error" in answer:
        return Opinion(f"a second reading failed ({answer['error']})", code="second_reading_failed")
    cells = [((x0, top, x1, bottom), text) for x0, top, x1, bottom, text in answer["cells"]]
    texts = {(cell.row, cell.column): cell.text for row in table.rows for cell in row}
    own = _by_cell(table.doubt.figures if table.doubt is not None else ())
    by, compared, differ = answer["by"], 0, set()
    for place, figures in own.items():
        other = _text_at(figures, cells)
        if other is None:
            continue
        compared += 1
        if not _same(texts.get(place, ""), other):
            differ.add(place)
    if compared < _LEAST * len(own):
        return Opinion(f"read again by {by}, which does not see the table", code="table_in_doubt")
    agreed = compared - len(differ)
    if agreed < _BELIEVED * compared:
        said = f"read again by {by}, which puts it together otherwise ({agreed} of {compared} cells alike)"
        return Opinion(said, code="table_in_doubt")
    said = f"read again by {by}: {agreed} of {compared} cells with figures agree"
    return Opinion(said, frozenset(differ), "grids_differ" if differ else "")


def _by_cell(figures: Iterable[Figure]) -> dict[tuple[int, int], list[Figure]]:
    found: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.row, figure.column), []).append(figure)
    return found


def _text_at(figures: Sequence[Figure], cells: Sequence[tuple[Box, str]]) -> str | None:
    """The text of the cells of another reading in which some figures stand; None where one of them is in none."""
    texts: dict[Box, str] = {}
    for figure in figures:
        x, y = centre(figure.box)
        here = [(box, text) for box, text in cells if box[0] <= x <= box[2] and box[1] <= y <= box[3] and text]
        if not here:
            return None
        box, text = min(here, key=lambda cell: area(cell[0]))
        texts[box] = text
    return _PARTED.join(texts.values())


def _same(text: str, other: str) -> bool:
    """Whether two readings of a cell hold the same figures, in one cell each; spaces are set in different ways."""
    if other.count(_PARTED) or not text:
        return False
    own, others = _figures(text), _figures(other)
    return sorted(own) == sorted(others) or "".join(own) == "".join(others)


def _figures(text: str) -> list[str]:
    words = (word.strip(".,;:()") for word in _APART.sub(r"\1", text.translate(_RAISED)).split())
    return [word for word in words if any(map(str.isdigit, word))]
