"""One paper from top to bottom: the context that headings, titles, ratings and cards give to what follows.

The order of the readers below is the order of certainty: what can only be one thing is taken first.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.areas import AreaFinder
from extract.context import Context, Legend
from extract.grids import same_edges
from extract.head_lines import is_cover
from extract.head_parts import worded_part
from extract.layouts import collapsed, lines
from extract.layouts.block import goes_with, is_block, read_block
from extract.layouts.boxes import is_box, read_box
from extract.layouts.boxes_frames import with_boxes
from extract.layouts.boxes_left import is_labels_alone, leave_labels
from extract.layouts.boxes_rating import rate_title
from extract.layouts.cards import is_card, is_status, read_card, read_status
from extract.layouts.chart import is_chart, read_chart
from extract.layouts.crosswise import read_crosswise
from extract.layouts.key_words import drop_label_words, is_meaning
from extract.layouts.labelled import is_labelled_figure, labelled_line, labelled_value
from extract.layouts.legends import inline_legend, is_legend, read_legend, read_legend_line
from extract.layouts.matrix import is_matrix, read_matrix
from extract.layouts.scorecard import is_scorecard, read_scorecard
from extract.layouts.scorecard_periods import is_period_scorecard, read_period_scorecard
from extract.layouts.sentences import count_figures
from extract.layouts.summary import read_phrase_counts, read_summary
from extract.layouts.table import Carried, begins_anew, fits, read_table
from extract.layouts.ticks import is_check_list, why_no_rating
from extract.roles import role_of
from extract.sink import Sink
from extract.vocabulary import COMMENTARY_TITLE, FOOTNOTE, LEGEND_TITLE, PAGE_FURNITURE, label_of, split_label
from grammar.arrows import find_arrows, parse_arrow_word
from grammar.codes import split_code
from grammar.periods import find_periods, parse_label, parse_period
from grammar.ratings import parse_rating
from profiles import Profile
from records import Cell, Element, Grid, Layout, Line, Mark, Period, ReportHead

_SECTION = re.compile(
    r"^(aim|priority|objective|outcome|theme|section|goal|ambition|part|appendix|chapter)\b[^.]{0,70}[:–-]",
    re.IGNORECASE,
)
_STATUS_LINE = re.compile(r"^(?:overall )?(?:status|rag(?: status| rating)?|rating)\s*:\s*(\w+)$", re.IGNORECASE)
_NOT_OF_TABLE = re.compile(
    r"\b(plan|strategy|budget|programme|framework|targets?|agenda|meeting|priorit(?:y|ies)|objectives?|next)\b", re.I
)
_OTHER_PERIOD = re.compile(
    r"\b(?:compared (?:to|with)|since|from|than|against|after|before|until|by|versus|vs\.?)\W*$", re.I
)
_BULLET = re.compile(r"^[-•*·–o]\s+")
_MAX_SECTION = 120
_PAGE_NUMBER = re.compile(r"\s*[|–—-]?\s*(?:page )?\d{1,3}(?: of \d{1,3})?$", re.IGNORECASE)


class PaperReader:
    """Walks the elements of a layout once (after one look for legends) and fills a sink."""

    def __init__(self, layout: Layout, head: ReportHead, finder: AreaFinder, profile: Profile | None) -> None:
        self.head = _with_profile(head, profile)
        self._elements = with_boxes(layout.elements, Context(finder=finder, report=self.head.period))
        self._sink = Sink()
        self._finder = finder
        self._profile = profile
        self._legend = Legend()
        self._section = ""
        self._group_rating: Mark | None = None
        self._card: Context | None = None
        self._open: Context | None = None
        self._scorecards = False
        self._last: tuple[str, int] = ("", 0)
        self._told: dict[str, str] = {}
        self._told_line: Line | None = None
        self._carried: Carried | None = None
        texts = Counter(_unnumbered(e.text) for e in layout.elements if isinstance(e, Line) and len(e.text) > 6)
        self._repeated = frozenset(text for text, times in texts.items() if times > 1)
        self._carried_at = 0

    def run(self) -> Sink:
        """Read the paper."""
        self._look_for_legends()
        index = 0
        while index < len(self._elements):
            element = self._elements[index]
            if isinstance(element, Grid):
                if is_chart(element):
                    read_chart(element, self._context(), self._sink)
                else:
                    self._grid(element, index)
                index += 1
            else:
                index += self._line(element, index)
        self._close_project("")
        drop_label_words(self._sink)
        return self._sink

    # ------------------------------------------------------------------ context
    @property
    def _report(self) -> Period | None:
        return self.head.period

    def _context(self) -> Context:
        base = Context(
            finder=self._finder,
            report=self._report,
            legend=self._legend,
            section=self._section,
            group_rating=self._group_rating,
            header_words=self._profile.header_roles if self._profile else {},
            scorecards=self._scorecards,
        )
        if self._open is not None:
            return replace(
                base,
                title=self._open.title,
                title_cell=self._open.title_cell,
                overall=self._open.overall,
                overall_cell=self._open.overall_cell,
            )
        if self._card is not None:
            return replace(
                base,
                title=self._card.title,
                title_cell=self._card.title_cell,
                code=self._card.code,
                polarity=self._card.polarity,
            )
        return base

    def _look_for_legends(self) -> None:
        """Legends explain marks before and after them; scorecards of dashes need a real one elsewhere."""
        heading = ""
        inside = False
        for element in self._elements:
            if isinstance(element, Line):
                if LEGEND_TITLE.match(element.text):
                    heading, inside = element.text, True
                elif is_heading(element) and not element.marks:
                    heading, inside = "", False
                if not read_legend_line(element, inside, self._sink):
                    inline_legend(element, self._sink)
            else:
                if is_legend(element, heading) and not is_chart(element):
                    read_legend(element, heading, self._sink)
                elif is_scorecard(element):
                    self._scorecards = True
                heading = ""
        sense = self._profile.arrow_sense if self._profile else ""
        entries = tuple(self._sink.legends)
        self._legend = Legend(entries, sense or "")

    # ------------------------------------------------------------------ lines
    def _line(self, line: Line, index: int) -> int:
        """Read a line; returns how many elements were used up."""
        if self._sink.claimed(line):
            return 1
        following = self._lines_from(index)
        used = self._flattened(following)
        if used:
            return used
        rating = lines.lone_rating(line)
        if rating is not None and (doubt := why_no_rating(line, self._legend)):
            self._close_project("")
            self._sink.claim(line, "unread", doubt)
            self._sink.find("mark_outside_table", doubt, line.place, line.text)
            return 1
        if rating is not None:
            self._rating_line(line, rating, index)
            return 1
        if self._open is not None:
            used = lines.paragraph_block(following, self._open, self._sink)
            if used:
                self._open = None
                return used
            if split_label(line.text)[0]:
                self._sink.claim(line, "commentary", "text of the block")
                return 1
            if not self._is_next_title(index):
                self._close_project(line.text)
        self._plain_line(line, index)
        return 1

    def _labelled(self, line: Line) -> bool:
        """`Title: …`, `Polarity: …` and `Ref: …` above a grid; `Status: Amber` below one rates its newest figure."""
        kind, text = labelled_line(line.text)
        if kind:
            if kind == "title" or (kind == "code" and "title" in self._told):
                self._told = {"code": self._told.get("code", "")} if "title" not in self._told else {}
            self._told[kind] = text
            self._told_line = line
            self._card = None
            self._sink.claim(line, "context", "labelled line")
            return True
        statement, target = labelled_value(line, self._told.get("title", ""), self._context())
        if statement is not None or target is not None:
            self._sink.statements += [statement] if statement is not None else []
            self._sink.targets += [target] if target is not None else []
            self._sink.claim(line, "observation" if statement is not None else "target")
            return True
        match = _STATUS_LINE.match(line.text)
        mark = parse_rating(match.group(1)) if match else None
        title, start = self._last
        if mark is None or not title or start >= len(self._sink.statements):
            return False
        self._rate_newest(start, mark)
        self._sink.claim(line, "observation", "rating of the block above")
        return True

    def _plain_line(self, line: Line, index: int) -> None:
        if self._labelled(line):
            return
        group = read_phrase_counts(line, self._context(), self._sink)
        if self._sink.claimed(line):
            self._group_rating = group
            return
        if self._statement_line(line, index):
            return
        if PAGE_FURNITURE.match(line.text) or FOOTNOTE.match(line.text):
            self._sink.claim(line, "commentary", "footnote or page furniture")
        elif _SECTION.match(line.text) or (is_heading(line) and self._heads_something(index)):
            self._close_project("")
            self._told = {}
            self._section = _cut(line.text)
            self._group_rating, self._card = None, None
        self._sink.prose_figures += count_figures(line.text)
        if is_labelled_figure(line.text) and not self._sink.claimed(line):
            self._sink.claim(line, "unread", "a labelled figure outside any table")
            self._sink.find("figure_outside_table", "a labelled figure outside any table", line.place, line.text)
        if find_arrows(line.text) and not self._sink.claimed(line):
            self._sink.claim(line, "unread", "a mark outside any table")
            self._sink.find("mark_outside_table", "a mark outside any table", line.place, line.text, "info")

    def _statement_line(self, line: Line, index: int) -> bool:
        context = self._context()
        before = self._elements[index - 1] if index else None
        intro = before if isinstance(before, Line) else None
        found = lines.inline_list(line, intro, context)
        if not found and self._open is None:
            one = lines.rated_bullet(line, context) or lines.status_sentence(line, self._adjacent_title(index), context)
            found = [one] if one else []
        if not found:
            return False
        self._sink.statements.extend(found)
        self._sink.claim(line, "observation")
        return True

    def _flattened(self, following: Sequence[Line]) -> int:
        if self._open is not None:
            return 0
        count = collapsed.stacked_header(following[:12])
        if count:
            return collapsed.read_stacked(following, count, self._context(), self._sink)
        heads = 1
        columns = collapsed.glued_header(following[0])
        if not columns and len(following) > 1:
            columns, heads = collapsed.grouped_header(following[0], following[1]), 2
        if columns:
            used = collapsed.read_glued(following[heads:], columns, self._context(), self._sink)
            if used:
                for line in following[:heads]:
                    self._sink.claim(line, "header")
                return used + heads
        return 0

    def _rating_line(self, line: Line, rating: Mark, index: int) -> None:
        """A rating alone on a line rates the title above it, unless it is one of a list of marks."""
        self._close_project("")
        title = self._title_above(index)
        if title is None or self._in_list_of_marks(index):
            self._sink.claim(line, "unread", "a rating that stands below no title")
            self._sink.find("mark_outside_table", "a rating that stands below no title", line.place, line.text)
            return
        self._card = None
        self._open = replace(self._context(), title=title.text, title_cell=title, overall=rating, overall_cell=line)
        self._sink.claim(title, "context", "title")
        self._sink.claim(line, "context", "overall rating")

    def _title_above(self, index: int) -> Line | None:
        before = self._elements[index - 1] if index else None
        if not isinstance(before, Line) or not is_heading(before) or before.marks:
            return None
        if is_meaning(before.text) or parse_arrow_word(before.text) is not None:
            return None
        short_header = role_of(before.text) != "none" and len(before.text.split()) <= 3
        if short_header or len(re.findall(r"[A-Za-z]{2,}", before.text)) < 1 or parse_period(before.text) is not None:
            return None
        return before

    def _in_list_of_marks(self, index: int) -> bool:
        beside = self._elements[max(0, index - 1) : index] + self._elements[index + 1 : index + 2]
        near = self._elements[max(0, index - 2) : index] + self._elements[index + 1 : index + 3]
        marks = any(isinstance(e, Line) and lines.lone_rating(e) is not None for e in beside)
        return marks or any(isinstance(e, Line) and re.fullmatch(r"[\d.,%£]+|[Tt]otal", e.text) for e in near)

    def _is_next_title(self, index: int) -> bool:
        """The next line is a lone rating: this line is the title of the next block."""
        after = self._elements[index + 1] if index + 1 < len(self._elements) else None
        return isinstance(after, Line) and lines.lone_rating(after) is not None

    def _close_project(self, prose: str) -> None:
        if self._open is None:
            return
        statement = lines.project_statement(self._open, prose)
        if statement is not None and self._open.overall_cell is not None:
            self._sink.statements.append(statement)
            self._sink.claim(self._open.overall_cell, "observation")
        self._open = None

    def _heads_something(self, index: int) -> bool:
        """The next element is a grid, a heading's own heading, or a counted group."""
        after = self._elements[index + 1] if index + 1 < len(self._elements) else None
        if isinstance(after, Grid) or self._elements[index].text.startswith("#"):  # type: ignore[union-attr]
            return True
        return isinstance(after, Line) and (is_heading(after) or bool(_SECTION.match(after.text)))

    def _adjacent_title(self, index: int) -> str:
        before = self._elements[index - 1] if index else None
        if isinstance(before, Line) and is_heading(before) and not self._sink.claimed(before):
            return before.text
        return ""

    def _lines_from(self, index: int) -> list[Line]:
        found: list[Line] = []
        for element in self._elements[index : index + 400]:
            if not isinstance(element, Line):
                break
            found.append(element)
        return found

    # ------------------------------------------------------------------ grids
    def _grid(self, grid: Grid, index: int) -> None:
        sink = self._sink
        if self._is_done(grid):
            return
        context = self._grid_context(index)
        grid = self._with_periods(grid, index, context)
        if is_card(grid):
            self._close_project("")
            self._card = read_card(grid, context, sink)
        elif read_summary(grid, context, sink):
            pass
        elif is_scorecard(grid, self._scorecards) and not is_check_list(grid, self._legend):
            read_scorecard(grid, context, sink)
        elif is_period_scorecard(grid, context) and not is_check_list(grid, self._legend):
            read_period_scorecard(grid, context, sink)
        elif is_box(grid, context):
            read_box(grid, context, sink)
        elif is_matrix(grid, context):
            self._last = (context.title, len(sink.statements))
            read_matrix(grid, context, sink)
        elif is_labels_alone(grid, context) and not is_block(grid, context):
            leave_labels(grid, context, sink)
        elif is_status(grid):
            read_status(grid, context, sink)
        elif is_block(grid, context):
            read_block(grid, context, sink)
            self._open = None
        elif self._table(grid, context, index) or read_crosswise(grid, context, sink):
            self._open = None
        else:
            sink.leave_grid(grid, "no table of indicators")
            return
        sink.close_grid(grid, "no rule reads this cell")

    def _is_done(self, grid: Grid) -> bool:
        """All cells are read already, or stand on the cover of the report."""
        if is_cover([[cell.text for cell in row if cell.text] for row in grid.rows]):
            self._sink.leave_grid(grid, "the cover of a report")
        return all(self._sink.claimed(cell) or not cell.text for row in grid.rows for cell in row)

    def _with_period(self, heading: str) -> Context:
        """The context below a heading that names a period of its own."""
        label = _one_period(heading, self._report)
        return replace(
            self._context(), heading_period=label, heading_doubt=bool(label) and _covers(label, self._report)
        )

    def _with_periods(self, grid: Grid, index: int, context: Context) -> Grid:
        """A block in two tables, `Polarity | Target` above the periods and their values: read as one."""
        after = self._elements[index + 1] if index + 1 < len(self._elements) else None
        if not context.titled or not isinstance(after, Grid) or not goes_with(grid, after, context):
            return grid
        width = max(grid.width, after.width)
        rows = tuple(
            (*row, *(Cell("", row[-1].place) for _ in range(width - len(row)))) for row in (*grid.rows, *after.rows)
        )
        return replace(grid, rows=rows)

    def _continues(self, index: int) -> bool:
        """Only page furniture stands between the last table read and this grid; or headings, where its columns fit."""
        between = self._elements[self._carried_at + 1 : index]
        grid = self._elements[index]
        if self._carried is None or len(between) > 5 or not isinstance(grid, Grid):
            return False
        if not _goes_on(self._elements[self._carried_at], grid):
            return False
        furniture = [
            isinstance(e, Line) and (PAGE_FURNITURE.match(e.text) or _unnumbered(e.text) in self._repeated)
            for e in between
        ]
        if all(furniture):
            return not begins_anew(grid, self._carried)
        headings = [
            isinstance(e, Line) and (known or is_heading(e)) for e, known in zip(between, furniture, strict=True)
        ]
        return all(headings) and fits(grid, self._carried)

    def _table(self, grid: Grid, context: Context, index: int) -> bool:
        start = len(self._sink.statements)
        above = self._carried if self._continues(index) else None
        self._carried = read_table(grid, context, self._sink, above)
        self._carried_at = index
        if self._carried is None:
            return False
        if len(self._sink.statements) == start:
            message = "headers like those of an indicator table, but no figure, rating or target was read from it"
            self._sink.find("table_without_figures", message, grid.place, context.title or context.section, "info")
        if context.group_rating is not None and self._card is not None:
            self._rate_newest(start, context.group_rating)
        rate_title(grid, context, self._sink)
        return True

    def _rate_newest(self, start: int, mark: Mark) -> None:
        """A rating in a group heading belongs to the newest period of each block below that has a value or N/A."""
        own = [
            i
            for i in range(start, len(self._sink.statements))
            if self._sink.statements[i].value and not self._sink.statements[i].comparator
        ]
        dated = [
            (p.end, i) for i in own if (p := parse_label(self._sink.statements[i].period, self._report)) is not None
        ]
        if not dated:
            return
        newest = max(dated)[1]
        statement = self._sink.statements[newest]
        if statement.rating is None:
            self._sink.statements[newest] = replace(statement, rating=mark, rag_scope="year_end_forecast")

    def _grid_context(self, index: int) -> Context:
        """Headings directly above a grid title it, where no title with a rating is open."""
        if self._told.get("title") and self._open is None:
            told = replace(self._context(), title=self._told["title"], title_cell=self._told_line)
            return replace(told, code=self._told.get("code", ""), polarity=self._told.get("polarity", ""))
        before = self._elements[index - 1] if index else None
        if isinstance(before, Line) and self._open is None and not _nowhere(before):
            usable = is_heading(before) or (
                len(before.text) <= 450 and not before.text.endswith(".") and not _BULLET.match(before.text)
            )
            claimed = self._sink.claimed(before)
            if usable and not claimed and not COMMENTARY_TITLE.match(before.text) and not FOOTNOTE.match(before.text):
                self._section = _cut(before.text)
                context = self._with_period(before.text)
                return (
                    context
                    if context.title or not is_heading(before)
                    else replace(context, title=before.text, title_cell=before)
                )
            title = self._title_over_prose(index)
            if title is not None:
                return replace(self._context(), title=title.text, title_cell=title)
        return self._context()

    def _title_over_prose(self, index: int) -> Line | None:
        """`CS02 Calls abandoned` in bold, sentences on it, and then its table: the code tells that it names a measure,
        not a chapter."""
        for element in reversed(self._elements[max(0, index - _SENTENCES) : index]):
            if not isinstance(element, Line):
                return None
            if element.bold:
                named = split_code(element.text)[0][:1].isalpha() and not COMMENTARY_TITLE.match(element.text)
                return element if named and not self._sink.claimed(element) else None
        return None


