"""Scorecards: a name and one mark per row, under section headings, without a header row."""

from extract.context import Context
from extract.layouts.key_words import is_label_word, is_meaning
from extract.sink import Sink
from extract.vocabulary import FOOTNOTE, label_of
from grammar.accumulation import accumulation_of
from records import Cell, Grid, Kind, Mark, Statement, Step

_NO_MARK = frozenset({"-", "–", "—"})
_PROJECT_GROUPS = frozenset({"actions", "projects", "programmes", "milestones", "key actions", "initiatives"})


def is_scorecard(grid: Grid, elsewhere: bool = False) -> bool:
    """Rows of a name and a mark (or a dash). A grid of dashes alone counts only beside real scorecards."""
    rows = [_filled(row) for row in grid.rows]
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < 2 or any(len(row) > 2 for row in rows):
        return False
    good = [row for row in pairs if _is_mark(row[1]) and len(row[0].text) > 3 and not row[0].marks]
    real = [row for row in good if row[1].marks]
    worded = [row for row in pairs if is_meaning(row[0].text)]
    if len(worded) * 3 >= len(pairs):
        return False  # a key: the names are meanings
    if any(label_of(row[0].text) or is_label_word(row[0].text) for row in pairs):
        return False  # the labels of one indicator: `Status`, `Direction`
    return len(good) == len(pairs) and (len(real) >= 1 or elsewhere) and not _is_key(grid)


def _is_key(grid: Grid) -> bool:
    first = _filled(grid.rows[0])
    return bool(first) and first[0].text.strip().lower().startswith(("key", "legend"))


def _filled(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if cell.text]


def _is_mark(cell: Cell) -> bool:
    return bool(cell.marks) or cell.text in _NO_MARK


def read_scorecard(grid: Grid, context: Context, sink: Sink) -> str:
    """Write a statement for each row. Returns the section the scorecard set, for what follows."""
    section, kind = context.section, _kind("")
    for index, row in enumerate(grid.rows):
        cells = _filled(row)
        if len(cells) == 1:
            text = cells[0].text
            if text.strip().lower() in _PROJECT_GROUPS or cells[0].bold:
                kind = _kind(text)
            elif FOOTNOTE.match(text) and index:
                sink.claim(cells[0], "legend", "footnote")
                continue
            else:
                section = text
            sink.claim(cells[0], "context", "group heading")
        elif len(cells) == 2:
            _write(cells[0], cells[1], section, kind, context, sink)
    return section


def _kind(group: str) -> Kind:
    return "project" if group.strip().lower() in _PROJECT_GROUPS else "measure"


def _write(name: Cell, mark: Cell, section: str, kind: Kind, context: Context, sink: Sink) -> None:
    rating: Mark | None = next((m for m in mark.marks if m.rag), None)
    arrow: Mark | None = next((m for m in mark.marks if m.arrow), None)
    sense = context.legend.arrow_sense or None
    if not mark.marks:  # a dash: neither value, rating nor arrow is printed
        sink.claim(name, "context", "no mark is printed for it")
        sink.claim(mark, "context", "no mark")
        sink.find("name_without_mark", "a name beside which no mark is printed", name.place, name.text, "info")
        return
    sink.claim(name, "observation")
    sink.claim(mark, "observation")
    sink.statements.append(
        Statement(
            kind=kind,
            indicator=name.text,
            section=section,
            place=mark.place,
            reader="scorecard",
            period_basis="report",
            accumulation=accumulation_of(name.text),
            rating=rating,
            rag_scope="overall" if rating and kind == "project" else "period" if rating else None,
            arrow=arrow,
            arrow_sense=sense if arrow else None,  # type: ignore[arg-type]
            steps=(
                Step("extract", "indicator", "row name", name.text, name.place),
                Step("extract", "arrow" if arrow else "rag", "mark of the row", mark.text, mark.place),
            ),
        )
    )
