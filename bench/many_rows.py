"""The dataset of ten million observations, put together within two gigabytes.

    python -m bench.many_rows [--observations 10000000] [--memory 2000]

Takes the rows of one council's papers (`bench.archives`) as they are when all checks are done, and gives them to as
many councils as it takes, each with ids of its own: a piece for each, with its series. Then the pieces are merged into
a release: CSV, Parquet, database, workbook. All in one process, whose memory the system limits; its peak is the
kernel's count. Steps (`lineage`) are left out, as they would fill the disk.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.readings import Means
from archive.store import Store
from assembly.context import Context, Ready
from assembly.finished import Piece, keep_piece
from assembly.outcome import merged_of
from assembly.run import Assembly
from bench.archives import make_papers
from normalise.observations import content_id
from normalise.series import series_of
from pipeline import BuildOptions, gather
from publish.duckdbfile import Scratch
from publish.entries import Records
from publish.release import write_merged
from records import Dataset, DocumentRow, Observation, changed
from workspace import Workspace, load_workspace

_PAPERS = 25


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description="A dataset of many observations in little memory.")
    parser.add_argument("--observations", type=int, default=10_000_000)
    parser.add_argument("--memory", type=int, default=2000, help="megabytes")
    options = parser.parse_args()
    most = options.memory * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    with tempfile.TemporaryDirectory() as name:
        workspace = load_workspace(None)
        template = _template(Path(name), workspace)
        councils = -(-options.observations // len(template.observations))
        start = time.perf_counter()
        context = Context(Ready(workspace, "bench"), Store(Path(name) / "pieces"), Scratch(), Path(name))
        made = [_council(number, template, context) for number in range(councils)]
        pieces, documents = [piece for piece, _ in made], [row for _, rows in made for row in rows]
        context.database.close()
        _tell("pieces", start)
        start = time.perf_counter()
        assembly = Assembly(tuple(pieces), tuple(documents), template.indicators, template.areas)
        folder = write_merged(merged_of(assembly, context), Path(name) / "dataset", {})
        _tell("release", start)
        for table in ("observations", "series"):
            print(f"{table}: {_lines(folder / f'{table}.csv') - 1:,} rows", flush=True)


def _template(place: Path, workspace: Workspace) -> Dataset:
    make_papers(place / "papers", councils=1, papers=_PAPERS)
    options = BuildOptions(sources=(place / "papers",), out=place / "none", workspace=workspace, means=Means(workers=0))
    return gather(options)


def _council(number: int, template: Dataset, context: Context) -> tuple[Piece, Sequence[DocumentRow]]:
    rows = tuple(_renamed(number, row) for row in template.observations)
    records = Records(observations=rows, series=series_of(rows))
    documents = tuple(
        changed(row, document_id=_id(number, row.document_id), source=f"{number}/{row.source}", supersedes="")
        for row in template.documents
    )
    return keep_piece(Piece(_id(number, "piece"), {}), records, context), documents


def _renamed(number: int, row: Observation) -> Observation:
    return changed(
        row,
        observation_id=_id(number, row.observation_id),
        document_id=_id(number, row.document_id),
        source=f"{number}/{row.source}",
        series_id=_id(number, row.series_id) if row.series_id else "",
        steps=(),
    )


def _id(number: int, name: str) -> str:
    return content_id("many", str(number), name)


def _tell(what: str, start: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {time.perf_counter() - start:.0f} s, peak so far {peak:.0f} MB", flush=True)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in _blocks(file))


def _blocks(file: object) -> Iterator[bytes]:
    while block := file.read(1 << 20):  # type: ignore[attr-defined]
        yield block


if __name__ == "__main__":
    main()
