"""An assembly as what is to be published: files of pieces, rows of the small tables, and how much there is of all."""

from collections import Counter

from assembly.context import Context
from assembly.finished import Piece, files_of
from assembly.run import Assembly
from publish.entries import PIECED
from publish.merge import Merged
from publish.tables import all_rows
from records import Counts, Dataset


def merged_of(assembly: Assembly, context: Context) -> Merged:
    """The files of each table that comes in pieces, and the rows of the others."""
    small = Dataset(documents=assembly.documents, indicators=assembly.indicators, areas=assembly.areas)
    names = {table.name for table in PIECED}
    return Merged(
        {name: [files_of(p, name, context) for p in assembly.pieces if name in p.tables] for name in names},
        {name: rows for name, rows in all_rows(small).items() if name not in names},
        frozenset(name for name in names if all(p.tables[name].sound for p in assembly.pieces if name in p.tables)),
    )


def counts_in(assembly: Assembly) -> Counts:
    """How much the dataset holds."""
    severities: Counter[str] = Counter()
    for piece in assembly.pieces:
        severities.update(piece.severities or {})
    return Counts(
        documents=dict(sorted(Counter(str(row.state) for row in assembly.documents).items())),
        observations=_rows(assembly, "observations"),
        flagged=sum(piece.flagged for piece in assembly.pieces),
        series_points=_rows(assembly, "series"),
        targets=_rows(assembly, "targets"),
        summaries=_rows(assembly, "summaries"),
        reviews=_rows(assembly, "review"),
        findings=dict(sorted(severities.items())),
    )


def _rows(assembly: Assembly, table: str) -> int:
    found: list[Piece] = [piece for piece in assembly.pieces if table in piece.tables]
    return sum(piece.tables[table].rows for piece in found)
