"""Ratings, arrows, pairs of them, and polarity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.arrows import direction_of_word, find_arrows, parse_arrow, parse_arrow_word
from grammar.marks import parse_marks
from grammar.polarity import parse_polarity
from grammar.ratings import VOCABULARY, find_rating_words, parse_rating


@pytest.mark.parametrize(
    ("text", "rag", "basis"),
    [
        ("G", "G", "letter"), ("A", "A", "letter"), ("R", "R", "letter"), ("B", "B", "letter"), ("GREEN", "G", "word"),
        ("Green", "G", "word"), ("Amber", "A", "word"), ("RED", "R", "word"), ("BLUE", "B", "word"),
        ("N/A", "not_rated", "word"),
        ("NA", "not_rated", "word"), ("n/a", "not_rated", "word"), ("Not rated", "not_rated", "word"),
        ("Grey", "not_rated", "word"),
        ("No target", "not_rated", "word"), ("completed", "B", "word"), ("Complete", "B", "word"),
        ("Closed", "B", "word"),
        ("Discontinued", "B", "word"), ("On target", "G", "word"), ("on track", "G", "word"), ("Achieved", "G", "word"),
        ("Target met", "G", "word"), ("At risk of missing target", "R", "word"), ("Off target", "R", "word"),
        ("Missed", "R", "word"),
        ("Target not met", "R", "word"), ("Significantly below target", "R", "word"),
        ("Some slippage against target", "A", "word"),
        ("Within tolerance", "A", "word"), ("slightly below target", "A", "word"), ("At risk", "A", "word"),
        ("🟢", "G", "glyph"),
    ],
)  # fmt: skip
def test_rating(text: str, rag: str, basis: str) -> None:
    """Letters, colours and the words of status columns are ratings."""
    mark = parse_rating(text)
    assert mark is not None
    assert (mark.rag, mark.basis, mark.raw, mark.arrow) == (rag, basis, text, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "g",
        "a",
        "r",
        "X",
        "A/G",
        "AMBER/GREEN",
        "Yellow",
        "Green Lane",
        "✓",
        "Maintained",
        "Better",
        "95%",
        "GG",
        "RAG",
    ],
)
def test_no_rating(text: str) -> None:
    """Small letters, two colours, other colours and other words are no rating."""
    assert parse_rating(text) is None


def test_ticks_and_crosses_only_on_demand() -> None:
    """Ticks and crosses are ratings only where the caller knows that symbols rate."""
    tick, cross = parse_rating("✓", symbols=True), parse_rating("✘", symbols=True)
    assert tick is not None and cross is not None
    assert (tick.rag, tick.basis, cross.rag) == ("G", "glyph", "R")


def test_status_words_can_be_left_out() -> None:
    """Without words a status is no rating, while colours and N/A still are."""
    assert parse_rating("Completed", words=False) is None
    assert parse_rating("Green", words=False) is not None
    assert parse_rating("N/A", words=False) is not None


def test_vocabulary_is_unambiguous() -> None:
    """No word of the vocabulary stands for two ratings."""
    words = [word for sources in VOCABULARY.values() for group in sources.values() for word in group]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Programme 4 currently holds a status of AMBER, while", ["AMBER"]),
        ("rated Red at quarter 2", ["Red"]),
        ("remained at a RED RAG rating", ["RED"]),
        ("is green rated", ["green"]),
        ("Green Lane, the Green Belt, green technology and the Red Cross", []),
        ("GREEN BELT", []),
        ("the green agenda", []),
        ("Red, Amber or Green Rating", []),
        ("Blue Badge applications", []),
    ],
)
def test_rating_words_in_prose(text: str, found: list[str]) -> None:
    """Colours in sentences are ratings in capitals or beside a rating word, never names or lists."""
    assert [text[span.start : span.end] for _, span in find_rating_words(text)] == found


ARROWS = {
    "up": "↑⬆▲△⇧⇑🡅🢁⮝\uf0e9\uf0f1\uf0e1",
    "down": "↓⬇▼▽⇩⇓🡇\uf0ea\uf0f2\uf0e2",
    "same": "→↔➔➜⇨⇒⇔➡\uf0e8\uf0f0\uf0e0",
}


@pytest.mark.parametrize(("direction", "glyph"), [(d, g) for d, glyphs in ARROWS.items() for g in glyphs])
def test_arrow(direction: str, glyph: str) -> None:
    """Arrows of Unicode and of Wingdings' private use point where they are drawn."""
    mark = parse_arrow(glyph)
    assert mark is not None
    assert (mark.arrow, mark.basis, mark.rag, mark.confidence) == (direction, "glyph", None, 1.0)


