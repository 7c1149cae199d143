"""What sentences say that colours and arrows mean."""

import pytest

from extract.layouts.legends import is_legend
from extract.pdf.colours import colour_name
from extract.pdf.key import Key
from extract.pdf.key_entries import KeyEntry
from extract.pdf.key_sentences import ColourWords, colours_said, colours_said_in
from extract.pdf.mark_symbols import Symbol
from grammar.meanings import rag_of_meaning, speaks_of_change
from tests.extract.paper_for_tests import grid, read, table

GREEN, AMBER, RED = 0x1E8E3E, 0xF29900, 0xC5221F
USUAL = (("amber", "A"), ("green", "G"), ("red", "R"))


@pytest.mark.parametrize(
    "sentence",
    [
        "green = met, amber = within 5%, red = missed.",
        "The colour of the cell is the rating: green is on target, amber within five per cent of it, red further off.",
        "Cells are green where the indicator meets its target, amber where it is close and red where it does not.",
        "Blocks show when the result is red. Green: target achieved. Amber: between floor and target. Red: below it.",
        "Status: Green (on target), Amber (slightly below target) or Red (well below target)",
    ],
)
def test_sentences_that_explain_colours(sentence: str) -> None:
    """Links of all kinds, or none after the first colour."""
    said = colours_said(sentence)
    assert said is not None and said.ratings == USUAL


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 20 measures 12 are green, 5 are amber and 3 are red.",
        "Two measures moved from green to red because targets were missed.",
        "Green = better than last year, red = worse than last year",
        "The colour shows the direction of travel: green = good, red = poor",
        "Green Lane, Red Lion Street and Amber Valley",
        "Green: on target, Green: met, Red: missed",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    """Counts, news, changes over time and names."""
    assert colours_said(sentence) is None


def test_a_sentence_over_two_lines() -> None:
    """The end of a line is not the end of a sentence."""
    said = colours_said_in(["Status: green = target met, amber = within 5%,", "red = target missed.", "Next."])
    assert said[0].ratings == USUAL


def _triangle(colour: int) -> Symbol:
    return Symbol((0, 0, 9, 9), "triangle_down", colour, "glyph")


_DIRECTIONS = tuple(
    KeyEntry(shape, 0, meaning, None, arrow)  # type: ignore[arg-type]
    for shape, meaning, arrow in (("triangle_up", "better", "up"), ("triangle_down", "worse", "down"))
)


@pytest.mark.parametrize(
    ("sentence", "column", "marks"),
    [
        ("The colour of the symbol shows the target: green = met, amber = within 5%, red = missed", "", ["R", "down"]),
        ("Green = met, amber = within 5%, red = missed", "", ["down"]),
        ("Green = met, amber = within 5%, red = missed", "rating", ["R", "down"]),
    ],
)
def test_colours_of_arrows_rate_where_a_sentence_says_so(sentence: str, column: str, marks: list[str]) -> None:
    """It speaks of symbols, or the column is one of ratings."""
    said = colours_said(sentence)
    assert isinstance(said, ColourWords)
    key = Key(_DIRECTIONS, triangles_point=True, said=(said,))
    assert [m.rag or m.arrow for m in key.marks(_triangle(RED), column)] == marks  # type: ignore[arg-type]


def test_one_look_with_two_meanings_has_no_rating() -> None:
    """Two keys that contradict each other are worse than none."""
    entries = (KeyEntry("circle", AMBER, "Near target", "A"), KeyEntry("circle", AMBER, "Off target", "R"))
    assert Key(entries).marks(Symbol((0, 0, 9, 9), "circle", AMBER, "shape")) == ()


def test_shades_of_one_colour_are_told_apart() -> None:
    """Both are red by name; each symbol has the shade of one entry."""
    light, dark = 0xF08070, 0xA01010
    assert {colour_name(light), colour_name(dark)} == {"red"}
    key = Key((KeyEntry("circle", light, "Just off target", "A"), KeyEntry("circle", dark, "Well off target", "R")))
    seen = [key.marks(Symbol((0, 0, 9, 9), "circle", colour, "shape"))[0].rag for colour in (dark, light)]
    assert seen == ["R", "A"]


@pytest.mark.parametrize(("colour", "rag"), [(0xC6EFCE, "G"), (0xFFC7CE, "R"), (0x9DC3E6, None)])
def test_fills_follow_a_sentence(colour: int, rag: str | None) -> None:
    """Colours that the sentence does not speak of are bands."""
    said = colours_said("Green = met, amber = within 5%, red = missed")
    assert said is not None
    mark = Key(said=(said,)).fill(colour)
    assert (mark.rag if mark else None) == rag


@pytest.mark.parametrize(
    ("meaning", "rag"),
    [
        ("Green: significantly better than England", "G"),
        ("Significantly better than England", "G"),
        ("Not significantly different", "A"),
        ("Within ten per cent of target", "A"),
        ("More than ten per cent off target", "R"),
    ],
)
def test_meanings(meaning: str, rag: str) -> None:
    """Colours named first win, and numbers may be words."""
    assert rag_of_meaning(meaning) == rag


@pytest.mark.parametrize(
    ("meaning", "change"),
    [
        ("Better than last year", True),
        ("Same as last year", True),
        ("Better than target", False),
        ("Red: worse", False),
    ],
)
def test_change_and_standing_are_two_things(meaning: str, change: bool) -> None:
    """`Better than target` rates, `Better than last year` points."""
    assert speaks_of_change(meaning) is change


def test_a_key_whose_words_come_first() -> None:
    """`Improving | ↑` is a key where all words are meanings; names of indicators beside arrows are none."""
    assert is_legend(grid("Improving | ↑", "Stable | →", "Declining | ↓"), "")
    assert not is_legend(grid("Recycling | ↑", "Potholes | →", "Better homes | ↓"), "")


def test_arrows_explained_in_brackets() -> None:
    """`better (▲) or worse (▼)`: also a lone arrow in a column of changes means that."""
    body = "The triangles show whether the quarter was better (▲) or worse (▼) than the one before\n\n"
    body += table("Measure | Q1 2018/19 | Q2 2018/19 | Target | Change on Q1", "Days lost | 2.3 | 3.0 | 2.2 | ▼")
    senses = {statement.arrow_sense for statement in read(body).statements if statement.arrow}
    assert senses == {"performance"}
