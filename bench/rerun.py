"""What a build costs where most is as it was: nothing new, one paper more, one alias more.

    python -m bench.rerun [--councils 80] [--papers 25]

The archive is that of `bench.archives`; each build is a process of its own. Shares are of the first build, by the
clock and by the processor.
"""

import argparse
import tempfile
from pathlib import Path

from bench.archives import make_archive
from bench.builds import Taken, take
from workspace import STARTERS, init_workspace


def main() -> None:
    """Print a row for each build."""
    parser = argparse.ArgumentParser(description="Time of builds in which little is new.")
    parser.add_argument("--councils", type=int, default=80)
    parser.add_argument("--papers", type=int, default=25, help="of each council")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        here, papers, work = Path(name), Path(name) / "papers", Path(name) / "work"
        made = make_archive(papers, options.councils, options.papers)
        init_workspace(work)
        full = take(papers, here, "--workspace", str(work))
        print(f"{len(made)} papers", flush=True)
        _print("all new", full, full)
        _print("nothing new", take(papers, here, "--workspace", str(work)), full)
        make_archive(papers, 1, 1, first=options.papers)
        _print("one paper more", take(papers, here, "--workspace", str(work)), full)
        _add_alias(work)
        _print("one alias more", take(papers, here, "--workspace", str(work)), full)


def _add_alias(work: Path) -> None:
    """The first entry of the starters again, with one more name."""
    header, first, *_ = (STARTERS / "catalogue.csv").read_text(encoding="utf-8").splitlines()[:2]
    cells = first.split(",")
    place = header.split(",").index("aliases")
    cells[place] = "|".join(filter(None, (cells[place], "Cars left behind that were taken away")))
    (work / "catalogue.csv").write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8", newline="\n")


def _print(what: str, taken: Taken, full: Taken) -> None:
    shares = f"{taken.wall / full.wall:8.1%} {taken.processor / full.processor:8.1%}"
    print(
        f"{what:15} {taken.wall:8.2f} s {taken.processor:8.2f} s processor {shares} {taken.memory:6.0f} MB", flush=True
    )


if __name__ == "__main__":
    main()
