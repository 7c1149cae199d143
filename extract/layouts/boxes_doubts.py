"""What keeps a box from being read: labels that stand twice, figures that no label tells, labels without figures."""

from extract.layouts.boxes_parts import Part, Sorted
from records import Cell


def key_of(part: Part) -> tuple[str, str, str]:
    """Two figures with the same key cannot be told apart; earlier ones are told apart by the words of their labels."""
    label = part.label
    words = label.text.lower() if label.kind in ("previous", "tolerance") else ""
    return label.kind, label.when, label.area or words


def doubt_about(cells: Sorted) -> str:
    """Why a box cannot be read surely, "" if it can."""
    texts: dict[tuple[str, str, str], set[str]] = {}
    for part in (*cells.parts, *cells.figures):
        if part.label.kind not in ("text", "name", "code", "unit", "polarity"):
            texts.setdefault(key_of(part), set()).add(part.text)
    undated = [part for part in cells.figures if not part.label.when]
    if any(len(found) > 1 for found in texts.values()) or len(undated) > 1:
        return "a label stands there twice with different figures"
    if cells.figures and any(part.label.kind == "latest" and not part.label.when for part in cells.parts):
        return "a figure without a label stands beside the latest one"
    if _has_lone_headers(cells):
        return "labels stand apart from the figures"
    if cells.strange and cells.fused < 2:
        return "figures stand among words"
    return ""


def _has_lone_headers(cells: Sorted) -> bool:
    """Labels of figures behind which nothing stands, where no other label of their column has a figure beside it."""
    columns = {part.label_cell.place.column for part in cells.parts if part.label.kind != "dated"}
    return any(
        label.kind == "dated"
        or (
            label.kind in ("latest", "previous", "target", "annual_target", "comparator")
            and cell.place.column not in columns
            and not _has_value_in_row(cell, cells)
        )
        for label, cell in cells.blank
    )


def _has_value_in_row(cell: Cell, cells: Sorted) -> bool:
    """Another label of the row of this one has its figure."""
    row = cell.place.row
    return any(
        part.label_cell.place.row == row and part.label.kind != "dated" and part.cell.place.row == row
        for part in cells.parts
    )
