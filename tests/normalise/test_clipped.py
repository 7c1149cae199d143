"""Words cut short are spelt out where one known word can be meant, and only where it shows that they are cut."""

import pytest

from normalise.clipped import Clipped

OWN = frozenset({"placements", "suitable", "accommodation", "assessments", "collected", "completed", "complaints"})
KNOWN = frozenset({"support", "employment", "carers", "children", "services", "strength", "year", "target", "council"})
CLIPPED = Clipped(OWN, KNOWN)


@pytest.mark.parametrize(
    ("printed", "spelt_out"),
    [
        ("3+ plcmts in the year", "3+ placements in the year"),
        ("in suit. accom.", "in suitable accommodation"),
        ("C&F assmts", "C&F assessments"),
        ("Council tax coll'd", "Council tax collected"),
        ("Complnts to tgt", "complaints to target"),
    ],
)
def test_what_shows_that_it_is_cut_is_spelt_out(printed: str, spelt_out: str) -> None:
    """By a full stop, an apostrophe, or the vowels that are left out."""
    assert CLIPPED.spell_out(printed) == spelt_out


@pytest.mark.parametrize(
    "printed",
    [
        "sport and leisure",  # "support" without letters, but a word
        "comp. within 10 days",  # completed or complaints
        "children's plans",
        "don't know",
        "all is in care.",
        "strength",
        "in yr",  # two letters are for the list of abbreviations
    ],
)
def test_words_and_what_two_words_may_mean_stay(printed: str) -> None:
    """A guess would make one indicator of two."""
    assert CLIPPED.spell_out(printed) == printed
