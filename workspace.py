"""Where people's files are: the workspace, layered over the starters that ship with the program.

A row of the workspace takes the place of the starter's row of the same id; all other starters stay. Everything is
read strictly, as a decision that is misread or left out silently would change figures: each problem is a
WorkspaceError that names file, line and column and says what to do.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from errors import WorkspaceError
from findings import FailOn
from normalise.areas import parent_circle
from normalise.guards import GuardRule
from normalise.vocabulary import Abbreviation
from profiles import Profile, check_keys, load_profile, read_yaml, text_of, word_of
from publish.csvfile import unprotect
from records import Area, Correction, Indicator, Judgement, Observation, Polarity, Verdict

STARTERS = Path(__file__).resolve().parent / "starters"
TEMPLATES = STARTERS / "workspace"
MARKER = "kpi-backfill.yaml"
"""The file that makes a folder a workspace; it holds the settings."""

Word = TypeVar("Word", bound=str)
Entry = TypeVar("Entry")
AreaKind = Literal[
    "county", "unitary", "metropolitan", "london_borough", "district", "combined", "region", "country", "group"
]
_NOT_CORRECTABLE = frozenset(
    (
        *("observation_id", "document_id", "source", "series_id", "flags", "steps"),
        *("page", "line", "bbox", "table", "row", "column"),
        *("indicator_id", "indicator", "match_method", "match_score"),
    )
)
CORRECTABLE = tuple(field.name for field in fields(Observation) if field.name not in _NOT_CORRECTABLE)
"""Columns of `observations` that a correction may change: what a paper says, not where; matching is for judgements."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `kpi-backfill.yaml` settles for all commands. `dataset` is the folder that builds write, if given."""

    fail_on: FailOn = "error"
    dataset: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """All that people have decided, over the starters. `folder` is None where there are the starters alone.

    Judgements and corrections are in the order of their files: a later judgement takes an earlier one's place.
    """

    folder: Path | None
    catalogue: tuple[Indicator, ...]
    areas: tuple[Area, ...]
    abbreviations: tuple[Abbreviation, ...]
    guards: tuple[GuardRule, ...]
    profiles: tuple[Profile, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    settings: Settings = Settings()


# ---------------------------------------------------------------------------------------------- folders
def template_files() -> tuple[Path, ...]:
    """The files of a new workspace, relative to its folder."""
    return tuple(sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*") if path.is_file()))


def init_workspace(folder: Path) -> tuple[Path, ...]:
    """Make a workspace, or complete one; give back the files that were made. Files that exist are left as they are."""
    made = []
    try:
        if folder.is_file():
            raise WorkspaceError(f"{folder}: is a file; name a folder, which is made where there is none")
        for name in template_files():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                with target.open("xb") as file:
                    file.write((TEMPLATES / name).read_bytes())
                made.append(target)
    except OSError as error:
        where = error.filename or folder
        raise WorkspaceError(f"{where}: cannot be made ({error.strerror}); name a folder that you may write") from error
    return tuple(made)


def find_workspace(start: Path) -> Path | None:
    """The workspace that `start` lies in, None if in none."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), None)


def load_workspace(folder: Path | None) -> Workspace:
    """The workspace in `folder` over the starters, or the starters alone. Raises WorkspaceError."""
    from normalise.catalogue import load_guards

    if folder is not None and not (folder / MARKER).is_file():
        raise WorkspaceError(f"{folder}: is no workspace (it has no {MARKER}); make one with `kpi-backfill init`")
    catalogue = _layered(folder, "catalogue.csv", load_indicators, lambda entry: entry.indicator_id)
    areas = _layered(folder, "areas.csv", load_areas, lambda area: area.area_id)
    _check_areas(folder, areas)
    judgements = _optional(folder, "judgements.csv", load_judgements)
    _check_judged(folder, judgements, catalogue)
    return Workspace(
        folder=folder,
        catalogue=catalogue,
        areas=areas,
        abbreviations=_layered(folder, "abbreviations.csv", load_abbreviations, lambda entry: entry.abbreviation),
        guards=load_guards(STARTERS / "guards.csv"),
        profiles=_profiles(folder, areas),
        judgements=judgements,
        corrections=_optional(folder, "corrections.csv", load_corrections),
        settings=_settings(folder) if folder is not None else Settings(),
    )


def _layered(
    folder: Path | None, name: str, load: Callable[[Path], tuple[Entry, ...]], key: Callable[[Entry], str]
) -> tuple[Entry, ...]:
    """Starters with the workspace's rows in their places, then the workspace's new rows."""
    merged: dict[str, list[Entry]] = {}
    for layer in (load(STARTERS / name), _optional(folder, name, load)):
        rows: dict[str, list[Entry]] = {}
        for entry in layer:
            rows.setdefault(key(entry), []).append(entry)
        merged |= rows
    return tuple(entry for entries in merged.values() for entry in entries)


def _optional(folder: Path | None, name: str, load: Callable[[Path], tuple[Entry, ...]]) -> tuple[Entry, ...]:
    return load(folder / name) if folder is not None and (folder / name).exists() else ()


def _check_areas(folder: Path | None, areas: tuple[Area, ...]) -> None:
    """Areas lie in areas of the list, and none in itself by whatever way round."""
    known = {area.area_id for area in areas}
    for area in areas:
        for column, name in (("parent", area.parent), *(("successors", name) for name in area.successors)):
            if name and name not in known:
                raise WorkspaceError(
                    f"{folder}/areas.csv, {area.area_id}, column {column}: {name!r} is no area_id; correct or add it"
                )
    if circle := parent_circle(areas):
        way = " in ".join((*circle, circle[0]))
        raise WorkspaceError(f"{folder}/areas.csv, column parent: a circle ({way}); correct one of them")


def _check_judged(folder: Path | None, judgements: Iterable[Judgement], catalogue: Iterable[Indicator]) -> None:
    known = {entry.indicator_id for entry in catalogue}
    for judgement in judgements:
        name = judgement.indicator_id
        if name and not name.startswith("~") and name not in known:
            raise WorkspaceError(
                f"{folder}/{judgement.origin}, column indicator_id: {name!r} is not in the catalogue; add it to "
                "catalogue.csv, or correct the id"
            )


def _profiles(folder: Path | None, areas: tuple[Area, ...]) -> tuple[Profile, ...]:
    found: dict[str, Profile] = {}
    for layer in (STARTERS, folder):
        named: dict[str, Path] = {}
        for path in _profile_files(layer / "profiles") if layer is not None else ():
            profile = load_profile(path)
            if profile is None:
                continue
            if profile.name in named:
                raise WorkspaceError(f"{path}: name: {profile.name!r} is the name of {named[profile.name]} too")
            named[profile.name] = path
            found[profile.name] = replace(profile, organisation=_area_id(profile.organisation, areas, path))
    return tuple(found[name] for name in sorted(found))


def _profile_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in (".yaml", ".yml"):
            yield path
        elif not path.name.startswith((".", "README")):
            raise WorkspaceError(f"{path}: is no profile; give it a name that ends in .yaml, or move it elsewhere")


def _area_id(name: str, areas: tuple[Area, ...], path: Path) -> str:
    """The id of the area that a profile names by id, name or short name."""
    if not name or any(area.area_id == name for area in areas):
        return name
    folded = name.casefold()
    full = [area.area_id for area in areas if area.name.casefold() == folded]
    short = [area.area_id for area in areas if folded in map(str.casefold, area.short_names)]
    ids = full or short
    if len(ids) != 1:
        advice = f"write one of {', '.join(ids)}" if ids else "write the area_id of an area, or add it to areas.csv"
        raise WorkspaceError(f"{path}: organisation: {name!r} names {len(ids)} areas; {advice}")
    return ids[0]


def _settings(folder: Path) -> Settings:
    source = read_yaml(folder / MARKER)
    check_keys(source, ("version", "fail_on", "dataset"))
    if source.values.get("version", 1) != 1:
        raise source.error(("version",), "is not 1; the workspace was made by another version of the program")
    dataset = text_of(source, "dataset")
    return Settings(
        fail_on=word_of(source, "fail_on", get_args(FailOn)) or Settings().fail_on,
        dataset=folder / dataset if dataset else None,
    )


# ---------------------------------------------------------------------------------------------- what the files hold
def load_indicators(path: Path, other_columns: bool = False) -> tuple[Indicator, ...]:
    """The entries of a catalogue, which may have columns of its own with `other_columns`. Raises WorkspaceError."""
    optional = ("unit", "polarity", "description", "frameworks", "aliases", "definition_breaks", "source")
    return tuple(
        Indicator(
            indicator_id=row.indicator_id(),
            name=row.filled("name"),
            unit=row.text("unit"),
            polarity=row.word("polarity", get_args(Polarity)) if row.text("polarity") else None,
            description=row.text("description"),
            frameworks=row.parts("frameworks", ";"),
            aliases=row.parts("aliases", "|"),
            definition_breaks=row.parts("definition_breaks", ";"),
            source=row.text("source"),
        )
        for row in _unique(_rows(path, ("indicator_id", "name"), optional, other_columns), "indicator_id")
    )


def load_areas(path: Path) -> tuple[Area, ...]:
    """The entries of a list of areas. Raises WorkspaceError."""
    optional = ("gss", "short_names", "domains", "parent", "from", "to", "successors", "source", "note")
    return tuple(
        Area(
            area_id=row.filled("area_id"),
            name=row.filled("name"),
            gss=row.text("gss"),
            kind=row.word("kind", get_args(AreaKind)),
            short_names=row.parts("short_names", ";"),
            domains=row.parts("domains", ";"),
            parent=row.text("parent"),
            valid_from=row.day("from") if row.text("from") else None,
            valid_to=row.day("to") if row.text("to") else None,
            successors=row.parts("successors", ";"),
            source=row.text("source"),
            note=row.text("note"),
        )
        for row in _unique(_rows(path, ("area_id", "name", "kind"), optional), "area_id")
    )


def load_abbreviations(path: Path) -> tuple[Abbreviation, ...]:
    """Short forms and what they stand for, one entry for each of the meanings that `;` parts. Raises WorkspaceError."""
    return tuple(
        Abbreviation(row.filled("abbreviation"), meaning, row.text("note"))
        for row in _unique(_rows(path, ("abbreviation", "expansion"), ("note",)), "abbreviation")
        if row.filled("expansion")
        for meaning in row.parts("expansion", ";")
    )


def load_judgements(path: Path) -> tuple[Judgement, ...]:
    """The ledger of judgements, in its order. Raises WorkspaceError."""
    needed = ("when", "who", "raw_name", "organisation", "indicator_id", "judgement", "why")
    return tuple(_judgement(row) for row in _rows(path, needed))


def _judgement(row: "_Row") -> Judgement:
    verdict = row.word("judgement", get_args(Verdict))
    return Judgement(
        when=row.day("when"),
        who=row.filled("who"),
        raw_name=row.filled("raw_name"),
        organisation=row.text("organisation"),
        indicator_id=row.text("indicator_id") if verdict == "unsure" else row.filled("indicator_id"),
        judgement=verdict,
        why=row.text("why"),
        origin=row.origin,
    )


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections, in their order. Raises WorkspaceError."""
    needed = ("when", "who", "source", "line", "indicator_raw", "field", "from", "to", "why")
    return tuple(_correction(row) for row in _rows(path, needed, ("observation_id", "printed")))


def _correction(row: "_Row") -> Correction:
    if row.text("from") == row.text("to"):
        raise row.error("to", "says the same as `from`; a correction must change something")
    return Correction(
        when=row.day("when"),
        who=row.filled("who"),
        source=row.filled("source"),
        line=row.number("line") if row.text("line") else None,
        indicator_raw=row.filled("indicator_raw"),
        field=row.word("field", CORRECTABLE),
        old=row.text("from"),
        new=_new_value(row),
        why=row.filled("why"),
        origin=row.origin,
        observation_id=row.text("observation_id"),
        printed=row.text("printed"),
    )


def _new_value(row: "_Row") -> str:
    """The corrected value, once it is sure that its field can hold it; dates as ISO."""
    hint = get_type_hints(Observation)[row.text("field")]
    kinds = get_args(hint) if isinstance(hint, UnionType) or get_origin(hint) is Union else (hint,)
    words = next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())
    if not row.text("to") and (NoneType in kinds or not words):
        return ""
    if words:
        return str(row.word("to", words))
    if date in kinds:
        return row.day("to").isoformat()
    if (Decimal in kinds or float in kinds) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row.text("to")):
        raise row.error("to", f"is {row.text('to')!r}, must be a plain number such as 10054000 or 81.41, or empty")
    return row.text("to")


