"""Small papers of an invented council: text in, what was read out, as plain tuples that tests can compare."""

from datetime import date
from typing import NamedTuple

from extract.areas import AreaFinder
from extract.reading import layout_of_bytes, read_paper
from extract.settings import ReadSettings
from records import Area, Grid, Line, PaperReading, Rag

OWN = "Larkhaven Borough Council"
AREAS = (
    Area(area_id="england", name="England", gss="E92000001", kind="country"),
    Area(area_id="south-west", name="South West", gss="E12000009", kind="region"),
    Area(area_id="north-east", name="North East", gss="E12000001", kind="region"),
    Area(area_id="neighbours", name="Statistical neighbours", kind="group", short_names=("Stat Neighbours",)),
    Area(
        area_id="larkhaven-borough-council",
        name=OWN,
        gss="E07999991",
        kind="district",
        short_names=("Larkhaven", "Larkhaven BC"),
        domains=("larkhaven.gov.uk",),
    ),
    Area(
        area_id="dunmoor-county-council",
        name="Dunmoor County Council",
        gss="E10999992",
        kind="county",
        short_names=("Dunmoor", "Dunmoor CC"),
        domains=("dunmoor.gov.uk",),
        valid_to=date(2023, 3, 31),
    ),
    Area(
        area_id="dunmoor-council",
        name="Dunmoor Council",
        gss="E06999993",
        kind="unitary",
        short_names=("Dunmoor",),
        domains=("dunmoor.gov.uk",),
        valid_from=date(2023, 4, 1),
    ),
    Area(
        area_id="north-east-quillshire-council",
        name="North East Quillshire Council",
        gss="E06999994",
        kind="unitary",
        short_names=("North East Quillshire",),
    ),
)
SETTINGS = ReadSettings(AREAS)
FINDER = AreaFinder.of(AREAS, own=(OWN, "Larkhaven"))
HEAD = f"{OWN}\n\nPerformance report: Quarter 2 2018/19\n\n"


class Fact(NamedTuple):
    """What one statement says, "" where it says nothing."""

    name: str
    value: str = ""
    period: str = ""
    target: str = ""
    rag: str = ""
    arrow: str = ""
    area: str = ""


def read(body: str, head: str = HEAD, source: str = "paper.txt") -> PaperReading:
    """The reading of a paper of this council."""
    return read_paper((head + body).encode(), source, SETTINGS)


def facts(reading: PaperReading) -> list[Fact]:
    """All statements of a paper, in its order."""
    return [
        Fact(
            statement.indicator,
            statement.value,
            statement.period,
            statement.target,
            (statement.rating.rag or "") if statement.rating else "",
            (statement.arrow.arrow or "") if statement.arrow else "",
            statement.area,
        )
        for statement in reading.statements
    ]


def facts_of(body: str, head: str = HEAD) -> list[Fact]:
    """What a paper says."""
    return facts(read(body, head))


def table(*rows: str) -> str:
    """Rows whose cells are parted by `|` as a tab-separated table."""
    return "\n".join(row.replace(" | ", "\t").replace("| ", "\t").replace(" |", "\t") for row in rows) + "\n"


def grid(*rows: str) -> Grid:
    """One grid of these rows, cells parted by ` | `."""
    return only_grid(table(*rows))


def only_grid(text: str) -> Grid:
    """The only grid of a text."""
    (found,) = [element for element in layout_of_bytes(text.encode()).elements if isinstance(element, Grid)]
    return found


def grids(text: str) -> list[list[list[str]]]:
    """All grids of a text, as texts of cells."""
    elements = layout_of_bytes(text.encode()).elements
    return [[[c.text for c in row] for row in item.rows] for item in elements if isinstance(item, Grid)]


def texts(text: str) -> list[str]:
    """All lines of a text that stand outside grids."""
    return [element.text for element in layout_of_bytes(text.encode()).elements if isinstance(element, Line)]


def uses_of(reading: PaperReading, kind: str) -> list[str]:
    """Texts that ended up as one kind of use."""
    return [use.text for use in reading.uses if use.kind == kind]


def ratings(reading: PaperReading) -> list[Rag | None]:
    """The ratings of all statements, in order."""
    return [statement.rating.rag if statement.rating else None for statement in reading.statements]
