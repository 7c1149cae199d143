"""Papers to measure speed and memory on: agenda packs with a performance report inside, and papers of tables only.

    python -m bench.packs KIND FILE.pdf

KIND is one of those in PACKS. The same KIND gives the same bytes. All names and figures are invented. A pack holds
what real ones hold besides performance: minutes, reports in prose (some of them about performance), budget tables with
and without lines, risk registers, forward plans. Needs reportlab.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.pack_words import BUDGETS, ENDS, MEASURED, SERVICES, SUBJECTS, THINGS, VERBS, names_of, wrapped

REGULAR, BOLD = "Vera", "VeraBd"
RATINGS = (("G", (0.33, 0.69, 0.31)), ("A", (1.0, 0.75, 0.0)), ("R", (0.85, 0.15, 0.15)))
ARROWS = ("\u2191", "\u2192", "\u2193")
Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """What a drawn table is: widths in points, rows of texts, the height of a row, ruled or not."""

    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    height: float
    ruled: bool
    size: float = 8.0


class Pack:
    """A PDF in the making. Each method adds one page."""

    def __init__(self, path: Path, seed: int) -> None:
        folder = Path(reportlab.__file__).parent / "fonts"
        for name in (REGULAR, BOLD):
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
        self._canvas = Canvas(str(path), pagesize=A4, pageCompression=1, invariant=1)
        self._random = random.Random(seed)
        self._page = 0
        self._names = names_of(self._random)

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    # -------------------------------------------------------------------------------------------- prose
    def cover(self) -> None:
        """The agenda."""
        self._start(A4, "Wexmoor District Council")
        lines = ["Cabinet", "Agenda for the meeting on Tuesday 12 November 2019", ""]
        lines += [f"{i}. {self._pick(THINGS).capitalize()}" for i in range(1, 31)]
        self._lines(lines, top=740)
        self._end()

    def prose(self) -> None:
        """A page of a report in numbered paragraphs; one page in twelve speaks of performance."""
        measured = self._random.random() < 1 / 12
        self._start(A4, "Report of the Director of Place")
        lines: list[str] = []
        for number in range(1, 9):
            text = " ".join(self._sentence(measured=measured) for _ in range(4))
            lines += [*wrapped(f"{self._page}.{number}  {text}", 92), ""]
        self._lines(lines[:48], top=740)
        self._end()

    def minutes(self) -> None:
        """A page of minutes."""
        self._start(A4, "Minutes of the previous meeting")
        lines: list[str] = []
        for number in range(1, 7):
            lines += [f"{100 + number}. {self._pick(THINGS).upper()}", ""]
            text = " ".join(self._sentence(measured=False) for _ in range(4))
            lines += [*wrapped(text, 92), "", "RESOLVED that the report be noted.", ""]
        self._lines(lines[:48], top=740)
        self._end()

    # -------------------------------------------------------------------------------------------- tables
    def budget(self) -> None:
        """A page of a budget book, or, one in three, of a budget monitor; half of them with lines."""
        if self._random.random() < 1 / 3:
            self._start(A4, f"{self._pick(SERVICES)}: budget monitoring, quarter 2")
            rows = [("Service", "Budget", "Forecast", "Outturn", "Variance")]
        else:
            self._start(A4, f"{self._pick(SERVICES)}: revenue budget")
            rows = [("Service", "Actual 2018/19", "Budget 2019/20", "Budget 2020/21", "Change")]
        for service in self._random.sample(SERVICES, 3):
            rows.append((service, "£000", "£000", "£000", "£000"))
            rows += [(name, self._amount(), self._amount(), self._amount(), self._amount()) for name in BUDGETS]
        table = Table((190, 80, 80, 80, 70), tuple(rows), 15.5, ruled=self._random.random() < 0.5, size=8)
        self._table(table, left=48, top=740)
        self._end()

    def register(self) -> None:
        """A page of a risk register or of a forward plan: words in boxes, hardly a figure."""
        self._start(landscape(A4), "Forward plan of key decisions")
        rows = [("Decision", "Lead officer", "Date", "Consulted", "Documents")]
        for _ in range(18):
            date = f"{self._random.randint(1, 28)} March 2020"
            rows.append((self._pick(THINGS).capitalize(), "Head of service", date, "Ward members", "Report"))
        self._table(Table((270, 130, 110, 120, 100), tuple(rows), 22, ruled=True), left=48, top=500)
        self._end()

    def indicators(self) -> None:
        """A page of a performance report: a dense ruled table with filled ratings and arrows, names and comments
        wrapped. Three figures, a target, a rating and a trend in each of 14 rows: twice what a page of the labelled
        papers holds."""
        self._start(landscape(A4), f"Performance report 2019/20: quarter 2. {self._pick(SERVICES)}")
        widths = (52.0, 176.0, 48.0, 44.0, 44.0, 48.0, 44.0, 40.0, 254.0)
        rows: list[tuple[str, ...]] = [
            ("Ref", "Indicator", "2018/19", "Q1", "Q2", "Target", "Status", "Trend", "Comment")
        ]
        for number in range(1, 15):
            figures = [f"{self._random.uniform(2, 98):.1f}%" for _ in range(4)]
            comment = "" if self._random.random() < 0.2 else self._sentence(measured=False)
            rows.append((f"PI {self._page}.{number}", next(self._names), *figures, "", "", comment))
        self._table(Table(widths, tuple(rows), 31, ruled=True, size=7.5), left=46, top=515, marks=True)
        self._end()

    def report(self, council: str, title: str) -> None:
        """The first page of a paper that is a performance report and nothing else."""
        self._start(A4, council)
        texts = [" ".join(self._sentence(measured=False) for _ in range(4)) for _ in range(5)]
        self._lines([title, "", *(line for text in texts for line in (*wrapped(text, 92), ""))][:48], top=740)
        self._end()

    def measures(self, title: str, header: Sequence[str], rows: Sequence[tuple[tuple[str, ...], int, int]]) -> None:
        """A page of its table: each row has texts, and the places of its rating and its arrow in RATINGS and ARROWS."""
        self._start(landscape(A4), title)
        widths, height = (60.0, 330.0, *(60.0 for _ in header[2:])), 30.0
        texts = tuple((*cells, "", "") for cells, _, _ in rows)
        for r, (_, rating, turn) in enumerate(rows, start=2):
            x, bottom = 46 + sum(widths[:-2]), 515 - r * height
            self._rating(rating, x, bottom, widths[-2], height)
            self._arrow(x + 1.5 * widths[-1], bottom + height / 2, 90 - 90 * turn)
        self._table(Table(widths, (tuple(header), *texts), height, ruled=True), left=46, top=515)
        self._end()

    def business(self, pages: int) -> None:
        """So many pages of what packs hold besides performance."""
        kinds: list[Callable[[], None]] = [self.prose] * 11 + [self.minutes] * 5 + [self.budget] * 3 + [self.register]
        for number in range(pages):
            kinds[(self._page + number) * 7 % len(kinds)]()

    # -------------------------------------------------------------------------------------------- drawing
    def _start(self, size: tuple[float, float], title: str) -> None:
        self._page += 1
        self._canvas.setPageSize(size)
        self._canvas.setFont(BOLD, 12)
        self._canvas.drawString(48, size[1] - 60, title)
        self._canvas.setFont(REGULAR, 8)
        self._canvas.drawCentredString(size[0] / 2, 24, f"Page {self._page}")

    def _end(self) -> None:
        self._canvas.showPage()

    def _lines(self, lines: Sequence[str], top: float) -> None:
        text = self._canvas.beginText(48, top)
        text.setFont(REGULAR, 9.5)
        text.setLeading(14)
        for line in lines:
            text.textLine(line)
        self._canvas.drawText(text)

    def _table(self, table: Table, left: float, top: float, *, marks: bool = False) -> None:
        for r, row in enumerate(table.rows):
            x, bottom = left, top - (r + 1) * table.height
            for c, (width, text) in enumerate(zip(table.widths, row, strict=True)):
                if marks and r and c in (6, 7):
                    self._mark(x, bottom, width, table.height, rating=c == 6)
                if table.ruled:
                    self._canvas.setLineWidth(0.5)
                    self._canvas.rect(x, bottom, width, table.height)
                self._canvas.setFont(BOLD if r == 0 else REGULAR, table.size)
                self._text(text, x, bottom, width, table, right=c > 0 and text[:1] in "-£0123456789(")
                x += width

    def _text(self, text: str, x: float, bottom: float, width: float, table: Table, *, right: bool) -> None:
        lines = wrapped(text, int(width / (0.55 * table.size)))
        for number, line in enumerate(reversed(lines)):
            y = bottom + 4 + number * (table.size + 1.5)
            if right:
                self._canvas.drawRightString(x + width - 4, y, line)
            else:
                self._canvas.drawString(x + 4, y, line)

    def _mark(self, x: float, bottom: float, width: float, height: float, *, rating: bool) -> None:
        """A filled cell with its letter, or an arrow: of the Symbol font, or drawn on every second page."""
        chosen = self._random.choices(range(3), (6, 3, 2))[0]
        if rating:
            self._rating(chosen, x, bottom, width, height)
            return
        turn = self._random.randrange(3)
        if self._page % 2:
            self._canvas.setFont("Symbol", 10)
            self._canvas.drawCentredString(x + width / 2, bottom + 4, ARROWS[turn])
        else:
            self._arrow(x + width / 2, bottom + height / 2, 90 - 90 * turn)

    def _rating(self, number: int, x: float, bottom: float, width: float, height: float) -> None:
        letter, colour = RATINGS[number]
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(x, bottom, width, height, stroke=0, fill=1)
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.setFont(BOLD, 8)
        self._canvas.drawCentredString(x + width / 2, bottom + 5, letter)

    def _arrow(self, x: float, y: float, degrees: float) -> None:
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        path = self._canvas.beginPath()
        corners = ((-5, -1.5), (0, -1.5), (0, -4), (5, 0), (0, 4), (0, 1.5), (-5, 1.5))
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    # -------------------------------------------------------------------------------------------- words
    def _pick(self, words: Sequence[str]) -> str:
        return words[self._random.randrange(len(words))]

    def _sentence(self, *, measured: bool) -> str:
        end = self._pick(MEASURED if measured and self._random.random() < 0.3 else ENDS)
        return f"{self._pick(SUBJECTS)} {self._pick(VERBS)} {self._pick(THINGS)} {end}."

    def _amount(self) -> str:
        amount = self._random.randint(-900, 9000)
        return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def agenda_pack(path: Path, pages: int, report: int = 12) -> None:
    """An agenda pack of `pages` pages, `report` of them, in the middle, a performance report."""
    pack = Pack(path, seed=pages)
    kinds: list[Callable[[], None]] = [pack.prose] * 11 + [pack.minutes] * 5 + [pack.budget] * 3 + [pack.register]
    pack.cover()
    first = (pages - report) // 2
    for number in range(1, pages):
        (pack.indicators if first <= number < first + report else kinds[number * 7 % len(kinds)])()
    pack.save()


def paper_of_tables(path: Path, pages: int) -> None:
    """A paper in which every page but the cover is a table of indicators."""
    pack = Pack(path, seed=pages)
    pack.cover()
    for _ in range(1, pages):
        pack.indicators()
    pack.save()


PACKS: dict[str, Callable[[Path], None]] = {
    "pack600": lambda path: agenda_pack(path, 600),
    "tables200": lambda path: paper_of_tables(path, 200),
    "pack2000": lambda path: agenda_pack(path, 2000),
    "paper20": lambda path: agenda_pack(path, 20),
}


def main() -> None:
    """Make one file."""
    if len(sys.argv) != 3 or sys.argv[1] not in PACKS:
        raise SystemExit(f"usage: python -m bench.packs {{{','.join(PACKS)}}} FILE.pdf")
    PACKS[sys.argv[1]](Path(sys.argv[2]))


if __name__ == "__main__":
    main()
