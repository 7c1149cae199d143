"""Words to lines of print."""

from dataclasses import replace

from extract.pdf.lines import lines_of
from tests.extract.pdf.pages_for_tests import words


def test_print_of_size_nothing_stands_on_lines_too() -> None:
    """A file may set print without height: there is no gap to be measured in heights of it."""
    printed = [word for top in (100.0, 120.0) for word in words("a b", 50, top)]
    flat = [replace(word, box=(word.box[0], word.box[1], word.box[2], word.box[1])) for word in printed]
    assert "".join(line.text for line in lines_of(flat)).replace(" ", "") == "abab"


def test_lines_that_carry_labels_of_their_own_are_not_joined() -> None:
    """`Target: 45,000` above `Quarter 1: 44,117`: no paragraph, however little room is left beside the first."""
    labelled = [*words("Target: 45,000", 50, 100), *words("Quarter 1: 44,117", 50, 110)]
    assert [line.text for line in lines_of(labelled)] == ["Target: 45,000", "Quarter 1: 44,117"]
    prose = [*words("The target is: reached by", 50, 100), *words("Quarter 1: all are", 50, 110)]
    assert len(lines_of(prose)) == 1
