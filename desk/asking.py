"""From the words of a command line to what `compare` wants, and to the file that it writes."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from desk.charts import comparison_page, comparison_picture
from desk.comparison import Panel, Wanted
from desk.comparison_table import comparison_csv
from errors import InputError
from grammar.periods import parse_period
from normalise.areas import AreaIndex
from records import Area

WRITERS: dict[str, Callable[[Sequence[Panel]], str]] = {
    ".html": comparison_page,
    ".svg": comparison_picture,
    ".csv": comparison_csv,
}


def ask_for(
    indicators: Sequence[str], areas: Sequence[str], first: str | None, last: str | None, known: Sequence[Area]
) -> tuple[Wanted, Callable[[str], str | None]]:
    """What is wanted, and how to know an area by another of its names. Raises InputError for what is no period."""
    index = AreaIndex(known)

    def area_of(text: str) -> str | None:
        found = index.canonical(text, None)
        return found.name if found.known else None

    days = _day(first, "--from", last=False), _day(last, "--to", last=True)
    return Wanted(tuple(indicators), tuple(areas), *days), area_of


def _day(text: str | None, option: str, *, last: bool) -> date | None:
    if text is None:
        return None
    period = parse_period(text)
    if period is None:
        raise InputError(f"{option}: {text!r} is no period; write one such as 2009, 2009/10 or Q3 2012/13")
    return period.end if last else period.start


def check_out(out: Path | None) -> None:
    """Find what would keep a file from being written, before the work. Raises InputError."""
    if out is None:
        return
    if out.suffix.lower() not in WRITERS:
        raise InputError(f"{out}: give it a name that ends in {', '.join(WRITERS)}")
    if not out.parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; make it, or name another file")


def write_comparison(out: Path, panels: Sequence[Panel]) -> None:
    """Write the comparison in the form that the file's name asks for. Raises InputError where it cannot be written."""
    text = WRITERS[out.suffix.lower()](panels)
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}; name another file") from error
