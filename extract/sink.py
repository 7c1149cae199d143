"""What the readers fill while they read one paper: statements, and the account of every cell and marked line.

The sink is the only mutable thing of a reading; it is turned into a frozen PaperReading at the end.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from extract.roles import is_project_header, role_of
from records import (
    Cell,
    Finding,
    Flag,
    Grid,
    LegendEntry,
    Line,
    Place,
    Statement,
    SummaryStatement,
    TargetStatement,
    Use,
    UseKind,
)

_RANK: dict[UseKind, int] = {
    "observation": 9,
    "target": 8,
    "summary": 7,
    "legend": 6,
    "header": 5,
    "context": 4,
    "repeat": 3,
    "commentary": 2,
    "not_indicators": 1,
    "unread": 0,
}


@dataclass(slots=True)
class Sink:
    """Collects what one paper says."""

    statements: list[Statement] = field(default_factory=list)
    targets: list[TargetStatement] = field(default_factory=list)
    summaries: list[SummaryStatement] = field(default_factory=list)
    legends: list[LegendEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    prose_figures: int = 0
    _uses: dict[Place, Use] = field(default_factory=dict)

    def claim(self, cell: Cell | Line, kind: UseKind, reason: str = "") -> None:
        """Say where a cell or line ended up; the weightiest use stands."""
        if not cell.text and not getattr(cell, "nested", ()):
            return
        known = self._uses.get(cell.place)
        if known is None or _RANK[kind] > _RANK[known.kind]:
            self._uses[cell.place] = Use(cell.place, cell.text, kind, reason)

    def claimed(self, cell: Cell | Line) -> bool:
        """Whether the cell or line already ended up somewhere."""
        return cell.place in self._uses

    def find(self, code: str, message: str, place: Place, text: str = "", severity: str = "warning") -> None:
        """Report something about the data."""
        level = severity if severity in ("info", "warning", "error") else "warning"
        self.findings.append(Finding("extract", code, level, message, place=place, text=text[:300]))  # type: ignore[arg-type]

    def drop_nameless(self, own: Iterable[str] = ()) -> None:
        """Take back what has no name: of what a figure is must be known. Each figure becomes a finding instead.

        The names of the paper's own council and its title (`own`) name no indicator: such a row says whose figures
        stand in it, such a table that its own title was not found.

        A rating whose title the paper lost stays where its reader says so (`indicator:title_lost`): it is no figure.
        """
        owners = {name.casefold() for name in own}
        nameless = [s for s in self.statements if _without_name(s) or s.indicator.casefold() in owners]
        targets = [t for t in self.targets if _is_nameless(t.indicator) or t.indicator.casefold() in owners]
        gone = {id(item) for item in (*nameless, *targets)}
        self.statements = [s for s in self.statements if id(s) not in gone]
        self.targets = [t for t in self.targets if id(t) not in gone]
        kept = {s.place for s in self.statements} | {t.place for t in self.targets}
        found: dict[Place, str] = {}
        for statement in nameless:
            found.setdefault(statement.place, statement.value or statement.target or _marks_of(statement))
        for target in targets:
            found.setdefault(target.place, target.target)
        for place, text in found.items():
            self.find("figures_without_name", "a figure, target or rating without an indicator's name", place, text)
            if place in self._uses and place not in kept:
                self._uses[place] = Use(place, self._uses[place].text, "unread", "no name of an indicator")

    def close_grid(self, grid: Grid, reason: str) -> None:
        """List every cell of the grid that no reader understood, one finding a cell."""
        lost: set[tuple[int | None, int | None]] = set()
        for row in grid.rows:
            for cell in row:
                if (cell.text or cell.nested) and not self.claimed(cell):
                    self._uses[cell.place] = Use(cell.place, cell.text, "unread", reason)
                    self.find("unread_cell", reason, cell.place, cell.text)
                    if any(character.isdigit() for character in cell.text):
                        lost.add((cell.place.table, cell.place.row))
        self._doubt_empty(lost)

    def _doubt_empty(self, rows: Collection[tuple[int | None, int | None]]) -> None:
        """An empty value says "not printed": not so where its row prints a figure that nobody could read."""
        if not rows:
            return
        for number, said in enumerate(self.statements):
            is_empty = said.kind == "measure" and not said.value and not any(f.field == "value" for f in said.flags)
            if is_empty and (said.place.table, said.place.row) in rows:
                self.statements[number] = replace(said, flags=(*said.flags, Flag("value", "not_read")))

    def leave_grid(self, grid: Grid, reason: str) -> None:
        """List a whole grid as no table of indicators, with one finding for all its cells."""
        cells = [cell for row in grid.rows for cell in row if (cell.text or cell.nested) and not self.claimed(cell)]
        for cell in cells:
            self._uses[cell.place] = Use(cell.place, cell.text, "not_indicators", reason)
        if cells:
            marked = any(m.arrow or m.rag != "not_rated" for cell in cells for m in cell.marks)
            first = " | ".join(cell.text for cell in cells[:4])
            self.find(
                "table_with_marks_not_read" if marked else "table_not_read",
                f"{reason} ({len(cells)} cells)",
                cells[0].place,
                first,
                "warning" if marked or _heads_indicators(grid) else "info",
            )

    @property
    def uses(self) -> tuple[Use, ...]:
        """The account so far, in the order of the paper."""
        return tuple(self._uses.values())


def _heads_indicators(grid: Grid) -> bool:
    """A head of indicators over figures: what was not read here is missed."""
    heads = [cell.text for row in grid.rows[:2] for cell in row if cell.text]
    named = any(role_of(text) == "name" and not is_project_header(text) for text in heads)
    below = (cell.text for row in grid.rows[1:] for cell in row[1:])
    return named and any(character.isdigit() for text in below for character in text)


def _is_nameless(name: str) -> bool:
    """No letter stands in the name: blank, or figures and signs alone."""
    return not any(character.isalpha() for character in name)


def _without_name(statement: Statement) -> bool:
    lost = not statement.value and any(flag.field == "indicator" for flag in statement.flags)
    return _is_nameless(statement.indicator) and not lost


def _marks_of(statement: Statement) -> str:
    return " ".join(mark.raw for mark in (statement.rating, statement.arrow) if mark is not None)
