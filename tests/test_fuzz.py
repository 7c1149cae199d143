"""Papers with faults: some of the numbers of `python -m bench.fuzz`, which reads 20,000."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.readings import Means
from bench.fuzz import LIMITS, paper, run

MENDED = (569, 725, 1925)
"""Papers that the program once failed on."""


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_number_is_always_the_same_paper(number: int) -> None:
    """What a run finds can be looked at again."""
    assert paper(number) == paper(number)
    assert paper(number)[1] != paper(number + 3)[1]


@pytest.mark.parametrize("numbers", [range(24), range(12_345, 12_369), MENDED], ids=["first", "others", "mended"])
def test_faults_in_a_paper_are_never_faults_of_ours(numbers: Sequence[int], tmp_path: Path) -> None:
    """No build ends, the good paper is read, and no paper shows an error of the program."""
    told, wrong = run(numbers, tmp_path / "kept", Means(None, 1, LIMITS))
    assert wrong == []
    assert sum(told.values()) == len(numbers)
    assert told["read"] + told["read_with_warnings"] > len(numbers) / 4
