"""What stands around a table or line and gives it meaning: headings, titles, ratings above, legend, report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.areas import AreaFinder
from extract.roles import Role
from records import Cell, LegendEntry, Line, Mark, Period


@dataclass(frozen=True, slots=True)
class Legend:
    """What the paper says its marks mean. `arrow_sense` is "ambiguous" where it gives arrows two meanings."""

    entries: tuple[LegendEntry, ...] = ()
    profile_sense: str = ""

    @property
    def arrow_sense(self) -> str:
        """ "performance", "value", "ambiguous" or "" where no legend explains arrows."""
        if self.profile_sense:
            return self.profile_sense
        senses = {entry.sense for entry in self.entries if entry.subject == "arrow" and entry.sense}
        if len(senses) > 1:
            return "ambiguous"
        return next(iter(senses), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Frozen surroundings of one element; readers get it and never change it."""

    finder: AreaFinder
    report: Period | None = None
    legend: Legend = field(default_factory=Legend)
    section: str = ""
    title: str = ""
    title_cell: Line | Cell | None = None
    code: str = ""
    polarity: str = ""
    overall: Mark | None = None
    overall_cell: Line | Cell | None = None
    group_rating: Mark | None = None
    description: str = ""
    block_target: str = ""
    scorecards: bool = False
    heading_period: str = ""
    heading_doubt: bool = False
    header_words: Mapping[str, Role] = field(default_factory=dict)

    @property
    def titled(self) -> bool:
        """Inside a block that has a title of its own and a rating beside it."""
        return bool(self.title) and self.overall is not None
