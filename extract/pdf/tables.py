"""The tables of a page: by their lines where lines part them, by white space where they do not.

Two readings are compared where both are possible: a box in which words stand in columns that no line parts is read by
white space.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.charts import chart_tables, charts_of, plots_of
from extract.pdf.objects import PageObjects, Word, area, holds
from extract.pdf.regions import Regions, regions_of
from extract.pdf.table_cells import Table, TableCell
from extract.pdf.table_guides import guided
from extract.pdf.table_ruled import table_of_lattice
from extract.pdf.table_rules import lattices_of
from extract.pdf.table_white import borderless

__all__ = ["PageTables", "Table", "TableCell", "page_tables", "tables_of"]


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page, from the top down, none over another, and the boxes drawn on it."""

    tables: tuple[Table, ...]
    regions: Regions


def tables_of(page: PageObjects) -> list[Table]:
    """All tables of a page, from the top down, none over another."""
    return list(page_tables(page).tables)


def page_tables(page: PageObjects) -> PageTables:
    """All tables of a page: what stands in a box of its own is read by itself, a chart not at all."""
    charts, lattices = charts_of(page, lattices_of(page))
    plots, lattices = plots_of(page, lattices)
    regions = regions_of(page, lattices, charts)
    guides, lattices = guided(page, lattices)
    found = _outermost([table for lattice in lattices if (table := table_of_lattice(lattice, page)) is not None])
    found += chart_tables(page, plots, found)
    taken = {word for table in found for cell in table.cells for word in cell.words}
    loose = [w for w in page.words if w not in taken and w.ink.angle == 0 and not _inside_any(w, found)]
    for region, words in regions.parted(loose):
        near = [table for table in found if regions.at(table.box) == region]
        if region not in regions.charts:
            found = [*found, *borderless(words, near, guides)]
    return PageTables(tuple(sorted(found, key=lambda table: (table.box[1], table.box[0]))), regions)


def _inside_any(word: Word, tables: Sequence[Table]) -> bool:
    return any(holds(table.box, word.box) for table in tables)


def _outermost(tables: Sequence[Table]) -> list[Table]:
    kept: list[Table] = []
    for table in sorted(tables, key=lambda t: -area(t.box)):
        if not any(holds(known.box, table.box) for known in kept):
            kept.append(table)
    return kept
