"""A paper drawn with reportlab: pages filled from the top, tables in pieces, so that each row's page is known."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

FONTS = Path(__file__).parent / "fonts"
Cell: TypeAlias = str | Flowable
Command: TypeAlias = tuple[object, ...]
ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}
INK = HexColor("#1f3a5f")
PALE = HexColor("#dde5ee")


def register_text_fonts() -> None:
    """Make the text fonts known to reportlab as Sans and Sans-Bold."""
    pdfmetrics.registerFont(TTFont("Sans", FONTS / "DejaVuSansCondensed.ttf"))
    pdfmetrics.registerFont(TTFont("Sans-Bold", FONTS / "DejaVuSansCondensed-Bold.ttf"))
    pdfmetrics.registerFontFamily("Sans", normal="Sans", bold="Sans-Bold", italic="Sans", boldItalic="Sans-Bold")


class Drawing(Flowable):  # type: ignore[misc]
    """A mark in a cell: `draw_at(canvas, x, y, size)` draws it into the square at x, y."""

    def __init__(self, draw_at: Callable[[Canvas, float, float, float], None], size: float = 9) -> None:
        super().__init__()
        self._draw_at, self._size = draw_at, size
        self.hAlign = "CENTER"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The square that it takes."""
        return self._size, self._size

    def draw(self) -> None:
        """Draw it."""
        self._draw_at(self.canv, 0, 0, self._size)


def glyph(font: str, code: int, colour: Color = black) -> Callable[[Canvas, float, float, float], None]:
    """A mark that is a glyph of a symbol font."""

    def draw_at(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setFillColor(colour)
        canvas.setFont(font, size)
        canvas.drawString(x, y + 0.15 * size, chr(code))

    return draw_at


class Sheet:
    """A paper being drawn. `font` is Helvetica (in every viewer) or Sans (embedded)."""

    def __init__(self, path: Path, title: str, font: str = "Helvetica", size: tuple[float, float] = A4) -> None:
        register_text_fonts()
        rl_config.useA85 = 0
        self.canvas = Canvas(str(path), pagesize=size, invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Performance team")
        self.font, self.bold = font, font + "-Bold"
        self.width, self.height = size
        self.page = 1
        self.margin = 40.0
        self.header = self.footer = ""
        self.y = self.height - self.margin

    def style(self, size: float, align: str = "l", *, bold: bool = False) -> ParagraphStyle:
        """A style of the paper."""
        name = self.bold if bold else self.font
        return ParagraphStyle("cell", fontName=name, fontSize=size, leading=1.2 * size, alignment=ALIGN[align])

    def start(self, header: str = "", footer: str = "") -> None:
        """Set the running header and footer, and begin the first page."""
        self.header, self.footer = header, footer
        self._furniture()

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()
        self.page += 1
        self.restart()

    def restart(self) -> None:
        """Go back to the top of the page, below the running header."""
        self.y = self.height - self.margin
        self._furniture()

    def _furniture(self) -> None:
        self.canvas.setFillColor(black)
        self.canvas.setFont(self.font, 8)
        if self.header:
            self.canvas.drawString(self.margin, self.height - 28, self.header)
            self.y = self.height - 52
        if self.footer:
            self.canvas.drawCentredString(self.width / 2, 22, f"{self.footer}{self.page}")

    def put(self, flowable: Flowable, width: float, x: float | None = None, gap: float = 6) -> None:
        """Draw something below what was drawn last."""
        _, height = flowable.wrapOn(self.canvas, width, self.y)
        self.y -= height
        if self.y < 30:
            raise ValueError(f"page {self.page} is too full by {30 - self.y:.0f} points")
        flowable.drawOn(self.canvas, self.margin if x is None else x, self.y)
        self.y -= gap

    def label(self, text: str, x: float, size: float = 11) -> None:
        """A heading over one of several tables."""
        self.put(Paragraph(text, self.style(size, bold=True)), 300, x)

    def heading(self, text: str, size: float = 13) -> None:
        """A heading."""
        style = self.style(size, bold=True)
        style.textColor = INK
        self.put(Paragraph(text, style), self.width - 2 * self.margin)

    def prose(self, text: str, size: float = 9.5) -> None:
        """A paragraph over the whole width."""
        self.put(Paragraph(text, self.style(size)), self.width - 2 * self.margin, gap=8)

    def table(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        align: str,
        commands: Sequence[Command] = (),
        *,
        heads: int = 1,
        size: float = 8,
        x: float | None = None,
        ruled: bool = True,
        padding: float = 2.5,
    ) -> None:
        """A table: `align` has a letter (l, c, r) per column, `heads` counts rows of headings, bold and shaded."""
        cells = [
            [
                self._cell(cell, "c" if r < heads and align[c] != "l" else align[c], size, r < heads)
                for c, cell in enumerate(row)
            ]
            for r, row in enumerate(rows)
        ]  # fmt: skip
        basic: list[Command] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            *((side + "PADDING", (0, 0), (-1, -1), 3) for side in ("LEFT", "RIGHT")),
            *((side + "PADDING", (0, 0), (-1, -1), padding) for side in ("TOP", "BOTTOM")),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ]
        if ruled:
            basic.append(("GRID", (0, 0), (-1, -1), 0.5, black))
        if heads and ruled:
            basic.append(("BACKGROUND", (0, 0), (-1, heads - 1), PALE))
        self.put(Table(cells, colWidths=list(widths), style=[*basic, *commands]), sum(widths), x)

    def _cell(self, cell: Cell, align: str, size: float, bold: bool) -> Cell:
        return Paragraph(cell, self.style(size, align, bold=bold)) if isinstance(cell, str) and cell else cell

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()
