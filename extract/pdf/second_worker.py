"""Reads regions of pages once more with pdfplumber and camelot: a program of its own, started by `second`.

It runs apart because what it calls is not ours: it may take seconds to load, loop, raise anything or take its process
down, and none of that may touch a build. It imports nothing of ours. The PDF comes on stdin; the first argument is a
JSON list of `[page, [x0, top, x1, bottom], lines]` (points from the upper left corner; `lines` where lines part the
table); the answer on stdout is a JSON list, for each of them `{"by": ..., "cells": [[x0, top, x1, bottom, text], ...]}`
or `{"error": ...}`.
"""

import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_AROUND = 3.0
"""Points taken along around a region, so that its outer lines are within."""
_SLACK = 0.5
Cells = list[list[Any]]


def main() -> None:
    """Answer the request of the command line."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    data = sys.stdin.buffer.read()
    said = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    said.write(json.dumps(_answers(data, json.loads(sys.argv[1]))))


def _answers(data: bytes, asked: list[Any]) -> list[dict[str, Any]]:
    import pdfplumber

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"  # camelot works on files
        path.write_bytes(data)
        numbers = sorted({page for page, _, _ in asked})
        try:
            with pdfplumber.open(path, pages=numbers) as pdf:
                pages = dict(zip(numbers, pdf.pages, strict=True))
                return [_answer(path, pages[number], box, lines) for number, box, lines in asked]
        except Exception as error:  # noqa: BLE001 - the whole file is too much for the library
            return [_failed(error, path)] * len(asked)


def _answer(path: Path, page: Any, box: list[float], lines: bool) -> dict[str, Any]:
    try:
        if page.rotation or abs(page.bbox[0]) > _SLACK or abs(page.bbox[1]) > _SLACK:
            return {"error": "the page is turned or cut"}
        cells = _by_pdfplumber(page, box) if lines else []
        if cells:
            return {"by": "pdfplumber", "cells": cells}
        by, cells = _by_camelot(path, page, box)
    except Exception as error:  # noqa: BLE001 - whatever a library raises is its answer for this region
        return _failed(error, path)
    return {"by": by, "cells": cells}


def _failed(error: Exception, path: Path) -> dict[str, Any]:
    said = str(error).replace(str(path), path.name)  # the same at each build, wherever it runs
    return {"error": f"{type(error).__name__}: {said}"[:200]}


def _by_pdfplumber(page: Any, box: list[float]) -> Cells:
    """The cells between lines."""
    x0, top, x1, bottom = page.bbox
    left, upper = max(box[0] - _AROUND, x0), max(box[1] - _AROUND, top)
    right, lower = min(box[2] + _AROUND, x1), min(box[3] + _AROUND, bottom)
    found: Cells = []
    for table in page.crop((left, upper, right, lower)).find_tables():
        for row, texts in zip(table.rows, table.extract(), strict=True):
            found += [[*cell, text or ""] for cell, text in zip(row.cells, texts, strict=True) if cell]
    return found


def _by_camelot(path: Path, page: Any, box: list[float]) -> tuple[str, Cells]:
    """The cells between white spaces: `network`, and where that finds nothing `stream`."""
    import camelot

    height, number = float(page.height), str(page.page_number)
    area = f"{box[0] - _AROUND},{height - box[1] + _AROUND},{box[2] + _AROUND},{height - box[3] - _AROUND}"
    for flavor in ("network", "stream"):
        tables = camelot.read_pdf(str(path), pages=number, flavor=flavor, table_areas=[area], suppress_stdout=True)
        cells = [cell for table in tables for cell in _cells_of(table, height)]
        if any(cell[4] for cell in cells):
            return f"camelot {flavor}", cells
    return "camelot", []


def _cells_of(table: Any, height: float) -> Iterator[list[Any]]:
    for row in table.cells:
        for cell in row:
            yield [cell.x1, height - cell.y2, cell.x2, height - cell.y1, cell.text]


if __name__ == "__main__":
    main()
