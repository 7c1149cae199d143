"""The sheet of facts that opens a report: whom it is for, its date, title, wards and item. None is an indicator."""

import re

from records import Grid

_LABEL = re.compile(
    r"^(?:(?:report|submitted) (?:to|of|by|from)|report(?: title| author| number)?|to|from|meeting(?: date)?|"
    r"date(?: of (?:meeting|report|decision))?|title|subject|committee|agenda (?:item|no\.?|number)|item(?: no\.?)?|"
    r"pages|wards?(?:\(s\))?(?: affected)?|(?:is this a )?key decision|exempt(?:ion)?(?: information)?|status|"
    r"(?:contact|report|lead) officer|author|portfolio(?: holder)?|(?:lead |cabinet |executive )?member|classification|"
    r"appendices|background papers)(?:\(s\))?\s*[:?]*$",
    re.IGNORECASE,
)
_LABELS = 3
"""So many labels of a report's front make a grid of labelled facts its cover sheet."""


def is_cover_sheet(grid: Grid) -> bool:
    """Labels in the first column, what they say in one other, and all but a few are labels of a report's front."""
    rows = [[cell.text for cell in row if cell.text] for row in grid.rows]
    facts = [row for row in rows if row]
    labels = [row[0] for row in facts if _LABEL.match(row[0].strip())]
    return (
        all(len(row) <= 2 for row in facts)
        and len(labels) >= _LABELS
        and len(labels) * 3 >= len(facts) * 2
        and len({label.casefold() for label in labels}) == len(labels)
    )
