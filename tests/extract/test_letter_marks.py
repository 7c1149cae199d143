"""Letters in brackets behind figures: ratings where the paper's letters are those of ratings, else how final it is."""

from tests.extract.paper_for_tests import facts_of, ratings, read


def body(*cells: str) -> str:
    """A table of these cells under Q1."""
    rows = "".join(f"Measure {i}\t{cell}\t90%\n" for i, cell in enumerate(cells))
    return "Measure\tQ1 2018/19\tTarget\n" + rows


def test_letters_of_ratings_behind_figures() -> None:
    """Each rates the figure it stands behind; the figure stays as printed."""
    text = "Measure\tQ1 2018/19\tQ2 2018/19\tTarget\nCalls\t40.6% [A]\t41.0% [R]\t48%\nBins\t97% [G]\t96%\t90%\n"
    found = facts_of(text)
    assert [(fact.value, fact.rag) for fact in found] == [
        ("40.6% [A]", "A"),
        ("41.0% [R]", "R"),
        ("97% [G]", "G"),
        ("96%", ""),
    ]


def test_round_brackets_as_well() -> None:
    """A dash is not rated."""
    assert ratings(read(body("91% (A)", "81% (G)", "71% (-)"))) == ["A", "G", None]


def test_letters_that_say_how_final_a_figure_is() -> None:
    """`(R)` alone or beside `(P)` is revised, also where an `(A)` for audited stands by."""
    assert ratings(read(body("91% (R)", "81%", "71%"))) == [None, None, None]
    assert ratings(read(body("91% (R)", "81% (P)", "71% (A)"))) == [None, None, None]
    assert ratings(read(body("91% (R)", "81% (R)", "71% (A)"))) == [None, None, None]
