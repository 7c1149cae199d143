"""HTML and Markdown inside text dumps: tags dropped, paragraphs kept, nested tables taken apart.

Works on strings only; places are offsets into the given string, so that every nested cell can be found again.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from extract.markup_hidden import Unseen

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_MARKDOWN_BOLD = re.compile(r"\*\*(?=\S)(.{1,300}?)(?<=\S)\*\*")
_MARKDOWN_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:#|https?:)[^)\s]*\)")
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200b\u202f\u3000]+")
_BREAKS = frozenset({"p", "br", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class NestedCell:
    """A cell of an HTML table while it is being read: text, offset into the source, spans."""

    offset: int
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    parts: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def text(self) -> str:
        """Text of the cell, white space squeezed."""
        return squeeze("".join(self.parts))


@dataclass(frozen=True, slots=True)
class Markup:
    """Plain text of a marked-up string, whether all of it was bold, and the tables that stood in it."""

    text: str
    bold: bool
    tables: tuple[tuple[tuple[NestedCell, ...], ...], ...] = ()


def squeeze(text: str) -> str:
    """White space squeezed within lines, empty lines dropped, paragraphs kept as single newlines."""
    if "\n" not in text:
        return _SPACES.sub(" ", text).strip()
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def has_markup(text: str) -> bool:
    """Whether the text holds tags or entities worth parsing."""
    return ("<" in text and _TAG.search(text) is not None) or (
        "&" in text and re.search(r"&(#\d+|[a-z]+);", text) is not None
    )


def plain(text: str) -> Markup:
    """Text of one cell or line without tags, Markdown emphasis and link targets."""
    bold = False
    tables: tuple[tuple[tuple[NestedCell, ...], ...], ...] = ()
    if has_markup(text):
        reader = _Reader(_without_notes(text))
        text, bold, tables = squeeze("".join(reader.parts)), reader.all_bold, tuple(reader.tables)
    elif "*" in text or "](" in text:
        bold = text.startswith("**") and text.rstrip().endswith("**") and len(text) > 4
        text = _MARKDOWN_LINK.sub(r"\1", text)
        text = _MARKDOWN_BOLD.sub(r"\1", text)
        text = _MARKDOWN_ITALIC.sub(r"\1", text)
    return Markup(squeeze(text), bold, tables)


_NOTES = re.compile(
    r"(?<=[\w%)])\s?<sup\b[^<>]{0,100}>\s*[\d,*†‡§a-z]{1,4}\s*</sup\s*>"
    r"|<(?P<gone>del|s|strike)\b[^<>]{0,100}>[^<>]{0,300}</(?P=gone)\s*>",
    re.IGNORECASE,
)
_NO_TAG = re.compile(r"<(?![/!]?[a-zA-Z][^<>]{0,2000}>)")
_LESS = "\ue0fe"


def _without_notes(text: str) -> str:
    """The source with raised footnote marks and struck-out text blanked, so that places stay: `15<sup>2</sup>` is 15.

    A `<` that opens no tag is hidden from the parser, which would look for its end again and again.
    """
    return _NO_TAG.sub(_LESS, _NOTES.sub(lambda match: " " * len(match[0]), text))


class _Reader(HTMLParser):
    """Collects text outside tables and the rows of each table; a table in a table counts to the outer cell's text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tables: list[tuple[tuple[NestedCell, ...], ...]] = []
        self._starts = [0]
        for match in re.finditer("\n", source):
            self._starts.append(match.end())
        self._depth = 0
        self._rows: list[list[NestedCell]] = []
        self._cell: NestedCell | None = None
        self._bold = 0
        self._plain_letters = 0
        self._bold_letters = 0
        self._unseen = Unseen()
        self.feed(source)
        self.close()
        self._end_table()

    @property
    def all_bold(self) -> bool:
        """Every letter outside tables was bold."""
        return self._bold_letters > 0 and self._plain_letters == 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen.opens(tag, attrs):
            return
        if tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._rows.append([])
        elif tag in ("td", "th") and self._depth == 1:
            values = dict(attrs)
            if not self._rows:
                self._rows.append([])
            self._cell = NestedCell(
                self._offset(), _span(values.get("rowspan")), _span(values.get("colspan")), bold=tag == "th"
            )
            self._rows[-1].append(self._cell)
        elif tag in _BREAKS:
            self._write("\n")
        if tag in _BOLD:
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        if self._unseen.closes(tag):
            return
        if tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_table()
        elif tag in ("td", "th") and self._depth == 1:
            if self._cell is not None:
                self._cell.end = self._offset()
            self._cell = None
        elif tag in _BREAKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen.inside:
            return
        self._write(data)
        if not self._depth and data.strip():
            if self._bold:
                self._bold_letters += len(data.strip())
            else:
                self._plain_letters += len(data.strip())

    def _write(self, data: str) -> None:
        data = data.replace(_LESS, "<")
        if self._cell is not None:
            self._cell.parts.append(data)
            if data.strip():
                self._cell.end = self._offset() + len(data)
        elif not self._depth:
            self.parts.append(data)

    def _end_table(self) -> None:
        rows = tuple(tuple(row) for row in self._rows if row)
        if rows:
            self.tables.append(rows)
        self._rows, self._cell = [], None


def _span(value: str | None) -> int:
    """A rowspan or colspan; absurd ones (a hostile paper's) count as 1."""
    number = int(value) if value and value.isdigit() and len(value) < 4 else 1
    return number if 1 <= number <= 60 else 1


def unescape(text: str) -> str:
    """Entities resolved (`&amp;` → `&`)."""
    return html.unescape(text)
