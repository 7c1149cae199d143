"""Other readers of tables, one process for each, so that none warms, slows or crashes another.

    python -m bench.peers ENGINE FILE.pdf ...

Prints one JSON line for each file: its tables as a list of `{"page": 1, "rows": [["text", ...], ...]}`, or what went
wrong. With `--count` it prints how many tables there are, for measurements in which printing should cost nothing.
tabula needs Java and tabula-py (`pip install -e '.[bench]'`).
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Rows = list[list[str | None]]
PagedTable = tuple[int | None, Rows]


# ------------------------------------------------------------------------------------------------ the readers
def _pdfplumber(path: Path) -> Iterator[PagedTable]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for rows in page.extract_tables():
                yield page.page_number, rows
            page.close()


def _camelot(flavour: str) -> Callable[[Path], Iterator[PagedTable]]:
    def read(path: Path) -> Iterator[PagedTable]:
        import camelot

        for table in camelot.read_pdf(str(path), pages="all", flavor=flavour, suppress_stdout=True):
            yield table.page, table.df.values.tolist()

    return read


def _tabula(path: Path) -> Iterator[PagedTable]:
    import tabula

    for table in tabula.read_pdf(str(path), pages="all", output_format="json", silent=True):
        yield table.get("page_number"), [[cell["text"] for cell in row] for row in table["data"]]


def _bare_text(path: Path) -> Iterator[PagedTable]:
    """No tables: what it costs to get the text of each page at all."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for index, page in enumerate(document, start=1):
        textpage = page.get_textpage()
        yield index, [[textpage.get_text_range()]]
        textpage.close()
        page.close()
    document.close()


FLAVOURS = ("lattice", "stream", "network", "hybrid", "auto")
FLOOR = "pypdfium2 text"
ENGINES: dict[str, Callable[[Path], Iterator[PagedTable]]] = {
    **{f"camelot {flavour}": _camelot(flavour) for flavour in FLAVOURS},
    "pdfplumber": _pdfplumber,
    "tabula": _tabula,
    FLOOR: _bare_text,
}


def missing(engine: str) -> str | None:
    """What must be installed before an engine can run; None where nothing is missing."""
    module = {"tabula": "tabula", FLOOR: "pypdfium2"}.get(engine, engine.split()[0])
    if importlib.util.find_spec(module) is None:
        return f"the Python package of {engine}: pip install -e '.[bench]'"
    if engine == "tabula" and shutil.which("java") is None:
        return "Java"
    return None


# ------------------------------------------------------------------------------------------------ measuring
@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: CPU seconds (its children's too), wall seconds, peak memory in megabytes."""

    cpu: float
    wall: float
    megabytes: float
    failure: str


def _environment() -> dict[str, str]:
    """That of this process, but modules stay compiled after the first run, as they do where a program is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(words: Sequence[str]) -> Run:
    """Run a command in the root of the project and measure it. What it prints is thrown away.

    The kernel counts the memory of the process that started it as the child's own, so this one must stay small.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    failure = f"ended with {process.returncode}" if process.returncode else ""
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, failure)


def build_command(paper: Path, out: Path) -> list[str]:
    """The command line of a whole build without the expectations."""
    words = [sys.executable, "-m", "cli", "build", str(paper), "--out", str(out)]
    return [*words, "--no-expectations", "--fail-on", "none"]


def peer_command(engine: str, paper: Path) -> list[str]:
    """The command line of another reader over all pages."""
    return [sys.executable, str(Path(__file__).resolve()), "--count", engine, str(paper)]


def made(kind: str, folder: Path) -> Path:
    """A generated paper, made in a process of its own."""
    paper = folder / f"{kind}.pdf"
    subprocess.run([sys.executable, "-m", "bench.packs", kind, str(paper)], cwd=ROOT, check=True)
    return paper


# ------------------------------------------------------------------------------------------------ as a process
def answer(engine: str, path: Path) -> dict[str, Any]:
    """The tables of a file, or what went wrong: a failure on a file is the engine's result for it."""
    try:
        return {"tables": [{"page": page, "rows": rows} for page, rows in ENGINES[engine](path)]}
    except Exception as error:  # noqa: BLE001  other people's code: whatever it raises is what is reported
        return {"failure": f"{type(error).__name__}: {str(error)[:100]}"}


def tables_of(engine: str, paths: Sequence[Path]) -> dict[Path, dict[str, Any]]:
    """The answer for each file. A file on which the process itself dies is marked as failed, and the rest go on."""
    answers: dict[Path, dict[str, Any]] = {}
    left = list(paths)
    while left:
        words = [sys.executable, str(Path(__file__).resolve()), engine, *map(str, left)]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        answers.update({path: json.loads(line) for path, line in zip(left, lines, strict=False)})
        left = left[len(lines) :]
        if left:
            answers[left.pop(0)] = {"failure": f"the process ended with {done.returncode}"}
    return answers


def main() -> None:
    """Read the files with one engine."""
    parser = argparse.ArgumentParser(description="Read the tables of PDFs with another engine.")
    parser.add_argument("--count", action="store_true", help="print only how many tables there are")
    parser.add_argument("engine", choices=list(ENGINES))
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    for path in options.files:
        if options.count:
            print(sum(1 for _ in ENGINES[options.engine](path)))
        else:
            print(json.dumps(answer(options.engine, path)), flush=True)


if __name__ == "__main__":
    main()
