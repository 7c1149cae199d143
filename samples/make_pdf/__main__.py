"""Makes the sample PDFs and their truth."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from samples.make_pdf.truth import write

SAMPLES = Path(__file__).resolve().parent.parent
NAMES = (
    "ruled", "borderless", "glyphs", "shapes", "icons", "kpi_blocks", "turned", "charts", "over_pages", "pack", "scan",
    "layouts",
)  # fmt: skip


def main() -> None:
    """Make the papers named on the command line, or all."""
    wanted = sys.argv[1:] or list(NAMES)
    for name in wanted:
        if name not in NAMES:
            sys.exit(f"no sample is called {name}; there are: {', '.join(NAMES)}")
        make: Callable[[Path], list[dict[str, str]]] = import_module(f"samples.make_pdf.{name}").make
        path = SAMPLES / "papers" / "pdf" / f"{name}.pdf"
        rows = make(path)
        write(SAMPLES / "truth" / "pdf" / f"{name}.csv", rows)
        print(f"{path.name}: {path.stat().st_size // 1024} kB, {len(rows)} rows of truth")


if __name__ == "__main__":
    main()
