"""Doubts of what was recognised in a picture reach the figures that depend on it, and no others."""

from collections.abc import Sequence
from dataclasses import replace

from extract.doubts import DOUBTED, with_doubts
from records import Box, Cell, Flag, Grid, Layout, Line, Place, ReportHead, Statement, Step, Use

LOW, HIGH = DOUBTED - 0.1, 0.95
HEADER_1: Box = (100, 10, 150, 20)
HEADER_2: Box = (160, 10, 210, 20)
VALUE_1: Box = (110, 30, 140, 40)
VALUE_2: Box = (170, 30, 200, 40)
TARGET: Box = (220, 30, 250, 40)
NAME: Box = (10, 30, 90, 40)


def place(box: Box, page: int = 1, table: int = 1) -> Place:
    """A spot on the page."""
    return Place(page=page, bbox=box, table=table)


def layout(sure: dict[Box, float], *lines: Line, **figures: str) -> Layout:
    """A table of one row below its header: cells as sure as said, others fully."""
    one, two = figures.get("one", "92%"), figures.get("two", "94%")
    texts = {HEADER_1: "Q1", HEADER_2: "Q2", NAME: "Calls", VALUE_1: one, VALUE_2: two, TARGET: "90%"}
    cells = tuple(Cell(text, place(box), sure=sure.get(box, HIGH)) for box, text in texts.items())
    return Layout((*lines, Grid((cells[:2], cells[2:]), 1, "pdf", Place(page=1, table=1))), 1)


def statement(box: Box, **fields: str) -> Statement:
    """A figure of the table with its name and target."""
    steps = (Step("extract", "indicator", "", "Calls", place(NAME)), Step("extract", "target", "", "", place(TARGET)))
    made = Statement(kind="measure", indicator="Calls", place=place(box), reader="table", value="92%", steps=steps)
    return replace(made, **fields)  # type: ignore[arg-type]


def flags(
    sure: dict[Box, float], *statements: Statement, uses: Sequence[Use] = (), head: ReportHead | None = None
) -> list[list[str]]:
    """The flags of each statement."""
    found = with_doubts(statements, layout(sure), uses, head or ReportHead())
    return [[str(flag) for flag in one.flags] for one in found]


HEADERS = (Use(place(HEADER_1), "Q1", "header"), Use(place(HEADER_2), "Q2", "header"))


def test_a_doubtful_figure_is_flagged() -> None:
    """The value of that cell only."""
    assert flags({VALUE_1: LOW}, statement(VALUE_1), statement(VALUE_2)) == [["value:ocr"], []]


def test_a_name_without_its_end_is_flagged() -> None:
    """A bracket that nothing closes: the last line of the name was lost."""
    cut = statement(VALUE_1, indicator="Energy use (kWh per square")
    whole = statement(VALUE_2, indicator="Energy use (kWh per square metre)")
    assert flags({}, cut, whole) == [["indicator:ocr"], []]


def test_a_statement_without_a_figure_has_no_doubtful_value() -> None:
    """A rating alone prints no value that could be wrong."""
    assert flags({VALUE_1: LOW}, statement(VALUE_1, value="")) == [[]]


def test_what_else_a_figure_was_given_is_flagged_by_its_field() -> None:
    """A doubtful target and a doubtful name are doubts of every figure that took them."""
    both = statement(VALUE_1), statement(VALUE_2)
    assert flags({TARGET: LOW}, *both) == [["target:ocr"], ["target:ocr"]]
    assert flags({NAME: LOW}, *both) == [["indicator:ocr"], ["indicator:ocr"]]
    bare = replace(statement(VALUE_1), steps=())
    assert flags({TARGET: LOW, NAME: LOW}, bare) == [[]]


def test_a_doubtful_header_reaches_its_own_column_only() -> None:
    """The period of the figures below is in doubt, not that of the columns beside."""
    both = statement(VALUE_1), statement(VALUE_2)
    assert flags({HEADER_1: LOW}, *both, uses=HEADERS) == [["period:ocr"], []]
    assert flags({HEADER_2: LOW}, *both, uses=HEADERS) == [[], ["period:ocr"]]
    assert flags({HEADER_1: HIGH}, *both, uses=HEADERS) == [[], []]