@pytest.mark.parametrize(("text", "direction"), [("↗", "up"), ("↘", "down"), ("▶", "same"), ("←", "same")])
def test_unsure_arrows(text: str, direction: str) -> None:
    """Slanted and sideways arrows are read with half confidence."""
    mark = parse_arrow(text)
    assert mark is not None
    assert (mark.arrow, mark.confidence) == (direction, 0.5)


@pytest.mark.parametrize("text", ["◄►", "◄ ►", "◀▶"])
def test_two_triangles_are_one_level_arrow(text: str) -> None:
    """A pair of triangles that point apart means no change."""
    mark = parse_arrow(text)
    assert mark is not None
    assert (mark.arrow, mark.confidence) == ("same", 1.0)


@pytest.mark.parametrize(
    ("glyph", "font", "direction"),
    [
        ("é", "ABCDEF+Wingdings-Regular", "up"), ("ê", "Wingdings", "down"), ("è", "Wingdings", "same"),
        ("ñ", "Wingdings", "up"),
        ("ò", "Wingdings", "down"), ("ð", "Wingdings", "same"), ("á", "Wingdings", "up"), ("p", "Wingdings 3", "up"),
        ("q", "Wingdings3", "down"), ("h", "Wingdings 3", "up"), ("i", "Wingdings 3", "down"),
        ("g", "Wingdings 3", "same"),
        ("5", "Webdings", "up"), ("6", "Webdings", "down"), ("\uf070", "Wingdings 3", "up"),
        ("\u00ad", "SymbolMT", "up"),
        ("s", "ZapfDingbats", "up"),
    ],
)  # fmt: skip
def test_arrow_of_a_named_font(glyph: str, font: str, direction: str) -> None:
    """A named symbol font settles what its letters draw."""
    mark = parse_arrow(glyph, font=font)
    assert mark is not None
    assert (mark.arrow, mark.confidence) == (direction, 1.0)


@pytest.mark.parametrize(
    ("glyph", "font"), [("p", "Wingdings"), ("é", "Wingdings 3"), ("é", "Arial"), ("5", "Wingdings 2")]
)
def test_glyph_that_is_no_arrow_in_its_font(glyph: str, font: str) -> None:
    """The arrow of one symbol font is no arrow in another."""
    assert parse_arrow(glyph, font=font) is None


def test_symbol_font_without_a_name() -> None:
    """In an unnamed symbol font Wingdings' letters are arrows, other fonts' perhaps; in plain text never."""
    sure, unsure = parse_arrow("é", symbol_font=True), parse_arrow("p", symbol_font=True)
    assert sure is not None and unsure is not None
    assert (sure.arrow, sure.confidence, unsure.arrow, unsure.confidence) == ("up", 1.0, "up", 0.5)
    assert parse_arrow("é") is None
    assert parse_arrow("p") is None


@pytest.mark.parametrize("text", ["", "up", "-", "=", "é", "↑↓", "↑ 3.5", "●", "★", "↕"])
def test_no_arrow(text: str) -> None:
    """Words, dashes, bullets and two arrows are no arrow."""
    assert parse_arrow(text) is None


