"""Draw docs/series.svg, the picture of the README, from a dataset of the samples.

    kpi-backfill build samples/papers --workspace samples/workspace --out dataset
    python bench/make_picture.py dataset

Each panel is one line of `series`: latest values, targets, what an earlier paper printed, flags.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "series.svg"
PANELS = (
    ("waste-residual-per-household", "Harrowmere District Council"),
    ("calls-answered-percent", "Quillhaven City Council"),
)
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 380, 230, 44, 52, 50
BLUE, GREY, AMBER = "#1f5fa8", "#777777", "#b26a00"
Row = dict[str, str]


def panel(rows: Sequence[Row], offset: int) -> Iterator[str]:
    """The elements of one panel, `offset` pixels from the left."""
    printed = [float(row[name]) for row in rows for name in ("value", "target", "first_value") if row[name]]
    low, high = min(printed), max(printed)
    margin = (high - low) * 0.2
    low, high = low - margin, high + margin

    def x(index: int) -> float:
        return offset + LEFT + 30 + index * (WIDTH - LEFT - 90) / max(len(rows) - 1, 1)

    def y(number: str) -> float:
        return TOP + (high - float(number)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    yield text(offset + LEFT, 20, rows[0]["indicator"], "font-weight='bold'")
    yield text(offset + LEFT, 37, f"{rows[0]['area']}, {rows[0]['unit']}", f"fill='{GREY}'")
    points = " ".join(f"{x(index):.1f},{y(row['value']):.1f}" for index, row in enumerate(rows))
    yield f"<polyline points='{points}' fill='none' stroke='{BLUE}' stroke-width='2'/>"
    for index, row in enumerate(rows):
        here = x(index)
        yield text(here, HEIGHT - 28, row["period_end"], f"text-anchor='middle' fill='{GREY}'")
        if row["target"]:
            at = y(row["target"])
            yield f"<path d='M{here - 14:.1f} {at:.1f}h28' stroke='{GREY}' stroke-width='2' stroke-dasharray='4 3'/>"
        if row["revised"] == "true":
            at = y(row["first_value"])
            yield f"<circle cx='{here:.1f}' cy='{at:.1f}' r='4' fill='white' stroke='{GREY}'/>"
            yield text(here, at + 17, f"first printed: {row['first_value']}", f"text-anchor='middle' fill='{GREY}'")
        colour = AMBER if row["flags"] else BLUE
        yield f"<circle cx='{here:.1f}' cy='{y(row['value']):.1f}' r='4.5' fill='{colour}'/>"
        hidden = bool(row["target"]) and 0 <= y(row["value"]) - y(row["target"]) < 24  # by the target above it
        at = y(row["value"]) + (19 if hidden else -9)
        yield text(here, at, row["value"], f"text-anchor='middle' fill='{colour}'")
        if row["flags"]:
            yield text(offset + WIDTH - 8, HEIGHT - 10, f"flag: {row['flags']}", f"text-anchor='end' fill='{AMBER}'")


def text(x: float, y: float, words: str, attributes: str) -> str:
    """One line of text."""
    return f"<text x='{x:.1f}' y='{y:.1f}' {attributes}>{escape(words)}</text>"


def short(row: Row) -> Row:
    """The row with a name that fits the panel."""
    name = row["indicator"]
    return {**row, "indicator": name if len(name) <= 46 else name[:45].rsplit(" ", 1)[0] + " …"}


def main() -> None:
    """Draw the picture."""
    dataset = Path(sys.argv[1] if len(sys.argv) > 1 else "dataset")
    with (dataset / "series.csv").open(encoding="utf-8", newline="") as file:
        rows = [short(row) for row in csv.DictReader(file) if row["value"]]
    elements = [
        element
        for number, (indicator, area) in enumerate(PANELS)
        for element in panel([r for r in rows if (r["indicator_id"], r["area"]) == (indicator, area)], number * WIDTH)
    ]
    frame = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH * len(PANELS)} {HEIGHT}'"
    style = "font-family='sans-serif' font-size='12' fill='#222222'"
    title = "<title>Two series: latest values, targets (dashed), a revision and a flag</title>"
    body = "\n".join((title, "<rect width='100%' height='100%' fill='white'/>", *elements))
    PICTURE.write_text(f"<svg {frame} {style} role='img'>\n{body}\n</svg>\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