def test_a_doubtful_header_reaches_no_other_table_and_page() -> None:
    """A figure at the same spot of another page or table has another header."""
    elsewhere = replace(statement(VALUE_1), place=place(VALUE_1, page=2))
    other = replace(statement(VALUE_1), place=place(VALUE_1, table=2))
    above = replace(statement(VALUE_1), place=place((110, 2, 140, 8)))
    assert flags({HEADER_1: LOW}, elsewhere, other, above, uses=HEADERS) == [[], [], []]


def test_a_doubtful_cell_that_is_no_header_casts_no_doubt_below() -> None:
    """What stands above but was used as something else says nothing of the period."""
    uses = [Use(place(HEADER_1), "Q1", "commentary")]
    assert flags({HEADER_1: LOW}, statement(VALUE_1), uses=uses) == [[]]


def of_area(sure: float, head: ReportHead, *statements: Statement, second: float | None = None) -> list[list[str]]:
    """Flags where the paper's name is printed with this sureness, and perhaps a second time with another."""
    printed = [Line("Larkhiil Borough Council", Place(page=1, bbox=(1, 1, 9, 2)), sure=sure)]
    if second is not None:
        printed.append(Line("Larkhiil Borough Council: report", Place(page=1, bbox=(1, 3, 9, 4)), sure=second))
    found = with_doubts(statements, layout({}, *printed), (), head)
    return [[str(flag) for flag in one.flags] for one in found]


UNKNOWN = ReportHead(organisation="Larkhiil Borough Council")


def test_a_doubtful_name_of_the_council_is_a_doubt_of_its_own_figures() -> None:
    """Not of comparators and of figures that name an area of their own."""
    own, nation = statement(VALUE_1), statement(VALUE_2, comparator=True, area="England")  # type: ignore[arg-type]
    ward = statement(VALUE_2, area="North ward")
    assert of_area(LOW, UNKNOWN, own, nation, ward) == [["area:ocr"], [], []]


def test_a_council_that_is_known_is_not_doubted() -> None:
    """A name that is in the list of areas was not misread; nor one that a second line prints clearly."""
    known = replace(UNKNOWN, area_id="larkhill")
    assert of_area(LOW, known, statement(VALUE_1)) == [[]]
    assert of_area(HIGH, UNKNOWN, statement(VALUE_1)) == [[]]
    assert of_area(LOW, UNKNOWN, statement(VALUE_1), second=HIGH) == [[]]
    assert of_area(LOW, UNKNOWN, statement(VALUE_1), second=LOW) == [["area:ocr"]]


def test_figures_of_a_picture_say_so_and_how_sure_they_are() -> None:
    """Doubtful or not; flags that they had stay, and no flag is given twice."""
    had = replace(statement(VALUE_1), flags=(Flag("value", "ocr"), Flag("row", "shifted")))
    (found,) = with_doubts([had], layout({VALUE_1: LOW}), (), ReportHead())
    assert (found.value_basis, found.confidence) == ("ocr", LOW)
    assert found.flags == (Flag("value", "ocr"), Flag("row", "shifted"))


def test_a_paper_with_text_is_left_as_it_is() -> None:
    """Where nothing was recognised in a picture there is nothing to doubt."""
    sure = dict.fromkeys((HEADER_1, HEADER_2, NAME, VALUE_1, VALUE_2, TARGET), 1.0)
    given = [statement(VALUE_1)]
    assert with_doubts(given, layout(sure), HEADERS, ReportHead()) == given


def test_the_only_minus_of_a_recognised_table_is_doubted() -> None:
    """It is more often dirt than a sign; where others have one too, figures may well be negative."""
    lone = with_doubts([statement(VALUE_1), statement(VALUE_2)], layout({}, one="-92%"), (), ReportHead())
    assert [[str(flag) for flag in one.flags] for one in lone] == [["value:ocr"], []]
    both = with_doubts([statement(VALUE_1), statement(VALUE_2)], layout({}, one="-92%", two="-4%"), (), ReportHead())
    assert [one.flags for one in both] == [(), ()]
