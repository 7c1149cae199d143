"""Running heads and feet: lines at the edge of a page that come again on others, page numbers aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.lines import TextLine

_EDGE = 0.09
"""Heads and feet stand within this part of the page's height from its edges."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The wordings of heads and feet that are printed on more than one page, each with the page that shows it first."""

    first: dict[tuple[str, bool], int]

    @classmethod
    def of(cls, pages: Sequence[tuple[int, float, Sequence[TextLine]]]) -> "Furniture":
        """Find them; `pages` are the number, the height and the lines of each page, in order."""
        seen: dict[tuple[str, bool], list[int]] = {}
        for number, height, lines in pages:
            for line in lines:
                if at_edge(line, height):
                    seen.setdefault(_wording(line, height), []).append(number)
        return cls({wording: numbers[0] for wording, numbers in seen.items() if len(set(numbers)) > 1})

    def repeats(self, line: TextLine, height: float, number: int) -> bool:
        """Whether the line is a running head or foot that an earlier page has shown already, or a bare page number."""
        if not at_edge(line, height):
            return False
        text, _ = wording = _wording(line, height)
        if text in ("#", "page #", "page # of #", "# of #", "- # -"):
            return True
        return wording in self.first and self.first[wording] < number


def at_edge(line: TextLine, height: float) -> bool:
    """Whether the line stands in the top or bottom margin."""
    return line.box[3] < height * _EDGE or line.box[1] > height * (1 - _EDGE)


def _wording(line: TextLine, height: float) -> tuple[str, bool]:
    return re.sub(r"\d+", "#", line.text.lower()).strip(), line.box[1] < height / 2
