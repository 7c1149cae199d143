"""Where a figure comes from: its row, the lines of its paper, and the spot of the page that printed it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import DocumentError, InputError

_CONTEXT = 3
_WIDEST = 240
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from: its row, the steps that made it, and the lines of the paper around it.

    `excerpt` holds number, text and whether the line is the figure's own; it is empty where `note` says why.
    """

    figure: Row
    steps: tuple[Row, ...]
    paper: Path | None
    excerpt: tuple[tuple[int, str, bool], ...]
    note: str = ""


def find_origin(dataset: Path, observation_id: str, folders: Sequence[Path]) -> Origin:
    """The origin of the observation whose id begins so. The paper is looked for in `folders`, known by its bytes.

    Raises DatasetError where the folder is no dataset, InputError where the id names no observation or several.
    """
    from publish.reading import read_dataset

    published = read_dataset(dataset)
    found = [row for row in published.observations if row["observation_id"].startswith(observation_id)]
    exact = [row for row in found if row["observation_id"] == observation_id] or found
    if len(exact) != 1 or not observation_id:
        some = ", ".join(row["observation_id"] for row in found[:3])
        advice = (
            f"such as {some}; give more of it" if found else f"see column observation_id of {dataset}/observations.csv"
        )
        raise InputError(f"{len(found)} observations have an id that begins with {observation_id!r}, {advice}")
    figure = exact[0]
    steps = published.lineage.get(figure["observation_id"], ())
    paper, note = _find_paper(figure, _with_sources(dataset, folders))
    if paper is None:
        return Origin(figure, steps, None, (), note)
    try:
        excerpt = _excerpt(paper, figure)
    except DocumentError as error:
        return Origin(figure, steps, paper, (), f"no lines to show: {error}")
    note = "" if excerpt else "the figure stands on a page of a PDF: `--evidence FILE.png` draws it"
    return Origin(figure, steps, paper, excerpt, note)


def write_evidence(origin: Origin, out: Path) -> None:
    """Draw the spot of the page that printed the figure to `out`, a PNG.

    Raises InputError where there is nothing to draw or the file cannot be written.
    """
    from extract.pdf.evidence import picture_of

    figure = origin.figure
    if origin.paper is None:
        raise InputError(f"no picture: {origin.note}")
    if not figure["page"] or not figure["bbox"]:
        raise InputError(f"no picture: {figure['source']} is text; its line is {figure['line'] or 'not known'}")
    x0, top, x1, bottom = (float(edge) for edge in re.findall(r"-?[\d.]+", figure["bbox"])[:4])
    picture = picture_of(origin.paper.read_bytes(), int(figure["page"]), (x0, top, x1, bottom))
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}; name another file") from error


def _with_sources(dataset: Path, folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders, and those that the build read, as `run.json` remembers them."""
    try:
        run = json.loads((dataset / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return tuple(folders)
    names = run.get("sources", ()) if isinstance(run, dict) else ()
    built = [Path(str(name)) for name in names]
    return (*folders, *(path if path.is_dir() else path.parent for path in built))


def _find_paper(figure: Row, folders: Sequence[Path]) -> tuple[Path | None, str]:
    """The paper that the figure was read from: of its name, and byte for byte the same."""
    name = figure["source"]
    near = [path for path in dict.fromkeys(folder / name for folder in folders) if path.is_file()]
    same = next((path for path in near if _digest(path) == figure["document_id"]), None)
    if same is not None:
        return same, ""
    if near:
        return None, f"{near[0]} is no longer the file that the figure was read from"
    return None, f"{name} is in none of the folders looked through; name its folder with --papers"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _excerpt(paper: Path, figure: Row) -> tuple[tuple[int, str, bool], ...]:
    from extract.decoding import decode

    if not figure["line"]:
        return ()
    number = int(figure["line"])
    lines = decode(paper.read_bytes()).lines[max(0, number - 1 - _CONTEXT) : number + _CONTEXT]
    words = (figure["indicator_raw"], figure["value_raw"])
    return tuple((line.number, _cut(line.text, words), line.number == number) for line in lines)


def _cut(text: str, words: Iterable[str]) -> str:
    """The part of a long line that the first of the words stands in."""
    if len(text) <= _WIDEST:
        return text
    at = next((text.find(word) for word in words if word and word in text), 0)
    start = max(0, at - _WIDEST // 4)
    end = start + _WIDEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