def test_arrow_words() -> None:
    """Words of an arrow column name the arrow; words for its meaning do not."""
    assert [m.arrow if (m := parse_arrow_word(t)) else None for t in ("Up", "Down", "No change", "Improving", "x")] == [
        "up",
        "down",
        "same",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Improving", "improving"), ("Improved", "improving"), ("Better", "improving"), ("Getting better", "improving"),
        ("Declining", "declining"), ("Worse", "declining"), ("Getting worse", "declining"), ("Stable", "steady"),
        ("Steady", "steady"), ("Same", "steady"), ("No change", "steady"), ("Maintained", "steady"),
        ("Increasing", "increasing"),
        ("Decreasing", "decreasing"), ("No Change or at Best", "steady"), ("Up", None), ("↑", None), ("Green", None),
        ("", None),
    ],
)  # fmt: skip
def test_direction_of_word(text: str, direction: str | None) -> None:
    """Words say the direction of travel; arrows and arrow words do not."""
    assert direction_of_word(text) == direction


def test_arrows_in_text() -> None:
    """Arrows are found among words with their places."""
    text = "better ↑ worse ↓, similar ◄►"
    assert [(m.arrow, text[s.start : s.end]) for m, s in find_arrows(text)] == [
        ("up", "↑"),
        ("down", "↓"),
        ("same", "◄►"),
    ]


@pytest.mark.parametrize(
    ("text", "rag", "arrow"),
    [
        ("G ↑", "G", "up"), ("G↑", "G", "up"), ("N/A →", "not_rated", "same"), ("Green ↑", "G", "up"),
        ("↑ Green", "G", "up"),
        ("A ↔", "A", "same"), ("R / ↓", "R", "down"), ("R", "R", None), ("↓", None, "down"), ("completed", "B", None),
    ],
)  # fmt: skip
def test_marks_of_a_cell(text: str, rag: str | None, arrow: str | None) -> None:
    """A cell of a rating, an arrow or both is read whole."""
    marks = parse_marks(text)
    assert [m.rag for m in marks if m.rag] == ([rag] if rag else [])
    assert [m.arrow for m in marks if m.arrow] == ([arrow] if arrow else [])


@pytest.mark.parametrize("text", ["", "G G", "G ↑ ↓", "G 95% ↑", "↑ 3.5", "Overspend", "A/G ↑", "G ↑ note"])
def test_leftovers_make_no_marks(text: str) -> None:
    """A cell with anything else in it holds no marks."""
    assert parse_marks(text) == ()


@given(st.text(max_size=40))
def test_marks_are_total(text: str) -> None:
    """Any text is answered, and each mark has exactly one of rating and arrow."""
    find_rating_words(text)
    for mark in (*parse_marks(text, symbols=True), *(m for m, _ in find_arrows(text))):
        assert (mark.rag is None) != (mark.arrow is None)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Higher is better", "higher"), ("Higher better", "higher"), ("Higher the better", "higher"),
        ("Aim to Maximise", "higher"),
        ("Maximise", "higher"), ("Aim to Maximize", "higher"), ("Bigger is Better", "higher"), ("High", "higher"),
        ("Lower is better", "lower"), ("Lower-is-better", "lower"), ("Aim to Minimise", "lower"),
        ("Smaller is better", "lower"),
        ("Goldilocks", "target"), ("Optimum", "target"), ("within range", "target"), ("Polarity: Low is good", "lower"),
        ("", None), ("better", None), ("↑", None), ("Lower is better than last year", None),
    ],
)  # fmt: skip
def test_polarity(text: str, polarity: str | None) -> None:
    """Each way of printing which way is better is read, and nothing else."""
    assert parse_polarity(text) == polarity


@pytest.mark.parametrize(("face", "rag"), [("☺", "G"), ("🙂", "G"), ("😐", "A"), ("☹", "R"), ("☹️", "R")])
def test_faces_rate(face: str, rag: str) -> None:
    """A face alone in a cell is a rating; beside words, or a face of another mood, it is none."""
    mark = parse_rating(face)
    assert mark is not None and mark.rag == rag
    assert parse_rating(f"{face} well done") is None
    assert parse_rating("😂") is None
