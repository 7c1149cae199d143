"""Draw docs/series.svg, the picture of the README, from a dataset of the samples.

    kpi-backfill build samples/papers --workspace samples/workspace --out dataset
    python bench/make_picture.py dataset

It is what `kpi-backfill compare INDICATOR... --out FILE.svg` draws, two comparisons below one another.
"""

import sys
from pathlib import Path

from desk.asking import ask_for
from desk.charts import comparison_picture
from desk.comparison import Panel, compare
from workspace import load_workspace

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "series.svg"
SHOWN = (
    ("waste-residual-per-household", ("Harrowmere District Council", "Brackenholt District Council")),
    ("calls-answered-percent", ("Quillhaven City Council",)),
)


def main() -> None:
    """Draw the picture."""
    dataset = Path(sys.argv[1] if len(sys.argv) > 1 else "dataset")
    loaded = load_workspace(ROOT / "samples" / "workspace")
    panels: list[Panel] = []
    for indicator, areas in SHOWN:
        wanted, area_of = ask_for((indicator,), areas, None, None, loaded.areas)
        panels += compare(dataset, wanted, loaded.catalogue, area_of)
    PICTURE.write_text(comparison_picture(panels), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