# ---------------------------------------------------------------------------------------------- reading CSV
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_UK_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")  # what spreadsheets make of a date in this country


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a CSV file: trimmed cells by column, and the line that it begins on."""

    path: Path
    line: int
    cells: dict[str, str]

    @property
    def origin(self) -> str:
        return f"{self.path.name}, line {self.line}"

    def error(self, column: str, message: str) -> WorkspaceError:
        return WorkspaceError(f"{self.path}, line {self.line}, column {column}: {message}")

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def filled(self, column: str) -> str:
        if not self.text(column):
            raise self.error(column, "is empty; fill it in, or take the row out")
        return self.text(column)

    def parts(self, column: str, separator: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(column).split(separator) if part.strip())

    def word(self, column: str, known: tuple[Word, ...]) -> Word:
        word = next((word for word in known if word == self.text(column)), None)
        if word is None:
            raise self.error(column, f"is {self.text(column)!r}, must be one of {', '.join(known)}")
        return word

    def day(self, column: str) -> date:
        text = self.text(column)
        iso, written = _ISO_DAY.fullmatch(text), _UK_DAY.fullmatch(text)
        parts = iso.groups() if iso else tuple(reversed(written.groups())) if written else ()
        try:
            year, month, day = map(int, parts)
            return date(year, month, day)
        except ValueError as error:
            raise self.error(column, f"is {text!r}, must be a date such as 2024-03-31 or 31/03/2024") from error

    def number(self, column: str) -> int:
        if not re.fullmatch(r"[1-9][0-9]{0,8}", self.text(column)):
            raise self.error(column, f"is {self.text(column)!r}, must be a whole number from 1, or empty")
        return int(self.text(column))

    def indicator_id(self) -> str:
        name = self.filled("indicator_id")
        if set(name) & set(";|") or name.startswith("~"):
            raise self.error("indicator_id", f"is {name!r}; `~`, `;` and `|` are kept for the program")
        return name


def _unique(rows: Iterable[_Row], column: str) -> Iterator[_Row]:
    seen: dict[str, int] = {}
    for row in rows:
        name = row.text(column)
        if name in seen:
            raise row.error(column, f"{name!r} stands on line {seen[name]} already; keep one of the two rows")
        seen[name] = row.line
        yield row


def _rows(
    path: Path, needed: tuple[str, ...], optional: tuple[str, ...] = (), other_columns: bool = False
) -> Iterator[_Row]:
    """The rows of a CSV file as people and spreadsheets save them: `,`, `;` or tab, a byte order mark, any newline.

    Lines that begin with `#` are comments; empty rows are left out.
    """
    text = _read(path)
    delimiter = _delimiter(text, {*needed, *optional})
    records = _records(path, text, delimiter)
    line, header = next(records, (1, []))
    while header and not header[-1]:
        header.pop()  # spreadsheets make all rows as long as the longest comment
    _check_header(path, line, header, needed, (*optional, *header) if other_columns else optional)
    for line, cells in records:
        if not any(cells):
            continue
        if len(cells) < len(header) or any(cells[len(header) :]):
            raise WorkspaceError(
                f"{path}, line {line}, column {header[min(len(cells), len(header)) - 1]}: the row has {len(cells)} "
                f"cells and the header {len(header)}; {_advice(cells, header, delimiter)}"
            )
        yield _Row(path, line, dict(zip(header, cells, strict=False)))


def _advice(cells: list[str], header: list[str], delimiter: str) -> str:
    """What to do about a row of the wrong length: some spreadsheets part cells by `;` in a file that has `,`."""
    for mark in set(",;\t") - {delimiter}:
        if delimiter.join(cells).count(mark) >= len(header) - 1 > len(cells) - 1:
            names = {",": "commas", ";": "semicolons", "\t": "tabs"}
            return f"its cells are parted by {names[mark]}, those of the header by {names[delimiter]}: use one of them"
    return f"quote cells that hold a `{delimiter}`, and keep empty cells"


def csv_shape(path: Path) -> tuple[str, tuple[str, ...]]:
    """What parts the cells of a CSV file of the workspace, and the names of its columns. Raises WorkspaceError."""
    text = _read(path)
    with (TEMPLATES / path.name).open(encoding="utf-8") as template:
        known = {name.strip() for name in next(template).split(",")}
    delimiter = _delimiter(text, known)
    return delimiter, tuple(next(_records(path, text, delimiter), (1, []))[1])


def _delimiter(text: str, known: set[str]) -> str:
    """What parts the header into the most known names."""
    first = next(_Lines(text), "")
    return max(
        ",;\t", key=lambda mark: len(known & {cell.strip() for cell in next(csv.reader([first], delimiter=mark), [])})
    )


def _check_header(path: Path, line: int, header: list[str], needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for number, name in enumerate(header):
        if name not in (*needed, *optional):
            known = ", ".join((*needed, *optional))
            raise WorkspaceError(f"{path}, line {line}, column {name or number + 1}: no such column; there are {known}")
        if name in header[:number]:
            raise WorkspaceError(f"{path}, line {line}, column {name}: stands twice in the header; keep one of them")
    missing = ", ".join(name for name in needed if name not in header)
    if missing:
        raise WorkspaceError(f"{path}, line {line}, column {missing}: is missing from the header; add it there")


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = f"line {before.count(10) + 1}, character {len(before) - before.rfind(10)}"
        raise WorkspaceError(f"{path}, {place}: not UTF-8; save the file as `CSV UTF-8`") from error


class _Lines(Iterator[str]):
    """Lines of a CSV text without comments and empty lines; a `#` inside a quoted cell of several lines begins none."""

    def __init__(self, text: str) -> None:
        self._lines = enumerate(io.StringIO(text, newline=""), start=1)
        self.between_records = True
        self.first = 1

    def __next__(self) -> str:
        for number, line in self._lines:
            if not self.between_records:
                return line
            if line.strip() and not line.lstrip(' \t"').startswith("#"):
                self.between_records, self.first = False, number
                return line
        raise StopIteration


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Trimmed cells of each record, with the line that it begins on."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            # what people copy from the dataset bears the marks of its CSV files
            yield lines.first, [unprotect(cell.strip()) for cell in cells]
            lines.between_records = True
    except csv.Error as error:
        raise WorkspaceError(f"{path}, line {lines.first}: not readable as CSV ({error}); check its quotes") from error
