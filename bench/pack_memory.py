"""Peak memory of a build of a 2,000-page agenda pack beside that of a 20-page paper: it must not grow with the pages.

    python -m bench.pack_memory [--all-pages]

Each build is a process of its own; the peak is the kernel's count of resident pages. Ends with 1 where the pack takes
more than 100 MB above the paper. With `--all-pages` both are read without leaving pages out.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.peers import Run, build_command, made, measured

LIMIT = 100.0
"""Megabytes by which the pack may exceed the paper."""


def peak(kind: str, folder: Path, more: list[str]) -> Run:
    """Build one paper and print its figures. Ends the program where the build fails."""
    run = measured([*build_command(made(kind, folder), folder / f"{kind}_dataset"), *more])
    if run.failure:
        raise SystemExit(f"{kind}: the build {run.failure}")
    print(f"{kind:10}{run.megabytes:9.0f} MB{run.cpu:9.1f} CPU s{run.wall:9.1f} s", flush=True)
    return run


def main() -> int:
    """Print both peaks and what lies between them."""
    parser = argparse.ArgumentParser(description="Memory of a long paper beside a short one.")
    parser.add_argument("--all-pages", action="store_true", help="read every page of both")
    options = parser.parse_args()
    more = ["--all-pages"] if options.all_pages else []
    with tempfile.TemporaryDirectory() as name:
        short, long = (peak(kind, Path(name), more) for kind in ("paper20", "pack2000"))
    growth = long.megabytes - short.megabytes
    print(f"growth{growth:13.0f} MB, at most {LIMIT:.0f}")
    return 1 if growth > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