_SENTENCES = 5
"""Lines between the title of a measure and its table, at most."""


def _covers(label: str, report: Period | None) -> bool:
    """Whether the period named holds the report's: then the heading may speak of the plan's year, not the figures'."""
    period = parse_label(label, report)
    return bool(period and report and period.start <= report.start and report.end <= period.end)


def _unnumbered(text: str) -> str:
    """A running head or foot without the number of its page."""
    return _PAGE_NUMBER.sub("", text)


def _goes_on(above: Element, grid: Grid) -> bool:
    """A table goes on on the next page at the latest, and where boxes are known, between the same edges."""
    first, then = above.place, grid.place
    if first.page is not None and then.page is not None and then.page - first.page > 1:
        return False
    if first.bbox is None or then.bbox is None or not isinstance(above, Grid):
        return True
    return same_edges(first.bbox, then.bbox) or grid.width == above.width


def _nowhere(line: Line) -> bool:
    """A line that no paper prints has no place."""
    return line.place.line is None and line.place.page is None


def _one_period(text: str, report: Period | None) -> str:
    """The one period that a table's own heading names; "" where it names none, a plan's, or the report's own."""
    found = [item for item in find_periods(text) if item.period.type != "as_at"]
    if len(found) != 1 or _NOT_OF_TABLE.search(text) or text.endswith("."):
        return ""
    span = found[0].span
    period = worded_part(text, [found[0].period]) or found[0].period
    if _OTHER_PERIOD.search(text[: span.start]) or (period.end - period.start).days > 370:
        return ""
    if report is not None and (period.start, period.end) == (report.start, report.end):
        return ""
    return period.label


def _with_profile(head: ReportHead, profile: Profile | None) -> ReportHead:
    if profile is None or not profile.report_period or head.period is not None:
        return head
    period = parse_period(profile.report_period)
    return replace(head, period=period, period_evidence="profile") if period else head


def _cut(text: str) -> str:
    """A heading short enough to group by: up to the first bullet, and no longer than a line."""
    short = text.lstrip("# ").split(" • ")[0]
    if len(short) > _MAX_SECTION:
        short = short.split(". ")[0]
    return short[:_MAX_SECTION].rsplit(" ", 1)[0] if len(short) > _MAX_SECTION else short.strip(" :")


def is_heading(line: Line) -> bool:
    """A short line that is no sentence, bullet, footnote, label or page furniture."""
    text = line.text
    if text.startswith("#"):
        return True
    if not 2 < len(text) <= 160 or text[-1] in ".;," or (text[0].islower() and not text[1].isupper()):
        return False
    if _BULLET.match(text) or FOOTNOTE.match(text) or PAGE_FURNITURE.match(text) or COMMENTARY_TITLE.match(text):
        return False
    return not label_of(text) and bool(re.search(r"[A-Za-z]{3}", text))
