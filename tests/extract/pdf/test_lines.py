"""Words to lines of print."""

from dataclasses import replace

from extract.pdf.lines import lines_of
from tests.extract.pdf.pages_for_tests import words


def test_print_of_size_nothing_stands_on_lines_too() -> None:
    """A file may set print without height: there is no gap to be measured in heights of it."""
    printed = [word for top in (100.0, 120.0) for word in words("a b", 50, top)]
    flat = [replace(word, box=(word.box[0], word.box[1], word.box[2], word.box[1])) for word in printed]
    assert "".join(line.text for line in lines_of(flat)).replace(" ", "") == "abab"
