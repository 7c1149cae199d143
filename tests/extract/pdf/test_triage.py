"""Which pages of a PDF are read: those that can hold indicators, those beside them that go on, and the first."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.engine import opened
from extract.pdf.triage import PageVerdict, triage
from tests.extract.pdf.scans_for_tests import Sheet

Lines = Sequence[str]
TABLE = (
    "Performance indicators  Actual  Target  RAG",
    "Calls answered in time  91.2%  90.0%  G",
    "Number of missed bins  52  45  R",
    "Complaints answered in ten days  79.4%  80.0%  A",
)
PROSE = ("The committee met in the town hall and thanked all officers.", "It will meet again in the spring.") * 4
BUDGET = (
    "General fund revenue by directorate, in thousands of pounds",
    *(f"{name}  {1200 + i * 37}  {1180 + i * 41}" for i, name in enumerate(("Housing", "Roads", "Waste", "Parks"))),
)
REST = ("Homes built  47  70", "Days lost to sickness  9.4  8.5")


def pages(*shown: Lines) -> tuple[PageVerdict, ...]:
    """The verdicts on pages that print these lines."""
    return triage_of(written(*shown))


def triage_of(data: bytes, *, all_pages: bool = False) -> tuple[PageVerdict, ...]:
    """The verdicts on a file."""
    with opened(data) as file:
        return triage(file, all_pages=all_pages)


def written(*shown: Lines, signs: int = 0, boxes: int = 0, picture: bool = False) -> bytes:
    """A PDF of pages with these lines; the last one also with so many small pictures and drawn boxes, or a scan."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number, lines in enumerate(shown, start=1):
        for i, line in enumerate(lines):
            canvas.drawString(60, 780 - 18 * i, line)
        if number == len(shown):
            for i in range(signs):
                canvas.drawImage(ImageReader(Sheet(4, 4).image), 300, 760 - 18 * i, 8, 8)
            for i in range(boxes):
                canvas.rect(300 + 9 * i, 400, 7, 7)
            if picture:
                canvas.drawImage(ImageReader(Sheet(60, 80).text(5, 5, "Calls").image), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def verdicts(*shown: Lines) -> list[str]:
    """What is done with each page."""
    return [page.verdict for page in pages(*shown)]


def test_a_page_of_indicators_is_read() -> None:
    """Words of performance tables and figures, wherever the page stands."""
    found = pages(PROSE, PROSE, TABLE)
    assert [page.verdict for page in found[1:]] == ["skipped", "read"]
    assert found[2] == PageVerdict(3, "read", "words of performance tables and figures")


def test_the_first_page_is_always_read() -> None:
    """It tells whose paper it is; the same page later on is passed over."""
    assert verdicts(PROSE, PROSE) == ["read", "skipped"]
    assert pages(PROSE)[0].reason == "the first page tells whose paper it is"


def test_the_first_page_does_not_take_its_neighbour_along() -> None:
    """It was not read for a table, so nothing goes on after it."""
    assert verdicts(PROSE, BUDGET) == ["read", "skipped"]


def test_a_table_that_goes_on_is_read_without_its_header() -> None:
    """The page after one of tables is read for four lines of figures, and the page after that."""
    more = [f"Indicator number {i}  {i}.4%  {i}.9%" for i in range(5)]
    assert verdicts(PROSE, TABLE, more, more, PROSE) == ["read", "read", "read", "read", "skipped"]


def test_two_rows_beside_a_page_of_tables_are_read() -> None:
    """The last two rows of a table hold few figures, but its page speaks of performance."""
    ended = (*REST, "Performance key: amber is near the target")
    assert verdicts(PROSE, TABLE, ended) == ["read", "read", "read"]
    assert verdicts(PROSE, PROSE, ended)[2] == "skipped"


def test_a_short_page_of_figures_is_read_after_tables_only() -> None:
    """Two rows of figures go on with a table; with no table before them, or among prose, they do not."""
    assert verdicts(PROSE, TABLE, (*REST, "Page 12"))[2] == "read"
    assert verdicts(PROSE, (*REST, "Page 12"), TABLE)[1] == "skipped"
    assert verdicts(PROSE, TABLE, (*PROSE, *REST))[2] == "skipped"


WRAPPED = (
    "Calls answered  80%  81%  80%  G",
    "Staffing was stable through the summer and",
    "the new telephone system went live without",
    "loss of service.",
)


def test_a_last_row_whose_comment_wraps_is_read_after_tables_only() -> None:
    """One line of figures in four: they stand side by side, as in a table. With no table before, or at the top of a
    full page, they are no sign of one."""
    assert verdicts(PROSE, TABLE, WRAPPED) == ["read", "read", "read"]
    assert verdicts(PROSE, WRAPPED, TABLE)[1] == "skipped"
    assert verdicts(PROSE, PROSE, WRAPPED)[2] == "skipped"
    assert verdicts(PROSE, TABLE, (*WRAPPED, *PROSE, "That is all."))[2] == "skipped"


def test_a_short_page_of_prose_after_tables_is_passed_over() -> None:
    """Figures of sentences stand apart, those of dates are years: no row of a table."""
    said = (
        "Calls rose from 912 to 1,020 over the summer, of which 14",
        "were about bins. The committee meets on 12 March 2015 at",
        "the town hall; papers follow.",
        "Members are asked to note the report.",
    )
    assert verdicts(PROSE, TABLE, said) == ["read", "read", "skipped"]


def test_the_page_before_a_page_of_tables_is_read_too() -> None:
    """A table may begin at the foot of a page of prose."""
    begun = (*PROSE[:4], "Performance of our services: indicators, with their target", *REST)
    assert verdicts(PROSE, begun, TABLE)[1] == "read"


def test_pages_of_budgets_are_passed_over() -> None:
    """Figures without words of performance, with no page of tables beside them."""
    found = pages(PROSE, BUDGET, BUDGET, PROSE, TABLE)
    assert [page.verdict for page in found] == ["read", "skipped", "skipped", "skipped", "read"]
    assert found[1].reason == "no words of performance tables beside figures"


def test_words_of_performance_without_figures_are_not_enough() -> None:
    """A page that speaks about targets and indicators but prints none."""
    spoken = ("Our performance framework sets a target for each of the indicators.", "Members noted the report.") * 4
    assert verdicts(PROSE, spoken) == ["read", "skipped"]


@pytest.mark.parametrize(("signs", "boxes"), [(3, 0), (0, 45)], ids=["pictures", "shapes"])
def test_a_scorecard_of_symbols_is_read(signs: int, boxes: int) -> None:
    """Hardly a figure on it, but words of performance and many symbols."""
    card = ("Performance scorecard: status of each outcome", "Clean streets", "Safe homes", "Healthy lives")
    found = triage_of(written(PROSE, card, signs=signs, boxes=boxes))
    assert found[1] == PageVerdict(2, "read", "words of performance tables and many symbols or lines")
    assert triage_of(written(PROSE, card))[1].verdict == "skipped"


def test_symbols_beside_a_page_of_tables_are_read() -> None:
    """The rest of a table of symbols has neither header nor figures."""
    rest = ("Clean streets are what people ask for", "Safe homes for all who live here", "Healthy lives")
    assert triage_of(written(PROSE, TABLE, rest, signs=3))[2].verdict == "read"
    assert triage_of(written(PROSE, PROSE, rest, signs=3))[2].verdict == "skipped"


def test_pages_without_text_are_scans_or_blank() -> None:
    """A page that is one picture is a scan, a page with next to nothing is blank; both say so."""
    assert triage_of(written(PROSE, (), picture=True))[1] == PageVerdict(2, "scan", "a picture without text")
    assert verdicts(PROSE, ("7",))[1] == "blank"
    assert triage_of(written(PROSE, (), boxes=30))[1].verdict == "skipped"


def test_all_pages_means_all_that_hold_anything() -> None:
    """`--all-pages` reads prose, budgets and drawings, not blank pages."""
    found = triage_of(written(PROSE, BUDGET, ("7",), PROSE), all_pages=True)
    assert [page.verdict for page in found] == ["read", "read", "blank", "read"]
    assert triage_of(written(PROSE, (), boxes=30), all_pages=True)[1].verdict == "read"


def test_years_are_no_figures() -> None:
    """A list of years with words of performance is no table."""
    years = ("Performance plans and their target years: indicators", "Plan 2017", "Plan 2018", "Plan 2019", "Plan 2020")
    assert verdicts(PROSE, years) == ["read", "skipped"]
