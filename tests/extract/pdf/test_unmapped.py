"""Words whose characters a file does not tell are recognised as they show, or listed: their numbers are never read."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from extract.pdf.objects import Glyph, Ink, PageObjects, Word
from extract.pdf.reading import read_pdf
from extract.pdf.tesseract import version
from extract.pdf.unmapped import UNREAD, legible, recognised
from extract.reading import read_paper
from records import Grid, PaperReading
from tests.extract.paper_for_tests import OWN, SETTINGS, facts
from tests.extract.pdf.pages_for_tests import line, page
from tests.extract.pdf.unmapped_for_tests import Numbered

needs_tesseract = pytest.mark.skipif(not version(), reason="needs Tesseract")
ROWS = (
    ("Measure", "2017/18", "2018/19", "Target", "RAG"),
    ("Calls answered in time", "88.0%", "91.0%", "90.0%", "G"),
    ("Number of missed bins", "40", "52", "45", "R"),
    ("Complaints answered", "80.1%", "79.4%", "80.0%", "A"),
)
LEFT = (60, 290, 360, 430, 500)
NUMBERED = Ink("ABCDEF+Body", 10.0, 0, 0, False, False, unmapped=True)


def paper(numbered: Collection[int]) -> bytes:
    """A ruled table, some columns of which the file does not tell."""
    sheet = Numbered().plain(60, 800, OWN).plain(60, 780, "Performance report 2018/19")
    for i, row in enumerate(ROWS):
        for column, (x, text) in enumerate(zip(LEFT, row, strict=True)):
            (sheet.numbered if column in numbered else sheet.plain)(x, 740 - 22 * i - 15, text)
    for x in (54, 284, 354, 424, 494, 550):
        sheet.line(x, 740, x, 652)
    for i in range(5):
        sheet.line(54, 740 - 22 * i, 550, 740 - 22 * i)
    return sheet.data()


def read(numbered: Collection[int]) -> PaperReading:
    """What is read from the paper."""
    return read_paper(paper(numbered), "paper.pdf", SETTINGS)


@needs_tesseract
@pytest.mark.parametrize("numbered", [(2,), (0,), (0, 1, 2, 3, 4)], ids=["figures", "names", "all"])
def test_words_without_characters_are_recognised(numbered: tuple[int, ...]) -> None:
    """One column, the names, or all of a table: the rows are those of the paper that tells its characters."""
    reading = read(numbered)
    assert facts(reading) == facts(read(()))
    assert [f.code for f in reading.findings] == ["unmapped_text"]


@needs_tesseract
def test_recognised_figures_say_so() -> None:
    """Only what was recognised is `ocr`, with how surely."""
    told = {s.period: (s.value_basis, s.confidence is not None) for s in read((2,)).statements}
    assert told == {"2017/18": ("text", False), "2018/19": ("ocr", True)}


def test_without_a_recogniser_nothing_is_made_of_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No figure, no name, no rating from the numbers of glyphs; the page is named with what to install."""
    monkeypatch.setattr("extract.pdf.reading.version", lambda: "")
    reading = read((2,))
    assert {s.value for s in reading.statements} <= {"88.0%", "40", "80.1%", "", UNREAD}
    assert all("value:ocr" in map(str, s.flags) for s in reading.statements if s.value == UNREAD)
    (finding,) = [f for f in reading.findings if f.code == "unmapped_text"]
    assert finding.severity == "warning"
    assert "pages 1" in finding.message
    assert "Tesseract" in finding.message
    assert not read((0, 1, 2, 3, 4)).statements


def test_a_page_of_numbers_is_not_passed_over() -> None:
    """Its bare text holds no word of performance reporting, as it holds no words."""
    (verdict,) = read_pdf(paper((0, 1, 2, 3, 4))).verdicts
    assert verdict.verdict == "read"


def test_an_unread_word_stays_in_doubt() -> None:
    """Without recognition a word is a stand-in that nobody takes for sure."""
    words = recognised(_page(4), None).words
    assert [(word.text, word.sure) for word in words] == [(UNREAD, 0.0)]


def test_single_glyphs_may_be_symbols() -> None:
    """Arrows and lamps of a font without a known name: one glyph a cell, few codes; never letters or figures."""
    glyphs = [Glyph(code, (100, 20 * i, 108, 20 * i + 8), NUMBERED) for i, code in enumerate("5657566")]
    texts = [glyph.text for glyph in legible(glyphs)]
    assert all(0xE000 <= ord(text) < 0xF000 for text in texts)
    assert [text == texts[0] for text in texts] == [code == "5" for code in "5657566"]


def test_a_pair_of_symbols_is_no_word() -> None:
    """An arrow beside a lamp, in cell after cell."""
    glyphs = [
        Glyph(code, (100 + 9 * j, 20 * i, 108 + 9 * j, 20 * i + 8), NUMBERED)
        for i in range(5)
        for j, code in enumerate("5A")
    ]
    assert UNREAD not in {glyph.text for glyph in legible(glyphs)}


def test_symbol_fonts_stay_what_they_are() -> None:
    """Fonts whose codes are known need no map."""
    wingdings = Ink("Wingdings", 10.0, 0, 0, False, False, unmapped=True)
    glyphs = [Glyph(code, (100 + 9 * i, 20, 108 + 9 * i, 28), wingdings) for i, code in enumerate("éèêéèêlnop")]
    assert legible(glyphs) == glyphs


def test_what_is_not_recognised_leaves_no_half_name() -> None:
    """A name of which the recogniser sees only the first word keeps its place as a stand-in, in doubt."""
    unread = _page(20)
    seen = page([line(100, {100.0: "Calls"})])
    words = recognised(unread, seen).words
    assert [word.text for word in words] == [UNREAD]


def test_a_page_recognised_in_another_position_is_not_believed() -> None:
    """Boxes of a page that was turned or straightened do not lie on those of the file."""
    unread = _page(4)
    seen = page([line(100, {100.0: "Call"})])
    assert [word.text for word in recognised(unread, seen).words] == ["Call"]
    for other in (replace(seen, turn=1), replace(seen, skew=0.8)):
        assert [word.text for word in recognised(unread, other).words] == [UNREAD]


def _page(glyphs: int) -> PageObjects:
    """A page with one unread word, as wide as words of pages made by hand."""
    box = (100.0, 100.0, 100.0 + 5 * glyphs, 108.0)
    return page([[Word(UNREAD * glyphs, box, NUMBERED)]])


def test_other_grids_of_the_page_stay_exact() -> None:
    """Cells that the file tells are as it tells them."""
    elements = read_pdf(paper((2,))).layout.elements
    (grid,) = [element for element in elements if isinstance(element, Grid)]
    assert [cell.sure for cell in grid.rows[1][:2]] == [1.0, 1.0]
